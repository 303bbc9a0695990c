"""`zeitreise build` on several machines: plan, units and collection make the bundle that one machine makes."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from running import REPOSITORY, assert_fault, noise
from test_rebuild import damage, limited, replace, write_tour

SECONDS = 60


@pytest.fixture
def archive(tmp_path) -> Path:
    """A tour of six small panoramas, two of them the same picture."""
    tour = write_tour(tmp_path / "archive", 6, 256)
    shutil.copy(tour / "0.png", tour / "5.png")
    return tour


@pytest.fixture
def whole(run, archive, tmp_path) -> bytes:
    """The bundle as one machine makes it."""
    assert run("build", archive, "--output", "whole.ztour", "--quiet").returncode == 0
    return (tmp_path / "whole.ztour").read_bytes()


@pytest.fixture
def planned(run, archive, tmp_path) -> dict:
    """The plan of it."""
    assert run("build", archive, "--plan", "plan.json", "--quiet").returncode == 0
    return json.loads((tmp_path / "plan.json").read_text())


@pytest.fixture
def unit(run, archive):
    """Runs a unit of the plan."""

    def unit(name: object, store: str = "store") -> subprocess.CompletedProcess:
        return run("build", archive, "--plan", "plan.json", "--unit", name, "--store", store, "--quiet")

    return unit


@pytest.fixture
def collect(run, archive, tmp_path):
    """Puts together what is there."""

    def collect(*arguments: str, store: str = "store") -> subprocess.CompletedProcess:
        return run("build", archive, "--collect", store, "--output", "collected.ztour", "--quiet", *arguments)

    return collect


def result(store: Path, id: str) -> Path:
    return store / f"results/{id[:2]}/{id}.tiles"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


# --- the same bytes


def test_units_make_the_bundle_of_one_machine(whole, planned, unit, collect, tmp_path):
    assert len(planned["units"]) == 5
    for number in random.Random(1).sample(range(1, 6), 5):
        done = unit(number)
        assert done.returncode == 0, done.stderr
    ids = [unit["id"] for unit in planned["units"]]
    assert files(tmp_path / "store") == sorted(f"{id}.tiles" for id in ids)
    for arguments in [["--plan", "plan.json"], []]:
        done = collect(*arguments)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "collected.ztour").read_bytes() == whole
        (tmp_path / "collected.ztour").unlink()


def test_settings_come_from_the_plan(run, archive, unit, collect, tmp_path):
    options = ["--quality", "55", "--subsampling", "4:4:4", "--face-size", "64"]
    assert run("build", archive, *options, "--output", "whole.ztour").returncode == 0
    assert run("build", archive, *options, "--plan", "plan.json").returncode == 0
    assert all(unit(number).returncode == 0 for number in range(1, 6))
    assert collect("--plan", "plan.json").returncode == 0
    assert (tmp_path / "collected.ztour").read_bytes() == (tmp_path / "whole.ztour").read_bytes()


def test_units_of_pictures_laid_over_others(run, tmp_path):
    """Both eyes, originals and composites are units of their own."""
    tour = REPOSITORY / "Tests/old-town"
    assert run("build", tour, "--output", "whole.ztour", "--face-size", "128").returncode == 0
    assert run("build", tour, "--plan", "plan.json", "--face-size", "128").returncode == 0
    units = json.loads((tmp_path / "plan.json").read_text())["units"]
    for number in range(1, len(units) + 1):
        done = run("build", tour, "--plan", "plan.json", "--unit", number, "--store", "store")
        assert done.returncode == 0, done.stderr
    assert run("build", tour, "--plan", "plan.json", "--collect", "store", "--output", "c.ztour").returncode == 0
    assert (tmp_path / "c.ztour").read_bytes() == (tmp_path / "whole.ztour").read_bytes()


def test_the_plan_is_the_same_and_tells_what_is_done(run, archive, planned, unit, tmp_path):
    first = (tmp_path / "plan.json").read_bytes()
    assert run("build", archive, "--plan", "plan.json", "--quiet").returncode == 0
    assert (tmp_path / "plan.json").read_bytes() == first
    for entry in planned["units"]:
        assert entry["cores"] >= 1 and entry["memory_mib"] >= 64 and entry["expected_seconds"] >= 1
        assert entry["pixels"] == 256 * 128 and entry["tiles"] == 6
    assert unit(2).returncode == 0
    again = run("build", archive, "--plan", "plan.json", "--store", "store", "--quiet")
    assert again.stdout.startswith("plan.json: 5 units, 1 done, ")
    states = [entry["done"] for entry in json.loads((tmp_path / "plan.json").read_text())["units"]]
    assert states == [False, True, False, False, False]


# --- again, at the same time, killed


def test_twice_and_at_the_same_time_does_no_harm(whole, planned, unit, collect, tmp_path):
    with ThreadPoolExecutor(4) as pool:
        statuses = [done.returncode for done in pool.map(unit, [1, 1, 1, 2, 2, 3, 4, 5])]
    # Two on one machine: the other has it.
    assert set(statuses) <= {0, 75}
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*.tiles")}
    for number in range(1, 6):
        done = unit(number)
        assert done.returncode == 0 and done.stdout.endswith(": there already\n")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*.tiles")} == before
    assert collect("--plan", "plan.json").returncode == 0
    assert (tmp_path / "collected.ztour").read_bytes() == whole


def test_killed_at_any_moment_nothing_half_is_taken(program, whole, archive, planned, unit, collect, tmp_path):
    command = [program, "build", archive, "--plan", "plan.json", "--unit", "3", "--store", "store", "--quiet"]
    id = planned["units"][2]["id"]
    environment = os.environ | {"TMPDIR": str(tmp_path / "scratch")}
    (tmp_path / "scratch").mkdir()
    start = time.monotonic()
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment)
    seconds = time.monotonic() - start
    wanted = result(tmp_path / "store", id).read_bytes()
    moments = random.Random(5)
    for index in range(8):
        shutil.rmtree(tmp_path / "store")
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
        try:
            process.wait((index + moments.random()) / 8 * seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait(SECONDS)
        left = result(tmp_path / "store", id)
        assert not left.exists() or left.read_bytes() == wanted
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment)
        assert left.read_bytes() == wanted
        assert files(tmp_path / "scratch") == []


def test_an_interrupt_leaves_nothing(program, archive, planned, tmp_path):
    noise(8192, 1).save(archive / "0.png", format="JPEG")
    subprocess.run([program, "build", archive, "--plan", "plan.json", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / "scratch").mkdir()
    process = subprocess.Popen(
        [program, "build", archive, "--plan", "plan.json", "--unit", "1", "--store", "store"],
        cwd=tmp_path, stderr=subprocess.PIPE, env=os.environ | {"TMPDIR": str(tmp_path / "scratch")},
    )  # fmt: skip
    assert b"0.png" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.stderr.read()
    assert process.wait(SECONDS) == 130
    assert files(tmp_path / "scratch") == [] and not (tmp_path / "store").exists()


# --- faults


def test_a_poisoned_picture_stops_nothing_else(archive, run, collect, unit, tmp_path):
    """Its header is whole, so the plan cannot know."""
    picture = archive / "3.png"
    picture.write_bytes(picture.read_bytes()[:-9000])
    assert run("build", archive, "--plan", "plan.json").returncode == 0
    assert_fault(unit(4), 65, "tour.yaml:", "3.png", "truncated")
    assert [unit(number).returncode for number in [1, 2, 3, 5]] == [0, 0, 0, 0]
    assert_fault(collect("--plan", "plan.json"), 75, "3.png", "no result in store yet")
    assert not (tmp_path / "collected.ztour").exists()


def test_a_changed_picture_is_not_taken_for_the_planned_one(archive, planned, unit, collect, tmp_path):
    noise(256, 77).save(archive / "1.png")
    assert_fault(unit(2), 65, "place-1/past", "changed since the plan", "plan again")
    assert not (tmp_path / "store").exists()


def test_text_may_change_after_the_plan(run, archive, planned, unit, collect, tmp_path):
    replace(archive / "tour.yaml", "{en: Place 3}", "{en: Another place}")
    assert all(unit(number).returncode == 0 for number in range(1, 6))
    assert collect("--plan", "plan.json").returncode == 0
    assert run("build", archive, "--output", "whole.ztour").returncode == 0
    assert (tmp_path / "collected.ztour").read_bytes() == (tmp_path / "whole.ztour").read_bytes()


@pytest.mark.parametrize("way", ["turned", "cut", "empty", "another"])
def test_a_damaged_result_is_named_and_not_used(way, whole, planned, unit, collect, tmp_path):
    assert all(unit(number).returncode == 0 for number in range(1, 6))
    broken = result(tmp_path / "store", planned["units"][1]["id"])
    match way:
        case "turned":
            damage(broken, "UPDATE blob SET bytes = zeroblob(99) WHERE id = 3")
        case "cut":
            broken.write_bytes(broken.read_bytes()[:-5000])
        case "empty":
            broken.write_bytes(b"")
        case "another":
            shutil.copy(result(tmp_path / "store", planned["units"][2]["id"]), broken)
    assert_fault(collect("--plan", "plan.json"), 75, "1.png", "damaged", "run its unit again")
    assert not (tmp_path / "collected.ztour").exists() and not broken.exists()
    assert unit(2).returncode == 0
    assert collect("--plan", "plan.json").returncode == 0
    assert (tmp_path / "collected.ztour").read_bytes() == whole


def test_a_full_store_passes(program, archive, planned, unit, tmp_path):
    result = subprocess.run(
        [program, "build", archive, "--plan", "plan.json", "--unit", "1", "--store", "store", "--quiet"],
        cwd=tmp_path, capture_output=True, text=True, restore_signals=False, preexec_fn=limited(9000), timeout=SECONDS,
    )  # fmt: skip
    assert_fault(result, 75)
    assert files(tmp_path / "store") == []


def test_wrong_words(run, archive, planned, unit, collect, tmp_path):
    assert_fault(unit(6), 65, "6: there is no such unit", "1 to 5")
    assert_fault(unit("0" * 64), 65, "no such unit")
    wrong = unit(1, "http://example.org/")
    assert wrong.returncode == 2 and "http://example.org/: not a store" in wrong.stderr
    assert_fault(collect("--plan", "plan.json", store="nowhere"), 75, "nowhere")
    (tmp_path / "other.json").write_text("{}")
    assert_fault(run("build", archive, "--plan", "other.json", "--unit", "1", "--store", "store"), 65, "not a plan")
    plan = (tmp_path / "plan.json").read_text()
    (tmp_path / "other.json").write_text(plan.replace('"pipeline" : ', '"pipeline" : 9'))
    assert_fault(run("build", archive, "--plan", "other.json", "--unit", "1", "--store", "store"), 65, "other tiles")
    assert run("build", archive, "--unit", "1").returncode == 2


def test_a_unit_reads_no_other_picture(archive, planned, unit, tmp_path):
    for number in [0, 2, 3, 4, 5]:
        (archive / f"{number}.png").unlink()
    assert unit(2).returncode == 0


# --- a store that speaks S3


@pytest.fixture
def bucket(tmp_path):
    """moto's server with an empty bucket; gives the environment in which it is found."""
    if not shutil.which("rclone"):
        pytest.skip("Tools/setup test installs rclone")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "moto.log").open("w")
    moto = [REPOSITORY / ".venv-s3/bin/moto_server", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(moto, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        put = ["curl", "--silent", "--fail", "--retry", "100", "--retry-delay", "1", "--retry-connrefused", "--request", "PUT"]
        subprocess.run([*put, f"{url}/archive"], check=True, timeout=SECONDS, stdout=subprocess.DEVNULL)
        keys = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "eu-central-1"}
        # rclone stops at a bundle of authorities for another transport than its own.
        environment = {name: value for name, value in os.environ.items() if name != "AWS_CA_BUNDLE"}
        yield environment | keys | {"AWS_ENDPOINT_URL": url}
    finally:
        server.terminate()
        server.wait(SECONDS)
        log.close()


def test_results_in_a_bucket(program, whole, archive, planned, bucket, tmp_path):
    def build(*arguments: object, environment: dict = bucket) -> subprocess.CompletedProcess:
        command = [program, "build", archive, "--plan", "plan.json", "--quiet", *map(str, arguments)]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=SECONDS)

    store = "s3://archive/tours/one"
    for number in range(1, 6):
        done = build("--unit", number, "--store", store)
        assert done.returncode == 0, done.stderr
    assert build("--unit", 3, "--store", store).stdout.endswith(": there already\n")
    units = [REPOSITORY / "Tools/cluster/units", tmp_path / "plan.json", store]
    assert subprocess.run(units, env=bucket, capture_output=True, text=True, check=True).stdout == ""
    done = build("--collect", store, "--output", "collected.ztour")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "collected.ztour").read_bytes() == whole
    missing = build("--collect", "s3://archive/nothing")
    assert missing.returncode == 75 and missing.stderr.count("no result in s3://archive/nothing yet") == 6
    gone = bucket | {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    assert_fault(build("--unit", 1, "--store", store, environment=gone), 75, store)


# --- other ways to run the units


def test_gnu_parallel_on_two_machines(program, whole, archive, planned, collect, tmp_path):
    """This machine twice."""
    if not shutil.which("parallel"):
        pytest.skip("Tools/setup cluster installs GNU parallel")
    done = subprocess.run(
        [REPOSITORY / "Tools/cluster/parallel", archive, tmp_path / "plan.json", tmp_path / "store", "1/:", "1/:"],
        cwd=tmp_path, env=os.environ | {"ZEITREISE": str(program)}, capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert collect("--plan", "plan.json").returncode == 0
    assert (tmp_path / "collected.ztour").read_bytes() == whole
