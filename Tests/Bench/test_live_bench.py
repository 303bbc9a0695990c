"""How the benchmark of live state reckons."""

import asyncio
import socket

import live_http
import pytest
from live_measures import each_order


def test_an_order_counts_until_its_state_or_a_later_one():
    sent = [10.0, 11.0, 12.0, 13.0]
    # The state before, the first order's, the third's (the second's was overtaken), and none for the last.
    heard = [(9.0, 0.9), (10.004, 0.001), (12.25, 0.003)]
    assert each_order(sent, heard) == pytest.approx([0.004, 1.25, 0.25, float("inf")])


def test_arrivals_are_the_kernel_s():
    """Whatever the client does meanwhile, bytes came when they came."""

    async def scenario() -> tuple[float, float]:
        listener = socket.create_server(("127.0.0.1", 0))
        connection = live_http.Connection(listener.getsockname()[1])
        await connection.open()
        peer, _ = listener.accept()
        # The kernel takes a moment to begin with its stamps; what comes without one is stamped when it is read.
        while True:
            peer.sendall(b"first\n")
            await connection.line()
            peer.sendall(b"second\n")
            there = live_http.truth()
            while live_http.truth() < there + 0.02:
                pass
            await connection.line()
            if connection.came < there + 0.01:
                break
        connection.close()
        peer.close()
        listener.close()
        return connection.came, there

    came, there = asyncio.run(asyncio.wait_for(scenario(), 20))
    assert abs(came - there) < 0.01
