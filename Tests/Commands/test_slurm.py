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


def harass(cluster, plan: Path, enough, chance: random.Random) -> tuple[int, int]:
    """Kills units and requeues tasks until it is enough; gives how many of each. At most ten are killed: a task is tried six times."""
    seen: set[int] = set()
    killed = requeued = 0
    end = time.monotonic() + 5 * MINUTES
    while not enough():
        assert time.monotonic() < end, cluster.run("squeue", check=False)
        for process in set(unit_processes(plan)) - seen:
            seen.add(process)
            if killed == 10 or chance.random() < 0.5:
                continue
            try:
                os.kill(process, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                pass
        running = cluster.run("squeue", "--noheader", "--states=running", "--format=%A", check=False).split()
        if running and requeued < 5:
            cluster.run("scontrol", "requeue", chance.choice(running), check=False)
            requeued += 1
    return killed, requeued


def test_arrays_survive_what_happens_to_them(cluster, program, run, tmp_path):
    """Slurm takes only 33 tasks an array and 400 in all, so each has two units."""
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

    def results() -> int:
        return sum(1 for _ in store.glob("results/*/*.tiles"))

    first = cluster.submit(SUBMIT, tour, plan, store, f"--output={tmp_path}/task-%A-%a.log")
    # Some twice, at the same time.
    twice = cluster.submit(SUBMIT, tour, plan, store, f"--output={tmp_path}/twice-%A-%a.log")
    assert len(first) == len(twice) == 4
    chance = random.Random(7)
    counts = []
    for goal, daemon in [(20, "slurmctld"), (80, "slurmd"), (140, None)]:
        counts.append(harass(cluster, plan, lambda: results() >= goal, chance))  # noqa: B023
        if daemon:
            cluster.kill(daemon)
            cluster.start(daemon)
            cluster.wait("the node", cluster.is_idle)
    killed, requeued = (sum(count) for count in zip(*counts))
    assert killed and requeued
    known = cluster.run("squeue", "--noheader", "--states=all", "--format=%F").split()
    assert {int(id) for id in known} >= {*first, *twice}, "an array is lost"
    wait(cluster, 10 * MINUTES)

    assert any("17.png" in log.read_text() for log in tmp_path.glob("task-*.log"))
    left = subprocess.run([REPOSITORY / "Tools/cluster/units", plan, store], capture_output=True, text=True, check=True)
    assert left.stdout.split() == ["18"], left.stdout
    missing = run("build", tour, "--plan", plan, "--collect", store, "--output", "collected.ztour", "--json", "--quiet")
    (fault,) = json.loads(missing.stdout)["poisoned"]
    assert missing.returncode == 65 and fault["picture"] == "17.png" and fault["unit"] == units[17]["id"]

    (tour / "17.png").write_bytes(good)
    assert run("build", tour, "--plan", plan, "--quiet").returncode == 0
    cluster.run(SUBMIT, tour, plan, store, f"--output={tmp_path}/again-%A-%a.log", "--wait", timeout=MINUTES)
    done = run("build", tour, "--plan", plan, "--collect", store, "--output", "collected.ztour", "--quiet")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "collected.ztour").read_bytes() == (tmp_path / "whole.ztour").read_bytes()
    print(f"{UNITS} units, {killed} processes killed, {requeued} tasks requeued, slurmctld and slurmd killed once")
