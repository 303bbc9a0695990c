"""Files of any size on their way to a bus: a piece at a time in memory, and whole or not at all on its disk."""

import contextlib
import hashlib
import http.client
import http.server
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from bus import within
from depots import LARGE, Bus, Depot, content, copy_depot
from serving import Server
from test_projections import PEAK
from test_sync_interruptions import broken_off, parts

# More than is allowed to be taken for it.
HUGE = 64 << 20
ALLOWED = 32 << 20


@pytest.fixture(scope="module")
def huge(depot, tmp_path_factory) -> Depot:
    """With a third release that has one large medium more."""
    huge = copy_depot(depot, tmp_path_factory.mktemp("huge"))
    huge.bundle = shutil.copy(depot.bundle, huge.folder / "huge.ztour")
    content = random.Random(1).randbytes(1 << 20) * (HUGE >> 20)
    with contextlib.closing(sqlite3.connect(huge.bundle)) as database, database:
        row = database.execute("INSERT INTO blob (sha256, bytes) VALUES (?, ?)", (hashlib.sha256(content).digest(), content))
        database.execute("INSERT INTO media VALUES (?, 'audio/mpeg', 'huge.mp3')", (row.lastrowid,))
    huge.digest = hashlib.sha256(content).digest()
    huge.release()
    return huge


def peak(command: list[str]) -> int:
    """Bytes that a command took at the most."""
    result = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    return int(result.stdout.splitlines()[-1]) << 10


def peak_of(server: Server) -> int:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) << 10


def times_open(server: Server, name: str) -> int:
    times = 0
    for file in Path(f"/proc/{server.process.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            times += os.readlink(file).endswith(name)
    return times


def test_memory_is_bounded_whatever_a_file_takes(huge, depot, bus, tmp_path):
    rest = peak(bus.command(depot.url(), "--quiet"))
    with huge.served() as server:
        idle = peak_of(server)
        assert peak(bus.command(f"http://127.0.0.1:{server.port}", "--quiet")) < rest + ALLOWED
        path = "/api/v1/depot/releases/sample-3/blobs"
        for method, end, body, head in [("POST", "", huge.digest, 4), ("GET", f"/{huge.digest.hex()}", None, 0)]:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            connection.request(method, path + end, body)
            answer = connection.getresponse()
            assert answer.read(head) == HUGE.to_bytes(4, "big")[:head]
            came = hashlib.sha256()
            while piece := answer.read(1 << 20):
                came.update(piece)
            connection.close()
            assert came.digest() == huge.digest
        assert peak_of(server) < idle + ALLOWED
        # The depot keeps the bundle open once; what it was read with in pieces is closed.
        within(20, lambda: True if times_open(server, "sample-3.ztour") == 1 else None)
    bus.check()
    # A release that has it is no longer the one that plays: it is copied from there.
    other = Bus(huge, tmp_path / "other")
    (other.folder / ".releases").mkdir()
    (bus.folder / ".releases" / "sample-3.ztour").rename(other.folder / ".releases" / "sample-2.ztour")
    assert peak(other.command(huge.url(), "--quiet")) < rest + ALLOWED
    other.check()


@contextlib.contextmanager
def without_ranges(port: int) -> Iterator[str]:
    """A proxy before a depot that knows no ranges: each answer is the whole."""

    class Proxy(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            asked = dict(self.headers)
            proxy.ranges += [value for name in [*asked] if name.lower() in ("range", "if-range") and (value := asked.pop(name))]
            body = self.rfile.read(int(asked.get("Content-Length", 0)))
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request(self.command, self.path, body, asked)
            answer = connection.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            if answer.status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = pass_on

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        proxy.ranges = []
        proxy.daemon_threads = True
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_port}", proxy.ranges
        proxy.shutdown()


def test_an_answer_that_is_the_whole_is_taken_as_the_whole(depot, bus):
    broken_off(bus, depot, 300_000)
    assert 0 < parts(bus) < LARGE
    begun = parts(bus)
    with depot.served() as server, without_ranges(server.port) as (url, ranges):
        bus.sync(url, "--quiet")
        assert f"bytes={begun}-" in ranges
    assert bus.version == 2 and content(bus.link.resolve()) == content(depot.bundle)
    bus.check()


@pytest.fixture(scope="session")
def meddling(tmp_path_factory) -> Path:
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        pytest.skip("there is no C compiler to make the library with")
    path = tmp_path_factory.mktemp("meddling") / "meddling.so"
    source = Path(__file__).with_name("meddling.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", path, source, "-ldl"], check=True)
    return path


def meddled(bus: Bus, source: str, library: Path, kind: str) -> subprocess.CompletedProcess:
    environment = os.environ | {"LD_PRELOAD": str(library), "ZEITREISE_MEDDLING": kind}
    command = bus.command(source, "--quiet")
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_ctrl_c_while_it_verifies_keeps_the_old_release(depot, old, bus, meddling):
    bus.sync(old.url())
    result = meddled(bus, depot.url(), meddling, "interrupt")
    assert result.returncode == 130 and "interrupted" in result.stderr, result
    assert bus.version == 1
    bus.check()
    assert list(bus.folder.glob(".releases/sample-2.partial")), "what has come is kept"
    bus.sync(depot.url())
    assert bus.version == 2
    bus.check()


def test_writes_that_are_short_or_interrupted_are_gone_on_with(depot, bus, meddling):
    with depot.served() as server:
        result = meddled(bus, f"http://127.0.0.1:{server.port}", meddling, "short")
        assert result.returncode == 0, result.stderr
    assert content(bus.link.resolve()) == content(depot.bundle)
    bus.check()
    assert not list(bus.folder.glob(".releases/*.part*"))
