"""What people may give wrongly to a build on several machines: a line that says so, and nothing is lost."""

import json
import subprocess

import pytest
from running import REPOSITORY

UNITS = REPOSITORY / "Tools/cluster/units"


@pytest.mark.parametrize("name", ["tour.yaml", "0.png"])
def test_a_plan_replaces_nothing_that_is_none(name, archive):
    file = archive.tour / name
    before = file.read_bytes()
    done = archive.build("--plan", file)
    assert done.returncode == 1
    assert done.stderr == f"zeitreise: {file}: there is something else than a plan; give another name, or put that away\n"
    assert file.read_bytes() == before


def test_a_plan_replaces_a_plan_of_any_version_and_what_a_link_leads_to(archive):
    plan = archive.plan()
    archive.plan_file.write_text(json.dumps(plan | {"zeitreise_plan": 9}))
    link = archive.folder / "link.json"
    link.symlink_to(archive.plan_file)
    assert archive.build("--plan", link).returncode == 0
    assert link.is_symlink() and json.loads(archive.plan_file.read_text()) == plan


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "not a plan"),
        (lambda path: path.write_text("{}"), "not a plan"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n"), "not a plan"),
        (lambda path: path.write_text('{"zeitreise_plan": 2}'), "a plan of version 2, this program reads 1"),
    ],
    ids=["missing", "folder", "empty", "picture", "newer"],
)
def test_what_is_no_plan_is_worth_no_retry(make, words, archive):
    make(archive.plan_file)
    for arguments in [("--unit", 1, "--store", "store"), ("--collect", "store")]:
        done = archive.build("--plan", "plan.json", *arguments)
        assert done.returncode == 65
        assert done.stderr.startswith(f"zeitreise: plan.json: {words}; ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_text("{}"), lambda path: path.write_bytes(b"\xff\x00")])
def test_scripts_say_what_is_no_plan(make, archive):
    make(archive.plan_file)
    done = subprocess.run([UNITS, archive.plan_file, "store"], cwd=archive.folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 65
    assert done.stderr.startswith(f"units: {archive.plan_file}: ") and done.stderr.count("\n") == 1


def test_a_store_that_is_a_file_is_told_before_work_is_done(archive):
    archive.plan()
    (archive.folder / "store").write_text("precious")
    for arguments in [("--unit", 1, "--store", "store"), ("--collect", "store")]:
        done = archive.build("--plan", "plan.json", *arguments)
        assert (done.returncode, done.stderr) == (65, "zeitreise: store: is no folder; name one where results are kept\n")


def test_settings_that_are_not_the_plan_s_are_refused(archive):
    archive.plan("--quality", "55")
    assert archive.build("--plan", "plan.json", "--unit", 1, "--store", "store", "--quality", "55").returncode == 0
    done = archive.build("--plan", "plan.json", "--unit", 2, "--store", "store", "--quality", "60")
    assert done.returncode == 2 and "plan.json: has settings of its own" in done.stderr
    done = archive.build("--plan", "plan.json", "--output", "x.ztour")
    assert done.returncode == 2 and "--output: no bundle is made here" in done.stderr


def test_text_into_a_pipe_leaves_it_there(program, tmp_path):
    pipe = tmp_path / "pipe"
    subprocess.run(["mkfifo", pipe], check=True)
    with subprocess.Popen(["timeout", "30", "cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
        new = subprocess.run([program, "new", "tour"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        command = [program, "simulate", "tour", "--synthetic", "--record", pipe]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        text = reader.communicate()[0]
    assert (new.returncode, done.returncode) == (0, 0), done.stderr
    assert pipe.is_fifo() and text.startswith("$G")
