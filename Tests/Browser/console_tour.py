"""The told tour on a real route, with a drive along it: what the guide's console directs."""

import shutil
import sys
from pathlib import Path

import told_tour

# The drive of the commands' tests.
sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import drives  # noqa: E402

ROUTE = Path(__file__).parents[1] / "old-town/route.geojson"
SPEED_MPS = 5


def write(folder: Path) -> Path:
    """Writes the tour, its route and `drive.nmea`; returns the tour's document."""
    document = told_tour.write(folder)
    shutil.copy(ROUTE, folder / "route.geojson")
    points = drives.points(ROUTE)
    text = document.read_text().replace("places:\n", "route: route.geojson\nplaces:\n", 1)
    for old, point in [
        ("latitude_deg: 49.4447, longitude_deg: 7.7689", points[len(points) // 4]),
        ("latitude_deg: 49.4460, longitude_deg: 7.7702", points[len(points) // 2]),
    ]:
        place = f"location: {{{old}}}\n"
        assert place in text
        east, north = point
        text = text.replace(
            place,
            f"location: {{latitude_deg: {north}, longitude_deg: {east}}}\n    trigger: {{lead_m: 60, exit_m: 150}}\n",
        )
    document.write_text(text)
    (folder / "drive.nmea").write_text(drives.nmea(speed=SPEED_MPS))
    return document
