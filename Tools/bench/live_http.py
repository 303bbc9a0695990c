"""HTTP/1.1 and server-sent events on one connection, and the clock against which all is held."""

import asyncio
import json
import socket
import time

SO_TIMESTAMPNS = 35


def truth() -> float:
    """The machine's clock, which the server uses too: seconds since the start."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Connection:
    """One connection that is kept, and opened anew after `close`.

    `came` is when the kernel got the last of the bytes that were read (`SO_TIMESTAMPNS`): many clients share a process here, and
    what one of them waits for the others is no matter of the server.
    """

    def __init__(self, port: int, token: str | None = None):
        self.port, self.token, self.socket, self.came = port, token, None, 0.0

    async def open(self) -> None:
        self.buffer, self.has_ended, self.arrival = bytearray(), False, None
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(self.socket, ("127.0.0.1", self.port))
        loop.add_reader(self.socket, self.receive)

    async def send(self, method: str, path: str, body: object = None) -> None:
        if self.socket is None:
            await self.open()
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Content-Length: {len(content)}"]
        lines += [f"Authorization: Bearer {self.token}"] if self.token else []
        lines += ["Content-Type: application/json"] if content else []
        await self.write("\r\n".join([*lines, "", ""]).encode() + content)

    async def write(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self.socket, data)

    def receive(self) -> None:
        try:
            data, notes, _, _ = self.socket.recvmsg(65536, 64)
        except BlockingIOError:
            return
        except OSError:
            data, notes = b"", []
        # In this order: whoever is held up between the two looks late, never early, which would pass for a good sample.
        now = time.time()
        self.came = truth()
        for _, kind, value in notes:
            if kind == SO_TIMESTAMPNS:
                stamp = int.from_bytes(value[:8], "little") + int.from_bytes(value[8:16], "little") / 1e9
                self.came -= now - stamp
        self.buffer += data
        if not data:
            self.has_ended = True
            asyncio.get_running_loop().remove_reader(self.socket)
        if self.arrival and not self.arrival.done():
            self.arrival.set_result(None)

    async def more(self) -> None:
        if self.has_ended:
            raise asyncio.IncompleteReadError(bytes(self.buffer), None)
        self.arrival = asyncio.get_running_loop().create_future()
        await self.arrival

    async def exactly(self, size: int) -> bytes:
        while len(self.buffer) < size:
            await self.more()
        taken = bytes(self.buffer[:size])
        del self.buffer[:size]
        return taken

    async def line(self) -> bytes:
        while b"\n" not in self.buffer:
            await self.more()
        return (await self.exactly(self.buffer.index(b"\n") + 1)).strip()

    async def head(self) -> tuple[int, dict]:
        status = int((await self.line()).split()[1])
        fields = {}
        while line := await self.line():
            name, _, value = line.decode().partition(":")
            fields[name.lower()] = value.strip()
        return status, fields

    async def call(self, method: str, path: str, body: object = None) -> tuple[int, dict, dict]:
        await self.send(method, path, body)
        status, fields = await self.head()
        content = await self.exactly(int(fields.get("content-length", 0)))
        return status, fields, json.loads(content) if content else {}

    async def states(self):
        """Each state with the true time at which it was there to be read."""
        await self.send("GET", "/api/v1/events")
        status, _ = await self.head()
        assert status == 200, status
        event = b""
        while size := int(await self.line() or b"0", 16):
            event += (await self.exactly(size + 2))[:-2]
            while b"\n\n" in event:
                text, event = event.split(b"\n\n", 1)
                lines = dict(line.split(b": ", 1) for line in text.split(b"\n"))
                if lines.get(b"event") == b"state":
                    yield self.came, json.loads(lines[b"data"])

    def close(self) -> None:
        if self.socket is None:
            return
        if not self.has_ended:
            self.has_ended = True
            asyncio.get_running_loop().remove_reader(self.socket)
        self.socket.close()
        self.socket = None
        if self.arrival and not self.arrival.done():
            self.arrival.set_result(None)
