"""Many clients on one slow link: two network namespaces of our own with a token bucket between them."""

import asyncio
import contextlib
import json
import os
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

RATE_MBIT = 300
CLIENTS = 60
SERVER, CLIENT = "10.77.0.1", "10.77.0.{}"


@contextlib.contextmanager
def link() -> Iterator[tuple[list[str], list[str]]]:
    """Two namespaces; gives the words before a command of the server's side and of the clients'."""
    names = [f"zeitreise-{side}-{os.getpid()}" for side in "sc"]
    inside = [["ip", "netns", "exec", name] for name in names]
    run = lambda *words: subprocess.run(list(map(str, words)), check=True, capture_output=True)  # noqa: E731
    try:
        for name in names:
            run("ip", "netns", "add", name)
        run("ip", "link", "add", "zt-s", "netns", names[0], "type", "veth", "peer", "name", "zt-c", "netns", names[1])
        run(*inside[0], "ip", "address", "add", f"{SERVER}/24", "dev", "zt-s")
        for number in range(CLIENTS):
            run(*inside[1], "ip", "address", "add", f"{CLIENT.format(100 + number)}/24", "dev", "zt-c")
        for words, device in zip(inside, ("zt-s", "zt-c"), strict=True):
            run(*words, "ip", "link", "set", device, "up")
            # Segments as the link would carry them, or the bucket gets packets larger than itself.
            run(*words, "ip", "link", "set", "dev", device, "gso_max_size", "16384", "gro_max_size", "16384")
        bucket = ["rate", f"{RATE_MBIT}mbit", "burst", "64kb", "latency", "30ms"]
        run(*inside[0], "tc", "qdisc", "add", "dev", "zt-s", "root", "tbf", *bucket)
        yield inside[0], inside[1]
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "delete", name], capture_output=True, check=False)


def measure(place, targets: list[str]) -> dict:
    """Seconds until the first level was complete for all, share of the link used after, slowest client by the median."""
    with link() as (server_side, client_side):
        command = [
            *server_side, place.program, "serve", place.bundle, "--listen", f"{SERVER}:8443",
            "--certificate", place.certificate, "--key", place.key,
        ]
        server = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)
        try:
            server.stdout.readline()
            words = [*client_side, sys.executable, __file__, json.dumps(targets)]
            done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=100)
        finally:
            server.terminate()
            server.wait(20)
    return json.loads(done.stdout)


class Viewer:
    """Asks for all tiles at once over HTTP/2, with frames of its own making; notes when how many were whole."""

    def __init__(self, number: int, targets: list[str]):
        self.source, self.targets = CLIENT.format(100 + number), targets
        self.ended: list[float] = []
        self.bytes = 0

    async def connect(self) -> None:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_alpn_protocols(["h2"])
        self.reader, self.writer = await asyncio.open_connection(
            SERVER, 8443, ssl=context, local_addr=(self.source, 0), limit=1 << 20
        )
        settings = b"\x00\x04" + (1 << 24).to_bytes(4, "big")
        window = ((1 << 30) - 65536).to_bytes(4, "big")
        self.writer.write(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, settings) + frame(8, 0, 0, window))
        await self.writer.drain()

    async def fetch(self) -> None:
        for number, target in enumerate(self.targets):
            fields = [(":method", "GET"), (":scheme", "https"), (":authority", SERVER), (":path", target)]
            block = b"".join(b"\x00" + text(name) + text(value) for name, value in fields)
            self.writer.write(frame(1, 5, 2 * number + 1, block))
        while len(self.ended) < len(self.targets):
            head = await self.reader.readexactly(9)
            length, kind, flags, stream = int.from_bytes(head[:3], "big"), head[3], head[4], int.from_bytes(head[5:], "big")
            payload = await self.reader.readexactly(length)
            if kind == 7 or kind == 3:
                raise OSError(f"the server gave up: frame {kind} {payload!r}")
            if kind == 4 and not flags & 1:
                self.writer.write(frame(4, 1, 0, b""))
            if kind == 0:
                self.bytes += length
            if stream and flags & 1:
                self.ended.append(time.monotonic())


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def text(value: str) -> bytes:
    """HPACK's literal of up to 16,510 bytes, without Huffman's code."""
    size = len(value)
    if size < 127:
        return bytes([size]) + value.encode()
    assert size - 127 < 128
    return bytes([127, size - 127]) + value.encode()


async def watch(targets: list[str]) -> dict:
    viewers = [Viewer(number, targets) for number in range(CLIENTS)]
    for viewer in viewers:
        await viewer.connect()
    start = time.monotonic()
    await asyncio.gather(*(viewer.fetch() for viewer in viewers))
    ends = [viewer.ended[-1] - start for viewer in viewers]
    first = [viewer.ended[5] - start for viewer in viewers]
    used = sum(viewer.bytes for viewer in viewers) * 8 / max(ends) / (RATE_MBIT * 1e6)
    return {
        "first_level_s": max(first),
        "first_level_median_s": statistics.median(first),
        "used": used,
        "slowest_per_median": max(ends) / statistics.median(ends),
        "seconds": max(ends),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(watch(json.loads(sys.argv[1])))))
