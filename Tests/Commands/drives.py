"""Drives for the tests of `simulate`: NMEA of a bus on the old town's route, and a real gpsd that is fed with it."""

import json
import math
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path

from running import REPOSITORY

OLD_TOWN = REPOSITORY / "Tests/old-town"
METRES_PER_DEGREE = 111_200.0


def points(route: Path) -> list[tuple[float, float]]:
    """Longitudes and latitudes."""
    return [tuple(point) for point in json.loads(route.read_text())["geometry"]["coordinates"]]


def sentence(body: str) -> str:
    checksum = 0
    for character in body.encode():
        checksum ^= character
    return f"${body}*{checksum:02X}\r\n"


def angle(degrees: float, width: int, letters: str) -> str:
    """As NMEA has it: ddmm.mmmm,N."""
    whole = int(abs(degrees))
    return f"{whole:0{width}}{(abs(degrees) - whole) * 60:07.4f},{letters[degrees < 0]}"


def nmea(speed: float = 10.0) -> str:
    """A bus that drives the old town's route at one speed: RMC and GGA a second."""
    line, second = "", 0
    corners = points(OLD_TOWN / "route.geojson")
    for (east, north), (next_east, next_north) in zip(corners, corners[1:], strict=False):
        shrink = math.cos(math.radians(north))
        x = (next_east - east) * shrink * METRES_PER_DEGREE
        y = (next_north - north) * METRES_PER_DEGREE
        track = math.degrees(math.atan2(x, y)) % 360
        steps = max(round(math.hypot(x, y) / speed), 1)
        for step in range(steps):
            share = step / steps
            latitude = angle(north + (next_north - north) * share, 2, "NS")
            longitude = angle(east + (next_east - east) * share, 3, "EW")
            clock = f"{second // 3600 + 8:02}{second // 60 % 60:02}{second % 60:02}.00"
            line += sentence(f"GPGGA,{clock},{latitude},{longitude},1,09,0.9,240.0,M,47.0,M,,")
            line += sentence(f"GPRMC,{clock},A,{latitude},{longitude},{speed / 0.514444:.2f},{track:.1f},010526,,,A")
            second += 1
    return line


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def gpsd(log: Path, port: int, cycle: float = 0.01):
    """A real gpsd that reads a recorded drive once; it is ended with the context."""
    fake = shutil.which("gpsfake", path="/usr/bin:/usr/sbin:/usr/local/bin")
    assert fake, "gpsfake is missing; Tools/setup test installs it"
    daemon = subprocess.Popen(
        [fake, "-1", "-c", str(cycle), "-P", str(port), str(log)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
    )
    try:
        yield daemon
    finally:
        daemon.terminate()
        daemon.wait(timeout=20)
