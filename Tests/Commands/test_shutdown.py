"""How the server stops while everybody is on board: told to, it ends within five seconds, whoever does not read."""

import signal
import socket
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bus
import onboard
import pytest
from bus import Events, Guide
from onboard import GUIDED


@pytest.fixture(scope="module")
def board(program, tmp_path_factory) -> Path:
    return onboard.equip(program, tmp_path_factory.mktemp("board"))


@pytest.fixture
def context(board) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=board / "authority.pem")


def one_who_never_reads(port: int, context: ssl.SSLContext, targets: list[str]) -> ssl.SSLSocket:
    """A connection that has asked for much more than its buffers take."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plain.connect(("127.0.0.1", port))
    connection = context.wrap_socket(plain, server_hostname="127.0.0.1")
    for target in targets:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return connection


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_sixty_event_streams_and_slow_readers(program, board, context, tmp_path, number):
    arguments = [*GUIDED, "--certificate", "server.pem", "--key", "server.key", "--state", tmp_path / "state.sqlite"]
    arguments += ["--connections-per-device", "0", "--requests-per-device", "0"]
    with bus.serving(program, "tour.ztour", *arguments, cwd=board) as server:
        with ThreadPoolExecutor(8) as pool:
            streams = list(pool.map(lambda _: Events(server.port, context), range(60)))
        for stream in streams:
            assert stream.status == 200
        guide = Guide(server.port, context=context)
        assert guide.command("go_to", place="square", epoch="present")[0] == 200
        slow = [one_who_never_reads(server.port, context, ["/api/v1/tour"] * 400)]
        slow += [one_who_never_reads(server.port, context, ["/api/v1/events"]) for _ in range(3)]
        # Of each stream the first state is read; what follows waits in its buffers.
        for stream in streams:
            next(stream.states())
        started = time.monotonic()
        assert server.end(number) == 0
        took = time.monotonic() - started
        assert took < 5, f"{took:.1f} s"
        ends = [list(stream) for stream in streams]
        assert all(kind in ("state", "ping") for end in ends for kind, _ in end)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), timeout=5)
        for connection in slow:
            connection.close()
        assert not [line for line in server.log if "error" in line.lower()], server.log
