"""What was shown on a drive, as the running server tells it: to guides alone, as JSON and as a table, over restarts."""

import csv
import http.client
import io
import json
import sqlite3
import subprocess

import jsonschema
import pytest
from bus import PIN, Events, Guide, Server, request
from running import noise
from sample_tour import TOUR

REPORT = "/api/v1/guide/report"
TOKEN = "5f0c" * 16


@pytest.fixture
def serve(program, tmp_path):
    """Starts a server on the same state, as often as one likes."""
    noise(512, 1).save(tmp_path / "past.png")
    noise(1024, 2).save(tmp_path / "present.jpg", quality=90)
    for language in ["de", "en"]:
        (tmp_path / f"{language}.vtt").write_text("WEBVTT\n")
    (tmp_path / "tour.yaml").write_text(TOUR)
    subprocess.run([program, "build", ".", "--output", "tour.ztour"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([program, "pin", "pins", "--name", "Anna"], input=PIN + "\n", cwd=tmp_path, text=True, check=True)
    (tmp_path / "token").write_text(TOKEN + "\n")
    servers = []

    def serve() -> Server:
        arguments = ["--guide-pin-file", "pins", "--headset-token-file", "token", "--state", "state.sqlite"]
        servers.append(Server(program, "tour.ztour", *arguments, cwd=tmp_path))
        return servers[-1]

    yield serve
    for server in servers:
        if server.process.poll() is None:
            server.end()


def table(port: int, path: str, cookie: str, **fields: str) -> tuple[http.client.HTTPMessage, list[dict]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Cookie": cookie, **fields})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status == 200 and text.endswith("\r\n")
    return answer.headers, list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_report_tells_what_the_guide_has_shown(serve):
    server = serve()
    guide = Guide(server.port)
    assert request(server.port, "GET", REPORT, cookie=guide.cookie)[2]["drives"] == []
    _, _, headset = request(server.port, "POST", "/api/v1/headsets", {"token": TOKEN, "name": "Seat of Berta"})
    own = {"Authorization": f"Bearer {headset['token']}"}
    assert request(server.port, "POST", f"/api/v1/headsets/{headset['id']}/report", {}, **own)[0] == 204
    epochs = {"past", "present"}
    assert guide.command("go_to", place="square", epoch="past")[0] == 200
    Events(server.port, Cookie=guide.cookie).until(lambda state: state.get("scene"))
    assert guide.command("epoch", epoch="present")[0] == 200
    Events(server.port, Cookie=guide.cookie).until(lambda state: (state.get("scene") or {}).get("epoch") == "present")
    guide.command("message", text={"en": "Hello Berta"})
    guide.command("headsets_off", on=True)

    status, fields, report = request(server.port, "GET", REPORT, cookie=guide.cookie)
    assert status == 200 and fields["Cache-Control"] == "no-store"
    _, _, contract = request(server.port, "GET", "/api/v1/openapi.json")
    schema = {"$ref": "#/components/schemas/DriveReport", "components": contract["components"]}
    jsonschema.validate(report, schema)
    [drive] = report["drives"]
    scenes = [entry for entry in drive["entries"] if entry["kind"] == "scene"]
    assert [(entry["place"], entry["epoch"], entry["reason"]) for entry in scenes] == [
        ("square", "past", "guide"),
        ("square", "present", "guide"),
    ]
    assert {entry["epoch"] for entry in scenes} == epochs
    assert not scenes[0]["on"] and scenes[1]["on"] and drive["on"] and drive["headsets"] == 1
    # The second began when the first ended.
    assert abs(scenes[0]["at_s"] + scenes[0]["seconds"] - scenes[1]["at_s"]) <= 0.2
    assert [entry["kind"] for entry in drive["entries"]].count("headsets_off") == 1
    for secret in ["Berta", "Anna", headset["id"], headset["token"]]:
        assert secret not in json.dumps(report)

    for path, asked in [(REPORT + ".csv", {}), (REPORT, {"Accept": "text/csv"})]:
        fields, rows = table(server.port, path, guide.cookie, **asked)
        assert fields["Content-Type"].startswith("text/csv") and "attachment" in fields["Content-Disposition"]
        assert [(row["kind"], row["place"], row["epoch"]) for row in rows if row["kind"] == "scene"] == [
            ("scene", "square", "past"),
            ("scene", "square", "present"),
        ]
        assert {row["drive"] for row in rows} == {"1"} and all(row["began"].startswith("20") for row in rows)


def test_no_field_of_the_table_is_a_formula(serve, tmp_path):
    server = serve()
    guide = Guide(server.port)
    assert guide.command("go_to", place="square", epoch="past")[0] == 200
    Events(server.port, Cookie=guide.cookie).until(lambda state: state.get("scene"))
    assert guide.command("hold")[0] == 200
    server.kill()
    database = sqlite3.connect(tmp_path / "state.sqlite")
    with database:
        [kept] = database.execute("SELECT json FROM kept WHERE kind = 'drives'").fetchone()
        assert b'"square"' in kept and b'"past"' in kept
        kept = kept.replace(b'"square"', b'"=1+1"').replace(b'"past"', b'"a,b"')
        database.execute("UPDATE kept SET json = ? WHERE kind = 'drives'", [kept])
    database.close()
    server = serve()
    _, rows = table(server.port, REPORT + ".csv", guide.cookie)
    assert [(row["place"], row["epoch"], row["on"]) for row in rows] == [("'=1+1", "a,b", "yes")]


def test_a_report_is_for_guides(serve):
    server = serve()
    _, _, headset = request(server.port, "POST", "/api/v1/headsets", {"token": TOKEN})
    for path in [REPORT, REPORT + ".csv"]:
        assert request(server.port, "GET", path)[0] == 401
        assert request(server.port, "GET", path, Authorization=f"Bearer {headset['token']}")[0] == 401
        assert request(server.port, "POST", path, {}, cookie=Guide(server.port).cookie)[0] == 405


def test_a_drive_outlives_a_killed_server_and_ends_at_the_guides_order(serve):
    server = serve()
    guide = Guide(server.port)
    assert guide.command("go_to", place="square", epoch="past")[0] == 200
    Events(server.port, Cookie=guide.cookie).until(lambda state: state.get("scene"))
    # What is told is on the disk some milliseconds later; an order is answered when it is.
    assert guide.command("hold")[0] == 200
    before = request(server.port, "GET", REPORT, cookie=guide.cookie)[2]["drives"][0]
    server.kill()

    server = serve()
    guide.port = server.port
    after = request(server.port, "GET", REPORT, cookie=guide.cookie)[2]["drives"][0]
    assert after["begun_s"] == before["begun_s"] and after["on"]
    assert [entry["place"] for entry in after["entries"]] == ["square"] and after["entries"][0]["on"]
    assert guide.command("new_drive")[0] == 200
    server.kill()

    server = serve()
    [ended] = request(server.port, "GET", REPORT, cookie=guide.cookie)[2]["drives"]
    assert not ended["on"] and ended["begun_s"] == before["begun_s"]
    assert abs(ended["begun_unix_s"] - after["begun_unix_s"]) <= 1
