"""Releases and how buses get them: only what is missing, and what to go back to stays."""

import hashlib
import json
import os
import shutil
import time
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from depots import LARGE, Bus, blobs, content, line_to
from running import assert_fault


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


def test_a_second_bundle_that_was_copied_by_hand_is_kept_beside_the_first(depot, old, bus):
    for source, words in [(old, b"one"), (depot, b"two")]:
        bus.link.unlink(missing_ok=True)
        bus.link.write_bytes(words)
        bus.sync(source.url())
    assert (bus.folder / ".releases" / "sample-0.ztour").read_bytes() == b"two"
    assert (bus.folder / "sample.ztour.1").read_bytes() == b"one"


def test_what_plays_is_mended_where_it_is_damaged_or_gone(depot, bus):
    bus.sync(depot.url())
    bundle = bus.link.resolve()
    assert bundle.stat().st_mode & 0o777 == 0o444, "nobody writes into it by accident"
    for damage in (lambda: bundle.write_bytes(b"broken"), bundle.unlink):
        bundle.chmod(0o644)
        damage()
        assert "installed" in bus.sync(depot.url()).stdout
        bus.check()


def test_the_folder_is_made(depot, tmp_path):
    bus = Bus(depot, tmp_path / "made")
    bus.folder.rmdir()
    bus.folder = bus.folder / "here"
    bus.sync(depot.url())
    bus.check()
    (tmp_path / "file").write_text("")
    bus.folder = tmp_path / "file" / "here"
    assert_fault(bus.sync(depot.url(), status=1), 1, "cannot be made", "--to")


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
