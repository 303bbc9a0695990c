"""How late headsets hear of what a guide orders, and how far their starts lie apart."""

import asyncio
from contextlib import asynccontextmanager

from live_headsets import CLIENTS, PROCESSES, Crowd
from live_http import truth
from live_server import Guide, tour_epochs


@asynccontextmanager
async def audience(port: int, proxied: int | None = None):
    """Headsets that have joined and listen, and a guide who reaches the server directly."""
    share = CLIENTS // PROCESSES
    crowds = [Crowd(proxied or port, range(first, first + share)) for first in range(0, CLIENTS, share)]
    try:
        await every(crowds, "join")
        guide = await Guide.sign_in(port)
        yield crowds, guide
        guide.connection.close()
    finally:
        for crowd in crowds:
            crowd.end()


async def every(crowds: list[Crowd], *words: object) -> list:
    return await asyncio.gather(*(crowd.ask(*words) for crowd in crowds))


async def latencies(port: int, orders: int) -> list[float]:
    """Seconds from a guide's sending an order to each client's having the state that follows, or a later one."""
    async with audience(port) as (crowds, guide):
        sent = []
        for count in range(orders):
            sent.append(truth())
            await guide.order("volume", volume=(count + 1) / 1000)
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)
        heard = [volumes for answer in await every(crowds, "volumes") for volumes in answer]
    return [latency for volumes in heard for latency in each_order(sent, volumes)]


def each_order(sent: list[float], volumes: list[tuple[float, float]]) -> list[float]:
    """Of one client; an order of which it never heard is late for ever."""
    arrivals = [(came, round(volume * 1000) - 1) for came, volume in volumes]
    return [
        min((came for came, latest in arrivals if came > moment and len(sent) > latest >= order), default=float("inf")) - moment
        for order, moment in enumerate(sent)
    ]


async def skews(port: int, starts: int, proxied: int | None = None) -> tuple[list[float], list[float]]:
    """How far each client's start of each scene was from the common one, in seconds; and how far by its clock alone."""
    async with audience(port, proxied) as (crowds, guide):
        epochs = tour_epochs(await guide.connection.call("GET", "/api/v1/tour"))
        for count in range(starts):
            place, epoch = epochs[count % len(epochs)]
            await guide.order("go_to", place=place, epoch=epoch)
            await every(crowds, "await starts", count + 1)
            # A clock is asked again now and then, as headsets do every ten seconds.
            await every(crowds, "exchange", count)
        found = [start for answer in await every(crowds, "starts") for start in answer]
    return [abs(began - start) for start, began, _ in found], [abs(moment - start) for start, _, moment in found]
