"""Where the page believes that the bus heads, between fixes, against where it truly does. The figures stand in HEADSET.md."""

import numpy as np
import pytest

import bus_drives
import recorded_drive

# Seeds that nothing was chosen on.
DRIVES = [bus_drives.drive(seed) for seed in range(501, 507)]
SLOWEST_MPS = 5 / 3.6
RECEIVER_LATE_S = 0.2
# From the server's knowledge to the page's.
LINE_S = 0.03

FOLLOW = """async ({ truth, fixes, late_s, line_s }) => {
    const { BusHeading } = await import("/pages/headset/busheading.js");
    const bus = new BusHeading();
    const shown = [];
    let next = 0;
    for (const at_s of truth.times) {
        for (; next < fixes.length && fixes[next].at_s + late_s + line_s <= at_s; next += 1) {
            bus.takeFix(fixes[next], fixes[next].at_s + late_s + line_s);
        }
        shown.push(bus.at(at_s) ?? null);
    }
    return shown;
}"""


def followed(page, drive: bus_drives.Drive, fixes: list[dict], late_s: float = RECEIVER_LATE_S) -> np.ndarray:
    """Headings by the drive's time steps, radians; not a number before the first."""
    told = {"truth": drive.truth(), "fixes": fixes, "late_s": late_s, "line_s": LINE_S}
    return np.array(page.evaluate(FOLLOW, told), dtype=float)


def errors(drive: bus_drives.Drive, shown: np.ndarray, fixes: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    """Degrees while the bus drives and fixes come: of all moments, and of those in turns of more than 5 degrees a second."""
    last = np.searchsorted([fix["at_s"] for fix in fixes], drive.times) - 1
    age_s = drive.times - np.array([fix["at_s"] for fix in fixes])[np.maximum(last, 0)]
    counts = ~np.isnan(shown) & (drive.speeds >= SLOWEST_MPS) & (last >= 3) & (age_s < 3)
    off = np.abs((np.degrees(shown - drive.headings) + 180) % 360 - 180)
    turns = np.abs(np.degrees(np.gradient(drive.headings, drive.times))) > 5
    return off[counts], off[counts & turns]


def measured(page, drives, route: str, late_s: float = RECEIVER_LATE_S) -> tuple[float, float]:
    """The 95th percentiles."""
    found = []
    for drive in drives:
        fixes = drive.fixes if route == "none" else bus_drives.seen_from(drive, route)
        fixes = [fix if route != "none" else {**fix, "progress_m": None} for fix in fixes]
        found.append(errors(drive, followed(page, drive, fixes, late_s), fixes))
    everywhere, turns = (np.concatenate(parts) for parts in zip(*found))
    figures = np.percentile(everywhere, 95), np.percentile(turns, 95)
    print(f"{route}: {len(everywhere)} moments {np.median(everywhere):.2f} {figures[0]:.2f}, {len(turns)} in turns {np.median(turns):.2f} {figures[1]:.2f}")
    return figures


@pytest.fixture
def page(headset):
    headset.page.goto(headset.address)
    return headset.page


@pytest.mark.parametrize("route, all_deg, turns_deg", [("known", 4.2, 6.2), ("recorded", 5.8, 8.2), ("drawn", 5.6, 7.8), ("none", 7.3, 11.0)])
def test_heading_of_made_up_drives(route, all_deg, turns_deg, page):
    everywhere, turns = measured(page, DRIVES, route)
    assert everywhere <= all_deg and turns <= turns_deg


@pytest.mark.skipif(not recorded_drive.LOG.exists(), reason=f"{recorded_drive.LOG.name} is not in ../shared/data/drives")
@pytest.mark.parametrize("route, all_deg, turns_deg", [("known", 5.9, 9.0), ("recorded", 5.9, 10.5), ("none", 8.0, 16.0)])
def test_heading_of_a_real_drive(route, all_deg, turns_deg, page):
    # Its fixes are timed by their arrival, which is late already.
    drive = recorded_drive.drive()
    drive.fixes = [fix | {"at_s": fix["at_s"] - RECEIVER_LATE_S} for fix in drive.fixes]
    everywhere, turns = measured(page, [drive], route)
    assert everywhere <= all_deg and turns <= turns_deg


@pytest.mark.parametrize("route", ["recorded", "drawn", "none"])
def test_picture_turns_smoothly(route, page):
    """No frame shows a leap: the picture turns no faster than a bus and what a fix puts right together."""
    for drive in DRIVES[:3]:
        fixes = drive.fixes if route == "none" else bus_drives.seen_from(drive, route)
        shown = followed(page, drive, fixes)
        rates = np.abs(np.degrees(np.diff(shown[~np.isnan(shown)]))) / bus_drives.STEP_S
        assert rates.max() < 75 and np.percentile(rates, 99) < 45


def test_standing_bus_does_not_turn(page):
    """Courses of a bus that stands are noise: the heading stays to the last bit, and what it was is where it goes on."""
    fixes = [{"at_s": float(i), "heading": 1.0 + 0.02 * i, "speed_mps": 6.0} for i in range(6)]
    random = np.random.default_rng(3)
    noise = [{"at_s": float(i), "heading": random.uniform(0, 6.28), "speed_mps": 1.2} for i in range(6, 40)]
    away = [{"at_s": float(i), "heading": 1.1, "speed_mps": 4.0} for i in range(40, 44)]
    times = np.arange(0, 45, 0.05)
    truth = bus_drives.Drive(times, times * 0, times * 0, [], [], times)
    shown = followed(page, truth, fixes + noise + away, late_s=0)
    stands = shown[(times > 8) & (times < 40)]
    assert np.ptp(stands) < 1e-6 and abs(stands[0] - 1.1) < 0.1
    assert np.abs(np.diff(shown[times > 1])).max() < np.radians(2)
    assert abs(shown[-1] - 1.1) < 0.03
