"""The server under measurement with a small tour, and a guide who gives orders."""

import signal
import subprocess
from pathlib import Path

from live_http import Connection, truth

PIN, TOKEN = "krokus-1276", "5f0c" * 16


def prepare(program: str, folder: Path) -> None:
    """A small tour with two epochs, a guide, and a token."""
    quiet = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([program, "new", "tour"], **quiet)
    subprocess.run([program, "build", "tour", "--output", "tour.ztour", "--quiet"], **quiet)
    subprocess.run([program, "pin", "pins"], input=PIN.encode(), **quiet)
    (folder / "token").write_text(TOKEN + "\n")


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


def tour_epochs(answer: tuple[int, dict, dict]) -> list[tuple[str, str]]:
    return [(place["id"], epoch["id"]) for place in answer[2]["places"] for epoch in place["epochs"]]
