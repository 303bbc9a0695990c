"""Enrolled headsets that ask for tiles while others do what they can against the server; all on this machine's loopback addresses.

Each attack has a server of its own, with guides, a token and the limits that nobody has changed. Attackers go after server and
headsets (nice 19) where there is a core too few: on a bus they bring their own.
"""

import asyncio
import contextlib
import http.client
import itertools
import json
import multiprocessing
import os
import resource
import secrets
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable

import report
import server_load
import server_programs
from server_frames import END_HEADERS, END_STREAM, HEADERS, RESET, Connection, frame, text

HEADSETS, RATE, SECONDS = 60, 10, 10
HALF_OPEN, SLOW = 5_000, 200
# A tool that does not end by itself is ended.
PATIENCE_S = SECONDS + 20
HOST = "127.0.0.1"
FORK = multiprocessing.get_context("fork")
# For HTTP/1.1; whose certificate it is, is no matter here.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
PLAIN.check_hostname, PLAIN.verify_mode = False, ssl.CERT_NONE


def rows(place, targets: list[str]) -> list[dict]:
    """For each attack how the headsets fared, and first for none."""
    found = []
    for name, begin in ATTACKS.items():
        print(f"attack: {name}", file=sys.stderr, flush=True)
        token = secrets.token_hex(32)
        with server_programs.running("zeitreise-guarded", place, token=token) as ports:
            result = measure(ports.https, targets, token, begin)
        p99 = server_load.percentile(result["latencies"], 0.99)
        found += [
            report.row(f"attack_{name}_p99_ms", p99, "ms", "<= 50"),
            report.row(f"attack_{name}_errors", result["errors"], "requests", "== 0"),
        ]
    return found


def measure(port: int, targets: list[str], token: str, begin: Callable) -> dict:
    """Latencies of the headsets in milliseconds, sorted, and how many of their requests failed."""
    tokens = [enrol(port, source(number), token) for number in range(HEADSETS)]
    attackers = begin(port, targets[-1])
    try:
        return asyncio.run(headsets(port, targets, tokens))
    finally:
        for attacker in attackers:
            end(attacker)


def end(attacker: subprocess.Popen | multiprocessing.Process) -> None:
    """With all that it has started."""
    if isinstance(attacker, subprocess.Popen):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(attacker.pid, signal.SIGKILL)
        attacker.wait()
    else:
        attacker.kill()
        attacker.join()


def source(number: int) -> str:
    return f"127.0.1.{number + 1}"


def enrol(port: int, address: str, token: str) -> str:
    """A headset's own token for that of provisioning. It sees the tour once, and so is known as one of ours."""
    connection = http.client.HTTPSConnection(HOST, port, timeout=20, source_address=(address, 0), context=PLAIN)
    connection.request("POST", "/api/v1/headsets", json.dumps({"token": token}), {"Content-Type": "application/json"})
    own = json.load(connection.getresponse())["token"]
    connection.request("GET", "/api/v1/tour", headers={"Authorization": f"Bearer {own}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise OSError(f"an enrolled headset got {answer.status}")
    return own


class Headset(Connection):
    """One that shows its token with every request."""

    def __init__(self, token: str):
        self.token = token

    def ask(self, target: str) -> None:
        self.stream += 2
        self.writer.write(asked(self.stream, self.authority, target, ("authorization", f"Bearer {self.token}")))


def asked(stream: int, authority: str, target: str, *more: tuple[str, str]) -> bytes:
    """The frame of a request."""
    fields = [(":method", "GET"), (":scheme", "https"), (":authority", authority), (":path", target), *more]
    block = b"".join(b"\x00" + text(name) + text(value) for name, value in fields)
    return frame(HEADERS, END_STREAM | END_HEADERS, stream, block)


async def headsets(port: int, targets: list[str], tokens: list[str]) -> dict:
    values, errors = [], 0

    async def headset(number: int) -> None:
        nonlocal errors
        connection = None
        start = time.monotonic() + 1 + number / HEADSETS / RATE
        for turn in range(RATE * SECONDS):
            begin = start + turn / RATE
            await asyncio.sleep(max(0, begin - time.monotonic()))
            try:
                if connection is None:
                    connection = Headset(tokens[number])
                    await connection.open(HOST, port, source(number))
                begin = time.monotonic()
                connection.ask(targets[(number * 31 + turn) % len(targets)])
                # No error has so long a body.
                if await asyncio.wait_for(connection.next_end(), 10) < 8_000:
                    errors += 1
            except (OSError, asyncio.IncompleteReadError):
                errors, connection = errors + 1, None
            values.append((time.monotonic() - begin) * 1000)

    await asyncio.gather(*(headset(number) for number in range(HEADSETS)))
    return {"latencies": sorted(values), "errors": errors}


# Of tools. Each attack takes a port and a target, and gives what has to be ended afterwards.


def program(*arguments: object) -> list[subprocess.Popen]:
    command = ["chrt", "--other", 0, "nice", "-n", 19, "timeout", PATIENCE_S, *arguments]
    nothing = subprocess.DEVNULL
    return [subprocess.Popen(list(map(str, command)), stdout=nothing, stderr=nothing, start_new_session=True)]


def slowhttptest(*arguments: object) -> Callable:
    """A thousand connections, 200 more each second."""

    def begin(port: int, target: str) -> list:
        base = f"https://{HOST}:{port}"
        filled = [str(argument).format(page=f"{base}/headset", api=f"{base}/api/v1/clock") for argument in arguments]
        return program("slowhttptest", *filled, "-c", 1000, "-r", 200, "-l", SECONDS + 2, "-v", 0)

    return begin


def h2load(*arguments: object) -> Callable:
    def begin(port: int, target: str) -> list:
        return program("h2load", "-t1", f"-D{SECONDS + 2}", *arguments, f"https://{HOST}:{port}{target}")

    return begin


def storm(port: int, target: str) -> list:
    """Sixty that come at once, ask for a page, go, and come again."""
    again = f"while true; do h2load -t1 -c60 -n60 https://{HOST}:{port}/headset; done"
    return program("sh", "-c", again)


# Of our own.


def ours(attack: Callable) -> Callable:
    def begin(port: int, target: str) -> list:
        def run() -> None:
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
            os.nice(19)
            asyncio.run(attack(port, target))

        process = FORK.Process(target=run, daemon=True)
        process.start()
        return [process]

    return begin


async def half_open(port: int, devices: int) -> None:
    """Connections that never say a word, of which some are given up and opened anew all the time."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    held = []
    for number in itertools.count():
        plain = socket.socket()
        plain.setblocking(False)
        with contextlib.suppress(OSError):
            plain.bind((f"127.0.2.{number % devices + 1}", 0))
            plain.connect((HOST, port))
        held.append(plain)
        if len(held) > HALF_OPEN:
            held.pop(0).close()
        if number % 50 == 0:
            await asyncio.sleep(0.02)


async def drip(port: int, number: int) -> None:
    """A byte of a handshake now and then, from ten devices."""
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(HOST, port, local_addr=(f"127.0.3.{number % 10 + 1}", 0))
            for byte in b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0.3)
        await asyncio.sleep(0.1)


async def slow_reader(port: int, number: int) -> None:
    """Asks for a page a hundred times and reads none, from ten devices."""
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            connection = Connection()
            await connection.open(HOST, port, f"127.0.4.{number % 10 + 1}")
            for _ in range(100):
                connection.ask("/headset")
            connection.writer.transport.pause_reading()
            await asyncio.sleep(30)
        await asyncio.sleep(0.1)


async def resets(port: int, number: int) -> None:
    """Asks and cancels at once (CVE-2023-44487), on a new connection whenever the old one is cut off."""
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            connection = Connection()
            await connection.open(HOST, port, f"127.0.5.{number % 10 + 1}")
            for stream in range(1, 20_000, 2):
                if connection.writer.is_closing():
                    break
                cancel = frame(RESET, 0, stream, b"\0\0\0\x08")
                connection.writer.write(asked(stream, connection.authority, "/headset") + cancel)
                if stream % 200 == 1:
                    await connection.writer.drain()
            await connection.next_end()


async def together(port: int, target: str) -> None:
    await asyncio.gather(
        half_open(port, 1),
        *(drip(port, number) for number in range(SLOW)),
        *(slow_reader(port, number) for number in range(SLOW)),
    )


async def many_resets(port: int, target: str) -> None:
    await asyncio.gather(*(resets(port, number) for number in range(20)))


ATTACKS = {
    "none": lambda port, target: [],
    "slow_headers": slowhttptest("-H", "-i", 1, "-x", 24, "-u", "{page}"),
    "slow_bodies": slowhttptest("-B", "-i", 1, "-s", 60_000, "-f", "application/json", "-u", "{api}"),
    "ranges": slowhttptest("-R", "-a", 10, "-b", 3000, "-u", "{page}"),
    "slow_reads": slowhttptest("-X", "-k", 20, "-w", 512, "-y", 1024, "-n", 5, "-z", 32, "-u", "{page}"),
    "half_open": ours(lambda port, target: half_open(port, 1)),
    "half_open_of_many": ours(lambda port, target: half_open(port, 100)),
    "storm": storm,
    "flood_h2": h2load("-c60", "-m100"),
    "flood_h1": h2load("-c60", "--h1"),
    "resets": ours(many_resets),
    "together": ours(together),
}
