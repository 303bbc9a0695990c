"""What TLS makes of the answers: a record costs server and headset a call of the cipher each, however small it is."""

import ssl

from serving import get, serving
from test_serve import Client, context, served, tile_target  # noqa: F401

APPLICATION_DATA = 23
LARGEST_RECORD = 16_384


class Tap:
    """A socket with TLS that keeps the kinds of the records that arrive."""

    def __init__(self, plain, made: ssl.SSLContext):
        self.plain, self.incoming, self.outgoing = plain, ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = made.wrap_bio(self.incoming, self.outgoing, server_hostname="localhost")
        self.partial, self.records = b"", []
        self.through(self.tls.do_handshake)

    def through(self, step, *words):
        while True:
            try:
                done, is_done = step(*words), True
            except ssl.SSLWantReadError:
                is_done = False
            if self.outgoing.pending:
                self.plain.sendall(self.outgoing.read())
            if is_done:
                return done
            received = self.plain.recv(65536)
            assert received, "closed"
            self.incoming.write(received)
            self.count(received)

    def count(self, received: bytes) -> None:
        self.partial += received
        while len(self.partial) >= 5 and len(self.partial) >= (size := 5 + int.from_bytes(self.partial[3:5], "big")):
            self.records.append(self.partial[0])
            self.partial = self.partial[size:]

    def sendall(self, data: bytes) -> None:
        self.through(self.tls.write, data)

    def recv(self, size: int) -> bytes:
        return self.through(self.tls.read, size)


def test_frames_share_records(program, served):  # noqa: F811
    arguments = ("--certificate", served / "server.pem", "--key", served / "server.key")
    with serving(program, served / "tour.ztour", *arguments) as server:
        with server.connect(context(served, "http/1.1")) as connection:
            target = tile_target(connection)
            size = len(get(connection, target)[2])
        tap = Tap(server.connect(), context(served, "h2"))
        client = Client(tap)
        client.answer(client.ask(target))
        tap.records.clear()
        streams = [client.ask(target) for _ in range(8)]
        assert all(len(client.answer(stream)[2]) == size for stream in streams)
    # Each tile is two frames, whose heads and contents would be three records. The server writes no more often than it reads.
    assert set(tap.records) == {APPLICATION_DATA}
    assert len(tap.records) <= 8 * size // LARGEST_RECORD + 8 + 1
