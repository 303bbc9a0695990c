"""Sixty headsets with clocks of their own, and processes that share them out."""

import asyncio
import gc
import multiprocessing
import random
import time
from collections.abc import Callable

from live_http import Connection, truth
from live_server import TOKEN

CLIENTS, PROCESSES = 60, 6
PATIENCE = 20


class Headset:
    """A client with a clock of its own."""

    def __init__(self, port: int, seed: int):
        self.port, self.error = port, random.Random(seed).uniform(-3600, 3600)
        self.samples: list[tuple[float, float]] = []
        # Of each scene's common start: when it began here, and when it would have by this headset's clock alone.
        self.began: dict[float, tuple[float, float]] = {}
        self.heard: set[float] = set()
        # A scene that was on already when this headset joined is no start.
        self.old, self.has_heard = None, False
        # When which volume was told.
        self.volumes: list[tuple[float, float]] = []

    def clock(self) -> float:
        return truth() + self.error

    async def enrol(self) -> None:
        self.connection = Connection(self.port)
        _, _, answer = await self.connection.call("POST", "/api/v1/headsets", {"token": TOKEN})
        self.connection.token = self.token = answer["token"]

    async def exchange(self) -> None:
        sent = self.clock()
        _, _, answer = await self.connection.call("POST", "/api/v1/clock", {"client_send_s": sent})
        came = self.connection.came + self.error
        received, answered = answer["server_receive_s"], answer["server_send_s"]
        self.samples.append(((came - sent) - (answered - received), ((received - sent) + (answered - came)) / 2))

    async def join(self) -> None:
        for _ in range(8):
            await self.exchange()

    async def listen(self) -> None:
        self.stream = Connection(self.port, self.token)
        async for came, state in self.stream.states():
            self.volumes.append((came, state["volume"]))
            start = (state.get("scene") or {}).get("start_s")
            if not self.has_heard:
                self.old, self.has_heard = start, True
            elif start not in (None, self.old) and start not in self.heard:
                self.heard.add(start)
                # True time at which this headset's clock shows the start: what it knows of the server's clock is its best sample.
                moment = start - min(self.samples)[1] - self.error
                # The loop's timers are late by up to a millisecond.
                asyncio.get_running_loop().call_later(moment - truth() - 0.003, self.begin, start, moment)

    def begin(self, start: float, moment: float) -> None:
        time.sleep(max(0, moment - truth()))
        self.began[start] = (truth(), moment)

    def close(self) -> None:
        self.connection.close()
        self.stream.close()


class Crowd:
    """A process of its own with some of the headsets, which does what it is told."""

    def __init__(self, port: int, seeds: range):
        self.pipe, far = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=run_crowd, args=(port, seeds, far), daemon=True)
        self.process.start()

    async def ask(self, *words: object) -> object:
        self.pipe.send(words)
        is_there = await asyncio.to_thread(self.pipe.poll, PATIENCE + 10)
        assert is_there, f"no answer to {words}"
        answer = self.pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        self.process.kill()
        self.process.join()


def run_crowd(port: int, seeds: range, pipe) -> None:
    # A collection would hold up all of them at once.
    gc.disable()
    asyncio.run(obey([Headset(port, seed) for seed in seeds], pipe))


async def obey(headsets: list[Headset], pipe) -> None:
    tasks: list[asyncio.Task] = []
    while True:
        words = await asyncio.to_thread(pipe.recv)
        try:
            match words:
                case ("join",):
                    for headset in headsets:
                        await headset.enrol()
                        await headset.join()
                    tasks += [asyncio.create_task(headset.listen()) for headset in headsets]
                    answer = await everybody(headsets, lambda headset: headset.has_heard)
                case ("await starts", int(count)):
                    answer = await everybody(headsets, lambda headset: len(headset.began) >= count)
                case ("exchange", int(turn)):
                    answer = await asyncio.gather(*(headset.exchange() for headset in headsets[turn % 10 :: 10]))
                case ("volumes",):
                    answer = [headset.volumes for headset in headsets]
                case ("starts",):
                    answer = [(start, *moments) for headset in headsets for start, moments in headset.began.items()]
        except Exception as error:  # noqa: BLE001  # for the process that asked
            answer = OSError(f"{type(error).__name__}: {error}")
        pipe.send(answer)


async def everybody(headsets: list[Headset], is_done: Callable[[Headset], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not all(map(is_done, headsets)):
        if time.monotonic() > end:
            raise OSError(f"{sum(map(is_done, headsets))} of {len(headsets)} have followed")
        await asyncio.sleep(0.02)
