"""There are 512 event streams: who goes before the answer takes none, and strangers cannot take them all."""

import contextlib
import json
import re
import socket
import struct
import time

import pytest
from bus import PIN
from frames import Peer
from serving import PATIENCE_S, read_all, serving
from stage import TOKEN, guided, tls

ASKED = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n"


def listen(server, source: str = "127.0.0.1", shown: str = "") -> tuple[int, socket.socket]:
    """The status of the answer, and the connection, which goes on."""
    connection = server.connect(source=source)
    fields = f"Authorization: Bearer {shown}\r\n" if shown else ""
    connection.sendall(f"{ASKED}{fields}\r\n".encode())
    return int(connection.recv(64).split()[1]), connection


def token(server, target: str, body: dict) -> str:
    """Of a headset or a guide; a PIN is taken from this very machine without TLS."""
    content = json.dumps(body)
    with server.connect() as connection:
        head = f"POST {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
        connection.sendall(f"{head}Content-Length: {len(content)}\r\n\r\n{content}".encode())
        received = read_all(connection).decode()
    return re.search(r"Set-Cookie: zeitreise-\w+=(\w+);", received)[1]


def test_who_is_gone_before_the_answer_takes_no_place(program, stage):
    """On a bad Wi-Fi all the time: the connection is reset while the request is on its way."""
    options = ("--connections-per-device", "0", "--requests-per-device", "0")
    with serving(program, stage.folder / "tour.ztour", *options) as server:
        for _ in range(2000):
            with server.connect() as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.sendall(f"{ASKED}\r\n".encode())
        with contextlib.ExitStack() as stack:
            end = time.monotonic() + PATIENCE_S
            held = 0
            while held < 384 and time.monotonic() < end:
                # As long as the server has not seen that they are gone, they count, and one more is turned away; it is closed here,
                # or those turned away would themselves be all the connections there are.
                with contextlib.suppress(ConnectionResetError, IndexError):
                    status, connection = listen(server)
                    if status == 200:
                        stack.enter_context(connection)
                        held += 1
                    else:
                        connection.close()
            assert held == 384


@pytest.mark.parametrize(("target", "body"), [("/api/v1/headsets", {"token": TOKEN}), ("/api/v1/guide/session", {"pin": PIN})])
def test_strangers_cannot_take_every_place(program, stage, target, body):
    """A tour that is open to all: one device has its share, and all of them leave the headsets and the guide theirs."""
    with serving(program, stage.folder / "tour.ztour", *guided(stage), "--open-tour") as server, contextlib.ExitStack() as stack:
        ours = token(server, target, body)
        held = 0
        for device in range(2, 12):
            for _ in range(50):
                status, connection = listen(server, source=f"127.0.0.{device}")
                stack.enter_context(connection)
                assert status in (200, 503)
                held += status == 200
        assert held == 384
        for _ in range(100):
            status, connection = listen(server, source="127.0.0.100", shown=ours)
            stack.enter_context(connection)
            assert status == 200


def test_one_connection_of_many_streams_is_one_device(program, stage):
    with serving(program, stage.folder / "tour.ztour", *tls(stage)) as server:
        with server.connect(stage.context("h2")) as connection:
            client = Peer(connection)
            for number in range(90):
                client.ask(2 * number + 1, "/api/v1/events")
            while len(client.answers) < 90:
                client.receive()
            statuses = [status for status, _ in client.answers.values()]
            assert (statuses.count(200), statuses.count(503)) == (64, 26)
