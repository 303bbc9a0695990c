"""Many clients on one slow link: two network namespaces of our own with a token bucket between them."""

import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from server_viewers import VIEWERS

RATE_MBIT = 300
CLIENTS = 60
SERVER, CLIENT = "10.77.0.1", "10.77.0.{}"


@contextlib.contextmanager
def link(rate_mbit: int = RATE_MBIT, clients: int = CLIENTS) -> Iterator[tuple[list[str], list[str]]]:
    """Two namespaces; gives the words before a command of the server's side and of the clients'."""
    names = [f"zeitreise-{side}-{os.getpid()}" for side in "sc"]
    inside = [["ip", "netns", "exec", name] for name in names]
    run = lambda *words: subprocess.run(list(map(str, words)), check=True, capture_output=True)  # noqa: E731
    try:
        for name in names:
            run("ip", "netns", "add", name)
            # Its addresses would settle a second later, at which browsers break off what they have begun.
            run("ip", "netns", "exec", name, "sysctl", "--write", "net.ipv6.conf.all.disable_ipv6=1")
        run("ip", "link", "add", "zt-s", "netns", names[0], "type", "veth", "peer", "name", "zt-c", "netns", names[1])
        run(*inside[0], "ip", "address", "add", f"{SERVER}/24", "dev", "zt-s")
        for number in range(clients):
            run(*inside[1], "ip", "address", "add", f"{CLIENT.format(100 + number)}/24", "dev", "zt-c")
        run(*inside[1], "ip", "link", "set", "lo", "up")
        for words, device in zip(inside, ("zt-s", "zt-c"), strict=True):
            run(*words, "ip", "link", "set", device, "up")
            # Segments as the link would carry them, or the bucket gets packets larger than itself.
            run(*words, "ip", "link", "set", "dev", device, "gso_max_size", "16384", "gro_max_size", "16384")
        bucket = ["rate", f"{rate_mbit}mbit", "burst", "64kb", "latency", "100ms"]
        run(*inside[0], "tc", "qdisc", "add", "dev", "zt-s", "root", "tbf", *bucket)
        yield inside[0], inside[1]
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "delete", name], capture_output=True, check=False)


def measure(place, targets: list[str], protocol: str) -> dict:
    """Seconds until the first level was complete for all, share of the link used after, slowest client by the median."""
    with link() as (server_side, client_side):
        command = [
            *server_side, place.program, "serve", place.bundle, "--listen", f"{SERVER}:8443",
            "--certificate", place.certificate, "--key", place.key,
        ]
        server = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)
        try:
            server.stdout.readline()
            words = [*client_side, sys.executable, __file__, protocol]
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


async def watch(targets: list[str], protocol: str) -> dict:
    """All clients ask for all targets at the same moment; the first six are the first level."""
    viewers = [VIEWERS[protocol]() for _ in range(CLIENTS)]
    for number, viewer in enumerate(viewers):
        await viewer.open(SERVER, 8443, CLIENT.format(100 + number))
    start = time.monotonic()

    async def ends(viewer) -> dict[int, float]:
        return {number: time.monotonic() - start async for number in viewer.view(targets)}

    found = await asyncio.gather(*map(ends, viewers))
    first = [max(times[number] for number in range(6)) for times in found]
    last = [max(times.values()) for times in found]
    return {
        "first_level_s": max(first),
        "first_level_median_s": statistics.median(first),
        "slowest_per_median": max(last) / statistics.median(last),
        "seconds": max(last),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(watch(json.load(sys.stdin), sys.argv[1]))))
