"""Sixty headsets with clocks of their own."""

import asyncio
import random
import time
from contextlib import asynccontextmanager

from live_http import Connection, truth
from live_server import TOKEN, Guide, tour_epochs

CLIENTS = 60


class Headset:
    """A client with a clock of its own."""

    def __init__(self, port: int, seed: int):
        self.port, self.error = port, random.Random(seed).uniform(-3600, 3600)
        self.samples: list[tuple[float, float]] = []
        self.began: dict[float, float] = {}
        self.heard: set[float] = set()
        # A scene that was on already when this headset joined is no start.
        self.old, self.has_heard = None, False
        self.latencies: list[float] = []

    def clock(self) -> float:
        return truth() + self.error

    async def enrol(self) -> None:
        self.connection = Connection(self.port)
        _, _, answer = await self.connection.call("POST", "/api/v1/headsets", {"token": TOKEN})
        self.connection.token = self.token = answer["token"]

    async def exchange(self) -> None:
        sent = self.clock()
        _, _, answer = await self.connection.call("POST", "/api/v1/clock", {"client_send_s": sent})
        came = self.clock()
        received, answered = answer["server_receive_s"], answer["server_send_s"]
        self.samples.append(((came - sent) - (answered - received), ((received - sent) + (answered - came)) / 2))

    async def join(self) -> None:
        for _ in range(8):
            await self.exchange()

    async def listen(self) -> None:
        self.stream = Connection(self.port, self.token)
        async for came, state in self.stream.states():
            self.latencies.append(came - state["server_time_s"])
            start = (state.get("scene") or {}).get("start_s")
            if not self.has_heard:
                self.old, self.has_heard = start, True
            elif start not in (None, self.old) and start not in self.heard:
                self.heard.add(start)
                wait = start - min(self.samples)[1] - self.clock()
                asyncio.get_running_loop().call_later(wait, self.begin, start)

    def begin(self, start: float) -> None:
        self.began[start] = truth()


@asynccontextmanager
async def audience(port: int, proxied: int | None = None):
    """Headsets that have joined and listen, and a guide who reaches the server directly."""
    headsets = [Headset(proxied or port, seed) for seed in range(CLIENTS)]
    await asyncio.gather(*(headset.enrol() for headset in headsets))
    # One after the other, as people put them on.
    for headset in headsets:
        await headset.join()
    tasks = [asyncio.create_task(headset.listen()) for headset in headsets]
    await everybody(headsets, lambda headset: headset.has_heard)
    try:
        yield headsets, await Guide.sign_in(port)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for headset in headsets:
            headset.connection.close()
            headset.stream.close()


async def latencies(port: int, orders: int) -> list[float]:
    """Seconds from the decision to each client, for orders of which each changes the state."""
    async with audience(port) as (headsets, guide):
        for headset in headsets:
            headset.latencies.clear()
        for count in range(orders):
            await guide.order("volume", volume=count % 100 / 100)
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)
        return [latency for headset in headsets for latency in headset.latencies]


async def skews(port: int, starts: int, proxied: int | None = None) -> list[float]:
    """How far each client's start of each scene was from the common one, in seconds."""
    async with audience(port, proxied) as (headsets, guide):
        epochs = tour_epochs(await guide.connection.call("GET", "/api/v1/tour"))
        for count in range(starts):
            place, epoch = epochs[count % len(epochs)]
            await guide.order("go_to", place=place, epoch=epoch)
            await everybody(headsets, lambda headset, least=count + 1: len(headset.began) >= least)
            # A clock is asked again now and then, as headsets do every ten seconds.
            await asyncio.gather(*(headset.exchange() for headset in headsets[count % 10 :: 10]))
        return [abs(moment - start) for headset in headsets for start, moment in headset.began.items()]


async def everybody(headsets: list[Headset], is_done) -> None:
    end = time.monotonic() + 20
    while not all(map(is_done, headsets)):
        assert time.monotonic() < end, f"{sum(map(is_done, headsets))} of {len(headsets)} have followed"
        await asyncio.sleep(0.02)
