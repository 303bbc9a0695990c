"""Made-up drives of a bus in town, whose heading is known at any moment: straights, bends and corners with clothoids.

What is assumed is what buses and receivers do: corners of 10 to 20 m, bends of 25 to 120 m; road wheels turned by 9 to 17
degrees a second; 0.9 to 1.5 m/s² sideways, about 1 m/s² along; Doppler noise of 0.08 m/s across the way, positions off by 3 m that
wander within 40 s and 1 m from fix to fix. Angles in radians.
"""

from dataclasses import dataclass, replace

import numpy as np

STEP_S = 0.05
STEP_M = 0.25
WHEELBASE_M = 6.0


@dataclass
class Drive:
    """The truth by time steps, the fixes, and what routes are made of: the corners of a drawn line, and headings by metres."""

    times: np.ndarray
    headings: np.ndarray
    speeds: np.ndarray
    fixes: list[dict]
    drawn: list[tuple[float, float]]  # progress and angle of each corner of the line
    driven: np.ndarray  # headings by metres

    def truth(self) -> dict:
        return {"times": self.times.tolist(), "headings": self.headings.tolist(), "speeds": self.speeds.tolist()}


def wandering(random, count: int, deviation: float, seconds: float, step_s: float) -> np.ndarray:
    """A first-order Gauss-Markov process."""
    keep = np.exp(-step_s / seconds)
    values = np.empty(count)
    values[0] = random.normal() * deviation
    for i in range(1, count):
        values[i] = keep * values[i - 1] + random.normal() * deviation * np.sqrt(1 - keep * keep)
    return values


def bend(random) -> tuple[float, float]:
    """Angle and radius."""
    side = random.choice([-1, 1])
    if random.random() < 0.6:
        return side * np.radians(random.uniform(60, 110)), random.uniform(10, 20)
    return side * np.radians(random.uniform(10, 60)), random.uniform(25, 120)


def curvature(random, angle: float, radius: float) -> np.ndarray:
    """By steps along the bend: a clothoid, an arc, a clothoid."""
    speed = min(np.sqrt(random.uniform(0.8, 1.6) * radius), 12)
    ramp = max(speed * np.arctan(WHEELBASE_M / radius) / random.uniform(0.15, 0.30), 2.0)
    ramp = min(ramp, abs(angle) * radius)
    rise = np.linspace(0, 1, round(ramp / STEP_M) + 1)[1:]
    shape = np.concatenate([rise, np.ones(round((abs(angle) * radius - ramp) / STEP_M)), rise[::-1]])
    return shape * angle / (shape.sum() * STEP_M)


def way(random, metres: float) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """Curvature by steps, and the corners of the line that somebody draws: one for a street corner, several for a bend."""
    curves, corners, length = [], [], 0.0
    while length < metres:
        straight = np.zeros(round(random.uniform(30, 220) / STEP_M))
        angle, radius = bend(random)
        curve = curvature(random, angle, radius)
        # So many that the line is within 1.5 m.
        count = 1 if radius <= 20 else int(np.ceil(abs(angle) * radius / np.sqrt(8 * 1.5 * radius)))
        turned = np.abs(np.cumsum(curve)) * STEP_M
        begin = length + len(straight) * STEP_M
        for i in range(count):
            middle = np.searchsorted(turned, abs(angle) * (i + 0.5) / count) * STEP_M
            corners.append((begin + middle + random.normal() * 1.5, angle / count))
        curves += [straight, curve]
        length = begin + len(curve) * STEP_M
    return np.concatenate(curves), sorted(corners)


def speeds_along(random, curves: np.ndarray) -> np.ndarray:
    cruise, sideways = random.uniform(8, 13), random.uniform(0.9, 1.5)
    squares = np.minimum(sideways / np.maximum(np.abs(curves), 1e-4), cruise**2)
    for stop in random.integers(0, len(curves), size=int(len(curves) * STEP_M / 500)):
        squares[stop : stop + 4] = 0.1
    for i in reversed(range(len(curves) - 1)):
        squares[i] = min(squares[i], squares[i + 1] + 2 * 1.0 * STEP_M)
    for i in range(1, len(curves)):
        squares[i] = min(squares[i], squares[i - 1] + 2 * 0.9 * STEP_M)
    return np.sqrt(squares)


def drive(seed: int, seconds: float = 600, hz: float = 1) -> Drive:
    random = np.random.default_rng(seed)
    curves, corners = way(random, seconds * 12)
    along = speeds_along(random, curves)
    passed_s = np.concatenate([[0], np.cumsum(2 * STEP_M / (along[1:] + along[:-1]))])
    metres = np.arange(len(along)) * STEP_M
    line = np.concatenate([[0], np.cumsum((curves[1:] + curves[:-1]) / 2 * STEP_M)])
    times = np.arange(0, seconds, STEP_S)
    progress, speeds = np.interp(times, passed_s, metres), np.interp(times, passed_s, along)
    # A driver's hands, smoothed over a second.
    hands = np.convolve(wandering(random, len(times), np.radians(0.7), 4, STEP_S), np.ones(20) / 20, "same")
    headings = np.interp(progress, metres, line) + hands * np.minimum(speeds / 3, 1)

    at = np.arange(1 + random.uniform(0, 1), seconds - 2, 1 / hz)
    true_speeds = np.interp(at, times, speeds)
    across = random.normal(size=len(at)) * 0.08
    courses = np.interp(at, times, headings) + np.arctan2(across, np.maximum(true_speeds, 0.3))
    astray = wandering(random, len(at), 3, 40, 1 / hz) + random.normal(size=len(at))
    told_speeds = np.maximum(0, true_speeds + random.normal(size=len(at)) * 0.1)
    told_progress = np.interp(at, times, progress) + astray
    fixes = [
        {"at_s": a, "heading": c % (2 * np.pi), "speed_mps": v, "progress_m": p}
        for a, c, v, p in zip(at.tolist(), courses.tolist(), told_speeds.tolist(), told_progress.tolist())
    ]
    driven = np.interp(np.arange(0, metres[-1]), metres, line)
    return Drive(times, headings, speeds, fixes, corners, driven)


BEHIND_M, BENDS_STEP_M, BENDS_COUNT = -30.0, 2.0, 41


def seen_from(drive: Drive, route: str) -> list[dict]:
    """The fixes with what the server tells of a route's bends."""
    offsets = BEHIND_M + BENDS_STEP_M * np.arange(BENDS_COUNT)
    line = {"known": lambda drive: drive.driven, "recorded": recorded, "drawn": rounded}[route](drive)
    told = []
    for fix in drive.fixes:
        headings = np.interp(fix["progress_m"] + offsets, np.arange(len(line)), line)
        told.append(fix | {"bends": {"from_m": BEHIND_M, "step_m": BENDS_STEP_M, "headings": headings.tolist()}})
    return told


def recorded(drive: Drive, seed: int = 7) -> np.ndarray:
    """Along the line that a receiver has recorded on an earlier drive: a position about every 8 m, off by 0.3 m from one to the next."""
    random = np.random.default_rng(seed)
    at = np.arange(0, len(drive.driven) - 1, 8) + random.uniform(-2, 2, size=len(np.arange(0, len(drive.driven) - 1, 8)))
    at = np.clip(at, 0, len(drive.driven) - 1)
    metres = np.arange(len(drive.driven))
    ways = [np.cumsum(part(drive.driven)) for part in (np.sin, np.cos)]
    east, north = (np.interp(at, metres, way) + random.normal(size=len(at)) * 0.3 for way in ways)
    legs = np.unwrap(np.arctan2(np.diff(east), np.diff(north)))
    corners = list(zip(at[1:-1].tolist(), np.diff(legs).tolist()))
    return rounded(replace(drive, drawn=corners)) + legs[0]


def rounded(drive: Drive, radius: float = 12) -> np.ndarray:
    """Headings by metres along the drawn line, as the server rounds its corners (`Route+bends.swift`)."""
    metres = np.arange(len(drive.driven))
    headings = np.zeros(len(metres))
    places = [-np.inf, *(place for place, _ in drive.drawn), np.inf]
    for before, (place, angle), after in zip(places, drive.drawn, places[2:]):
        reach = min((place - before) / 2, (after - place) / 2, radius * np.tan(min(abs(angle), 2.2) / 2))
        headings += angle * np.clip((metres - place + reach) / max(2 * reach, 1e-9), 0, 1)
    return headings
