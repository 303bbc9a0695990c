"""How well 60 headsets are kept together: latency of state, skew of starts, return after a kill. Rows for Tools/bench/server.

The clients have real sockets, clocks that are wrong by up to an hour, and timers, and share six processes. Truth is the machine's
clock (CLOCK_BOOTTIME), which the server uses too and the clients only look at to note when something truly happened.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

import report
from live_headsets import CLIENTS
from live_measures import latencies, skews
from live_proxy import Proxy
from live_restarts import returns
from live_server import Server, prepare


def percentile(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)]


def rows(program: str, orders: int = 100, starts: int = 20, kills: int = 20, seed: int = 1) -> list[dict]:
    """The rows of live state, measured on this machine now."""
    program = str(Path(program).resolve())
    with tempfile.TemporaryDirectory(prefix="zeitreise-live-") as name:
        folder = Path(name)
        prepare(program, folder)
        server = Server(program, folder)
        found = asyncio.run(latencies(server.port, orders))
        near, near_clocks = asyncio.run(skews(server.port, starts))
        proxy = Proxy(server.port)
        far, far_clocks = asyncio.run(skews(server.port, starts, proxy.port))
        proxy.end()
        server.end()
        seconds, lost = asyncio.run(returns(program, folder, kills, seed)) if kills else ([], None)
    milliseconds = [
        ("event_latency_p50_ms", found, 0.5, None),
        ("event_latency_p99_ms", found, 0.99, "<= 20"),
        ("start_skew_p99_ms", near, 0.99, "<= 5"),
        ("start_skew_jitter_p99_ms", far, 0.99, "<= 15"),
        ("clock_error_p99_ms", near_clocks, 0.99, None),
        ("clock_error_jitter_p99_ms", far_clocks, 0.99, None),
    ]
    return [
        *(report.row(name, 1000 * percentile(values, share), "ms", goal) for name, values, share, goal in milliseconds),
        report.row("restart_reconnect_s", max(seconds, default=None), "s", "<= 2"),
        report.row("restart_state_lost", lost, f"of {kills}", "== 0"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=".build/release/zeitreise")
    parser.add_argument("--orders", type=int, default=100, help="changes of state whose way is timed")
    parser.add_argument("--starts", type=int, default=20, help="scenes begun, directly and through the jitter")
    parser.add_argument("--kills", type=int, default=20, help="kills at random moments")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = rows(options.program, options.orders, options.starts, options.kills, options.seed)
    print(report.document("live", f"{CLIENTS} clients", found) if options.json else report.summary(found))


if __name__ == "__main__":
    main()
