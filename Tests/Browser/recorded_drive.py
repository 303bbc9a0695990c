"""A real drive with a receiver of one fix a second and a gyroscope, which says how the car turned between them.

`../shared/data/drives/20160209_RPi_GENIVI_Regensburg.log` of the GENIVI positioning project (MPL-2.0): 9 minutes, 5.6 km.
"""

from pathlib import Path

import numpy as np

import bus_drives

LOG = Path(__file__).parents[3] / "shared/data/drives/20160209_RPi_GENIVI_Regensburg.log"
# Before, the receiver has just been switched on, and is off by up to 30 degrees at walking pace.
BEGIN_S = 112.0
# What makes courses and gyroscope agree best in turns.
RECEIVER_LATE_S = 0.3
KNOT_S = 60.0


def records(name: str, *columns: int) -> np.ndarray:
    rows = (line.strip().split(",") for line in LOG.read_text().splitlines())
    return np.array([[float(row[column]) for column in columns] for row in rows if len(row) > 2 and row[2] == name])


def fixes() -> np.ndarray:
    """Time (s), latitude, longitude, speed (m/s), course (degrees); what a stuck receiver repeats is left out."""
    told = records("$GVGNSPOS", 3, 4, 5, 8, 10)
    told[:, 0] /= 1000
    moved = np.any(np.diff(told[:, 1:3], axis=0) != 0, axis=1) | (told[1:, 3] < 1)
    told = told[np.concatenate([[True], moved])]
    return told[np.concatenate([[True], np.diff(told[:, 0]) > 0.5])]


def heading_of(gyro: np.ndarray, told: np.ndarray) -> np.ndarray:
    """Radians at the gyroscope's times: its integral, whose scale, drift and beginning are such that courses fit, outliers apart."""
    times, rates = gyro[:, 0], -gyro[:, 1]
    hats = np.maximum(0, 1 - np.abs(times[:, None] - np.arange(0, times[-1] + KNOT_S, KNOT_S)) / KNOT_S)
    parts = np.column_stack([rates, hats])
    sums = np.cumsum((parts[1:] + parts[:-1]) / 2 * np.diff(times)[:, None], axis=0)
    columns = np.column_stack([np.vstack([np.zeros(parts.shape[1]), sums]), np.ones(len(times))])
    drove = told[told[:, 3] > 3]
    at = drove[:, 0] - RECEIVER_LATE_S
    seen = np.column_stack([np.interp(at, times, column) for column in columns.T])
    trust = 1 / np.sqrt(1 + (0.3 * np.interp(at, times, np.abs(rates))) ** 2 + (3 / drove[:, 3]) ** 2)
    # First by what the course changes from fix to fix, which needs no beginning and no count of full turns.
    change = (np.diff(drove[:, 4]) + 180) % 360 - 180
    is_next = np.diff(at) < 1.5
    slope = robust(np.diff(seen[:, :-1], axis=0)[is_next], change[is_next], trust[1:][is_next])
    near = seen[:, :-1] @ slope
    begin = np.degrees(np.angle(np.exp(1j * np.radians(drove[:, 4] - near)).mean()))
    courses = near + begin + (drove[:, 4] - near - begin + 180) % 360 - 180
    return np.radians(columns @ robust(seen, courses, trust))


def robust(columns: np.ndarray, values: np.ndarray, trust: np.ndarray) -> np.ndarray:
    """Least squares that count what is far off for less (Huber's weights, by iteration)."""
    weights = trust
    for _ in range(10):
        fit = np.linalg.lstsq(columns * weights[:, None], values * weights, rcond=None)[0]
        weights = trust / np.sqrt(np.maximum(1, np.abs((columns @ fit - values) * trust)))
    return fit


def drive() -> bus_drives.Drive:
    gyro = records("$GVSNSGYR", 3, 4)
    gyro[:, 0] /= 1000
    told = fixes()
    times = np.arange(BEGIN_S, gyro[-1, 0], bus_drives.STEP_S)
    headings = np.interp(times, gyro[:, 0], heading_of(gyro, told))
    speeds = np.interp(times, told[:, 0] - RECEIVER_LATE_S, told[:, 3])
    progress = np.concatenate([[0], np.cumsum((speeds[1:] + speeds[:-1]) / 2 * bus_drives.STEP_S)])
    told = told[told[:, 0] > BEGIN_S]
    # No second drive on the same streets is known: the route is this one's, its positions as wrong as in made-up drives.
    random = np.random.default_rng(1)
    astray = bus_drives.wandering(random, len(told), 3, 40, 1) + random.normal(size=len(told))
    made = [
        {"at_s": at, "heading": np.radians(course), "speed_mps": speed, "progress_m": metres}
        for at, speed, course, metres in zip(
            told[:, 0].tolist(),
            told[:, 3].tolist(),
            told[:, 4].tolist(),
            (np.interp(told[:, 0] - RECEIVER_LATE_S, times, progress) + astray).tolist(),
        )
    ]
    driven = np.interp(np.arange(0, progress[-1] + 60), progress, headings)
    return bus_drives.Drive(times, headings, speeds, made, [], driven)
