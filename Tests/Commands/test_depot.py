"""The depot's server: what buses report, what it refuses, and what its page is told."""

import json
import shutil
import ssl
from pathlib import Path

import pytest
from bus import request
from depots import Bus, Depot, copy_depot, signed
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
        assert [post(port, first), post(port, second), post(port, first)] == [204, 204, 204]
        assert [bus["name"] for bus in overview(port)["buses"]] == ["Bus 8"]
        assert post(port, second.replace(b"Bus 8", b"Bus 9")) == 422
        assert post(port, signed("release", report(7), key)) == 422, "another kind of signature"
        assert post(port, signed("report", report(8, name="x" * 5_000), key)) == 422
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
