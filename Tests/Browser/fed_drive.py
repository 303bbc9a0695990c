"""A receiver in the test's hand: what gpsd tells its clients, as far and as fast as the test lets the bus drive.

Fixes carry the times of the drive, so the bus is as fast as it was, however fast they are told; while none are told, time stands still
for whoever goes by them.
"""

import json
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import bus
from drive_tour import Fix

DAY = datetime(2026, 5, 1, tzinfo=UTC)
# A fix is told when the last one was, or after so long.
PACE_S = 0.03


class FedDrive:
    """Tells one client at a time; a server that was started anew connects again, and hears of where the bus is now."""

    def __init__(self, fixes: list[Fix]):
        self.fixes, self.next = fixes, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.connected = threading.Event()
        self.client: socket.socket | None = None
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"gpsd://127.0.0.1:{self.listener.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
                client.recv(1024)
                client.sendall(b'{"class":"VERSION","release":"3.25","proto_major":3,"proto_minor":15}\n')
            except OSError:
                return
            self.client = client
            self.connected.set()

    def tell(self) -> None:
        """Tells the next fix."""
        assert self.next < len(self.fixes), "the drive has come to its end"
        fix = self.fixes[self.next]
        time = (DAY + timedelta(seconds=fix.second)).isoformat().replace("+00:00", "Z")
        place = {"lat": fix.latitude_deg, "lon": fix.longitude_deg, "speed": fix.speed_mps, "track": fix.track_deg}
        line = json.dumps({"class": "TPV", "mode": 3, "time": time, **place}) + "\n"
        assert self.connected.wait(20), "the server does not ask for positions"
        self.client.sendall(line.encode())
        self.next += 1

    def close(self) -> None:
        self.listener.close()
        if self.client:
            self.client.close()


class Seen:
    """The latest state that the server told, and everything that it has decided so far."""

    def __init__(self, port: int, cookie: str):
        self.news = threading.Condition()
        self.state: dict = {}
        self.events = bus.Events(port, Cookie=cookie)
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        try:
            for state in self.events.states():
                with self.news:
                    self.state = state
                    self.news.notify_all()
        except (OSError, ValueError, AttributeError):
            pass

    def drive(self, drive: FedDrive, until: Callable[[dict], bool]) -> dict:
        """Lets the bus drive until the server tells a state of that kind, which is given."""
        while True:
            with self.news:
                if self.news.wait_for(lambda: self.state and until(self.state), timeout=PACE_S):
                    return self.state
            drive.tell()


def has(kind: str, place: str, reason: str | None = None) -> Callable[[dict], bool]:
    """Whether something was decided on a place."""
    return lambda state: any(
        event["kind"] == kind and event.get("place") == place and reason in (None, event["reason"]) for event in state["events"]
    )
