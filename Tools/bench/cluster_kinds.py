"""What units of all kinds take, beside what their plan expects of them."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

# In which expected and measured seconds of processors may differ.
BAND = (0.5, 2)
PLACE = "  - {{id: {0}, title: {{en: P}}, location: {{latitude_deg: 49.4, longitude_deg: 7.7}}, epochs: [{1}]}}\n"
EPOCH = "{{id: {0}, {1}, credit: N, licence: CC0-1.0, source: S, certainty: imagined}}"
PHOTO = "photo: {{path: photo-{0}.jpg, on: now, pose: {{yaw_deg: 10, pitch_deg: 5, roll_deg: 0, field_of_view_deg: 60}}}}"


def grained(width: int) -> Image.Image:
    random = np.random.default_rng(1)
    small = Image.fromarray(random.integers(0, 256, (64, 128, 3), dtype=np.uint8)).resize((width, width // 2), Image.Resampling.BICUBIC)
    pixels = np.asarray(small).astype(np.int16) + random.integers(-6, 7, (width // 2, width, 1), dtype=np.int16)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def write_pictures(folder: Path, width: int) -> str:
    """Gives the places of the tour that show them, one for each kind."""
    picture = grained(width)
    half = picture.crop((0, 0, width, width // 4))
    plain = {
        "jpeg": (picture, "jpg", {"quality": 90}),
        "progressive": (picture, "jpg", {"quality": 90, "progressive": True}),
        "png": (picture, "png", {"compress_level": 6}),
        "tiff": (picture, "tif", {"compression": "tiff_lzw"}),
    }
    changed = {
        "cylinder": (half, "projection: cylindrical, field_of_view_deg: 180"),
        "evened": (half, "projection: cylindrical, field_of_view_deg: 180, even_exposure: true"),
        "dust": (picture, "restore: [dust]"),
        "fading": (picture, "restore: [fading]"),
    }
    places = ""
    for kind, (image, ending, options) in plain.items():
        image.save(folder / f"{kind}-{width}.{ending}", **options)
        places += PLACE.format(f"{kind}-{width}", EPOCH.format("now", f"year: 1900, panorama: {kind}-{width}.{ending}, heading_deg: 0"))
    for kind, (image, keys) in changed.items():
        # A comment makes each another picture with the same pixels.
        image.save(folder / f"{kind}-{width}.jpg", quality=90, comment=kind)
        panorama = f"year: 1900, panorama: {{path: {kind}-{width}.jpg, {keys}}}, heading_deg: 0"
        places += PLACE.format(f"{kind}-{width}", EPOCH.format("now", panorama))
    picture.save(folder / f"below-{width}.jpg", quality=90, comment="below")
    picture.crop((0, 0, width // 2, width // 3)).save(folder / f"photo-{width}.jpg", quality=90)
    below = EPOCH.format("now", f"year: 2000, panorama: below-{width}.jpg, heading_deg: 0")
    return places + PLACE.format(f"photo-{width}", f"{below}, {EPOCH.format('past', 'year: 1900, ' + PHOTO.format(width))}")


def run(folder: Path, *arguments: object) -> tuple[float, float]:
    """Seconds, and those of processors."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [os.environ["ZEITREISE"], "build", "tour", "--plan", "plan.json", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(widths: list[int]) -> list[dict]:
    rows = []
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        folder = Path(name)
        tour = folder / "tour"
        tour.mkdir()
        places = "".join(write_pictures(tour, width) for width in widths)
        (tour / "tour.yaml").write_text(f"zeitreise: 1\nid: t\ntitle: {{en: T}}\nlanguages: [en]\nplaces:\n{places}")
        for face_size in [None, 1024]:
            run(folder, *(["--face-size", face_size] if face_size else []))
            for number, unit in enumerate(json.loads((folder / "plan.json").read_text())["units"], start=1):
                seconds, busy = run(folder, "--unit", number, "--store", "store")
                rows.append({
                    "place": unit["place"], "epoch": unit["epoch"], "face_size": face_size, "cores": unit["cores"],
                    "expected_s": unit["expected_seconds"], "elapsed_s": round(seconds, 2), "processor_s": round(busy, 2),
                    "expected_to_processor": round(unit["expected_seconds"] * unit["cores"] / busy, 2),
                })  # fmt: skip
    return rows


def report(as_json: bool, widths: list[int]) -> None:
    rows = measure(widths)
    if as_json:
        print(json.dumps(rows, indent=2))
    else:
        for row in rows:
            print("  ".join(f"{key} {value}" for key, value in row.items()))
    ratios = [row["expected_to_processor"] for row in rows]
    print(f"expected to measured: {min(ratios)} to {max(ratios)}, may be {BAND[0]} to {BAND[1]}", file=sys.stderr)
    if min(ratios) < BAND[0] or max(ratios) > BAND[1]:
        sys.exit("a unit takes another time than its plan expects")
