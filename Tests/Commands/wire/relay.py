"""A port without TLS in front of one with it, for clients that speak HTTP/2 without."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def relay(connect: Callable[[], ssl.SSLSocket]) -> Iterator[int]:
    """The port; each of its connections gets one made by `connect`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, args=(listener, connect), daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def accept(listener: socket.socket, connect: Callable[[], ssl.SSLSocket]) -> None:
    with contextlib.suppress(OSError):
        while True:
            near, far = listener.accept()[0], connect()
            # A read that waits must not keep a write waiting: both wait for nothing longer than this.
            far.settimeout(0.002)
            threading.Thread(target=carry, args=(near, far), daemon=True).start()


def carry(near: socket.socket, far: ssl.SSLSocket) -> None:
    """By one thread for both ways, for a TLS connection is not for two."""
    near.settimeout(0.002)
    with near, far, contextlib.suppress(OSError):
        while True:
            for source, sink in [(near, far), (far, near)]:
                with contextlib.suppress(TimeoutError):
                    part = source.recv(1 << 16)
                    if not part:
                        return
                    sink.settimeout(20)
                    sink.sendall(part)
                    sink.settimeout(0.002)
