"""What is good for the stomach: the still view while the bus is too fast or a passenger wants it, fades, a dark edge."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

import comfort_tour
import truth
from truth import Gaze, about_up
from worn import EYES, START, in_world, seen, wear

# The server and the guide of the commands' tests.
sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import bus  # noqa: E402

INK, SKY, HAZE, PLAIN = np.array([[0.114, 0.137, 0.149], [0.322, 0.373, 0.388], [0.620, 0.592, 0.529], [0.227, 0.243, 0.235]]) * 255


def smooth(low: float, high: float, values: np.ndarray) -> np.ndarray:
    share = np.clip((values - low) / (high - low), 0, 1)[..., None]
    return share * share * (3 - 2 * share)


def still_view(directions: np.ndarray) -> np.ndarray:
    """An evening sky above a plain, by the sine of the height alone: nothing in it turns with the bus."""
    up = directions[..., 1]
    sky = HAZE + (SKY - HAZE) * smooth(0, 0.6, up)
    below = HAZE + (PLAIN - HAZE) * 0.75
    plain = below + (PLAIN - below) * smooth(0, 0.35, -up)
    return np.where(up[..., None] > 0, sky, plain)


def assert_still(pixels: np.ndarray, directions: np.ndarray) -> None:
    """The still view everywhere but where words stand, with its horizon where the world's is."""
    off = np.abs(pixels - still_view(directions)).max(axis=-1)
    away = np.abs(directions[..., 1]) > 0.01
    assert np.median(off[away]) < 2 and (off[away] < 4).mean() > 0.8
    above, below = (directions[..., 1] > 0.01) & (directions[..., 1] < 0.05), (directions[..., 1] < -0.01) & (directions[..., 1] > -0.05)
    assert np.median(pixels[above][:, 0]) > np.median(pixels[below][:, 0]) + 40, "the horizon is sharp"


def upright(pitch: float, yaw: float = 0) -> list:
    return [replace(eye, yaw=yaw, pitch=pitch, roll=0) for eye in EYES]


def turn_head(headset, eyes: list) -> None:
    headset.page.evaluate("eyes => { webxr.eyes = eyes; }", [eye.description() for eye in eyes])


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("comfort")
    document = comfort_tour.write(folder)
    subprocess.run([program, "build", str(document), "--output", "tour.ztour", "--quality", "95"], cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


def test_picture_steps_back_while_the_bus_is_too_fast(program, folder, open_page, output):
    """A place for slow buses, a real server, a drive: 18 km/h, 43 km/h, 14 km/h."""
    with bus.serving(program, "tour.ztour", "--gps", "replay:drive.nmea@5", cwd=folder) as server:
        headset = open_page(at=f"http://127.0.0.1:{server.port}", width=960, height=600)
        headset.go(Gaze(30))
        headset.await_sharp()
        headset.await_state(live="drive", scene="square/past")
        headset.page.wait_for_selector('html[data-calm="tooFast"]', state="attached", timeout=40_000)
        expect(headset.page.locator("#calm h2")).to_have_text("We go on in a moment")
        headset.await_frames(count=40)
        headset.page.screenshot(path=output / "too-fast.png")
        assert_still(headset.picture(), headset.world(headset.gaze()))
        headset.page.wait_for_selector('html[data-calm=""]', state="attached", timeout=60_000)
        headset.await_frames(lambda: truth.is_picture(headset.picture(), "past").all())
        headset.await_frames(count=60)
        truth.assert_true_to(headset.picture(), headset.world(headset.gaze()), "past")


def record(headset, frames: int, start: str) -> np.ndarray:
    """Does something, and gives the middle of what the left eye sees for each frame after it."""
    return np.array(
        headset.page.evaluate(
            f"""async (count) => {{
                {start};
                const middles = [];
                let last = webxr.frames;
                while (middles.length < count) {{
                    await new Promise(requestAnimationFrame);
                    if (webxr.frames === last) continue;
                    last = webxr.frames;
                    const {{ width, height }} = webxr.eyes[0];
                    const at = 4 * (Math.floor(height / 2) * width + Math.floor(width / 2));
                    middles.push([...webxr.pixels[0].slice(at, at + 3), performance.now()]);
                }}
                return middles;
            }}""",
            frames,
        )
    )


def test_picture_fades_into_the_still_view_in_the_headset(headset, output):
    """No jump: on the way between the picture and the still view, and of either nothing moves."""
    wear(headset, eyes=upright(12))
    before = record(headset, 4, "")[:, :3]
    during = record(headset, 80, "document.querySelector('[data-setting=window]').click()")[:, :3]
    way = np.linalg.norm(during - before[-1], axis=1)
    whole = way[-1]
    assert whole > 20 and (np.diff(way) > -3).all(), "straight from one to the other"
    between = during[(way > 0.1 * whole) & (way < 0.9 * whole)]
    assert len(between) >= 3, "it takes several frames"
    headset.await_state(calm="window")
    eyes = upright(12)
    for number in (0, 1):
        assert_still(seen(headset, number), eyes[number].directions())
    save(seen(headset, 0), output / "still-worn.png")


def save(pixels: np.ndarray, path: Path) -> None:
    Image.fromarray(np.ascontiguousarray(pixels)).save(path)


def test_still_view_does_not_turn_with_the_bus(headset):
    """In a vehicle's frame the picture follows the bus; of the still view no pixel does."""
    wear(headset, eyes=upright(12))
    headset.page.evaluate("document.querySelector('[data-setting=window]').click()")
    headset.await_state(calm="window")
    headset.await_frames(count=60)
    one = seen(headset, 0)
    for yaw in (40, 90):
        turn_head(headset, upright(12, yaw))
        seen(headset, 0)
        other = seen(headset, 0)
        # Words hang somewhere; sky and plain are the same all round.
        assert (np.abs(one.astype(int) - other) < 3).all(axis=-1).mean() > 0.7


def test_window_shows_place_and_time_and_nothing_else(headset, output):
    headset.go(Gaze(30))
    headset.await_sharp()
    headset.page.click("#settings-button")
    headset.page.click("[data-setting=window]")
    headset.page.keyboard.press("Escape")
    headset.await_state(calm="window")
    calm = headset.page.locator("#calm")
    expect(calm.locator("h2")).to_have_text("c. 1200")
    expect(calm.locator("p")).to_have_text("Collegiate square")
    for other in ("#caption", "#subtitle", "#message", "#credit"):
        expect(headset.page.locator(other)).to_be_hidden()
    headset.await_frames(count=60)
    headset.page.screenshot(path=output / "window.png")
    headset.page.locator("#epoch").evaluate("slider => { slider.value = 1; slider.dispatchEvent(new Event('input')); slider.dispatchEvent(new Event('change')); }")
    expect(calm.locator("h2")).to_have_text("2026")


def test_window_in_the_headset_has_no_caption_below(headset):
    wear(headset, eyes=upright(-35))
    headset.page.evaluate("document.querySelector('[data-setting=window]').click()")
    headset.await_state(calm="window")
    headset.await_frames(count=60)
    directions = upright(-35)[0].directions()
    below = (directions[..., 1] < np.sin(np.radians(-30))) & (directions[..., 1] > np.sin(np.radians(-50)))
    # The dot of those who press by looking apart.
    below &= directions @ (upright(-35)[0].rotation @ [0, 0, -1]) < np.cos(np.radians(1.5))
    off = np.abs(seen(headset, 0) - still_view(directions)).max(axis=-1)
    assert below.sum() > 5000 and (off[below] < 4).all()


def test_vignette_darkens_the_edge_alone(headset, output):
    eyes = upright(10)
    wear(headset, eyes=eyes)
    headset.page.evaluate("document.querySelector('[data-setting=vignette]').click()")
    headset.await_frames(count=5)
    pixels, directions = seen(headset, 0), eyes[0].directions()
    forward = eyes[0].rotation @ [0, 0, -1]
    apart = np.arccos(np.clip(directions @ forward, -1, 1))
    save(pixels, output / "vignette-worn.png")
    # The caption below is read in the dark edge too.
    inner, outer = apart < 0.4, (apart > 0.9) & (directions[..., 1] > -0.4)
    world = in_world(directions)
    assert (truth.errors_deg(pixels, world, "past")[inner] < truth.LARGEST_ERROR_DEG).all()
    assert outer.sum() > 500 and (np.abs(pixels[outer] - INK) < 6).all()
    # Ever darker outwards.
    bright = np.linalg.norm(pixels - INK, axis=-1) / np.linalg.norm(truth.colours(world, "past") - INK, axis=-1)
    rings = [np.median(bright[(apart > low) & (apart < low + 0.05)]) for low in np.arange(0.4, 0.9, 0.05)]
    assert (np.diff(rings) < 0.01).all()


def test_recentring_happens_behind_closed_eyes(headset):
    """Between the picture before and the one after it there is dark, and nothing that turns."""
    eyes = upright(0, yaw=70)
    wear(headset, eyes=eyes)
    # The lens axis of the left eye is not its forward: the middle pixel is what counts.
    during = record(headset, 60, "document.getElementById('recentre').click()")[:, :3]
    before, after = during[0], during[-1]
    assert np.linalg.norm(before - after) > 15
    on_the_way = [pixel for pixel in during if min(np.linalg.norm(pixel - before), np.linalg.norm(pixel - after)) > 4]
    dark = np.linalg.norm(during - INK, axis=1)
    assert dark.min() < 4, "the eyes close"
    # Each frame is a shade of one of the two pictures: no frame shows another direction.
    for pixel in on_the_way:
        assert min(distance_to_line(pixel, before), distance_to_line(pixel, after)) < 4
    headset.await_state(recentred="1")
    # What lies before the passenger, at 70 degrees, is the middle of the picture, at 30; a caption hangs below.
    directions = eyes[0].directions()
    is_free = directions[..., 1] > np.sin(np.radians(-30))
    errors = truth.errors_deg(seen(headset, 0), directions @ about_up(30 - 70).T, "past")
    assert errors[is_free].max() < truth.LARGEST_ERROR_DEG


def distance_to_line(pixel: np.ndarray, picture: np.ndarray) -> float:
    """From the line between a picture's colour and the dark."""
    along = picture - INK
    share = np.clip((pixel - INK) @ along / (along @ along), 0, 1)
    return float(np.linalg.norm(pixel - INK - share * along))
