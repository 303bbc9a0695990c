"""Tile sets in the layouts of other viewers, opened in those viewers. Their copies are named by the environment.

PANNELLUM is a checkout. MARZIPANO is the file `marzipano.js` of a release, which defines `window.Marzipano`. PSV is a
folder that holds the packages `three`, `@photo-sphere-viewer/core`, `@photo-sphere-viewer/cubemap-adapter` and
`@photo-sphere-viewer/cubemap-tiles-adapter` with their modules, as they are published.
"""

import io
import re
import subprocess

import numpy as np
import pytest
from PIL import Image

import direction_tour
import truth
from plain_files import served
from truth import Gaze
from viewer_pages import MARZIPANO, PANNELLUM, PSV

WIDTH, HEIGHT = 480, 300
HEADING = direction_tour.HEADINGS_DEG["past"]
# Off the axes: a tile's corner at exactly a right angle to the gaze makes Pannellum draw that tile in one colour.
YAWS_AND_PITCHES = [(3, 1), (93, 20), (-177, 2), (-87, -30), (48, 1), (10, 80), (70, -80)]
GAZES = [Gaze(HEADING + yaw, pitch) for yaw, pitch in YAWS_AND_PITCHES]
TILE = re.compile(r"/(\d+)/\w+/\d+/\d+\.jpg$")
# A tenth of a texel of the coarsest level, in a picture so small that the errors of JPEG hardly cancel.
COARSE_SHIFT_DEG = 0.09


@pytest.fixture(scope="module", params=[PANNELLUM, MARZIPANO, PSV], ids=str)
def viewer(request):
    return request.param


@pytest.fixture(scope="module")
def site(viewer, program, tmp_path_factory) -> str:
    """Address of a plain file server with a tile set of the picture of directions, and a viewer for it."""
    folder = tmp_path_factory.mktemp("viewers")
    viewer.link_copy(folder)
    direction_tour.write(folder)
    options = ["--layout", viewer.layout, "--tile-size", str(viewer.tile_size), "--quality", "95", "--quiet"]
    command = [program, "tile", "past.png", "--output", viewer.layout, *options]
    subprocess.run(command, cwd=folder, check=True, timeout=120)
    viewer.write_page(folder)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def partial_site(viewer, program, tmp_path_factory):
    """The same of a strip 120 degrees wide and 60 high about the picture's centre."""
    folder = tmp_path_factory.mktemp("partial")
    viewer.link_copy(folder)
    direction_tour.write(folder)
    with Image.open(folder / "past.png") as picture:
        third, sixth = picture.width // 3, picture.height // 6
        picture.crop((third, 2 * sixth, picture.width - third, picture.height - 2 * sixth)).save(folder / "strip.png")
    options = ["--layout", viewer.layout, "--tile-size", str(viewer.tile_size), "--quality", "95", "--quiet"]
    options += ["--projection", "equirectangular", "--fov", "120"]
    command = [program, "tile", "strip.png", "--output", viewer.layout, *options]
    subprocess.run(command, cwd=folder, check=True, timeout=120)
    viewer.write_page(folder)
    with served(folder) as address:
        yield address


@pytest.fixture
def look(viewer, site, browser):
    """Gives a function that opens a page; returns its picture and the levels whose tiles it asked for.

    Neither may a file be missing nor a script stop.
    """

    def look(gaze, width=WIDTH, more="", site=site) -> tuple[bytes, set[int]]:
        height = width * HEIGHT // WIDTH
        page = browser.new_page(viewport={"width": width, "height": height})
        faults, levels = [], set()
        page.on("pageerror", lambda error: faults.append(error.message))
        page.on("response", lambda answer: note_answer(answer, levels, faults))
        yaw_deg = (gaze.heading_deg - HEADING + 180) % 360 - 180
        vfov_deg = 2 * np.degrees(np.arctan(np.tan(np.radians(gaze.fov_deg / 2)) * height / width))
        page.goto(f"{site}/{viewer.address(yaw_deg, gaze.pitch_deg, gaze.fov_deg, vfov_deg)}{more}")
        page.wait_for_load_state("networkidle")
        page.wait_for_function(viewer.is_shown)
        page.wait_for_load_state("networkidle")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        picture = page.screenshot()
        page.close()
        assert faults == []
        return picture, levels

    return look


def note_answer(answer, levels, faults) -> None:
    if tile := TILE.search(answer.url):
        levels.add(int(tile[1]))
    if answer.status >= 400 and not answer.url.endswith("/favicon.ico"):
        faults.append(f"{answer.status} {answer.url}")


def decoded(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


@pytest.mark.parametrize("gaze", GAZES, ids=str)
def test_every_direction_is_shown(gaze, viewer, look, output):
    picture, _ = look(gaze)
    if gaze == GAZES[0]:
        (output / f"{viewer}.png").write_bytes(picture)
    print(truth.assert_true_to(decoded(picture), truth.page_directions(gaze, WIDTH, HEIGHT), "past"))


@pytest.mark.parametrize("viewer", [MARZIPANO, PSV], ids=str, indirect=True)
@pytest.mark.parametrize(("width", "level"), [(80, 0), (160, 1), (320, 2), (640, 3)])
def test_every_level_is_shown(width, level, look):
    """These viewers take the first level that has a texel for a pixel in the picture's centre."""
    gaze = GAZES[1]
    picture, levels = look(gaze, width)
    pixels, world = decoded(picture), truth.page_directions(gaze, width, width * HEIGHT // WIDTH)
    assert max(levels) == level
    assert truth.errors_deg(pixels, world, "past").max() <= truth.LARGEST_ERROR_DEG
    assert truth.shift_deg(pixels, world, "past") <= COARSE_SHIFT_DEG


@pytest.mark.parametrize("viewer", [PSV], ids=str, indirect=True)
@pytest.mark.parametrize("gaze", GAZES, ids=str)
def test_photo_sphere_viewer_has_a_picture_before_its_tiles(gaze, look):
    picture, levels = look(gaze, more="&base=only")
    pixels, world = decoded(picture), truth.page_directions(gaze, WIDTH, HEIGHT)
    assert levels == {0}
    assert truth.errors_deg(pixels, world, "past").max() <= truth.LARGEST_ERROR_DEG
    assert truth.shift_deg(pixels, world, "past") <= COARSE_SHIFT_DEG


@pytest.mark.parametrize("gaze", [Gaze(HEADING + 3, 1), Gaze(HEADING + 63, 20), Gaze(HEADING + 160, -50)], ids=str)
def test_part_of_the_sphere_is_shown_and_no_tile_is_missed(gaze, partial_site, look):
    picture, _ = look(gaze, site=partial_site)
    pixels, world = decoded(picture), truth.page_directions(gaze, WIDTH, HEIGHT)
    x, y, z = np.moveaxis(truth.in_panorama(world, "past"), -1, 0)
    # Two degrees about the edge are left out.
    beside, above = np.degrees(np.abs(np.arctan2(x, -z))) - 60, np.degrees(np.abs(np.arcsin(y))) - 30
    inside, outside = (beside < -2) & (above < -2), (beside > 2) | (above > 2)
    assert truth.errors_deg(pixels, world, "past")[inside].max(initial=0) <= truth.LARGEST_ERROR_DEG
    assert pixels[outside].max(initial=0) < 40
