"""`zeitreise export --layout`: whole tours for other viewers, judged as files."""

import json
import math
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import direction_tour
import player_tour
import truth
from player_tour import LINKS, POSES, SPHERE_DEG, gpano, turn_deg, ways
from test_viewers import served

LAYOUTS = ["pannellum", "marzipano", "psv"]


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("players")
    player_tour.build(program, folder)
    for layout in LAYOUTS:
        report = player_tour.export(program, folder, layout)
        assert report["removed"] == 0 and report["needed"]
    return folder


@pytest.fixture(scope="module")
def tours(folder) -> dict:
    return {layout: json.loads((folder / layout / "tour.json").read_text()) for layout in LAYOUTS}


@pytest.fixture(scope="module")
def scenes(tours) -> dict:
    """By layout and name."""
    return {
        "pannellum": tours["pannellum"]["scenes"],
        "marzipano": {scene["id"]: scene for scene in tours["marzipano"]["scenes"]},
        "psv": {node["id"]: node for node in tours["psv"]["nodes"]},
    }


def camera(scene: str) -> np.ndarray:
    """From the frame of a scene's panorama to the world's."""
    heading, pitch, roll = POSES[scene]
    return truth.about_up(heading) @ truth.about_right(pitch) @ truth.about_forward(roll)


def heading_deg(vector: np.ndarray) -> float:
    return math.degrees(math.atan2(vector[0], -vector[2]))


def elevation_deg(vector: np.ndarray) -> float:
    return math.degrees(math.asin(vector[1]))


def angle_deg(text: str) -> float:
    return float(text.removesuffix("deg"))


def test_every_epoch_is_a_scene_and_the_texts_are_texts(tours, scenes):
    for layout in LAYOUTS:
        assert set(scenes[layout]) == set(LINKS)
    firsts = tours["pannellum"]["default"]["firstScene"], tours["marzipano"]["first"], tours["psv"]["startNodeId"]
    assert set(firsts) == {"square/past"}
    names = {scenes[layout]["square/past"][key] for layout, key in zip(LAYOUTS, ["title", "name", "name"])}
    assert names == {"Stiftsplatz, um 1200 (nachempfunden)"}
    certain = {scenes[layout]["tower/past"][key] for layout, key in zip(LAYOUTS, ["title", "name", "name"])}
    assert certain == {"Turm, 1200"}
    credits = {scenes[layout]["tower/past"][key] for layout, key in zip(LAYOUTS, ["author", "attribution", "attribution"])}
    assert credits == {f"{player_tour.CREDIT}, CC0-1.0"}
    # Without it the viewer takes the tour's texts for HTML.
    assert tours["pannellum"]["escapeHTML"] is True


def test_links_lead_to_other_epochs_and_in_the_true_direction_to_other_places(scenes):
    pannellum = {
        name: {spot["sceneId"]: (spot["yaw"] + scene["northOffset"], spot["pitch"]) for spot in scene["hotSpots"] if spot["type"] == "scene"}
        for name, scene in scenes["pannellum"].items()
    }
    marzipano = {name: {link["target"]: seen(link, name) for link in scene["linkHotspots"]} for name, scene in scenes["marzipano"].items()}
    psv = {name: {link["nodeId"]: position(link) for link in node["links"]} for name, node in scenes["psv"].items()}
    for links in [pannellum, marzipano, psv]:
        assert {name: set(spots) for name, spots in links.items()} == LINKS
        for scene, target, heading in ways():
            assert turn_deg(links[scene][target][0], heading) < SPHERE_DEG and abs(links[scene][target][1]) < 1e-3
        # In the middle of the picture, below.
        assert turn_deg(links["square/past"]["square/present"][0], 30) < 1e-3
        assert links["square/past"]["square/present"][1] == pytest.approx(-25, abs=1e-3)


def seen(spot: dict, scene: str) -> tuple[float, float]:
    """Marzipano's yaw and pitch, which counts down, as heading and elevation."""
    level = math.cos(spot["pitch"])
    vector = [math.sin(spot["yaw"]) * level, -math.sin(spot["pitch"]), -math.cos(spot["yaw"]) * level]
    world = camera(scene) @ vector
    return heading_deg(world), elevation_deg(world)


def position(spot: dict) -> tuple[float, float]:
    return angle_deg(spot["position"]["yaw"]), angle_deg(spot["position"]["pitch"])


def test_each_scene_says_where_its_picture_comes_from(scenes):
    for name in LINKS:
        notes = [spot["text"] for spot in scenes["pannellum"][name]["hotSpots"] if spot["type"] == "info"]
        notes += [spot["text"] for spot in scenes["marzipano"][name]["infoHotspots"]]
        notes += [marker["text"] for marker in scenes["psv"][name]["markers"]]
        assert len(notes) == 3 and all("CC0-1.0 · Made for this test" in note for note in notes)
        certainty = "belegt" if name == "tower/past" else "nachempfunden"
        assert all(note.endswith(f" · {certainty}") for note in notes)


def test_panoramas_stand_in_the_world_as_their_cameras_stood(scenes):
    for name in LINKS:
        assert np.abs(np.array(scenes["marzipano"][name]["toWorld"]).T - camera(name)).max() < 1e-5
        # Its frame: left, up and forward. It turns about up, then right, then forward; a turn is from an axis to the next one.
        correction = scenes["psv"][name]["sphereCorrection"]
        pan, tilt, roll = (math.radians(angle_deg(correction[angle])) for angle in ["pan", "tilt", "roll"])
        turned = rotation(2, 0, pan) @ rotation(1, 2, tilt) @ rotation(0, 1, roll)
        axes = np.diag([-1, 1, -1])
        assert np.abs(axes @ turned @ axes - camera(name)).max() < 1e-5
    offsets = {name: scenes["pannellum"][name]["northOffset"] for name in LINKS if name != "tower/past"}
    assert offsets == {"square/past": 30, "square/present": 205, "gate/present": 205}


def rotation(first: int, second: int, angle: float) -> np.ndarray:
    """Turns one axis towards another."""
    turned = np.eye(3)
    turned[first, first] = turned[second, second] = math.cos(angle)
    turned[second, first], turned[first, second] = math.sin(angle), -math.sin(angle)
    return turned


def pannellum_tiles(scene: dict) -> set[str]:
    tiles, named = scene["multiRes"], set()
    for level in range(1, tiles["maxLevel"] + 1):
        side = math.ceil(tiles["cubeResolution"] / 2 ** (tiles["maxLevel"] - level) / tiles["tileResolution"])
        places = [(face, y, x) for face in "fbudlr" for y in range(side) for x in range(side)]
        named |= {f"{tiles['basePath']}/{level}/{face}{y}_{x}.{tiles['extension']}" for face, y, x in places}
    return named


def marzipano_tiles(scene: dict) -> set[str]:
    assert all(level["size"] % level["tileSize"] == 0 for level in scene["levels"])
    sides = [level["size"] // level["tileSize"] for level in scene["levels"]]
    assert scene["levels"][-1]["size"] == scene["faceSize"]
    return filled(scene["tiles"], sides, "fbudlr", "{z}", "{f}", "{y}", "{x}")


def psv_tiles(node: dict) -> set[str]:
    sides = [level["nbTiles"] for level in node["panorama"]["levels"]]
    assert all(side & (side - 1) == 0 and side <= 16 for side in sides)
    faces = ["front", "back", "top", "bottom", "left", "right"]
    return filled(node["panorama"]["tiles"], sides, faces, "{level}", "{face}", "{row}", "{column}")


def filled(template: str, sides: list[int], faces, z: str, f: str, y: str, x: str) -> set[str]:
    return {
        template.replace(z, str(level)).replace(f, face).replace(y, str(row)).replace(x, str(column))
        for level, side in enumerate(sides)
        for face in faces
        for row in range(side)
        for column in range(side)
    }


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.glob("tiles/**/*.*")}


@pytest.mark.parametrize("layout, named", [("marzipano", marzipano_tiles), ("psv", psv_tiles)])
def test_every_tile_that_is_named_is_there_and_no_other(layout, named, scenes, folder):
    assert files(folder / layout) == set().union(*map(named, scenes[layout].values()))
    black = {path for path in files(folder / layout) if not np.asarray(Image.open(folder / layout / path)).any()}
    whole = {path for name, scene in scenes[layout].items() if name != "tower/past" for path in named(scene)}
    assert black and not black & whole
    # Where Pannellum knows that there is none.
    absent = pannellum_tiles(scenes["pannellum"]["tower/past"]) - files(folder / "pannellum")
    assert len(black) == len(absent)


def test_pannellum_has_the_tiles_that_there_are(scenes, folder):
    named = {name: pannellum_tiles(scene) for name, scene in scenes["pannellum"].items()}
    assert files(folder / "pannellum") <= set().union(*named.values())
    assert files(folder / "pannellum") >= named["square/past"] | named["gate/present"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_again_nothing_is_written(layout, program, folder):
    report = player_tour.export(program, folder, layout)
    assert (report["written"], report["removed"]) == (0, 0) and report["kept"] > 24


def test_layout_and_format_do_not_go_together(program, folder):
    command = [program, "export", "tour.ztour", "--layout", "pannellum", "--format", "geojson"]
    result = subprocess.run(command, cwd=folder, timeout=60, capture_output=True, text=True)
    assert result.returncode == 2 and "--layout" in result.stderr


@pytest.mark.parametrize("layout, named", [("pannellum", "pannellum.js und pannellum.css"), ("marzipano", "marzipano.js"), ("psv", "npm install")])
def test_page_and_command_say_which_files_are_missing(layout, named, program, folder, browser):
    command = [program, "export", "tour.ztour", "--layout", layout, "--output", layout, "--quiet"]
    said = subprocess.run(command, cwd=folder, check=True, timeout=60, capture_output=True, text=True).stdout
    assert named.split(" und ")[0] in said and "index.html" in said
    with served(folder / layout) as address:
        page = browser.new_page()
        page.goto(f"{address}/index.html")
        page.get_by_text(named).wait_for()
        page.close()


def test_page_opened_as_a_file_says_that_it_needs_a_server(folder, browser):
    page = browser.new_page()
    page.goto((folder / "marzipano/index.html").as_uri())
    page.get_by_text("Webserver").wait_for()
    page.close()


def test_page_says_that_the_tour_cannot_be_opened(folder, browser):
    with served(folder / "marzipano") as address:
        page = browser.new_page()
        page.route("**/tour.json", lambda route: route.fulfill(status=404, body="gone"))
        page.goto(f"{address}/index.html")
        page.get_by_text("nicht öffnen").wait_for()
        page.close()


@pytest.mark.parametrize("layout, said", [("psv", "16"), ("marzipano", "every tile")])
def test_what_a_viewer_cannot_show_is_said_before_anything_is_written(layout, said, program, tmp_path):
    """A hundredth of a degree of a panorama of 34 gigapixels: few tiles, but of faces that have too many."""
    fields = gpano.crop(262_144, 131_000, 65_500, 96, 64)
    gpano.save(Image.new("RGB", (96, 64), "teal"), tmp_path / "speck.jpg", fields)
    document = direction_tour.DOCUMENT.split("places:")[0] + "places:\n" + player_tour.TOWER
    (tmp_path / "tour.yaml").write_text(document.replace("strip.jpg", "speck.jpg"))
    subprocess.run([program, "build", "tour.yaml", "--quiet", "--output", "tour.ztour"], cwd=tmp_path, check=True, timeout=120)
    command = [program, "export", "tour.ztour", "--layout", layout, "--output", "site"]
    result = subprocess.run(command, cwd=tmp_path, timeout=60, capture_output=True, text=True)
    assert result.returncode == 65 and not (tmp_path / "site").exists()
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("zeitreise: tour.ztour: tower/past: ") and said in line and "--face-size" in line
