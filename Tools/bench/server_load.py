"""Load by wrk and h2load: requests a second, and how long each took."""

import re
import subprocess
from pathlib import Path

from measure import Failed

CONNECTIONS = 60
SCRIPT = """
local targets = {}
for line in io.lines("%s") do targets[#targets + 1] = line end
local requests, next = {}, 0
init = function() for i, target in ipairs(targets) do requests[i] = wrk.format("GET", target) end end
request = function() next = next %% #requests + 1 return requests[next] end
"""


def write_targets(folder: Path, targets: list[str], base: str = "") -> Path:
    path = folder / ("uris.txt" if base else "targets.txt")
    path.write_text("".join(f"{base}{target}\n" for target in targets))
    return path


def wrk(folder: Path, targets: list[str], base: str, seconds: int) -> float:
    """Requests a second of HTTP/1.1 with connections that stay open."""
    script = folder / "wrk.lua"
    script.write_text(SCRIPT % write_targets(folder, targets))
    text = said(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script, base])
    if found := re.search(r"Non-2xx or 3xx responses: \d+|Socket errors: .*", text):
        raise Failed(f"wrk {base}: {found[0]}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])


def h2load(folder: Path, targets: list[str], base: str, seconds: int) -> float:
    """Requests a second of HTTP/2, eight streams a connection."""
    uris = write_targets(folder, targets, base)
    text = said(["h2load", "-t1", f"-c{CONNECTIONS}", "-m8", "-w20", "-W24", f"-D{seconds}", "--warm-up-time=1", "-i", uris])
    check(text, base)
    return float(re.search(r"finished in [\d.]+s, ([\d.]+) req/s", text)[1])


def latencies(folder: Path, targets: list[str], base: str, seconds: int, rate: int) -> list[float]:
    """Milliseconds from each request of HTTP/2 to the last byte of its answer, at `rate` requests a second, sorted."""
    uris, log = write_targets(folder, targets, base), folder / "h2load.log"
    log.unlink(missing_ok=True)
    pace = [f"--rps={rate // CONNECTIONS}", f"-n{rate * seconds}", f"--log-file={log}"]
    check(said(["h2load", "-t1", f"-c{CONNECTIONS}", "-m100", "-w20", "-W24", *pace, "-i", uris]), base)
    return sorted(int(line.split("\t")[2]) / 1000 for line in log.read_text().splitlines())


def check(text: str, base: str) -> None:
    counts = re.search(r"requests: .* (\d+) failed, (\d+) errored, (\d+) timeout", text)
    codes = re.search(r"status codes: (\d+) 2xx, (\d+) 3xx, (\d+) 4xx, (\d+) 5xx", text)
    if any(map(int, counts.groups())) or int(codes[1]) == 0 or int(codes[3]) or int(codes[4]):
        raise Failed(f"h2load {base}: {counts[0]}; {codes[0]}")


def said(command: list) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise Failed(f"{command[0]} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-200:]}")
    return done.stdout


def percentile(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]
