"""The sphere is never black; tiles come as fine as needed, the nearest first, within bounds of number and memory."""

import io

import numpy as np
import pytest
from PIL import Image

import truth
from manifests import change_manifests
from tile_gate import TILE, TileGate, tile_of
from truth import Gaze

HEADING = 30  # of the picture's centre column
MIB = 2**20
TILE_BYTES = 336 * 336 * 4
FACES = "frblud"


def is_fine(tile) -> bool:
    return tile[0] > 0


def test_coarse_sphere_stands_while_fine_tiles_are_held_back(headset):
    gate = TileGate(headset.page, is_fine)
    gaze = Gaze(HEADING + 100, 30)
    headset.go(gaze)
    # The preview has been there, and is gone.
    headset.await_state(state="ready", sharp="false", **{"texture-bytes": str(6 * TILE_BYTES)})
    truth.assert_true_to(headset.picture(), headset.world(gaze), "past")
    assert sorted(gate.asked[:6]) == sorted((0, face, 0, 0) for face in FACES)
    gate.open()
    headset.await_sharp()
    truth.assert_true_to(headset.picture(), headset.world(gaze), "past")


@pytest.mark.parametrize("gaze", [Gaze(HEADING + 100, 30), Gaze(HEADING, -90), Gaze(HEADING + 45, 35)], ids=str)
def test_preview_stands_until_the_tiles_come(gaze, headset):
    gate = TileGate(headset.page, lambda tile: True)
    headset.go(gaze)
    headset.await_state(state="ready", sharp="false", scene="square/past")
    picture, world = headset.picture(), headset.world(gaze)
    truth.assert_preview(picture, world, "past")
    gate.open()
    headset.await_sharp()
    truth.assert_true_to(headset.picture(), headset.world(gaze), "past")


def test_preview_leaves_when_the_coarse_tiles_are_there(headset):
    gate = TileGate(headset.page, is_fine)
    headset.go()
    headset.await_state(state="ready", **{"texture-bytes": str(6 * TILE_BYTES)})
    gate.open()
    headset.await_sharp()


def test_nothing_is_shown_before_the_sphere_is_whole(headset):
    change_manifests(headset.page, lambda manifest: manifest.pop("preview"))
    gate = TileGate(headset.page, lambda tile: tile[1] == "d")
    headset.go()
    headset.page.wait_for_function("() => document.getElementById('notice-progress').value > 0.8")
    assert headset.state("state") == "loading"
    assert headset.page.locator("#notice-text").inner_text() == "The panorama is loading …"
    gate.open()
    headset.await_sharp()


def test_fine_tile_replaces_exactly_its_square(headset):
    """A white tile is white just where the geometry says, and nowhere else."""
    white = io.BytesIO()
    Image.new("RGB", (336, 336), "white").save(white, "PNG")

    def handle(route):
        if tile_of(route.request.url) == (1, "f", 0, 1):
            route.fulfill(body=white.getvalue(), content_type="image/png")
        else:
            route.continue_()

    headset.page.route(TILE, handle)
    gaze = Gaze(HEADING + 20, 20)
    headset.go(gaze)
    headset.await_sharp()
    is_white = (headset.picture() == 255).all(axis=-1)
    x, y, z = np.moveaxis(truth.in_panorama(headset.world(gaze), "past"), -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        u, v = x / -z, y / -z
    border = 1.5 / 240  # a pixel and a half of this view
    assert is_white[(z < 0) & (u > border) & (u < 1 - border) & (v > border) & (v < 1 - border)].all()
    assert not is_white[(z >= 0) | (u < -border) | (u > 1 + border) | (v < -border) | (v > 1 + border)].any()


@pytest.mark.parametrize("scale, levels", [(1, {0}), (4, {0, 1})], ids=["coarse", "fine"])
def test_level_follows_the_pixels_of_the_screen(scale, levels, open_page):
    page = open_page(200, 150, device_scale_factor=scale)
    gate = TileGate(page.page)
    page.go()
    page.await_sharp()
    assert {level for level, *_ in gate.asked} == levels


@pytest.mark.parametrize(
    "gaze", [Gaze(HEADING + 22, 22, 30), Gaze(HEADING + 50, 40, 60), Gaze(HEADING + 200, -75, 100)], ids=str
)
def test_exactly_the_visible_tiles_are_asked_for_the_nearest_first(gaze, headset):
    gate = TileGate(headset.page)
    headset.go(gaze)
    headset.await_sharp()
    fine = [tile for tile in gate.asked if is_fine(tile)]
    world = headset.world(gaze)
    assert sorted(fine) == sorted(truth.fine_tiles(world, "past"))
    middle = world[world.shape[0] // 2, world.shape[1] // 2]
    assert fine[0] in truth.fine_tiles(middle, "past")


def test_requests_are_few_at_a_time_and_end_when_no_longer_wanted(headset):
    gate = TileGate(headset.page, is_fine)
    headset.go(Gaze(HEADING, 0, 100))
    headset.await_state(state="ready", sharp="false")
    headset.await_frames(lambda: len(gate.held) == 6)
    headset.await_frames(count=20)
    unwanted = {tile_of(route.request.url) for route in gate.held}
    assert len(unwanted) == 6
    gate.held.clear()
    headset.page.evaluate("location.hash = 'heading_deg=210&fov_deg=60'")
    headset.await_state(gaze=str(Gaze(210, 0, 60)))
    gate.open()
    headset.await_sharp()
    assert set(gate.cancelled) == unwanted


def test_texture_memory_stays_within_its_budget(headset):
    headset.page.add_init_script(
        """globalThis.mostBytes = 0;
        new MutationObserver(() => {
            mostBytes = Math.max(mostBytes, Number(document.documentElement.dataset.textureBytes));
        }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-texture-bytes"] });"""
    )
    gate = TileGate(headset.page)
    headset.go(query="?texture_mib=8")
    headset.await_sharp()
    for heading in range(0, 720, 90):
        headset.look(Gaze(heading % 360, 30 if heading < 360 else -30))
    assert len(set(gate.asked)) * TILE_BYTES > 8 * MIB, "nothing had to leave"
    assert 4 * MIB < headset.page.evaluate("mostBytes") <= 8 * MIB
    gaze = Gaze(45, -10)
    headset.look(gaze)
    truth.assert_true_to(headset.picture(), headset.world(gaze), "past")


def test_view_that_does_not_fit_the_budget_stays_coarser(headset):
    gate = TileGate(headset.page)
    headset.go(query="?texture_mib=3")
    headset.await_sharp()
    assert not any(map(is_fine, gate.asked))
    # The faces out of sight come last, and the preview goes with them.
    headset.await_state(**{"texture-bytes": str(6 * TILE_BYTES)})
    assert not any(map(is_fine, gate.asked))
