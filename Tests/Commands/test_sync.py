"""Releases and how buses get them: only what is missing, whatever fails on the way, and nothing that is not trusted."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import onboard
import pytest
from bus import within
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from depots import LARGE, Bus, Depot, blobs, content, copy_depot, cut, flip, line_to, reorder, signed
from running import assert_fault

FAR = 4_000_000_000


@pytest.fixture(scope="module")
def depot(program, tmp_path_factory) -> Depot:
    """Two releases of one tour, of which the second has other captions."""
    depot = Depot(program, tmp_path_factory.mktemp("depot"))
    depot.release("first")
    shutil.copy(depot.bundle, depot.folder / "first.ztour")
    depot.release("second")
    return depot


@pytest.fixture(scope="module")
def old(depot, tmp_path_factory) -> Depot:
    """The same depot before the second release."""
    old = copy_depot(depot, tmp_path_factory.mktemp("old"))
    for file in old.path.glob("sample-2.*"):
        file.unlink()
    return old


@pytest.fixture
def bus(depot, tmp_path) -> Bus:
    return Bus(depot, tmp_path / "bus")


@pytest.fixture
def tampered(depot, tmp_path) -> Depot:
    return copy_depot(depot, tmp_path)


def test_a_release_is_signed_as_other_programs_sign_and_lists_what_the_bundle_holds(depot):
    head, body = (depot.path / "sample-2.release").read_bytes().split(b"\n", 1)
    title, version, key, signature = head.split(b" ")
    public = load_pem_public_key(Path(f"{depot.key}.pub").read_bytes())
    assert public.public_bytes_raw().hex().encode() == key and (title, version) == (b"zeitreise-release", b"1")
    public.verify(bytes.fromhex(signature.decode()), b"zeitreise-release 1\n" + body)
    with pytest.raises(InvalidSignature):
        public.verify(bytes.fromhex(signature.decode()), b"zeitreise-key 1\n" + body)
    manifest, rows = json.loads(body), content(depot.bundle)
    sha = lambda data: hashlib.sha256(data).hexdigest()  # noqa: E731
    (tour, document), = rows["tour"]
    assert manifest["content"]["manifest"] == {"digest": sha(tour), "bytes": len(tour)}
    assert manifest["content"]["document"] == {"digest": sha(document.encode()), "bytes": len(document.encode())}
    assert [(one["digest"], one["name"]) for one in manifest["content"]["media"]] == [
        (digest.hex(), name) for digest, _, name in sorted(rows["media"])
    ]
    sizes = {digest: len(data) for digest, data in rows["blob"]}
    for panorama in manifest["content"]["panoramas"]:
        tiles = [row[-1] for row in rows["tile"] if row[0].hex() == panorama["digest"]]
        assert (panorama["tiles"], panorama["bytes"]) == (len(tiles), sum(sizes[tile] for tile in tiles))
    assert depot.key.stat().st_mode & 0o777 == 0o600
    assert_fault(depot.run("release", "key", "fleet", status=1), 1, "there already")


def test_a_bus_gets_the_newest_release_once(depot, bus):
    with depot.served() as server:
        url = f"http://127.0.0.1:{server.port}"
        assert "release 2 installed" in bus.sync(url).stdout
        assert content(bus.link.resolve()) == content(depot.bundle)
        bus.check()
        assert "nothing new" in bus.sync(url).stdout
    assert not list(bus.folder.glob(".releases/*.part*"))


def test_a_change_moves_little_more_than_what_changed(depot, old, bus):
    bus.sync(old.url())
    before = bus.link.resolve()
    with depot.served() as server, line_to(server.port) as line:
        bus.sync(line.url)
    new = {name: data for name, data in blobs(depot.bundle).items() if name not in blobs(before)}
    changed = sum(map(len, new.values()))
    assert LARGE < changed < 1.1 * LARGE, "the captions alone"
    assert changed < line.moved < 1.1 * changed + 65_536
    assert bus.version == 2
    bus.check()


def test_what_played_before_can_play_again(depot, old, bus):
    bus.sync(old.url())
    first = bus.link.read_bytes()
    bus.sync(depot.url())
    assert bus.link.read_bytes() != first
    goes_back = ["sync", "--rollback", "--to", bus.folder, "--tour", "sample"]
    depot.run(*goes_back)
    assert bus.version == 1 and bus.link.read_bytes() == first
    bus.check()
    assert "gone back from" in bus.sync(depot.url()).stdout and bus.version == 1
    depot.run(*goes_back)
    assert bus.version == 2
    assert_fault(depot.run("sync", "--rollback", "--to", bus.folder, "--tour", "other", status=1), 1, "no other release")


def test_a_bundle_that_was_copied_by_hand_can_be_gone_back_to(depot, old, bus):
    shutil.copy(depot.folder / "first.ztour", bus.link)
    with depot.served() as server, line_to(server.port) as line:
        bus.sync(line.url)
    assert line.moved < 1.1 * LARGE + 65_536, "its tiles were taken from what was there"
    depot.run("sync", "--rollback", "--to", bus.folder, "--tour", "sample")
    assert bus.link.read_bytes() == (depot.folder / "first.ztour").read_bytes()


# MARK: what is refused


def refuses(bus: Bus, depot: Depot, *words: str, status: int = 65) -> None:
    """From a stick and over the net; what played before still plays."""
    before = bus.version
    with depot.served() as server:
        for source in (depot.url(), f"http://127.0.0.1:{server.port}"):
            result = bus.sync(source, "--quiet", status=status)
            assert_fault(result, status, *words)
    assert bus.version == before
    if before:
        bus.check()


def test_a_bus_without_a_pinned_key_takes_nothing(depot, bus):
    result = depot.run("sync", depot.url(), "--to", bus.folder, status=65)
    assert_fault(result, 65, "trusts no depot", "--key")
    other = depot.make_key("stranger")
    assert_fault(bus.sync(depot.url(), "--key", f"{other}.pub", "--quiet", status=65), 65, "does not trust")
    assert not (bus.folder / ".trust").exists()


def test_releases_of_other_keys_are_refused(tampered, depot, bus):
    bus.sync(depot.url())
    stranger = Depot.make_key(tampered, "other")
    tampered.forge("sample-2", key=stranger, to="sample-3", version=3)
    shutil.copy(tampered.path / "sample-2.ztour", tampered.path / "sample-3.ztour")
    refuses(bus, tampered, "does not trust")


def test_a_release_with_a_changed_byte_is_refused(tampered, bus):
    path = tampered.path / "sample-2.release"
    file = bytearray(path.read_bytes())
    file[-20] ^= 1
    path.write_bytes(file)
    assert_fault(bus.sync(tampered.url(), "--quiet", status=65), 65, "signature")
    assert_fault(tampered.run("release", "list", tampered.path, status=65), 65, "signature")


def test_older_releases_are_refused(depot, old, bus):
    bus.sync(depot.url())
    refuses(bus, old, "release 2 already")


def test_the_same_number_with_other_content_is_refused(depot, tampered, bus):
    bus.sync(depot.url())
    tampered.forge("sample-2", expires=FAR)
    refuses(bus, tampered, "same number")


def test_an_ended_release_is_not_synced_and_plays_where_it_is(depot, old, tampered, bus):
    bus.sync(old.url())
    tampered.forge("sample-2", expires=1_000_000_000)
    refuses(bus, tampered, "ended on 2001-09-09", "plays on")
    # The one that plays may end, too.
    tampered.forge("sample-2", to="sample-3", version=3, expires=FAR)
    shutil.copy(tampered.path / "sample-2.ztour", tampered.path / "sample-3.ztour")
    bus.sync(tampered.url())
    assert bus.version == 3


def test_a_release_for_a_newer_program_is_refused(tampered, bus):
    tampered.forge("sample-2", minimum_program="99.0.0")
    refuses(bus, tampered, "needs Zeitreise 99.0.0")


def test_mixed_up_releases_are_refused(tampered, bus):
    shutil.copy(tampered.path / "sample-2.release", tampered.path / "sample-9.release")
    shutil.copy(tampered.path / "sample-2.ztour", tampered.path / "sample-9.ztour")
    result = bus.sync(tampered.url(), "--quiet", status=65)
    assert_fault(result, 65, "sample 2")
    (tampered.path / "sample-9.release").unlink()
    shutil.copy(tampered.path / "sample-1.ztour", tampered.path / "sample-2.ztour")
    assert_fault(bus.sync(tampered.url(), "--quiet", status=65), 65, "sample-2.ztour", "not in it")
    assert_fault(tampered.run("verify", tampered.path / "sample-2.ztour", status=65), 65, "not the bundle that was signed")
    assert bus.version is None


@pytest.mark.parametrize("what", ["blob", "list"])
def test_a_damaged_depot_gives_a_bus_nothing(tampered, bus, what):
    with contextlib.closing(sqlite3.connect(tampered.path / "sample-2.ztour")) as database, database:
        if what == "blob":
            database.execute("UPDATE blob SET bytes = zeroblob(length(bytes)) WHERE id = (SELECT max(blob) FROM tile)")
        else:
            database.execute("DELETE FROM tile WHERE level = (SELECT max(level) FROM tile) AND face = 3")
    assert_fault(bus.sync(tampered.url(), "--quiet", status=65), 65, "damaged")
    assert bus.version is None


def test_a_key_hands_on_to_another(depot, tampered, tmp_path):
    next_key, last_key = Depot.make_key(tampered, "next"), Depot.make_key(tampered, "last")
    early, late = Bus(tampered, tmp_path / "early"), Bus(tampered, tmp_path / "late", f"{last_key}.pub")
    early.sync(tampered.url())
    rotate = ["release", "rotate", "--depot", tampered.path]
    tampered.run(*rotate, "--key", tampered.key, "--to", f"{next_key}.pub", "--retire")
    tampered.run(*rotate, "--key", next_key, "--to", f"{last_key}.pub")
    # Who says so of oneself is not believed.
    (tampered.path / "keys" / "forged.key").write_bytes(
        signed("key", {"next": "00" * 32, "retires": True, "made": 1}, Depot.make_key(tampered, "thief"))
    )
    assert tampered.release(key=last_key)["version"] == 3
    early.sync(tampered.url())
    late.sync(tampered.url())
    assert early.version == late.version == 3
    assert depot.key.name == "fleet"
    shutil.copyfile(tampered.path / "sample-3.ztour", tampered.path / "sample-4.ztour")
    tampered.forge("sample-3", key=tampered.key, to="sample-4", version=4)
    refuses(early, tampered, "does not trust")
    refuses(late, tampered, "does not trust")


# MARK: what goes wrong on the way


def cause(bus: Bus, source: str) -> int:
    """A sync that may fail, but only in passing."""
    process = bus.start(source, "--quiet")
    _, errors = process.communicate(timeout=60)
    assert process.returncode in (0, 75), errors
    return process.returncode


@pytest.mark.parametrize("change", [cut, flip, reorder])
def test_connections_that_are_cut_or_garbled_only_cost_what_was_lost(depot, bus, change):
    places = [3_000, 40_000, 200_000, 900_000, 20_000, 500_000]
    with depot.served() as server, line_to(server.port, *((place, change) for place in places)) as line:
        for _ in range(8):
            if cause(bus, line.url) == 0:
                break
    assert not line.faults, "every one has happened"
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
    with onboard.small_disk(tmp_path / "disk") as disk:
        bus = Bus(depot, disk)
        assert_fault(bus.sync(depot.url(), "--quiet", status=75), 75, "MiB needed", "make room")
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


def test_no_faster_than_it_may(depot, bus):
    whole = sum(map(len, blobs(depot.bundle).values()))
    with depot.served() as server:
        start = time.monotonic()
        bus.sync(f"http://127.0.0.1:{server.port}", "--limit", "12")
        assert time.monotonic() - start > 0.9 * whole * 8 / 12e6 - 0.1


@pytest.mark.parametrize(
    "arguments, status",
    [
        (["sync"], 2),
        (["sync", "--rollback"], 2),
        (["sync", "ftp://depot"], 2),
        (["sync", "file:///no/such/folder"], 65),
        (["serve"], 2),
        (["serve", "a.ztour", "--depot", "."], 2),
        (["serve", "--depot", ".", "--gps", "gpsd://localhost"], 2),
        (["release", "sign", "no.ztour", "--depot", "d", "--key", "no"], 65),
    ],
)
def test_wrong_usage_is_told_apart(depot, arguments, status):
    depot.run(*arguments, status=status)


def test_a_depot_that_is_not_there_is_worth_another_try(depot, bus):
    assert_fault(bus.sync("http://127.0.0.1:9", "--quiet", status=75), 75, "refused")
    assert os.listdir(bus.folder / ".releases") == [".lock"]
