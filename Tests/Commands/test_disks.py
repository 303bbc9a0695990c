"""Disks that are full, read-only or broken under the state of a running tour: it is said, the tour goes on, and nothing acknowledged
is lost as soon as the disk takes it."""

import contextlib
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

import bus
import onboard
import pytest
from bus import Events, Guide, request
from onboard import GUIDED, enrol, is_enrolled, log_line, until_fault


@pytest.fixture(scope="module")
def board(program, tmp_path_factory) -> Path:
    return onboard.equip(program, tmp_path_factory.mktemp("board"))


@pytest.fixture
def serve(program, board):
    """Starts a server that keeps its state there; all are ended with the test, before its disks."""
    servers = []

    def serve(state: Path) -> bus.Server:
        servers.append(bus.Server(program, "tour.ztour", *GUIDED, "--state", state, cwd=board))
        return servers[-1]

    with contextlib.ExitStack() as stack:
        serve.disks = stack
        yield serve
        for server in servers:
            if server.process.poll() is None:
                server.end(signal.SIGKILL)


def lead(server: bus.Server, volume: float) -> dict:
    """Orders that are acknowledged; gives the state after them."""
    guide = Guide(server.port)
    assert guide.command("take_over")[0] == 200
    assert guide.command("go_to", place="square", epoch="present")[0] == 200
    assert guide.command("volume", volume=volume)[0] == 200
    return Events(server.port).until(lambda state: state["volume"] == volume and state.get("scene") and not state.get("awaited"))


def stands(server: bus.Server, before: dict) -> None:
    after = next(Events(server.port).states())
    assert (after["scene"], after["volume"], after["held"]) == (before["scene"], before["volume"], True)


def test_a_disk_that_is_full_from_the_start(serve, tmp_path):
    disk = serve.disks.enter_context(onboard.small_disk(tmp_path / "disk"))
    filler = onboard.fill(disk)
    state = disk / "state.sqlite"
    server = serve(state)
    line = log_line(server, str(state), "cannot be kept")
    assert "full" in line and "make room" in line
    until_fault(server, "state_not_saved")
    before, headset = lead(server, 0.25), enrol(server)
    assert request(server.port, "GET", "/api/v1/tour")[0] == 200
    filler.unlink()
    # Nothing changes meanwhile: saving is tried again by itself.
    until_fault(server, "state_not_saved", is_there=False)
    log_line(server, "kept again")
    server.kill()
    again = serve(state)
    stands(again, before)
    assert is_enrolled(again, headset)


def test_what_did_not_fit_on_a_disk_is_kept_when_there_is_room(serve, tmp_path):
    disk = serve.disks.enter_context(onboard.small_disk(tmp_path / "disk"))
    state = disk / "state.sqlite"
    server = serve(state)
    before = lead(server, 0.5)
    filler = onboard.fill(disk)
    # Each of them needs more room, and the last is kept by no write of its own.
    headsets = []
    while "state_not_saved" not in onboard.faults(server):
        headsets.append(enrol(server))
        assert len(headsets) < 200
    headsets.append(enrol(server))
    assert "full" in log_line(server, str(state), "cannot be kept")
    filler.unlink()
    before = lead(server, 0.75)
    until_fault(server, "state_not_saved", is_there=False)
    server.kill()
    again = serve(state)
    stands(again, before)
    assert all(is_enrolled(again, headset) for headset in headsets)


def test_a_disk_that_is_read_only_from_the_start_is_still_read(serve, tmp_path):
    disk = serve.disks.enter_context(onboard.small_disk(tmp_path / "disk"))
    state = disk / "state.sqlite"
    server = serve(state)
    before, headset = lead(server, 0.25), enrol(server)
    server.kill()
    assert Path(f"{state}-wal").stat().st_size > 0, "what was kept last stands in the journal alone"
    onboard.remount(disk, "ro")
    again = serve(state)
    line = log_line(again, str(state), "cannot be kept")
    assert "make it writable" in line
    until_fault(again, "state_not_saved")
    stands(again, before)
    assert is_enrolled(again, headset)
    changed = lead(again, 0.75)
    onboard.remount(disk, "rw")
    until_fault(again, "state_not_saved", is_there=False)
    again.kill()
    stands(serve(state), changed)


def test_a_disk_that_breaks_in_the_middle(serve, tmp_path):
    if not shutil.which("mkfs.ext4"):
        pytest.skip("there is no mkfs.ext4 to make a disk with")
    image = tmp_path / "image"
    with open(image, "wb") as file:
        file.truncate(8 << 20)
    subprocess.run(["mkfs.ext4", "-q", image], check=True)
    disk = serve.disks.enter_context(onboard.mounted(tmp_path / "disk", "-o", "loop,errors=remount-ro", image))
    state = disk / "state.sqlite"
    server = serve(state)
    lead(server, 0.25)
    try:
        onboard.break_disk(disk)
    except OSError as error:
        pytest.skip(f"this kernel breaks no disk on demand: {error}")
    lead(server, 0.75)
    until_fault(server, "state_not_saved")
    assert "make it writable" in log_line(server, str(state), "cannot be kept")
    assert request(server.port, "GET", "/api/v1/tour")[0] == 200
    assert len([line for line in server.log if "cannot be kept" in line]) == 1, "it is said once"
    assert server.end() == 0


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def overwritten(content: bytes) -> bytes:
    return content[:4096] + b"\xff" * 4096 + content[8192:]


@pytest.mark.parametrize("damage", [half, overwritten])
def test_a_state_with_broken_pages_is_put_aside(serve, tmp_path, damage):
    state = tmp_path / "state.sqlite"
    server = serve(state)
    lead(server, 0.25)
    assert server.end() == 0
    # Its pages are still in the journal.
    with contextlib.closing(sqlite3.connect(state)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = damage(state.read_bytes())
    state.write_bytes(content)
    again = serve(state)
    assert "begun anew" in log_line(again, str(state), "damaged")
    assert (tmp_path / "state.sqlite.damaged").read_bytes() == content
    assert onboard.faults(again) == []
    before = lead(again, 0.75)
    again.kill()
    stands(serve(state), before)


def test_what_cannot_be_understood_is_lost_alone(serve, tmp_path):
    state = tmp_path / "state.sqlite"
    server = serve(state)
    before, headset = lead(server, 0.25), enrol(server)
    assert server.end() == 0
    with contextlib.closing(sqlite3.connect(state)) as database, database:
        database.execute("UPDATE kept SET json = ? WHERE kind = 'headsets'", (b"[{",))
    again = serve(state)
    assert "enrol the headsets again" in log_line(again, str(state), "headsets cannot be read")
    stands(again, before)
    assert not is_enrolled(again, headset)


@pytest.mark.parametrize("kind", ["another program's database", "a bundle"])
def test_what_is_no_state_is_left_alone(serve, board, tmp_path, kind):
    state = tmp_path / "notes.sqlite"
    if kind == "a bundle":
        shutil.copy(board / "tour.ztour", state)
    else:
        with contextlib.closing(sqlite3.connect(state)) as database, database:
            database.execute("PRAGMA application_id = 77")
            database.execute("CREATE TABLE note (text TEXT)")
    content = state.read_bytes()
    server = serve(state)
    assert "give another file" in log_line(server, str(state), "another program")
    until_fault(server, "state_not_saved")
    lead(server, 0.25)
    assert server.end() == 0
    assert state.read_bytes() == content and [path.name for path in tmp_path.iterdir()] == [state.name]
