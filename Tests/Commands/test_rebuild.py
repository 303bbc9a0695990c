"""`zeitreise build` again: what is kept, what is tiled, and that the bundle is the same file however it came about."""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from running import assert_fault, contents, names, noise

PLACE = """\
  - id: place-{number}
    title: {{en: Place {number}}}
    location: {{latitude_deg: 49.44, longitude_deg: 7.77}}
    epochs:
      - id: past
        year: 1200
        panorama: {number}.png
        heading_deg: 10
        credit: Nobody
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
"""


def write_tour(folder: Path, count: int, width: int) -> Path:
    """A tour of distinct small panoramas, a place each."""
    folder.mkdir()
    for number in range(count):
        noise(width, 100 + number).save(folder / f"{number}.png", compress_level=0)
    places = "".join(PLACE.format(number=number) for number in range(count))
    (folder / "tour.yaml").write_text(f"zeitreise: 1\nid: sample\ntitle: {{en: Sample}}\nlanguages: [en]\nplaces:\n{places}")
    return folder


def replace(path: Path, old: str, new: str) -> None:
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


@pytest.fixture
def places(tmp_path) -> Path:
    """A tour of five panoramas."""
    return write_tour(tmp_path / "places", 5, 512)


@pytest.fixture
def build(run, tmp_path):
    """Builds and gives the report; the bundle is `sample.ztour` unless named."""

    def build(tour: Path, *arguments: str, output: str = "sample.ztour") -> dict:
        result = run("build", tour, "--output", output, "--json", "--quiet", *arguments)
        assert result.returncode == 0, result.stderr
        report = json.loads(result.stdout)
        states = [panorama["state"] for panorama in report["panoramas"]]
        assert (states.count("tiled"), states.count("kept")) == (report["tiled"], report["kept"])
        report["tiles_made"] = sum(panorama["tiles_made"] for panorama in report["panoramas"])
        report["stderr"] = result.stderr
        return report

    return build


@pytest.fixture
def fresh(build, tmp_path):
    """The bytes of a bundle built where nothing was before."""

    def fresh(tour: Path, *arguments: str) -> bytes:
        bundle = tmp_path / "fresh/fresh.ztour"
        bundle.parent.mkdir()
        assert build(tour, *arguments, output=bundle)["kept"] == 0
        content = bundle.read_bytes()
        shutil.rmtree(bundle.parent)
        return content

    return fresh


# --- nothing to do


def test_nothing_changed_leaves_the_bundle_alone(run, build, places, tmp_path):
    first = build(places)
    assert (first["tiled"], first["kept"], first["up_to_date"]) == (5, 0, False)
    before = (tmp_path / "sample.ztour").stat()
    second = build(places)
    assert (second["tiled"], second["kept"], second["up_to_date"]) == (0, 5, True)
    after = (tmp_path / "sample.ztour").stat()
    assert (before.st_ino, before.st_mtime_ns, before.st_ctime_ns) == (after.st_ino, after.st_mtime_ns, after.st_ctime_ns)
    assert run("build", places, "--output", "sample.ztour").stdout.endswith("; up to date\n")
    assert names(tmp_path) == ["places", "sample.ztour"]


def test_touched_files_are_the_same_files(build, places, tmp_path):
    build(places)
    for path in places.iterdir():
        path.touch()
    assert build(places)["up_to_date"]


def test_renamed_files_are_the_same_files(build, places, fresh, tmp_path):
    build(places)
    (places / "0.png").rename(places / "zero.png")
    replace(places / "tour.yaml", "0.png", "zero.png")
    report = build(places)
    assert (report["tiled"], report["kept"]) == (0, 5)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


# --- what is tiled again, and what is not


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{en: Sample}", "{en: Another sample}"),
        ("{en: Place 3}", "{en: Another place}"),
        ("heading_deg: 10", "heading_deg: 123.5"),
        ("credit: Nobody", "credit: Somebody"),
        ("year: 1200", "year: 1201"),
        ("languages: [en]", "languages: [en]  # a comment"),
    ],
    ids=lambda value: value,
)
def test_text_tiles_nothing(old, new, build, places, fresh, tmp_path):
    build(places)
    replace(places / "tour.yaml", old, new)
    report = build(places)
    assert (report["tiled"], report["kept"], report["up_to_date"]) == (0, 5, False)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


def test_captions_tile_nothing(run, build, tour, fresh, tmp_path):
    build(tour)
    (tour / "en.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n")
    report = build(tour)
    assert (report["tiled"], report["kept"], report["up_to_date"]) == (0, 2, False)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(tour)


def test_a_changed_picture_is_the_one_that_is_tiled(build, places, fresh, tmp_path):
    build(places)
    noise(512, 1).save(places / "2.png")
    report = build(places)
    assert [panorama["state"] for panorama in report["panoramas"]] == ["kept", "kept", "tiled", "kept", "kept"]
    assert report["panoramas"][2]["picture"] == "2.png"
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


def test_places_come_and_go_and_change_order(build, places, fresh, tmp_path):
    build(places)
    head, *parts = (places / "tour.yaml").read_text().split("  - id: place-")
    noise(512, 7).save(places / "5.png")
    added = PLACE.format(number=5).removeprefix("  - id: place-")
    (places / "tour.yaml").write_text("  - id: place-".join([head, parts[4], added, parts[1], parts[0]]))
    report = build(places)
    assert [panorama["state"] for panorama in report["panoramas"]] == ["kept", "tiled", "kept", "kept"]
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


def test_swapped_files_are_told_apart(build, places, fresh, tmp_path):
    build(places)
    for old, new in [("0.png", "x.png"), ("1.png", "0.png"), ("x.png", "1.png")]:
        (places / old).rename(places / new)
    report = build(places)
    assert (report["tiled"], report["kept"], report["up_to_date"]) == (0, 5, False)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


def test_quality_tiles_everything(build, places, fresh, tmp_path):
    build(places)
    report = build(places, "--quality", "60")
    assert (report["tiled"], report["kept"]) == (5, 0)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places, "--quality", "60")
    assert build(places, "--quality", "60", "--jobs", "3")["up_to_date"]


def test_a_picture_used_twice_is_tiled_once(build, places, tmp_path):
    shutil.copy(places / "0.png", places / "3.png")
    report = build(places)
    assert [panorama["state"] for panorama in report["panoramas"]] == ["tiled", "tiled", "tiled", "kept", "tiled"]
    first = (tmp_path / "sample.ztour").read_bytes()
    (tmp_path / ".sample.ztour.sources").unlink()
    assert build(places)["kept"] == 5
    assert (tmp_path / "sample.ztour").read_bytes() == first


# --- the file system's word


def test_a_file_that_looks_the_same_is_told_apart(build, places, fresh, tmp_path):
    """Same name, size and time of modification, changed as soon as the build has read it."""
    picture = places / "1.png"
    size = picture.stat().st_size
    times = (10**18, 10**18)
    os.utime(picture, ns=times)
    build(places)
    for seed in range(8):
        noise(512, 1000 + seed).save(picture, compress_level=0)
        os.utime(picture, ns=times)
        assert (picture.stat().st_size, picture.stat().st_mtime_ns) == (size, times[0])
        assert [panorama["state"] for panorama in build(places)["panoramas"]].count("tiled") == 1
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


@pytest.mark.parametrize("way", ["written over", "replaced"])
def test_a_picture_that_changes_during_the_build_is_not_taken_for_another(way, program, build, places, fresh, tmp_path):
    noise(8192, 1).save(places / "0.png", format="JPEG")
    noise(512, 9).save(tmp_path / "other.png")
    process = subprocess.Popen(
        [program, "build", places, "--output", "sample.ztour"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    assert "0.png" in process.stderr.readline()
    if way == "replaced":
        (tmp_path / "other.png").rename(places / "0.png")
    else:
        (places / "0.png").write_bytes((tmp_path / "other.png").read_bytes())
        (tmp_path / "other.png").unlink()
    error = process.stderr.read()
    assert process.wait(timeout=60) == 75 and "changed during the build" in error, error
    assert names(tmp_path) == ["places"]
    build(places)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


def test_memory_may_be_deleted_or_damaged(build, places, fresh, tmp_path):
    wanted = fresh(places)
    build(places)
    memory = tmp_path / ".sample.ztour.sources"
    memory.unlink()
    report = build(places)
    assert (report["tiled"], report["kept"]) == (0, 5)
    whole = memory.read_bytes()
    chance = random.Random(3)
    for _ in range(20):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        memory.write_bytes(damaged)
        assert build(places)["tiled"] == 0
        assert (tmp_path / "sample.ztour").read_bytes() == wanted
    for content in [b"", b"\n", b"{}", whole[:-1], b"\xff" * 100]:
        memory.write_bytes(content)
        assert build(places)["tiled"] == 0
    assert (tmp_path / "sample.ztour").read_bytes() == wanted


# --- what earlier builds left


def damage(path: Path, sql: str) -> None:
    database = sqlite3.connect(path)
    database.execute(sql)
    database.commit()
    database.close()


def test_damage_in_the_older_bundle_is_mended(run, build, places, fresh, tmp_path):
    build(places)
    damage(tmp_path / "sample.ztour", "UPDATE blob SET bytes = zeroblob(99) WHERE id = (SELECT max(blob) FROM tile WHERE panorama = 2)")
    assert run("verify", "sample.ztour").returncode == 65
    report = build(places)
    assert [panorama["state"] for panorama in report["panoramas"]] == ["kept", "tiled", "kept", "kept", "kept"]
    assert "1.png" in report["stderr"] and "damaged" in report["stderr"]
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


def test_an_older_format_is_tiled_anew(build, places, fresh, tmp_path):
    build(places)
    damage(tmp_path / "sample.ztour", "PRAGMA user_version = 1")
    report = build(places)
    assert report["tiled"] == 5 and "nothing of it was kept" in report["stderr"]
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


def stopped(run, build, places: Path) -> Path:
    """A build that finished three of five panoramas; gives what it left."""
    last = (places / "3.png").read_bytes()
    (places / "3.png").write_bytes(last[:-1000])
    assert_fault(run("build", places, "--output", "sample.ztour", "--quiet"), 65, "3.png", "truncated")
    (places / "3.png").write_bytes(last)
    return places.parent / "sample.ztour.tiles.partial"


def test_a_fault_loses_nothing_that_was_done(run, build, places, fresh, tmp_path):
    stopped(run, build, places)
    assert names(tmp_path) == ["places", "sample.ztour.tiles.partial"]
    report = build(places)
    assert [panorama["state"] for panorama in report["panoramas"]] == ["kept", "kept", "kept", "tiled", "tiled"]
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)
    assert names(tmp_path) == ["places", "sample.ztour"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE blob SET bytes = zeroblob(99) WHERE id = (SELECT max(blob) FROM tile WHERE panorama = 2)",
        "UPDATE tile SET blob = 1 WHERE panorama = 3",
        "DELETE FROM tile WHERE panorama = 2",
        "CREATE TABLE more (x)",
        "PRAGMA user_version = 7",
    ],
)
def test_damaged_left_overs_are_of_no_account(sql, run, build, places, fresh, tmp_path):
    damage(stopped(run, build, places), sql)
    report = build(places)
    assert 2 <= report["tiled"] <= 5
    assert "sample.ztour.tiles.partial: " in report["stderr"] and "damaged" in report["stderr"]
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)
    assert names(tmp_path) == ["places", "sample.ztour"]


def test_left_overs_with_turned_bits_are_of_no_account(run, build, places, fresh, tmp_path):
    wanted = fresh(places)
    left = stopped(run, build, places)
    whole = left.read_bytes()
    chance = random.Random(11)
    for _ in range(30):
        damaged = bytearray(whole)
        for _ in range(chance.choice([1, 1, 50])):
            damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        left.write_bytes(damaged)
        (tmp_path / "sample.ztour").unlink(missing_ok=True)
        result = run("build", places, "--output", "sample.ztour", "--quiet")
        if result.returncode == 65:
            assert "damaged" in result.stderr
            build(places)
        else:
            assert result.returncode == 0, result.stderr
        assert (tmp_path / "sample.ztour").read_bytes() == wanted


@pytest.mark.parametrize("name", ["sample.ztour.partial", "sample.ztour.tiles.partial"])
@pytest.mark.parametrize("content", [b"a letter", b"SQLite format 3\0" + b"\xff" * 9000])
def test_what_others_left_is_not_touched(name, content, run, build, places, fresh, tmp_path):
    (tmp_path / name).write_bytes(content)
    assert_fault(run("build", places, "--output", "sample.ztour", "--quiet"), 1, name, "put that away")
    assert (tmp_path / name).read_bytes() == content
    assert names(tmp_path) == ["places", name]
    (tmp_path / name).unlink()
    build(places)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


def test_files_that_were_only_begun_are_of_no_account(build, places, fresh, tmp_path):
    for name in ["sample.ztour.partial", "sample.ztour.tiles.partial", "sample.ztour.tiles.partial-journal"]:
        (tmp_path / name).write_bytes(b"")
    build(places)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)
    assert names(tmp_path) == ["places", "sample.ztour"]


def test_interrupt_loses_nothing_that_was_done(program, build, places, fresh, tmp_path):
    noise(8192, 9).save(places / "4.png", compress_level=1)
    process = subprocess.Popen(
        [program, "build", places, "--output", "sample.ztour", "--jobs", "1"],
        cwd=tmp_path, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while "4.png" not in (line := process.stderr.readline()):
        assert line
    process.send_signal(signal.SIGINT)
    process.stderr.read()
    assert process.wait(timeout=60) == 130
    assert names(tmp_path) == ["places", "sample.ztour.tiles.partial"]
    report = build(places)
    assert (report["tiled"], report["kept"]) == (1, 4)
    assert (tmp_path / "sample.ztour").read_bytes() == fresh(places)


# --- SIGKILL


def finished(folder: Path) -> int:
    """How many tiles a killed build has finished; looked at in a copy, for a look mends the original."""
    copy = folder / "copy"
    copy.mkdir()
    try:
        for path in folder.glob("sample.ztour.tiles.partial*"):
            shutil.copy(path, copy)
        store = copy / "sample.ztour.tiles.partial"
        if not store.exists():
            return 0
        database = sqlite3.connect(store)
        try:
            return database.execute("SELECT count(*) FROM tile").fetchone()[0]
        except sqlite3.DatabaseError:
            return 0
        finally:
            database.close()
    finally:
        shutil.rmtree(copy)


def kill_after(command: list, folder: Path, seconds: float) -> None:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


def duration(command: list, folder: Path) -> float:
    start = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.monotonic() - start


def clean(folder: Path) -> None:
    for path in [*folder.glob("sample.ztour*"), *folder.glob(".sample.ztour*")]:
        path.unlink()


def test_a_killed_build_goes_on(program, build, tmp_path):
    """40 moments over a whole build of new panoramas."""
    tour = write_tour(tmp_path / "places", 8, 768)
    command = [program, "build", tour, "--output", "sample.ztour", "--quiet"]
    bundle = tmp_path / "sample.ztour"
    whole = duration(command, tmp_path)
    wanted = bundle.read_bytes()
    moments = random.Random(17)
    kept = []
    for index in range(40):
        clean(tmp_path)
        kill_after(command, tmp_path, (index + moments.random()) / 40 * whole * 1.05)
        done = finished(tmp_path)
        was_there = bundle.exists()
        assert not was_there or bundle.read_bytes() == wanted
        report = build(tour)
        assert bundle.read_bytes() == wanted
        assert report["tiles_made"] == (0 if was_there else 8 * 6 - done)
        assert names(tmp_path) == ["places", "sample.ztour"]
        kept.append(report["kept"])
    assert len(set(kept)) > 2, kept


def test_a_killed_rebuild_goes_on(program, build, tmp_path):
    """40 moments over a build that copies most and replaces an older bundle."""
    tour = write_tour(tmp_path / "places", 24, 384)
    command = [program, "build", tour, "--output", "sample.ztour", "--quiet"]
    bundle = tmp_path / "sample.ztour"
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    old = bundle.read_bytes()
    replace(tour / "tour.yaml", "credit: Nobody", "credit: Somebody")
    for number in [3, 11, 20]:
        noise(384, 500 + number).save(tour / f"{number}.png")
    whole = duration(command, tmp_path)
    wanted = bundle.read_bytes()
    moments = random.Random(23)
    survivors = {old: 0, wanted: 0}
    for index in range(40):
        clean(tmp_path)
        bundle.write_bytes(old)
        kill_after(command, tmp_path, (index + moments.random()) / 40 * whole * 1.05)
        survivors[bundle.read_bytes()] += 1
        done = finished(tmp_path)
        left = bundle.read_bytes()
        report = build(tour)
        assert bundle.read_bytes() == wanted
        assert report["tiles_made"] == (0 if left == wanted else 3 * 6 - done)
        assert names(tmp_path) == ["places", "sample.ztour"]
    assert survivors[old] > 0


def grain(width: int, seed: int) -> Image.Image:
    """A panorama of which every tile has many bytes."""
    pixels = np.random.default_rng(seed).integers(0, 256, (width // 2, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def test_a_killed_panorama_goes_on(program, build, tmp_path):
    """20 moments over the build of a single panorama of 126 tiles: those that were stored are not made again."""
    tour = write_tour(tmp_path / "places", 1, 256)
    grain(4096, 31).save(tour / "0.png", format="JPEG", quality=90)
    command = [program, "build", tour, "--output", "sample.ztour", "--quiet"]
    bundle = tmp_path / "sample.ztour"
    whole = duration(command, tmp_path)
    wanted = bundle.read_bytes()
    moments = random.Random(41)
    made = []
    for index in range(20):
        clean(tmp_path)
        kill_after(command, tmp_path, (index + moments.random()) / 20 * whole)
        was_there, done = bundle.exists(), finished(tmp_path)
        report = build(tour)
        assert bundle.read_bytes() == wanted
        made.append(report["tiles_made"])
        assert made[-1] == (0 if was_there else report["panoramas"][0]["tiles"] - done)
    assert any(0 < count < 126 for count in made), made


def test_a_build_killed_again_and_again_comes_to_its_end(program, build, tmp_path):
    tour = write_tour(tmp_path / "places", 12, 512)
    command = [program, "build", tour, "--output", "sample.ztour", "--quiet"]
    bundle = tmp_path / "sample.ztour"
    whole = duration(command, tmp_path)
    wanted = bundle.read_bytes()
    clean(tmp_path)
    done, patience = 0, 0.2 * whole
    while not bundle.exists():
        kill_after(command, tmp_path, patience)
        patience *= 1.05
        assert bundle.exists() or finished(tmp_path) >= done, "what was done is never lost"
        done = finished(tmp_path)
    assert bundle.read_bytes() == wanted


# --- a system that fails


def limited(bytes_: int):
    """No file grows beyond this, as on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))

    return limit


def test_full_disk_leaves_the_old_bundle(program, build, places, fresh, tmp_path):
    build(places)
    bundle = tmp_path / "sample.ztour"
    old = bundle.read_bytes()
    noise(512, 77).save(places / "1.png")
    replace(places / "tour.yaml", "{en: Sample}", "{en: Another sample}")
    chance = random.Random(29)
    for limit in [0, 100, 4096, 20_000, *(chance.randrange(len(old)) for _ in range(16))]:
        result = subprocess.run(
            [program, "build", places, "--output", "sample.ztour", "--quiet"],
            cwd=tmp_path, capture_output=True, text=True, restore_signals=False, preexec_fn=limited(limit), timeout=60,
        )  # fmt: skip
        assert_fault(result, 75, "sample.ztour", "cannot write")
        assert bundle.read_bytes() == old
        assert not (tmp_path / "sample.ztour.partial").exists()
    build(places)
    assert bundle.read_bytes() == fresh(places)


@pytest.mark.parametrize("arguments", [["build", "--json"], ["build"], ["check", "--json"], ["check"]], ids=" ".join)
def test_result_that_cannot_be_written_is_one_line(arguments, program, run, places, tmp_path):
    run("build", places)
    command, *options = arguments
    with open(tmp_path / "out", "wb") as output:
        result = subprocess.run(
            [program, command, places, *options, *(["--quiet"] if command == "build" else [])],
            cwd=tmp_path, stdout=output, stderr=subprocess.PIPE, text=True, restore_signals=False,
            preexec_fn=limited(0), timeout=60,
        )  # fmt: skip
    lines = result.stderr.splitlines()
    assert result.returncode == 75 and len(lines) == 1, result.stderr
    assert lines[0].startswith("zeitreise: standard output: ") and "Domain" not in lines[0]


def test_missing_folder_says_so(run, places, tmp_path):
    assert_fault(run("build", places, "--output", "no/such/x.ztour"), 65, "no/such", "no such folder", "--output")
    (tmp_path / "file").write_text("")
    assert_fault(run("build", places, "--output", "file/x.ztour"), 65, "no such folder")


def test_folder_that_takes_no_files_says_so(program):
    """Root may write anywhere, so the build runs as somebody else."""
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tour = write_tour(folder / "tour", 1, 256)
        (folder / "locked").mkdir(mode=0o555)
        folder.chmod(0o755)
        try:
            result = subprocess.run(
                [program, "build", tour, "--output", folder / "locked/x.ztour"],
                cwd=folder, user=user, capture_output=True, text=True, timeout=60,
            )  # fmt: skip
        except PermissionError:
            pytest.skip("the program lies where only root can start it")
        assert_fault(result, 1, "locked", "takes no files", "--output")
        assert contents(folder / "locked") == {}


def test_same_bytes_of_two_kinds_are_told(run, tour):
    (tour / "en.wav").write_bytes((tour / "de.vtt").read_bytes())
    captions = "captions: {de: de.vtt, en: en.vtt}"
    replace(tour / "tour.yaml", captions, f"{captions}\n        narration: {{de: en.wav, en: en.wav}}")
    assert_fault(run("build", tour, "--quiet"), 65, "en.wav", "de.vtt", "same bytes")


# --- speed


def test_200_panoramas_are_recognised_at_once(program, build, tmp_path):
    """In a few times what it takes to read the tour and see that its files are there, whatever the machine."""
    tour = write_tour(tmp_path / "places", 200, 256)
    start = time.monotonic()
    assert build(tour)["tiled"] == 200
    fresh = time.monotonic() - start
    while not (tmp_path / ".sample.ztour.sources").read_text().count("digest") == 200:
        # Until every picture had rested before it was read.
        build(tour)
    seconds = {
        command: statistics.median(duration([program, *command], tmp_path) for _ in range(9))
        for command in [("check", tour), ("build", tour, "--output", "sample.ztour", "--quiet")]
    }
    checked, recognised = seconds.values()
    print(f"200 panoramas: built in {fresh:.2f} s, checked in {checked:.3f} s, recognised in {recognised:.3f} s")
    assert build(tour)["up_to_date"]
    assert recognised < 6 * checked
