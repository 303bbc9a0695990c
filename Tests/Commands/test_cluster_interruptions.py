"""Units that are killed, interrupted, or out of room: a result appears whole or not at all."""

import random
import shutil
import signal
import subprocess
import time

from clusters import SECONDS, files
from running import assert_fault, noise
from test_rebuild import limited


def test_killed_at_any_moment_nothing_half_is_taken(archive):
    id = archive.plan()["units"][2]["id"]
    start = time.monotonic()
    archive.run_units(3)
    seconds = time.monotonic() - start
    result = archive.result(id)
    wanted = result.read_bytes()
    moments, kills = random.Random(5), 0
    for index in range(8):
        shutil.rmtree(archive.folder / "store")
        process = subprocess.Popen(
            archive.unit_command(3), cwd=archive.folder, env=archive.environment, stdout=subprocess.DEVNULL
        )
        try:
            process.wait((index + moments.random()) / 8 * seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            kills += 1
        process.wait(SECONDS)
        assert not result.exists() or result.read_bytes() == wanted
        archive.run_units(3)
        assert result.read_bytes() == wanted
        assert files(archive.scratch) == []
    assert kills > 0


def test_an_interrupt_leaves_nothing(archive):
    noise(8192, 1).save(archive.picture(0), format="JPEG")
    archive.plan()
    process = subprocess.Popen(
        archive.unit_command(1)[:-1], cwd=archive.folder, stderr=subprocess.PIPE, env=archive.environment
    )
    assert b"0.png" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.stderr.read()
    assert process.wait(SECONDS) == 130
    assert files(archive.scratch) == [] and not (archive.folder / "store").exists()


def test_a_full_store_passes(archive):
    archive.plan()
    full = archive.unit(1, restore_signals=False, preexec_fn=limited(9000))
    assert_fault(full, 75)
    assert files(archive.folder / "store") == []
