"""Headsets that ask for tiles while others do what they can against the server; all on this machine's loopback addresses."""

import asyncio
import contextlib
import json
import multiprocessing
import socket
import sys
import time

from server_frames import Connection

HEADSETS, RATE, SECONDS = 60, 10, 12
HALF_OPEN, SLOW = 5_000, 200
HOST = "127.0.0.1"


def measure(port: int, targets: list[str]) -> dict:
    """Latencies of the headsets in milliseconds, sorted, and how many of their requests failed."""
    attackers = multiprocessing.Process(target=attack, args=(port, targets[-1]), daemon=True)
    attackers.start()
    try:
        return asyncio.run(headsets(port, targets))
    finally:
        attackers.kill()
        attackers.join()


async def headsets(port: int, targets: list[str]) -> dict:
    values, errors = [], 0

    async def headset(number: int) -> None:
        nonlocal errors
        connection = None
        start = time.monotonic() + 1 + number / HEADSETS / RATE
        for turn in range(RATE * SECONDS):
            begin = start + turn / RATE
            await asyncio.sleep(max(0, begin - time.monotonic()))
            begin = time.monotonic()
            try:
                # Half-way through all of them lose their connection and come back at the same time.
                if connection is None or turn == RATE * SECONDS // 2:
                    connection = Connection()
                    await connection.open(HOST, port, f"127.0.1.{number + 1}")
                connection.ask(targets[(number * 31 + turn) % len(targets)])
                if await connection.next_end() < 8_000:
                    errors += 1
            except (OSError, asyncio.IncompleteReadError):
                errors, connection = errors + 1, None
            values.append((time.monotonic() - begin) * 1000)

    await asyncio.gather(*(headset(number) for number in range(HEADSETS)))
    return {"latencies": sorted(values), "errors": errors}


def attack(port: int, target: str) -> None:
    asyncio.run(attackers(port, target))


async def attackers(port: int, target: str) -> None:
    await asyncio.gather(
        half_open(port),
        *(drip(port, number) for number in range(SLOW)),
        *(slow_reader(port, number, target) for number in range(SLOW)),
    )


async def half_open(port: int) -> None:
    """Connections from one device that never say a word, opened again and again."""
    held = []
    for number in range(HALF_OPEN * 10):
        plain = socket.socket()
        plain.setblocking(False)
        with contextlib.suppress(OSError):
            plain.bind(("127.0.2.1", 0))
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


async def slow_reader(port: int, number: int, target: str) -> None:
    """Asks for a hundred tiles and reads none, from ten devices."""
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            connection = Connection()
            await connection.open(HOST, port, f"127.0.4.{number % 10 + 1}")
            for _ in range(100):
                connection.ask(target)
            connection.writer.transport.pause_reading()
            await asyncio.sleep(30)
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), json.load(sys.stdin))))
