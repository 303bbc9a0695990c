"""Kills at random moments: how soon the headsets are back, and whether the tour stands where it stood."""

import asyncio
import random
import signal
from pathlib import Path

from live_http import Connection
from live_headsets import CLIENTS, Headset
from live_server import Guide, Server, tour_epochs


async def returns(program: str, folder: Path, kills: int, seed: int) -> tuple[list[float], int]:
    """Seconds from the open port to each client's first state, over kills at random moments; and how often the state was lost."""
    chance, server = random.Random(seed), Server(program, folder)
    port, lost, seconds = server.port, 0, []
    headsets = [Headset(port, number) for number in range(CLIENTS)]
    for headset in headsets:
        await headset.enrol()
    guide = await Guide.sign_in(port)
    epochs = tour_epochs(await guide.connection.call("GET", "/api/v1/tour"))
    came: list[tuple[float, dict]] = []

    async def follow(token: str) -> None:
        while True:
            stream = Connection(port, token)
            try:
                is_first = True
                async for moment, state in stream.states():
                    if is_first:
                        came.append((moment, state))
                    is_first = False
            except (OSError, asyncio.IncompleteReadError, IndexError, ValueError):
                pass
            stream.close()
            await asyncio.sleep(0.5)

    tasks = [asyncio.create_task(follow(headset.token)) for headset in headsets]
    for kill in range(kills):
        place, epoch = epochs[kill % len(epochs)]
        await guide.order("go_to", place=place, epoch=epoch)
        await guide.order("volume", volume=kill % 50 / 50)
        await asyncio.sleep(chance.uniform(0, 1))
        server.end(signal.SIGKILL)
        guide.connection.close()
        came.clear()
        await asyncio.sleep(0)
        server = await asyncio.to_thread(Server, program, folder, port)
        while len(came) < CLIENTS:
            await asyncio.sleep(0.01)
        seconds += [moment - server.opened for moment, _ in came]
        scenes = [state.get("scene") or state.get("awaited") or {} for _, state in came]
        is_kept = all((scene.get("place"), scene.get("epoch")) == (place, epoch) for scene in scenes)
        lost += not (is_kept and all(state["volume"] == kill % 50 / 50 and state["held"] for _, state in came))
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    server.end()
    return seconds, lost
