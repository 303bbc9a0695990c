"""Just enough of HTTP/2 to ask for tiles, with frames of our own making: a library would take more time than the server."""

import asyncio
import ssl

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RESET, SETTINGS, GOAWAY, WINDOW = 0, 1, 3, 4, 7, 8
END_STREAM, END_HEADERS, ACK = 1, 4, 1



def context(protocol: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    made.set_alpn_protocols([protocol])
    return made


# One for all connections: making it takes longer than a handshake.
CONTEXT = context("h2")


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def text(value: str) -> bytes:
    """HPACK's literal of at most 254 bytes, without Huffman's code."""
    size = len(value)
    assert size < 255
    return (bytes([size]) if size < 127 else bytes([127, size - 127])) + value.encode()


class Connection:
    """TLS and HTTP/2 with windows so large that they never close."""

    async def open(self, host: str, port: int, source: str) -> None:
        self.authority, self.stream = f"{host}:{port}", -1
        self.reader, self.writer = await asyncio.open_connection(
            host, port, ssl=CONTEXT, local_addr=(source, 0), limit=1 << 20
        )
        settings = b"\x00\x04" + (1 << 24).to_bytes(4, "big")
        window = ((1 << 30) - 65536).to_bytes(4, "big")
        self.writer.write(PREFACE + frame(SETTINGS, 0, 0, settings) + frame(WINDOW, 0, 0, window))
        while (await self.read())[0] != SETTINGS:
            pass
        self.writer.write(frame(SETTINGS, ACK, 0, b""))
        await self.writer.drain()

    async def read(self) -> tuple[int, int, int, bytes]:
        """Kind, flags, stream and content of the next frame."""
        head = await self.reader.readexactly(9)
        size, stream = int.from_bytes(head[:3], "big"), int.from_bytes(head[5:], "big")
        return head[3], head[4], stream, await self.reader.readexactly(size)

    def ask(self, target: str) -> None:
        self.stream += 2
        fields = [(":method", "GET"), (":scheme", "https"), (":authority", self.authority), (":path", target)]
        block = b"".join(b"\x00" + text(name) + text(value) for name, value in fields)
        self.writer.write(frame(HEADERS, END_STREAM | END_HEADERS, self.stream, block))

    async def next_end(self) -> int:
        """Waits for the end of a stream, `ended`; gives the bytes of content that came until then, of any stream."""
        size = 0
        while True:
            kind, flags, stream, payload = await self.read()
            if kind in (RESET, GOAWAY):
                raise OSError(f"the server gave up: frame {kind} {payload!r}")
            if kind == DATA:
                size += len(payload)
            if stream and kind in (DATA, HEADERS) and flags & END_STREAM:
                self.ended = stream
                return size
