"""A tour built with a photograph over a panorama: the page shows each in its place, and the photograph's edge."""

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

import direction_tour
import truth
from test_outline import assert_line, on_page
from tile_gate import TileGate
from truth import Gaze

WIDTH, HEIGHT = 1200, 900
YAW, PITCH, ROLL, FIELD_OF_VIEW = 12, 8, -5, 50
CAMERA = truth.about_up(YAW) @ truth.about_right(PITCH) @ truth.about_forward(ROLL)
HALF = np.tan(np.radians(FIELD_OF_VIEW / 2)) * np.array([1, HEIGHT / WIDTH])

EPOCH = f"""\
      - id: photo
        year: 1905
        photo:
          path: photo.png
          on: past
          pose: {{yaw_deg: {YAW}, pitch_deg: {PITCH}, roll_deg: {ROLL}, field_of_view_deg: {FIELD_OF_VIEW}}}
          tone: keep
        credit: The photographer of old
        licence: CC0-1.0
        source: Made for this test
        certainty: documented
"""


@pytest.fixture(scope="module")
def composite(serve, tmp_path_factory) -> str:
    """Address of a tour whose photograph shows directions in the colours of the other epoch."""
    folder = tmp_path_factory.mktemp("composite")
    document = direction_tour.write(folder)
    text = direction_tour.DOCUMENT
    document.write_text(text.replace("      - id: present\n", EPOCH + "      - id: present\n", 1))
    right = ((np.arange(WIDTH) + 0.5) / WIDTH * 2 - 1) * HALF[0]
    up = (1 - (np.arange(HEIGHT)[:, None] + 0.5) / HEIGHT * 2) * HALF[1]
    rays = np.stack([right + 0 * up, up + 0 * right, np.full((HEIGHT, WIDTH), -1.0)], axis=-1)
    colours = direction_tour.coloured(truth.normalised(rays) @ CAMERA.T, "present")
    Image.fromarray(np.rint(colours).astype(np.uint8)).save(folder / "photo.png")
    return serve(document)


def depth_in_photo(world: np.ndarray) -> np.ndarray:
    """How far directions lie within the photograph, in shares of its half width; negative outside."""
    x, y, z = np.moveaxis(truth.in_panorama(world, "past") @ CAMERA, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.minimum(HALF[0] - np.abs(x / z), HALF[1] - np.abs(y / z)) / HALF[0]
    return np.where(z < 0, inside, -1)


@pytest.mark.parametrize("gaze", [Gaze(42, 8), Gaze(25, 20, 40), Gaze(200, -20)], ids=str)
def test_photograph_and_surroundings_are_seen_in_their_places(gaze, composite, open_page):
    page = open_page(at=composite)
    gate = TileGate(page.page)
    page.go(gaze, epoch="photo")
    page.await_sharp("square/photo")
    picture, world = page.picture(), page.world(gaze)
    depth = depth_in_photo(world)
    # The photograph's colours stand for directions in the frame of the panorama that it lies over. Its edge is feathered,
    # and JPEG mixes colours on both sides of it.
    photo = truth.errors_deg(picture, truth.facing(world, "present", 30), "present")[depth > 0.1]
    around = truth.errors_deg(picture, world, "past")[depth < -0.12]
    assert photo.max(initial=0) <= truth.LARGEST_ERROR_DEG
    assert around.max(initial=0) <= truth.LARGEST_ERROR_DEG
    assert gate.asked
    expect(page.page.locator("#certainty")).to_have_text("documented")
    expect(page.page.locator("#surroundings")).to_have_text(
        "Surroundings, c. 1200: The painter · CC0-1.0 · Made for this test"
    )


def test_all_whose_pictures_are_seen_are_named(composite, open_page):
    """As if what the photograph lies over lay over another."""
    page = open_page(at=composite)

    def chained(route):
        if route.request.method != "GET":
            return route.continue_()
        answer = route.fetch()
        tour = answer.json()
        next(epoch for epoch in tour["places"][0]["epochs"] if epoch["id"] == "past")["over"] = "present"
        return route.fulfill(response=answer, json=tour)

    page.page.route("**/api/v1/tour", chained)
    page.go(Gaze(42, 8), epoch="photo")
    expect(page.page.locator("#surroundings")).to_have_text(
        "Surroundings, c. 1200: The painter · CC0-1.0 · Made for this test; 2026: The photographer · CC0-1.0 · Made for this test"
    )


def test_outline_is_the_edge_of_the_photograph(composite, open_page):
    page = open_page(at=composite)
    gaze = Gaze(42, 8)
    page.go(gaze, epoch="photo")
    page.await_sharp("square/photo")
    before = page.picture().astype(int)
    page.page.keyboard.press("d")
    page.await_frames(count=3)
    corners = np.array([[-1, 1], [1, 1], [1, -1], [-1, -1]]) * HALF
    share = np.linspace(0, 1, 2000)[:, None]
    edge = np.concatenate([a * (1 - share) + b * share for a, b in zip(corners, np.roll(corners, -1, axis=0))])
    points = truth.normalised(np.column_stack([edge, np.full(len(edge), -1.0)])) @ CAMERA.T @ truth.about_up(30).T
    line = on_page(points, gaze, **page.page.viewport_size)
    assert_line(np.abs(page.picture() - before).max(axis=-1) > 40, line)
