"""Kills at random moments of a server that leads a drive: what was acknowledged must stand, and every headset must be back soon."""

import argparse
import asyncio
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import report
from live import percentile
from live_headsets import CLIENTS
from live_http import Connection, truth
from live_server import PIN, TOKEN
from restart_record import Record
from soak import drive, json_points

REPOSITORY = Path(__file__).resolve().parents[2]
ROUTE = REPOSITORY / "Tests/old-town/route.geojson"
LOST = (OSError, asyncio.IncompleteReadError, IndexError, ValueError, AssertionError)
# A start so shortly before a kill may not be on the disk: triggers and quorums are told first.
SETTLED_S = 0.25
PLACE = """\
  - id: place-{number}
    title: {{de: Platz {number}, en: Square {number}}}
    location: {{latitude_deg: {north}, longitude_deg: {east}}}
    trigger: {{lead_m: 20, exit_m: 20}}
    comfort: any
    epochs:
"""
EPOCH = """\
      - id: {name}
        year: {year}
        panorama: {picture}
        credit: Nobody
        licence: CC0-1.0
        source: Made for this bench
        certainty: imagined
"""


def prepare(program: str, folder: Path) -> list[str]:
    """A tour of eight places along the demo tour's route, in its pictures, and a drive past them; gives its panoramas."""
    text = "zeitreise: 1\nid: restarts\ntitle: {de: Probe, en: Trial}\nlanguages: [de, en]\nroute: route.geojson\nplaces:\n"
    pictures = sorted((REPOSITORY / "Assets/panoramas").glob("*.jpg"))
    (folder / "tour").mkdir()
    for picture in pictures:
        shutil.copy(picture, folder / "tour")
    for number, (east, north) in enumerate(json_points(ROUTE)[1::2]):
        text += PLACE.format(number=number, east=east, north=north)
        for name, year, picture in [("past", 1200, pictures[number % 2 * 2]), ("today", 2026, pictures[number % 2 * 2 + 1])]:
            text += EPOCH.format(name=name, year=year, picture=picture.name)
    (folder / "tour/tour.yaml").write_text(text)
    (folder / "tour/route.geojson").write_bytes(ROUTE.read_bytes())
    (folder / "drive.nmea").write_text(drive(3600))
    (folder / "token").write_text(TOKEN + "\n")
    quiet = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([program, "build", "tour", "--output", "tour.ztour", "--quiet"], **quiet)
    subprocess.run([program, "pin", "pins"], input=PIN.encode(), **quiet)


class Server:
    """One life of the program."""

    def __init__(self, program: str, folder: Path, port: int, log: Path):
        words = ["serve", "tour.ztour", "--listen", f"127.0.0.1:{port}", "--gps", "replay:drive.nmea", "--state", "state.sqlite"]
        words += ["--guide-pin-file", "pins", "--headset-token-file", "token"]
        words += ["--connections-per-device", "0", "--requests-per-device", "0"]
        with open(log, "ab") as errors:
            self.process = subprocess.Popen([program, *words], cwd=folder, stdout=subprocess.PIPE, stderr=errors)

    async def opened(self) -> tuple[int, float]:
        """Its port and when that was open."""
        line = await asyncio.to_thread(self.process.stdout.readline)
        return int(line.rsplit(b":", 1)[1]), truth()

    def end(self, number: int = signal.SIGKILL) -> int:
        self.process.send_signal(number)
        self.process.stdout.close()
        return self.process.wait(20)


class Headset:
    """Listens, and comes back half a second after it has lost the server, as browsers do."""

    def __init__(self, port: int, identity: str, token: str, holds: list[str]):
        self.port, self.identity, self.token, self.holds = port, identity, token, holds
        self.state: dict = {}
        self.expect()

    def expect(self) -> None:
        """From now on the first state of a connection that is opened later counts: what an ended server has sent may still come."""
        self.since = truth()
        self.came: asyncio.Future[tuple[float, dict]] = asyncio.get_running_loop().create_future()

    async def follow(self) -> None:
        while True:
            stream, reports = Connection(self.port, self.token), Connection(self.port, self.token)
            with contextlib.suppress(*LOST):
                stream.reader, stream.writer = await asyncio.open_connection("127.0.0.1", self.port)
                opened = truth()
                async for moment, state in stream.states():
                    self.state = state
                    if opened >= self.since and not self.came.done():
                        self.came.set_result((moment, state))
                        body = {"holds": self.holds, "worn": True}
                        await reports.call("POST", f"/api/v1/headsets/{self.identity}/report", body)
            stream.close()
            reports.close()
            await asyncio.sleep(0.5)


class Trial:
    def __init__(self, program: str, folder: Path, seed: int, headsets: int):
        self.program, self.folder, self.count = program, folder, headsets
        self.chance, self.faults, self.seconds, self.orders = random.Random(seed), Counter(), [], 0
        self.enrolled: dict[str, str] = {}
        self.removed: dict[str, str] = {}
        self.pending: dict | None = None

    def fault(self, kind: str, detail: object) -> None:
        self.faults[kind] += 1
        print(f"{kind}: {detail}", file=sys.stderr, flush=True)

    def start(self, port: int) -> Server:
        return Server(self.program, self.folder, port, self.folder / "server.log")

    async def run(self, kills: int) -> None:
        self.server = self.start(0)
        self.port, _ = await self.server.opened()
        await self.begin()
        followers = [asyncio.create_task(headset.follow()) for headset in self.headsets]
        await asyncio.gather(*(headset.came for headset in self.headsets))
        try:
            for number in range(kills):
                await self.kill(number)
        finally:
            for task in followers:
                task.cancel()
            await asyncio.gather(*followers, return_exceptions=True)
            status = self.server.end(signal.SIGTERM)
        if status:
            self.fault("end", status)

    async def begin(self) -> None:
        connection = Connection(self.port)
        for _ in range(self.count):
            _, _, answer = await connection.call("POST", "/api/v1/headsets", {"token": TOKEN})
            self.enrolled[answer["id"]] = answer["token"]
        _, fields, session = await connection.call("POST", "/api/v1/guide/session", {"pin": PIN})
        self.token, self.sequence = fields["set-cookie"].split(";")[0].split("=")[1], session["next_sequence"]
        connection.token = self.token
        tour = (await connection.call("GET", "/api/v1/tour"))[2]
        connection.close()
        self.record = Record([(place["id"], [epoch["id"] for epoch in place["epochs"]]) for place in tour["places"]])
        # Whoever reports holds every scene, so that none is waited for: each order is carried out when it is answered.
        self.holds = sorted({epoch["panorama"] for place in tour["places"] for epoch in place["epochs"]})
        self.headsets = [Headset(self.port, identity, token, self.holds) for identity, token in self.enrolled.items()]

    async def kill(self, number: int) -> None:
        """Orders, one after the other, until a random moment; then the same server anew."""
        orders = asyncio.create_task(self.give_orders())
        await asyncio.sleep(self.chance.uniform(0, 1.5))
        heard, killed = self.headsets[0].state, truth()
        self.server.end()
        await orders
        if self.chance.random() < 0.2:
            # Power comes and goes: killed once more while it starts.
            early = self.start(self.port)
            await asyncio.sleep(self.chance.uniform(0, 0.3))
            early.end()
        for headset in self.headsets:
            headset.expect()
        self.server = self.start(self.port)
        _, opened = await self.server.opened()
        try:
            async with asyncio.timeout(20):
                came = await asyncio.gather(*(headset.came for headset in self.headsets))
        except TimeoutError:
            return self.fault("reconnect", f"kill {number}: not all within 20 s")
        self.seconds += [moment - opened for moment, _ in came]
        self.compare(number, [state for _, state in came], heard, killed)
        await self.settle(number, came[0][1])
        await self.ask_enrolled(number)

    async def give_orders(self) -> None:
        """Until the connection breaks; what was not answered then is pending."""
        connection = Connection(self.port, self.token)
        with contextlib.suppress(*LOST):
            while True:
                if self.chance.random() < 0.1:
                    await self.change_headsets(connection)
                self.pending = self.record.order(self.chance, self.sequence)
                await self.give(connection)
                await asyncio.sleep(self.chance.choice([0, 0, 0.01, 0.1]))
        connection.close()

    async def give(self, connection: Connection) -> bool:
        """Gives the pending order; whether it had been counted before."""
        body = {"sequence": self.sequence, **self.pending}
        status, _, answer = await connection.call("POST", "/api/v1/guide/commands", body)
        if status != 200:
            self.fault("refused", (self.pending, status, answer))
        else:
            self.record, self.orders = self.record.after(self.pending), self.orders + 1
        self.pending, self.sequence = None, self.sequence + 1
        return answer.get("repeated", False)

    async def change_headsets(self, connection: Connection) -> None:
        extra = list(self.enrolled)[self.count :]
        if len(extra) > 20 or extra and self.chance.random() < 0.3:
            identity = self.chance.choice(extra)
            token = self.enrolled.pop(identity)
            status, _, _ = await connection.call("DELETE", f"/api/v1/headsets/{identity}")
            if status == 204:
                self.removed[identity] = token
        else:
            status, _, answer = await connection.call("POST", "/api/v1/headsets", {"token": TOKEN})
            if status == 201:
                self.enrolled[answer["id"]] = answer["token"]

    def compare(self, number: int, states: list[dict], heard: dict, killed: float) -> None:
        """Every client's first state with the record; an order that was not answered may have been carried out or not."""
        allowed = [self.record] + ([self.record.after(self.pending)] if self.pending else [])
        for state in states:
            found = [record.differences(state) for record in allowed]
            if all(found):
                return self.fault("lost", f"kill {number}: {found}, pending {self.pending}")
        before, after = heard.get("scene") or {}, states[0].get("scene") or {}
        is_same = not heard.get("awaited") and all(before.get(key) == after.get(key) for key in ("place", "epoch"))
        if before and is_same and before["start_s"] < killed - SETTLED_S and before["start_s"] != after["start_s"]:
            self.fault("moved", f"kill {number}: {before} began anew as {after}")

    async def settle(self, number: int, state: dict) -> None:
        """Gives the order that was not answered once more, as consoles do; afterwards it must have been carried out once."""
        if not self.pending:
            return
        was_done, order = self.record.differences(state), self.pending
        connection = Connection(self.port, self.token)
        is_repeated = await self.give(connection)
        if was_done and not is_repeated:
            self.fault("doubled", f"kill {number}: {order} was carried out and not counted: {was_done}")
        if found := self.record.differences(await self.present(connection)):
            self.fault("lost" if is_repeated else "doubled", f"kill {number}, given again: {found}")
        connection.close()

    async def present(self, connection: Connection) -> dict:
        stream = Connection(self.port, self.token)
        state = (await anext(stream.states()))[1]
        stream.close()
        return state

    async def ask_enrolled(self, number: int) -> None:
        for headsets, wanted in ((self.enrolled, 204), (self.removed, 401)):
            for identity, token in list(headsets.items())[self.count if wanted == 204 else 0 :]:
                connection = Connection(self.port, token)
                status, _, _ = await connection.call("POST", f"/api/v1/headsets/{identity}/report", {"holds": self.holds})
                connection.close()
                if status != wanted:
                    self.fault("enrolment", f"kill {number}: {status}, not {wanted}")
        self.removed = dict(list(self.removed.items())[-10:])

    def rows(self, kills: int) -> list[dict]:
        return [
            report.row("restart_reconnect_s", max(self.seconds, default=None), "s", "<= 2"),
            report.row("restart_reconnect_p50_s", percentile(self.seconds, 0.5) if self.seconds else None, "s"),
            report.row("restart_orders", self.orders, "acknowledged"),
            report.row("restart_orders_lost", self.faults["lost"], f"of {kills} kills", "== 0"),
            report.row("restart_orders_doubled", self.faults["doubled"], f"of {kills} kills", "== 0"),
            report.row("restart_starts_moved", self.faults["moved"], f"of {kills} kills", "== 0"),
            report.row("restart_enrolments_lost", self.faults["enrolment"], "headsets", "== 0"),
            report.row("restart_other_faults", sum(self.faults[kind] for kind in ("refused", "reconnect", "end")), "", "== 0"),
        ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="Tools/bench/restarts", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--kills", type=int, default=100, help="at random moments (100)")
    parser.add_argument("--headsets", type=int, default=CLIENTS, help=f"that listen ({CLIENTS})")
    parser.add_argument("--seed", type=int, default=1, help="of moments and orders")
    options = parser.parse_args()
    program = str(Path(os.environ.get("ZEITREISE", ".build/release/zeitreise")).resolve())
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zeitreise-restarts-") as name:
        prepare(program, Path(name))
        trial = Trial(program, Path(name), options.seed, options.headsets)
        asyncio.run(trial.run(options.kills))
    rows = trial.rows(options.kills)
    source = f"{options.kills} kills, seed {options.seed}, {options.headsets} headsets, {time.monotonic() - began:.0f} s"
    print(report.document("restarts", source, rows) if options.json else f"{source}\n\n{report.summary(rows)}")


if __name__ == "__main__":
    main()
