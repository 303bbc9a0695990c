"""`zeitreise check`, `build` and `verify`: a tour from its document to its bundle."""

import io
import json
import random
import re
import signal
import sqlite3
import subprocess

import gpano
import numpy as np
import pytest
import spheres
from PIL import Image
from running import REPOSITORY, assert_fault, names, noise
from spheres import coloured

PREVIEW_TOUR = """\
zeitreise: 1
id: sample
title: {de: Probe}
languages: [de]
places:
  - id: castle
    title: {de: Burg}
    location: {latitude_deg: 49.44, longitude_deg: 7.77}
    epochs:
      - id: whole
        year: 1200
        panorama: whole.png
        credit: Nobody
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
      - id: part
        year: 2026
        panorama: part.jpg
        credit: Nobody
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
"""


def test_builds_and_verifies(run, tour, tmp_path):
    result = run("build", tour, "--output", "sample.ztour", "--json")
    assert result.returncode == 0, result.stderr
    outcome = json.loads(result.stdout)
    assert (outcome["places"], outcome["epochs"]) == (1, 2)
    assert outcome["bytes"] == (tmp_path / "sample.ztour").stat().st_size
    verified = json.loads(run("verify", "sample.ztour", "--json").stdout)
    assert verified["faults"] == []
    # 512 pixels: one level of one tile of 176; 1024: one of 336. The two captions are the same bytes.
    assert (verified["panoramas"], verified["tiles"], verified["media"]) == (2, 12, 1)


def test_any_sqlite_opens_the_bundle(run, tour, tmp_path):
    run("build", tour, "--output", "sample.ztour")
    database = sqlite3.connect(tmp_path / "sample.ztour")
    assert database.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"ZTRB"
    assert database.execute("SELECT document FROM tour").fetchone()[0] == (tour / "tour.yaml").read_text()
    manifest = json.loads(database.execute("SELECT manifest FROM tour").fetchone()[0])
    assert [epoch["from_year"] for epoch in manifest["places"][0]["epochs"]] == [1200, 2026]
    database.close()


def test_bundle_has_a_preview_of_every_panorama(run, tmp_path):
    """The six faces as their directions' colours, whether the panorama is whole or a part."""
    (tmp_path / "tour").mkdir()
    coloured(spheres.panorama(1024)).save(tmp_path / "tour/whole.png")
    gpano.save(coloured(spheres.panorama(1024)[100:400]), tmp_path / "tour/part.jpg", gpano.crop(1024, 0, 100, 1024, 300))
    (tmp_path / "tour/tour.yaml").write_text(PREVIEW_TOUR)
    result = run("build", "tour", "--output", "sample.ztour")
    assert result.returncode == 0, result.stderr
    database = sqlite3.connect(tmp_path / "sample.ztour")
    previews = database.execute("SELECT bytes FROM panorama JOIN blob ON blob.id = preview ORDER BY panorama.id").fetchall()
    database.close()
    faces = np.concatenate([spheres.face(letter, 256) for letter in spheres.FACES], axis=1)
    faces /= np.linalg.norm(faces, axis=-1, keepdims=True)
    rows = (0.5 - np.arcsin(faces[..., 1]) / np.pi) * 512 - 0.5
    for (jpeg,), inside in zip(previews, [rows > -1, (rows > 103) & (rows < 396)], strict=True):
        picture = Image.open(io.BytesIO(jpeg))
        assert (picture.format, picture.size) == ("JPEG", (6 * 256, 256))
        errors = np.linalg.norm(spheres.shown(np.asarray(picture.convert("RGB"))) - faces, axis=-1)[inside]
        assert np.degrees(errors).mean() < 1.5
        assert np.asarray(picture.convert("L"))[~inside & ((rows < 97) | (rows > 402))].max(initial=0) < 40


@pytest.mark.parametrize(
    ("size", "fields"),
    [
        ((300, 200), {}),
        ((400, 100), {}),
        ((300, 200), {"ProjectionType": "fisheye"}),
        ((300, 200), {"ProjectionType": "cylindrical"}),
        ((300, 200), gpano.crop(1000, 900, 0, 300, 200)),
        ((400, 200), {"PosePitchDegrees": 100}),
    ],
    ids=str,
)
def test_advice_is_for_tours(size, fields, run, tour):
    """Neither `build` nor `check` has options that say what a picture shows."""
    gpano.save(Image.new("RGB", size), tour / "present.jpg", fields)
    for command in ["build", "check"]:
        result = run(command, tour)
        assert_fault(result, 65, "tour.yaml:20: panorama 'present.jpg': ")
        assert not any(option in result.stderr for option in ["--projection", "--fov", "--stereo", "--face-size"])


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_photograph_written_as_a_panorama_is_told_how_to_lie(command, run, tour):
    Image.new("RGB", (300, 200)).save(tour / "present.jpg")
    assert_fault(run(command, tour), 65, "tour.yaml:20: ", "`photo:` instead of `panorama:`", "`field_of_view_deg:`")


def test_bytes_do_not_depend_on_jobs_or_run(run, tour, tmp_path):
    for jobs in ["1", "2", "5"]:
        assert run("build", tour, "--output", f"{jobs}.ztour", "--jobs", jobs).returncode == 0
    first, *others = [(tmp_path / f"{jobs}.ztour").read_bytes() for jobs in ["1", "2", "5"]]
    assert all(other == first for other in others)


def test_one_place_is_one(run, tour):
    assert run("build", tour).stdout.startswith("sample.ztour: 1 place, 2 epochs, ")


def test_years_that_cannot_be_told_apart_are_a_warning_of_build_too(run, tour):
    text = (tour / "tour.yaml").read_text()
    (tour / "tour.yaml").write_text(re.sub(r"year: \d+", "year: 1900", text))
    for _ in range(2):
        built = run("build", tour)
        assert built.returncode == 0
        [line] = [line for line in built.stderr.splitlines() if "same years" in line]
        assert re.match(rf"zeitreise: {tour}/tour.yaml:\d+: warning: ", line)
        assert f"{line} [ambiguous-years]" in run("check", tour).stderr.splitlines()


def test_name_comes_from_the_tour(run, tour, tmp_path):
    assert run("build", tour / "tour.yaml").returncode == 0
    assert (tmp_path / "sample.ztour").exists()


def test_every_mistake_is_told_with_its_line(run, tour, tmp_path):
    document = (tour / "tour.yaml").read_text()
    document = document.replace("latitude_deg: 49.44", "latitude_deg: 149.44").replace("licence:", "license:", 1)
    (tour / "tour.yaml").write_text(document)
    (tour / "present.jpg").unlink()
    for command in ["check", "build"]:
        result = run(command, tour)
        assert result.returncode == 65
        assert f"{tour}/tour.yaml:8: " in result.stderr
        assert "licence" in result.stderr and f"{tour}/tour.yaml:14: " in result.stderr
    findings = json.loads(run("check", tour, "--json").stdout)
    assert {"swapped-coordinates", "unknown-key"} <= {finding["code"] for finding in findings}
    assert not (tmp_path / "sample.ztour").exists()


def test_missing_picture_is_told_before_anything_is_built(run, tour, tmp_path):
    (tour / "present.jpg").unlink()
    assert_fault(run("build", tour), 65, "tour.yaml:20", "present.jpg")
    assert names(tmp_path) == ["tour"]


@pytest.mark.parametrize("name", ["past.png", "present.jpg"])
def test_damaged_picture_leaves_the_old_bundle(name, run, tour, tmp_path):
    assert run("build", tour).returncode == 0
    old = (tmp_path / "sample.ztour").read_bytes()
    (tour / name).write_bytes((tour / name).read_bytes()[:-2000])
    line = next(n for n, text in enumerate((tour / "tour.yaml").read_text().splitlines(), 1) if name in text)
    assert_fault(run("build", tour, "--quiet"), 65, f"tour.yaml:{line}: panorama '{name}': ", "truncated")
    assert (tmp_path / "sample.ztour").read_bytes() == old
    assert names(tmp_path) == ["sample.ztour", "tour"]


def test_kill_at_any_moment_leaves_old_or_new(program, run, tour, tmp_path):
    bundle = tmp_path / "sample.ztour"
    assert run("build", tour).returncode == 0
    old = bundle.read_bytes()
    (tour / "tour.yaml").write_text((tour / "tour.yaml").read_text().replace("Sample", "Another sample"))
    assert run("build", tour, "--output", "new.ztour").returncode == 0
    new = (tmp_path / "new.ztour").read_bytes()
    moments = random.Random(5)
    survivors = {"old": 0, "new": 0}
    for _ in range(40):
        bundle.write_bytes(old)
        process = subprocess.Popen([program, "build", tour, "--quiet"], cwd=tmp_path, stdout=subprocess.DEVNULL)
        try:
            process.wait(timeout=moments.uniform(0.0, 0.15))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        survivors["new" if bundle.read_bytes() == new else "old"] += 1
        assert bundle.read_bytes() in (old, new)
    assert survivors["old"] > 0
    assert run("build", tour).returncode == 0, "a left-over part must not be in the way"
    assert bundle.read_bytes() == new
    assert names(tmp_path) == ["new.ztour", "sample.ztour", "tour"]


def test_names_are_never_read_as_addresses(run, tour, tmp_path):
    assert run("build", tour, "--output", "file:x.ztour").returncode == 0
    assert run("verify", "file:x.ztour").returncode == 0
    assert names(tmp_path) == ["file:x.ztour", "tour"]


def test_what_is_no_bundle_is_not_written_over(run, tour):
    before = (tour / "past.png").read_bytes()
    assert_fault(run("build", tour, "--output", tour / "past.png"), 1, "past.png", "something else than a tour bundle")
    assert (tour / "past.png").read_bytes() == before


def test_sound_of_an_unknown_kind_is_told_before_anything_is_built(run, tour):
    document = (tour / "tour.yaml").read_text().replace("de: de.vtt", "de: de.flac")
    (tour / "tour.yaml").write_text(document)
    (tour / "de.flac").write_text("fLaC")
    assert_fault(run("build", tour, "--quiet"), 65, "de.flac", "MP3")


def test_interrupt_leaves_the_old_bundle(program, run, tour, tmp_path):
    assert run("build", tour).returncode == 0
    old = (tmp_path / "sample.ztour").read_bytes()
    noise(8192, 9).save(tour / "past.png")
    process = subprocess.Popen([program, "build", tour, "--jobs", "1"], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert "past.png" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.stderr.read()
    assert process.wait(timeout=60) == 130
    assert (tmp_path / "sample.ztour").read_bytes() == old
    assert names(tmp_path) == ["sample.ztour", "tour"]


def test_damage_is_found(run, tour, tmp_path):
    bundle = tmp_path / "sample.ztour"
    run("build", tour)
    database = sqlite3.connect(bundle)
    name, whole = database.execute("SELECT hex(sha256), bytes FROM blob JOIN tile ON blob = id").fetchone()
    database.execute("UPDATE blob SET bytes = ? WHERE hex(sha256) = ?", [whole[:-1] + b"\0", name])
    database.commit()
    database.close()
    result = run("verify", bundle)
    assert result.returncode == 65 and name.lower() in result.stderr
    assert json.loads(run("verify", bundle, "--json").stdout)["faults"] != []


@pytest.mark.parametrize("content", [None, b"", b"no bundle" * 1000])
def test_what_is_no_bundle_is_one_line(content, run, tmp_path):
    if content is not None:
        (tmp_path / "x.ztour").write_bytes(content)
    for command in ["verify", "serve"]:
        assert_fault(run(command, "x.ztour"), 65, "x.ztour")


def test_serve_says_a_wrong_address(run, tour):
    run("build", tour)
    result = run("serve", "sample.ztour", "--listen", "nowhere")
    assert result.returncode == 2 and "nowhere" in result.stderr and "HOST:PORT" in result.stderr


def test_serve_says_in_plain_words_why_it_cannot_listen(run, tour):
    run("build", tour)
    # An address for documentation, which no machine has (RFC 5737).
    result = run("serve", "sample.ztour", "--listen", "192.0.2.1:8080")
    assert_fault(result, 1, "cannot listen on 192.0.2.1:8080: Cannot assign requested address; ")
