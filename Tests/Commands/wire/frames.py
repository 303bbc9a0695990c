"""HTTP/2 frame by frame, right or wrong, by hyperframe and hpack: a client that is allowed everything."""

import contextlib
import ssl

import hpack
from hyperframe.frame import DataFrame, Frame, GoAwayFrame, HeadersFrame, PingFrame, RstStreamFrame, SettingsFrame, WindowUpdateFrame

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
# RFC 9113, 7
NO_ERROR, PROTOCOL_ERROR, INTERNAL_ERROR, FLOW_CONTROL, _, STREAM_CLOSED, FRAME_SIZE, REFUSED, _, COMPRESSION = range(10)
ENHANCE_YOUR_CALM = 11


class Peer:
    """One connection. What has been received is in `answers` (status, body), `resets` (error) and `goodbye` (error)."""

    def __init__(self, connection: ssl.SSLSocket, settings: dict[int, int] | None = None, greets: bool = True):
        self.connection = connection
        self.encoder, self.decoder = hpack.Encoder(), hpack.Decoder()
        self.received = b""
        self.answers: dict[int, tuple[int, bytes]] = {}
        self.fields: dict[int, dict[str, str]] = {}
        self.pairs: dict[int, list[tuple[str, str]]] = {}
        self.resets: dict[int, int] = {}
        self.ended: set[int] = set()
        self.invited: set[int] = set()
        self.pongs = 0
        # Bytes that may be sent, of a stream or (0) of all.
        self.granted: dict[int, int] = {}
        self.goodbye: int | None = None
        self.closed = self.settled = False
        if greets:
            self.send_bytes(PREFACE)
            self.send(SettingsFrame(0, settings=settings or {}))

    def send_bytes(self, data: bytes) -> bool:
        """False when the server takes no more."""
        with contextlib.suppress(OSError):
            self.connection.sendall(data)
            return True
        return False

    def send(self, *frames: Frame) -> bool:
        return self.send_bytes(b"".join(frame.serialize() for frame in frames))

    def head(self, stream: int, fields: list[tuple[str, str]], flags: tuple = ("END_HEADERS", "END_STREAM")) -> HeadersFrame:
        frame = HeadersFrame(stream, self.encoder.encode(fields, huffman=False))
        for flag in flags:
            frame.flags.add(flag)
        return frame

    def ask(self, stream: int, path: str, *more: tuple[str, str], method: str = "GET", ends: bool = True) -> bool:
        flags = ("END_HEADERS", "END_STREAM") if ends else ("END_HEADERS",)
        return self.send(self.head(stream, [*request(path, method), *more], flags))

    def receive(self) -> None:
        """The frames that come next."""
        try:
            part = self.connection.recv(1 << 16)
        except (ConnectionResetError, ssl.SSLError):
            part = b""
        self.closed = not part
        self.received += part
        while len(self.received) >= 9:
            frame, length = Frame.parse_frame_header(memoryview(self.received[:9]))
            if len(self.received) < 9 + length:
                return
            frame.parse_body(memoryview(self.received[9 : 9 + length]))
            self.received = self.received[9 + length :]
            self.take(frame)

    def take(self, frame: Frame) -> None:
        stream = frame.stream_id
        if isinstance(frame, HeadersFrame):
            pairs = self.decoder.decode(frame.data)
            fields = dict(pairs)
            if fields[":status"] == "100":
                self.invited.add(stream)
            else:
                self.fields[stream], self.pairs[stream] = fields, pairs
                self.answers[stream] = (int(fields[":status"]), b"")
        elif isinstance(frame, DataFrame):
            status, body = self.answers[stream]
            self.answers[stream] = (status, body + frame.data)
        elif isinstance(frame, RstStreamFrame):
            self.resets[stream] = frame.error_code
        elif isinstance(frame, GoAwayFrame):
            self.goodbye = frame.error_code
        elif isinstance(frame, WindowUpdateFrame):
            self.granted[stream] = self.granted.get(stream, 0) + frame.window_increment
        elif isinstance(frame, PingFrame):
            self.pongs += "ACK" in frame.flags
        elif isinstance(frame, SettingsFrame) and "ACK" not in frame.flags:
            self.settled = True
            self.send(SettingsFrame(0, flags=["ACK"]))
        if "END_STREAM" in frame.flags or isinstance(frame, RstStreamFrame):
            self.ended.add(stream)

    def until_ended(self, stream: int) -> None:
        while stream not in self.ended and not self.closed:
            self.receive()

    def until_closed(self) -> None:
        while not self.closed:
            self.receive()

    def answer(self, stream: int) -> tuple[int, bytes]:
        self.until_ended(stream)
        return self.answers[stream]


def request(path: str, method: str = "GET") -> list[tuple[str, str]]:
    return [(":method", method), (":scheme", "https"), (":authority", "localhost"), (":path", path)]


def raw(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """A frame that no library would make."""
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


