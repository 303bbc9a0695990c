"""`zeitreise simulate`: drives from logs, made up, and from a real gpsd."""

import json
import os
import pty
import signal
import subprocess
import threading
import xml.etree.ElementTree as ElementTree
from contextlib import contextmanager

import drives
import pytest
from running import REPOSITORY, assert_fault

REAL_DRIVE = REPOSITORY.parent / "shared/data/drives/regensburg-geko.nmea"


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "drive.nmea"
    path.write_text(drives.nmea())
    return path


def shown(result: subprocess.CompletedProcess) -> list[str]:
    assert result.returncode == 0, result.stderr
    return [event["place"] for event in json.loads(result.stdout)["events"] if event["kind"] == "shown"]


def test_recorded_drive_shows_what_it_passes(run, log):
    result = run("simulate", drives.OLD_TOWN, "--gps", log)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    # 10 m/s are 36 km/h: its places are for 20 km/h and less.
    assert lines[-1] == "0 of 2 places shown"
    assert "36 km/h, shown up to 20 km/h" in result.stdout


def test_slow_drive_shows_all(run, tmp_path):
    (tmp_path / "slow.nmea").write_text(drives.nmea(speed=5))
    result = run("simulate", drives.OLD_TOWN, "--gps", "slow.nmea", "--json")
    assert shown(result) == ["kaiserpfalz", "stiftskirche"]
    for place in json.loads(result.stdout)["places"]:
        assert abs(place["shown"][0]["late_m"]) < 3, place


def test_synthetic_drive_is_the_same_for_the_same_seed(run):
    first, again, other = (
        run("simulate", drives.OLD_TOWN, "--synthetic", "--noise", "8", "--outage", "30", "--json", "--seed", seed)
        for seed in ("7", "7", "8")
    )
    assert first.stdout == again.stdout != other.stdout
    assert shown(first) == shown(other) == ["kaiserpfalz", "stiftskirche"]


@pytest.mark.parametrize(
    "faults",
    [
        ["--noise", "10"],
        ["--outage", "30@60"],
        ["--freeze", "20@60"],
        ["--jump", "300@60"],
        ["--offset", "8,-5"],
        ["--speed", "1.2"],
    ],
)
def test_faults_lose_no_place(run, faults):
    assert shown(run("simulate", drives.OLD_TOWN, "--synthetic", "--json", *faults)) == ["kaiserpfalz", "stiftskirche"]


def test_picture_is_sound_and_has_the_drive(run, tmp_path):
    result = run("simulate", drives.OLD_TOWN, "--synthetic", "--picture", "drive.svg")
    assert result.returncode == 0, result.stderr
    root = ElementTree.parse(tmp_path / "drive.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    words = ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Kaiserpfalz" in words and any(word.startswith("shown at ") for word in words)


def test_recorded_synthetic_drive_is_driven_again(run):
    made = ["--synthetic", "--stand", "30", "--noise", "4", "--outage", "20@90", "--record", "drive.nmea", "--json"]
    first, again = run("simulate", drives.OLD_TOWN, *made), run("simulate", drives.OLD_TOWN, "--gps", "drive.nmea", "--json")
    assert shown(first) == shown(again) == ["kaiserpfalz", "stiftskirche"]
    ours, theirs = (json.loads(result.stdout) for result in (first, again))
    assert (ours["duration_s"], ours["fixes"]) == (theirs["duration_s"], theirs["fixes"])
    assert ours["fixes"] == ours["duration_s"] + 1 - 21
    still = json.loads(run("simulate", drives.OLD_TOWN, "--synthetic", "--json").stdout)
    # Two places of which none asks for a stand.
    assert abs(ours["duration_s"] - still["duration_s"] - 60) < 15


def test_recorded_drive_is_nmea(run, tmp_path):
    """Checksums, fields and units as NMEA 0183 has them, read by hand."""
    run("simulate", drives.OLD_TOWN, "--synthetic", "--outage", "20@90", "--record", "drive.nmea")
    lines = (tmp_path / "drive.nmea").read_bytes().decode("ascii").split("\r\n")
    assert lines.pop() == ""
    east, north = drives.points(drives.OLD_TOWN / "route.geojson")[0]
    for number, line in enumerate(lines):
        body = line[1:].split("*")[0]
        assert line + "\r\n" == drives.sentence(body), line
        fields = body.split(",")
        kind = ["GPRMC", "GPGGA"][number % 2]
        assert (fields[0], len(fields)) == (kind, {"GPGGA": 15, "GPRMC": 13}[kind])
        assert int(fields[1][:2]) * 3600 + int(fields[1][2:4]) * 60 + int(fields[1][4:6]) == 80_000 + number // 2
        if number >= 2:
            continue
        latitude, longitude = fields[2:6:2] if kind == "GPGGA" else fields[3:7:2]
        # The lane lies 2 m beside the route.
        assert abs(int(latitude[:2]) + float(latitude[2:]) / 60 - north) < 3 / drives.METRES_PER_DEGREE
        assert abs(int(longitude[:3]) + float(longitude[3:]) / 60 - east) < 6 / drives.METRES_PER_DEGREE
    void = [line for line in lines if ",V," in line]
    assert len(void) == 21


def test_picture_that_cannot_be_written_is_said(run):
    result = run("simulate", drives.OLD_TOWN, "--synthetic", "--picture", "nowhere/drive.svg")
    assert_fault(result, 1, "nowhere/drive.svg", "cannot be written")


def test_drive_of_another_town_is_said(run, tmp_path):
    # 0.5 degrees of latitude, 55.6 km, south of the tour's first place.
    (tmp_path / "far.gpx").write_text(
        '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
        + "".join(
            f'<trkpt lat="{48.9472 + second / 1e4:.4f}" lon="7.769"><time>2026-05-01T10:00:{second:02}Z</time></trkpt>'
            for second in range(30)
        )
        + "</trkseg></trk></gpx>"
    )
    result = run("simulate", drives.OLD_TOWN, "--gps", "far.gpx")
    assert result.returncode == 0, result.stderr
    last = result.stdout.splitlines()[-1]
    assert last.startswith("0 of 2 places shown; ") and "55 km" in last and "this tour" in last
    assert "this tour" not in run("simulate", drives.OLD_TOWN, "--synthetic").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["--gps", "missing.nmea"], 65, "no such file"),
        (["--gps", "picture.nmea"], 65, "no position"),
        (["--synthetic", "--gps", "missing.nmea"], 2, "either"),
        ([], 2, "either"),
        (["--synthetic", "--outage", "x"], 2, "--outage"),
        (["--synthetic", "--noise", "nan"], 2, "--noise"),
        (["--gps", "gpsd://localhost", "--json"], 2, "live"),
        (["--gps", "gpsd://localhost", "--record", "drive.nmea"], 2, "live"),
        (["--gps", "missing.nmea", "--stand", "80"], 2, "--stand"),
        (["--synthetic", "--stand", "-1"], 2, "--stand"),
    ],
)
def test_wrong_input_is_said(run, tmp_path, arguments, status, word):
    (tmp_path / "picture.nmea").write_bytes(b"\x89PNG\r\n\x1a\n" * 1000)
    result = run("simulate", drives.OLD_TOWN, *arguments)
    assert (result.returncode, result.stdout) == (status, "")
    assert word in result.stderr and "Traceback" not in result.stderr


def test_ten_megabytes_without_a_line_end_are_refused(run, tmp_path):
    (tmp_path / "long.nmea").write_bytes(b"$" * 10_000_000)
    assert_fault(run("simulate", drives.OLD_TOWN, "--gps", "long.nmea"), 65, "long.nmea", "no position")


@contextmanager
def watching(program: str, address: str):
    """The command on a live receiver; gives a function that waits for a line with some words."""
    process = subprocess.Popen(
        [program, "simulate", str(drives.OLD_TOWN), "--gps", address], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    # Ends a test that waits for what never comes.
    guard = threading.Timer(90, process.kill)
    guard.start()

    def wait_for(words: str) -> str:
        for line in process.stdout:
            if words in line:
                return line
        raise AssertionError(f"'{words}' never came")

    try:
        yield process, wait_for
    finally:
        guard.cancel()
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def test_real_gpsd_drives_the_tour_dies_and_returns(program, tmp_path):
    slow = tmp_path / "slow.nmea"
    slow.write_text(drives.nmea(speed=5))
    port = drives.free_port()
    with watching(program, f"gpsd://127.0.0.1:{port}") as (process, wait_for):
        wait_for("next try in")
        with drives.gpsd(slow, port):
            wait_for("positions: receiving")
            wait_for("found")
            wait_for("shown kaiserpfalz")
            wait_for("shown stiftskirche")
        wait_for("next try in")
        with drives.gpsd(slow, port):
            wait_for("positions: receiving")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130


def test_serial_device_drives_the_tour(program):
    device, terminal = pty.openpty()
    # The program reads at its own pace; a thread that ends with the tests feeds it.
    feed = threading.Thread(target=os.write, args=(device, drives.nmea(speed=5).encode()), daemon=True)
    with watching(program, f"nmea:{os.ttyname(terminal)}") as (process, wait_for):
        wait_for("positions: connecting")
        feed.start()
        wait_for("shown kaiserpfalz")
        wait_for("shown stiftskirche")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
    os.close(device)
    os.close(terminal)


@pytest.mark.skipif(not REAL_DRIVE.exists(), reason=f"{REAL_DRIVE} is not there")
def test_real_gpsd_reads_the_real_drive(program):
    port = drives.free_port()
    with drives.gpsd(REAL_DRIVE, port), watching(program, f"gpsd://127.0.0.1:{port}") as (process, wait_for):
        wait_for("positions: receiving")
        # Regensburg is not Kaiserslautern, and the tour says so.
        wait_for("beside the route")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130


def test_bundle_drives_as_the_tour_does(run, tour):
    folder = tour.parent
    (tour / "route.geojson").write_text((drives.OLD_TOWN / "route.geojson").read_text())
    square = drives.points(drives.OLD_TOWN / "route.geojson")[1]
    text = (tour / "tour.yaml").read_text()
    location = f"location: {{latitude_deg: {square[1]}, longitude_deg: {square[0]}}}\n"
    trigger = "    trigger: {lead_m: 50, exit_m: 60}\n    comfort: any\n"
    text = text.replace("location: {latitude_deg: 49.44, longitude_deg: 7.77}\n", location + trigger)
    (tour / "tour.yaml").write_text(text.replace("places:\n", "route: route.geojson\nplaces:\n"))
    assert run("build", tour, "--output", folder / "built.ztour").returncode == 0
    ours, theirs = (run("simulate", it, "--synthetic", "--noise", "5", "--json") for it in ["built.ztour", tour])
    assert shown(ours) == ["square"]
    # Distances in a bundle are rounded to millimetres.
    (event,), (expected,) = ([e for e in json.loads(r.stdout)["events"] if e["kind"] == "shown"] for r in (ours, theirs))
    assert event["time_s"] == expected["time_s"] and abs(event["progress_m"] - expected["progress_m"]) < 0.01


def test_bundle_without_a_route_says_so(run, tour):
    assert run("build", tour, "--output", tour.parent / "still.ztour").returncode == 0
    assert_fault(run("simulate", "still.ztour", "--synthetic"), 65, "still.ztour", "no route")
