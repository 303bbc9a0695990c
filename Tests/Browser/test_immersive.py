"""In a headset both eyes see the right thing, each through its own lens."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

import truth
from eye import Eye
from truth import Gaze, about_up

STUB = Path(__file__).with_name("webxr_stub.js").read_text()
HEAD = {"pitch": 22, "roll": 11}
EYES = [
    Eye(x=0, width=320, height=300, left=52, right=38, up=44, down=49, yaw=-43, **HEAD),
    Eye(x=320, width=300, height=280, left=38, right=52, up=46, down=47, yaw=-35, **HEAD),
]
START = Gaze(110, -30)


@pytest.fixture
def worn(headset):
    """A page that is seen through the headset."""
    eyes = json.dumps([eye.description() for eye in EYES])
    headset.page.add_init_script(f"{STUB}; webxr.eyes = {eyes};")
    headset.go(START)
    headset.await_sharp()
    headset.page.click("#vr")
    headset.await_state(immersive="true", sharp="true")
    return headset


def seen(headset, eye: int) -> np.ndarray:
    """The pixels of an eye as of a frame yet to come, rows from the top."""
    encoded = headset.page.evaluate(
        """async (eye) => {
            const { frames } = webxr;
            while (webxr.frames < frames + 2) await new Promise(requestAnimationFrame);
            return btoa(Array.from(webxr.pixels[eye], (value) => String.fromCharCode(value)).join(""));
        }""",
        eye,
    )
    pixels = np.frombuffer(base64.b64decode(encoded), dtype=np.uint8)
    return pixels.reshape(EYES[eye].height, EYES[eye].width, 4)[::-1, :, :3]


def in_world(directions: np.ndarray) -> np.ndarray:
    """The reference space's forward is where the page looked when the session began."""
    return directions @ about_up(START.heading_deg).T


@pytest.mark.parametrize("eye", [0, 1], ids=["left", "right"])
def test_eye_sees_the_truth(eye, worn):
    truth.assert_true_to(seen(worn, eye), in_world(EYES[eye].directions()), "past")


def test_controller_goes_to_the_next_epoch_in_the_same_direction(worn):
    worn.page.evaluate("webxr.session.dispatchEvent(new Event('select'))")
    worn.await_sharp("square/present")
    for eye in (0, 1):
        truth.assert_true_to(seen(worn, eye), in_world(EYES[eye].directions()), "present")
    worn.page.evaluate("webxr.session.dispatchEvent(new Event('select'))")
    worn.await_sharp("square/past")


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
