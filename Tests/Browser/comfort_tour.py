"""The tour of directions on a straight road northwards, and a bus that drives by its place at speeds that a test says."""

import json
import math
import sys
from pathlib import Path

import direction_tour

sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import drives  # noqa: E402

SOUTH, EAST = 49.4300, 7.7689
METRES = 8000
PLACE_M = 200
# From so many seconds on, so fast in m/s: 18 km/h, 43 km/h, 14 km/h.
SPEEDS = [(0, 5.0), (70, 12.0), (230, 4.0), (700, 4.0)]


def latitude(metres: float) -> float:
    return SOUTH + metres / drives.METRES_PER_DEGREE


def write(folder: Path, comfort: str = "slow", speeds: list[tuple[int, float]] = SPEEDS) -> Path:
    """With a rule for the place, and a drive whose last speed is that of its end."""
    document = direction_tour.write(folder)
    line = [[EAST, latitude(0)], [EAST, latitude(METRES)]]
    route = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": line}}
    (folder / "route.geojson").write_text(json.dumps(route))
    text = document.read_text().replace("places:\n", "route: route.geojson\nplaces:\n", 1)
    for place, metres, comfort in [("49.4447, longitude_deg: 7.7689", PLACE_M, comfort), ("49.4460, longitude_deg: 7.7702", 7600, "any")]:
        at = f"{latitude(metres):.6f}, longitude_deg: {EAST}"
        was = f"{place}}}\n    comfort: any\n"
        assert was in text
        text = text.replace(was, f"{at}}}\n    trigger: {{lead_m: 20, exit_m: 6000}}\n    comfort: {comfort}\n")
    document.write_text(text)
    (folder / "drive.nmea").write_text(nmea(speeds))
    return document


def nmea(speeds: list[tuple[int, float]]) -> str:
    """RMC and GGA a second."""
    text, metres = "", 60.0
    for second in range(speeds[-1][0]):
        speed = next(speed for since, speed in reversed(speeds) if second >= since)
        north, east = drives.angle(latitude(metres), 2, "NS"), drives.angle(EAST, 3, "EW")
        clock = f"{8 + second // 3600:02}{second // 60 % 60:02}{second % 60:02}.00"
        text += drives.sentence(f"GPGGA,{clock},{north},{east},1,09,0.9,240.0,M,47.0,M,,")
        text += drives.sentence(f"GPRMC,{clock},A,{north},{east},{speed / 0.514444:.2f},0.0,010526,,,A")
        metres += speed
    assert math.isclose(metres % 1, 0, abs_tol=1e-6)
    return text
