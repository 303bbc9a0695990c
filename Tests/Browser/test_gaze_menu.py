"""Everything in the headset without a controller: by looking, or by pinching fingers."""

import json
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

import truth
from manifests import change_epochs
from riding import folder, guide, ordered, ride, server  # noqa: F401
from test_comfort import save
from worn import EYES, START, STUB, happen, in_world, seen, wear

BUTTON_PITCH = -56
# Where the open menu's middle hangs, and from one plate's middle to the next.
MIDDLE_PITCH, ACROSS, DOWN = -14, 12.4, 5.6

# Rows of the menu in this tour.
ROWS = [
    ["c. 1200", "2026"],
    ["Time lens", "Captions", "Large type"],
    ["Quieter", "Louder", "Einfaches Deutsch?", "Recentre"],
    ["To the left", "To the right", "Calm edge", "Window view"],
    ["Places", "Close", "Leave VR"],
]
PLACES = [["Collegiate square"], ["Town gate"], ["Menu"]]
LED = [*ROWS[:-1], ["Close", "Leave VR"]]


def facing(yaw: float, pitch: float) -> list:
    """Both eyes look the same way, so that the gaze is where a head points."""
    return [replace(eye, yaw=yaw, pitch=pitch, roll=0) for eye in EYES]


class Head:
    def __init__(self, headset):
        self.headset, self.page = headset, headset.page
        self.opened_at = 0.0

    def look(self, yaw: float, pitch: float) -> None:
        self.page.evaluate("eyes => { webxr.eyes = eyes; }", [eye.description() for eye in facing(yaw, pitch)])

    def glance(self, label: str, rows: list[list[str]] = ROWS) -> None:
        """Looks to where an item of the menu hangs."""
        row = next(row for row in rows if label in row)
        x, y = row.index(label), rows.index(row)
        self.look(self.opened_at + (x - (len(row) - 1) / 2) * ACROSS, MIDDLE_PITCH + ((len(rows) - 1) / 2 - y) * DOWN)

    def away(self) -> None:
        """To where nothing hangs, for long enough to have let go."""
        self.look(self.opened_at, 12)
        frames = self.page.evaluate("webxr.frames")
        self.page.wait_for_function("since => webxr.frames > since + 3", arg=frames)
        self.page.evaluate("() => new Promise((go) => { setTimeout(go, 250); })")
        self.page.wait_for_function("since => webxr.frames > since + 6", arg=frames)

    def open_menu(self, yaw: float = 0) -> None:
        self.opened_at = yaw
        self.look(yaw, BUTTON_PITCH)
        self.headset.await_state(menu="open")


@pytest.fixture
def head(headset) -> Head:
    wear(headset, eyes=facing(0, 0))
    return Head(headset)


def test_looking_down_opens_the_menu_and_looking_chooses_an_epoch(head, output):
    headset = head.headset
    assert headset.state("menu") == "closed"
    head.open_menu(yaw=20)
    head.look(20, MIDDLE_PITCH)
    save(seen(headset, 0), output / "gaze-menu.png")
    head.glance("2026")
    headset.await_sharp("square/present")
    head.away()
    pixels, world = above_the_menu(headset)
    assert truth.is_picture(pixels, "present").all()
    assert truth.errors_deg(pixels, world, "present").max() < truth.LARGEST_ERROR_DEG
    head.glance("c. 1200")
    headset.await_sharp("square/past")
    head.glance("Close")
    headset.await_state(menu="closed")


def test_looking_chooses_a_place(head, output):
    headset = head.headset
    head.open_menu()
    head.glance("Places")
    headset.await_state(menu="places")
    head.away()
    save(seen(headset, 0), output / "gaze-menu-places.png")
    head.glance("Menu", PLACES)
    headset.await_state(menu="open")
    head.away()
    head.glance("Places")
    headset.await_state(menu="places")
    head.glance("Town gate", PLACES)
    headset.await_sharp("gate/present")
    headset.await_state(menu="closed")


def test_where_the_guide_leads_no_place_is_offered(ride, guide):
    described = json.dumps([eye.description() for eye in facing(0, 0)])
    headset = ride(script=f"{STUB}; webxr.eyes = {described};")
    ordered(guide, "go_to", place="square", epoch="past")
    headset.await_sharp("square/past")
    headset.page.click("#vr")
    headset.await_state(immersive="true", sharp="true")
    head = Head(headset)
    head.open_menu()
    # Where between three items would be nothing, there is the first of two.
    head.glance("Close", LED)
    headset.await_state(menu="closed")


def above_the_menu(headset) -> tuple[np.ndarray, np.ndarray]:
    """The part of the left eye's picture in which no plate hangs, and its directions in the world."""
    eye = facing(20, 12)[0]
    pixels, directions = seen(headset, 0), eye.directions()
    rows = (directions[..., 1] > np.sin(np.radians(16))).all(axis=1)
    assert rows.sum() > 60
    return pixels[rows], in_world(directions[rows])


def test_a_glance_presses_nothing(head):
    """A label can be read; what is looked at only in passing is not pressed."""
    head.open_menu()
    head.glance("2026")
    frames = head.page.evaluate("webxr.frames")
    head.page.wait_for_function("since => webxr.frames > since + 2", arg=frames)
    head.away()
    assert head.headset.state("scene") == "square/past"
    # Pressed once it is pressed once, however long one looks.
    head.glance("Large type")
    head.page.wait_for_selector("html[data-large]", state="attached")
    head.page.evaluate("() => new Promise((go) => { setTimeout(go, 1500); })")
    assert head.page.evaluate("document.documentElement.hasAttribute('data-large')")


def test_captions_volume_language_recentre_and_turning_by_looking(head):
    headset, page = head.headset, head.page
    head.open_menu()
    head.glance("Captions")
    expect(page.locator("[data-setting=captions]")).to_have_attribute("aria-pressed", "false")
    head.glance("Quieter")
    headset.await_state(volume="0.6")  # two steps: who looks on goes on
    head.glance("Louder")
    headset.await_state(volume="1")
    head.glance("Recentre")
    headset.await_state(recentred="1")
    head.away()
    # Recentring turns the world, and what hangs in it, to the passenger; the menu is opened anew.
    head.page.wait_for_selector('html[data-menu="closed"]', state="attached")
    head.open_menu(yaw=0)
    head.glance("Einfaches Deutsch?")
    headset.page.wait_for_function("() => document.documentElement.lang !== 'en'")


def test_window_view_by_looking_can_be_left_by_looking(head):
    head.open_menu()
    head.glance("Window view")
    head.headset.await_state(calm="window")
    head.away()
    head.glance("Window view")
    head.headset.await_state(calm="")


def test_vr_is_left_by_looking(head):
    head.open_menu()
    head.glance("Leave VR")
    head.headset.await_state(immersive="false", sharp="true")
    expect(head.page.locator("#offer")).to_be_hidden()


def test_menu_closes_when_one_looks_elsewhere(head):
    head.open_menu()
    head.look(120, 0)
    head.headset.await_state(menu="closed")


@pytest.fixture
def hands(headset) -> Head:
    wear(headset, eyes=facing(0, 0), more="webxr.hasHands = true")
    return Head(headset)


def test_pinching_fingers_do_what_a_trigger_does(hands):
    headset = hands.headset
    happen(headset, "selectstart", "select", "selectend")
    headset.await_sharp("square/present")
    happen(headset, "selectstart")
    headset.await_lens("square/past")
    happen(headset, "select", "selectend")
    headset.await_no_lens()
    assert headset.state("scene") == "square/present"


# In one go: on a slow machine what is looked at meanwhile would be pressed by looking alone.
PINCH = """async () => {
    const since = webxr.frames;
    while (webxr.frames <= since + 1) await new Promise((go) => { setTimeout(go, 5); });
    for (const kind of ["selectstart", "select", "selectend"]) webxr.session.dispatchEvent(new Event(kind));
}"""


def test_pinching_presses_what_is_looked_at_at_once(hands):
    headset, page = hands.headset, hands.page
    hands.open_menu()
    hands.glance("Large type")
    page.evaluate(PINCH)
    assert page.evaluate("document.documentElement.hasAttribute('data-large')")
    assert headset.state("scene") == "square/past", "nothing else is pressed"


def test_large_type_makes_words_larger_in_the_headset_and_on_the_page(headset, output):
    """By the size of a caption's plate in the headset, and of the words on the page."""
    change_epochs(headset.page, lambda epochs: epochs["past"].update(certainty="documented"))
    wear(headset, eyes=facing(0, -38))
    size = "() => ['#year', '#credit', '#settings-button'].map((id) => parseFloat(getComputedStyle(document.querySelector(id)).fontSize))"
    before, small = headset.page.evaluate(size), plate_share(seen(headset, 0))
    headset.page.evaluate("document.querySelector('[data-setting=large]').click()")
    after, large = headset.page.evaluate(size), plate_share(seen(headset, 0))
    save(seen(headset, 0), output / "large-type-worn.png")
    assert all(now >= 1.2 * then for now, then in zip(after, before))
    assert large > 1.4 * small, "1.3 times as wide and as high"
    headset.page.screenshot(path=output / "large-type.png")
    # The device remembers it.
    headset.page.reload()
    headset.page.wait_for_selector("html[data-large]", state="attached")


def plate_share(pixels: np.ndarray) -> float:
    """Of the picture that a plate's dark ground covers."""
    return float(((pixels.max(axis=-1) < 85) & (np.ptp(pixels.astype(int), axis=-1) < 50)).mean())
