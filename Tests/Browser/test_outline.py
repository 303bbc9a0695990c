"""What is documented can be outlined: a line through the true places, of one width however narrow the view."""

import numpy as np
import pytest
from playwright.sync_api import expect

import truth
from manifests import change_epochs
from truth import Gaze
from worn import EYES, happen, in_world, seen, wear

# Corners by yaw and pitch in the picture's own frame: a photograph ahead of it, and one behind, over the seam.
AHEAD = [(-30, 25), (28, 21), (25, -18), (-33, -14)]
BEHIND = [(165, 40), (-160, 38), (-163, 5), (168, 2)]
HEADING = 30  # of the picture's centre column
# Bright line and dark casing, pixels.
WIDTH_PX = 5


def outlined(epochs, **changes) -> None:
    polygons = [[{"yaw_deg": yaw, "pitch_deg": pitch} for yaw, pitch in polygon] for polygon in (AHEAD, BEHIND)]
    epochs["past"].update(documented=polygons, **changes)


def places() -> np.ndarray:
    """Unit vectors along the outlines, in the picture's own frame, close together; a side is a great circle."""
    sides = []
    for polygon in (AHEAD, BEHIND):
        yaw, pitch = np.radians(polygon).T
        corners = np.stack([np.cos(pitch) * np.sin(yaw), np.sin(pitch), -np.cos(pitch) * np.cos(yaw)], axis=-1)
        for a, b in zip(corners, np.roll(corners, -1, axis=0)):
            share = np.linspace(0, 1, 2000)[:, None]
            sides.append(truth.normalised(a * (1 - share) + b * share))
    return np.concatenate(sides)


def on_page(points: np.ndarray, gaze: Gaze, width: int, height: int) -> np.ndarray:
    """Columns and rows of those points of the world that the page shows."""
    head = truth.about_up(gaze.heading_deg) @ truth.about_right(gaze.pitch_deg)
    x, y, z = (points @ head).T
    focal = max(width, height) / 2 / np.tan(np.radians(gaze.fov_deg) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = np.stack([width / 2 + focal * x / -z, height / 2 - focal * y / -z], axis=-1)
    return at[(z < -0.05) & (at > 4).all(axis=-1) & (at < [width - 4, height - 4]).all(axis=-1)]


def assert_line(changed: np.ndarray, line: np.ndarray, width_px: float = WIDTH_PX) -> None:
    """Changed pixels lie along the line, and there is some all along it."""
    assert len(line) > 300
    rows, columns = np.nonzero(changed)
    pixels = np.stack([columns, rows], axis=-1) + 0.5
    # Distances by brute force, in parts.
    thin = line[:: max(1, len(line) // 3000)]
    to_line = np.concatenate(
        [np.linalg.norm(part[:, None] - thin, axis=-1).min(axis=1) for part in np.array_split(pixels, 20) if len(part)]
    )
    inner = (pixels > 12).all(axis=-1) & (pixels < np.array(changed.shape[::-1]) - 12).all(axis=-1)
    assert to_line[inner].max() <= width_px / 2 + 1.5
    to_pixel = np.concatenate(
        [np.linalg.norm(part[:, None] - pixels, axis=-1).min(axis=1) for part in np.array_split(thin, 20)]
    )
    assert to_pixel.max() <= 2
    # The middle of the line lies on the true places, on average along it.
    assert np.mean(to_line[inner]) < width_px / 2


@pytest.fixture
def page(headset):
    change_epochs(headset.page, outlined)
    return headset


VIEWS = [Gaze(HEADING, 5), Gaze(HEADING + 20, 15, 40), Gaze(HEADING + 180, 20), Gaze(HEADING + 60, -30, 100)]


@pytest.mark.parametrize("gaze", VIEWS, ids=str)
def test_line_runs_through_the_true_places(gaze, page):
    page.go(gaze)
    page.await_sharp()
    before = page.picture().astype(int)
    page.page.keyboard.press("d")
    page.await_frames(count=3)
    changed = np.abs(page.picture() - before).max(axis=-1) > 40
    line = on_page(places() @ truth.about_up(HEADING).T, gaze, **page.page.viewport_size)
    assert_line(changed, line)
    # As wide in a narrow view as in a wide one.
    length = np.linalg.norm(np.diff(line, axis=0), axis=-1)
    assert 3.5 < changed.sum() / length[length < 3].sum() < 6.5
    page.page.keyboard.press("d")
    page.await_frames(count=3)
    assert (page.picture() == before).all()


def test_line_leans_with_the_picture(headset):
    pose = {"heading_deg": 75, "pitch_deg": 15, "roll_deg": -20}
    change_epochs(headset.page, lambda epochs: outlined(epochs, pose=pose))
    gaze = Gaze(80, 10)
    headset.go(gaze)
    headset.await_sharp()
    before = headset.picture().astype(int)
    headset.page.keyboard.press("d")
    headset.await_frames(count=3)
    camera = truth.about_up(75) @ truth.about_right(15) @ truth.about_forward(-20)
    line = on_page(places() @ camera.T, gaze, **headset.page.viewport_size)
    assert_line(np.abs(headset.picture() - before).max(axis=-1) > 40, line)


def test_button_is_there_where_something_is_documented(page):
    page.go(Gaze(HEADING))
    page.await_sharp()
    button = page.page.get_by_role("button", name="Outline")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.page.keyboard.press("PageUp")
    page.await_sharp("square/present")
    expect(page.page.locator("#outline")).to_be_hidden()
    truth.assert_true_to(page.picture(), page.world(Gaze(HEADING)), "present")


def test_it_is_seen_in_the_lens_alone_where_the_lens_shows_it(page):
    gaze = Gaze(HEADING + 25, 20, 60)
    page.go(gaze, epoch="present")
    page.await_sharp("square/present")
    page.tap("l")
    page.await_lens("square/past")
    before = page.picture().astype(int)
    page.page.evaluate("document.getElementById('outline').hidden = false")
    page.page.keyboard.press("d")
    page.await_frames(count=3)
    changed = np.abs(page.picture() - before).max(axis=-1) > 40
    line = on_page(places() @ truth.about_up(HEADING).T, gaze, **page.page.viewport_size)
    rows, columns = np.nonzero(changed)
    assert len(rows) > 200
    assert np.hypot(columns + 0.5 - 240, rows + 0.5 - 150).max() <= 90
    nearest = np.linalg.norm(np.stack([columns, rows], axis=-1)[:, None] + 0.5 - line[::3], axis=-1).min(axis=1)
    assert nearest.max() <= WIDTH_PX / 2 + 1.5


@pytest.mark.parametrize("eye", [0, 1], ids=["left", "right"])
def test_both_eyes_see_it_after_a_squeeze(eye, page):
    wear(page)
    before = seen(page, eye).astype(int)
    happen(page, "squeeze")
    changed = np.abs(seen(page, eye) - before).max(axis=-1) > 40
    world = in_world(EYES[eye].directions())
    in_picture = truth.in_panorama(world, "past")
    points = places()
    rows, columns = np.nonzero(changed)
    assert len(rows) > 200
    cosines = (in_picture[rows, columns] @ points[::4].T).max(axis=1)
    assert np.degrees(np.arccos(np.clip(cosines, -1, 1))).max() < 1.2  # four pixels where the view is sharpest
