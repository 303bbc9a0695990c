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
        bucket = ["rate", f"{RATE_MBIT}mbit", "burst", "64kb", "latency", os.environ.get("LAT","30ms")]
        run(*inside[0], "tc", "qdisc", "add", "dev", "zt-s", "root", "tbf", *bucket)
        for word in os.environ.get("SYS", "").split():
            run(*inside[0], "sysctl", "-w", word)
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
            words = [*client_side, sys.executable, __file__]
            before = sent_bytes(server_side)
            done = subprocess.run(words, input=json.dumps(targets), capture_output=True, text=True, timeout=100, check=False)
            if done.returncode:
                raise OSError(f"the clients failed: {done.stderr.strip().splitlines()[-1]}")
            sent = sent_bytes(server_side) - before
        finally:
            server.terminate()
            server.wait(20)
    found = json.loads(done.stdout)
    return {**found, "used": sent * 8 / found["seconds"] / (RATE_MBIT * 1e6)}


def sent_bytes(server_side: list[str]) -> int:
    """What went over the link so far, heads of all layers included."""
    path = "/sys/class/net/zt-s/statistics/tx_bytes"
    return int(subprocess.run([*server_side, "cat", path], check=True, capture_output=True, text=True).stdout)


class Viewer:
    """Asks for all tiles at once over HTTP/2, with frames of its own making; notes when how many were whole."""

    def __init__(self, number: int, targets: list[str]):
        self.source, self.targets = CLIENT.format(100 + number), targets
        self.ended: list[float] = []

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
        while (await self.read_frame())[0] != 4:
            pass
        self.writer.write(frame(4, 1, 0, b""))
        await self.writer.drain()

    async def read_frame(self) -> tuple[int, int, int, bytes]:
        """Kind, flags, stream and content of the next frame."""
        head = await self.reader.readexactly(9)
        return head[3], head[4], int.from_bytes(head[5:], "big"), await self.reader.readexactly(int.from_bytes(head[:3], "big"))

    async def fetch(self) -> None:
        for number, target in enumerate(self.targets):
            fields = [(":method", "GET"), (":scheme", "https"), (":authority", SERVER), (":path", target)]
            block = b"".join(b"\x00" + text(name) + text(value) for name, value in fields)
            self.writer.write(frame(1, 5, 2 * number + 1, block))
        while len(self.ended) < len(self.targets):
            kind, flags, stream, payload = await self.read_frame()
            if kind in (3, 7):
                raise OSError(f"the server gave up: frame {kind} {payload!r}")
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
    return {
        "first_level_s": max(first),
        "first_level_median_s": statistics.median(first),
        "slowest_per_median": max(ends) / statistics.median(ends),
        "seconds": max(ends),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(watch(json.load(sys.stdin)))))
