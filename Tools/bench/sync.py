"""How much a sync moves, how well it fills a link, what memory a large file takes, and what is left when it is interrupted."""

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Tests/Commands"))

import report
import sync_tour
from depots import Bus, Depot, cut, flip, line_to, reorder
from onboard import fill, mounted
from server_link import SERVER, link, sent_bytes
from test_projections import PEAK

ALLOWANCE = 64 * 1024
LINK_MBIT = 1000
HUGE_BYTES = 200_000_000
# 2046 tiles of 34 kB each.
LARGE, SMALL = 30, 3


class Bench:
    def __init__(self, program: str, folder: Path, seed: int):
        self.program, self.folder, self.seed, self.rows = program, folder, seed, []

    def depot(self, name: str) -> Depot:
        folder = self.folder / name
        folder.mkdir()
        return Depot(self.program, folder)

    def add(self, *cells: object) -> None:
        self.rows.append(report.row(*cells))

    # MARK: what a change moves

    def changed(self) -> None:
        depot, schema = self.depot("large"), self.depot("schema")
        schema.release()
        sync_tour.write(depot.bundle, schema.bundle, LARGE, self.seed)
        say(f"a tour of {depot.bundle.stat().st_size / 1e9:.2f} GB")
        sign(depot)
        bus = Bus(depot, self.folder / "bus")
        start = time.monotonic()
        bus.sync(depot.url())
        first = time.monotonic() - start
        say("changing a narration")
        sync_tour.write(depot.bundle, schema.bundle, LARGE, self.seed, narration=1)
        sign(depot)
        with depot.served() as server, line_to(server.port) as line:
            start = time.monotonic()
            bus.sync(line.url)
            again = time.monotonic() - start
        assert check(bus.folder / "bench.ztour", depot)
        changed = sync_tour.NARRATION_BYTES
        self.add("moved_per_changed", max(0, line.moved - ALLOWANCE) / changed, "after 64 KiB", "<= 1.1")
        self.add("moved_bytes", line.moved, "bytes", f"<= {1.1 * changed + ALLOWANCE:.0f}")
        self.add("changed_bytes", changed, "bytes")
        self.add("tour_bytes", depot.bundle.stat().st_size, "bytes")
        self.add("from_a_stick_s", first, "s")
        self.add("one_narration_s", again, "s")
        for used in (depot.folder, bus.folder):
            shutil.rmtree(used)

    # MARK: many at once

    def link(self, buses: int) -> None:
        depot, schema = self.depot("small"), self.depot("schema-link")
        schema.release()
        sync_tour.write(depot.bundle, schema.bundle, SMALL, self.seed)
        sign(depot)
        with link(LINK_MBIT, buses) as (server_side, client_side):
            command = [*server_side, self.program, "serve", "--depot", depot.path, "--listen", f"{SERVER}:8080"]
            # Here all buses come from one address.
            command += ["--connections-per-device", "0", "--requests-per-device", "0"]
            server = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)
            try:
                server.stdout.readline()
                share, seconds = self.race(depot, buses, server_side, client_side)
            finally:
                server.terminate()
                server.wait(20)
        self.add("link_share", share, "of 1 Gbit/s", ">= 0.9")
        self.add("buses", buses, "at once")
        self.add("all_served_s", seconds, "s")

    def race(self, depot: Depot, buses: int, server_side: list[str], client_side: list[str]) -> tuple[float, float]:
        """Share of the link but for the first and last half percent of the bytes; seconds until the last bus had switched."""
        fleet = [Bus(depot, self.folder / f"bus-{number}") for number in range(buses)]
        before, start = sent_bytes(server_side), time.monotonic()
        running = [
            subprocess.Popen([*client_side, *bus.command(f"http://{SERVER}:8080", "--quiet")], stdout=subprocess.DEVNULL)
            for bus in fleet
        ]
        samples = []
        while any(process.poll() is None for process in running):
            samples.append((time.monotonic() - start, sent_bytes(server_side) - before))
            time.sleep(0.1)
        seconds = time.monotonic() - start
        assert all(process.returncode == 0 for process in running)
        for bus in fleet:
            assert check(bus.folder / "bench.ztour", depot)
        # Programs start before, and afterwards buses read over what they have.
        total = samples[-1][1]
        begin, end = (next(sample for sample in samples if sample[1] >= part * total) for part in (0.005, 0.995))
        for bus in fleet:
            shutil.rmtree(bus.folder)
        return (end[1] - begin[1]) * 8 / (end[0] - begin[0]) / (LINK_MBIT * 1e6), seconds

    # MARK: a large file

    def memory(self, buses: int) -> None:
        depot = self.depot("one-large")
        depot.release()
        sync_tour.add_media(depot.bundle, HUGE_BYTES, self.seed)
        fleet = [Bus(depot, self.folder / f"memory-{number}") for number in range(buses)]
        rest = peak(fleet[0].command(depot.url(), "--quiet"))
        sign(depot)
        # All buses come from one address here.
        with depot.served("--connections-per-device", "0", "--requests-per-device", "0") as server:
            idle = peak_of(server.process)
            commands = [bus.command(f"http://127.0.0.1:{server.port}", "--quiet") for bus in fleet]
            with ThreadPoolExecutor(buses) as pool:
                most = max(pool.map(peak, commands))
            served = peak_of(server.process)
        for bus in fleet:
            assert check(bus.link, depot)
            shutil.rmtree(bus.folder)
        self.add("large_file_bytes", HUGE_BYTES, "bytes")
        self.add("depot_above_rest_mb", (served - idle) / 1e6, f"MB, {buses} buses", "< 64")
        self.add("bus_above_rest_mb", (most - rest) / 1e6, "MB", "< 64")

    # MARK: interruptions

    def interruptions(self, count: int) -> None:
        chance, depot = random.Random(self.seed), self.depot("interrupted")
        depot.release("first")
        old = Bus(depot, self.folder / "old")
        old.sync(depot.url())
        depot.release("second")
        kinds, results = Counter(), Counter()
        with mounted(self.folder / "disk", "-t", "tmpfs", "-o", "size=12m", "tmpfs") as disk, depot.served() as server:
            folder = disk / "bus"
            for number in range(count):
                bus = Bus(depot, folder)
                if bus.version != 1:
                    shutil.rmtree(folder, ignore_errors=True)
                    shutil.copytree(old.folder, folder, symlinks=True)
                kind = chance.choice(["kill", "cut", "corrupt", "reorder", "full"])
                kinds[kind] += 1
                status = interrupt(bus, server.port, kind, chance, disk)
                results["passing" if status == 75 else "killed" if status < 0 else "done" if status == 0 else f"exit {status}"] += 1
                verdict = bus.version in (1, 2) and check(bus.link, depot)
                results["wrong"] += not verdict
                if not verdict:
                    say(f"interruption {number}: {kind}: version {bus.version}, exit {status}")
        say(", ".join(f"{name} {number}" for name, number in sorted((kinds + results).items())))
        self.add("interruptions", count, "")
        self.add("neither_old_nor_new", results["wrong"], "of them", "== 0")
        self.add("ended_otherwise", sum(number for name, number in results.items() if name.startswith("exit")), "of them", "== 0")


def interrupt(bus: Bus, port: int, kind: str, chance: random.Random, disk: Path) -> int:
    """A sync with one or more faults at random places; its exit status."""
    process = None

    def kill(_: bytes) -> None:
        process.send_signal(signal.SIGKILL)
        process.wait()

    def crowd(piece: bytes) -> bytes:
        fill(disk)
        return piece

    change = {"kill": kill, "cut": cut, "corrupt": flip, "reorder": reorder, "full": crowd}[kind]
    # Mostly within what is large, sometimes within what says what there is.
    places = [int(10 ** chance.uniform(2.5, 6.1)) for _ in range(1 if kind in ("kill", "full") else chance.randint(1, 6))]
    with line_to(port, *((place, change) for place in places)) as line:
        process = bus.start(line.url, "--quiet")
        try:
            process.communicate(timeout=120)
        finally:
            with contextlib.suppress(FileNotFoundError):
                (disk / "filler").unlink()
    return process.returncode


def peak(command: list[str]) -> int:
    """Bytes that a command took at the most."""
    result = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=True)
    return int(result.stdout.splitlines()[-1]) << 10


def peak_of(process: subprocess.Popen) -> int:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) << 10


def sign(depot: Depot) -> None:
    depot.run("release", "sign", depot.bundle, "--depot", depot.path, "--key", depot.key)


def check(bundle: Path, depot: Depot) -> bool:
    return subprocess.run([depot.program, "verify", bundle], capture_output=True, check=False).returncode == 0


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="Tools/bench/sync", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--only", choices=["changed", "link", "memory", "interruptions"], help="this part alone")
    parser.add_argument("--interruptions", type=int, default=200, help="of a sync, at random places (200)")
    parser.add_argument("--buses", type=int, default=20, help="that sync at once (20)")
    parser.add_argument("--seed", type=int, default=1, help="of places and bytes")
    parser.add_argument("--folder", type=Path, help="where to work; it needs 8 GB")
    options = parser.parse_args()
    program = str(Path(os.environ.get("ZEITREISE", ".build/release/zeitreise")).resolve())
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zeitreise-sync-", dir=options.folder) as name:
        bench = Bench(program, Path(name), options.seed)
        if options.only in (None, "changed"):
            bench.changed()
        if options.only in (None, "link"):
            bench.link(options.buses)
        if options.only in (None, "memory"):
            bench.memory(options.buses)
        if options.only in (None, "interruptions"):
            bench.interruptions(options.interruptions)
    source = f"seed {options.seed}, {time.monotonic() - began:.0f} s"
    print(report.document("sync", source, bench.rows) if options.json else f"{source}\n\n{report.summary(bench.rows)}")


if __name__ == "__main__":
    main()
