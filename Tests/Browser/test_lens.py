"""The time lens: within a circle another epoch, around it the present one, both in the same direction of the world."""

import numpy as np
import pytest
from playwright.sync_api import expect

import truth
from manifests import change_epochs, change_manifests
from tile_gate import TILE
from truth import Gaze

GAZE = Gaze(250, 15, 80)
WIDTH, HEIGHT = 480, 300
RADIUS_PX = 0.3 * HEIGHT
SOFT_PX = 0.1 * RADIUS_PX
# Beyond the circle: its rim's shadow.
RIM_PX = 20
MIDDLE = (WIDTH / 2, HEIGHT / 2)


@pytest.fixture
def ready(headset):
    headset.go(GAZE)
    headset.await_sharp()
    return headset


def distances(x: float, y: float) -> np.ndarray:
    """Of the page's pixel centres from a point."""
    return np.hypot(np.arange(WIDTH) + 0.5 - x, np.arange(HEIGHT)[:, None] + 0.5 - y)


def assert_lens(headset, x: float, y: float, inside: np.ndarray | None = None) -> None:
    """Round a point the present is seen, looked up at the directions `inside` or the world's own, and further out the past."""
    picture, world = headset.picture(), headset.world(GAZE)
    inside = world if inside is None else inside
    distance = distances(x, y)
    within, beyond = distance < RADIUS_PX - SOFT_PX - 1, distance > RADIUS_PX + RIM_PX
    assert truth.errors_deg(picture, inside, "present")[within].max() <= truth.LARGEST_ERROR_DEG
    assert truth.errors_deg(picture, world, "past")[beyond].max() <= truth.LARGEST_ERROR_DEG
    wanted, around = truth.colours(inside, "present"), truth.colours(world, "past")
    is_told = np.abs(wanted - around).max(axis=-1) > 60
    assert (is_told & within).sum() > 2000 and (is_told & beyond).sum() > 2000, "the epochs are alike here"
    # The edge is soft: from one to the other over the outer tenth of the radius, as a smooth step.
    share = ((picture - around) * (wanted - around)).sum(axis=-1) / ((wanted - around) ** 2).sum(axis=-1)
    t = np.clip((distance / RADIUS_PX - 0.9) / 0.1, 0, 1)
    soft = is_told & (distance > RADIUS_PX - SOFT_PX) & (distance < RADIUS_PX - 3)
    assert np.abs(share - (1 - t * t * (3 - 2 * t)))[soft].max() < 0.1


def assert_past_alone(headset) -> None:
    truth.assert_true_to(headset.picture(), headset.world(GAZE), "past")


@pytest.mark.parametrize("x, y", [MIDDLE, (150, 110), (455, 40)], ids=["middle", "aside", "at the edge"])
def test_held_mouse_opens_it_there(x, y, ready):
    ready.picture()  # hides what lies over it
    ready.page.mouse.move(x, y)
    ready.page.mouse.down()
    ready.await_lens("square/present")
    assert_lens(ready, x, y)
    ready.page.mouse.up()
    ready.await_no_lens()
    assert_past_alone(ready)
    ready.expect_gaze(GAZE)


def test_it_moves_with_the_mouse_and_the_gaze_stays(ready):
    ready.picture()
    ready.page.mouse.move(200, 110)
    ready.page.mouse.down()
    ready.await_lens("square/present")
    ready.page.mouse.move(270, 140, steps=5)
    ready.await_frames(count=3)
    ready.expect_gaze(GAZE)
    assert_lens(ready, 270, 140)
    expect(ready.page.locator("#year")).to_have_text("c. 1200")
    assert ready.state("scene") == "square/past"


def test_a_hold_is_told_from_a_drag_and_a_press(headset):
    """By the page's own clock, which the test lets go on."""
    headset.page.clock.install()
    headset.go(GAZE)
    headset.await_sharp()
    headset.picture()  # hides what lies over it
    headset.page.clock.pause_at(headset.page.evaluate("Date.now() + 1000"))
    mouse, clock = headset.page.mouse, headset.page.clock
    expect(headset.root).to_have_attribute("data-lens-fade", "0.000")

    def fade_after(ms: int) -> float:
        clock.run_for(ms)
        return float(headset.state("lens-fade"))

    mouse.move(*MIDDLE)
    mouse.down()
    mouse.move(MIDDLE[0] + 9, MIDDLE[1])
    assert fade_after(1000) == 0
    mouse.up()
    mouse.move(*MIDDLE)
    mouse.down()
    assert fade_after(390) == 0
    mouse.up()
    assert fade_after(1000) == 0
    mouse.down()
    mouse.move(MIDDLE[0] + 5, MIDDLE[1])
    assert fade_after(390) == 0
    assert 0 < fade_after(120) < 1
    assert fade_after(500) == 1


def test_it_shows_the_same_direction_though_the_poses_differ(headset):
    pose = {"heading_deg": 70, "pitch_deg": 12, "roll_deg": -25}
    change_epochs(headset.page, lambda epochs: epochs["present"].update(pose=pose))
    headset.go(GAZE)
    headset.await_sharp()
    headset.tap("l")
    headset.await_lens("square/present")
    assert_lens(headset, *MIDDLE, inside=truth.facing(headset.world(GAZE), "present", **pose))


def test_key_opens_and_closes_it(ready):
    ready.tap("l")
    ready.await_lens("square/present")
    button = ready.page.get_by_role("button", name="Time lens")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(ready.page.locator("#lens-label")).to_have_text("2026")
    assert_lens(ready, *MIDDLE)
    ready.tap("l")
    ready.await_no_lens()
    expect(ready.page.locator("#lens-label")).to_be_hidden()


@pytest.mark.parametrize("end", ["Escape", "l"])
def test_button_opens_it_and_keys_close_it(end, ready):
    button = ready.page.get_by_role("button", name="Time lens")
    button.click()
    ready.await_lens("square/present")
    ready.page.keyboard.press(end)
    ready.await_no_lens()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_held_key_opens_it_for_as_long(headset):
    headset.page.clock.install()
    headset.go(GAZE)
    headset.await_sharp()
    headset.page.keyboard.down("l")
    headset.await_lens("square/present")
    headset.page.clock.fast_forward(1000)
    headset.page.keyboard.up("l")
    headset.await_no_lens()


def test_it_stays_over_the_gaze_while_that_turns(ready):
    ready.tap("l")
    ready.await_lens("square/present")
    turned = Gaze(200, -10, 80)
    ready.look(turned)
    ready.await_lens("square/present")
    picture, distance = ready.picture(), distances(*MIDDLE)
    errors = truth.errors_deg(picture, ready.world(turned), "present")
    assert errors[distance < RADIUS_PX - SOFT_PX - 1].max() <= truth.LARGEST_ERROR_DEG


@pytest.fixture
def three(headset):
    """A page whose place has a third epoch, between the others: the past's picture in another pose."""

    def change(epochs):
        present = epochs.pop("present")
        epochs["between"] = {**epochs["past"], "from_year": 1900, "to_year": 1900, "circa": False, "heading_deg": 100}
        epochs["present"] = present

    change_epochs(headset.page, change)
    headset.go(GAZE, epoch="present")
    headset.await_sharp("square/present")
    return headset


def test_slider_turns_through_what_it_shows(three):
    three.tap("l")
    three.await_lens("square/between")  # the next older
    slider = three.page.get_by_role("slider", name="Time in the lens")
    expect(slider).to_have_attribute("aria-valuetext", "1900")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "1900")  # beyond it is but the epoch around it
    slider.press("ArrowLeft")
    three.await_lens("square/past")
    expect(slider).to_have_attribute("aria-valuetext", "c. 1200")
    expect(three.page.locator("#lens-label")).to_have_text("c. 1200")
    assert three.state("scene") == "square/present"
    three.page.keyboard.press("Escape")
    expect(three.page.get_by_role("slider", name="Time", exact=True)).to_have_attribute("aria-valuetext", "2026")
    three.tap("l")
    three.await_lens("square/past")
    errors = truth.errors_deg(three.picture(), three.world(GAZE), "past")
    assert errors[distances(*MIDDLE) < RADIUS_PX - SOFT_PX - 1].max() <= truth.LARGEST_ERROR_DEG


def test_wheel_and_keys_step_through_the_epochs_while_it_is_held(three):
    three.picture()
    three.page.mouse.move(*MIDDLE)
    three.page.mouse.down()
    three.await_lens("square/between")
    three.page.mouse.wheel(0, 100)
    three.await_lens("square/past")
    three.page.keyboard.press("PageUp")
    three.await_lens("square/between")
    three.expect_gaze(GAZE)
    three.page.mouse.up()
    three.await_no_lens()
    three.page.keyboard.press("PageDown")
    three.await_sharp("square/between")


def test_after_a_change_it_shows_the_epoch_before(three):
    three.page.keyboard.press("PageDown")
    three.await_sharp("square/between")
    three.tap("l")
    three.await_lens("square/present")


def test_place_with_one_epoch_has_none(headset):
    headset.go(GAZE, place="gate")
    headset.await_sharp("gate/present")
    expect(headset.page.locator("#lens")).to_be_hidden()
    headset.tap("l")
    headset.await_frames(count=5)
    headset.await_no_lens()


def test_it_opens_at_once_for_those_who_want_no_motion(open_page):
    page = open_page(reduced_motion="reduce")
    page.page.add_init_script(
        """globalThis.shares = new Set();
        new MutationObserver(() => shares.add(document.documentElement.dataset.lensFade))
            .observe(document, { subtree: true, attributes: true, attributeFilter: ["data-lens-fade"] });"""
    )
    page.go(GAZE)
    page.await_sharp()
    page.tap("l")
    page.await_lens("square/present")
    page.tap("l")
    page.await_no_lens()
    assert set(page.page.evaluate("[...shares]")) == {"0.000", "1.000"}


def test_missing_epoch_is_said_and_closes_it(headset):
    asked = []

    def refuse_others(route):
        asked.append(route.request.url)
        if len(asked) == 1:
            route.continue_()
        else:
            route.fulfill(status=404)

    headset.page.route("**/api/v1/panoramas/*", refuse_others)
    headset.go(GAZE)
    headset.await_sharp()
    headset.tap("l")
    expect(headset.page.locator("#toast")).to_contain_text("This picture is missing on the server")
    headset.await_no_lens()
    assert_past_alone(headset)


def test_epoch_whose_tiles_are_missing_is_said_and_closes_it(headset):
    change_manifests(headset.page, lambda manifest: manifest.pop("preview"))
    headset.go(GAZE)
    headset.await_sharp()
    headset.page.route(TILE, lambda route: route.fulfill(status=404))
    for _ in range(2):
        headset.tap("l")
        expect(headset.page.locator("#toast")).to_contain_text("This picture is missing on the server")
        headset.await_no_lens()
        headset.page.evaluate("document.getElementById('toast').textContent = ''")
    assert_past_alone(headset)
