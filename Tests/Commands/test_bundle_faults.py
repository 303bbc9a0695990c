"""Bundles that are damaged, half, no bundles, or changed while they are served: no answer has wrong bytes."""

import contextlib
import hashlib
import os
import re
import shutil
import signal
import sqlite3
import urllib.request
from pathlib import Path

import bus
import onboard
import pytest
from bus import connect, request
from drives import free_port
from onboard import GUIDED, log_line, until_fault
from running import assert_fault


@pytest.fixture(scope="module")
def board(program, tmp_path_factory) -> Path:
    return onboard.equip(program, tmp_path_factory.mktemp("board"))


@pytest.fixture
def bundle(board, tmp_path) -> Path:
    return Path(shutil.copy(board / "tour.ztour", tmp_path / "tour.ztour"))


@pytest.fixture
def serve(program, board):
    servers = []

    def serve(bundle: Path, *arguments: object) -> bus.Server:
        servers.append(bus.Server(program, bundle, *GUIDED, *arguments, cwd=board))
        return servers[-1]

    yield serve
    for server in servers:
        if server.process.poll() is None:
            server.end(signal.SIGKILL)


def tiles(bundle: Path) -> dict[str, bytes]:
    """Every tile by its address, read by SQLite alone."""
    with contextlib.closing(sqlite3.connect(f"file:{bundle}?mode=ro", uri=True)) as database:
        rows = database.execute(
            'SELECT panorama.digest, level, face, row, "column", media_type, bytes FROM tile'
            " JOIN panorama ON panorama.id = panorama JOIN blob ON blob.id = blob"
        ).fetchall()
    endings = {"image/jpeg": "jpg", "image/png": "png"}
    return {
        f"/tiles/{digest.hex()}/{level}/{'frblud'[face]}/{row}/{column}.{endings[kind]}": content
        for digest, level, face, row, column, kind, content in rows
    }


def fetch(server: bus.Server, target: str) -> tuple[int, bytes]:
    connection = connect(server.port)
    connection.request("GET", target)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def survey(server: bus.Server, expected: dict[str, bytes]) -> tuple[int, int]:
    """How many tiles came whole, and how many were refused; any other answer fails the test."""
    good = bad = 0
    for target, content in expected.items():
        status, got = fetch(server, target)
        if status == 200:
            assert got == content, target
            good += 1
        else:
            assert status in (404, 503), (target, status)
            bad += 1
    return good, bad


def figure(port: int, name: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        return int(re.search(rf"^zeitreise_{name} (\d+)$", answer.read().decode(), re.MULTILINE)[1])


def test_a_rotten_tile_is_refused_and_told_and_the_others_are_served(run, serve, bundle):
    expected = tiles(bundle)
    content = max(expected.values(), key=len)
    image = bytearray(bundle.read_bytes())
    # SQLite has pages between pieces of it.
    place = next(found for start in range(1000, len(content), 64) if (found := image.find(content[start : start + 64])) >= 0)
    image[place + 32] ^= 0x10
    bundle.write_bytes(image)
    admin = free_port()
    server = serve(bundle, "--admin", f"127.0.0.1:{admin}")
    assert onboard.faults(server) == []
    rotten = {target for target, other in expected.items() if other == content}
    for _ in range(20):
        assert {fetch(server, target)[0] for target in rotten} == {503}
    assert survey(server, expected) == (len(expected) - len(rotten), len(rotten))
    line = log_line(server, str(bundle), "damaged")
    assert "copy" in line and hashlib.sha256(content).hexdigest() in line
    assert len([line for line in server.log if "damaged" in line]) == 1, "said once, not with each of 20 requests"
    until_fault(server, "bundle_damaged")
    assert figure(admin, "rotten_blobs_total") >= 20
    examined = run("doctor", bundle, "--admin", f"127.0.0.1:{admin}")
    assert examined.returncode == 1 and re.search("FAULT .*server.*damaged", examined.stdout), examined.stdout


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99, 0.9999])
def test_a_bundle_copied_in_part_is_not_served(run, bundle, share):
    os.truncate(bundle, int(bundle.stat().st_size * share))
    assert_fault(run("serve", bundle, "--listen", "127.0.0.1:0"), 65, str(bundle), "copy")


def test_what_is_no_bundle_is_not_served(run, tmp_path):
    foreign, text, empty = tmp_path / "foreign", tmp_path / "text", tmp_path / "empty"
    with contextlib.closing(sqlite3.connect(foreign)) as database, database:
        database.execute("CREATE TABLE blob (id INTEGER PRIMARY KEY, sha256 BLOB, bytes BLOB)")
    text.write_text("a tour\n" * 1000)
    empty.touch()
    for path in (foreign, text, empty):
        assert_fault(run("serve", path, "--listen", "127.0.0.1:0"), 65, str(path), "not a tour bundle")


def other_bundle(run, folder: Path) -> Path:
    """A tour with another picture at the same place."""
    other = folder / "other"
    assert run("new", other).returncode == 0
    assert run("build", other, "--output", folder / "other.ztour").returncode == 0
    return folder / "other.ztour"


def test_a_bundle_that_takes_the_others_name_changes_nothing_until_a_restart(run, serve, bundle, tmp_path):
    new, expected = other_bundle(run, tmp_path), tiles(bundle)
    server = serve(bundle)
    tour = request(server.port, "GET", "/api/v1/tour")[2]
    os.replace(new, bundle)
    assert survey(server, expected) == (len(expected), 0)
    assert "restart" in log_line(server, str(bundle), "another file")
    assert request(server.port, "GET", "/api/v1/tour")[2] == tour and onboard.faults(server) == []
    assert server.end() == 0
    again = serve(bundle)
    assert request(again.port, "GET", "/api/v1/tour")[2]["id"] != tour["id"]
    assert survey(again, tiles(bundle))[1] == 0


@pytest.mark.parametrize("how", ["overwritten", "cut short"])
def test_a_bundle_changed_in_place_gives_no_wrong_byte(run, serve, bundle, tmp_path, how):
    """As `cp new.ztour tour.ztour` does, which writes into the file that is being served."""
    new, expected = other_bundle(run, tmp_path), tiles(bundle)
    server = serve(bundle)
    tour = request(server.port, "GET", "/api/v1/tour")[2]
    if how == "overwritten":
        shutil.copyfile(new, bundle)
    else:
        os.truncate(bundle, bundle.stat().st_size // 3)
    _, bad = survey(server, expected)
    assert bad > 0
    until_fault(server, "bundle_damaged")
    assert "copy" in log_line(server, str(bundle))
    assert request(server.port, "GET", "/api/v1/tour")[2] == tour, "what was read at the start stays"
    assert server.end() == 0
