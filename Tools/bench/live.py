"""How well 60 headsets are kept together: latency of state, skew of starts, return after a kill. Rows for Tools/bench/server.

The clients are programs of their own with real sockets, clocks that are wrong by up to an hour, and timers. Truth is the machine's
clock (CLOCK_BOOTTIME), which the server uses too and the clients only look at to note when something truly happened.
"""

import argparse
import asyncio
import gc
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path

import report

PIN, TOKEN = "krokus-1276", "5f0c" * 16
CLIENTS = 60


def truth() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def percentile(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)]


class Connection:
    """HTTP/1.1 on one connection that is kept."""

    def __init__(self, port: int, token: str | None = None):
        self.port, self.token, self.reader, self.writer = port, token, None, None

    async def send(self, method: str, path: str, body: object = None) -> None:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Content-Length: {len(content)}"]
        lines += [f"Authorization: Bearer {self.token}"] if self.token else []
        lines += ["Content-Type: application/json"] if content else []
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + content)
        await self.writer.drain()

    async def head(self) -> tuple[int, dict]:
        status = int((await self.reader.readline()).split()[1])
        fields = {}
        while (line := await self.reader.readline()).strip():
            name, _, value = line.decode().partition(":")
            fields[name.lower()] = value.strip()
        return status, fields

    async def call(self, method: str, path: str, body: object = None) -> tuple[int, dict, dict]:
        await self.send(method, path, body)
        status, fields = await self.head()
        content = await self.reader.readexactly(int(fields.get("content-length", 0)))
        return status, fields, json.loads(content) if content else {}

    async def states(self):
        """Each state with the true time at which it was there to be read."""
        await self.send("GET", "/api/v1/events")
        status, _ = await self.head()
        assert status == 200, status
        event = b""
        while size := int((await self.reader.readline()).strip() or b"0", 16):
            event += await self.reader.readexactly(size)
            await self.reader.readexactly(2)
            came = truth()
            while b"\n\n" in event:
                text, event = event.split(b"\n\n", 1)
                lines = dict(line.split(b": ", 1) for line in text.split(b"\n"))
                if lines.get(b"event") == b"state":
                    yield came, json.loads(lines[b"data"])

    def close(self) -> None:
        if self.writer:
            self.writer.close()


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


class Server:
    def __init__(self, program: str, folder: Path, port: int = 0):
        arguments = [program, "serve", "tour.ztour", "--listen", f"127.0.0.1:{port}", "--guide-pin-file", "pins"]
        arguments += ["--headset-token-file", "token", "--state", "state.sqlite"]
        self.process = subprocess.Popen(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.port = int(self.process.stdout.readline().rsplit(b":", 1)[1])
        self.opened = truth()

    def end(self, number: int = signal.SIGTERM) -> None:
        self.process.send_signal(number)
        self.process.wait()
        self.process.stdout.close()


class Guide:
    @classmethod
    async def sign_in(cls, port: int) -> "Guide":
        guide = cls()
        guide.connection = Connection(port)
        _, fields, session = await guide.connection.call("POST", "/api/v1/guide/session", {"pin": PIN})
        guide.connection.token = fields["set-cookie"].split(";")[0].split("=")[1]
        guide.sequence = session["next_sequence"]
        await guide.order("take_over")
        return guide

    async def order(self, command: str, **body) -> dict:
        body = {"sequence": self.sequence, "command": command, **body}
        status, _, answer = await self.connection.call("POST", "/api/v1/guide/commands", body)
        assert status == 200, answer
        self.sequence += 1
        return answer


def prepare(program: str, folder: Path) -> None:
    """A small tour with two epochs, a guide, and a token."""
    quiet = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([program, "new", "tour"], **quiet)
    subprocess.run([program, "build", "tour", "--output", "tour.ztour", "--quiet"], **quiet)
    subprocess.run([program, "pin", "pins"], input=PIN.encode(), **quiet)
    (folder / "token").write_text(TOKEN + "\n")


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


def tour_epochs(answer: tuple[int, dict, dict]) -> list[tuple[str, str]]:
    return [(place["id"], epoch["id"]) for place in answer[2]["places"] for epoch in place["epochs"]]


class Proxy:
    """A program of its own between clients and server, which holds up what it passes on, each way."""

    def __init__(self, port: int):
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--proxy-to", str(port)], stdout=subprocess.PIPE
        )
        self.port = int(self.process.stdout.readline())

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


async def run_proxy(port: int, mean: float = 0.020, spread: float = 0.010) -> None:
    chance = random.Random(1)
    # asyncio itself keeps no hold of a connection's task, and the collector may end it.
    held: set[asyncio.Task] = set()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop, last = asyncio.get_running_loop(), 0.0
        while piece := await reader.read(65536):
            # Bytes of one connection stay in order, as TCP keeps them; at one moment the loop would have none.
            last = max(last + 1e-6, loop.time() + chance.uniform(mean - spread, mean + spread))
            loop.call_at(last, writer.write, piece)
        loop.call_at(max(last, loop.time()) + 0.001, writer.close)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.add(asyncio.current_task())
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pass_on(reader, far_writer), pass_on(far_reader, writer), return_exceptions=True)
        held.discard(asyncio.current_task())

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


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
        guide.connection.writer = None
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    server.end()
    return seconds, lost


def rows(program: str, orders: int = 100, starts: int = 20, kills: int = 20, seed: int = 1) -> list[dict]:
    """The rows of live state, measured on this machine now."""
    program = str(Path(program).resolve())
    with tempfile.TemporaryDirectory(prefix="zeitreise-live-") as name:
        folder = Path(name)
        prepare(program, folder)
        server = Server(program, folder)
        found = asyncio.run(latencies(server.port, orders))
        near = asyncio.run(skews(server.port, starts))
        proxy = Proxy(server.port)
        far = asyncio.run(skews(server.port, starts, proxy.port))
        proxy.end()
        server.end()
        seconds, lost = asyncio.run(returns(program, folder, kills, seed)) if kills else ([], None)
    milliseconds = [
        ("event_latency_p50_ms", found, 0.5, None),
        ("event_latency_p99_ms", found, 0.99, "<= 20"),
        ("start_skew_p99_ms", near, 0.99, "<= 5"),
        ("start_skew_jitter_p99_ms", far, 0.99, "<= 15"),
    ]
    return [
        *(report.row(name, 1000 * percentile(values, share), "ms", goal) for name, values, share, goal in milliseconds),
        report.row("restart_reconnect_s", max(seconds, default=None), "s", "<= 2"),
        report.row("restart_state_lost", lost, f"of {kills}", "== 0"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=".build/release/zeitreise")
    parser.add_argument("--orders", type=int, default=100, help="changes of state whose way is timed")
    parser.add_argument("--starts", type=int, default=20, help="scenes begun, directly and through the jitter")
    parser.add_argument("--kills", type=int, default=20, help="kills at random moments")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--proxy-to", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.proxy_to:
        return asyncio.run(run_proxy(options.proxy_to))
    # A collection would hold up all clients at once, as nothing does sixty headsets.
    gc.disable()
    found = rows(options.program, options.orders, options.starts, options.kills, options.seed)
    print(report.document("live", f"{CLIENTS} clients", found) if options.json else report.summary(found))


if __name__ == "__main__":
    main()
