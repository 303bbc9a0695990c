"""The headset page as it is worn: what each eye sees, and what the hands do."""

import base64
import json
from pathlib import Path

import numpy as np

from eye import Eye
from headset_page import HeadsetPage
from truth import Gaze, about_up

STUB = Path(__file__).with_name("webxr_stub.js").read_text()
HEAD = {"pitch": 22, "roll": 11}
EYES = [
    Eye(x=0, width=320, height=300, left=52, right=38, up=44, down=49, yaw=-43, **HEAD),
    Eye(x=320, width=300, height=280, left=38, right=52, up=46, down=47, yaw=-35, **HEAD),
]
START = Gaze(110, -30)


def wear(headset: HeadsetPage, scene: str = "square/past", eyes: list[Eye] = EYES, more: str = "") -> HeadsetPage:
    """Opens the page, looking somewhere, and has it seen through the headset; `more` is a script of what that can do besides."""
    described = json.dumps([eye.description() for eye in eyes])
    headset.page.add_init_script(f"{STUB}; {more}; webxr.eyes = {described};")
    headset.go(START, epoch=scene.split("/")[1])
    headset.await_sharp(scene)
    headset.page.click("#vr")
    headset.await_state(immersive="true", sharp="true")
    return headset


def seen(headset: HeadsetPage, eye: int) -> np.ndarray:
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


def happen(headset: HeadsetPage, *events: str) -> None:
    """Lets the controller say something."""
    for event in events:
        headset.page.evaluate("event => webxr.session.dispatchEvent(new Event(event))", event)
