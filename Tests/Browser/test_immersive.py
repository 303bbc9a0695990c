"""In a headset both eyes see the right thing, each through its own lens."""

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

import truth
from manifests import change_epochs, change_manifests
from tile_gate import TILE
from truth import Gaze, about_right, about_up
from worn import EYES, START, STUB, happen, in_world, seen, wear


@pytest.fixture
def worn(headset):
    """A page that is seen through the headset."""
    return wear(headset)


@pytest.mark.parametrize("eye", [0, 1], ids=["left", "right"])
def test_eye_sees_the_truth(eye, worn):
    truth.assert_true_to(seen(worn, eye), in_world(EYES[eye].directions()), "past")


def test_controller_goes_to_the_next_epoch_in_the_same_direction(worn):
    happen(worn, "selectstart", "select", "selectend")
    worn.await_sharp("square/present")
    for eye in (0, 1):
        truth.assert_true_to(seen(worn, eye), in_world(EYES[eye].directions()), "present")
    happen(worn, "selectstart", "select", "selectend")
    worn.await_sharp("square/past")


def test_stick_goes_through_the_epochs_one_at_a_push(worn):
    worn.page.evaluate("webxr.pull = -1")
    worn.await_sharp("square/present")
    worn.page.evaluate("webxr.pull = -0.5")
    seen(worn, 0)
    worn.page.evaluate("webxr.pull = 1")
    seen(worn, 0)
    assert worn.state("scene") == "square/present", "the stick had not come back"
    worn.page.evaluate("webxr.pull = 0")
    seen(worn, 0)
    worn.page.evaluate("webxr.pull = 1")
    worn.await_sharp("square/past")


def test_stick_aside_turns_by_a_step(worn):
    before = truth.about_up(30)
    worn.page.evaluate("webxr.stick = 1")
    worn.page.wait_for_function("(frames) => webxr.frames > frames + 8", arg=worn.page.evaluate("webxr.frames"))
    for eye in (0, 1):
        directions = in_world(EYES[eye].directions()) @ before.T
        truth.assert_true_to(seen(worn, eye), directions, "past")


def test_session_that_the_system_ends_is_offered_again(worn, output):
    worn.page.evaluate("webxr.session.end()")
    worn.await_state(immersive="false", sharp="true")
    expect(worn.page.locator("#offer-text")).to_contain_text("The headset has ended VR.")
    worn.page.screenshot(path=output / "session-ended.png")
    worn.page.click("#offer-action")
    worn.await_state(immersive="true", sharp="true")
    expect(worn.page.locator("#offer")).to_be_hidden()


@pytest.fixture
def stereo(headset):
    """Its right eye's picture is that of the other epoch, in the pose of this one."""
    change_epochs(headset.page, lambda epochs: epochs["past"].update(right=epochs["present"]["panorama"]))
    return headset


def test_each_eye_sees_its_own_picture(stereo):
    wear(stereo)
    truth.assert_true_to(seen(stereo, 0), in_world(EYES[0].directions()), "past")
    truth.assert_true_to(seen(stereo, 1), truth.facing(in_world(EYES[1].directions()), "present", 30), "present")


def test_page_shows_the_left_eye_and_asks_for_nothing_else(stereo):
    asked = []
    stereo.page.on("request", lambda request: asked.append(request.url))
    stereo.go(START)
    stereo.await_sharp()
    truth.assert_true_to(stereo.picture(), stereo.world(START), "past")
    assert len({url.split("/")[-5] for url in asked if TILE.search(url)}) == 1


def test_both_eyes_see_the_left_picture_while_there_is_no_right_one(stereo):
    digests = []

    def is_right(url):
        """All tiles but those of the picture that came first."""
        match = TILE.search(url)
        digest = match and url[match.start() :].split("/")[2]
        if digest and not digests:
            digests.append(digest)
        return bool(digest) and digest != digests[0]

    change_manifests(stereo.page, lambda manifest: manifest.pop("preview"))
    stereo.page.route(is_right, lambda route: route.fulfill(status=404))
    wear(stereo)
    for eye in (0, 1):
        truth.assert_true_to(seen(stereo, eye), in_world(EYES[eye].directions()), "past")


def test_end_of_the_session_returns_to_the_page(worn):
    worn.page.evaluate("webxr.session.end()")
    worn.await_state(immersive="false", sharp="true", gaze=str(START))
    worn.page.keyboard.press("ArrowRight")
    turned = Gaze(START.heading_deg + 6, START.pitch_deg)
    worn.await_state(gaze=str(turned), sharp="true")
    truth.assert_true_to(worn.picture(), worn.world(turned), "past")


def test_button_ends_the_session(worn):
    expect(worn.page.locator("#vr")).to_have_text("Leave VR")
    worn.page.click("#vr")
    worn.await_state(immersive="false", sharp="true")
    expect(worn.page.locator("#vr")).to_have_text("Enter VR")


def test_no_button_without_a_headset(headset):
    headset.go()
    headset.await_sharp()
    expect(headset.page.locator("#vr")).to_be_hidden()
    expect(headset.page.locator("#vr-note")).to_be_hidden()


def test_insecure_page_says_why_there_is_no_button(headset):
    headset.page.add_init_script("Object.defineProperty(globalThis, 'isSecureContext', { value: false });")
    headset.go()
    headset.await_sharp()
    expect(headset.page.locator("#vr")).to_be_hidden()
    expect(headset.page.locator("#vr-note")).to_have_text("VR needs a secure connection (https).")


def test_refused_session_is_said(headset):
    headset.page.add_init_script(f"{STUB}; navigator.xr.requestSession = async () => {{ throw new Error('no'); }};")
    headset.go()
    headset.await_sharp()
    headset.page.click("#vr")
    expect(headset.page.locator("#toast")).to_contain_text("VR could not be started")


def ink_share(pixels: np.ndarray) -> np.ndarray:
    """Where the dark ground of a plate lies over the picture; directions have no such colours."""
    return (pixels.max(axis=-1) < 85) & (np.ptp(pixels.astype(int), axis=-1) < 50)


def test_caption_hangs_below_the_horizon_and_stays_there(headset):
    """Who looks down reads what the page says: where the session began to look, and at every right angle to it."""
    change_epochs(headset.page, lambda epochs: epochs["past"].update(certainty="documented"))
    down = [replace(eye, yaw=0, pitch=-35, roll=0) for eye in EYES]
    wear(headset, eyes=down)
    for turn in (0, 5, 90, 180):
        turned = [replace(eye, yaw=turn, pitch=-35, roll=0) for eye in EYES]
        headset.page.evaluate("eyes => { webxr.eyes = eyes; }", [eye.description() for eye in turned])
        for number, eye in enumerate(turned):
            pixels, directions = seen(headset, number), eye.directions()
            # On the plate, as seen from its middle: 42 degrees down, at the nearest right angle.
            x, y, z = np.moveaxis(directions @ (about_up(round(turn / 90) * 90) @ about_right(-42)), -1, 0)
            across, up = np.degrees(np.arctan2(x, -z)), np.degrees(np.arctan2(y, np.hypot(x, z)))
            on_plate = (np.abs(across) < 21) & (np.abs(up) < 4) & (z < 0)
            beside = (z < 0) & (np.abs(across) < 21) & (up > 8) & (up < 20)
            assert on_plate.sum() > 2000 and beside.sum() > 2000
            assert ink_share(pixels)[on_plate].mean() > 0.6
            # Words: brighter than any picture below.
            assert (pixels.min(axis=-1) > 90)[on_plate].sum() > 30
            assert not ink_share(pixels)[beside].any()


def test_years_stand_above_the_lens(worn):
    happen(worn, "selectstart")
    worn.await_lens("square/present")
    middle = truth.normalised(sum(eye.rotation @ [0, 0, -1] for eye in EYES))
    for number, eye in enumerate(EYES):
        pixels = seen(worn, number).astype(int)
        heading, pitch = np.arctan2(middle[0], -middle[2]), np.arcsin(middle[1]) + np.radians(20.5)
        above = [np.cos(pitch) * np.sin(heading), np.sin(pitch), -np.cos(pitch) * np.cos(heading)]
        near = eye.directions() @ above > np.cos(np.radians(1))
        # Ink on paper, and what lies between them where letters are finer than a pixel.
        ink, paper = np.array([29, 35, 38]), np.array([246, 241, 231])
        share = (pixels - ink) @ (paper - ink) / ((paper - ink) @ (paper - ink))
        beside = np.abs(pixels - ink - share[..., None] * (paper - ink)).max(axis=-1)
        assert near.sum() > 20 and beside[near].max() < 8
        assert share[near].max() > 0.9 and share[near].min() < 0.8
