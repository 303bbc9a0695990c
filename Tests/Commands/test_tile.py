"""`zeitreise tile`: what it writes, and that it loses nothing."""

import io
import json
import os
import signal
import subprocess

import numpy as np
import pytest
from running import assert_fault, contents, names, noise
from PIL import Image

# A panorama 1024 pixels wide: faces of 1024 / pi, rounded up to one tile of whole JPEG blocks.
SIZE = 336


@pytest.fixture
def panorama(tmp_path):
    noise(1024, 3).save(tmp_path / "panorama.png")
    return tmp_path / "panorama.png"


LAYOUTS = {
    "zeitreise": ("{level}/{face}/{row}/{column}.jpg", "frblud", 0, "manifest.json"),
    "pannellum": ("{level}/{face}{row}_{column}.jpg", "frblud", 1, "config.json"),
    "marzipano": ("tiles/tiles/{level}/{face}/{row}/{column}.jpg", "frblud", 0, "data.js"),
    "psv": ("{level}/{face}/{row}/{column}.jpg", ["front", "right", "back", "left", "top", "bottom"], 0, "panorama.js"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_has_every_tile_under_its_name(layout, run, panorama, tmp_path):
    path, faces, first_level, manifest = LAYOUTS[layout]
    result = run("tile", panorama, "--output", "tiles", "--layout", layout, "--tile-size", "176", "--json")
    assert result.returncode == 0, result.stderr
    outcome = json.loads(result.stdout)
    assert (outcome["tile_size_px"], outcome["levels"], outcome["face_size_px"]) == (176, 2, 352)
    wanted = {
        path.format(level=level + first_level, face=face, row=row, column=column)
        for level in range(2)
        for face in faces
        for row in range(2**level)
        for column in range(2**level)
    }
    files = contents(tmp_path / "tiles")
    extra = {"marzipano": {"tiles/tiles/preview.jpg"}, "zeitreise": {"preview.jpg"}}.get(layout, set())
    assert set(files) == wanted | {manifest, ".zeitreise-tiles"} | extra
    for name in wanted:
        with Image.open(io.BytesIO(files[name])) as tile:
            assert (tile.format, tile.size) == ("JPEG", (176, 176))


def test_marzipano_preview_stacks_the_faces_of_the_coarsest_level(run, panorama, tmp_path):
    run("tile", panorama, "--output", "tiles", "--layout", "marzipano", "--quality", "95")
    folder = tmp_path / "tiles/tiles/tiles"
    preview = np.asarray(Image.open(folder / "preview.jpg").convert("RGB"), dtype=float)
    assert preview.shape == (6 * SIZE, SIZE, 3)
    for place, face in enumerate("bdflru"):  # the order of Marzipano's ImageUrlSource
        tile = np.asarray(Image.open(folder / f"0/{face}/0/0.jpg").convert("RGB"), dtype=float)
        assert np.abs(preview[place * SIZE : (place + 1) * SIZE] - tile).mean() < 2


def test_preview_shows_the_six_faces(run, panorama, tmp_path):
    assert run("tile", panorama, "--output", "tiles", "--format", "png", "--face-size", "256").returncode == 0
    assert json.loads((tmp_path / "tiles/manifest.json").read_text())["preview"] == "preview.jpg"
    preview = Image.open(tmp_path / "tiles/preview.jpg")
    assert (preview.format, preview.size) == ("JPEG", (6 * 256, 256))
    # At this size the faces themselves are what it shows.
    faces = [np.asarray(Image.open(tmp_path / f"tiles/0/{face}/0/0.png"), dtype=float) for face in "frblud"]
    assert np.abs(np.asarray(preview, dtype=float) - np.concatenate(faces, axis=1)).mean() < 6


def test_formats_differ_in_nothing_but_loss(run, panorama, tmp_path):
    assert run("tile", panorama, "--output", "png", "--format", "png").returncode == 0
    assert run("tile", panorama, "--output", "jpeg", "--quality", "95").returncode == 0
    for face in "frblud":
        exact = np.asarray(Image.open(tmp_path / f"png/0/{face}/0/0.png").convert("RGB"), dtype=float)
        lossy = np.asarray(Image.open(tmp_path / f"jpeg/0/{face}/0/0.jpg").convert("RGB"), dtype=float)
        assert exact.shape == lossy.shape == (SIZE, SIZE, 3)
        assert np.abs(exact - lossy).mean() < 1.5


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_bytes_do_not_depend_on_jobs_memory_and_processor(run, panorama, tmp_path, monkeypatch, ending):
    if ending == "jpg":
        Image.open(panorama).save(tmp_path / "panorama.jpg", quality=90)
        panorama = tmp_path / "panorama.jpg"
    for jobs in ["1", "2", "7"]:
        assert run("tile", panorama, "--output", jobs, "--jobs", jobs).returncode == 0
    assert run("tile", panorama, "--output", "little", "--memory", "32", "--jobs", "2").returncode == 0
    monkeypatch.setenv("ZEITREISE_INSTRUCTION_SET", "portable")
    assert run("tile", panorama, "--output", "portable").returncode == 0
    sets = [contents(tmp_path / name) for name in ["1", "2", "7", "little", "portable"]]
    assert all(other == sets[0] for other in sets)


def test_unknown_instruction_set_is_status_2(run, panorama, monkeypatch):
    monkeypatch.setenv("ZEITREISE_INSTRUCTION_SET", "abacus")
    result = run("tile", panorama, "--output", "tiles")
    assert result.returncode == 2 and "portable" in result.stderr


def test_limits_can_be_raised(run, tmp_path):
    noise(4096, 5).save(tmp_path / "large.jpg")
    command = ["tile", "large.jpg", "--output", "tiles", "--jobs", "2"]
    assert_fault(run(*command, "--max-megapixels", "8"), 65, "--max-megapixels")
    assert_fault(run(*command, "--memory", "16"), 65, "--memory")
    assert not (tmp_path / "tiles").exists()
    assert run(*command, "--max-megapixels", "9", "--memory", "64").returncode == 0


def test_subsampling_is_that_of_the_tiles(run, panorama, tmp_path):
    for kind, factors in [("4:2:0", (2, 2)), ("4:4:4", (1, 1))]:
        assert run("tile", panorama, "--output", kind[-1], "--subsampling", kind).returncode == 0
        tile = Image.open(tmp_path / kind[-1] / "0/f/0/0.jpg")
        assert [layer[1:3] for layer in tile.layer] == [factors, (1, 1), (1, 1)]


def test_picture_kept_in_a_file_is_said_and_changes_nothing(run, tmp_path):
    """A progressive JPEG is needed whole, and here larger than its share of the memory."""
    noise(4096, 6).save(tmp_path / "whole.jpg", progressive=True)
    for name, memory in [("file", "64"), ("memory", "512")]:
        result = run("tile", "whole.jpg", "--output", name, "--memory", memory, "--jobs", "2")
        assert result.returncode == 0, result.stderr
        assert ("a file without a name" in result.stderr) == (name == "file"), result.stderr
    assert contents(tmp_path / "file") == contents(tmp_path / "memory")


def test_filters_differ(run, panorama, tmp_path):
    for name in ["bilinear", "bicubic", "lanczos3"]:
        assert run("tile", panorama, "--output", name, "--filter", name).returncode == 0
    assert run("tile", panorama, "--output", "default").returncode == 0
    sets = {name: contents(tmp_path / name) for name in ["bilinear", "bicubic", "lanczos3", "default"]}
    assert sets["default"] == sets["lanczos3"] != sets["bicubic"] != sets["bilinear"]


def test_takes_tiff(run, panorama, tmp_path):
    Image.open(panorama).save(tmp_path / "panorama.tif")
    for name in ["panorama.png", "panorama.tif"]:
        assert run("tile", name, "--output", name[-3:]).returncode == 0
    assert contents(tmp_path / "tif") == contents(tmp_path / "png")


def test_older_tile_set_is_replaced(run, panorama, tmp_path):
    assert run("tile", panorama, "--output", "tiles", "--layout", "pannellum").returncode == 0
    assert run("tile", panorama, "--output", "tiles").returncode == 0
    assert "manifest.json" in contents(tmp_path / "tiles") and "config.json" not in contents(tmp_path / "tiles")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["panorama.png", "tiles"]


def test_folder_of_something_else_is_left_alone(run, panorama, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/config.json").write_text("{}")
    (tmp_path / "photos/holiday.jpg").write_text("precious")
    assert_fault(run("tile", panorama, "--output", "photos"), 1, "photos", "something else than a tile set")
    assert contents(tmp_path / "photos") == {"config.json": b"{}", "holiday.jpg": b"precious"}


@pytest.mark.parametrize("names", [["2019/a.jpg", "2020/b.jpg"], ["tiles/x"], ["manifest.json"], ["1/p.png"]], ids=str)
def test_folder_that_looks_like_a_tile_set_is_left_alone(names, run, panorama, tmp_path):
    for place in ["photos", "other.partial", "third.previous"]:
        for name in names:
            (tmp_path / place / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / place / name).write_text("precious")
    before = contents(tmp_path)
    assert_fault(run("tile", panorama, "--output", "photos"), 1, "something else than a tile set")
    assert_fault(run("tile", panorama, "--output", "other"), 1, "something else than a tile set")
    assert_fault(run("tile", panorama, "--output", "third", "--quiet"), 1, "something else than a tile set")
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("place", "words"),
    [("panorama.png/tiles", "panorama.png: "), ("panorama.png/more/tiles", "panorama.png: "), ("/proc/tiles", "/proc/tiles")],
)
def test_place_that_takes_no_files_is_status_1(place, words, run, panorama, tmp_path):
    before = names(tmp_path)
    assert_fault(run("tile", panorama, "--output", place), 1, words, "nothing can be written here", "name another place")
    assert names(tmp_path) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_permission_is_status_1(run, panorama, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o555)
    assert_fault(run("tile", panorama, "--output", "closed/tiles"), 1, "closed: ", "no permission", "--output")


def test_two_at_once_do_not_mix(program, run, tmp_path):
    noise(8192, 4).save(tmp_path / "large.jpg")
    command = [program, "tile", "large.jpg", "--output", "tiles", "--jobs", "1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert "large.jpg" in process.stderr.readline()
    assert_fault(run("tile", "large.jpg", "--output", "tiles"), 75, "another program is writing it")
    process.stderr.read()
    assert process.wait(timeout=60) == 0
    # Levels of 1, 2, 4 and 8 tiles a side, and the preview.
    assert len(list((tmp_path / "tiles").rglob("*.jpg"))) == 6 * (1 + 4 + 16 + 64) + 1


def test_fewer_pixels_bring_no_patterns(run, tmp_path):
    """Stripes far too fine for the wanted size become an even grey, not other stripes."""
    stripes = np.zeros((1024, 2048, 3), dtype=np.uint8)
    stripes[:, ::3] = 255
    Image.fromarray(stripes).save(tmp_path / "stripes.png")
    assert run("tile", "stripes.png", "--output", "tiles", "--face-size", "48", "--format", "png").returncode == 0
    tile = np.asarray(Image.open(tmp_path / "tiles/0/f/0/0.png").convert("L"), dtype=float)
    assert tile.shape == (48, 48)
    assert tile.std() < 6


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (16, 8)], ids=str)
def test_tiny_pictures_are_tiled_or_refused(size, run, tmp_path):
    Image.new("RGB", size, (9, 99, 199)).save(tmp_path / "tiny.png")
    result = run("tile", "tiny.png", "--output", "tiles", "--format", "png", "--quiet")
    if size[1] < 2:
        assert_fault(result, 65, "tiny.png")
        return
    assert result.returncode == 0, result.stderr
    tile = Image.open(tmp_path / "tiles/0/u/0/0.png").convert("RGB")
    assert tile.getcolors() == [(tile.width * tile.height, (9, 99, 199))]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.jpg", None, ["missing.jpg", "No such file"]),
        ("text.jpg", b"no picture", ["text.jpg", "neither JPEG nor PNG"]),
        ("empty.png", b"", ["empty.png"]),
        ("cut.png", "half", ["cut.png", "truncated"]),
        ("square.png", (64, 64), ["square.png", "64 x 64", "twice as wide as high"]),
    ],
    ids=str,
)
def test_bad_picture_is_one_line_and_leaves_nothing(name, content, words, run, panorama, tmp_path):
    if content == "half":
        content = panorama.read_bytes()[: panorama.stat().st_size // 2]
    if isinstance(content, tuple):
        Image.new("RGB", content).save(tmp_path / name)
    elif content is not None:
        (tmp_path / name).write_bytes(content)
    before = contents(tmp_path)
    assert_fault(run("tile", name, "--output", "tiles"), 65, *words)
    assert contents(tmp_path) == before and not (tmp_path / "tiles").exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["tile"], ["tile", "x.jpg"], ["tile", "x.jpg", "-o", "d", "--quality", "0"], ["tile", "x.jpg", "-o", "d", "--jobs", "0"],
     ["tile", "x.jpg", "-o", "d", "--layout", "krpano"], ["tile", "x.jpg", "-o", "d", "--face-size", "0"], ["fly"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_status_2(arguments, run):
    result = run(*arguments)
    # Without a command the help is shown.
    assert result.returncode == (2 if arguments else 0)


def test_photo_sphere_viewer_cuts_no_finer_than_16(run, panorama, tmp_path):
    result = run("tile", panorama, "--output", "tiles", "--layout", "psv", "--face-size", "512", "--tile-size", "16")
    assert_fault(result, 65, "psv", "--tile-size")
    assert not (tmp_path / "tiles").exists()


def test_interrupt_leaves_nothing(program, tmp_path):
    noise(8192, 4).save(tmp_path / "large.jpg")
    command = [program, "tile", "large.jpg", "--output", "tiles", "--jobs", "1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    # A line comes with the first tile.
    assert "large.jpg" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait(timeout=60) == 130, rest
    assert [path.name for path in tmp_path.iterdir()] == ["large.jpg"]
