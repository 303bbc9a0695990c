"""Panoramas that show a part of the sphere, or whose camera leant."""

import io

import numpy as np
import pytest
from PIL import Image

import truth
from manifests import change_manifests, withhold
from tile_gate import TILE, TileGate, tile_of
from truth import Gaze

HEADING = 30  # of the picture's centre column
# A whole face, and a quarter of another.
ABSENT = {(0, "d", 0, 0), (1, "f", 0, 1)}


def is_absent(tile) -> bool:
    return tile in ABSENT or (tile[1] == "d")


@pytest.fixture
def gate(headset):
    change_manifests(headset.page, lambda manifest: withhold(manifest, is_absent))
    return TileGate(headset.page)


def depth_below(world: np.ndarray) -> np.ndarray:
    """How far directions lie within the absent face, on its plane; negative outside."""
    x, y, z = np.moveaxis(truth.in_panorama(world, "past"), -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y < 0, 1 - np.maximum(np.abs(x / y), np.abs(z / y)), -1)


@pytest.mark.parametrize(
    "gaze", [Gaze(HEADING + 20, 20), Gaze(HEADING - 100, -45), Gaze(HEADING, -90), Gaze(HEADING + 180, 0, 80)], ids=str
)
def test_absent_tiles_are_not_asked_for_and_only_an_absent_face_is_black(gaze, headset, gate):
    headset.go(gaze)
    headset.await_sharp()
    asked = set(gate.asked)
    assert not any(map(is_absent, asked))
    assert {tile for tile in asked if tile[0] == 0} == {(0, face, 0, 0) for face in "frblu"}
    world = headset.world(gaze)
    assert {tile for tile in asked if tile[0] == 1} == {
        tile for tile in truth.fine_tiles(world, "past") if not is_absent(tile)
    }
    picture, depth = headset.picture(), depth_below(world)
    border = 1.5 / 240  # a pixel and a half of this view
    assert not picture[depth > border].any()
    errors = truth.errors_deg(picture, world, "past")[depth < -border]
    assert errors.max(initial=0) < truth.LARGEST_ERROR_DEG


# Each in its own colour: the coarse tile of the front, its top left quarter, and of that the bottom right one.
COLOURS = {(0, "f", 0, 0): (255, 0, 0), (1, "f", 0, 0): (0, 255, 0), (2, "f", 1, 1): (0, 0, 255)}


def test_finest_tile_there_is_stands_for_absent_ones(headset):
    """On the front there is one tile of level 1, and one of level 2: a photograph in an old panorama."""

    def change(manifest):
        size = manifest["levels"][1]["size_px"]
        manifest["levels"].append({"level": 2, "size_px": 2 * size, "tiles_per_side": 4})
        withhold(manifest, lambda tile: tile[0] > 0 and tile not in COLOURS)

    asked = []

    def handle(route):
        tile = tile_of(route.request.url)
        asked.append(tile)
        if tile not in COLOURS:
            return route.continue_()
        body = io.BytesIO()
        Image.new("RGB", (336, 336), COLOURS[tile]).save(body, "PNG")
        route.fulfill(body=body.getvalue(), content_type="image/png")

    change_manifests(headset.page, change)
    headset.page.route(TILE, handle)
    gaze = Gaze(HEADING - 15, 12, 30)  # so narrow that level 2 is wanted
    headset.go(gaze)
    headset.await_sharp()
    assert {tile for tile in asked if tile[0] > 0} == {tile for tile in COLOURS if tile[0] > 0}
    x, y, z = np.moveaxis(truth.in_panorama(headset.world(gaze), "past"), -1, 0)
    u, v = x / -z, -y / -z
    picture = headset.picture()
    border = 1.5 / 895  # a pixel and a half of this view
    in_quarter = np.minimum.reduce([u + 1, -u, v + 1, -v])
    in_sixteenth = np.minimum.reduce([u + 0.5, -u, v + 0.5, -v])
    parts = {
        (2, "f", 1, 1): in_sixteenth > border,
        (1, "f", 0, 0): (in_quarter > border) & (in_sixteenth < -border),
        (0, "f", 0, 0): in_quarter < -border,
    }
    for tile, part in parts.items():
        assert part.sum() > 1000
        assert (picture[part] == COLOURS[tile]).all(), tile


def test_absent_tile_is_drawn_from_its_part_of_the_coarse_one(headset):
    """With no fine tile at all every direction is still the true one, as sharp as it gets."""
    change_manifests(headset.page, lambda manifest: withhold(manifest, lambda tile: tile[0] > 0))
    gate = TileGate(headset.page)
    gaze = Gaze(HEADING + 50, 30, 60)
    headset.go(gaze)
    headset.await_sharp()
    assert {tile[0] for tile in gate.asked} == {0}
    truth.assert_true_to(headset.picture(), headset.world(gaze), "past")


def test_view_of_nothing_is_ready(headset):
    change_manifests(headset.page, lambda manifest: withhold(manifest, lambda tile: tile[1] != "f"))
    gate = TileGate(headset.page)
    headset.go(Gaze(HEADING + 180))
    headset.await_sharp()
    assert set(gate.asked) == {(0, "f", 0, 0)}
    assert not headset.picture().any()


def test_faces_alone_may_be_absent(headset):
    """A level without bits has every tile whose coarser one is there."""

    def change(manifest):
        withhold(manifest, lambda tile: tile[1] == "u")
        for level in manifest["levels"][1:]:
            del level["coverage"]

    change_manifests(headset.page, change)
    gate = TileGate(headset.page)
    gaze = Gaze(HEADING + 100, 40)
    headset.go(gaze)
    headset.await_sharp()
    fine = {tile for tile in gate.asked if tile[0] == 1}
    assert fine == {tile for tile in truth.fine_tiles(headset.world(gaze), "past") if tile[1] != "u"}


POSES = {
    "pitched": {"heading_deg": 0, "pitch_deg": 25, "roll_deg": 0},
    "rolled": {"heading_deg": 0, "pitch_deg": 0, "roll_deg": -40},
    # The epoch's own heading goes before the panorama's.
    "all three": {"heading_deg": 123, "pitch_deg": -30, "roll_deg": 100},
}


@pytest.mark.parametrize("gaze", [Gaze(HEADING), Gaze(HEADING + 130, 35), Gaze(0, -80, 100)], ids=str)
@pytest.mark.parametrize("name", POSES)
def test_leaning_camera_is_set_upright(name, gaze, headset):
    pose = POSES[name]
    change_manifests(headset.page, lambda manifest: manifest.update(pose=pose))
    headset.go(gaze)
    headset.await_sharp()
    camera = truth.about_right(pose["pitch_deg"]) @ truth.about_forward(pose["roll_deg"])
    # The picture's own frame leans in the one that is upright and turned to the epoch's heading.
    upright = truth.in_panorama(headset.world(gaze), "past")
    in_picture = upright @ camera
    errors = np.linalg.norm(truth.normalised(truth.direction_tour.decoded(headset.picture(), "past")) - in_picture, axis=-1)
    shift = (truth.direction_tour.decoded(headset.picture(), "past") - in_picture).mean(axis=(0, 1))
    assert np.degrees(errors.max()) < truth.LARGEST_ERROR_DEG
    assert np.degrees(np.linalg.norm(shift)) < 2 * truth.SHIFT_DEG
