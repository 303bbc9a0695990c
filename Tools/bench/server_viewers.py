"""Clients that want a whole scene at once, as headsets do when it begins."""

import asyncio
from collections.abc import AsyncIterator

from server_frames import Connection, context

HTTP1 = context("http/1.1")
# What a browser opens to one server.
CONNECTIONS = 6


class HTTP2Viewer:
    """Asks for all tiles at once on one connection."""

    async def open(self, host: str, port: int, source: str) -> None:
        self.connection = Connection()
        await self.connection.open(host, port, source)

    async def view(self, targets: list[str]) -> AsyncIterator[int]:
        """The number of each tile when it is whole."""
        for target in targets:
            self.connection.ask(target)
        for _ in targets:
            await self.connection.next_end()
            # The connection's streams are 1, 3, 5 …
            yield self.connection.ended // 2


class HTTP1Viewer:
    """Asks for one tile after the other on each of six connections."""

    async def open(self, host: str, port: int, source: str) -> None:
        opening = [
            asyncio.open_connection(host, port, ssl=HTTP1, local_addr=(source, 0), limit=1 << 20)
            for _ in range(CONNECTIONS)
        ]
        self.host, self.connections = f"{host}:{port}", await asyncio.gather(*opening)

    async def view(self, targets: list[str]) -> AsyncIterator[int]:
        """The number of each tile when it is whole."""
        left, ends = iter(enumerate(targets)), asyncio.Queue()
        tasks = [asyncio.create_task(self.fetch(*connection, left, ends)) for connection in self.connections]
        for _ in targets:
            yield await ends.get()
        await asyncio.gather(*tasks)

    async def fetch(self, reader, writer, left, ends: asyncio.Queue) -> None:
        for number, target in left:
            writer.write(f"GET {target} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if not head.startswith(b"http/1.1 200 "):
                raise OSError(head.split(b"\r\n")[0].decode())
            await reader.readexactly(int(head.split(b"\r\ncontent-length: ")[1].split(b"\r\n")[0]))
            ends.put_nowait(number)


VIEWERS = {"http/2": HTTP2Viewer, "http/1.1": HTTP1Viewer}
