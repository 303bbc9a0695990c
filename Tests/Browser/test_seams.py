"""Seams cannot be seen: where tiles, faces and levels meet, the picture is as true as anywhere else."""

import numpy as np
import pytest

import truth
import wave_tour
from tile_gate import TILE, tile_of
from truth import Gaze

HEADING = 30  # of the picture's centre column
# So near to an edge, in pixels, that a texel of the neighbour could show.
BESIDE_PX = 1.5
# Straight at an edge of tiles, at one of faces, at three corners of the cube, at a pole; far and near.
GAZES = [
    Gaze(HEADING, 0, 90),
    Gaze(HEADING, 0, 30),
    Gaze(HEADING + 45, 0, 60),
    Gaze(HEADING + 45, 35.26, 30),
    Gaze(HEADING - 45, 35.26, 90),
    Gaze(HEADING + 135, -35.26, 40),
    Gaze(HEADING + 200, 88, 100),
]
# Fine tiles that are missing for good, so that coarse ones show beside fine ones.
MISSING = {"one level": lambda row, column: False, "two levels": lambda row, column: row == column}


@pytest.fixture(scope="module")
def waves(serve, tmp_path_factory) -> str:
    return serve(wave_tour.write(tmp_path_factory.mktemp("waves")))


def distance_px(directions: np.ndarray, gaze: Gaze, width: int) -> np.ndarray:
    """How far pixels are from the nearest edge of a tile of level 1, two a side; an edge is part of a plane through the eye."""
    focal = width / 2 / np.tan(np.radians(gaze.fov_deg) / 2)
    x, y, z = np.moveaxis(directions, -1, 0)
    sines = []
    for a, b, c in [(x, y, z), (y, z, x), (z, x, y)]:
        # Of the faces of which a is the distance: their rims, and the lines through their middle.
        sines += [(a - b) / np.sqrt(2), (a + b) / np.sqrt(2), (a - c) / np.sqrt(2), (a + c) / np.sqrt(2), b, c]
    depth = np.sum(directions * normal_of(gaze), axis=-1)
    # A small angle across the edge, at the picture's scale there (the least it can be).
    return np.min(np.abs(sines), axis=0) * focal / depth


def normal_of(gaze: Gaze) -> np.ndarray:
    """The unit vector along the gaze, in the picture's frame."""
    world = truth.about_up(gaze.heading_deg) @ truth.about_right(gaze.pitch_deg) @ np.array([0.0, 0.0, -1.0])
    return truth.in_panorama(world, "past")


@pytest.mark.parametrize("gaze", GAZES, ids=str)
@pytest.mark.parametrize("levels", MISSING)
def test_edges_are_as_true_as_the_rest(gaze, levels, open_page, waves):
    headset = open_page(640, 480, at=waves)
    def handle(route):
        level, _, row, column = tile_of(route.request.url)
        if level > 0 and MISSING[levels](row, column):
            route.fulfill(status=404)
        else:
            route.continue_()

    headset.page.route(TILE, handle)
    headset.go(gaze)
    headset.await_state(state="ready", fade="1.000", gaze=str(gaze), sharp="true" if levels == "one level" else "partly")
    picture = headset.picture().astype(float)
    assert (picture.max(axis=-1) - picture.min(axis=-1)).max() <= 6, "a colour that the picture does not have"
    directions = truth.in_panorama(headset.world(gaze), "past")
    errors = np.abs(picture.mean(axis=-1) - wave_tour.grey(directions))
    is_edge = distance_px(directions, gaze, 640) < BESIDE_PX
    edge, inner = errors[is_edge], errors[~is_edge]
    assert edge.size > 300, "the view shows no edges"
    rms = [float(np.sqrt(np.mean(part**2))) for part in (edge, inner)]
    figures = f"at edges rms {rms[0]:.2f}, most {edge.max():.1f}; inside rms {rms[1]:.2f}, most {inner.max():.1f}"
    print(figures)
    assert inner.max() < 6, figures
    assert edge.max() <= inner.max() + 1 and rms[0] <= 1.25 * rms[1] + 0.2, figures
