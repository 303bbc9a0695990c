"""Dates that are ten years off or jump: the server says that its certificate is not valid by them, and goes on; nothing that it
tells headsets follows the date. Other clocks are left as they are, as they would be on a bus."""

import re
import shutil
import signal
import ssl
import subprocess
import time
import urllib.request
from email.utils import parsedate_to_datetime
from pathlib import Path

import bus
import onboard
import pytest
from bus import Events, Guide, request
from drives import free_port
from onboard import GUIDED, TOKEN, log_line

TEN_YEARS = 3653 * 86_400


@pytest.fixture(scope="module")
def board(program, tmp_path_factory) -> Path:
    return onboard.equip(program, tmp_path_factory.mktemp("board"))


@pytest.fixture
def context() -> ssl.SSLContext:
    """A client that looks at no date, as one whose own clock is off as much."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class Clock:
    """The date of programs that are started with its environment; others keep theirs."""

    def __init__(self, library: Path, path: Path):
        self.path = path
        self.environment = {"LD_PRELOAD": str(library), "WALL_CLOCK_FILE": str(path)}
        self.set(0)

    def set(self, seconds: int) -> None:
        """Seconds by which it is off."""
        partial = self.path.with_suffix(".partial")
        partial.write_text(f"{seconds}\n")
        partial.replace(self.path)


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        pytest.skip("there is no C compiler to make a clock with")
    path = tmp_path_factory.mktemp("clock") / "wall_clock.so"
    source = Path(__file__).with_name("wall_clock.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", path, source, "-ldl"], check=True)
    return path


@pytest.fixture
def clock(library, tmp_path) -> Clock:
    return Clock(library, tmp_path / "clock")


@pytest.fixture
def serve(program, board, clock):
    servers = []

    def serve(*arguments: object, port: int = 0) -> bus.Server:
        tls = ["--certificate", "server.pem", "--key", "server.key"]
        server = bus.Server(program, "tour.ztour", *GUIDED, *tls, *arguments, port=port, cwd=board, **clock.environment)
        servers.append(server)
        return server

    yield serve
    for server in servers:
        if server.process.poll() is None:
            server.end(signal.SIGKILL)


def figures(port: int) -> dict[str, int]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        return {name: int(value) for name, value in re.findall(r"^zeitreise_(certificate\w+) (-?\d+)$", answer.read().decode(), re.M)}


OFF = [(-TEN_YEARS, "not valid before", "set the clock"), (TEN_YEARS, "ended on", "make a new one")]


@pytest.mark.parametrize(("seconds", "what", "advice"), OFF)
def test_a_clock_ten_years_off_is_said_and_the_tour_goes_on(program, serve, board, clock, context, seconds, what, advice):
    clock.set(seconds)
    admin = free_port()
    server = serve("--admin", f"127.0.0.1:{admin}")
    assert advice in log_line(server, "server.pem", what)
    events = Events(server.port, context)
    events.until(lambda state: "certificate_not_valid" in state["faults"])
    found = figures(admin)
    assert found["certificate_valid"] == 0 and (found["certificate_days_left"] < 0) == (seconds > 0)
    status, fields, _ = request(server.port, "GET", "/api/v1/tour", context=context)
    assert status == 200
    years = parsedate_to_datetime(fields["Date"]).timestamp() - time.time()
    assert abs(years - seconds) < 60, "the date that it tells is the machine's"
    headset = request(server.port, "POST", "/api/v1/headsets", {"token": TOKEN}, context=context)[2]
    guide = Guide(server.port, context=context)
    assert guide.command("go_to", place="square", epoch="present")[0] == 200
    state = events.until(lambda state: state.get("scene"))
    assert 0 < state["scene"]["start_s"] - state["server_time_s"] <= 0.51
    report = f"/api/v1/headsets/{headset['id']}/report"
    assert request(server.port, "POST", report, {}, context=context, Authorization=f"Bearer {headset['token']}")[0] == 204
    assert server.end() == 0


@pytest.mark.parametrize(("seconds", "what", "advice"), OFF)
def test_the_doctor_keeps_a_bus_with_such_a_clock(run, board, clock, monkeypatch, seconds, what, advice):
    clock.set(seconds)
    for name, value in clock.environment.items():
        monkeypatch.setenv(name, value)
    examined = run("doctor", board / "tour.ztour", "--certificate", board / "server.pem", "--key", board / "server.key")
    assert examined.returncode == 1
    assert re.search(f"FAULT +certificate .*{what}.*clock", examined.stdout, re.S), examined.stdout


def test_a_clock_that_jumps_moves_nothing_that_headsets_are_told(serve, clock, context):
    server = serve()
    clocks = [re.search(r"clockid: (\d+)", path.read_text()) for path in Path(f"/proc/{server.process.pid}/fdinfo").iterdir()]
    timers = {int(found[1]) for found in clocks if found}
    assert timers and time.CLOCK_REALTIME not in timers, "no timer of the kernel's follows the date"
    guide, events = Guide(server.port, context=context), Events(server.port, context)
    assert guide.command("go_to", place="square", epoch="present")[0] == 200
    states = [events.until(lambda state: state.get("scene"))]
    for seconds in (TEN_YEARS, -TEN_YEARS, 0):
        clock.set(seconds)
        states.append(events.until(lambda state: bool(state["faults"]) == bool(seconds)))
        assert guide.command("volume", volume=len(states) / 10)[0] == 200, "sessions do not end by the date"
        states.append(events.until(lambda state: state["volume"] == len(states) / 10))
    times = [state["server_time_s"] for state in states]
    assert times == sorted(times) and times[-1] - times[0] < 60
    assert {state["scene"]["start_s"] for state in states} == {states[0]["scene"]["start_s"]}
    log_line(server, "server.pem", "ended on")
    log_line(server, "server.pem", "not valid before")
    log_line(server, "server.pem: valid")
    assert server.end() == 0


@pytest.mark.parametrize("seconds", [-TEN_YEARS, TEN_YEARS])
def test_a_server_that_is_killed_while_the_clock_jumps_stands_where_it_stood(serve, clock, context, tmp_path, seconds):
    state = tmp_path / "state.sqlite"
    server = serve("--state", state)
    guide = Guide(server.port, context=context)
    assert guide.command("go_to", place="square", epoch="present")[0] == 200
    before = Events(server.port, context).until(lambda state: state.get("scene"))
    server.kill()
    clock.set(seconds)
    again = serve("--state", state, port=server.port)
    after = next(Events(again.port, context).states())
    assert after["scene"] == before["scene"] and after["held"]
    assert guide.command("volume", volume=0.25)[0] == 200, "the guide is still signed in"
