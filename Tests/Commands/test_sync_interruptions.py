"""What goes wrong on the way to a bus costs at most what was lost, and never what plays."""

import os
import signal
import urllib.request

import onboard
import pytest
from bus import within
from depots import LARGE, Bus, blobs, content, cut, flip, line_to, reorder
from running import assert_fault


def cause(bus: Bus, source: str) -> int:
    """A sync that may fail, but only in passing."""
    process = bus.start(source, "--quiet")
    _, errors = process.communicate(timeout=60)
    assert process.returncode in (0, 75), errors
    return process.returncode


@pytest.mark.parametrize("change", [cut, flip, reorder])
def test_connections_that_are_cut_or_garbled_only_cost_what_was_lost(depot, bus, change):
    places = [3_000, 40_000, 150_000, 90_000, 20_000, 60_000]
    with depot.served() as server, line_to(server.port, *((place, change) for place in places)) as line:
        for _ in range(8):
            if cause(bus, line.url) == 0:
                break
    assert line.happened == len(places)
    assert bus.version == 2 and content(bus.link.resolve()) == content(depot.bundle)
    bus.check()
    whole = sum(map(len, blobs(depot.bundle).values()))
    if change is cut:
        # What had come was kept, but for at most a batch.
        assert line.moved < whole + 1_000_000


def parts(bus: Bus) -> int:
    """Bytes of large files that have come in part."""
    return sum(part.stat().st_size for part in bus.folder.glob(".releases/*.part"))


def test_a_killed_sync_leaves_the_old_release_and_the_next_goes_on(depot, old, bus):
    bus.sync(old.url())
    with depot.served() as server:
        for place, kept in [(500, 0), (5_000, 0), (100_000, 0), (300_000, 200_000), (300_000, 400_000)]:
            process = None

            def kill(_: bytes, kept: int = kept) -> None:
                # What has been sent may still be on its way through the kernel.
                within(20, lambda: True if parts(bus) >= kept else None)
                process.send_signal(signal.SIGKILL)
                process.wait()

            with line_to(server.port, (place, kill)) as line:
                process = bus.start(line.url, "--quiet")
                assert process.wait(timeout=60) == -signal.SIGKILL
                process.communicate()
            assert bus.version == 1
            bus.check()
        with line_to(server.port) as line:
            bus.sync(line.url)
        assert line.moved < LARGE - 400_000, "what had come of the captions was kept"
    assert bus.version == 2 and content(bus.link.resolve()) == content(depot.bundle)
    assert not list(bus.folder.glob(".releases/*.part*"))


def test_ctrl_c_changes_nothing(depot, bus):
    with depot.served() as server:
        process = None

        def interrupt(piece: bytes) -> bytes:
            process.send_signal(signal.SIGINT)
            process.wait()
            return piece

        with line_to(server.port, (100_000, interrupt)) as line:
            process = bus.start(line.url, "--quiet")
            _, errors = process.communicate(timeout=60)
            assert process.returncode == 130 and "interrupted" in errors
        assert bus.version is None
        bus.sync(f"http://127.0.0.1:{server.port}")


def test_two_syncs_at_once_do_not_meet(depot, bus):
    with depot.served() as server:
        process = second = None

        def look(piece: bytes) -> bytes:
            nonlocal second
            second = bus.sync(depot.url(), "--quiet", status=75)
            return piece

        with line_to(server.port, (10_000, look)) as line:
            process = bus.start(line.url, "--quiet")
            assert process.wait(timeout=60) == 0
            process.communicate()
        assert_fault(second, 75, "another sync")


def test_too_little_space_is_said_before_anything_is_taken(depot, tmp_path):
    with onboard.small_disk(tmp_path / "disk") as disk, depot.served() as server:
        bus = Bus(depot, disk)
        url = f"http://127.0.0.1:{server.port}"
        assert_fault(bus.sync(url, "--quiet", "--name", "Full bus", status=75), 75, "MiB needed", "make room")
        with urllib.request.urlopen(f"{url}/api/v1/depot") as page:
            assert "Full bus" in page.read().decode(), "who has no space says so"
        assert not list(disk.glob(".releases/*.partial"))


def test_a_disk_that_fills_up_on_the_way_keeps_the_old_release(depot, old, tmp_path):
    with onboard.mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=8m", "tmpfs") as disk, depot.served() as server:
        bus = Bus(depot, disk)
        bus.sync(old.url())

        def fill(piece: bytes) -> bytes:
            onboard.fill(disk)
            return piece

        with line_to(server.port, (300_000, fill)) as line:
            assert_fault(bus.sync(line.url, "--quiet", status=75), 75)
        assert bus.version == 1
        (disk / "filler").unlink()
        bus.check()
        bus.sync(f"http://127.0.0.1:{server.port}")
        assert bus.version == 2
        bus.check()


def test_a_depot_that_is_not_there_is_worth_another_try(depot, bus):
    assert_fault(bus.sync("http://127.0.0.1:9", "--quiet", status=75), 75, "refused")
    assert os.listdir(bus.folder / ".releases") == [".lock"]


def broken_off(bus: Bus, depot, place: int, *arguments: str) -> None:
    """A sync that ends by force once so many bytes have come of an answer, and a large file has come in part."""
    with depot.served() as server:
        process = None

        def kill(_: bytes) -> None:
            within(20, lambda: True if parts(bus) >= 100_000 else None)
            process.send_signal(signal.SIGKILL)
            process.wait()

        with line_to(server.port, (place, kill)) as line:
            process = bus.start(line.url, "--quiet", *arguments)
            assert process.wait(timeout=60) == -signal.SIGKILL
            process.communicate()


def test_a_first_sync_that_breaks_off_need_not_be_told_the_key_again(depot, bus):
    broken_off(bus, depot, 300_000)
    assert bus.version is None and "--key" not in bus.command(depot.url())
    bus.sync(depot.url())


def test_what_came_of_a_release_is_not_fetched_again_for_the_next(tampered, bus):
    broken_off(bus, tampered, 300_000)
    (came,) = bus.folder.glob(".releases/sample-2.*.part")
    kept = came.stat().st_size + sum(map(len, blobs(bus.folder / ".releases" / "sample-2.partial").values()))
    tampered.rename("sample-2", "sample-3", version=3)
    whole = sum(map(len, blobs(tampered.bundle).values()))
    with tampered.served() as server, line_to(server.port) as line:
        bus.sync(line.url)
    assert kept >= 100_000 and line.moved < whole - kept + 65_536
    assert bus.version == 3 and content(bus.link.resolve()) == content(tampered.bundle)
    assert not list(bus.folder.glob(".releases/sample-2.*"))


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_part_that_was_damaged_since_is_begun_anew(depot, bus, place):
    broken_off(bus, depot, 300_000)
    (partial,) = bus.folder.glob(".releases/*.partial")
    pages = partial.stat().st_size // 8192
    assert pages > 10
    with open(partial, "r+b") as file:
        file.seek(int(pages * place) * 8192)
        file.write(b"\xa5" * 8192)
    bus.sync(depot.url())
    assert bus.version == 2
    bus.check()
