"""HTTP/2 over TLS with frames that are wrong, too many or out of place: they end their stream or connection, and harm nobody else."""

import contextlib

import hpack
import pytest
from frames import (
    COMPRESSION, ENHANCE_YOUR_CALM, FLOW_CONTROL, FRAME_SIZE, PREFACE, PROTOCOL_ERROR, STREAM_CLOSED, Peer, raw, request,
)
from hyperframe.frame import (
    ContinuationFrame, DataFrame, GoAwayFrame, HeadersFrame, PingFrame, PriorityFrame, RstStreamFrame,
    SettingsFrame, WindowUpdateFrame,
)
from serving import get, read_all, serving
from stage import tls

PAGE = "/headset"
CLOCK = [*request("/api/v1/clock", "POST"), ("content-type", "application/json")]
BODY = b'{"client_send_s":1}'
OPEN = ("END_HEADERS",)


@pytest.fixture(scope="module")
def server(program, stage):
    """Open to all, and with the limits that nobody has changed."""
    with serving(program, stage.folder / "tour.ztour", *tls(stage)) as server:
        yield server


# Tests that flood use up what a device may ask for.
DEVICES = (f"127.0.{third}.{fourth}" for third in range(10, 250) for fourth in range(1, 250))


@pytest.fixture
def peer(server, stage):
    """Makes connections from a device of their own."""
    device = next(DEVICES)
    with contextlib.ExitStack() as stack:
        def peer(settings: dict[int, int] | None = None, greets: bool = True) -> Peer:
            connection = stack.enter_context(server.connect(stage.context("h2"), source=device))
            return Peer(connection, settings, greets)

        yield peer
    with server.connect(stage.context()) as connection:
        assert get(connection, stage.tile)[0] == 200
    assert server.process.poll() is None


def fields(*more: tuple[str, str], **changed: str | None) -> list[tuple[str, str]]:
    """Of a request for a page, with pseudo fields changed or (None) left out."""
    changed = {f":{name}": value for name, value in changed.items()}
    pairs = [(name, changed.get(name, value)) for name, value in request(PAGE)]
    return [(name, value) for name, value in pairs if value is not None] + list(more)


@pytest.mark.parametrize("malformed", [
    fields(method=None), fields(path=None), fields(scheme=None), fields(path=""), fields((":authority", "localhost")),
    fields(path="/headset HTTP/1.1\r\nhost: elsewhere"), fields(path="/head set"), fields(path="/head\0set"),
    fields(method="G ET"), fields((":protocol", "websocket"), method="CONNECT"), fields(("X-Y", "a")), fields(("x y", "a")),
    fields((":x", "a")), [("x", "y"), *fields()], fields(("x", "a\nb")), fields(("x", "a\r\nhost: elsewhere")),
    fields(("x", "a\0b")), fields(("connection", "close")), fields(("transfer-encoding", "chunked")), fields(("te", "gzip")),
    fields(("upgrade", "h2c")), fields(("keep-alive", "5")), fields(("proxy-connection", "close")), fields((":status", "200")),
    fields(("content-length", "5")),
])
def test_a_malformed_head_is_no_request(peer, malformed):
    client = peer()
    client.send(client.head(1, malformed))
    client.until_ended(1)
    assert client.resets == {1: PROTOCOL_ERROR} and not client.answers


@pytest.mark.parametrize(("head", "status"), [
    (fields(), 200), (fields(("te", "trailers")), 200), (fields(("host", "localhost")), 200), (fields(authority="elsewhere"), 421),
    (fields(authority=None), 421), (fields(("host", "localhost"), authority=None), 200),
    (fields(("host", "elsewhere"), authority=None), 421), (fields(("host", "elsewhere")), 400),
    (fields(("host", "localhost"), authority="elsewhere"), 400), (fields(path="*"), 400), (fields(path="headset"), 400),
    (fields(path="http://elsewhere/headset"), 400), (fields(path="/ä"), 400), (fields(path="/headset%00"), 400),
    (fields(path="/pages/..%2f..%2fx"), 404), (fields(path="/" + "a" * 2000), 414), (fields(method="BREW"), 405),
    (fields(method="get"), 405), ([(":method", "CONNECT"), (":authority", "localhost:1")], 405),
])
def test_every_other_head_is_answered(peer, head, status):
    client = peer()
    client.send(client.head(1, head))
    assert client.answer(1)[0] == status
    # And the connection goes on.
    client.ask(3, PAGE)
    assert client.answer(3)[0] == 200


@pytest.mark.parametrize(("length", "is_right"), [("19", True), (None, True), ("5", False), ("50", False), ("x", False), ("-1", False)])
def test_a_body_is_as_long_as_it_says(peer, length, is_right):
    client = peer()
    client.send(client.head(1, CLOCK + ([("content-length", length)] if length else []), OPEN), data(1, BODY, ends=True))
    client.until_ended(1)
    assert (client.answers.get(1, (None,))[0], client.resets.get(1)) == ((200, None) if is_right else (None, PROTOCOL_ERROR))


def data(stream: int, content: bytes, ends: bool = False) -> DataFrame:
    return DataFrame(stream, content, flags=["END_STREAM"] if ends else [])


def test_trailers_end_a_request_and_are_no_second_head(peer):
    client = peer()
    client.send(client.head(1, CLOCK, OPEN), data(1, BODY), client.head(1, [("x", "y")]))
    assert client.answer(1)[0] == 200
    for trailers, flags in [([(":path", "/x")], ("END_HEADERS", "END_STREAM")), ([("x", "y")], OPEN)]:
        client = peer()
        client.send(client.head(1, CLOCK, OPEN), data(1, BODY), client.head(1, trailers, flags))
        client.until_ended(1)
        assert client.resets == {1: PROTOCOL_ERROR}


def test_who_asks_before_sending_a_body_is_told_to_go_on(peer):
    client = peer()
    client.send(client.head(1, [*CLOCK, ("expect", "100-continue")], OPEN))
    while 1 not in client.invited:
        client.receive()
        assert not client.closed
    client.send(data(1, BODY, ends=True))
    assert client.answer(1)[0] == 200


WRONG = {
    "an even stream": (lambda c: c.head(2, fields()), PROTOCOL_ERROR),
    "a lower stream": (lambda c: [c.head(5, CLOCK, OPEN), c.head(3, fields())], PROTOCOL_ERROR),
    "the stream of the connection": (lambda c: raw(1, 5, 0, b"\x82\x84\x86"), PROTOCOL_ERROR),
    "data on an idle stream": (lambda c: data(7, b"x"), PROTOCOL_ERROR),
    "a reset of an idle stream": (lambda c: RstStreamFrame(7, error_code=8), PROTOCOL_ERROR),
    "a window of an idle stream": (lambda c: WindowUpdateFrame(7, window_increment=8), PROTOCOL_ERROR),
    "a window of nothing": (lambda c: raw(8, 0, 0, bytes(4)), PROTOCOL_ERROR),
    "a window too large": (lambda c: WindowUpdateFrame(0, window_increment=2**31 - 1), FLOW_CONTROL),
    "a first window too large": (lambda c: SettingsFrame(0, settings={4: 2**31}), FLOW_CONTROL),
    "a push setting of 2": (lambda c: SettingsFrame(0, settings={2: 2}), PROTOCOL_ERROR),
    "a frame size too small": (lambda c: SettingsFrame(0, settings={5: 100}), PROTOCOL_ERROR),
    "a setting cut off": (lambda c: raw(4, 0, 0, b"12345"), FRAME_SIZE),
    "an acknowledgement with settings": (lambda c: raw(4, 1, 0, b"123456"), FRAME_SIZE),
    "settings of a stream": (lambda c: raw(4, 0, 1), PROTOCOL_ERROR),
    "a ping cut off": (lambda c: raw(6, 0, 0, b"1"), FRAME_SIZE),
    "a ping of a stream": (lambda c: raw(6, 0, 1, b"12345678"), PROTOCOL_ERROR),
    "a goodbye of a stream": (lambda c: raw(7, 0, 1, b"12345678"), PROTOCOL_ERROR),
    "a promise": (lambda c: raw(5, 4, 1, b"\0\0\0\2\x82"), PROTOCOL_ERROR),
    "a frame too large": (lambda c: raw(0, 0, 1, bytes(20_000)), FRAME_SIZE),
    "more padding than frame": (lambda c: raw(1, 0x0D, 1, b"\xffabc"), PROTOCOL_ERROR),
    "a stream that waits for itself": (lambda c: raw(1, 0x25, 1, b"\0\0\0\1\x10\x82\x84\x87"), PROTOCOL_ERROR),
    "a continuation of nothing": (lambda c: ContinuationFrame(1, b"x"), PROTOCOL_ERROR),
    "another frame within a head": (lambda c: [c.head(1, fields(), ()), PingFrame(0, b"12345678")], PROTOCOL_ERROR),
    "a head of another stream within": (lambda c: [c.head(1, fields(), ()), raw(9, 4, 3, b"\x82")], PROTOCOL_ERROR),
    "no field of the table": (lambda c: raw(1, 5, 1, b"\x80"), COMPRESSION),
    "a field beyond the table": (lambda c: raw(1, 5, 1, b"\xff\xff\xff\xff\x0f"), COMPRESSION),
    "a table too large": (lambda c: raw(1, 5, 1, b"\x3f\xff\xff\x7f"), COMPRESSION),
    "Huffman's code without end": (lambda c: raw(1, 5, 1, b"\x00\x81\xff\x81\xff"), COMPRESSION),
}


@pytest.mark.parametrize(("make", "error"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_frame_ends_its_connection_with_the_right_word(peer, make, error):
    client = peer()
    made = make(client)
    for frame in made if isinstance(made, list) else [made]:
        client.send_bytes(frame if isinstance(frame, bytes) else frame.serialize())
    client.until_closed()
    assert client.goodbye == error


def test_a_stream_is_used_once(peer):
    client = peer()
    client.ask(1, PAGE)
    assert client.answer(1)[0] == 200
    client.ask(1, PAGE)
    client.until_closed()
    assert client.goodbye in (PROTOCOL_ERROR, STREAM_CLOSED)
    client = peer()
    client.ask(1, PAGE)
    assert client.answer(1)[0] == 200
    client.send(data(1, b"x"))
    client.until_closed()
    assert client.goodbye == STREAM_CLOSED


@pytest.mark.parametrize("greeting", [
    b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", PREFACE[:-2] + b"xx" + bytes(30), PREFACE + raw(6, 0, 0, bytes(8)),
])
def test_who_greets_otherwise_is_not_heard(peer, greeting):
    client = peer(greets=False)
    client.send_bytes(greeting)
    assert b"HTTP/1.1 200" not in read_all(client.connection)


def test_128_streams_at_once_and_no_more(peer):
    client = peer()
    while not client.settled:
        client.receive()
    for number in range(128):
        client.send(client.head(2 * number + 1, CLOCK, OPEN))
    client.send(data(255, BODY, ends=True))
    assert client.answer(255)[0] == 200
    client.send(client.head(257, CLOCK, OPEN), client.head(259, CLOCK, OPEN))
    client.until_closed()
    assert client.goodbye == PROTOCOL_ERROR


def test_windows_are_kept_to_and_moved(peer, stage):
    """The first window is empty, opens byte by byte, and shrinks below nothing while an answer is on its way."""
    client = peer({4: 0})
    client.ask(1, stage.tile)
    while 1 not in client.fields:
        client.receive()
    whole = int(client.fields[1]["content-length"])
    client.send(PingFrame(0, b"windowed"))
    while client.pongs == 0:
        client.receive()
    assert client.answers[1] == (200, b"")
    for size in [1, 10, 100]:
        client.send(WindowUpdateFrame(1, window_increment=size))
        wanted = len(client.answers[1][1]) + size
        while len(client.answers[1][1]) < wanted:
            client.receive()
        assert len(client.answers[1][1]) == wanted
    client.send(SettingsFrame(0, settings={4: 50}), SettingsFrame(0, settings={4: 0}))
    client.send(WindowUpdateFrame(1, window_increment=whole))
    status, body = client.answer(1)
    assert (status, len(body)) == (200, whole) and body.startswith(b"\xff\xd8")


def test_a_head_in_pieces_is_put_together(peer):
    client = peer()
    block = client.encoder.encode(fields(), huffman=False)
    pieces = [block[i : i + len(block) // 4 + 1] for i in range(0, len(block), len(block) // 4 + 1)]
    client.send(HeadersFrame(1, pieces[0], flags=["END_STREAM"]))
    for piece in pieces[1:]:
        client.send(ContinuationFrame(1, piece, flags=["END_HEADERS"] if piece is pieces[-1] else []))
    assert client.answer(1)[0] == 200


def test_frames_of_unknown_kinds_are_passed_over(peer):
    client = peer()
    client.send_bytes(raw(0xBB, 0xFF, 0, b"x") + raw(0x10, 0, 0, b"\0\0\0\1u=1"))
    client.send(SettingsFrame(0, settings={0xFAFA: 7}))
    client.ask(1, PAGE)
    assert client.answer(1)[0] == 200


def test_a_client_that_says_goodbye_still_gets_its_answers(peer):
    client = peer()
    client.ask(1, PAGE)
    client.send(GoAwayFrame(0, last_stream_id=0, error_code=0))
    assert client.answer(1)[0] == 200


# What one flood sends, a hundred times over or until the server has had enough.
FLOODS = {
    "requests": lambda c, i: [c.head(s, request(PAGE)) for s in streams(i)],
    "pings": lambda c, i: [PingFrame(0, b"12345678")] * 100,
    "answers to no ping": lambda c, i: [PingFrame(0, b"12345678", flags=["ACK"])] * 100,
    "settings": lambda c, i: [SettingsFrame(0, settings={4: 70_000 + i})] * 100,
    "acknowledgements": lambda c, i: [SettingsFrame(0, flags=["ACK"])] * 100,
    "priorities": lambda c, i: [PriorityFrame(2 * i + 1, depends_on=0, stream_weight=3)] * 100,
    "empty pieces of a body": lambda c, i: [c.head(1, CLOCK, OPEN)] * (i == 0) + [data(1, b"")] * 100,
    "pieces of a head": lambda c, i: [c.head(1, fields(), ())] * (i == 0) + [ContinuationFrame(1, b"\x82")] * 100,
    "empty pieces of a head": lambda c, i: [c.head(1, fields(), ())] * (i == 0) + [ContinuationFrame(1, b"")] * 100,
    # CVE-2023-44487: asked for and cancelled at once.
    "resets": lambda c, i: [f for s in streams(i) for f in (c.head(s, fields()), RstStreamFrame(s, error_code=8))],
    # CVE-2025-8671: the server is made to reset.
    "faults": lambda c, i: [f for s in streams(i) for f in (c.head(s, CLOCK, OPEN), PriorityFrame(s, depends_on=s))],
    "windows of nothing": lambda c, i: [f for s in streams(i) for f in (c.head(s, CLOCK, OPEN), zero_window(s))],
    "streams that never end": lambda c, i: [c.head(s, CLOCK, OPEN) for s in streams(i)],
}


def streams(turn: int) -> range:
    return range(turn * 200 + 1, turn * 200 + 200, 2)


def zero_window(stream: int) -> WindowUpdateFrame:
    frame = WindowUpdateFrame(stream, window_increment=1)
    frame.window_increment = 0
    return frame


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_is_cut_off(peer, server, stage, flood):
    with server.connect(stage.context("h2")) as connection:
        other, client = Peer(connection), peer()
        # Of all answers together; else the server waits with the 26th.
        other.send(WindowUpdateFrame(0, window_increment=1 << 30))
        before = memory_mib(server)
        taken = 0
        for turn in range(500):
            if not client.send(*flood(client, turn)):
                break
            taken += 1
            other.ask(2 * turn + 1, stage.tile)
            assert other.answer(2 * turn + 1)[0] == 200
        client.until_closed()
        # The last word of a server may be lost where the flood comes after it.
        assert client.goodbye in (None, PROTOCOL_ERROR, ENHANCE_YOUR_CALM) and taken < 100
        assert memory_mib(server) - before < 30


def memory_mib(server) -> int:
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def test_who_looks_around_quickly_is_no_flood(peer, stage):
    """A headset cancels the tiles that went out of sight, up to six at a time."""
    client = peer({4: 0})
    for stream in range(1, 1200, 2):
        client.send(client.head(stream, request(stage.tile)), RstStreamFrame(stream, error_code=8))
    client.ask(1201, stage.medium)
    client.send(WindowUpdateFrame(1201, window_increment=100_000))
    assert client.answer(1201)[0] == 200 and client.goodbye is None


def test_a_head_that_unpacks_to_much_is_not_unpacked(peer, server):
    """A field of 4 KB in the table, named 10,000 times by one byte each: 40 MB."""
    client = peer()
    first = hpack.Encoder()
    block = first.encode(fields(("x", "a" * 3900)), huffman=False)
    client.send(HeadersFrame(1, block, flags=["END_HEADERS", "END_STREAM"]))
    assert client.answer(1)[0] == 200
    before = memory_mib(server)
    client.send_bytes(raw(1, 5, 3, first.encode(fields(), huffman=False) + b"\xbe" * 10_000))
    client.until_closed()
    assert client.goodbye is not None and memory_mib(server) - before < 20


def test_a_head_too_large_is_refused_over_frames(peer):
    client = peer()
    block = client.encoder.encode(fields(*((f"x{i}", "a" * 1000) for i in range(40))), huffman=False)
    client.send(HeadersFrame(1, block[:16_000], flags=["END_STREAM"]))
    client.send(ContinuationFrame(1, block[16_000:32_000]), ContinuationFrame(1, block[32_000:], flags=["END_HEADERS"]))
    client.until_closed()
    assert client.goodbye is not None and not client.answers
