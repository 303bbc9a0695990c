"""The Debian package, installed and run as its service runs it.

It changes the machine and builds everything once more, with Swift's library inside; so it runs where ZEITREISE_PACKAGE=1 says so.
"""

import os
import pwd
import shlex
import shutil
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest
from running import REPOSITORY

UNIT = Path("/lib/systemd/system/zeitreise.service")
STATE = Path("/var/lib/zeitreise")
TOUR = STATE / "tour.ztour"


def is_installed() -> bool:
    result = subprocess.run(["dpkg-query", "--show", "zeitreise"], capture_output=True, timeout=60)
    return result.returncode == 0


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package, installed, and taken away again."""
    if os.environ.get("ZEITREISE_PACKAGE") != "1":
        pytest.skip("ZEITREISE_PACKAGE=1 runs it: it installs a package and takes ten minutes")
    if os.geteuid() != 0:
        pytest.skip("only root installs packages")
    if is_installed() or STATE.exists():
        pytest.skip("there is a Zeitreise on this machine, which the test would overwrite")
    folder = tmp_path_factory.mktemp("package")
    made = subprocess.run([REPOSITORY / "Tools/package", folder], stdout=subprocess.PIPE, text=True, timeout=2400, check=True)
    path = Path(made.stdout.splitlines()[-1])
    try:
        subprocess.run(["dpkg", "--install", path], check=True, timeout=300)
        yield path
    finally:
        subprocess.run(["dpkg", "--purge", "zeitreise"], timeout=300)
        shutil.rmtree(STATE, ignore_errors=True)


def unit_value(key: str) -> str:
    values = [line.partition("=")[2] for line in UNIT.read_text().splitlines() if line.startswith(f"{key}=")]
    assert len(values) == 1, key
    return values[0]


def test_the_library_is_inside(package):
    libraries = subprocess.run(["ldd", "/usr/lib/zeitreise/zeitreise"], capture_output=True, text=True, timeout=60).stdout
    assert "libc.so" in libraries
    assert "swift" not in libraries and "Foundation" not in libraries


def test_the_unit_is_right_and_hardened(package):
    subprocess.run(["systemd-analyze", "verify", "--man=no", UNIT], check=True, timeout=60)
    # In tenths of systemd's scale, on which 100 is the most exposed.
    subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", UNIT], check=True, timeout=60)


def test_the_service_says_when_it_is_ready_lives_and_stops(package, tmp_path):
    """As systemd would run it: its command, its user, its environment, its socket."""
    subprocess.run(["zeitreise", "new", tmp_path / "tour"], check=True, timeout=60)
    STATE.mkdir(exist_ok=True)
    subprocess.run(["zeitreise", "build", tmp_path / "tour", "--output", TOUR], check=True, timeout=120)
    user = pwd.getpwnam(unit_value("User"))
    os.chown(STATE, user.pw_uid, user.pw_gid)
    os.chmod(TOUR, 0o644)
    options = "--listen 127.0.0.1:0"
    command = shlex.split(unit_value("ExecStart").replace("$ZEITREISE_OPTIONS", options))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("/run/zeitreise-test.notify")
        try:
            os.chown("/run/zeitreise-test.notify", user.pw_uid, user.pw_gid)
            manager.settimeout(60)
            environment = {
                "PATH": "/usr/bin:/bin",
                "NOTIFY_SOCKET": "/run/zeitreise-test.notify",
                "WATCHDOG_USEC": "200000",
            }
            server = subprocess.Popen(
                command,
                env=environment,
                cwd="/",
                stdout=subprocess.PIPE,
                text=True,
                user=user.pw_uid,
                group=user.pw_gid,
                extra_groups=[],
            )
            try:
                assert any("READY=1" in message for message in told(manager, "READY=1"))
                address = server.stdout.readline().strip()
                with urllib.request.urlopen(f"{address}/headset", timeout=30) as page:
                    assert page.status == 200
                for _ in range(3):
                    told(manager, "WATCHDOG=1")
                server.terminate()
                told(manager, "STOPPING=1")
                assert server.wait(timeout=10) == 0
            finally:
                server.kill()
                server.wait()
        finally:
            os.unlink("/run/zeitreise-test.notify")


def told(manager: socket.socket, word: str) -> list[str]:
    """What systemd hears until it hears the word; a time-out of the socket fails the test."""
    messages = []
    while True:
        messages.append(manager.recv(4096).decode())
        if word in messages[-1].splitlines():
            return messages


def test_the_default_configuration_serves_this_machine_alone(package):
    line = next(line for line in Path("/etc/zeitreise/server.conf").read_text().splitlines() if line[:1] == "Z")
    assert "--listen 127.0.0.1:8080" in line


def test_what_the_operator_changed_outlives_an_upgrade_and_goes_with_purge(package):
    configuration = Path("/etc/zeitreise/server.conf")
    text = configuration.read_text() + "# changed\n"
    configuration.write_text(text)
    subprocess.run(["dpkg", "--force-confdef", "--install", package], check=True, timeout=300, stdin=subprocess.DEVNULL)
    assert configuration.read_text() == text
    TOUR.touch()
    subprocess.run(["dpkg", "--purge", "zeitreise"], check=True, timeout=300)
    assert not configuration.exists() and not shutil.which("zeitreise", path="/usr/bin")
    assert TOUR.exists(), "the tour is the operator's"
