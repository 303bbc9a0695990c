"""Where the headset has layers of its own it shows the picture itself; otherwise the page does. Both eyes see the same truth."""

from dataclasses import replace
from pathlib import Path

import pytest

import truth
from manifests import change_epochs
from tile_gate import TileGate
from worn import EYES, happen, in_world, seen, wear

LAYERS = Path(__file__).with_name("layers_stub.js").read_text()
# So narrow that tiles of the finer level are needed.
NARROW = [replace(eye, left=eye.left / 2, right=eye.right / 2, up=eye.up / 2, down=eye.down / 2) for eye in EYES]


def on_cube(headset) -> bool:
    """Whether most of the last eye's pixels come from behind what the page has drawn."""
    return headset.page.evaluate("webxr.shown ?? 0") > 0.8 * EYES[1].width * EYES[1].height


@pytest.fixture
def layered(headset):
    """A page whose headset has layers."""

    def put_on(**options):
        return wear(headset, more=LAYERS, eyes=NARROW, **options)

    return put_on


def await_cube(headset) -> None:
    headset.await_frames(lambda: on_cube(headset))
    assert on_cube(headset)


def test_headset_shows_the_picture_itself(layered):
    headset = layered()
    await_cube(headset)
    for eye in (0, 1):
        truth.assert_true_to(seen(headset, eye), in_world(NARROW[eye].directions()), "past")
    assert headset.page.evaluate("webxr.cubes") == [{"layout": "mono", "size": 672}]


def test_each_eye_has_a_cube_of_its_own_picture(headset, layered):
    change_epochs(headset.page, lambda epochs: epochs["past"].update(right=epochs["present"]["panorama"]))
    layered()
    await_cube(headset)
    truth.assert_true_to(seen(headset, 0), in_world(NARROW[0].directions()), "past")
    truth.assert_true_to(seen(headset, 1), truth.facing(in_world(NARROW[1].directions()), "present", 30), "present")
    assert headset.page.evaluate("webxr.cubes.at(-1).layout") == "stereo"


def test_change_of_epoch_is_drawn_by_the_page_and_ends_on_the_cube(layered):
    headset = layered()
    await_cube(headset)
    happen(headset, "selectstart", "select", "selectend")
    headset.await_sharp("square/present")
    await_cube(headset)
    assert headset.page.evaluate("webxr.mostFoveation") == 0.5, "where two pictures were drawn"
    for eye in (0, 1):
        truth.assert_true_to(seen(headset, eye), in_world(NARROW[eye].directions()), "present")
    assert headset.page.evaluate("webxr.foveation") == 0, "what stands still is sharp to the rim"


def test_what_is_finer_than_on_the_cube_is_drawn_by_the_page(headset, layered):
    layered()
    await_cube(headset)
    gate = TileGate(headset.page, lambda tile: tile[0] > 0 and len(gate.asked) > 1)
    turned = [replace(eye, yaw=eye.yaw + 180) for eye in NARROW]
    headset.page.evaluate("eyes => { webxr.eyes = eyes; }", [eye.description() for eye in turned])
    headset.await_frames(lambda: len(gate.held) > 0 and not on_cube(headset), 100)
    assert headset.state("sharp") == "false" and not on_cube(headset)
    gate.open()
    headset.await_state(sharp="true")
    await_cube(headset)
    for number, eye in enumerate(turned):
        truth.assert_true_to(seen(headset, number), in_world(eye.directions()), "past")


@pytest.mark.parametrize(
    "offered, asked",
    [("[120, 90, 72, 60]", [72]), ("[60, 90]", [90]), ("[60]", []), ("[]", []), ("undefined", [])],
)
def test_rate_is_asked_for_that_every_headset_keeps_up(offered, asked, headset):
    wear(headset, more=f"{LAYERS}; webxr.offeredRates = {offered};", eyes=NARROW)
    assert headset.page.evaluate("webxr.rates") == asked


def test_headset_that_refuses_a_rate_goes_on_with_its_own(headset):
    wear(headset, more=f"{LAYERS}; webxr.refusesRates = true;", eyes=NARROW)
    assert headset.page.evaluate("webxr.rates") == [72]
    await_cube(headset)


def test_page_draws_where_the_headset_has_no_layers(headset):
    wear(headset, more=f"{LAYERS}; delete XRWebGLBinding.prototype.createCubeLayer;", eyes=NARROW)
    for eye in (0, 1):
        truth.assert_true_to(seen(headset, eye), in_world(NARROW[eye].directions()), "past")
    assert headset.page.evaluate("webxr.cubes") == []


LOSE = """() => {
    globalThis.loss = document.getElementById("picture").getContext("webgl2").getExtension("WEBGL_lose_context");
    loss.loseContext();
}"""


@pytest.mark.parametrize("script", [LAYERS, ""], ids=["layers", "no layers"])
def test_graphics_lost_in_the_headset_come_back(script, headset):
    wear(headset, more=script, eyes=NARROW)
    if script:
        await_cube(headset)
    headset.page.evaluate(LOSE)
    headset.await_state(state="loading", immersive="true")
    headset.page.evaluate("() => { webxr.shown = 0; loss.restoreContext(); }")
    headset.await_state(state="ready", immersive="true", sharp="true")
    if script:
        await_cube(headset)
    for eye in (0, 1):
        truth.assert_true_to(seen(headset, eye), in_world(NARROW[eye].directions()), "past")


def test_cube_counts_among_the_textures(layered):
    headset = layered()
    await_cube(headset)
    seen(headset, 0)
    assert int(headset.state("texture-bytes")) >= 6 * 672 * 672 * 4 + 6 * 336 * 336 * 4
