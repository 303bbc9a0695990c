"""The depot's server: what buses report, what it refuses, and what its page is told."""

import contextlib
import json
import shutil
import sqlite3
import ssl
import subprocess
import time
import urllib.request
from pathlib import Path

import onboard
import pytest
from bus import request
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from depots import Bus, Depot, copy_depot, signed
from running import assert_fault
from serving import PATIENCE_S


@pytest.fixture(scope="module")
def depot(program, tmp_path_factory) -> Depot:
    depot = Depot(program, tmp_path_factory.mktemp("depot"))
    depot.release("first")
    depot.run("certificate", "create", "localhost")
    return depot


@pytest.fixture
def own(depot, tmp_path) -> Depot:
    return copy_depot(depot, tmp_path)


def overview(port: int) -> dict:
    status, _, body = request(port, "GET", "/api/v1/depot")
    assert status == 200
    return body


def report(number: int, **changes: object) -> dict:
    return {"name": "Bus 7", "number": number, "releases": [], "free_bytes": 1, "program": "0.1.0"} | changes


def post(port: int, file: bytes) -> int:
    return request(port, "POST", "/api/v1/depot/reports", file, Content_Type="application/octet-stream")[0]


def test_a_bus_reports_what_it_has_over_tls(depot, own, tmp_path):
    certificate = ["--certificate", depot.folder / "server.pem", "--key", depot.folder / "server.key"]
    with own.served(*certificate) as server:
        url = f"https://localhost:{server.port}"
        bus = Bus(own, tmp_path / "bus")
        trusting = ["--authority", depot.folder / "authority.pem", "--certificate", depot.folder / "server.pem"]
        bus.sync(url, *trusting, "--name", "Bus 3")
        context = ssl.create_default_context(cafile=depot.folder / "authority.pem")
        context.check_hostname = False
        seen = request(server.port, "GET", "/api/v1/depot", context=context)[2]
        (entry,) = seen["buses"]
        assert entry["name"] == "Bus 3" and entry["releases"] == [{"tour": "sample", "version": 1}]
        assert entry["certificate_days_left"] in (396, 397)
        assert 0 < entry["free_bytes"] <= shutil.disk_usage(tmp_path).total
        assert 0 <= seen["now"] - entry["seen"] < PATIENCE_S
        (release,) = seen["releases"]
        assert (release["tour"], release["version"]) == ("sample", 1)
        own.release("second")
        assert len(request(server.port, "GET", "/api/v1/depot", context=context)[2]["releases"]) == 2, "without a restart"
        bus.sync(url, *trusting, "--name", "Bus 3")
        (entry,) = request(server.port, "GET", "/api/v1/depot", context=context)[2]["buses"]
        assert entry["releases"] == [{"tour": "sample", "version": 2}]
        assert (bus.folder / ".bus.key").stat().st_mode & 0o777 == 0o600


def test_reports_are_signed_and_do_not_go_back_in_time(own):
    key, other = Depot.make_key(own, "bus"), Depot.make_key(own, "other")
    with own.served() as server:
        port = server.port
        first, second = signed("report", report(5), key), signed("report", report(6, name="Bus 8"), key)
        assert [post(port, first), post(port, second), post(port, first)] == [204, 204, 409]
        assert [bus["name"] for bus in overview(port)["buses"]] == ["Bus 8"]
        assert post(port, second.replace(b"Bus 8", b"Bus 9")) == 422
        assert post(port, signed("release", report(7), key)) == 422, "another kind of signature"
        assert post(port, signed("report", report(8, name="x" * 5_000), key)) == 422
        for senseless in ({"program": "bell\a"}, {"name": "\x85"}, {"certificate_days_left": -(1 << 63)}):
            assert post(port, signed("report", report(8, **senseless), key)) == 422, senseless
        assert post(port, b"x" * 40_000) == 413
        assert post(port, signed("report", report(1, name="Bus 1"), other)) == 204
        assert [bus["name"] for bus in overview(port)["buses"]] == ["Bus 1", "Bus 8"]
    with own.served() as server:
        assert [bus["name"] for bus in overview(server.port)["buses"]] == ["Bus 1", "Bus 8"], "kept"


@pytest.mark.parametrize(
    "method, path, body, status",
    [
        ("GET", "/api/v1/depot/releases/sample-2", None, 404),
        ("GET", "/api/v1/depot/releases/..%2f..%2fetc-1", None, 404),
        ("GET", "/api/v1/depot/releases/../keys-1", None, 404),
        ("GET", "/api/v1/depot/releases/sample-01", None, 404),
        ("GET", "/api/v1/depot/releases/sample-1/other", None, 404),
        ("GET", "/api/v1/depot/releases/sample-1/blobs/" + "0" * 64, None, 404),
        ("GET", "/api/v1/depot/releases/sample-1/blobs", None, 405),
        ("POST", "/api/v1/depot/releases/sample-1/blobs", b"short", 400),
        ("POST", "/api/v1/depot/releases/sample-1/blobs", bytes(32 * 1025), 413),
        ("POST", "/api/v1/depot/releases/sample-1/blobs", bytes(32 * 2), 400),
        ("POST", "/api/v1/depot", b"{}", 405),
        ("GET", "/headset", None, 404),
        ("GET", "/api/v1/tour", None, 404),
        ("GET", "/tiles/" + "0" * 64 + "/0/f/0/0.jpg", None, 404),
        ("GET", "/", None, 200),
        ("GET", "/pages/depot/main.js", None, 200),
        ("GET", "/pages/console/main.js", None, 404),
    ],
)
def test_what_is_asked_for_is_there_or_refused(served, method, path, body, status):
    assert request(served, method, path, body, Content_Type="application/octet-stream")[0] == status


@pytest.fixture(scope="module")
def served(depot):
    with depot.served() as server:
        yield server.port


def test_other_names_are_not_answered(served):
    assert request(served, "GET", "/api/v1/depot", Host="evil.example")[0] == 421


def test_the_doctor_tells_the_release(depot, tmp_path):
    bus = Bus(depot, tmp_path / "bus")
    bus.sync(depot.url())
    checks = json.loads(depot.run("doctor", bus.link, "--json").stdout)["checks"]
    (check,) = [check for check in checks if check["subject"] == "release"]
    assert check["level"] == "good" and check["values"]["version"] == "1", check
    checks = json.loads(depot.run("doctor", depot.bundle, "--json").stdout)["checks"]
    assert not [check for check in checks if check["subject"] == "release"], "none is asked for"


def test_a_report_that_is_not_taken_stops_no_bus(own, tmp_path):
    with own.served() as server:
        bus = Bus(own, tmp_path / "bus")
        result = bus.sync(f"http://127.0.0.1:{server.port}", "--name", "x" * 200)
        assert "report" in result.stderr and Path(bus.link).exists()


def test_a_certificate_that_is_not_trusted_is_told_at_once(own, tmp_path):
    """With an address in it the bus's library cannot judge it; of another authority it is nobody's."""
    own.run("certificate", "create", "localhost", "127.0.0.1")
    with own.served("--certificate", own.folder / "server.pem", "--key", own.folder / "server.key") as server:
        bus = Bus(own, tmp_path / "bus")
        for trusting in (["--authority", own.folder / "authority.pem"], []):
            result = bus.sync(f"https://localhost:{server.port}", *trusting, "--quiet", status=65)
            assert_fault(result, 65, "not trusted", "host names alone", "certificate create")


def listed(depot: Depot) -> list[dict]:
    return json.loads(depot.run("release", "list", depot.path, "--json").stdout)


def test_what_a_retired_key_leaves_behind_is_told(own):
    following = Depot.make_key(own, "next")
    rotate = ["release", "rotate", "--depot", own.path, "--retire"]
    told = own.run(*rotate, "--key", own.key, "--to", f"{following}.pub").stderr
    assert "sample: release 1" in told and "anew" in told
    sign = ["release", "sign", own.bundle, "--depot", own.path]
    assert_fault(own.run(*sign, "--key", own.key, status=65), 65, "has retired")
    assert_fault(own.run(*rotate, "--key", following, "--to", f"{own.key}.pub", status=65), 65, "has retired")
    assert [line["is_retired"] for line in listed(own)] == [True]
    assert "retired key" in own.run("release", "list", own.path).stdout
    with own.served() as server:
        assert [release["is_retired"] for release in overview(server.port)["releases"]] == [True]
        assert own.release(key=following)["version"] == 2
        assert [release["is_retired"] for release in overview(server.port)["releases"]] == [True, False]


def test_an_ended_release_is_marked_and_a_number_is_never_given_twice(own):
    own.forge("sample-1", expires=1_000_000_000)
    assert [line["is_ended"] for line in listed(own)] == [True]
    assert "ended on 2001-09-09" in own.run("release", "list", own.path).stdout
    assert own.release()["version"] == 2
    for name in ("sample-2.release", "sample-1.ztour"):
        (own.path / name).unlink()
    assert own.release()["version"] == 3


def test_replaced_files_are_served_as_they_are(own):
    with own.served() as server:
        address = "/api/v1/depot/releases/sample-1"
        assert request(server.port, "GET", address)[0] == 200
        assert overview(server.port)["releases"][0]["title"] != {"en": "Other"}
        own.forge("sample-1", title={"en": "Other"})
        assert overview(server.port)["releases"][0]["title"] == {"en": "Other"}
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{address}", timeout=PATIENCE_S) as answer:
            assert answer.read() == (own.path / "sample-1.release").read_bytes()


def test_the_bus_unseen_for_longest_makes_way(own):
    with own.served() as server, contextlib.closing(sqlite3.connect(own.path / "buses.sqlite")) as database:
        with database:
            rows = [(f"{number:064}", 1, number, b"") for number in range(1, 501)]
            database.executemany("INSERT INTO bus VALUES (?, ?, ?, ?)", rows)
        assert post(server.port, signed("report", report(1), Depot.make_key(own, "bus"))) == 204
        keys = [key for (key,) in database.execute("SELECT key FROM bus ORDER BY seen")]
    assert len(keys) == 500 and keys[0] == f"{2:064}"
    # The new one is known from its own key.
    public = load_pem_public_key((own.folder / "bus.pub").read_bytes()).public_bytes_raw()
    assert keys[-1] == public.hex()


def test_two_servers_may_start_at_once_and_who_must_wait_too_long_says_so(own):
    (own.path / "buses.sqlite").unlink(missing_ok=True)
    command = [own.program, "serve", "--depot", own.path, "--listen", "127.0.0.1:0"]
    servers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        assert all(server.stdout.readline().startswith("http://") for server in servers)
    finally:
        for server in servers:
            server.terminate()
            server.communicate(timeout=20)
    with contextlib.closing(sqlite3.connect(own.path / "buses.sqlite", isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert_fault(own.run(*command[1:], status=75), 75, "buses.sqlite", "another program")


def test_of_many_who_make_a_key_at_once_one_has_it(own):
    command = [own.program, "release", "key", own.folder / "raced"]
    racers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    said = [racer.communicate(timeout=60)[0].strip() for racer in racers]
    assert sorted(racer.returncode for racer in racers) == [0, 1, 1, 1, 1, 1]
    public = load_pem_public_key((own.folder / "raced.pub").read_bytes()).public_bytes_raw()
    secret = load_pem_private_key((own.folder / "raced").read_bytes(), password=None)
    assert secret.public_key().public_bytes_raw() == public
    assert [key for key in said if key] == [public.hex()]


def test_a_report_that_was_left_on_a_stick_is_seen_where_the_stick_comes_home(own, tmp_path):
    stick = copy_depot(own, tmp_path / "stick")
    bus = Bus(stick, tmp_path / "bus")
    before = int(time.time())
    bus.sync(stick.url(), "--name", "Bus 4")
    (report,) = (stick.path / "reports").glob("*.report")
    number = json.loads(report.read_bytes().split(b"\n", 1)[1])["number"]
    (stick.path / "reports" / "broken.report").write_bytes(report.read_bytes()[:-2])
    with own.served() as server:
        assert overview(server.port)["buses"] == []
        shutil.copytree(stick.path / "reports", own.path / "reports")
        (entry,) = overview(server.port)["buses"]
        assert entry["name"] == "Bus 4" and entry["releases"] == [{"tour": "sample", "version": 1}]
        assert before <= entry["seen"] == number, "when it was there, not when the stick came"
        # What it does afterwards over the network counts for more than the stick, whenever that is carried here.
        bus.sync(f"http://127.0.0.1:{server.port}", "--name", "Bus 5")
        report.touch()
        shutil.copytree(stick.path / "reports", own.path / "reports", dirs_exist_ok=True)
        assert [bus["name"] for bus in overview(server.port)["buses"]] == ["Bus 5"]


def test_a_stick_that_cannot_be_written_on_stops_no_bus(own, tmp_path):
    with onboard.mounted(tmp_path / "stick", "-t", "tmpfs", "tmpfs") as stick:
        shutil.copytree(own.path, stick, dirs_exist_ok=True)
        onboard.remount(stick, "ro")
        bus = Bus(own, tmp_path / "bus")
        assert bus.sync(f"file://{stick}", "--quiet").stderr == ""
    # Nothing is lost by it: the next depot that can be told is told what is then.
    with own.served() as server:
        bus.sync(f"http://127.0.0.1:{server.port}", "--name", "Bus 4")
        (entry,) = overview(server.port)["buses"]
        assert entry["name"] == "Bus 4" and entry["releases"] == [{"tour": "sample", "version": 1}]
