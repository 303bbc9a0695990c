"""Hands, keys and the device itself turn the view the right way."""

import math

import pytest
from playwright.sync_api import expect

from truth import Gaze

START = Gaze(30, 0, 90)
FOCAL_PX = 240  # of a page 480 pixels wide


@pytest.fixture
def ready(headset):
    """At the gate there is no other epoch: however long a test takes, a pointer drags and opens no lens."""
    headset.go(START, place="gate")
    headset.await_sharp("gate/present")
    return headset


@pytest.fixture
def phone(open_page):
    page = open_page(390, 844, has_touch=True, is_mobile=True, device_scale_factor=2)
    page.go(START, place="gate")
    page.await_sharp("gate/present")
    return page


@pytest.mark.parametrize(
    "key, gaze",
    [
        ("ArrowRight", Gaze(36)),
        ("ArrowLeft", Gaze(24)),
        ("ArrowUp", Gaze(30, 6)),
        ("ArrowDown", Gaze(30, -6)),
        ("+", Gaze(30, 0, math.degrees(2 * math.atan(1 / 1.15)))),
        ("-", Gaze(30, 0, math.degrees(2 * math.atan(1.15)))),
    ],
)
def test_key(key, gaze, ready):
    ready.page.keyboard.press(key)
    ready.expect_gaze(gaze)


def test_arrow_keys_on_the_slider_do_not_turn_the_view(headset):
    headset.go(START)
    headset.await_sharp()
    headset.page.focus("#epoch")
    headset.page.keyboard.press("ArrowRight")
    headset.await_sharp("square/present")
    headset.expect_gaze(START)


def test_dragged_picture_follows_the_mouse(ready):
    dragged = Gaze(30 + math.degrees(100 / FOCAL_PX), math.degrees(40 / FOCAL_PX))
    ready.page.mouse.move(400, 30)
    ready.page.mouse.down()
    ready.page.mouse.move(300, 70, steps=4)
    ready.page.mouse.up()
    ready.expect_gaze(dragged)
    ready.page.mouse.move(100, 20)
    ready.page.keyboard.press("ArrowRight")
    ready.expect_gaze(Gaze(dragged.heading_deg + 6, dragged.pitch_deg))


def test_view_goes_no_further_than_straight_up(ready):
    ready.page.mouse.move(300, 10)
    for _ in range(8):
        ready.page.mouse.down()
        ready.page.mouse.move(300, 80)
        ready.page.mouse.up()
        ready.page.mouse.move(300, 10)
    ready.expect_gaze(Gaze(30, 90))


@pytest.mark.parametrize("wheel_px, fov_deg", [(-5000, 30), (5000, 100)], ids=["in", "out"])
def test_wheel_changes_the_field_of_view_within_bounds(wheel_px, fov_deg, ready):
    ready.page.mouse.move(300, 40)
    ready.page.mouse.wheel(0, wheel_px)
    ready.expect_gaze(Gaze(30, 0, fov_deg))


class Fingers:
    """Touches a page in several places at once."""

    def __init__(self, page):
        self.session = page.page.context.new_cdp_session(page.page)

    def down(self, *points: tuple[int, int]) -> None:
        self._send("touchStart", points)

    def move(self, *points: tuple[int, int]) -> None:
        self._send("touchMove", points)

    def up(self) -> None:
        self._send("touchEnd", ())

    def _send(self, kind: str, points) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def test_one_finger_drags(phone):
    fingers = Fingers(phone)
    fingers.down((200, 400))
    for x in (230, 260, 290):
        fingers.move((x, 400))
    fingers.up()
    phone.expect_gaze(Gaze(30 - math.degrees(90 / 422)))


def test_two_fingers_stretch(phone):
    fingers = Fingers(phone)
    fingers.down((170, 400), (230, 400))
    fingers.move((155, 400), (245, 400))
    fingers.move((140, 400), (260, 400))
    fingers.up()
    phone.expect_gaze(Gaze(30, 0, math.degrees(2 * math.atan(1 / 2))))


def hold(page, alpha: float, beta: float, gamma: float) -> None:
    """Holds the device so; angles as in W3C Device Orientation, in degrees."""
    page.page.evaluate(
        "angles => dispatchEvent(new DeviceOrientationEvent('deviceorientation', angles))",
        {"alpha": alpha, "beta": beta, "gamma": gamma},
    )


@pytest.fixture
def moved(open_page):
    """A phone whose motion leads, held upright."""
    page = open_page(390, 844, has_touch=True, is_mobile=True)
    page.page.add_init_script("DeviceOrientationEvent.requestPermission = async () => 'granted';")
    page.go(START, place="gate")
    page.await_sharp("gate/present")
    page.page.click("#motion")
    hold(page, 200, 90, 0)
    expect(page.page.locator("#motion")).to_have_attribute("aria-pressed", "true")
    return page


@pytest.mark.parametrize(
    "held, gaze",
    [
        ((200, 90, 0), Gaze(30)),
        ((170, 90, 0), Gaze(60)),  # alpha grows to the left
        ((200, 120, 0), Gaze(30, 30)),  # the top leans towards the passenger
        ((200, 65, 0), Gaze(30, -25)),
        ((350, 90, 0), Gaze(30 - 150)),
    ],
)
def test_device_leads_the_view(held, gaze, moved):
    hold(moved, *held)
    moved.expect_gaze(gaze)


def test_finger_and_device_turn_together(moved):
    fingers = Fingers(moved)
    fingers.down((200, 400))
    fingers.move((150, 400))
    fingers.move((100, 400))
    fingers.up()
    hold(moved, 190, 90, 0)
    moved.expect_gaze(Gaze(40 + math.degrees(100 / 422)))


def test_declined_motion_is_said(open_page):
    page = open_page(390, 844, has_touch=True, is_mobile=True, locale="de-DE")
    page.page.add_init_script("DeviceOrientationEvent.requestPermission = async () => 'denied';")
    page.go(START)
    page.await_sharp()
    page.page.click("#motion")
    expect(page.page.locator("#toast")).to_have_text("Ohne Ihre Erlaubnis folgt das Bild der Bewegung nicht.")


def test_held_finger_opens_the_lens_and_a_second_one_does_not_disturb_it(open_page):
    page = open_page(390, 844, has_touch=True, is_mobile=True, device_scale_factor=2)
    page.go(START)
    page.await_sharp()
    fingers = Fingers(page)
    fingers.down((200, 300))
    page.await_lens("square/present")
    fingers.move((240, 320))
    fingers.down((240, 320), (100, 500))
    fingers.move((240, 320), (60, 600))
    page.await_frames(count=3)
    page.expect_gaze(START)
    assert page.state("lens") == "square/present"
    fingers.up()
    page.await_no_lens()
    page.expect_gaze(START)
