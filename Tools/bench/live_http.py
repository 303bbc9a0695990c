"""HTTP/1.1 and server-sent events on one connection, and the clock against which all is held."""

import asyncio
import json
import time


def truth() -> float:
    """The machine's clock, which the server uses too: seconds since the start."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


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
