"""What GPano metadata say of a picture goes into its tiles, its manifest and its tour."""

import json
import sqlite3

import gpano
import numpy as np
import pytest
import spheres
from running import assert_fault
from spheres import TileSet, coloured, shown

POSE = {"PoseHeadingDegrees": 123.5, "PosePitchDegrees": -7.25, "PoseRollDegrees": 12}


@pytest.fixture
def part(tmp_path):
    """90 degrees wide, to the left of the centre, and 45 high."""
    picture = coloured(spheres.panorama(1600)[300:500, 200:600])
    gpano.save(picture, tmp_path / "part.jpg", gpano.crop(1600, 200, 300, 400, 200) | POSE)
    return tmp_path / "part.jpg"


def assert_shows_part(faces: dict) -> None:
    size = faces["f"].shape[0]
    for letter, picture in faces.items():
        directions = spheres.face(letter, size)
        directions /= np.linalg.norm(directions, axis=-1, keepdims=True)
        yaw = np.degrees(np.arctan2(directions[..., 0], -directions[..., 2]))
        pitch = np.degrees(np.arcsin(directions[..., 1]))
        inside = (yaw > -134) & (yaw < -46) & (np.abs(pitch) < 21.5)
        outside = (yaw < -136) | (yaw > -44) | (np.abs(pitch) > 23.5)
        errors = np.degrees(np.linalg.norm(shown(picture) - directions, axis=-1))
        assert errors[inside].max(initial=0) < 2.5  # JPEG
        assert picture[outside].max(initial=0) < 8
        if letter == "l":
            shift = np.degrees((shown(picture) - directions)[inside].mean(axis=0))
            assert np.abs(shift).max() < 0.1


def test_crop_is_placed_and_pose_is_told(part, run, tmp_path):
    assert run("tile", "part.jpg", "--output", "tiles", "--format", "png").returncode == 0
    tiles = TileSet(tmp_path / "tiles")
    assert tiles.tiles() == tiles.promised()
    assert tiles.manifest["faces"] == ["l"]
    assert tiles.manifest["pose"] == {"heading_deg": 123.5, "pitch_deg": -7.25, "roll_deg": 12}
    assert_shows_part(tiles.faces(0))


@pytest.mark.parametrize("pose", [(0, 0, 0), (123.5, -7.25, 12), (350, 20, 0), (10, 0, -90), (200, -60, 35), (5, 30, 170)], ids=str)
def test_pannellum_levels_the_horizon(pose, run, tmp_path):
    """Its viewer looks along a direction (forward, right, up) where the picture has it rolled back, then pitched back."""
    fields = dict(zip(["PoseHeadingDegrees", "PosePitchDegrees", "PoseRollDegrees"], pose, strict=True))
    gpano.save(coloured(spheres.panorama(256)), tmp_path / "leant.jpg", gpano.crop(256, 0, 0, 256, 128) | fields)
    result = run("tile", "leant.jpg", "--output", "tiles", "--layout", "pannellum", "--quiet")
    assert result.returncode == 0, result.stderr
    config = json.loads((tmp_path / "tiles/config.json").read_text())
    offset, pitch, roll = np.radians([config[name] for name in ["northOffset", "horizonPitch", "horizonRoll"]])
    assert 0 <= offset < 2 * np.pi
    turned = np.array([[np.cos(offset), np.sin(offset), 0], [-np.sin(offset), np.cos(offset), 0], [0, 0, 1]])
    rolled = np.array([[1, 0, 0], [0, np.cos(roll), -np.sin(roll)], [0, np.sin(roll), np.cos(roll)]])
    pitched = np.array([[np.cos(pitch), 0, np.sin(pitch)], [0, 1, 0], [-np.sin(pitch), 0, np.cos(pitch)]])
    # Ours are right, up and backwards; north is backwards' opposite.
    axes = np.array([[0, 0, -1], [1, 0, 0], [0, 1, 0]])
    wanted = axes @ spheres.camera(*pose).T @ axes.T
    assert np.abs(pitched @ rolled @ turned - wanted).max() < 1e-5


def test_scaled_picture_keeps_its_place(part, run, tmp_path):
    picture = coloured(spheres.panorama(1600)[300:500, 200:600]).resize((200, 100))
    gpano.save(picture, tmp_path / "scaled.jpg", gpano.crop(1600, 200, 300, 400, 200))
    assert run("tile", "scaled.jpg", "--output", "tiles", "--format", "png").returncode == 0
    assert_shows_part(TileSet(tmp_path / "tiles").faces(0))


def test_inspect_tells_all(part, run):
    fields = gpano.crop(1600, 200, 300, 400, 200) | POSE
    fields |= {"InitialViewHeadingDegrees": 10, "InitialHorizontalFOVDegrees": 75}
    gpano.save(coloured(spheres.panorama(1600)[300:500, 200:600]), part, fields)
    (found,) = json.loads(run("inspect", "part.jpg", "--json").stdout)
    projection = found["projection"]
    assert (projection["kind"], projection["found_by"]) == ("equirectangular", "metadata")
    angles = [projection[f"{angle}_deg"] for angle in ["yaw_from", "yaw_to", "pitch_from", "pitch_to"]]
    assert angles == pytest.approx([-135, -45, -22.5, 22.5])
    assert found["pose"] == {"heading_deg": 123.5, "pitch_deg": -7.25, "roll_deg": 12}
    assert found["initial_view"] == {"fov_deg": 75, "heading_deg": 10, "pitch_deg": 0, "roll_deg": 0}
    table = run("inspect", "part.jpg").stdout
    assert "heading 123.5°, pitch -7.2°, roll 12.0°" in table and "yaw -135.0° to -45.0°" in table


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"CroppedAreaLeftPixels": 1300}, ["CroppedAreaLeftPixels", "1300"]),
        ({"FullPanoHeightPixels": 700}, ["FullPanoHeightPixels 700"]),
        ({"CroppedAreaImageWidthPixels": 500}, ["CroppedAreaImageWidthPixels 500", "400 x 200"]),
        ({"PosePitchDegrees": 91}, ["PosePitchDegrees", "91"]),
        ({"ProjectionType": "stereographic"}, ["stereographic", "--projection"]),
        ({"FullPanoWidthPixels": "many"}, ["FullPanoWidthPixels", "many"]),
    ],
    ids=str,
)
def test_lying_metadata_are_one_line_and_leave_nothing(fields, words, run, tmp_path):
    picture = coloured(spheres.panorama(1600)[300:500, 200:600])
    gpano.save(picture, tmp_path / "part.jpg", gpano.crop(1600, 200, 300, 400, 200) | POSE | fields)
    assert_fault(run("tile", "part.jpg", "--output", "tiles"), 65, "part.jpg", *words)
    assert [path.name for path in tmp_path.iterdir()] == ["part.jpg"]
    # The user's word goes before them.
    arguments = ["--projection", "equirectangular", "--fov", "90", "--quiet"]
    assert run("tile", "part.jpg", "--output", "tiles", *arguments).returncode == 0


def test_tour_has_the_pose_and_no_tiles_of_nothing(part, run, tour, tmp_path):
    part.rename(tour / "past.png")
    assert run("build", tour, "--output", "sample.ztour").returncode == 0
    assert run("verify", "sample.ztour").returncode == 0
    database = sqlite3.connect(tmp_path / "sample.ztour")
    manifest = json.loads(database.execute("SELECT manifest FROM tour").fetchone()[0])
    past, present = manifest["places"][0]["epochs"]
    # The tour says nothing of the heading, so the picture's counts.
    assert (past["heading_deg"], present["heading_deg"]) == (123.5, 0)
    faces, presentation = database.execute(
        "SELECT (SELECT group_concat(DISTINCT face) FROM tile WHERE panorama = panorama.id), presentation "
        "FROM panorama WHERE digest = ?",
        [bytes.fromhex(past["panorama"])],
    ).fetchone()
    assert faces == "3"
    assert json.loads(presentation)["pose"] == {"heading_deg": 123.5, "pitch_deg": -7.25, "roll_deg": 12}
    database.close()
    # A build that finds everything done says the same.
    before = (tmp_path / "sample.ztour").read_bytes()
    assert run("build", tour, "--output", "sample.ztour").returncode == 0
    assert (tmp_path / "sample.ztour").read_bytes() == before
