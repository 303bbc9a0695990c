"""Seconds a gigapixel for tours of many panoramas as units, what a unit costs beside its tiles, and how fast results are collected."""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cluster_kinds
import numpy as np
from PIL import Image

PROGRAM = os.environ["ZEITREISE"]
HERE = Path(__file__).parents[1] / "cluster"
PLACE = (
    "  - {{id: p{0}, title: {{en: P}}, location: {{latitude_deg: 49.4, longitude_deg: 7.7}}, epochs: [{{id: e, year: 1900, panorama: {0}.jpg,"
    " heading_deg: 0, credit: N, licence: CC0-1.0, source: S, certainty: imagined}}]}}\n"
)


def write_tour(folder: Path, count: int, width: int) -> None:
    """Grained panoramas of quality 90, distinct by a pixel's block; only the first is drawn."""
    folder.mkdir()
    random = np.random.default_rng(1)
    small = Image.fromarray(random.integers(0, 256, (64, 128, 3), dtype=np.uint8)).resize((width, width // 2), Image.Resampling.BICUBIC)
    pixels = np.asarray(small).astype(np.int16) + random.integers(-6, 7, (width // 2, width, 1), dtype=np.int16)
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(folder / "first.jpg", quality=90)
    whole = (folder / "first.jpg").read_bytes()
    for number in range(count):
        # A comment behind the start of the file: another digest, the same pixels.
        (folder / f"{number}.jpg").write_bytes(whole[:2] + b"\xff\xfe\x00\x08" + f"{number:06}".encode() + whole[2:])
    (folder / "first.jpg").unlink()
    places = "".join(PLACE.format(number) for number in range(count))
    (folder / "tour.yaml").write_text(f"zeitreise: 1\nid: t\ntitle: {{en: T}}\nlanguages: [en]\nplaces:\n{places}")


def timed(*command: object, cwd: Path) -> float:
    start = time.monotonic()
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr}")
    return time.monotonic() - start


def peak_mib(*command: object, cwd: Path) -> float:
    """Of a child that is measured alone."""
    code = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    words = [sys.executable, "-c", code, *map(str, command)]
    return int(subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=True).stdout) / 1024


def measure(count: int, width: int) -> dict:
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        folder = Path(name)
        write_tour(folder / "tour", count, width)
        gigapixels = count * width * width / 2 / 1e9
        build = timed(PROGRAM, "build", "tour", "--output", "whole.ztour", "--quiet", cwd=folder)
        plan = timed(PROGRAM, "build", "tour", "--plan", "plan.json", "--quiet", cwd=folder)
        unit = [PROGRAM, "build", "tour", "--plan", "plan.json", "--store", "store", "--quiet", "--unit"]
        start = time.monotonic()
        peak = peak_mib(*unit, 1, cwd=folder)
        alone = time.monotonic() - start
        planned = json.loads((folder / "plan.json").read_text())["units"][0]
        again = statistics.median(timed(*unit, 1, cwd=folder) for _ in range(5))
        shutil.rmtree(folder / "store")
        units = timed(HERE / "parallel", "tour", "plan.json", "store", f"{os.cpu_count()}/:", cwd=folder)
        stored = sum(path.stat().st_size for path in (folder / "store").rglob("*.tiles"))
        collect = [PROGRAM, "build", "tour", "--plan", "plan.json", "--collect", "store", "--output", "c.ztour", "--quiet"]
        collected = timed(*collect, cwd=folder)
        same = (folder / "c.ztour").read_bytes() == (folder / "whole.ztour").read_bytes()
        return {
            "units": count,
            "width": width,
            "gigapixels": round(gigapixels, 4),
            "one_machine_s_per_gigapixel": round(build / gigapixels, 2),
            "units_s_per_gigapixel": round(units / gigapixels, 2),
            "plan_s": round(plan, 3),
            "unit_s": round(alone, 3),
            "unit_expected_s": planned["expected_seconds"],
            "unit_done_already_s": round(again, 4),
            "unit_peak_mib": round(peak, 1),
            "unit_bound_mib": planned["memory_mib"],
            "stored_mb_per_gigapixel": round(stored / 1e6 / gigapixels, 1),
            "collect_s": round(collected, 2),
            "collect_mb_per_s": round(stored / 1e6 / collected, 1),
            "same_bytes": same,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", default="1,10,100,1000")
    parser.add_argument("--width", type=int, help="pixels of a turn; else 16384 for one unit, 8192 to 10, 2048 to 100, 512 beyond")
    parser.add_argument("--kinds", action="store_true", help="what units of all kinds take, beside what is expected of them")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    if wanted.kinds:
        return cluster_kinds.report(wanted.json, [wanted.width] if wanted.width else [2048, 8192])
    rows = []
    for count in map(int, wanted.units.split(",")):
        width = wanted.width or (16384 if count == 1 else 8192 if count <= 10 else 2048 if count <= 100 else 512)
        rows.append(measure(count, width))
        if not wanted.json:
            print("  ".join(f"{key} {value}" for key, value in rows[-1].items()), flush=True)
    if wanted.json:
        print(json.dumps(rows, indent=2))
    if not all(row["same_bytes"] for row in rows):
        sys.exit("the collected bundle is another than that of one machine")


if __name__ == "__main__":
    main()
