"""Headsets and a guide over TLS, as long as they are wanted; what goes wrong is counted and goes on."""

import asyncio
import contextlib
import ssl
import sys
import time
from collections import Counter

from live_headsets import CLIENTS
from live_http import Connection
from live_server import PIN, TOKEN, tour_epochs

REPORT_S, ORDER_S, SILENCE_S = 5, 5, 10
LOST = (OSError, asyncio.IncompleteReadError, IndexError, ValueError, AssertionError, TimeoutError)


class Faults(Counter):
    """How often each went wrong; the first few of a kind are told with their time."""

    def add(self, kind: str, detail: object, count: int = 1) -> None:
        self[kind] += count
        if self[kind] <= 5:
            print(f"{time.strftime('%H:%M:%S')} {kind}: {detail!r}", file=sys.stderr, flush=True)


class SecureConnection(Connection):
    """With TLS; arrivals are when they are read, which counts for nothing here."""

    context: ssl.SSLContext

    async def open(self) -> None:
        self.reader, self.socket = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.context)

    async def write(self, data: bytes) -> None:
        self.socket.write(data)
        await self.socket.drain()

    async def exactly(self, size: int) -> bytes:
        return await self.reader.readexactly(size)

    async def line(self) -> bytes:
        return (await self.reader.readline()).strip()

    def close(self) -> None:
        if self.socket:
            self.socket.close()
        self.socket = None


class Audience:
    """60 headsets that listen and report, and a guide with an order every few seconds."""

    def __init__(self, port: int, faults: Faults):
        self.port, self.faults, self.states, self.reports, self.orders = port, faults, 0, 0, 0
        self.is_over = False

    async def enrol(self) -> None:
        self.headsets = []
        connection = SecureConnection(self.port)
        for _ in range(CLIENTS):
            status, _, answer = await connection.call("POST", "/api/v1/headsets", {"token": TOKEN})
            assert status == 201, answer
            self.headsets.append((answer["id"], answer["token"]))
        connection.close()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for number, (identity, token) in enumerate(self.headsets):
                group.create_task(self.listen(number, token))
                group.create_task(self.report(number, identity, token))
            group.create_task(self.guide())

    async def listen(self, number: int, token: str) -> None:
        stream = SecureConnection(self.port, token)
        while not self.is_over:
            try:
                states = stream.states()
                while not self.is_over:
                    async with asyncio.timeout(SILENCE_S):
                        await anext(states)
                    self.states += 1
            except (*LOST, StopAsyncIteration) as error:
                if not self.is_over:
                    self.faults.add("event stream", (number, error))
                    await asyncio.sleep(0.5)
            stream.close()

    async def report(self, number: int, identity: str, token: str) -> None:
        connection, charge = SecureConnection(self.port, token), 1.0
        await asyncio.sleep(REPORT_S * number / CLIENTS)
        while not self.is_over:
            charge = max(0, charge - 0.001)
            body = {"battery": charge, "worn": True, "frame_rate_hz": 72, "clock_offset_ms": 1000 * number, "clock_error_ms": 2}
            with self.counted("report", connection, number):
                status, _, answer = await connection.call("POST", f"/api/v1/headsets/{identity}/report", body)
                assert status == 204, answer
                self.reports += 1
            await asyncio.sleep(REPORT_S)
        connection.close()

    async def guide(self) -> None:
        connection = SecureConnection(self.port)
        _, fields, session = await connection.call("POST", "/api/v1/guide/session", {"pin": PIN})
        connection.token = fields["set-cookie"].split(";")[0].split("=")[1]
        sequence = session["next_sequence"]
        places = tour_epochs(await connection.call("GET", "/api/v1/tour"))
        orders = [{"command": "take_over"}]
        while not self.is_over:
            place, epoch = places[self.orders % len(places)]
            orders = orders or [
                {"command": "go_to", "place": place, "epoch": epoch},
                {"command": "volume", "volume": self.orders % 100 / 100},
                {"command": "resume"},
            ]
            with self.counted("order", connection, orders[0]):
                status, _, answer = await connection.call("POST", "/api/v1/guide/commands", {"sequence": sequence, **orders[0]})
                assert status == 200, answer
                self.orders += 1
            sequence, orders = sequence + 1, orders[1:]
            await asyncio.sleep(ORDER_S)
        connection.close()

    @contextlib.contextmanager
    def counted(self, kind: str, connection: Connection, detail: object):
        try:
            yield
        except LOST as error:
            self.faults.add(kind, (detail, error))
            connection.close()
