"""A plan's units as arrays of a real Slurm, with processes and daemons killed meanwhile.

It takes minutes, root and Slurm (Tools/setup cluster); so it runs where ZEITREISE_CLUSTER is 1.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import REPOSITORY
from slurm import slurm
from test_rebuild import write_tour

UNITS = 200
MINUTES = 60
SUBMIT = REPOSITORY / "Tools/cluster/submit"


@pytest.fixture
def cluster(tmp_path):
    if os.environ.get("ZEITREISE_CLUSTER") != "1":
        pytest.skip("ZEITREISE_CLUSTER=1 runs it: it takes minutes")
    if os.geteuid() != 0 or not shutil.which("slurmctld"):
        pytest.skip("Slurm's daemons take root; Tools/setup cluster installs them")
    # Munge wants a folder that only root may write in, from / on; a socket's name must be short.
    folder = Path(f"/run/zeitreise-slurm-{os.getpid()}")
    folder.mkdir(mode=0o755)
    try:
        with slurm(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder)


def unit_processes(plan: Path) -> list[int]:
    """Of units of this plan, that are running."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[1:2] == [b"build"] and str(plan).encode() in words and b"--unit" in words:
                found.append(int(entry.name))
    return found


def wait(cluster, seconds: float) -> None:
    """Until no task is left."""
    end = time.monotonic() + seconds
    while cluster.waiting():
        assert time.monotonic() < end, cluster.run("squeue")
        time.sleep(0.5)


def test_an_array_survives_what_happens_to_it(cluster, program, run, tmp_path):
    tour = write_tour(tmp_path / "archive", UNITS, 256)
    plan, store = tmp_path / "plan.json", tmp_path / "store"
    store.mkdir()
    assert run("build", tour, "--output", "whole.ztour", "--quiet").returncode == 0
    good = (tour / "17.png").read_bytes()
    (tour / "17.png").write_bytes(good[:-9000])
    assert run("build", tour, "--plan", plan, "--quiet").returncode == 0
    units = json.loads(plan.read_text())["units"]
    assert len(units) == UNITS
    cluster.environment |= {"ZEITREISE": str(program)}
    log = f"--output={tmp_path}/task-%a.log"

    cluster.run(SUBMIT, tour, plan, store, log)
    # Some twice, at the same time.
    cluster.run(SUBMIT, tour, plan, store, f"--output={tmp_path}/twice-%a.log", "--requeue")
    chance = random.Random(7)
    killed = requeued = 0
    for step in range(40):
        if step == 10:
            cluster.kill("slurmctld")
            cluster.start("slurmctld")
        if step == 20:
            cluster.kill("slurmd")
            cluster.start("slurmd")
        if step in (10, 20):
            cluster.wait("the node", cluster.is_idle)
        for process in unit_processes(plan)[:1]:
            try:
                os.kill(process, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                pass
        running = cluster.run("squeue", "--noheader", "--states=running", "--format=%A", check=False).split()
        if running and step % 4 == 0:
            cluster.run("scontrol", "requeue", chance.choice(running), check=False)
            requeued += 1
        time.sleep(0.2)
    assert killed and requeued
    wait(cluster, 10 * MINUTES)

    assert "17.png" in (tmp_path / "task-18.log").read_text()
    left = subprocess.run([REPOSITORY / "Tools/cluster/units", plan, store], capture_output=True, text=True, check=True)
    assert left.stdout.split() == ["18"], left.stdout
    missing = run("build", tour, "--plan", plan, "--collect", store, "--output", "collected.ztour", "--quiet")
    assert missing.returncode == 75 and missing.stderr.count("\n") == 1 and "17.png" in missing.stderr

    (tour / "17.png").write_bytes(good)
    assert run("build", tour, "--plan", plan, "--quiet").returncode == 0
    cluster.run(SUBMIT, tour, plan, store, log, "--wait", timeout=MINUTES)
    done = run("build", tour, "--plan", plan, "--collect", store, "--output", "collected.ztour", "--quiet")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "collected.ztour").read_bytes() == (tmp_path / "whole.ztour").read_bytes()
    print(f"{UNITS} units, {killed} processes killed, {requeued} tasks requeued, slurmctld and slurmd killed once")
