"""`zeitreise new`: a tour to start from."""

import json
import os
import shlex
import signal
import subprocess

import numpy as np
import pytest
from PIL import Image
from running import assert_fault, names


def test_new_tour_is_clean_builds_and_is_whole(run, tmp_path):
    made = run("new", "old-town")
    assert (made.returncode, made.stderr) == (0, "")
    checked = run("check", "old-town")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "old-town: nothing wrong\n", "")
    built = run("build", "old-town", "--quiet")
    assert built.returncode == 0, built.stderr
    assert "2 places, 3 epochs" in built.stdout
    assert run("verify", "old-town.ztour").returncode == 0
    assert names(tmp_path) == ["old-town", "old-town.ztour"]


def test_command_to_go_on_with_can_be_copied(run, tmp_path):
    said = run("new", "Bob's old town").stdout
    command = shlex.split(said.split("then: ")[1])
    assert command == ["zeitreise", "build", "Bob's old town"]
    assert run(*command[1:], "--quiet").returncode == 0


def test_new_tour_can_be_driven_at_the_desk(run):
    run("new", "old-town")
    driven = run("simulate", "old-town", "--synthetic", "--json")
    assert driven.returncode == 0, driven.stderr
    shown = [event["place"] for event in json.loads(driven.stdout)["events"] if event["kind"] == "shown"]
    assert shown == ["market", "gate"]


def test_pictures_show_the_points_of_the_compass(run, tmp_path):
    outcome = json.loads(run("new", "old-town", "--json").stdout)
    assert outcome["id"] == "old-town"
    pictures = [name for name in outcome["files"] if name.endswith(".png")]
    assert len(pictures) == 3
    for name in pictures:
        picture = np.asarray(Image.open(tmp_path / "old-town" / name).convert("RGB")).astype(int)
        assert picture.shape == (1024, 2048, 3)
        # Ink of the letters: between 5 and 20 degrees above the horizon, around each quarter of the turn and nowhere else.
        ink = (picture[400:480] >= 245).all(axis=2).any(axis=0)
        near = np.abs((np.arange(2048) + 256) % 512 - 256) < 40
        assert not ink[~near].any()
        # N (yaw 0, the middle) has upright strokes at both sides, E to its right only on the left.
        middle, east = 1024, 1536
        assert ink[middle - 28 : middle - 10].any() and ink[middle + 10 : middle + 28].any()
        strokes = (picture[405:480, east - 28 : east + 28] >= 245).all(axis=2).sum(axis=0)
        assert strokes[:14].max() > 2 * strokes[42:].max()


def test_name_becomes_an_id(run):
    for name, tour_id in [("Große Altstadt", "grosse-altstadt"), ("...", "my-tour"), ("1900", "1900"), ("東京", "my-tour")]:
        assert json.loads(run("new", name, "--json").stdout)["id"] == tour_id
        assert run("check", name).returncode == 0


def test_an_empty_folder_is_filled(run, tmp_path):
    (tmp_path / "tour").mkdir()
    inode = (tmp_path / "tour").stat().st_ino
    assert run("new", ".", cwd=tmp_path / "tour").returncode == 0
    assert (tmp_path / "tour").stat().st_ino == inode
    assert names(tmp_path / "tour") == ["pictures", "route.geojson", "tour.yaml"]
    assert names(tmp_path) == ["tour"]


@pytest.mark.parametrize("name", ["note.txt", ".hidden"])
def test_an_occupied_folder_is_refused(run, tmp_path, name):
    (tmp_path / "tour").mkdir()
    (tmp_path / "tour" / name).write_text("mine")
    assert_fault(run("new", "tour"), 1, "tour: there is something already", "empty folder")
    assert [path.name for path in (tmp_path / "tour").iterdir()] == [name]


def test_a_file_in_its_place_is_refused(run, tmp_path):
    (tmp_path / "tour").write_text("mine")
    assert_fault(run("new", "tour"), 1, "tour: there is something already")
    assert (tmp_path / "tour").read_text() == "mine"


def test_no_folder_is_wrong_usage(run):
    assert run("new").returncode == 2
    assert run("new", "").returncode == 2


def test_a_stop_at_any_moment_leaves_a_whole_tour_or_none(program, run, tmp_path):
    for delay_ms in [0, 20, 60, 120, 200]:
        process = subprocess.Popen([program, "new", "tour"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            process.wait(timeout=delay_ms / 1000)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        process.stderr.read()
        process.wait(timeout=60)
        if os.path.exists(tmp_path / "tour"):
            assert run("check", "tour").returncode == 0
            subprocess.run(["rm", "-r", tmp_path / "tour"], check=True)


def test_place_that_takes_no_folder_is_said(run):
    result = run("new", "/proc/old-town")
    assert_fault(result, 1, "/proc/old-town", "nothing can be written here: No such file or directory; ")
    assert "--output" not in result.stderr
