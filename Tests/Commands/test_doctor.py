"""`zeitreise doctor` before departure: every fault that a machine can have, and what is to be done."""

import json
import subprocess


def examine(run, *arguments):
    result = run("doctor", *arguments, "--json")
    report = json.loads(result.stdout)
    assert result.returncode == (0 if report["may_leave"] else 1), result.stderr
    return {check["subject"]: check for check in report["checks"]}


def built(run, tour):
    assert run("build", tour, "--output", "tour.ztour").returncode == 0


def test_a_good_bundle_may_leave_though_http_is_told(run, tour, tmp_path):
    built(run, tour)
    checks = examine(run, "tour.ztour", "--state", tmp_path / "state.sqlite")
    assert checks["bundle"]["level"] == "good" and "whole" in checks["bundle"]["fact"]
    assert checks["certificate"]["level"] == "warning" and "HTTP" in checks["certificate"]["fact"]
    assert checks["disk"]["level"] == "good" and checks["clock"]["level"] == "good"


def test_damage_keeps_the_bus(run, tour, tmp_path):
    built(run, tour)
    path = tmp_path / "tour.ztour"
    bytes_ = bytearray(path.read_bytes())
    middle = bytes_.index(b"\xff\xd8\xff", len(bytes_) // 2) + 200
    bytes_[middle] ^= 0x10
    path.write_bytes(bytes_)
    checks = examine(run, "tour.ztour")
    assert checks["bundle"]["level"] == "fault" and "copy or build" in checks["bundle"]["advice"]


def test_a_certificate_is_read_and_its_end_seen(run, tour):
    built(run, tour)
    assert run("certificate", "create", "bus.example").returncode == 0
    checks = examine(run, "tour.ztour", "--certificate", "server.pem", "--key", "server.key")
    assert checks["certificate"]["level"] == "good" and "bus.example" in checks["certificate"]["fact"]
    checks = examine(run, "tour.ztour", "--certificate", "server.key")
    assert checks["certificate"]["level"] == "fault"


def test_a_dead_server_and_a_dead_receiver_are_faults(run, tour):
    built(run, tour)
    checks = examine(run, "tour.ztour", "--admin", "127.0.0.1:1")
    assert checks["server"]["level"] == "fault" and "start it" in checks["server"]["advice"]


def test_people_get_a_line_each_and_a_verdict(run, tour):
    built(run, tour)
    result: subprocess.CompletedProcess = run("doctor", "tour.ztour")
    lines = result.stdout.splitlines()
    assert result.returncode == 0 and lines[-1] == "ready to leave"
    assert any(line.startswith("ok") and "bundle" in line for line in lines)
    result = run("doctor", "nothing.ztour")
    assert result.returncode == 1 and "FAULT" in result.stdout and result.stdout.splitlines()[-1] == "not ready to leave"
