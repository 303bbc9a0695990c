"""How well triggers fire on made-up drives with faults, beside a plain radius geofence on the same drives."""

import argparse
import json
import subprocess
import sys

import report

COLUMNS = {
    "missed": "missed",
    "double": "double",
    "false": "false",
    "wrong_order": "order",
    "error_median_m": "median m",
    "error_p95_m": "p95 m",
    "overall_median_m": "all median m",
    "overall_p95_m": "all p95 m",
}
# What the program calls otherwise than the row is called.
KEYS = {
    "median_error": "error_median_m",
    "p95_error": "error_p95_m",
    "overall_median": "overall_median_m",
    "overall_p95": "overall_p95_m",
}
GOALS = {"missed": "== 0", "double": "== 0", "false": "== 0", "wrong_order": "== 0", "error_median_m": "<= 8", "error_p95_m": "<= 25"}
UNITS = {"error_median_m": "m", "error_p95_m": "m", "overall_median_m": "m", "overall_p95_m": "m"}


def measure(seed: int, drives: int) -> tuple[list[dict], float]:
    """What each program did on each route, and our fixes a second."""
    program = ".build/release/trigger-bench"
    lines = subprocess.run([program, str(seed), str(drives)], stdout=subprocess.PIPE, text=True, check=True).stdout
    *results, speed = map(json.loads, lines.splitlines())
    return [{KEYS.get(key, key): value for key, value in result.items()} for result in results], speed["fixes_per_s"]


def rows(results: list[dict], speed: float) -> list[dict]:
    ours, peer = (next(r for r in results if r["route"] == "all" and r["program"] == name) for name in ("zeitreise", "radius geofence"))
    found = [
        report.row(name, ours.get(name), UNITS.get(name, "triggers"), GOALS.get(name), "radius geofence", peer.get(name))
        for name in COLUMNS
    ]
    return [*found, report.row("fixes_per_s", speed, "1/s", ">= 200000")]


def details(results: list[dict]) -> str:
    def cell(value: float | None) -> float | int | None:
        return round(value, 1) if isinstance(value, float) else value

    return report.table(
        ("route", "", "drives", "triggers", *COLUMNS.values()),
        [
            (r["route"], r["program"], r["drives"], r["triggers"], *(cell(r.get(name)) for name in COLUMNS))
            for r in results
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="Tools/bench/triggers", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which drives (1)")
    parser.add_argument("--drives", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    options = parser.parse_args()
    if options.drives < 4 or options.seed < 0:
        parser.error("give at least 4 drives, one for each route, and a seed from 0")
    results, speed = measure(options.seed, options.drives)
    found = rows(results, speed)
    source = f"{options.drives} synthetic drives, seed {options.seed}"
    if options.json:
        print(report.document("triggers", source, found))
        return
    print(f"{source}; errors outside spells without news, then overall\n", file=sys.stdout)
    print(details(results), "", report.summary(found), sep="\n")


if __name__ == "__main__":
    main()
