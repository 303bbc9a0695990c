"""A tour along a drive: places at stated metres of its way, with the pictures, sound and captions of the told tour."""

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import told_tour

sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import drives  # noqa: E402

RECORDED = Path(__file__).parents[3] / "shared/data/drives/regensburg-geko.nmea"
KNOT_MPS = 0.514444
EPOCHS = {"past": "year: 1200\n        circa: true", "middle": "year: 1600", "present": "year: 2026"}
PICTURES = {"past": ("past.png", 30), "middle": ("present.png", 205), "present": ("present.png", 205)}


@dataclass
class Fix:
    """As a receiver told it: degrees, m/s, degrees clockwise from north, the time of day in seconds."""

    latitude_deg: float
    longitude_deg: float
    speed_mps: float
    track_deg: float
    second: float


@dataclass
class Place:
    id: str
    german: str
    english: str
    comfort: str
    epochs: list[str]


PLACES = [
    Place("square", "Stiftsplatz", "Collegiate square", "any", ["past", "middle", "present"]),
    Place("market", "Marktplatz", "Market place", "slow", ["past", "present"]),
    Place("bridge", "Alte Brücke", "Old bridge", "any", ["past", "present"]),
    Place("gate", "Stadttor", "Town gate", "any", ["past", "middle", "present"]),
    Place("tower", "Wachturm", "Watchtower", "any", ["past", "present"]),
]


def fixes(nmea: str) -> list[Fix]:
    """Of all RMC sentences that are valid."""
    found = []
    for line in nmea.splitlines():
        parts = line.split("*")[0].split(",")
        if parts[0][3:] != "RMC" or parts[2] != "A":
            continue
        clock = parts[1]
        second = int(clock[:2]) * 3600 + int(clock[2:4]) * 60 + float(clock[4:])
        latitude, longitude = degrees(parts[3], 2, parts[4]), degrees(parts[5], 3, parts[6])
        found.append(Fix(latitude, longitude, float(parts[7] or 0) * KNOT_MPS, float(parts[8] or 0), second))
    return found


def degrees(text: str, width: int, letter: str) -> float:
    return (int(text[:width]) + float(text[width:]) / 60) * (-1 if letter in "SW" else 1)


def made_up() -> list[Fix]:
    """A bus on the demo tour's route."""
    return fixes(drives.nmea(speed=8))


def recorded() -> list[Fix]:
    """The part of the real drive that takes as long as the tests need: the first 7 km."""
    told, way = fixes(RECORDED.read_text(errors="replace")), 0.0
    for index in range(1, len(told)):
        way += metres(told[index - 1], told[index])
        if way > 7000:
            return told[:index]
    return told


def metres(one: Fix, other: Fix) -> float:
    east = (other.longitude_deg - one.longitude_deg) * math.cos(math.radians(one.latitude_deg))
    return math.hypot(east, other.latitude_deg - one.latitude_deg) * drives.METRES_PER_DEGREE


def write(folder: Path, drive: list[Fix]) -> Path:
    """Writes the tour with its route, which somebody has drawn after the drive; returns the tour's document."""
    told_tour.write(folder)
    line = [drive[0]]
    for fix in drive:
        if metres(line[-1], fix) >= 25:
            line.append(fix)
    coordinates = [[fix.longitude_deg, fix.latitude_deg] for fix in line]
    route = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": coordinates}}
    (folder / "route.geojson").write_text(json.dumps(route))
    document = folder / "tour.yaml"
    places = "".join(written(place, line, (index + 1) * len(line) // (len(PLACES) + 1)) for index, place in enumerate(PLACES))
    document.write_text(
        "zeitreise: 1\nid: drive\ntitle: {de: Eine Fahrt, en: A drive}\nlanguages: [de, en]\nroute: route.geojson\n"
        "messages:\n  - {de: Unser Lied beginnt., en: Our song begins.}\nplaces:\n" + places
    )
    return document


def written(place: Place, line: list[Fix], index: int) -> str:
    """At a corner of the route; a real drive may come by twice, so its metres are said."""
    at = line[index]
    progress_m = sum(metres(one, other) for one, other in zip(line[:index], line[1 : index + 1], strict=True))
    return f"""\
  - id: {place.id}
    title: {{de: {place.german}, en: {place.english}}}
    location: {{latitude_deg: {at.latitude_deg}, longitude_deg: {at.longitude_deg}}}
    progress_m: {progress_m:.0f}
    trigger: {{lead_m: 60, exit_m: 150}}
    comfort: {place.comfort}
    epochs:
""" + "".join(epoch(name) for name in place.epochs)


def epoch(name: str) -> str:
    picture, heading_deg = PICTURES[name]
    return f"""\
      - id: {name}
        {EPOCHS[name]}
        panorama: {picture}
        heading_deg: {heading_deg}
        credit: The painter
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
{told_tour.NARRATED}"""
