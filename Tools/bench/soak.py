"""An hour of a drive: tiles at a steady rate over TLS, headsets that listen and report, a guide; no error, and memory that stays."""

import argparse
import asyncio
import hashlib
import math
import os
import random
import re
import signal
import sqlite3
import ssl
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import report
import server_bundle
import server_programs
from live_headsets import CLIENTS
from live_server import PIN, TOKEN
from soak_clients import Audience, Faults, SecureConnection

FOLDER = Path(".bench/soak").resolve()
TOUR = Path("Tests/old-town").resolve()
# Connections of each load generator: four of HTTP/2 and two of HTTP/1.1, each with its own order of the tiles.
HTTP2, HTTP1 = [7] * 4, [6] * 2
LEG_S, MEMORY_S, SAMPLE_S, SAMPLES = 60, 5, 5, 10
# 8,190 tiles of 280 MB, so that tiles are read and not only remembered.
LEVELS = 6


def note(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def growth(values: list[float]) -> float:
    """Percent by which the median of the last tenth is above that of the second; the first is for warming up."""
    tenth = max(len(values) // 10, 1)
    before, after = statistics.median(values[tenth : 2 * tenth]), statistics.median(values[-tenth:])
    return 100 * (after / before - 1)


def prepare(program: str) -> dict[str, bytes]:
    """Pictures of the demo tour and many made-up tiles in one bundle; SHA-256 of each tile by its address."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("state.sqlite*"):
        old.unlink()
    bundle = FOLDER / "tour.ztour"
    if not bundle.exists():
        partial = FOLDER / "partial.ztour"
        subprocess.run([program, "build", TOUR, "--output", partial, "--quiet"], check=True, stdout=sys.stderr)
        server_bundle.fill(partial, 1, LEVELS)
        partial.rename(bundle)
    if not (FOLDER / "server.pem").exists():
        subprocess.run([program, "certificate", "create", "127.0.0.1", "--directory", FOLDER], check=True, stdout=sys.stderr)
    subprocess.run([program, "pin", FOLDER / "pins"], input=PIN.encode(), check=True, stdout=sys.stderr)
    (FOLDER / "token").write_text(TOKEN + "\n")
    return digests(bundle)


def digests(bundle: Path) -> dict[str, bytes]:
    database = sqlite3.connect(f"file:{bundle}?mode=ro", uri=True)
    rows = database.execute(
        'SELECT panorama.digest, level, face, row, "column", bytes FROM tile'
        " JOIN panorama ON panorama.id = panorama JOIN blob ON blob.id = blob"
    )
    found = {
        f"/tiles/{panorama.hex()}/{level}/{server_bundle.FACES[face]}/{row}/{column}.jpg": hashlib.sha256(content).digest()
        for panorama, level, face, row, column, content in rows
    }
    database.close()
    return found


def drive(seconds: int) -> str:
    """NMEA of a bus that goes there and back on the old town's route, 5 m on each second."""
    route = json_points(TOUR / "route.geojson")
    metres = 111_200.0
    steps = [0.0]
    for (east, north), (next_east, next_north) in zip(route, route[1:], strict=False):
        x = (next_east - east) * metres * math.cos(math.radians(north))
        steps.append(steps[-1] + math.hypot(x, (next_north - north) * metres))
    lines = []
    for second in range(seconds):
        way = second * 5 % (2 * steps[-1])
        way = min(way, 2 * steps[-1] - way)
        index = max(i for i, start in enumerate(steps[:-1]) if start <= way)
        share = (way - steps[index]) / (steps[index + 1] - steps[index])
        east, north = (a + (b - a) * share for a, b in zip(route[index], route[index + 1], strict=True))
        clock = f"{second // 3600 + 8:02}{second // 60 % 60:02}{second % 60:02}.00"
        body = f"GPRMC,{clock},A,{degrees(north, 2)},N,{degrees(east, 3)},E,9.7,,010526,,,A"
        checksum = 0
        for character in body.encode():
            checksum ^= character
        lines.append(f"${body}*{checksum:02X}\r\n")
    return "".join(lines)


def json_points(path: Path) -> list[tuple[float, float]]:
    return [tuple(map(float, pair)) for pair in re.findall(r"\[\s*([\d.]+),\s*([\d.]+)\s*\]", path.read_text())]


def degrees(value: float, width: int) -> str:
    return f"{int(value):0{width}}{(value - int(value)) * 60:07.4f}"


class Soak:
    def __init__(self, program: str, port: int, admin: int, expected: dict[str, bytes], options: argparse.Namespace):
        self.program, self.port, self.admin, self.expected = program, port, admin, expected
        self.seconds, self.rate, self.chance = options.seconds, options.rate, random.Random(options.seed)
        self.faults, self.tiles, self.samples, self.memory = Faults(), 0, 0, []
        self.base = f"https://127.0.0.1:{port}"

    def serve(self) -> subprocess.Popen:
        (FOLDER / "drive.nmea").write_text(drive(self.seconds + 600))
        words = ["serve", "tour.ztour", "--listen", f"127.0.0.1:{self.port}", "--admin", f"127.0.0.1:{self.admin}"]
        words += ["--certificate", "server.pem", "--key", "server.key", "--gps", "replay:drive.nmea"]
        words += ["--state", "state.sqlite", "--guide-pin-file", "pins", "--headset-token-file", "token"]
        words += ["--connections-per-device", "0", "--requests-per-device", "0"]
        with open(FOLDER / "server.log", "wb") as log:
            process = subprocess.Popen([self.program, *words], cwd=FOLDER, stdout=log, stderr=log)
        return process

    async def run(self) -> None:
        SecureConnection.context = ssl.create_default_context(cafile=FOLDER / "authority.pem")
        process = self.serve()
        audience = Audience(self.port, self.faults)
        try:
            server_programs.wait_for(self.port, [process])
            await audience.enrol()
            self.authorization = f"Authorization: Bearer {audience.headsets[0][1]}"
            self.end = time.monotonic() + self.seconds
            tasks = [asyncio.create_task(work) for work in (audience.run(), self.watch(process), self.compare())]
            began = time.monotonic()
            await self.load()
            self.took = time.monotonic() - began
            audience.is_over = True
            self.figures = await asyncio.to_thread(self.read_metrics)
            for task in tasks:
                task.cancel()
            for result in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(result, Exception):
                    self.faults.add("a client of the bench", result)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                if status := process.wait(5):
                    self.faults.add("the server's end", status)
            except subprocess.TimeoutExpired:
                self.faults.add("the server's end", "not within 5 s")
                process.kill()
        self.audience = audience

    async def load(self) -> None:
        """Legs of a minute, each with new connections and another order of the tiles."""
        while (left := self.end - time.monotonic()) > 1:
            seconds, pace = min(LEG_S, round(left)), max(self.rate // sum(HTTP2 + HTTP1), 1)
            legs = [self.h2load(f"uris-2-{n}", count, pace, seconds, "-m100", "-w20", "-W24") for n, count in enumerate(HTTP2)]
            legs += [self.h2load(f"uris-1-{n}", count, pace, seconds, "--h1", "-m1") for n, count in enumerate(HTTP1)]
            await asyncio.gather(*legs)
            resident = f"{self.memory[-1]:.1f} MiB" if self.memory else ""
            note(f"{self.tiles} tiles, {self.samples} compared, {resident}, {self.faults.total()} errors")

    async def h2load(self, uris: str, connections: int, pace: int, seconds: int, *words: str) -> None:
        count, targets = connections * pace * seconds, self.chance.sample(list(self.expected), len(self.expected))
        (FOLDER / uris).write_text("".join(f"{self.base}{target}\n" for target in targets))
        words = ["-t1", f"-c{connections}", f"-n{count}", f"--rps={pace}", *words, "-H", self.authorization, "-i", uris]
        process = await asyncio.create_subprocess_exec(
            "h2load", *words, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            output, _ = await asyncio.wait_for(process.communicate(), seconds + 60)
        except TimeoutError:
            process.kill()
            return self.faults.add("tile", f"{count} tiles took over {seconds + 60} s")
        found = re.search(rb"requests: .* (\d+) succeeded, (\d+) failed, (\d+) errored, (\d+) timeout", output)
        right = int(re.search(rb"status codes: (\d+) 2xx", output)[1]) if found else 0
        self.tiles += right
        if right != count:
            self.faults.add("tile", output[-600:], count - right)

    async def compare(self) -> None:
        """Some tiles each few seconds by curl, with both protocols in turn, byte for byte."""
        protocols = ["--http2", "--http1.1"]
        while True:
            targets = self.chance.sample(list(self.expected), SAMPLES)
            words = ["-s", "--cacert", "authority.pem", protocols[0], "-H", self.authorization, "-w", r"%{http_code} %{http_version}\n"]
            for number, target in enumerate(targets):
                words += ["-o", f"sample-{number}", f"{self.base}{target}"]
            process = await asyncio.create_subprocess_exec("curl", *words, cwd=FOLDER, stdout=subprocess.PIPE)
            output, _ = await process.communicate()
            answers, wanted = output.decode().splitlines(), f"200 {protocols[0].removeprefix('--http')}"
            for number, target in enumerate(targets):
                content = (FOLDER / f"sample-{number}").read_bytes()
                is_right = hashlib.sha256(content).digest() == self.expected[target]
                if not is_right or answers[number : number + 1] != [wanted]:
                    self.faults.add("bytes", (target, answers, len(content)))
            self.samples += len(targets)
            protocols.reverse()
            await asyncio.sleep(SAMPLE_S)

    async def watch(self, process: subprocess.Popen) -> None:
        """The resident set every few seconds, as MiB; of what it consists stands in a file."""
        with open(FOLDER / "memory.csv", "w") as file:
            file.write("seconds,resident_kib,anonymous_kib,files_kib,threads,descriptors\n")
            began = time.monotonic()
            while process.poll() is None:
                status = Path(f"/proc/{process.pid}/status").read_text()
                values = [int(re.search(rf"{name}:\s+(\d+)", status)[1]) for name in ("VmRSS", "RssAnon", "RssFile", "Threads")]
                values.append(len(os.listdir(f"/proc/{process.pid}/fd")))
                self.memory.append(values[0] / 1024)
                file.write(f"{time.monotonic() - began:.0f},{','.join(map(str, values))}\n")
                file.flush()
                await asyncio.sleep(MEMORY_S)
        self.faults.add("the server's end", process.returncode)

    def read_metrics(self) -> dict[str, float]:
        """What the server itself counted; bytes that rotted, reads that failed and refusals are errors here."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.admin}/metrics", timeout=10) as answer:
            lines = [line.rsplit(" ", 1) for line in answer.read().decode().splitlines() if not line.startswith("#")]
        figures = {name: float(value) for name, value in lines}
        for name, value in figures.items():
            if value and name.startswith(("zeitreise_rotten", "zeitreise_read_errors", "zeitreise_refused")):
                self.faults.add(name, value, int(value))
        return figures

    def rows(self) -> list[dict]:
        return [
            report.row("soak_errors", self.faults.total(), "errors", "== 0"),
            report.row("soak_memory_growth", growth(self.memory), "%", "< 5"),
            report.row("soak_resident_mib", max(self.memory), "MiB"),
            report.row("soak_tiles_per_s", self.tiles / self.took, "1/s"),
            report.row("soak_tiles", self.tiles, "tiles"),
            report.row("soak_tiles_compared", self.samples, "tiles"),
            report.row("soak_states_heard", self.audience.states, "states"),
            report.row("soak_reports", self.audience.reports, "reports"),
            report.row("soak_orders", self.audience.orders, "orders"),
        ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="Tools/bench/soak", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--seconds", type=int, default=3600, help="how long (3600)")
    parser.add_argument("--rate", type=int, default=1000, help="tiles a second (1000)")
    parser.add_argument("--seed", type=int, default=1, help="of the order of tiles")
    options = parser.parse_args()
    program = str(Path(os.environ.get("ZEITREISE", ".build/release/zeitreise")).resolve())
    expected = prepare(program)
    soak = Soak(program, server_programs.free_port(), server_programs.free_port(), expected, options)
    asyncio.run(soak.run())
    note(f"errors by kind: {dict(soak.faults)}")
    note(f"the server counted: {soak.figures}")
    source = f"{len(expected)} tiles, {options.seconds} s at {options.rate} tiles a second, {CLIENTS} headsets, {os.cpu_count()} cores"
    print(report.document("soak", source, soak.rows()) if options.json else f"{source}\n\n{report.summary(soak.rows())}")


if __name__ == "__main__":
    main()
