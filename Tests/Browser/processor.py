"""What the browser costs the machine, and how long the machine lets it wait, as Linux counts both for each thread (`schedstat`)."""

import os
import time
from contextlib import suppress
from pathlib import Path

CORES = len(os.sched_getaffinity(0))


class Meter:
    """Within a `with`: processor time of this test's browser, and of all others on the machine."""

    def __enter__(self) -> "Meter":
        self.start = time.monotonic(), machine_seconds(), browser_threads()
        return self

    def __exit__(self, *_: object) -> None:
        began, busy, threads = self.start
        used = [
            (run - threads.get(thread, (0, 0))[0], wait - threads.get(thread, (0, 0))[1])
            for thread, (run, wait) in browser_threads().items()
        ]
        elapsed = time.monotonic() - began
        self.run_s = sum(run for run, _ in used)
        self.busiest_thread_s = max(run for run, _ in used)
        # Ready to run, while others did.
        self.waited_s = sum(wait for _, wait in used)
        self.share_of_others = max(0, machine_seconds() - busy - self.run_s) / elapsed / CORES


def browser_threads() -> dict[tuple[str, str], tuple[float, float]]:
    """Seconds that each thread of this test's browser has run, and that it has waited for a processor."""
    processes = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, rest = entry.read_text().split("(", 1)[1].rsplit(")", 1)
            processes[int(entry.parent.name)] = int(rest.split()[1]), name

    def is_ours(number: int) -> bool:
        return number == os.getpid() or (number in processes and is_ours(processes[number][0]))

    threads = {}
    for number, (_, name) in processes.items():
        if "chrom" not in name or not is_ours(number):
            continue
        for entry in Path(f"/proc/{number}/task").glob("*/schedstat"):
            with suppress(OSError):
                run_ns, wait_ns, _ = map(int, entry.read_text().split())
                threads[str(number), entry.parent.name] = run_ns / 1e9, wait_ns / 1e9
    return threads


def machine_seconds() -> float:
    """That all processors together were busy, or taken away."""
    user, nice, system, _, _, interrupt, soft, stolen = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + interrupt + soft + stolen) / os.sysconf("SC_CLK_TCK")
