"""Panoramas that show a part of the sphere, or whose camera leant."""

import numpy as np
import pytest

import truth
from manifests import change_manifests, withhold
from tile_gate import TileGate
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


def depth_in_absent(world: np.ndarray) -> np.ndarray:
    """How far directions lie within what is absent, on the plane of their face; negative outside."""
    x, y, z = np.moveaxis(truth.in_panorama(world, "past"), -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        below = np.where(y < 0, 1 - np.maximum(np.abs(x / y), np.abs(z / y)), -1)
        right, up = x / -z, y / -z
        corner = np.where(z < 0, np.minimum.reduce([right, 1 - right, up, 1 - up]), -1)
    return np.maximum(below, corner)


@pytest.mark.parametrize(
    "gaze", [Gaze(HEADING + 20, 20), Gaze(HEADING - 100, -45), Gaze(HEADING, -90), Gaze(HEADING + 180, 0, 80)], ids=str
)
def test_nothing_is_asked_for_or_shown_where_there_are_no_tiles(gaze, headset, gate):
    headset.go(gaze)
    headset.await_sharp()
    asked = set(gate.asked)
    assert not any(map(is_absent, asked))
    assert {tile for tile in asked if tile[0] == 0} == {(0, face, 0, 0) for face in "frblu"}
    world = headset.world(gaze)
    assert {tile for tile in asked if tile[0] == 1} == {
        tile for tile in truth.fine_tiles(world, "past") if not is_absent(tile)
    }
    picture, depth = headset.picture(), depth_in_absent(world)
    border = 1.5 / 240  # a pixel and a half of this view
    assert not picture[depth > border].any()
    errors = truth.errors_deg(picture, world, "past")[depth < -border]
    assert errors.max(initial=0) < truth.LARGEST_ERROR_DEG


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
