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
        assert left - shown > longest_story(place), f"{place} is left before its story is told"


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


def longest_story(place: str) -> float:
    """Seconds to the end of the last caption, of the epoch and language that take longest."""
    files = list((REPOSITORY / "Assets/narration").glob(f"{place}-*.vtt"))
    assert len(files) >= 2 * 3, f"{place} has too few captions"
    ends = [re.findall(r"--> (?:(\d+):)?(\d+):([\d.]+)", file.read_text())[-1] for file in files]
    return max(int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds) for hours, minutes, seconds in ends)


def test_its_pictures_and_sounds_stay_small():
    files = [path for path in (REPOSITORY / "Assets").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 60e6


def positions(path) -> dict[str, tuple[float, float] | None]:
    """Latitude and longitude by the receiver's time; none in the outage."""
    rows = [line.split(",") for line in path.read_text().splitlines() if line[3:6] == "RMC"]
    return {row[1]: (degrees(row[3], 2), degrees(row[5], 3)) if row[2] == "A" else None for row in rows}


def degrees(text: str, width: int) -> float:
    return int(text[:width]) + float(text[width:]) / 60
