"""A served tour for tests: the real program, its clients, and a drive."""

import http.client
import json
import os
import signal
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

PIN = "krokus-1276"


def connect(port: int, context: ssl.SSLContext | None = None) -> http.client.HTTPConnection:
    """With TLS where a context is given."""
    if context:
        return http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
    return http.client.HTTPConnection("127.0.0.1", port, timeout=20)


def request(
    port: int,
    method: str,
    path: str,
    body: object = None,
    cookie: str | None = None,
    context: ssl.SSLContext | None = None,
    **fields: str,
) -> tuple[int, dict, dict]:
    """Status, header fields and body of an answer. JSON goes up and comes down."""
    connection = connect(port, context)
    fields = {name.replace("_", "-"): value for name, value in fields.items()}
    if cookie:
        fields["Cookie"] = cookie
    if body is not None:
        fields.setdefault("Content-Type", "application/json")
    content = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    connection.request(method, path, content, fields)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    is_json = "json" in answer.headers.get("Content-Type", "")
    return answer.status, dict(answer.headers), json.loads(content) if is_json and content else {}


def cookie_of(fields: dict) -> str:
    return fields["Set-Cookie"].split(";")[0]


class Guide:
    """A signed-in console."""

    def __init__(self, port: int, pin: str = PIN, context: ssl.SSLContext | None = None):
        self.port, self.context = port, context
        status, fields, session = request(port, "POST", "/api/v1/guide/session", {"pin": pin}, context=context)
        assert status == 201, session
        self.cookie, self.session, self.sequence = cookie_of(fields), session, session["next_sequence"] - 1

    def command(self, command: str, **body) -> tuple[int, dict]:
        self.sequence += 1
        body = {"sequence": self.sequence, "command": command, **body}
        status, _, answer = request(self.port, "POST", "/api/v1/guide/commands", body, self.cookie, self.context)
        return status, answer


class Events:
    """An open event stream. Events are `(kind, data)`; an end of the stream ends them."""

    def __init__(self, port: int, context: ssl.SSLContext | None = None, **fields: str):
        self.connection = connect(port, context)
        self.connection.request("GET", "/api/v1/events", headers=fields)
        self.answer = self.connection.getresponse()
        self.status = self.answer.status

    def __iter__(self):
        kind = ""
        for line in self.answer:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                yield kind, json.loads(value)

    def states(self):
        return (data for kind, data in self if kind == "state")

    def until(self, is_wanted) -> dict:
        for state in self.states():
            if is_wanted(state):
                return state
        raise AssertionError("the stream ended before the state came")

    def close(self) -> None:
        # The answer has the socket as long as it is open.
        self.answer.close()
        self.connection.close()


class Server:
    """The running program."""

    def __init__(self, program: str, *arguments: str | Path, port: int = 0, cwd: Path, **environment: str):
        listen = f"127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [program, "serve", *map(str, arguments), "--listen", listen],
            cwd=cwd,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        # Ends a test that waits for what never comes.
        self.guard = threading.Timer(120, self.process.kill)
        self.guard.start()
        line = self.process.stdout.readline()
        if not line:
            self.guard.cancel()
            raise AssertionError(self.process.stderr.read())
        self.port = int(line.rsplit(":", 1)[1].strip(" /\n"))
        self.folder = cwd
        self.log: list[str] = []
        self.reader = threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True)
        self.reader.start()

    def kill(self) -> None:
        self.end(signal.SIGKILL)

    def end(self, number: int = signal.SIGTERM) -> int:
        self.guard.cancel()
        self.process.send_signal(number)
        status = self.process.wait(timeout=20)
        self.reader.join(timeout=5)
        return status


@contextmanager
def serving(program: str, *arguments: str | Path, port: int = 0, cwd: Path, **environment: str):
    server = Server(program, *arguments, port=port, cwd=cwd, **environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.end(signal.SIGKILL)


def within(seconds: float, attempt):
    """What `attempt` gives as soon as it gives something, tried again and again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (result := attempt()) is not None:
            return result
    raise AssertionError(f"nothing within {seconds} s")
