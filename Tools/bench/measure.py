"""Programs timed from outside, in turn: what the person who waits sees."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ours import Missing


class Run(NamedTuple):
    seconds: float
    # Of all cores together.
    cpu_seconds: float
    # Largest resident set of the child and its own children, MiB.
    peak_memory: float
    output: str


class Failed(Exception):
    """A child that did not end with 0; the message is its last words."""


def child(command: list, log: Path, environment: dict[str, str] | None = None) -> Run:
    """Runs `command` to its end; standard output and error go into the file `log`.

    The caller must stay small, and loads no picture: Linux counts what a process held before exec as the child's.
    """
    with open(log, "wb") as file:
        start = time.monotonic()
        process = os.posix_spawnp(
            str(command[0]),
            [str(word) for word in command],
            {**os.environ, **(environment or {})},
            file_actions=[(os.POSIX_SPAWN_DUP2, file.fileno(), 1), (os.POSIX_SPAWN_DUP2, file.fileno(), 2)],
        )
        _, status, usage = os.wait4(process, 0)
        seconds = time.monotonic() - start
    with open(log, encoding="utf-8", errors="replace") as file:
        output = file.read()
    if status:
        words = output.strip().splitlines()
        name, code = os.path.basename(str(command[0])), os.waitstatus_to_exitcode(status)
        raise Failed(f"{name} ended with {code}: {words[-1] if words else 'no word'}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def interleaved(
    contenders: dict[str, Callable[[], object]], rounds: int, note: Callable[[str], None]
) -> dict[str, list]:
    """`contenders` (name → function that gives one measurement) in turn, `rounds` times: A B C A B C …

    What fails is left out from then on, and `note` is told. Returns name → list of measurements, all of one length.
    """
    results, broken = {name: [] for name in contenders}, set()
    for _ in range(rounds):
        for name, run in contenders.items():
            if name in broken:
                continue
            try:
                results[name].append(run())
            except (Failed, Missing, OSError) as error:
                broken.add(name)
                note(f"not measured: {name}: {error}")
    return {name: values for name, values in results.items() if name not in broken}


def median_ratio(above: list[float] | None, below: list[float] | None) -> float | None:
    """The median of the rounds' ratios: what slows a whole round slows both. None where one was not measured."""
    if not above or not below:
        return None
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def median(values: list[float] | None) -> float | None:
    return statistics.median(values) if values else None
