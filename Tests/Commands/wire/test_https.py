"""What must hold of every answer over TLS, by HTTP/1.1 and HTTP/2, and who may do what there."""

import contextlib
import json
import re
import threading
import time

import pytest
from bus import PIN
from frames import Peer, request
from hyperframe.frame import DataFrame, WindowUpdateFrame
from serving import get, read_all, serving
from stage import TOKEN, tls

# As OWASP and RFC 6797 have them; of each answer, errors included.
ALWAYS = {
    "strict-transport-security": r"max-age=31536000",
    "content-security-policy": r"default-src 'none'; .*frame-ancestors 'none'",
    "x-content-type-options": r"nosniff",
    "referrer-policy": r"no-referrer",
    "cross-origin-opener-policy": r"same-origin",
    "cross-origin-resource-policy": r"same-origin",
    "date": r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT",
    "server": r"Zeitreise",
}
JSON = ("content-type", "application/json")


class Answer:
    def __init__(self, status: int, fields: list[tuple[str, str]], body: bytes):
        self.status, self.pairs, self.body = status, fields, body
        self.fields = dict(fields)

    def assert_guarded(self) -> None:
        names = [name for name, _ in self.pairs]
        for name, wanted in ALWAYS.items():
            assert names.count(name) == 1 and re.fullmatch(wanted, self.fields[name]), (self.status, name, self.fields.get(name))
        assert not {"access-control-allow-origin", "x-powered-by", "via"} & set(names)
        if self.status >= 400:
            assert self.fields["cache-control"] == "no-store"
            assert self.fields["content-type"] == "application/problem+json"

    def json(self) -> dict:
        return json.loads(self.body)


class OneByOne:
    """HTTP/1.1, a connection for each request."""

    def __init__(self, server, stage):
        self.server, self.stage = server, stage

    def ask(self, method: str, target: str, *fields: tuple[str, str], body: bytes = b"", host: str = "localhost") -> Answer:
        length = [("content-length", str(len(body)))] if body else []
        lines = [f"{method} {target} HTTP/1.1", f"host: {host}", "connection: close"]
        lines += [f"{name}: {value}" for name, value in [*length, *fields]]
        return self.raw("\r\n".join([*lines, "", ""]).encode() + body)

    def raw(self, data: bytes) -> Answer:
        return parsed(self.exchange(data))

    def exchange(self, data: bytes) -> bytes:
        """All that comes until the server closes."""
        with patient(self.server.connect(self.stage.context("http/1.1"))) as connection:
            with contextlib.suppress(OSError):
                connection.sendall(data)
            return read_all(connection)


def parsed(received: bytes) -> Answer:
    head, _, body = received.partition(b"\r\n\r\n")
    start, *lines = head.decode().split("\r\n")
    pairs = [line.split(": ", 1) for line in lines]
    return Answer(int(start.split()[1]), [(name.lower(), value) for name, value in pairs], body)


class Multiplexed:
    """HTTP/2, a connection for each request, for a refusal may end it."""

    def __init__(self, server, stage):
        self.server, self.stage = server, stage

    def ask(self, method: str, target: str, *fields: tuple[str, str], body: bytes = b"", host: str = "localhost") -> Answer:
        with self.server.connect(self.stage.context("h2")) as connection:
            # Room for any answer, on the stream and on the connection.
            client = Peer(connection, settings={4: 1 << 24})
            client.send(WindowUpdateFrame(0, window_increment=1 << 24))
            head = [(":authority", host) if name == ":authority" else (name, value) for name, value in request(target, method)]
            if not body:
                client.send(client.head(1, [*head, *fields]))
            else:
                client.send(client.head(1, [*head, *fields], ("END_HEADERS",)))
                for start in range(0, len(body), 16_000):
                    ends = start + 16_000 >= len(body)
                    # Both windows have 65,535 bytes at first.
                    while start + 16_000 > 65_535 + min(client.granted.get(number, 0) for number in (0, 1)):
                        client.receive()
                    client.send(DataFrame(1, body[start : start + 16_000], flags=["END_STREAM"] if ends else []))
            status, content = client.answer(1)
            pairs = [(name, value) for name, value in client.pairs[1] if name != ":status"]
            return Answer(status, pairs, content)


@pytest.fixture(params=[OneByOne, Multiplexed], ids=["http/1.1", "h2"])
def client(request, secure, stage):
    return request.param(secure, stage)


class Guide:
    """A console over TLS."""

    def __init__(self, client, pin: str = PIN):
        self.client = client
        answer = client.ask("POST", "/api/v1/guide/session", JSON, body=json.dumps({"pin": pin}).encode())
        assert answer.status == 201, answer.body
        answer.assert_guarded()
        self.field = answer.fields["set-cookie"]
        self.cookie = ("cookie", self.field.split(";")[0])
        self.sequence = answer.json()["next_sequence"] - 1

    def session(self) -> dict:
        return self.client.ask("GET", "/api/v1/guide/session", self.cookie).json()

    def order(self, command: str, **more) -> Answer:
        self.sequence += 1
        body = {"sequence": self.sequence, "command": command, **more}
        return self.client.ask("POST", "/api/v1/guide/commands", JSON, self.cookie, body=json.dumps(body).encode())


@pytest.fixture
def headset(client) -> tuple[str, str]:
    """The `Authorization` of an enrolled headset."""
    answer = client.ask("POST", "/api/v1/headsets", JSON, body=json.dumps({"token": TOKEN}).encode())
    assert answer.status == 201
    return ("authorization", f"Bearer {answer.json()['token']}")


def test_every_answer_is_guarded(client, headset, stage):
    tag = client.ask("GET", stage.tile, headset).fields["etag"]
    cases = [
        (200, "GET", "/", ()), (200, "GET", "/headset", ()), (200, "GET", "/pages/headset/main.js", ()), (200, "HEAD", "/headset", ()),
        (200, "GET", "/api/v1/openapi.json", ()), (200, "GET", "/api/v1/tour", (headset,)), (200, "GET", stage.panorama, (headset,)),
        (200, "GET", stage.tile, (headset,)), (200, "HEAD", stage.tile, (headset,)), (200, "GET", stage.medium, (headset,)),
        (200, "GET", stage.tile + "?x", (headset,)), (206, "GET", stage.tile, (headset, ("range", "bytes=0-9"))),
        (304, "GET", stage.tile, (headset, ("if-none-match", tag))), (400, "GET", "/%00", ()), (401, "GET", stage.tile, ()),
        (401, "GET", "/api/v1/tour", ()), (401, "GET", "/api/v1/events", ()), (401, "GET", "/api/v1/guide/session", ()),
        (403, "POST", "/api/v1/guide/session", (JSON, ("origin", "https://elsewhere"))),
        (403, "POST", "/api/v1/guide/session", (JSON, ("sec-fetch-site", "cross-site"))),
        (404, "GET", "/nothing", ()), (404, "GET", stage.tile.replace("/0/f/", "/9/f/"), (headset,)),
        (405, "POST", "/headset", ()), (405, "DELETE", stage.tile, (headset,)), (405, "GET", "/api/v1/clock", ()),
        (412, "GET", stage.tile, (headset, ("if-match", '"x"'))), (414, "GET", "/" + "a" * 2000, ()),
        (415, "POST", "/api/v1/clock", ()), (416, "GET", stage.tile, (headset, ("range", "bytes=9999999-"))),
    ]
    for status, method, target, fields in cases:
        answer = client.ask(method, target, *fields)
        assert answer.status == status, (method, target, answer.body[:200])
        answer.assert_guarded()
        if method == "HEAD" or status == 304:
            assert answer.body == b""


def test_answers_to_bodies_are_guarded(client):
    for status, body in [
        (200, b'{"client_send_s":1}'), (400, b"{"), (400, b'{"client_send_s":"x"}'), (413, b'{"client_send_s":1}' + b" " * 70_000),
    ]:
        answer = client.ask("POST", "/api/v1/clock", JSON, body=body)
        assert answer.status == status
        answer.assert_guarded()
    answer = client.ask("POST", "/api/v1/guide/session", JSON, body=b'{"pin":"wrong-pin"}')
    assert answer.status in (401, 429)
    answer.assert_guarded()


def test_answers_to_other_hosts_are_guarded(client, headset, stage):
    for target in ["/", stage.tile, "/api/v1/tour"]:
        answer = client.ask("GET", target, headset, host="elsewhere")
        assert answer.status == 421
        answer.assert_guarded()


def test_what_is_no_http_is_answered_guarded(secure, stage):
    client = OneByOne(secure, stage)
    for status, data in [
        (400, b"GET /headset HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), (400, b"GET / HTTP/9.9\r\n\r\n"), (400, b"nonsense\r\n\r\n"),
        (400, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000 + b"\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        (501, b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    ]:
        answer = client.raw(data)
        assert answer.status == status
        answer.assert_guarded()
        assert answer.fields["connection"] == "close"


def test_who_asks_too_much_is_answered_guarded(program, stage):
    with serving(program, stage.folder / "tour.ztour", *tls(stage), "--requests-per-device", "1") as server:
        received = OneByOne(server, stage).exchange(f"GET {stage.tile} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 10)
        assert received.count(b"HTTP/1.1 200 ") == 4 and received.count(b"HTTP/1.1 429 ") == 1
        answers = [parsed(received[received.index(b"HTTP/1.1 429 ") :])]
        with server.connect(stage.context("h2"), source="127.0.0.2") as connection:
            client = Peer(connection)
            for number in range(10):
                client.ask(2 * number + 1, stage.tile)
            statuses = [client.answer(2 * number + 1)[0] for number in range(10)]
            assert statuses == [200] * 4 + [429] * 6
            answers.append(Answer(429, [pair for pair in client.pairs[19] if pair[0] != ":status"], client.answers[19][1]))
    for answer in answers:
        assert answer.fields["retry-after"] == "1"
        answer.assert_guarded()


@pytest.mark.parametrize("kind", [OneByOne, Multiplexed])
def test_rotten_tiles_are_answered_guarded(program, plain, stage, tmp_path, kind):
    with plain.connect() as connection:
        tile = get(connection, stage.tile)[2]
    bundle = (stage.folder / "tour.ztour").read_bytes()
    assert bundle.count(tile) == 1
    (tmp_path / "tour.ztour").write_bytes(bundle.replace(tile, tile[:-1] + b"x"))
    with serving(program, tmp_path / "tour.ztour", *tls(stage)) as server:
        answer = kind(server, stage).ask("GET", stage.tile)
        assert answer.status == 503
        answer.assert_guarded()


def test_who_makes_handshakes_without_end_is_not_let_in(program, stage):
    """With 10 requests a second for a device: 20 handshakes at once, 2 a second afterwards, and others are none the worse."""
    with serving(program, stage.folder / "tour.ztour", *tls(stage), "--requests-per-device", "10") as server:
        made = 0
        for _ in range(100):
            with contextlib.suppress(OSError), server.connect(stage.context(), source="127.0.0.2"):
                made += 1
        assert 20 <= made < 50
        with server.connect(stage.context(), source="127.0.0.3") as other:
            assert get(other, stage.tile)[0] == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_event_stream_is_guarded(client, headset, method):
    """It does not end: the answer's head is enough."""
    with client.server.connect(client.stage.context("http/1.1")) as connection:
        line = f"{method} /api/v1/events HTTP/1.1\r\nhost: localhost\r\n{headset[0]}: {headset[1]}\r\n\r\n"
        connection.sendall(line.encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(65536)
    answer = parsed(received)
    assert answer.status == 200 and answer.fields["content-type"] == "text/event-stream"
    answer.assert_guarded()
    assert answer.fields["cache-control"] == "no-store"


def test_cookies_belong_to_this_host_and_to_tls_alone(client):
    guide = Guide(client)
    assert re.fullmatch(
        r"__Host-zeitreise-guide=[0-9a-f]{64}; Max-Age=50400; Path=/; HttpOnly; SameSite=Strict; Secure", guide.field
    )
    assert guide.session()["guide"] == "Anna"
    token = guide.cookie[1].split("=")[1]
    for name in ["zeitreise-guide", "__Secure-zeitreise-guide", "__host-zeitreise-guide", "__Host-zeitreise-other"]:
        assert client.ask("GET", "/api/v1/guide/session", ("cookie", f"{name}={token}")).status == 401, name
    # Among others, and cut up as HTTP/2 may.
    assert client.ask("GET", "/api/v1/guide/session", ("cookie", f"a=b; {guide.cookie[1]}; c=d")).status == 200
    answer = client.ask("POST", "/api/v1/headsets", JSON, body=json.dumps({"token": TOKEN}).encode())
    assert re.fullmatch(
        r"__Host-zeitreise-headset=[0-9a-f]{64}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Strict; Secure",
        answer.fields["set-cookie"],
    )
    cookie = ("cookie", answer.fields["set-cookie"].split(";")[0])
    assert client.ask("GET", client.stage.tile, cookie).status == 200
    answer = client.ask("DELETE", "/api/v1/guide/session", guide.cookie)
    assert answer.status == 204 and re.fullmatch(
        r"__Host-zeitreise-guide=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure", answer.fields["set-cookie"]
    )
    answer.assert_guarded()
    assert client.ask("GET", "/api/v1/guide/session", guide.cookie).status == 401


def test_controls_are_taken_over_and_all_are_signed_out(client):
    first = Guide(client)
    client.ask("DELETE", "/api/v1/guide/sessions", first.cookie).assert_guarded()
    anna, ben = Guide(client), Guide(client, "krokus-1277")
    assert (anna.session()["controls"], ben.session()["controls"]) == (True, False)
    refused = ben.order("volume", volume=0.5)
    assert refused.status == 409
    refused.assert_guarded()
    assert ben.order("take_over").status == 200 and ben.order("volume", volume=0.5).status == 200
    assert (anna.session()["controls"], ben.session()["controls"]) == (False, True)
    assert anna.order("volume", volume=1).status == 409
    assert anna.order("take_over").status == 200 and anna.order("volume", volume=1).status == 200
    answer = client.ask("DELETE", "/api/v1/guide/sessions", anna.cookie)
    assert answer.status == 204
    answer.assert_guarded()
    for guide in [anna, ben]:
        assert client.ask("GET", "/api/v1/guide/session", guide.cookie).status == 401
        assert guide.order("volume", volume=0).status == 401


def test_a_session_ends_its_event_stream(secure, stage):
    """Signed out elsewhere, over the other version of HTTP."""
    one, two = OneByOne(secure, stage), Multiplexed(secure, stage)
    guide = Guide(one)
    with secure.connect(stage.context("h2")) as connection:
        listener = Peer(connection)
        listener.ask(1, "/api/v1/events", guide.cookie)
        while b"event: headsets" not in listener.answers.get(1, (0, b""))[1]:
            listener.receive()
        assert two.ask("DELETE", "/api/v1/guide/sessions", guide.cookie).status == 204
        listener.until_ended(1)
        assert listener.answers[1][0] == 200 and not listener.resets


def test_a_passenger_gets_the_pages_and_nothing_else(client, stage):
    guide = Guide(client)
    token = guide.cookie[1].split("=")[1]
    pages = ["/", "/headset", "/pages/headset/main.js", "/api/v1/openapi.json"]
    for page in pages:
        assert client.ask("GET", page).status == 200
        # Whoever asks gets the same, so there is nothing in it.
        assert client.ask("GET", page).body == client.ask("GET", page, guide.cookie).body
    strange = [
        (), (("cookie", f"zeitreise-guide={token}"),), (("authorization", "Bearer " + "0" * 64),), (("authorization", "Basic eA=="),),
        (("cookie", "__Host-zeitreise-guide="),), (("cookie", f"__Host-zeitreise-guide={token[:-1]}"),),
        (("x-forwarded-for", "127.0.0.1"), ("x-real-ip", "127.0.0.1"), ("forwarded", "for=127.0.0.1")),
        (("x-original-url", "/headset"), ("x-rewrite-url", "/headset"), ("x-http-method-override", "GET")),
    ]
    closed = [
        ("GET", "/api/v1/tour"), ("HEAD", "/api/v1/tour"), ("GET", stage.panorama), ("GET", stage.tile), ("HEAD", stage.tile),
        ("GET", stage.tile + "?x"), ("GET", stage.medium), ("GET", stage.medium + "?"), ("GET", "/api/v1/events"),
        ("HEAD", "/api/v1/events"), ("GET", "/api/v1/headsets"), ("GET", "/api/v1/guide/session"),
        ("DELETE", "/api/v1/guide/session"), ("DELETE", "/api/v1/guide/sessions"), ("DELETE", "/api/v1/headsets/x"),
    ]
    for fields in strange:
        for method, target in closed:
            answer = client.ask(method, target, *fields)
            assert answer.status == 401, (method, target, fields)
            answer.assert_guarded()
    for method, target in closed:
        for more in [("range", "bytes=0-0"), ("if-none-match", "*"), ("if-match", "*")]:
            assert client.ask(method, target, more).status == 401, (method, target, more)
    order = json.dumps({"sequence": 1, "command": "next"}).encode()
    assert client.ask("POST", "/api/v1/guide/commands", JSON, body=order).status == 401
    assert client.ask("POST", "/api/v1/headsets/x/report", JSON, body=b"{}").status == 401
    assert client.ask("POST", "/api/v1/headsets", JSON, body=b'{"token":"wrong"}').status == 403
    assert guide.session()["guide"] == "Anna"


def test_a_passenger_learns_nothing_from_what_is_refused(client, stage):
    """What is there and what is not look the same to who may see neither."""
    there, elsewhere = client.ask("GET", stage.tile), client.ask("GET", stage.tile.replace("/0/f/", "/9/f/"))
    assert (there.status, there.body) == (elsewhere.status, elsewhere.body)
    other = client.ask("GET", "/media/" + "0" * 64)
    assert (other.status, other.body) == (there.status, there.body)


def test_live_connections_outlast_their_certificate(program, run_in, stage, tmp_path):
    """Of both versions of HTTP, with an event stream that goes on; new ones get the new certificate."""
    for name in ["authority.pem", "authority.key", "server.pem", "server.key"]:
        (tmp_path / name).write_bytes((stage.folder / name).read_bytes())
    here = stage._replace(folder=tmp_path)
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(serving(program, stage.folder / "tour.ztour", *tls(here)))
        one = stack.enter_context(server.connect(stage.context("http/1.1")))
        two = Peer(stack.enter_context(server.connect(stage.context("h2"))))
        two.ask(1, "/api/v1/events")
        while 1 not in two.answers:
            two.receive()
        shown = one.getpeercert(binary_form=True)
        run_in(tmp_path, "certificate", "create", "localhost", "127.0.0.1", "--replace", "--days", "40")
        assert soon(lambda: certificate(server, stage) != shown)
        one.sendall(f"GET {stage.tile} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert parsed(read_all(one)).status == 200
        two.ask(3, stage.tile)
        assert two.answer(3)[0] == 200
        heard = len(two.answers[1][1])
        while len(two.answers[1][1]) == heard:
            two.receive()
        assert 1 not in two.ended and two.goodbye is None


def certificate(server, stage) -> bytes:
    with server.connect(stage.context()) as connection:
        return connection.getpeercert(binary_form=True)


def soon(holds) -> bool:
    """Whether something comes true in time; each look takes a connection, so there is no need to sleep."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if holds():
            return True
    return False


LAST = [
    "GET /headset HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "GET /headset HTTP/1.0\r\nHost: localhost\r\n\r\n",
    "GET /headset HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n", "nonsense\r\n\r\n",
]


def test_who_does_not_close_after_the_last_answer_is_given_up(program, stage):
    """Within seconds, not after the minutes that a connection may be idle."""
    with serving(program, stage.folder / "tour.ztour", *tls(stage)) as server, contextlib.ExitStack() as stack:
        for last in LAST * 5:
            connection = stack.enter_context(server.connect(stage.context("http/1.1")))
            connection.sendall(last.encode())
            assert parsed(read_all(connection)).status in (200, 400, 501)
        assert soon(lambda: server.figure("zeitreise_connections") == 0)


def test_who_is_too_slow_is_cut_off(program, stage):
    """After 20 s, with all of them at the same time: bodies that do not come are a 408, answers that are not taken the end."""
    ends = {}
    head = [*request("/api/v1/clock", "POST"), JSON, ("content-length", "10")]
    with serving(program, stage.folder / "tour.ztour", *tls(stage)) as server:

        def body_by_http1() -> None:
            lines = "POST /api/v1/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"
            ends["http/1.1"] = OneByOne(server, stage).raw(lines.encode())

        def body_by_http2() -> None:
            with patient(server.connect(stage.context("h2"))) as connection:
                client = Peer(connection)
                client.send(client.head(1, head, ("END_HEADERS",)))
                status, body = client.answer(1)
                ends["h2"] = Answer(status, [pair for pair in client.pairs[1] if pair[0] != ":status"], body)

        def nothing_taken(target: str) -> None:
            """The window of the stream stays closed."""
            with patient(server.connect(stage.context("h2"))) as connection:
                client = Peer(connection, {4: 0})
                client.ask(1, target)
                client.until_closed()
                ends[target] = client.answers[1]

        shut = [stage.tile, "/headset", "/api/v1/tour", "/api/v1/events"]
        threads = [threading.Thread(target=target) for target in (body_by_http1, body_by_http2)]
        threads += [threading.Thread(target=nothing_taken, args=(target,)) for target in shut]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for answer in (ends["http/1.1"], ends["h2"]):
        assert answer.status == 408
        answer.assert_guarded()
    assert [ends.get(target) for target in shut] == [(200, b"")] * len(shut)


def patient(connection):
    """For longer than the server is."""
    connection.settimeout(45)
    return connection
