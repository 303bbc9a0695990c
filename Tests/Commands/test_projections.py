"""`zeitreise tile` with pictures of every projection: each texel shows its direction, and there are just the tiles that show
something."""

import json
import subprocess
import sys

import numpy as np
import pytest
import spheres
from PIL import Image
from running import assert_fault, contents, noise
from spheres import FACES, TileSet, coloured, shown

PHOTOGRAPH = ["--projection", "rectilinear", "--fov", "70"]


def cut(run, *arguments, output="tiles", size=128):
    result = run("tile", *arguments, "--output", output, "--format", "png", "--tile-size", str(size), "--quiet")
    assert result.returncode == 0, result.stderr


# Eight bits, rounded twice or more: a level in each of three colours is 0.83 degrees. A texel of the coarsest level is 0.7
# degrees; over a face rounding cancels, a wrong place does not.


def assert_true(tiles: TileSet, is_shown) -> None:
    """On every level, texels that the source shows stand for their direction, all others are black.

    `is_shown` tells from directions how many texels of a face of 1000 they lie within the source; negative is outside.
    """
    assert tiles.tiles() == tiles.promised()
    for level in tiles.manifest["levels"]:
        size = level["size_px"]
        read = 0
        for letter, picture in tiles.faces(level["level"]).items():
            directions = spheres.face(letter, size)
            directions /= np.linalg.norm(directions, axis=-1, keepdims=True)
            depth = is_shown(directions) * size / 1000
            inside = depth > 2
            errors = np.degrees(np.linalg.norm(shown(picture) - directions, axis=-1))
            assert errors[inside].max(initial=0) < 1.2, f"{letter} of level {level['level']}"
            read += inside.sum()
            if inside.sum() > 500:
                shift = np.degrees((shown(picture) - directions)[inside].mean(axis=0))
                assert np.abs(shift).max() < 0.1, f"{letter} of level {level['level']}"
            assert not picture[depth < -2].any()
        assert read > 50


def everywhere(directions):
    return np.full(directions.shape[:-1], 1000.0)


def within_photograph(fov_deg, aspect, pose_deg):
    """In texels of a face of 1000 at its middle."""

    def depth(directions):
        x, y, z = np.moveaxis(directions @ spheres.camera(*pose_deg), -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            across, up = np.abs(x / -z), np.abs(y / -z)
        edge = np.tan(np.radians(fov_deg) / 2)
        return np.where(z < 0, 500 * np.minimum(edge - across, edge * aspect - up), -1000)

    return depth


@pytest.mark.parametrize("pose", [(0, 0, 0), (45, 0, 0), (-170, 30, 15), (20, -85, -100)], ids=str)
def test_photograph(pose, run, tmp_path):
    coloured(spheres.photograph(600, 400, 70, pose)).save(tmp_path / "old.png")
    cut(run, "old.png", *PHOTOGRAPH, "--pose", ",".join(map(str, pose)))
    assert_true(TileSet(tmp_path / "tiles"), within_photograph(70, 2 / 3, pose))


@pytest.mark.parametrize("fov", [360, 200, 60])
def test_cylinder(fov, run, tmp_path):
    coloured(spheres.cylinder(900, 300, fov)).save(tmp_path / "strip.png")
    cut(run, "strip.png", "--projection", "cylindrical", "--fov", fov)
    height = 150 / (900 / np.radians(fov))

    def depth(directions):
        x, y, z = np.moveaxis(directions, -1, 0)
        with np.errstate(divide="ignore"):
            above = height - np.abs(y) / np.hypot(x, z)
        beside = np.inf if fov == 360 else np.radians(fov) / 2 - np.abs(np.arctan2(x, -z))
        # A step of the tangent is longest at the horizon.
        return 500 * np.minimum(beside, above) * np.hypot(x, z)

    assert_true(TileSet(tmp_path / "tiles"), depth)


def test_strip_of_a_panorama(run, tmp_path):
    """360 degrees wide, 60 high, the horizon in the middle."""
    coloured(spheres.panorama(900)[150:300]).save(tmp_path / "strip.png")
    cut(run, "strip.png", "--projection", "equirectangular")
    tiles = TileSet(tmp_path / "tiles")
    assert tiles.manifest["faces"] == ["f", "r", "b", "l"]
    assert_true(tiles, lambda directions: 500 * (np.radians(30) - np.abs(np.arcsin(directions[..., 1]))))


def test_part_of_a_panorama(run, tmp_path):
    """90 degrees wide and 45 high."""
    coloured(spheres.panorama(1600)[300:500, 600:1000]).save(tmp_path / "part.png")
    cut(run, "part.png", "--projection", "equirectangular", "--fov", "90")

    def depth(directions):
        x, y, z = np.moveaxis(directions, -1, 0)
        beside = (np.radians(45) - np.abs(np.arctan2(x, -z))) * np.hypot(x, z)
        return 500 * np.minimum(beside, np.radians(22.5) - np.abs(np.arcsin(y)))

    tiles = TileSet(tmp_path / "tiles")
    assert_true(tiles, depth)
    assert tiles.manifest["faces"] == ["f"]


CUBES = {
    "letters": ["church_{}.png".format(letter) for letter in FACES],
    "words": [f"{word}.png" for word in ["front", "right", "back", "left", "up", "down"]],
    "other words": [f"S1-{word}.PNG" for word in ["Front", "Right", "Back", "Left", "Top", "Bottom"]],
    "numbers": [f"examplepanocube{number}.png" for number in range(6)],
}


@pytest.mark.parametrize("size", [256, 300])
@pytest.mark.parametrize("names", CUBES)
def test_six_faces(names, size, run, tmp_path):
    (tmp_path / "cube").mkdir()
    for letter, name in zip(FACES, CUBES[names]):
        coloured(spheres.face(letter, size)).save(tmp_path / "cube" / name, "PNG")
    (tmp_path / "cube/readme.txt").write_text("not a picture")
    cut(run, "cube")
    assert_true(TileSet(tmp_path / "tiles"), everywhere)
    if size == 256:
        picture = np.asarray(coloured(spheres.face("l", size)))
        assert (TileSet(tmp_path / "tiles").faces(1)["l"] == picture).all()
    # The order in which they are named does not matter.
    cut(run, *[f"cube/{name}" for name in reversed(CUBES[names])], output="named")
    assert contents(tmp_path / "named") == contents(tmp_path / "tiles")


@pytest.mark.parametrize("stereo", ["top-bottom", "side-by-side"])
@pytest.mark.parametrize("projection", ["equirectangular", "cylindrical"])
def test_two_eyes(stereo, projection, run, tmp_path):
    """The right eye's picture is the left one's turned by a quarter."""
    options, left = {
        "equirectangular": ([], spheres.panorama(800)),
        "cylindrical": (["--projection", "cylindrical", "--fov", "360"], spheres.cylinder(800, 300, 360)),
    }[projection]
    right = left @ spheres.camera(90, 0, 0).T
    coloured(np.concatenate([left, right], axis=0 if stereo == "top-bottom" else 1)).save(tmp_path / "stereo.png")
    cut(run, "stereo.png", "--stereo", stereo, *options)
    assert sorted(path.name for path in (tmp_path / "tiles").iterdir()) == [".zeitreise-tiles", "left", "right"]
    sets = {eye: TileSet(tmp_path / "tiles" / eye) for eye in ["left", "right"]}
    coloured(left).save(tmp_path / "left.png")
    cut(run, "left.png", *options, output="alone")
    alone = TileSet(tmp_path / "alone")
    assert sets["left"].promised() == sets["left"].tiles() == alone.tiles()
    for level in alone.manifest["levels"]:
        whole, part = alone.faces(level["level"]), sets["left"].faces(level["level"])
        assert all((whole[face] == part[face]).all() for face in FACES)
    if projection == "equirectangular":
        assert_true(sets["left"], everywhere)
    turned = sets["right"].faces(0)["l"][32:-32, 32:-32]
    ahead = np.asarray(coloured(spheres.face("f", 128)))[32:-32, 32:-32]
    assert np.abs(turned.astype(int) - ahead).max() <= 2
    # A second run replaces both.
    cut(run, "stereo.png", "--stereo", stereo, *options)


def missing_tiles(text: str, levels: int) -> set[tuple]:
    """As Pannellum's viewer reads it: face, level from 1, column and row."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
    missing = set()
    for side in text.split("!")[1:]:
        for part in side[1:].split(">")[1:]:
            level = digits.index(part[0])
            length = int(np.ceil(np.log(2 ** (level - 1)) / np.log(83)))
            numbers = part[1:]
            assert len(numbers) % max(1, 2 * length) == 0
            places = [numbers[at : at + 2 * length] for at in range(0, len(numbers), 2 * length)] if length else [""]
            for place in places:
                column, row = (
                    sum(digits.index(digit) * 83**power for power, digit in enumerate(reversed(half)))
                    for half in [place[:length], place[length:]]
                )
                assert level <= levels
                missing.add((side[0], level, column, row))
    return missing


def test_pannellum_knows_what_is_missing(run, tmp_path):
    coloured(spheres.photograph(600, 400, 70, (45, 10, 0))).save(tmp_path / "old.png")
    arguments = [*PHOTOGRAPH, "--pose", "45,10,0", "--tile-size", "64", "--format", "png", "--layout", "pannellum"]
    assert run("tile", "old.png", *arguments, "--output", "tiles").returncode == 0
    config = json.loads((tmp_path / "tiles/config.json").read_text())["multiRes"]
    missing = missing_tiles(config["missingTiles"], config["maxLevel"])

    def is_there(letter, level, column, row):
        return not any((letter, level - up, column >> up, row >> up) in missing for up in range(level))

    wanted = {
        f"{level}/{letter}{row}_{column}.png"
        for level in range(1, config["maxLevel"] + 1)
        for letter in FACES
        for row in range(2 ** (level - 1))
        for column in range(2 ** (level - 1))
        if is_there(letter, level, column, row)
    }
    assert {name for name in contents(tmp_path / "tiles") if name.endswith(".png")} == wanted
    assert 100 < len(wanted) < 400


@pytest.mark.parametrize("layout", ["marzipano", "psv"])
def test_viewers_that_ask_for_every_tile_get_black_ones(layout, run, tmp_path):
    coloured(spheres.photograph(600, 400, 70)).save(tmp_path / "old.png")
    arguments = [*PHOTOGRAPH, "--tile-size", "256", "--format", "png", "--layout", layout]
    assert run("tile", "old.png", *arguments, "--output", "tiles").returncode == 0
    tiles = list((tmp_path / "tiles").rglob("*.png"))
    assert len(tiles) == 6 * (1 + 4 + 16)
    black = [path for path in tiles if not np.asarray(Image.open(path).convert("RGB")).any()]
    # The picture lies on one tile, four, and the eight in the middle of the front face.
    assert len(black) == len(tiles) - 1 - 4 - 8
    result = run("tile", "old.png", *arguments, "--fov", "1", "--output", "far")
    assert_fault(result, 65, layout, "--face-size")


# Takes a command and says what it took at the most, in KiB: small itself, for what a process has before it becomes another counts.
PEAK = """
import resource, subprocess, sys
result = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(result.returncode)
"""


def test_memory_is_bounded_whatever_the_picture(program, run, tmp_path):
    """70 MiB as bytes alone, and several times as much with its halvings."""
    noise(8192, 5).crop((0, 0, 8192, 2200)).save(tmp_path / "large.jpg")
    options = ["--projection", "equirectangular", "--face-size", "512", "--jobs", "2"]
    command = [program, "tile", "large.jpg", "--output", "little", "--memory", "48", *options]
    result = subprocess.run([sys.executable, "-c", PEAK, *command], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "large.jpg: kept with its halvings it takes" in result.stderr and "file without a name" in result.stderr
    # What the program needs without any picture is not part of the budget.
    assert int(result.stdout.splitlines()[-1]) < (48 + 48) * 1024, result.stdout
    result = run("tile", "large.jpg", "--output", "much", "--memory", "1024", *options)
    assert result.returncode == 0 and "without a name" not in result.stderr
    assert contents(tmp_path / "little") == contents(tmp_path / "much")


@pytest.mark.parametrize("projection", [["equirectangular"], ["rectilinear", "--fov", "60"]], ids=lambda names: names[0])
def test_deep_pictures_are_rounded_once(projection, run, tmp_path):
    """Sixteen bits that rise by a quarter of a grey level a pixel: in bytes they would rise by steps of four pixels."""
    ramp = np.tile(np.arange(400, dtype=np.float64) / 4 + 60, (100, 1))
    Image.fromarray((ramp * 257).round().astype(np.uint16)).save(tmp_path / "deep.png")
    cut(run, "deep.png", "--projection", *projection, "--face-size", "1024", size=512)
    tiles = TileSet(tmp_path / "tiles")
    row = tiles.faces(tiles.manifest["levels"][-1]["level"])["f"][512, :, 0].astype(float)
    inside = row[np.flatnonzero(row > 60)][8:-8]
    # Larger than the picture, so each step of a level is as wide as the steps about it, but for rounding.
    lengths = np.diff(np.flatnonzero(np.diff(inside)))
    assert len(lengths) > 20 and np.diff(inside).max() == 1
    assert np.abs(lengths - np.median(lengths)).max() <= max(2, 0.5 * np.median(lengths))


def test_bytes_do_not_depend_on_jobs(run, tmp_path):
    coloured(spheres.photograph(600, 400, 70)).save(tmp_path / "old.png")
    for jobs in ["1", "2", "7"]:
        result = run("tile", "old.png", *PHOTOGRAPH, "--output", jobs, "--jobs", jobs)
        assert result.returncode == 0, result.stderr
    assert contents(tmp_path / "1") == contents(tmp_path / "2") == contents(tmp_path / "7")


@pytest.mark.parametrize(
    ("size", "arguments", "words"),
    [
        ((64, 64), [], ["64 x 64", "--stereo top-bottom"]),
        ((256, 64), [], ["256 x 64", "--stereo side-by-side"]),
        ((300, 200), [], ["300 x 200", "--projection"]),
        ((300, 200), ["--projection", "cylindrical"], ["cylindrical", "--fov"]),
        ((300, 200), ["--projection", "cylindrical", "--fov", "400"], ["400", "360"]),
        ((300, 200), ["--projection", "rectilinear"], ["rectilinear", "--fov"]),
        ((300, 200), ["--projection", "rectilinear", "--fov", "180"], ["180", "170"]),
        ((300, 200), ["--projection", "equirectangular"], ["beyond the poles"]),
        ((300, 200), ["--projection", "cubemap"], ["six pictures"]),
        ((300, 201), ["--stereo", "top-bottom"], ["300 x 201", "even height"]),
        ((301, 200), ["--stereo", "side-by-side"], ["301 x 200", "even width"]),
    ],
    ids=str,
)
def test_picture_that_cannot_be_placed_is_one_line_and_leaves_nothing(size, arguments, words, run, tmp_path):
    Image.new("RGB", size).save(tmp_path / "picture.png")
    assert_fault(run("tile", "picture.png", "--output", "tiles", *arguments), 65, "picture.png", *words)
    assert [path.name for path in tmp_path.iterdir()] == ["picture.png"]


@pytest.mark.parametrize(
    ("names", "sizes", "words"),
    [
        ([f"a_{letter}" for letter in "frbl"], [64] * 4, ["up, down", "_u _d"]),
        ([f"a_{letter}" for letter in FACES], [64] * 5 + [65], ["65 x 65", "same size"]),
        ([f"a_{letter}" for letter in FACES] + [f"b_{letter}" for letter in FACES], [64] * 12, ["a_f.png, b_f.png"]),
        (["holiday", "leaf"], [64] * 2, ["front"]),
        (["one", "two2two"], [64] * 2, ["no names"]),
        ([], [], ["no names"]),
    ],
    ids=["two missing", "one larger", "two sets", "a word's end", "no endings", "empty"],
)
def test_wrong_set_of_faces_is_one_line_and_leaves_nothing(names, sizes, words, run, tmp_path):
    (tmp_path / "cube").mkdir()
    for name, size in zip(names, sizes):
        Image.new("RGB", (size, size)).save(tmp_path / f"cube/{name}.png")
    assert_fault(run("tile", "cube", "--output", "tiles"), 65, "cube", *words)
    assert [path.name for path in tmp_path.iterdir()] == ["cube"]


@pytest.mark.parametrize(
    "arguments",
    [["--fov", "90"], ["--pose", "1,2,3"], ["--projection", "rectilinear", "--pose", "1,2"], ["--stereo", "left"],
     ["--projection", "rectilinear", "--pose", "1,91,0"], ["--projection", "mercator"], ["b.png", "c.png"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_status_2(arguments, run):
    result = run("tile", "a.png", "--output", "tiles", *arguments)
    assert result.returncode == 2, result.stderr
