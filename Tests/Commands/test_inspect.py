"""`zeitreise inspect`: what it tells of pictures is what Pillow and the definitions say, and what `tile` then makes."""

import json

import numpy as np
import pytest
import spheres
from PIL import Image
from running import noise


def inspected(run, *arguments) -> list[dict]:
    result = run("inspect", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_tells_what_the_header_says(run, tmp_path):
    noise(1024, 1).save(tmp_path / "a.jpg")
    noise(1024, 1).convert("L").save(tmp_path / "b.png")
    Image.fromarray(np.zeros((100, 200), np.uint16)).save(tmp_path / "c.png")
    noise(1024, 1).convert("RGBA").save(tmp_path / "d.png")
    noise(1024, 1).save(tmp_path / "e.jpg", progressive=True)
    a, b, c, d, e = inspected(run, "a.jpg", "b.png", "c.png", "d.png", "e.jpg")
    assert [x["file"] for x in (a, b, c, d, e)] == ["a.jpg", "b.png", "c.png", "d.png", "e.jpg"]
    assert (a["format"], a["width_px"], a["height_px"], a["bits_per_sample"]) == ("jpeg", 1024, 512, 8)
    assert (a["colour_model"], b["colour_model"], d["colour_model"]) == ("ycbcr", "grey", "rgb")
    assert (c["bits_per_sample"], d["has_alpha"], a["has_alpha"], e["is_interlaced"]) == (16, True, False, True)
    assert a["projection"] == {
        "kind": "equirectangular", "found_by": "size", "stereo": "none", "pitch_from_deg": -90, "pitch_to_deg": 90
    }  # fmt: skip
    assert a["decoded_mib"] == 2


@pytest.mark.parametrize(
    ("size", "options", "wanted"),
    [
        ((900, 300), ["--projection", "cylindrical", "--fov", "180"],
         {"kind": "cylindrical", "yaw_from_deg": -90, "yaw_to_deg": 90, "pitch_to_deg": 27.64}),
        ((900, 300), ["--projection", "equirectangular"],
         {"kind": "equirectangular", "pitch_from_deg": -60, "pitch_to_deg": 60}),
        ((600, 400), ["--projection", "rectilinear", "--fov", "60", "--pose", "-20,5,1"],
         {"kind": "rectilinear", "horizontal_fov_deg": 60, "vertical_fov_deg": 42.1}),
        ((512, 512), ["--stereo", "top-bottom"], {"kind": "equirectangular", "stereo": "top-bottom"}),
    ],
    ids=["cylinder", "strip", "photograph", "two eyes"],
)  # fmt: skip
def test_tells_what_is_shown_and_what_tile_makes(size, options, wanted, run, tmp_path):
    Image.new("RGB", size).save(tmp_path / "picture.png")
    (found,) = inspected(run, "picture.png", *options)
    for key, value in wanted.items():
        actual = found["projection"][key]
        assert actual == (pytest.approx(value, abs=0.01) if isinstance(value, (int, float)) else value)
    outcome = json.loads(run("tile", "picture.png", "--output", "tiles", "--json", *options).stdout)
    assert outcome["tiles"] == found["tiles"]["count"]
    for key in ["face_size_px", "tile_size_px", "levels"]:
        assert outcome[key] == found["tiles"][key]


def test_folder_of_faces(run, tmp_path):
    (tmp_path / "cube").mkdir()
    for letter in spheres.FACES:
        Image.new("RGB", (128, 128)).save(tmp_path / f"cube/{letter}.png")
    (found,) = inspected(run, "cube")
    assert found["projection"]["kind"] == "cubemap" and found["projection"]["found_by"] == "names"
    assert found["tiles"]["face_size_px"] == 128


def test_unknown_projection_is_no_fault_of_the_picture(run, tmp_path):
    Image.new("RGB", (300, 200)).save(tmp_path / "picture.png")
    (found,) = inspected(run, "picture.png")
    assert "projection" not in found and "--projection" in found["projection_fault"]


def test_table_is_for_reading(run, tmp_path):
    noise(1024, 1).save(tmp_path / "a.jpg")
    result = run("inspect", "a.jpg")
    assert result.stdout.splitlines()[0] == "a.jpg"
    assert "1024 x 512" in result.stdout and "equirectangular (by its size)" in result.stdout


def test_bad_picture_does_not_hide_the_others(run, tmp_path):
    noise(1024, 1).save(tmp_path / "a.jpg")
    (tmp_path / "b.jpg").write_text("no picture")
    result = run("inspect", "b.jpg", "missing.jpg", "a.jpg", "--json")
    assert result.returncode == 65
    assert [entry["file"] for entry in json.loads(result.stdout)] == ["a.jpg"]
    lines = result.stderr.splitlines()
    assert len(lines) == 2 and "b.jpg" in lines[0] and "missing.jpg" in lines[1]
