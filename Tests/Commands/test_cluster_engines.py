"""Where units run and results lie: object storage, GNU parallel, arrays for Slurm and a Job for Kubernetes."""

import itertools
import json
import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
import yaml
from clusters import SECONDS, files
from running import REPOSITORY, assert_fault

TOOLS = REPOSITORY / "Tools/cluster"


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


def test_results_and_faults_in_a_bucket(archive, bucket):
    archive.environment = bucket
    store = "s3://archive/tours/one"
    whole = archive.whole()
    good = archive.picture(3).read_bytes()
    archive.picture(3).write_bytes(good[:-9000])
    poisoned = archive.plan()["units"][3]["id"]
    for number in [1, 2, 3, 5]:
        done = archive.unit(number, store)
        assert done.returncode == 0, done.stderr
    assert archive.unit(3, store).stdout.endswith(": there already\n")
    assert archive.unit(4, store).returncode == 65
    left = archive.collect("--json", store=store)
    assert left.returncode == 65, left.stderr
    (fault,) = json.loads(left.stdout)["poisoned"]
    assert fault["unit"] == poisoned and "truncated" in fault["reason"]

    archive.picture(3).write_bytes(good)
    archive.plan()
    units = [TOOLS / "units", archive.plan_file, store]
    assert subprocess.run(units, env=bucket, capture_output=True, text=True, check=True).stdout == "4\n"
    assert archive.unit(4, store).returncode == 0
    done = archive.collect(store=store)
    assert done.returncode == 0, done.stderr
    assert archive.collected.read_bytes() == whole
    missing = archive.collect(store="s3://archive/nothing")
    assert_fault(missing, 75, "s3://archive/nothing: 5 units still to come")
    archive.environment = bucket | {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    assert_fault(archive.unit(1, store), 75, store)


# --- GNU parallel


def test_gnu_parallel_on_two_machines(archive):
    """This machine twice."""
    if not shutil.which("parallel"):
        pytest.skip("Tools/setup cluster installs GNU parallel")
    whole = archive.whole()
    archive.plan()
    done = subprocess.run(
        [TOOLS / "parallel", archive.tour, archive.plan_file, archive.folder / "store", "1/:", "1/:"],
        cwd=archive.folder, env=archive.environment | {"ZEITREISE": str(archive.program)}, capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == whole


# --- Slurm's limits; a real one runs arrays in test_slurm.py


@pytest.fixture
def limited_slurm(tmp_path):
    """Makes commands that stand for Slurm's: they tell its limits, and note what is submitted, a line each."""
    folder, said = tmp_path / "bin", tmp_path / "submitted"
    folder.mkdir()

    def limit(**limits: object) -> dict:
        lines = "".join(f"{name:<23} = {value}\n" for name, value in limits.items())
        (tmp_path / "limits").write_text(lines)
        for name, script in {"scontrol": f"cat {tmp_path}/limits", "sbatch": f'echo "$*" >>{said}'}.items():
            (folder / name).write_text(f"#!/bin/sh\n{script}\n")
            (folder / name).chmod(0o755)
        said.write_text("")
        return os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}

    limit.submitted = lambda: [line.split() for line in said.read_text().splitlines()]
    return limit


def write_plan(folder: Path, count: int) -> list[dict]:
    """Of units that differ in what they take; every ninth has its result."""
    units = [
        {"id": f"{number:064x}", "cores": 1 + number // 3000 % 2, "memory_mib": 200 + number // 2000, "expected_seconds": number % 7 / 2}
        for number in range(count)
    ]
    (folder / "plan.json").write_text(json.dumps({"units": units}))
    done = folder / "store/results/00"
    done.mkdir(parents=True)
    for unit in units[::9]:
        (done / f"{unit['id']}.tiles").touch()
    return units


def indices(array: str) -> list[int]:
    spans = [[int(number) for number in span.split("-")] for span in array.split(",")]
    return list(itertools.chain.from_iterable(range(span[0], span[-1] + 1) for span in spans))


@pytest.mark.parametrize(
    "limits",
    [{"MaxArraySize": 1001, "MaxJobCount": 10000}, {"MaxArraySize": 65, "MaxJobCount": 2000},
     {"MaxArraySize": 100001, "MaxJobCount": 500000, "SchedulerParameters": "defer,max_array_tasks=300"}],
)  # fmt: skip
def test_ten_thousand_units_within_slurms_limits(limits, limited_slurm, tmp_path):
    """Each is submitted once, with room for the largest of its task."""
    units = write_plan(tmp_path, 10_000)
    environment = limited_slurm(**limits)
    command = [TOOLS / "submit", tmp_path / "tour", tmp_path / "plan.json", tmp_path / "store", "--partition=long"]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=SECONDS)
    covered: list[int] = []
    tasks = 0
    for words in limited_slurm.submitted():
        options = dict(word.split("=", 1) for word in words if word.startswith("--"))
        *_, offset, each, last = words
        offset, each, last = int(offset), int(each), int(last)
        assert last == len(units) and options["--partition"] == "long"
        assert max(indices(options["--array"])) < min(limits["MaxArraySize"], 301 if "SchedulerParameters" in limits else 9**9)
        tasks += len(indices(options["--array"]))
        for index in indices(options["--array"]):
            first = offset + (index - 1) * each + 1
            numbers = range(first, min(first + each, last + 1))
            covered += numbers
            own = [units[number - 1] for number in numbers if (number - 1) % 9]
            assert int(options["--cpus-per-task"]) == max(unit["cores"] for unit in own)
            assert int(options["--mem"].rstrip("M")) >= max(unit["memory_mib"] for unit in own)
            assert int(options["--time"]) * 60 >= 10 * sum(unit["expected_seconds"] for unit in own)
    assert len(covered) == len(set(covered)), "a unit in two tasks"
    assert {number for number in range(1, len(units) + 1) if (number - 1) % 9} <= set(covered)
    assert tasks <= limits["MaxJobCount"] // 4


def test_without_arrays_or_units_nothing_is_submitted(limited_slurm, tmp_path):
    write_plan(tmp_path, 1)
    command = [TOOLS / "submit", tmp_path / "tour", tmp_path / "plan.json", tmp_path / "store"]
    environment = limited_slurm(MaxArraySize=0, MaxJobCount=10000)
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0 and "every unit has its result" in done.stderr
    shutil.rmtree(tmp_path / "store/results")
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 1 and "no job arrays" in done.stderr
    assert limited_slurm.submitted() == []


def test_a_task_goes_on_behind_a_picture_at_fault(archive):
    """The job script as Slurm calls it, with three units to a task."""
    picture = archive.picture(0)
    picture.write_bytes(picture.read_bytes()[:-9000])
    archive.plan()
    variables = {"SLURM_ARRAY_TASK_ID": "1", "SLURM_JOB_ID": "7", "SLURM_ARRAY_JOB_ID": "7", "ZEITREISE": str(archive.program)}

    def task(index: int) -> int:
        return subprocess.run(
            ["bash", TOOLS / "job.sbatch", archive.tour, archive.plan_file, archive.folder / "store", "0", "3", "5"],
            env=archive.environment | variables | {"SLURM_ARRAY_TASK_ID": str(index), "TMPDIR": str(archive.folder)},
            check=False, capture_output=True, timeout=SECONDS,
        ).returncode  # fmt: skip

    assert [task(1), task(2)] == [65, 0]
    assert len([name for name in files(archive.folder / "store") if name.endswith(".tiles")]) == 4


# --- Kubernetes


@pytest.mark.parametrize("version", ["1.29.0", "1.33.0", "1.37.0"])
def test_the_job_for_kubernetes_is_what_its_schema_says(version, tmp_path):
    """A misspelt key too is a fault."""
    program = REPOSITORY / ".venv-cluster/bin/kubernetes-validate"
    if not program.exists():
        pytest.skip("Tools/setup cluster installs the schemas")

    def validate(path: Path) -> int:
        command = [program, "--strict", "--kubernetes-version", version, path]
        return subprocess.run(command, check=False, capture_output=True, timeout=SECONDS).returncode

    assert validate(TOOLS / "job.yaml") == 0
    wrong = tmp_path / "job.yaml"
    wrong.write_text((TOOLS / "job.yaml").read_text().replace("backoffLimitPerIndex:", "backofLimitPerIndex:"))
    assert validate(wrong) == 1


def test_the_job_for_kubernetes_numbers_units_as_the_plan_does(archive):
    """Its command, run here: index 0 is unit 1."""
    archive.plan()
    job = yaml.safe_load((TOOLS / "job.yaml").read_text())
    (container,) = job["spec"]["template"]["spec"]["containers"]
    script = container["args"][0]
    for place, here in {
        "zeitreise": archive.program, "/archive/tour": archive.tour, "/archive/plan.json": archive.plan_file,
        "s3://results/archive": archive.folder / "store",
    }.items():  # fmt: skip
        assert place in script
        script = script.replace(place, str(here), 1)
    environment = archive.environment | {"JOB_COMPLETION_INDEX": "4"}
    done = subprocess.run(
        [*container["command"], script], env=environment, check=False, capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode == 0 and done.stdout == "place-4/past: tiled\n", done.stderr
