"""How fast tiles are served, beside nginx and Caddy with the same files."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import live
import measure
import report
import server_attack
import server_bundle
import server_link
import server_load
import server_programs
import server_tour

FOLDER = Path(".bench/server").resolve()
PEERS = ["zeitreise", "nginx", "caddy"]
MODES = {
    "https_h2": lambda targets, ports, s: server_load.h2load(FOLDER, targets, f"https://127.0.0.1:{ports.https}", s),
    "https_h1": lambda targets, ports, s: server_load.wrk(FOLDER, targets, f"https://127.0.0.1:{ports.https}", s),
    "http": lambda targets, ports, s: server_load.wrk(FOLDER, targets, f"http://127.0.0.1:{ports.http}", s),
}
GOALS = {"https_h2": ">= 0.8", "https_h1": ">= 0.8", "http": ">= 0.9"}


def note(text: str) -> None:
    print(text, file=sys.stderr)


def certificate(program: str) -> tuple[Path, Path]:
    if not (FOLDER / "server.pem").exists():
        subprocess.run([program, "certificate", "create", "127.0.0.1", "--directory", FOLDER], check=True, stdout=sys.stderr)
    return FOLDER / "server.pem", FOLDER / "server.key"


def throughput(mode: str, place, targets: list[str], rounds: int, seconds: int) -> list[dict]:
    """Requests a second of each program in turn; every program is started anew, so that none gains from the one before."""

    def contender(name: str):
        def run() -> float:
            with server_programs.running(name, place) as ports:
                MODES[mode](targets, ports, 2)
                return MODES[mode](targets, ports, seconds)

        return run

    results = measure.interleaved({name: contender(name) for name in PEERS}, rounds, note)
    ours, nginx, caddy = (results.get(name) for name in PEERS)
    rows = [report.row(f"{mode}_per_s", measure.median(ours), "1/s", None, "nginx", measure.median(nginx))]
    ratio = measure.median_ratio(ours, nginx)
    rows.append(report.row(f"{mode}_per_nginx", ratio, "ratio", GOALS[mode], "nginx", measure.median(nginx)))
    ratio = measure.median_ratio(ours, caddy)
    return [*rows, report.row(f"{mode}_per_caddy", ratio, "ratio", ">= 1", "caddy", measure.median(caddy))]


def first_byte(place, targets: list[str], seconds: int) -> list[dict]:
    found = {}
    for name in ("zeitreise", "nginx"):
        with server_programs.running(name, place) as ports:
            base = f"https://127.0.0.1:{ports.https}"
            values = server_load.latencies(FOLDER, targets, base, seconds, 3000)
            found[name] = server_load.percentile(values, 0.99)
    return [report.row("first_byte_p99_ms", found["zeitreise"], "ms", "<= 10", "nginx", found["nginx"])]


def memory(place, seconds: int) -> list[dict]:
    """With a bundle of 2 GB, at 3,000 tiles a second spread over all of it."""
    tiles = server_bundle.make(place.program, FOLDER, "large", 2, 7)
    with server_programs.running("zeitreise", place._replace(bundle=tiles.bundle)) as ports:
        base = f"https://127.0.0.1:{ports.https}"
        values = server_load.latencies(FOLDER, tiles.targets, base, seconds, 3000)
        status = Path(f"/proc/{ports.processes[1].pid}/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    return [
        report.row("resident_memory_mib", peak, "MiB", "<= 300"),
        report.row("large_bundle_p99_ms", server_load.percentile(values, 0.99), "ms"),
    ]


def slow_link(place, targets: list[str]) -> list[dict]:
    found = server_link.measure(place, targets, "http/2")
    one = server_link.measure(place, targets, "http/1.1")
    return [
        report.row("link_first_level_s", found["first_level_s"], "s", "<= 0.5"),
        report.row("link_first_level_median_s", found["first_level_median_s"], "s"),
        report.row("link_used", found["used"], "share", ">= 0.95"),
        report.row("link_slowest_per_median", found["slowest_per_median"], "ratio", "<= 1.3"),
        report.row("link_h1_first_level_s", one["first_level_s"], "s", "<= 0.5"),
        report.row("link_h1_used", one["used"], "share", ">= 0.95"),
        report.row("link_h1_slowest_per_median", one["slowest_per_median"], "ratio", "<= 1.3"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="Tools/bench/server", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--only", default="", metavar="TEXT", help="of https_h2, https_h1, http, latency, memory, attack, link, live")
    parser.add_argument("--rounds", type=int, default=3, help="of each program in turn (3)")
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement (5)")
    options = parser.parse_args()
    program = str(Path(os.environ.get("ZEITREISE", ".build/release/zeitreise")).resolve())
    FOLDER.mkdir(parents=True, exist_ok=True)
    tour = server_tour.make(program, FOLDER, FOLDER / "www")
    place = server_programs.Place(program, tour.bundle, FOLDER / "www", FOLDER, *certificate(program))
    parts = {
        mode: lambda mode=mode: throughput(mode, place, tour.targets, options.rounds, options.seconds) for mode in MODES
    } | {
        "latency": lambda: first_byte(place, tour.targets, options.seconds),
        "memory": lambda: memory(place, options.seconds * 4),
        "attack": lambda: server_attack.rows(place, tour.targets),
        "link": lambda: slow_link(place, tour.scene),
        "live": lambda: live.rows(program),
    }
    if options.only:
        parts = {name: part for name, part in parts.items() if name in options.only.split(",")}
    rows = []
    for name, part in parts.items():
        try:
            rows += part()
        except (measure.Failed, OSError, subprocess.SubprocessError) as error:
            note(f"not measured: {name}: {error}")
    tiles = f"{len(tour.targets)} tiles of 8 to 60 KB, {tour.mean_size / 1000:.1f} on average"
    source = f"{tiles}; {server_load.CONNECTIONS} connections, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before"
    print(report.document("server", source, rows) if options.json else f"{source}\n\n{report.summary(rows)}")


if __name__ == "__main__":
    main()
