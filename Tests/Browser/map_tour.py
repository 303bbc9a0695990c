"""The told tour with a map below it, and a bus that drives to a corner of its route and stands there; and Web Mercator of our own."""

import json
import math
import sys
from pathlib import Path

from PIL import Image, ImageDraw

import console_tour

# The drive of the commands' tests.
sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import drives  # noqa: E402

TILE_PX = 256
ZOOMS = [13, 14, 15, 16]
ATTRIBUTION = "© Nobody & the <b>makers</b> of this test"
# Of the route's positions: where the bus begins, and where it stands.
START, CORNER = 3, 7
DRIVEN_MPS, STOOD_S = 10, 900


def world(longitude: float, latitude: float) -> tuple[float, float]:
    """Web Mercator: 0 to 1 from 180° west to 180° east, and from north to south (EPSG:3857)."""
    y = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return longitude / 360 + 0.5, 0.5 - y / (2 * math.pi)


def colour(zoom: int, column: int, row: int) -> tuple[int, int, int]:
    """Each tile has a colour of its own, apart from its neighbours'."""
    return 120 + 30 * (column % 4), 120 + 30 * (row % 4), 100 + 10 * (zoom - ZOOMS[0])


def route() -> list[tuple[float, float]]:
    return drives.points(console_tour.ROUTE)


def around(margin_deg: float = 0.01) -> tuple[float, float, float, float]:
    """West, south, east and north of the route."""
    longitudes, latitudes = zip(*route(), strict=True)
    return (
        min(longitudes) - margin_deg,
        min(latitudes) - margin_deg,
        max(longitudes) + margin_deg,
        max(latitudes) + margin_deg,
    )


def write_tiles(folder: Path) -> list[str]:
    """A pyramid around the route; the finest zoom has only one tile, where the bus stands. Returns their names."""
    west, south, east, north = around()
    names = []
    for zoom in ZOOMS:
        side = 2**zoom
        (left, top), (right, bottom) = world(west, north), world(east, south)
        columns, rows = range(int(left * side), int(right * side) + 1), range(int(top * side), int(bottom * side) + 1)
        if zoom == ZOOMS[-1]:
            x, y = world(*route()[CORNER])
            columns, rows = [int(x * side)], [int(y * side)]
        for column in columns:
            for row in rows:
                picture = Image.new("RGB", (TILE_PX, TILE_PX), colour(zoom, column, row))
                ImageDraw.Draw(picture).rectangle([0, 0, TILE_PX - 1, TILE_PX - 1], outline=(90, 90, 90))
                path = folder / f"tiles/{zoom}/{column}/{row}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                picture.save(path)
                names.append(f"{zoom}/{column}/{row}")
    return names


def water() -> tuple[float, float, float, float]:
    """A pond beside the route: west, south, east and north."""
    west, south, east, north = around(0)
    return west + (east - west) * 0.55, south + (north - south) * 0.35, west + (east - west) * 0.7, south + (north - south) * 0.5


def ring(west: float, south: float, east: float, north: float) -> list:
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def write_geojson(folder: Path) -> None:
    """A town as OpenStreetMap has one: a park, a pond, houses along streets."""
    west, south, east, north = around(0.004)
    features = [
        ({"highway": "residential"}, "LineString", [[west, y], [east, y]])
        for y in [south + (north - south) * step / 8 for step in range(9)]
    ]
    features += [
        ({"highway": "primary", "name": "Main street"}, "LineString", [[x, south], [x, north]])
        for x in [west + (east - west) * step / 6 for step in range(7)]
    ]
    for across in range(24):
        for up in range(16):
            x, y = west + (east - west) * (across + 0.3) / 24, south + (north - south) * (up + 0.2) / 16
            features.append(({"building": "yes"}, "Polygon", ring(x, y, x + 0.0004, y + 0.0003)))
    features.append(({"natural": "water"}, "Polygon", ring(*water())))
    features.append(({"leisure": "park"}, "Polygon", ring(west, south, west + (east - west) / 3, south + (north - south) / 3)))
    features.append(({"railway": "rail"}, "LineString", [[west, south], [east, north]]))
    features.append(({"name": "A point"}, "Point", [west, south]))
    content = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}
            for properties, kind, coordinates in features
        ],
    }
    (folder / "map.geojson").write_text(json.dumps(content))


def write(folder: Path, base: str | None) -> Path:
    """Writes the tour with `base` ("tiles", "geojson" or none) and its drive; returns its document."""
    document = console_tour.write(folder)
    (folder / "drive.nmea").write_text(drive())
    (folder / "zone.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": ring(*zone())}))
    text, end = document.read_text(), "exit_m: 150}"
    # Of the second place.
    before, after = text[: text.rindex(end)], text[text.rindex(end) + len(end) :]
    document.write_text(f"{before}exit_m: 150, zone: zone.geojson}}{after}")
    if base:
        {"tiles": write_tiles, "geojson": write_geojson}[base](folder)
        named = {"tiles": "tiles: tiles", "geojson": "geojson: map.geojson"}[base]
        layer = f"map:\n  {named}\n  attribution: '{ATTRIBUTION}'\n"
        document.write_text(document.read_text().replace("places:\n", f"{layer}places:\n", 1))
    return document


def zone() -> tuple[float, float, float, float]:
    """Around the second place: west, south, east and north."""
    east, north = route()[8]
    return east - 0.0006, north - 0.0004, east + 0.0008, north + 0.0005


def drive() -> str:
    """To the corner, and then a while of standing there."""
    return driven(route()[START : CORNER + 1])


def astray() -> tuple[float, float]:
    """300 m to the south of the route."""
    east, north = route()[1]
    return east, north - 300 / drives.METRES_PER_DEGREE


def detour() -> str:
    """Along the route to its second corner, then off it, and there a while of standing."""
    return driven([*route()[:2], astray()], hdop=6.0)


def driven(corners: list[tuple[float, float]], hdop: float = 0.9) -> str:
    lines, second = "", 0
    for (east, north), (next_east, next_north) in zip(corners, corners[1:], strict=False):
        x = (next_east - east) * math.cos(math.radians(north)) * drives.METRES_PER_DEGREE
        y = (next_north - north) * drives.METRES_PER_DEGREE
        steps = max(round(math.hypot(x, y) / DRIVEN_MPS), 1)
        track = math.degrees(math.atan2(x, y)) % 360
        for step in range(steps):
            share = step / steps
            lines += fix(second, east + (next_east - east) * share, north + (next_north - north) * share, DRIVEN_MPS, track, hdop)
            second += 1
    east, north = corners[-1]
    for step in range(STOOD_S):
        # Receivers scatter; one that repeats itself to the last digit may be frozen.
        scatter_deg = (4e-6, -2e-6, 1e-6, -4e-6, 2e-6)[step % 5]
        lines += fix(second, east + scatter_deg, north - scatter_deg, 0, track, hdop)
        second += 1
    return lines


def fix(second: int, east: float, north: float, speed_mps: float, track_deg: float, hdop: float) -> str:
    clock = f"{second // 3600 + 8:02}{second // 60 % 60:02}{second % 60:02}.00"
    latitude, longitude = drives.angle(north, 2, "NS"), drives.angle(east, 3, "EW")
    gga = drives.sentence(f"GPGGA,{clock},{latitude},{longitude},1,09,{hdop},240.0,M,47.0,M,,")
    rmc = f"GPRMC,{clock},A,{latitude},{longitude},{speed_mps / 0.514444:.2f},{track_deg:.1f},010526,,,A"
    return gga + drives.sentence(rmc)
