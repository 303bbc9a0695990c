"""The tour of directions for other viewers: with a third place, whose panorama is a strip of a sphere and leans."""

import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image

import direction_tour

sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import gpano  # noqa: E402

# Latitude and longitude.
PLACES = {"square": (49.4447, 7.7689), "gate": (49.4460, 7.7702), "tower": (49.4452, 7.7671)}
# A sphere's heading instead of an ellipsoid's: off by 0.1 degrees here.
SPHERE_DEG = 0.2
# Of each scene's panorama: heading, pitch, roll.
POSES = {
    "square/past": (30, 0, 0),
    "square/present": (205, 0, 0),
    "gate/present": (205, 0, 0),
    "tower/past": (123.5, -7.25, 12),
}
LINKS = {
    "square/past": {"square/present", "gate/present"},
    "square/present": {"square/past", "gate/present"},
    "gate/present": {"square/past", "tower/past"},
    "tower/past": {"gate/present"},
}
# A text that would be an element, if it were taken for HTML.
CREDIT = "The painter <b>& co</b>"
TOWER = """\
  - id: tower
    title: {de: Turm, en: Tower}
    location: {latitude_deg: 49.4452, longitude_deg: 7.7671}
    comfort: any
    epochs:
      - id: past
        year: 1200
        panorama: strip.jpg
        credit: The painter <b>& co</b>
        licence: CC0-1.0
        source: Made for this test
        certainty: documented
"""


def bearing_deg(here, there) -> float:
    """The heading of the great circle."""
    (a, b), (c, d) = np.radians(here), np.radians(there)
    east, north = math.sin(d - b) * math.cos(c), math.cos(a) * math.sin(c) - math.sin(a) * math.cos(c) * math.cos(d - b)
    return math.degrees(math.atan2(east, north))


def turn_deg(a: float, b: float) -> float:
    return abs((a - b + 180) % 360 - 180)


def ways() -> list[tuple[str, str, float]]:
    """From a scene to one of another place, and in which direction that lies."""
    return [
        (scene, target, bearing_deg(PLACES[scene.split("/")[0]], PLACES[target.split("/")[0]]))
        for scene, targets in LINKS.items()
        for target in targets
        if scene.split("/")[0] != target.split("/")[0]
    ]


def build(program: str, folder: Path) -> None:
    """Makes `tour.ztour` in the folder."""
    document = direction_tour.write(folder)
    document.write_text(direction_tour.DOCUMENT + TOWER)
    pixels = np.rint(direction_tour.coloured(direction_tour.directions(), "past")).astype(np.uint8)
    width, height = direction_tour.WIDTH, direction_tour.HEIGHT
    left, top = width // 8, height // 4
    heading, pitch, roll = POSES["tower/past"]
    fields = gpano.crop(width, left, top, width - 2 * left, height - 2 * top) | {
        "PoseHeadingDegrees": heading,
        "PosePitchDegrees": pitch,
        "PoseRollDegrees": roll,
    }
    strip = Image.fromarray(pixels[top : height - top, left : width - left])
    gpano.save(strip, folder / "strip.jpg", fields)
    command = [program, "build", document, "--output", "tour.ztour", "--quality", "95", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, timeout=120)


def export(program: str, folder: Path, layout: str, *options) -> dict:
    """Writes the tour for a viewer into a folder named by its layout; returns the report."""
    command = [program, "export", "tour.ztour", "--layout", layout, "--output", layout, "--quiet", "--json", *options]
    return json.loads(subprocess.run(command, cwd=folder, check=True, timeout=60, capture_output=True).stdout)
