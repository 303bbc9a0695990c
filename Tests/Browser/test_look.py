"""Pictures of the page to look at, under Tests/Output: of places of the demo tour."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from manifests import change_epochs
from worn import EYES, STUB, happen

TOUR = Path(__file__).parents[1] / "old-town/tour.yaml"
SIZES = {"desktop": (1280, 720), "small": (800, 600), "phone": (390, 844)}


@pytest.fixture(scope="module")
def demo(serve) -> str:
    """Address of a server with the tour."""
    return serve(TOUR)


@pytest.fixture(params=SIZES)
def page(request, open_page, demo):
    """A page in German and of some size, that can go to VR."""
    width, height = SIZES[request.param]
    page = open_page(width, height, at=demo, locale="de-DE", device_scale_factor=2 if request.param == "phone" else 1)
    page.page.add_init_script("navigator.xr.isSessionSupported = async () => true;")
    page.name = request.param
    return page


def test_look_of_the_picture(page, output):
    page.go()
    page.await_state(state="ready", sharp="true", fade="1.000")
    page.wake()
    page.page.screenshot(path=output / f"headset-{page.name}.png", animations="disabled")
    page.page.click("#places-button")
    page.page.screenshot(path=output / f"headset-{page.name}-places.png", animations="disabled")


def test_look_of_a_fault(page, output):
    page.page.route("**/api/v1/tour", lambda route: route.abort())
    page.go()
    page.await_state(state="fault")
    page.page.screenshot(path=output / f"headset-{page.name}-fault.png", animations="disabled")


def test_look_of_the_landing_page(page, output):
    page.page.goto(page.address)
    page.page.screenshot(path=output / f"landing-{page.name}.png", animations="disabled")


def described(epochs) -> None:
    """As if the oldest epoch were a restored photograph over the newest one."""
    *_, over = epochs
    older, newer = next(iter(epochs.values())), epochs[over]
    corners = [(-34, 24), (30, 22), (28, -14), (-33, -16)]
    older.update(
        certainty="documented",
        documented=[[{"yaw_deg": yaw, "pitch_deg": pitch} for yaw, pitch in corners]],
        over=over,
        original=newer["panorama"],
        restored=["dust", "fading"],
        source="Stadtarchiv, 12/345",
    )
    newer.update(certainty="reconstructed")


@pytest.mark.parametrize("language", ["de", "en"])
def test_look_of_time(language, page, output):
    """The lens, the outline and the sources."""
    name = f"headset-{page.name}-{language}"
    change_epochs(page.page, described)
    page.go(query=f"?lang={language}")
    page.await_state(state="ready", sharp="true", fade="1.000")
    page.page.keyboard.press("d")
    page.tap("l")
    page.await_state(**{"lens-fade": "1.000", "lens-sharp": "true"})
    page.page.screenshot(path=output / f"{name}-lens.png", animations="disabled")
    page.tap("l")
    page.await_no_lens()
    page.wake()
    page.page.click("#sources-button")
    page.page.screenshot(path=output / f"{name}-sources.png", animations="disabled")


@pytest.mark.parametrize("name, pitch", [("caption", -25), ("lens", 2)])
def test_look_in_the_headset(name, pitch, open_page, demo, output):
    page = open_page(800, 600, at=demo, locale="de-DE")
    eye = replace(EYES[0], width=1000, height=1000, left=48, right=48, up=48, down=48, yaw=0, pitch=pitch, roll=0)
    page.page.add_init_script(f"{STUB}; webxr.eyes = {json.dumps([eye.description()])};")
    change_epochs(page.page, described)
    page.go()
    page.await_state(state="ready", sharp="true", fade="1.000")
    page.page.click("#vr")
    page.await_state(immersive="true", sharp="true")
    happen(page, "squeeze", *(["selectstart"] if name == "lens" else []))
    if name == "lens":
        page.await_state(**{"lens-fade": "1.000", "lens-sharp": "true"})
    page.page.evaluate(
        """async () => {
            const { frames } = webxr;
            while (webxr.frames < frames + 2) await new Promise(requestAnimationFrame);
        }"""
    )
    pixels = page.page.evaluate("btoa(Array.from(webxr.pixels[0], (value) => String.fromCharCode(value)).join(''))")
    picture = np.frombuffer(base64.b64decode(pixels), dtype=np.uint8).reshape(1000, 1000, 4)[::-1, :, :3]
    Image.fromarray(picture).save(output / f"headset-vr-{name}.png")
