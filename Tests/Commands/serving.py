"""A running server, and connections to it that send bytes as they are."""

import contextlib
import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PATIENCE_S = 20


class Server(NamedTuple):
    process: subprocess.Popen
    port: int
    # 0 where there is none.
    admin_port: int

    def connect(self, context: ssl.SSLContext | None = None, source: str = "127.0.0.1") -> socket.socket:
        """A connection from an address of this machine, with TLS where a context is given."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S, source_address=(source, 0))
        # As browsers do; else what is sent in two steps waits 40 ms for the server's acknowledgement.
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return context.wrap_socket(plain, server_hostname="localhost") if context else plain

    def figure(self, name: str) -> int | None:
        """What /metrics says of one figure."""
        with socket.create_connection(("127.0.0.1", self.admin_port), timeout=PATIENCE_S) as connection:
            connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            text = read_all(connection).decode()
        found = re.search(rf"^{re.escape(name)} (-?\d+)$", text, re.MULTILINE)
        return int(found[1]) if found else None


@contextlib.contextmanager
def serving(program: str, bundle: Path | str, *arguments: object, **options) -> Iterator[Server]:
    """`zeitreise serve` with these arguments, stopped afterwards; `--depot` may stand in the bundle's place."""
    command = [program, "serve", "--listen", "127.0.0.1:0", bundle, *arguments]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    try:
        ports = [int(process.stdout.readline().split(":")[2].split("/")[0])]
        if "--admin" in arguments:
            ports.append(int(process.stdout.readline().split(":")[2].split("/")[0]))
        yield Server(process, *ports, *[0] * (2 - len(ports)))
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


def read_all(connection: socket.socket) -> bytes:
    """Until the other side closes."""
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def get(connection: socket.socket, target: str, *fields: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Status, fields by lower-case name, and body of the answer, on a connection that stays open."""
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", *fields]
    connection.sendall("".join(f"{line}\r\n" for line in [*lines, ""]).encode())
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        assert part, received
        received += part
    head, body = received.split(b"\r\n\r\n", 1)
    start, *rest = head.decode().split("\r\n")
    found = {name.lower(): value for name, value in (line.split(": ", 1) for line in rest)}
    status = int(start.split()[1])
    length = 0 if method == "HEAD" or status == 304 else int(found["content-length"])
    while len(body) < length:
        part = connection.recv(65536)
        assert part, (head, len(body))
        body += part
    return status, found, body
