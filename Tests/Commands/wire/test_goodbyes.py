"""Whoever ends a connection in good order is let go at once, not when the connection has been idle for long."""

import contextlib
import socket
import ssl
import time

import pytest
from frames import Peer
from serving import PATIENCE_S, serving
from stage import tls


@pytest.fixture(scope="module")
def server(program, stage):
    with serving(program, stage.folder / "tour.ztour", *tls(stage)) as server:
        yield server


@pytest.mark.parametrize("asked", [None, "/headset", "/api/v1/events"])
def test_of_http2(server, stage, asked):
    with server.connect(stage.context("h2")) as connection:
        client = Peer(connection)
        if asked:
            client.ask(1, asked)
        while not client.settled or (asked and 1 not in client.answers):
            client.receive()
        end(connection)


# Who listens to events may end its own half: HTTP/1.1 goes on in the other, as long as there is somebody.
@pytest.mark.parametrize("asked", [None, "/headset"])
def test_of_http1(server, stage, asked):
    with server.connect(stage.context("http/1.1")) as connection:
        if asked:
            connection.sendall(f"GET {asked} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert connection.recv(12) == b"HTTP/1.1 200"
        end(connection)


def end(connection: ssl.SSLSocket) -> None:
    """Says TLS's goodbye and hears the other side out, which must end before its patience with the idle (75 s) is over."""
    connection.setblocking(False)
    with contextlib.suppress(ssl.SSLError):
        connection.unwrap()
    with socket.socket(fileno=connection.detach()) as plain:
        plain.settimeout(PATIENCE_S)
        last = time.monotonic() + PATIENCE_S
        with contextlib.suppress(ConnectionResetError):
            while plain.recv(65536):
                assert time.monotonic() < last
