"""`zeitreise certificate`, judged by OpenSSL."""

import json
import os
import re
import ssl
import stat
import subprocess

import pytest
from running import assert_fault


def openssl(*arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, timeout=60)


def test_makes_an_authority_and_a_certificate_that_it_vouches_for(run, tmp_path):
    result = run("certificate", "create", "bus7.fleet.internal", "192.168.7.1", "fd00::7")
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == ["authority.pem", "authority.key", "server.pem", "server.key"]
    for name in ["authority.key", "server.key"]:
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.partial"))
    for host in ["-verify_hostname=bus7.fleet.internal", "-verify_ip=192.168.7.1", "-verify_ip=fd00::7"]:
        option, value = host.split("=")
        checked = openssl("verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", tmp_path / "authority.pem", option, value, tmp_path / "server.pem")
        assert checked.returncode == 0, checked.stderr
    other = openssl("verify", "-CAfile", tmp_path / "authority.pem", "-verify_hostname", "bank.example", tmp_path / "server.pem")
    assert other.returncode != 0
    # Certificate and key belong together, and the chain is whole.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem", tmp_path / "server.key")
    assert (tmp_path / "server.pem").read_text().endswith((tmp_path / "authority.pem").read_text())


@pytest.mark.parametrize("host", ["DNS:bank.example", "IP:10.0.0.1", "IP:fe80::1"])
def test_the_authority_can_vouch_for_no_other_host(run, tmp_path, host):
    """With its very key OpenSSL signs a certificate for another host; nobody who trusts the authority takes it."""
    assert run("certificate", "create", "bus7.fleet.internal").returncode == 0
    (tmp_path / "extensions").write_text(f"subjectAltName={host}\n")
    steps = [
        ("req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "evil.key", "-subj", "/CN=x", "-out", "evil.csr"),
        ("x509", "-req", "-in", "evil.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
         "-extfile", "extensions", "-days", "9", "-out", "evil.pem"),
    ]
    for step in steps:
        assert subprocess.run(["openssl", *step], cwd=tmp_path, capture_output=True).returncode == 0
    checked = openssl("verify", "-CAfile", tmp_path / "authority.pem", tmp_path / "evil.pem")
    assert checked.returncode != 0 and "permitted subtree" in checked.stderr or "excluded subtree" in checked.stderr


def test_overwrites_nothing_unasked_and_renews_when_asked(run, tmp_path):
    assert run("certificate", "create", "bus7.fleet.internal").returncode == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert_fault(run("certificate", "create", "bus7.fleet.internal"), 1, "server.pem", "--replace")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    result = run("certificate", "create", "www.bus7.fleet.internal", "--replace", "--days", "20", "--json")
    assert result.returncode == 0, result.stderr
    said = json.loads(result.stdout)
    assert said["written"] == ["server.pem", "server.key"]
    assert said["certificate"]["names"] == ["www.bus7.fleet.internal"]
    # 20 within the second in which it was made.
    assert said["certificate"]["days_left"] in (19, 20)
    assert (tmp_path / "authority.pem").read_bytes() == before["authority.pem"]
    assert (tmp_path / "server.pem").read_bytes() != before["server.pem"]
    assert_fault(run("certificate", "create", "bank.example", "--replace"), 65, "bank.example")


def test_shows_how_long_a_certificate_is_good(run, tmp_path):
    assert run("certificate", "create", "localhost", "127.0.0.1", "--days", "30").returncode == 0
    shown = run("certificate", "show", "server.pem")
    assert shown.returncode == 0
    assert "localhost, 127.0.0.1" in shown.stdout and re.search(r"days left  (29|30)$", shown.stdout, re.MULTILINE)
    told = json.loads(run("certificate", "show", "server.pem", "--json").stdout)
    ends = openssl("x509", "-in", tmp_path / "server.pem", "-noout", "-enddate", "-dateopt", "iso_8601").stdout
    assert told["not_after"].replace("T", " ") == ends.split("=")[1].strip()


def test_says_what_is_wrong(run, tmp_path):
    for host in ["", "a b", "bus_7", "-bus", "1.2.3", "300.1.1.1", "bus..internal", "http://bus", "*"]:
        result = run("certificate", "create", "--", host)
        assert result.returncode == 2 and f"'{host}' is no host name" in result.stderr
    assert_fault(run("certificate", "show", "nothing.pem"), 65, "nothing.pem")
    (tmp_path / "x.pem").write_text("no certificate")
    assert_fault(run("certificate", "show", "x.pem"), 65, "x.pem")
    assert_fault(run("certificate", "create", "bus", "--directory", "nowhere"), 75, "nowhere")
    assert os.listdir(tmp_path) == ["x.pem"]
