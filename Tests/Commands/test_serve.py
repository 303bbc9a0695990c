"""`zeitreise serve` over TLS: both versions of HTTP, its certificate, and those who send it frames that are wrong."""

import contextlib
import os
import re
import resource
import select
import signal
import socket
import ssl
import subprocess
import time

import h2.config
import h2.connection
import h2.events
import h2.exceptions
import pytest
from running import assert_fault
from serving import PATIENCE_S, Server, get, read_all, serving


@pytest.fixture(scope="session")
def served(program, tmp_path_factory):
    """A bundle, a folder with a certificate for localhost, and the target of a tile."""
    folder = tmp_path_factory.mktemp("served")
    for command in [
        ("new", "tour"), ("build", "tour", "--output", "tour.ztour"),
        ("certificate", "create", "localhost", "127.0.0.1"),
    ]:
        subprocess.run([program, *command], cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


@pytest.fixture
def tls(program, served):
    arguments = ("--certificate", served / "server.pem", "--key", served / "server.key", "--admin", "127.0.0.1:0")
    with serving(program, served / "tour.ztour", *arguments) as server:
        yield server


def context(served, *protocols: str) -> ssl.SSLContext:
    """Trusts our authority alone."""
    made = ssl.create_default_context(cafile=served / "authority.pem")
    if protocols:
        made.set_alpn_protocols(list(protocols))
    return made


def tile_target(connection) -> str:
    digest = re.search(rb'"panorama" ?: ?"([0-9a-f]{64})"', get(connection, "/api/v1/tour")[2])[1].decode()
    return f"/tiles/{digest}/0/f/0/0.jpg"


class Client:
    """HTTP/2 by the h2 package, on one connection."""

    def __init__(self, connection: ssl.SSLSocket):
        self.connection = connection
        self.http = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        self.http.initiate_connection()
        self.http.increment_flow_control_window(1 << 24)
        self.answers: dict[int, list] = {}
        self.ended: set[int] = set()
        self.closed = False
        self.send()

    def send(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.sendall(self.http.data_to_send())

    def ask(self, target: str, method: str = "GET", fields: tuple = (), end: bool = True) -> int:
        stream = self.http.get_next_available_stream_id()
        head = [(":method", method), (":scheme", "https"), (":authority", "localhost"), (":path", target), *fields]
        self.http.send_headers(stream, head, end_stream=end)
        self.send()
        return stream

    def receive(self) -> None:
        """What comes next."""
        try:
            data = self.connection.recv(65536)
        except ConnectionResetError:
            data = b""
        if not data:
            self.closed = True
            return
        for event in self.http.receive_data(data):
            if isinstance(event, h2.events.ResponseReceived):
                self.answers[event.stream_id] = [dict(event.headers), b""]
            elif isinstance(event, h2.events.DataReceived):
                self.answers[event.stream_id][1] += event.data
                self.http.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            elif isinstance(event, (h2.events.StreamEnded, h2.events.StreamReset)):
                self.ended.add(event.stream_id)
            elif isinstance(event, h2.events.ConnectionTerminated):
                self.terminated = event.error_code
        self.send()

    def answer(self, stream: int) -> tuple[int, dict[str, str], bytes]:
        while stream not in self.ended and not self.closed:
            self.receive()
        fields, body = self.answers[stream]
        return int(fields[":status"]), fields, body

    def until_closed(self) -> None:
        while not self.closed:
            self.receive()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # An old client is what is tried.
def test_speaks_both_versions_of_http_with_tls_12_and_13(served, tls):
    for version in [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]:
        for protocol in ["h2", "http/1.1", None]:
            made = context(served, *[protocol] if protocol else [])
            made.minimum_version = made.maximum_version = version
            with tls.connect(made) as connection:
                assert connection.selected_alpn_protocol() == protocol
                if protocol != "h2":
                    status, fields, body = get(connection, tile_target(connection))
                    assert status == 200 and body[:2] == b"\xff\xd8" and int(fields["content-length"]) == len(body)
    old = context(served)
    old.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3
    old.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        tls.connect(old)


def test_both_versions_give_the_same_answers(served, tls):
    with tls.connect(context(served)) as one, tls.connect(context(served, "h2")) as two:
        client, tile = Client(two), tile_target(one)
        tag = get(one, tile)[1]["etag"]
        cases = [
            ("GET", tile, ()), ("HEAD", tile, ()), ("GET", tile, (("range", "bytes=0-9"),)),
            ("GET", tile, (("range", "bytes=-10"),)), ("GET", tile, (("range", "bytes=99999999-"),)),
            ("GET", tile, (("if-none-match", tag),)), ("GET", tile, (("if-match", '"x"'),)),
            ("GET", tile, (("range", "bytes=0-9"), ("if-range", tag))), ("GET", "/headset", ()),
            ("GET", "/headset", (("accept-encoding", "gzip"),)), ("GET", tile.replace("/0/f/", "/9/f/"), ()),
            ("GET", "/nothing", ()), ("POST", tile, ()), ("GET", "/tiles/..%2f..", ()), ("GET", tile + "?x", ()),
        ]
        for method, target, fields in cases:
            lines = [f"{name}: {value}" for name, value in fields]
            status, found, body = get(one, target, *lines, method=method)
            other = client.answer(client.ask(target, method, fields))
            assert other[0] == status and other[2] == body, (method, target, fields)
            ignored = {"date", ":status", "connection", "transfer-encoding"}
            assert {k: v for k, v in other[1].items() if k not in ignored} == {
                k: v for k, v in found.items() if k not in ignored
            }, (method, target, fields)


def test_many_streams_at_once_come_whole(served, tls):
    with tls.connect(context(served)) as one, tls.connect(context(served, "h2")) as two:
        tile = tile_target(one)
        wanted = {face: get(one, tile.replace("/f/", f"/{face}/"))[2] for face in "frblud"}
        client = Client(two)
        streams = [(client.ask(tile.replace("/f/", f"/{face}/")), face) for _ in range(16) for face in "frblud"]
        for stream, face in streams:
            assert client.answer(stream)[2] == wanted[face]


def test_a_replaced_certificate_is_taken_up_and_a_broken_one_is_not(program, run, served, tmp_path):
    for name in ["authority.pem", "authority.key", "server.pem", "server.key"]:
        (tmp_path / name).write_bytes((served / name).read_bytes())
    arguments = ("--certificate", tmp_path / "server.pem", "--key", tmp_path / "server.key", "--admin", "127.0.0.1:0")
    with serving(program, served / "tour.ztour", *arguments) as server:
        shown = certificate(server, served)
        assert server.figure("zeitreise_certificate_days_left") in (396, 397)
        with server.connect(context(served)) as old:
            assert run("certificate", "create", "localhost", "--replace", "--days", "40", cwd=tmp_path).returncode == 0
            assert within(lambda: certificate(server, served) != shown)
            assert server.figure("zeitreise_certificate_days_left") in (39, 40)
            assert get(old, "/api/v1/tour")[0] == 200
        shown = certificate(server, served)
        (tmp_path / "server.pem").write_text("broken")
        os.kill(server.process.pid, 0)
        # A second change is seen after the broken one was: until then the old certificate is shown.
        assert certificate(server, served) == shown
        assert run("certificate", "create", "localhost", "--replace", "--days", "50", cwd=tmp_path).returncode == 0
        assert within(lambda: server.figure("zeitreise_certificate_days_left") in (49, 50))


def certificate(server: Server, served) -> bytes:
    with server.connect(context(served)) as connection:
        return connection.getpeercert(binary_form=True)


def within(holds) -> bool:
    """Whether something comes true in time; each look takes a connection, so there is no need to sleep."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if holds():
            return True
    return False


@pytest.mark.parametrize("frames", [
    "no preface at all, but long enough\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\xff" * 40,
])
def test_what_is_no_http2_is_cut_off(served, tls, frames):
    with tls.connect(context(served, "h2")) as connection:
        connection.sendall(frames.encode("latin-1"))
        read_all(connection)
    with tls.connect(context(served)) as connection:
        assert get(connection, "/api/v1/tour")[0] == 200


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


@pytest.mark.parametrize("bad", [
    frame(0, 0, 1, b"data on a stream that is not open"), frame(1, 4, 2, b"\x82\x84\x86"),
    frame(1, 4, 0, b"\x82\x84\x86"), frame(4, 0, 0, b"\x00\x04\xff\xff\xff\xff"), frame(4, 0, 1, b""),
    frame(6, 0, 0, b"short"), frame(8, 0, 0, b"\x00\x00\x00\x00"), frame(9, 4, 1, b"continued"),
    frame(1, 4, 1, b"\xff\xff\xff\xff\xff\xff\xff\xff"), b"\xff\xff\xff" + b"\x00" * 6, frame(5, 4, 1, b"\x00\x00\x00\x02"),
])
def test_bad_frames_end_their_connection_alone(served, tls, bad):
    with tls.connect(context(served, "h2")) as connection:
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, b"") + bad)
        read_all(connection)
    with tls.connect(context(served, "h2")) as connection:
        client = Client(connection)
        assert client.answer(client.ask("/api/v1/tour"))[0] == 200


def test_a_flood_of_resets_is_cut_off(served, tls):
    """Requests that are cancelled at once (CVE-2023-44487)."""
    with tls.connect(context(served)) as one, tls.connect(context(served, "h2")) as connection:
        client, tile = Client(connection), tile_target(one)
        asked = 0
        # Our end may learn it by the last word (GOAWAY), or by a reset that overtakes it.
        with contextlib.suppress(h2.exceptions.ProtocolError, OSError):
            while asked < 5000 and not client.closed:
                client.http.reset_stream(client.ask(tile))
                client.send()
                asked += 1
                if select.select([connection], [], [], 0)[0]:
                    client.receive()
        assert 100 < asked < 5000
        read_all(connection)
        assert get(one, "/api/v1/tour")[0] == 200


def test_half_a_handshake_is_given_up(served, tls):
    with tls.connect() as silent, tls.connect() as begun:
        begun.sendall(b"\x16\x03\x01\x02\x00\x01")
        start = time.monotonic()
        assert read_all(silent) == b"" and read_all(begun) == b""
        assert time.monotonic() - start < 10
    assert tls.figure("zeitreise_timeouts_total") >= 2


def test_running_out_of_files_is_survived(program, served):
    def few_files():
        resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))

    options = ("--connections-per-device", "0")
    with serving(program, served / "tour.ztour", *options, preexec_fn=few_files) as server:
        held = []
        for number in range(150):
            with contextlib.suppress(OSError):
                held.append(server.connect(source=f"127.0.1.{number + 1}"))
        for connection in held:
            connection.close()

        def is_served() -> bool:
            with contextlib.suppress(OSError, AssertionError), server.connect() as connection:
                return get(connection, "/api/v1/tour")[0] == 200
            return False

        assert within(is_served)


def test_one_device_cannot_keep_the_others_out(program, served):
    with serving(program, served / "tour.ztour", "--connections-per-device", "20") as server:
        greedy = [server.connect(source="127.0.0.2") for _ in range(200)]
        for number in range(60):
            with server.connect(source=f"127.0.0.{10 + number}") as connection:
                assert get(connection, "/api/v1/tour")[0] == 200
        for connection in greedy:
            connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stops_within_five_seconds_with_connections_of_all_kinds(program, served, number):
    arguments = ("--certificate", served / "server.pem", "--key", served / "server.key")
    with serving(program, served / "tour.ztour", *arguments) as server, contextlib.ExitStack() as stack:
        idle = stack.enter_context(server.connect(context(served)))
        assert get(idle, "/api/v1/tour")[0] == 200
        client = Client(stack.enter_context(server.connect(context(served, "h2"))))
        assert client.answer(client.ask("/api/v1/tour"))[0] == 200
        # A request whose body never comes, and one who never ends the handshake.
        client.ask("/nothing", "POST", (("content-length", "10"),), end=False)
        stack.enter_context(server.connect())
        start = time.monotonic()
        server.process.send_signal(number)
        assert server.process.wait(PATIENCE_S) == 0
        assert time.monotonic() - start < 5


def test_says_what_is_wrong(run, served, tmp_path):
    bundle = served / "tour.ztour"
    (tmp_path / "x.pem").write_text("nothing")
    (tmp_path / "other").mkdir()
    assert run("certificate", "create", "localhost", "--directory", "other").returncode == 0
    pem, key = served / "server.pem", served / "server.key"
    assert_fault(run("serve", bundle, "--certificate", "x.pem", "--key", key), 65, "x.pem", "certificate")
    assert_fault(run("serve", bundle, "--certificate", "no.pem", "--key", key), 65, "no.pem")
    assert_fault(run("serve", bundle, "--certificate", pem, "--key", "x.pem"), 65, "x.pem", "key")
    assert_fault(run("serve", bundle, "--certificate", pem, "--key", "other/server.key"), 65, "server.pem", "key")
    result = run("serve", bundle, "--admin", "0.0.0.0:0")
    assert result.returncode == 2 and "0.0.0.0:0" in result.stderr and "127.0.0.1" in result.stderr
    result = run("serve", bundle, "--certificate", pem)
    assert result.returncode == 2 and "--key" in result.stderr
