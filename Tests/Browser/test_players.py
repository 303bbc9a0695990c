"""`zeitreise export --layout`: whole tours for other viewers, judged as files and opened in the viewer that PANNELLUM names."""

import io
import json
import math
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import direction_tour
import truth
from test_viewers import served
from truth import Gaze

WIDTH, HEIGHT = 480, 300
SQUARE, GATE = (49.4447, 7.7689), (49.4460, 7.7702)
# A sphere's heading instead of an ellipsoid's: off by 0.1 degrees here.
SPHERE_DEG = 0.2


def bearing_deg(here, there) -> float:
    """The heading of the great circle."""
    (a, b), (c, d) = np.radians(here), np.radians(there)
    east, north = math.sin(d - b) * math.cos(c), math.cos(a) * math.sin(c) - math.sin(a) * math.cos(c) * math.cos(d - b)
    return math.degrees(math.atan2(east, north))


def turn_deg(a: float, b: float) -> float:
    return abs((a - b + 180) % 360 - 180)


def export(program, folder, *options):
    command = [program, "export", "tour.ztour", "--layout", "pannellum", "--output", "site", "--quiet", "--json", *options]
    return json.loads(subprocess.run(command, cwd=folder, check=True, timeout=60, capture_output=True).stdout)


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("players")
    document = direction_tour.write(folder)
    command = [program, "build", document, "--output", "tour.ztour", "--quality", "95", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, timeout=120)
    assert export(program, folder)["removed"] == 0
    return folder


@pytest.fixture(scope="module")
def tour(folder) -> dict:
    return json.loads((folder / "site/tour.json").read_text())


def test_every_epoch_is_a_scene_that_stands_as_its_picture(tour):
    offsets = {name: scene["northOffset"] for name, scene in tour["scenes"].items()}
    assert offsets == {"square/past": 30, "square/present": 205, "gate/present": 205}
    assert tour["default"]["firstScene"] == "square/past"
    assert tour["scenes"]["square/past"]["title"] == "Stiftsplatz, um 1200"
    assert tour["scenes"]["square/past"]["author"] == "The painter, CC0-1.0"
    # Without it the viewer takes the tour's texts for HTML.
    assert tour["escapeHTML"] is True


def test_links_lead_to_other_epochs_and_in_the_true_direction_to_other_places(tour):
    links = {
        name: {spot["sceneId"]: spot for spot in scene["hotSpots"] if spot["type"] == "scene"}
        for name, scene in tour["scenes"].items()
    }
    assert {name: set(spots) for name, spots in links.items()} == {
        "square/past": {"square/present", "gate/present"},
        "square/present": {"square/past", "gate/present"},
        "gate/present": {"square/past"},
    }
    ways = [("square/past", "gate/present", SQUARE, GATE), ("square/present", "gate/present", SQUARE, GATE)]
    for scene, target, here, there in [*ways, ("gate/present", "square/past", GATE, SQUARE)]:
        heading = links[scene][target]["yaw"] + tour["scenes"][scene]["northOffset"]
        assert turn_deg(heading, bearing_deg(here, there)) < SPHERE_DEG
    for scene in tour["scenes"].values():
        assert [spot["text"].count("CC0-1.0") for spot in scene["hotSpots"] if spot["type"] == "info"] == [1]


def test_every_tile_that_is_named_is_there_and_no_other(tour, folder):
    named = set()
    for scene in tour["scenes"].values():
        tiles = scene["multiRes"]
        for level in range(1, tiles["maxLevel"] + 1):
            side = math.ceil(tiles["cubeResolution"] / 2 ** (tiles["maxLevel"] - level) / tiles["tileResolution"])
            places = [(face, y, x) for face in "fbudlr" for y in range(side) for x in range(side)]
            named |= {f"{tiles['basePath']}/{level}/{face}{y}_{x}.{tiles['extension']}" for face, y, x in places}
    site = folder / "site"
    assert {str(path.relative_to(site)) for path in site.glob("tiles/**/*.*")} == named and len(named) >= 24


def test_again_nothing_is_written(program, folder):
    report = export(program, folder)
    assert (report["written"], report["removed"]) == (0, 0) and report["kept"] > 24


def test_layout_and_format_do_not_go_together(program, folder):
    command = [program, "export", "tour.ztour", "--layout", "pannellum", "--format", "geojson"]
    result = subprocess.run(command, cwd=folder, timeout=60, capture_output=True, text=True)
    assert result.returncode == 2 and "--layout" in result.stderr


def test_page_says_which_files_are_missing(folder, browser):
    with served(folder / "site") as address:
        page = browser.new_page()
        page.goto(f"{address}/index.html")
        page.get_by_text("pannellum.js und pannellum.css").wait_for()
        page.close()


def test_links_stand_in_the_viewer_where_the_picture_shows_their_direction(tour, folder, browser, output):
    checkout = os.environ.get("PANNELLUM")
    if not checkout:
        pytest.skip("PANNELLUM does not name a checkout of Pannellum")
    source, site = Path(checkout) / "src", folder / "site"
    scripts = [source / "js/libpannellum.js", source / "js/pannellum.js"]
    (site / "pannellum.js").write_text("\n".join(script.read_text() for script in scripts))
    (site / "pannellum.css").write_text((source / "css/pannellum.css").read_text())
    heading = bearing_deg(SQUARE, GATE)
    with served(site) as address:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        faults = []
        page.on("pageerror", lambda error: faults.append(error.message))
        page.on("response", lambda answer: "/tiles/" in answer.url and answer.status >= 400 and faults.append(answer.url))
        page.goto(f"{address}/index.html")
        page.wait_for_function("() => window.viewer?.isLoaded()")
        page.evaluate("yaw => viewer.lookAt(0, yaw, 90, false)", heading - tour["scenes"]["square/past"]["northOffset"])
        spot = page.locator(".pnlm-scene").filter(has_text="Stadttor")
        box = settled(page, spot)
        assert abs(box["x"] + box["width"] / 2 - WIDTH / 2) < 2 and abs(box["y"] + box["height"] / 2 - HEIGHT / 2) < 2
        assert_shows(page, Gaze(heading, 0), "past", output / "pannellum-tour.png")
        spot.dispatch_event("click")
        page.wait_for_function("() => viewer.getScene() == 'gate/present' && viewer.isLoaded()")
        # The gaze keeps its heading.
        gaze = page.evaluate("() => viewer.getYaw() + viewer.getNorthOffset()")
        assert turn_deg(gaze, heading) < SPHERE_DEG
        assert_shows(page, Gaze(gaze, 0), "present", output / "pannellum-tour-there.png")
        page.close()
    assert faults == []


def settled(page, spot) -> dict:
    page.wait_for_load_state("networkidle")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return spot.bounding_box()


def assert_shows(page, gaze, epoch, file) -> None:
    page.wait_for_load_state("networkidle")
    # A scene fades in; then nothing but the picture is to be seen.
    page.wait_for_function("() => !document.querySelector('.pnlm-fade-img')")
    page.screenshot(path=file)
    page.add_style_tag(content=".pnlm-ui { display: none } .pnlm-hotspot-base { display: none }")
    picture = page.screenshot()
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))
    print(truth.assert_true_to(pixels, truth.page_directions(gaze, WIDTH, HEIGHT), epoch))
