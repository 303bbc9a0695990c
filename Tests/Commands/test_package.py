"""The Debian package, installed on a bus's computer and run there by systemd.

It builds everything once more, with Swift's library inside; so it runs where ZEITREISE_PACKAGE is 1, or the path of a package.
"""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from bus_computer import bus_computer, until
from running import REPOSITORY

TOUR = "/var/lib/zeitreise/tour.ztour"
CONFIGURATION = "/etc/zeitreise/server.conf"
ADDRESS, TRUST = "https://localhost", ("--cacert", "/etc/zeitreise/authority.pem")
PIN = "4711-2026"
ON_A_BUS = (
    'ZEITREISE_OPTIONS="--listen :443 --host localhost --certificate /etc/zeitreise/server.pem --key /etc/zeitreise/server.key'
    ' --state /var/lib/zeitreise/state.sqlite --guide-pin-file /etc/zeitreise/pins --admin 127.0.0.1:9100"\n'
)


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    wanted = os.environ.get("ZEITREISE_PACKAGE", "")
    if not wanted:
        pytest.skip("ZEITREISE_PACKAGE=1 runs it: it takes ten minutes")
    if os.geteuid() != 0 or not Path("/lib/systemd/systemd").exists():
        pytest.skip("a computer within this one takes root and systemd")
    if wanted != "1":
        return Path(wanted).resolve()
    folder = tmp_path_factory.mktemp("package")
    made = subprocess.run([REPOSITORY / "Tools/package", folder], stdout=subprocess.PIPE, text=True, timeout=2400, check=True)
    return Path(made.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def computer(package, tmp_path_factory):
    """With the package installed."""
    with bus_computer(tmp_path_factory.mktemp("computer")) as computer:
        assert not computer.run("bash", "-c", "command -v zeitreise", check=False)
        install(computer, package)
        yield computer


@pytest.fixture(scope="module")
def served(computer):
    """With a tour, and served over TLS as on a bus."""
    computer.run("zeitreise", "new", "/srv/tour")
    computer.run("zeitreise", "build", "/srv/tour", "--output", TOUR)
    computer.run("zeitreise", "certificate", "create", "localhost", "--directory", "/etc/zeitreise")
    computer.run("zeitreise", "pin", "/etc/zeitreise/pins", content=PIN)
    computer.run("chown", "--recursive", "zeitreise:", "/etc/zeitreise", "/var/lib/zeitreise")
    computer.run("tee", CONFIGURATION, content=ON_A_BUS)
    computer.run("systemctl", "restart", "zeitreise")
    return computer


def install(computer, package: Path) -> None:
    computer.run("cp", "/dev/stdin", "/srv/package.deb", content=package.read_bytes())
    computer.run("dpkg", "--force-confdef", "--install", "/srv/package.deb")


def ask(computer, path: str, *words: object) -> str:
    """Body and status of an answer, waited for as long as there is none."""
    patient = ["--retry", 40, "--retry-delay", 1, "--retry-connrefused"]
    return computer.run("curl", "--silent", *TRUST, *patient, "--write-out", " %{http_code}", *words, f"{ADDRESS}{path}")


def guide(computer, path: str, body: str = "", jar: str = "/srv/cookies") -> str:
    words = ["--cookie", jar, "--cookie-jar", jar, "--header", "Content-Type: application/json"]
    return ask(computer, path, *words, *(["--data", body] if body else []))


def test_the_library_is_inside(computer):
    libraries = computer.run("ldd", "/usr/lib/zeitreise/zeitreise")
    assert "libc.so" in libraries
    assert "swift" not in libraries and "Foundation" not in libraries


def test_the_unit_is_right_and_hardened(computer):
    unit = "/lib/systemd/system/zeitreise.service"
    computer.run("systemd-analyze", "verify", "--man=no", unit)
    computer.run("systemd-analyze", "verify", "--man=no", *(f"/lib/systemd/system/zeitreise-sync.{kind}" for kind in ("service", "timer")))
    computer.run("systemd-analyze", "security", "--offline=true", "--threshold=20", "/lib/systemd/system/zeitreise-sync.service")
    # In tenths of systemd's scale, on which 100 is the most exposed.
    computer.run("systemd-analyze", "security", "--offline=true", "--threshold=20", unit)


def test_without_a_tour_it_waits(computer):
    assert computer.run("systemctl", "is-enabled", "zeitreise").strip() == "enabled"
    computer.run("systemctl", "start", "zeitreise")
    assert (computer.shown("ActiveState"), computer.shown("ConditionResult")) == ("inactive", "no")
    line = next(line for line in computer.run("cat", CONFIGURATION).splitlines() if line[:1] == "Z")
    assert "--listen 127.0.0.1:8080" in line, "before it is told otherwise it serves this machine alone"


def test_the_service_serves_and_is_shut_in(served):
    assert "<html" in ask(served, "/headset") and served.shown("ActiveState") == "active"
    status = served.run("cat", f"/proc/{served.shown('MainPID')}/status")
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    # It may bind low ports (capability 10) and nothing else, and cannot gain more.
    assert int(fields["CapBnd"], 16) == 1 << 10
    assert (fields["NoNewPrivs"], fields["Seccomp"]) == ("1", "2") and fields["Uid"].split()[0] != "0"


def test_it_is_ready_for_departure(served):
    words = ["--certificate", "/etc/zeitreise/server.pem", "--key", "/etc/zeitreise/server.key", "--admin", "127.0.0.1:9100"]
    served.run("zeitreise", "doctor", TOUR, *words, "--state", "/var/lib/zeitreise/state.sqlite")


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_who_is_killed_or_hangs_is_started_again(served, blow):
    """What hangs is noticed by the watchdog after ten seconds."""
    before = served.shown("MainPID")
    assert before != "0"
    served.run("kill", f"-{blow.name[3:]}", before)
    until(lambda: served.shown("MainPID") not in ("0", before) and served.shown("ActiveState") == "active")
    assert "<html" in ask(served, "/headset")


def test_after_the_ignition_was_off_the_tour_stands_where_it_stood(served):
    session, status = guide(served, "/api/v1/guide/session", f'{{"pin": "{PIN}"}}').rsplit(" ", 1)
    assert status == "201", session
    sequence = json.loads(session)["next_sequence"]
    place = json.loads(guide(served, "/api/v1/tour")[:-4])["places"][-1]["id"]
    for number, order in enumerate(['"command": "take_over"', f'"command": "go_to", "place": "{place}"', '"command": "hold"']):
        answer = guide(served, "/api/v1/guide/commands", f'{{"sequence": {sequence + number}, {order}}}')
        assert answer.endswith(" 200"), answer
    served.pull_the_plug()
    served.boot()
    until(lambda: served.shown("ActiveState") == "active")
    state = served.run("curl", "--silent", *TRUST, "--cookie", "/srv/cookies", "--max-time", 3, f"{ADDRESS}/api/v1/events", check=False)
    assert f'"place":"{place}"' in state and '"held":true' in state, state


def test_it_stops_within_five_seconds(served):
    served.run("timeout", "5", "systemctl", "stop", "zeitreise")
    assert (served.shown("Result"), served.shown("ExecMainStatus")) == ("success", "0")


def test_the_timer_brings_a_new_tour_from_the_depot(served):
    """As the unit runs it, shut in; from a folder, as a stick is one."""
    served.run("zeitreise", "release", "key", "/srv/fleet.key")
    served.run("zeitreise", "release", "sign", TOUR, "--depot", "/srv/depot", "--key", "/srv/fleet.key")
    served.run("chmod", "--recursive", "a+rX", "/srv/depot", "/srv/fleet.key.pub")
    served.run("tee", "/etc/zeitreise/sync.conf", content='ZEITREISE_SYNC="file:///srv/depot --key /srv/fleet.key.pub"\n')
    # A computer within another, whose root is a folder, has no user namespaces of its own.
    served.run("mkdir", "--parents", "/etc/systemd/system/zeitreise-sync.service.d")
    served.run("tee", "/etc/systemd/system/zeitreise-sync.service.d/within.conf", content="[Service]\nPrivateUsers=no\n")
    served.run("systemctl", "daemon-reload")
    served.run("systemctl", "start", "zeitreise-sync.timer")
    assert "zeitreise-sync.timer" in served.run("systemctl", "list-timers")
    served.run("systemctl", "start", "zeitreise-sync.service", check=False)
    ended = served.run("systemctl", "show", "--property", "Result", "--value", "zeitreise-sync").strip()
    assert ended == "success", served.run("journalctl", "--unit", "zeitreise-sync", "--no-pager")
    listed = served.run("zeitreise", "release", "list", "/srv/depot", "--json")
    (release,) = json.loads(listed)
    tour = f"/var/lib/zeitreise/{release['tour']}.ztour"
    served.run("cmp", tour, TOUR)
    assert served.run("stat", "--dereference", "--format", "%U %a", tour).split() == ["zeitreise", "444"]


def test_what_the_operator_changed_outlives_an_upgrade_and_goes_with_purge(served, package):
    install(served, package)
    assert served.run("cat", CONFIGURATION) == ON_A_BUS
    served.run("dpkg", "--purge", "zeitreise")
    assert not served.run("bash", "-c", f"ls {CONFIGURATION}; command -v zeitreise", check=False)
    assert served.run("ls", TOUR).strip() == TOUR, "the tour is the operator's"
