"""What REDbot says of our HTTP, for each class of address, and sslyze of our TLS."""

import json
import subprocess
from pathlib import Path

import pytest
from running import REPOSITORY

TOOLS = REPOSITORY / ".venv-wire/bin"
NOTES = Path(__file__).with_name("redbot_notes.py")
# What judges call good practice and what merely is so.
FINE = {"good", "info"}


def notes(port: int, *asked: tuple[str, str]) -> list[dict]:
    """Of targets with their methods."""
    assert (TOOLS / "redbot").exists(), "redbot is missing; Tools/setup test installs it"
    questions = [(f"http://127.0.0.1:{port}{target}", method, []) for target, method in asked]
    result = subprocess.run(
        [TOOLS / "python", NOTES], input=json.dumps(questions), capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def content(plain, stage) -> dict[str, dict]:
    """REDbot's notes of what is there."""
    targets = [
        "/", "/headset", "/pages/headset/main.js", "/api/v1/tour", "/api/v1/openapi.json", stage.panorama, stage.tile, stage.medium,
    ]
    return dict(zip(targets, notes(plain.port, *((target, "GET") for target in targets)), strict=True))


def test_redbot_has_nothing_against_what_is_there(content):
    for target, found in content.items():
        assert found["status"] == 200 and not found["fault"], found
        assert [note for note in found["notes"] if note[0] not in FINE] == [], target


def test_redbot_sees_conditions_ranges_and_compression(content, stage):
    for target, found in content.items():
        assert found["conditions"] and found["ranges"], target
        # Pictures are compressed already; media may be.
        assert found["gzip"] == (target not in (stage.tile, stage.medium)), target


def test_redbot_sees_how_long_each_may_be_kept(content, stage):
    for target, found in content.items():
        names = {name for _, name, _ in found["notes"]}
        is_for_good = target in (stage.tile, stage.medium)
        assert ("FRESHNESS_NO_CACHE" in names) != is_for_good, (target, names)
        assert ("FRESHNESS_FRESH" in names) == is_for_good, (target, names)


def test_redbot_has_nothing_against_our_errors(plain, stage):
    asked = [
        ("/nothing", "GET", 404), (stage.tile.replace("/0/f/", "/9/f/"), "GET", 404), ("/api/v1/guide/session", "GET", 401),
        ("/api/v1/clock", "GET", 405), ("/headset", "PUT", 405), ("/%00", "GET", 400), ("/" + "a" * 2000, "GET", 414),
        ("/nothing", "HEAD", 404), ("/headset", "HEAD", 200),
    ]
    for found, (target, method, status) in zip(notes(plain.port, *((t, m) for t, m, _ in asked)), asked, strict=True):
        assert found["status"] == status and not found["fault"], (target, method, found)
        # That a status is an error is what was asked for.
        wrong = [note for note in found["notes"] if note[0] not in FINE and not note[1].startswith("STATUS_")]
        assert wrong == [], (target, method)


@pytest.fixture(scope="module")
def scan(secure, stage) -> dict:
    """sslyze's findings."""
    tool = TOOLS / "sslyze"
    assert tool.exists(), "sslyze is missing; Tools/setup test installs it"
    checks = [
        "sslv2", "sslv3", "tlsv1", "tlsv1_1", "tlsv1_2", "tlsv1_3", "compression", "reneg", "heartbleed", "openssl_ccs", "robot",
        "fallback", "early_data", "elliptic_curves", "ems", "certinfo", "certinfo_ca_file=" + str(stage.folder / "authority.pem"),
    ]
    command = [tool, *(f"--{check}" for check in checks), f"--json_out={stage.folder / 'scan.json'}", f"127.0.0.1:{secure.port}"]
    result = subprocess.run(command, cwd=stage.folder, capture_output=True, text=True, timeout=60)
    found = json.loads((stage.folder / "scan.json").read_text())["server_scan_results"][0]
    assert found["scan_status"] == "COMPLETED", result.stderr[-2000:]
    done = {name: part for name, part in found["scan_result"].items() if part["status"] != "NOT_SCHEDULED"}
    assert all(part["status"] == "COMPLETED" for part in done.values()), done
    return {name: part["result"] for name, part in done.items()}


def suites(scan: dict, version: str) -> set[str]:
    return {accepted["cipher_suite"]["name"] for accepted in scan[f"{version}_cipher_suites"]["accepted_cipher_suites"]}


def test_sslyze_finds_only_tls_12_and_13_with_strong_ciphers(scan):
    for old in ["ssl_2_0", "ssl_3_0", "tls_1_0", "tls_1_1"]:
        assert suites(scan, old) == set() and not scan[f"{old}_cipher_suites"]["is_tls_version_supported"]
    assert suites(scan, "tls_1_2") == {
        f"TLS_ECDHE_ECDSA_WITH_{cipher}" for cipher in ["AES_128_GCM_SHA256", "AES_256_GCM_SHA384", "CHACHA20_POLY1305_SHA256"]
    }
    assert suites(scan, "tls_1_3") == {
        f"TLS_{cipher}" for cipher in ["AES_128_GCM_SHA256", "AES_256_GCM_SHA384", "CHACHA20_POLY1305_SHA256"]
    }
    curves = {curve["name"] for curve in scan["elliptic_curves"]["supported_curves"]}
    assert curves == {"X25519", "secp256r1", "secp384r1"}


def test_sslyze_finds_no_known_weakness(scan):
    assert not scan["tls_compression"]["supports_compression"]
    assert not scan["tls_1_3_early_data"]["supports_early_data"]
    assert not scan["heartbleed"]["is_vulnerable_to_heartbleed"]
    assert not scan["openssl_ccs_injection"]["is_vulnerable_to_ccs_injection"]
    assert scan["robot"]["robot_result"] == "NOT_VULNERABLE_RSA_NOT_SUPPORTED"
    assert scan["tls_fallback_scsv"]["supports_fallback_scsv"]
    assert scan["tls_extended_master_secret"]["supports_ems_extension"]
    renegotiation = scan["session_renegotiation"]
    assert renegotiation["client_renegotiations_success_count"] == 0
    assert not renegotiation["is_vulnerable_to_client_renegotiation_dos"]


def test_sslyze_trusts_our_certificate_by_our_authority_alone(scan):
    for deployment in scan["certificate_info"]["certificate_deployments"]:
        trusted = {path["trust_store"]["name"]: path["was_validation_successful"] for path in deployment["path_validation_results"]}
        assert trusted.pop("Supplied CA file") and not any(trusted.values())
        assert deployment["received_chain_has_valid_order"]
