"""The demo tour and its drive: what everybody meets first."""

import json
import re

import drives
from running import REPOSITORY

TOUR = REPOSITORY / "Tours/kaiserslautern"
DRIVE = REPOSITORY / "Assets/drives/kaiserslautern.nmea"
# How the drive was made; Assets/README.md says so, too.
MADE = ["--synthetic", "--stand", "80", "--noise", "4", "--outage", "25@2180", "--seed", "10"]


def test_nothing_is_wrong_with_the_tour(run):
    result = run("check", TOUR, "--json")
    assert (result.returncode, json.loads(result.stdout), result.stderr) == (0, [], "")


def test_drive_shows_every_place_once_and_in_the_order_of_the_tour(run):
    result = run("simulate", TOUR, "--gps", DRIVE, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    drive = json.loads(result.stdout)
    assert 39 <= drive["duration_s"] / 60 <= 42
    places = re.findall(r"^  - id: (\S+)$", (TOUR / "tour.yaml").read_text(), re.MULTILINE)
    times = {kind: [(e["place"], e["time_s"]) for e in drive["events"] if e["kind"] == kind] for kind in ["shown", "left"]}
    assert len(places) == 8 and [place for place, _ in times["shown"]] == [place for place, _ in times["left"]] == places
    for (place, shown), (_, left) in zip(times["shown"], times["left"], strict=True):
        assert left - shown > 75, f"{place} is left before its story is told"


def test_drive_is_what_the_simulator_makes(run, tmp_path):
    result = run("simulate", TOUR, *MADE, "--record", "again.nmea")
    assert result.returncode == 0, result.stderr
    assert " ".join(MADE) in (REPOSITORY / "Assets/README.md").read_text()
    ours, theirs = positions(DRIVE), positions(tmp_path / "again.nmea")
    assert len(ours) == len(theirs) > 2000
    assert sum(place is None for place in ours.values()) == 26
    for time, place in ours.items():
        # Other machines' mathematics may differ in the last digit.
        assert (place is None) == (theirs[time] is None)
        assert place is None or max(abs(a - b) for a, b in zip(place, theirs[time], strict=True)) < 0.1 / drives.METRES_PER_DEGREE


def positions(path) -> dict[str, tuple[float, float] | None]:
    """Latitude and longitude by the receiver's time; none in the outage."""
    rows = [line.split(",") for line in path.read_text().splitlines() if line[3:6] == "RMC"]
    return {row[1]: (degrees(row[3], 2), degrees(row[5], 3)) if row[2] == "A" else None for row in rows}


def degrees(text: str, width: int) -> float:
    return int(text[:width]) + float(text[width:]) / 60
