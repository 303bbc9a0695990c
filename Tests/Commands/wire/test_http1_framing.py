"""Requests of HTTP/1.1 that two programs may read in two ways, sent byte by byte: refused, and nothing behind them is ever answered."""

import re
import socket

import pytest
from serving import read_all

HOST = "Host: localhost\r\n"
POST = f"POST /api/v1/clock HTTP/1.1\r\n{HOST}Content-Type: application/json\r\n"
GET = f"GET /headset HTTP/1.1\r\n{HOST}"
CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n"
BODY = '{"client_send_s":1}'
BEHIND = f"GET /behind HTTP/1.1\r\n{HOST}\r\n"

REFUSED = {
    "length and chunks": POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and length": POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "two lengths": POST + f"Content-Length: 19\r\nContent-Length: 20\r\n\r\n{BODY}",
    "the same length twice": POST + f"Content-Length: 19\r\nContent-Length: 19\r\n\r\n{BODY}",
    "a list of lengths": POST + f"Content-Length: 19, 19\r\n\r\n{BODY}",
    "a length with a sign": POST + f"Content-Length: +19\r\n\r\n{BODY}",
    "a negative length": POST + "Content-Length: -1\r\n\r\n",
    "a length in hexadecimal": POST + f"Content-Length: 0x13\r\n\r\n{BODY}",
    "a length that wraps round": POST + f"Content-Length: 18446744073709551635\r\n\r\n{BODY}",
    "no length in Content-Length": POST + "Content-Length: \r\n\r\n",
    "a length with a gap": POST + f"Content-Length: 1 9\r\n\r\n{BODY}",
    "chunks that are not last": POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunks twice": POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a vertical tab": POST + "Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "a folded coding": POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "a coding behind a bare LF": POST + "X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks in HTTP/1.0": CHUNKED.replace("HTTP/1.1", "HTTP/1.0") + "0\r\n\r\n",
    "bare LF": "GET /headset HTTP/1.1\nHost: localhost\n\n",
    "bare LF after a field": f"GET /headset HTTP/1.1\r\nX: y\n{HOST}\r\n",
    "bare CR": f"GET /headset HTTP/1.1\r\nX: y\rZ: x\r\n{HOST}\r\n",
    "bare CR at the end": GET + "\r\r\n\r\n",
    "a folded field": GET + "X: y\r\n z\r\n\r\n",
    "a folded first field": f"GET /headset HTTP/1.1\r\n X: y\r\n{HOST}\r\n",
    "NUL in a value": GET + "X: a\0b\r\n\r\n",
    "NUL in a name": GET + "X\0: a\r\n\r\n",
    "a control character": GET + "X: a\x01b\r\n\r\n",
    "a field without colon": GET + "nonsense\r\n\r\n",
    "a field without name": GET + ": x\r\n\r\n",
    "a name with brackets": GET + "X(: b\r\n\r\n",
    "no host": "GET /headset HTTP/1.1\r\n\r\n",
    "two hosts": GET + "Host: other\r\n\r\n",
    "the same host twice": GET + HOST + "\r\n",
    "two hosts for content": f"GET /api/v1/panoramas/x HTTP/1.1\r\n{HOST}{HOST}\r\n",
    "another version": f"GET /headset HTTP/1.2\r\n{HOST}\r\n",
    "HTTP/2 without its preface": f"GET /headset HTTP/2.0\r\n{HOST}\r\n",
    "a version in lower case": f"GET /headset http/1.1\r\n{HOST}\r\n",
    "a space in the target": f"GET /head set HTTP/1.1\r\n{HOST}\r\n",
    "tabs between the words": f"GET\t/headset\tHTTP/1.1\r\n{HOST}\r\n",
    "a method in lower case": f"get /headset HTTP/1.1\r\n{HOST}\r\n",
    "a target without slash": f"GET headset HTTP/1.1\r\n{HOST}\r\n",
    "TLS": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "a" * 200,
    "a header too large": GET + f"X: {'a' * 20_000}\r\n\r\n",
    "a name too long": GET + f"{'a' * 20_000}: x\r\n\r\n",
    "too many fields": GET + "X: a\r\n" * 100 + "\r\n",
    "a target without end": f"GET /{'a' * 1_000_000} HTTP/1.1\r\n{HOST}\r\n",
    "a method without end": "G" * 100_000 + " / HTTP/1.1\r\n\r\n",
}
# The head is right and on its way; the body is found wrong.
BROKEN_BODIES = {
    "a chunk too large to count": CHUNKED + f"10000000000000013\r\n{BODY}\r\n0\r\n\r\n",
    "a negative chunk": CHUNKED + f"-1\r\n{BODY}\r\n0\r\n\r\n",
    "a chunk with 0x": CHUNKED + f"0x13\r\n{BODY}\r\n0\r\n\r\n",
    "a space behind a chunk's size": CHUNKED + f"13 \r\n{BODY}\r\n0\r\n\r\n",
    "a chunk without end": CHUNKED + f"13\r\n{BODY}0\r\n\r\n",
    "bare LF behind a chunk's size": CHUNKED + f"13\n{BODY}\n0\n\n",
    "bare LF behind a chunk": CHUNKED + f"13\r\n{BODY}\n0\r\n\r\n",
    "another end than CRLF": CHUNKED + f"13\r\n{BODY}XX0\r\n\r\n",
    "bare LF in an extension": CHUNKED + f"13;a=b\n{BODY}\r\n0\r\n\r\n",
    "bare CR in an extension": CHUNKED + f"13;a=\rb\r\n{BODY}\r\n0\r\n\r\n",
    "a length among the trailers": CHUNKED + f"13\r\n{BODY}\r\n0\r\nContent-Length: 5\r\n\r\n",
    "trailers too large": CHUNKED + f"13\r\n{BODY}\r\n0\r\nX: {'a' * 100_000}\r\n\r\n",
}
UNKNOWN_CODINGS = ["xchunked", "identity", "gzip, chunked", '"chunked"']


def said(server, request: str) -> tuple[list[int], bytes]:
    """The status of each answer, and all that came until the server closed."""
    with server.connect() as connection:
        connection.sendall(request.encode("latin-1"))
        received = read_all(connection)
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", received)], received


@pytest.mark.parametrize("request_", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_clear_is_refused(plain, request_):
    statuses, received = said(plain, request_ + BEHIND)
    assert statuses == [400]
    assert b"Content-Security-Policy: " in received and b"Connection: close\r\n" in received


@pytest.mark.parametrize("request_", BROKEN_BODIES.values(), ids=BROKEN_BODIES.keys())
def test_a_broken_body_ends_its_connection(plain, request_):
    assert said(plain, request_ + BEHIND)[0] == [400]


@pytest.mark.parametrize("coding", UNKNOWN_CODINGS)
def test_unknown_codings_are_not_guessed_at(plain, coding):
    assert said(plain, f"{POST}Transfer-Encoding: {coding}\r\n\r\n0\r\n\r\n{BEHIND}")[0] == [501]


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("http://localhost/headset", "localhost", 200), ("HTTP://LOCALHOST/headset", "localhost", 200),
        # The target counts, whatever Host says (RFC 9112, 3.2.2).
        ("http://localhost/headset", "elsewhere", 200), ("http://elsewhere/headset", "localhost", 421),
        ("http://localhost@elsewhere/headset", "localhost", 421), ("https://localhost/headset", "localhost", 421),
        ("ftp://localhost/headset", "localhost", 421), ("http://localhost", "localhost", 200),
        ("http:///headset", "localhost", 421), ("/headset", "elsewhere", 421), ("/headset", "", 421),
        ("/headset", "localhost, elsewhere", 421), ("/headset", "a@localhost", 421), ("/headset", "localhost/x", 421),
        ("/headset", "localhost:99999999", 421), ("/headset", "LOCALHOST:1", 200),
    ],
)
def test_the_host_is_whom_the_target_names(plain, target, host, status):
    assert said(plain, f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")[0] == [status]


def test_content_too_is_for_its_own_host_alone(plain, stage):
    for target, host, status in [
        (stage.tile, "elsewhere", 421), ("http://elsewhere" + stage.tile, "localhost", 421),
        ("http://localhost" + stage.tile, "elsewhere", 200), (stage.tile, "localhost", 200),
    ]:
        assert said(plain, f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")[0] == [status], target


@pytest.mark.parametrize("fields", ["", "Connection: keep-alive\r\n"])
@pytest.mark.parametrize("target", ["/headset", "tile"])
def test_a_connection_of_http_10_ends_with_its_answer(plain, stage, target, fields):
    target = stage.tile if target == "tile" else target
    statuses, received = said(plain, f"GET {target} HTTP/1.0\r\n{HOST}{fields}\r\n{BEHIND}")
    assert statuses == [200] and b"Connection: close\r\n" in received


@pytest.mark.parametrize("upgrade", ["websocket", "h2c", "TLS/1.0"])
@pytest.mark.parametrize("target", ["/headset", "tile", "/api/v1/tour"])
def test_who_wants_another_protocol_gets_an_answer_and_no_more(plain, stage, target, upgrade):
    """The parser takes what follows for that protocol, so a second request would wait forever."""
    target = stage.tile if target == "tile" else target
    fields = f"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: {upgrade}\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
    statuses, received = said(plain, f"GET {target} HTTP/1.1\r\n{HOST}{fields}\r\n{BEHIND}")
    assert statuses == [200] and b"Connection: close\r\n" in received
    assert said(plain, f"CONNECT localhost:80 HTTP/1.1\r\n{HOST}\r\n{BEHIND}")[0] == [405]


def test_what_follows_another_protocol_is_not_kept(plain):
    """An event stream never ends, and a gigabyte behind it is no memory of ours."""
    with plain.connect() as connection:
        connection.sendall(f"GET /api/v1/events HTTP/1.1\r\n{HOST}Connection: Upgrade\r\nUpgrade: x\r\n\r\n".encode())
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200 ")
        before = memory_mib(plain)
        for _ in range(200):
            connection.sendall(bytes(1 << 20))
        assert memory_mib(plain) - before < 50
        assert b"event: ping" in until(connection, b"event: ping")


def memory_mib(server) -> int:
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def until(connection: socket.socket, wanted: bytes) -> bytes:
    received = b""
    while wanted not in received:
        part = connection.recv(1 << 16)
        assert part, received
        received += part
    return received


def test_who_asks_before_sending_a_body_is_told_to_go_on(plain):
    with plain.connect() as connection:
        connection.sendall(f"{POST}Expect: 100-continue\r\nContent-Length: {len(BODY)}\r\n\r\n".encode())
        assert until(connection, b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(BODY.encode())
        assert until(connection, b"}").startswith(b"HTTP/1.1 200 ")
    # HTTP/1.0 has no such answers.
    request = f"{POST}Expect: 100-continue\r\nContent-Length: {len(BODY)}\r\n\r\n{BODY}".replace("HTTP/1.1", "HTTP/1.0")
    assert said(plain, request)[0] == [200]


@pytest.mark.parametrize("request_", [
    CHUNKED + f"13;name=value\r\n{BODY}\r\n0\r\n\r\n", CHUNKED + f"{'0' * 500}13\r\n{BODY}\r\n0\r\nX: trailer\r\n\r\n",
    POST + f"Transfer-Encoding:\tCHUNKED\r\n\r\n5\r\n{BODY[:5]}\r\nE\r\n{BODY[5:]}\r\n0\r\n\r\n",
    POST + f"Content-Length: 0019\r\n\r\n{BODY}", f"\r\n\r\n{POST}Content-Length: 19\r\n\r\n{BODY}",
])
def test_what_is_odd_but_clear_is_taken(plain, request_):
    assert said(plain, request_ + BEHIND.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))[0] == [200, 404]


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "M-SEARCH", "SOURCE", "PURGE"])
def test_methods_that_nothing_takes_change_nothing_and_keep_the_connection(plain, stage, method):
    for target in [stage.tile, "/headset", "/api/v1/tour", "/api/v1/events", "*"]:
        request = f"{method} {target} HTTP/1.1\r\n{HOST}\r\n"
        statuses, received = said(plain, request + BEHIND.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
        assert statuses == [405, 404] and b"\r\nAllow: GET, HEAD\r\n" in received, target


@pytest.mark.parametrize("path", [
    "/..", "/../etc/passwd", "/pages/../headset", "/pages/..%2fheadset.html", "/pages/%2e%2e/%2e%2e/etc/passwd",
    "/pages/%252e%252e%252fx", "/tiles/../tiles", "/media/..", "/pages/....//x", "/pages/./headset/main.js", "//headset",
    "/pages//headset/main.js", "/headset/", "/headset%20", "/headset.", "/%68eadset", "/headset;x", "/HEADSET", "/pages/headset",
    "/api/v1/tour/", "/api//v1/tour", "/api/v1/%74our", "/api/v2/tour", "/%c0%ae%c0%ae/", "/%e0%80%ae/", "/%uff0e", "/%",
    "/%zz", "/%00", "/headset%00.html", "/a\\b", "/..\\..\\x", "/headset%0d%0aX:y", "/<x>", "/\"", "/{}", "/" + "a/" * 500,
])
def test_no_path_leads_out_or_has_a_second_spelling(plain, path):
    statuses, received = said(plain, f"GET {path} HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n")
    assert len(statuses) == 1 and statuses[0] in (400, 404, 414), path
    assert b"root:" not in received and b"\r\nX:y" not in received


def test_an_address_with_a_fragment_is_none(plain):
    assert said(plain, f"GET /headset#x HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n")[0] in ([400], [404])


def test_content_has_one_spelling(plain, stage):
    digest = stage.tile.split("/")[2]
    for target in [
        stage.tile.replace(digest, digest.upper()), stage.tile.replace("/0/f/0/0", "/00/f/0/0"), stage.tile + "/",
        stage.tile.replace("/0/f/0/0", "/+0/f/0/0"), stage.tile.replace("/0/f/0/0", "/0/F/0/0"), stage.tile[:-4] + ".JPG",
        stage.tile.replace(digest, digest[:-1]), stage.tile.replace(digest, digest + "0"), stage.medium + "/x",
        stage.tile.replace("/0/f/0/0", "/0/f/0/99999999999999999999"), stage.tile.replace("/0/f/0/0", "/-1/f/0/0"),
    ]:
        assert said(plain, f"GET {target} HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n")[0] in ([404], [400]), target
