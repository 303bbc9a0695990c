"""Seats and handovers through the server: what guides order, what outlives a kill, and the log."""

import contextlib
import csv
import http.client
import io
import re
import shutil
import sqlite3
import subprocess
import tempfile

import pytest
from bus import PIN, Guide, Server, request, serving
from bus_computer import until
from running import assert_fault

TOKEN = "5f0c" * 16
PLAN = """\
seats: 1
bus: KL-ZR 1907
rows:
  - driver . | door
  - 1A 1B | 1C
blocked: [1C]
"""


@pytest.fixture
def folder(program, tour, tmp_path):
    subprocess.run([program, "build", tour, "--output", "tour.ztour"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([program, "pin", "pins"], input=PIN + "\n", cwd=tmp_path, text=True, check=True)
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "seats.yaml").write_text(PLAN)
    return tmp_path


ARGUMENTS = ["tour.ztour", "--guide-pin-file", "pins", "--headset-token-file", "token", "--state", "state.sqlite", "--seats", "seats.yaml"]


def enrol(server: Server, name: str) -> dict:
    status, _, answer = request(server.port, "POST", "/api/v1/headsets", {"token": TOKEN, "name": name})
    assert status == 201
    return answer


def headsets(guide: Guide) -> dict:
    """Of each number: seat, and whether it is handed out, cleaned and charged."""
    status, _, body = request(guide.port, "GET", "/api/v1/headsets", cookie=guide.cookie)
    assert status == 200
    return {
        headset["number"]: (headset.get("seat"), headset["handed_out"], headset["cleaned"], headset["charged"])
        for headset in body["headsets"]
    }


def log(guide: Guide) -> list[dict]:
    """The table, line by line."""
    connection = http.client.HTTPConnection("127.0.0.1", guide.port, timeout=20)
    connection.request("GET", "/api/v1/guide/handovers", headers={"Cookie": guide.cookie})
    answer = connection.getresponse()
    assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="headsets.csv"'
    text = answer.read().decode()
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text)))


def test_seats_and_log_outlive_a_kill(program, folder):
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        guide = Guide(server.port)
        one, two = enrol(server, "One"), enrol(server, "Two")
        status, _, plan = request(server.port, "GET", "/api/v1/guide/seats", cookie=guide.cookie)
        assert status == 200 and plan["bus"] == "KL-ZR 1907"
        assert [cell["kind"] for cell in plan["rows"][0]] == ["driver", "nothing", "aisle", "door"]
        assert plan["rows"][1][0] == {"kind": "seat", "seat": "1A", "blocked": False}
        assert plan["rows"][1][3]["blocked"]
        for command, body in [
            ("seat", {"headset": one["id"], "seat": "1A"}),
            ("seat", {"headset": two["id"], "seat": "1B"}),
            ("seat", {"headset": one["id"], "seat": "1B"}),
            ("tick", {"headset": one["id"], "cleaned": True, "charged": True}),
            ("hand_out", {"headset": one["id"]}),
        ]:
            assert guide.command(command, **body)[0] == 200, command
        # The same number again is the same order, and carried out once.
        guide.sequence -= 1
        assert guide.command("hand_out", headset=one["id"])[1]["repeated"]
        assert guide.command("seat", headset=one["id"], seat="1C")[0] == 422
        assert guide.command("seat", headset="ffffffffffffffff", seat="1A")[0] == 422
        assert guide.command("seat")[0] == 422
        before, entries = headsets(guide), log(guide)
        assert before == {1: ("1B", True, True, True), 2: ("1A", False, False, False)}
        server.kill()
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        guide = Guide(server.port)
        assert headsets(guide) == before
        assert log(guide) == entries
        # The other console is still signed in.
        assert guide.command("take_over")[0] == guide.command("take_back")[0] == 200
        more = log(guide)
        assert more[:-1] == entries
        assert [entry["what"] for entry in more] == ["seated"] * 4 + ["ticked", "handed_out", "taken_back"]
        assert [entry["entry"] for entry in more] == [str(number) for number in range(1, 8)]
        last = more[-1]
        assert (last["headset"], last["seat"], last["cleaned"], last["charged"], last["by"]) == ("1", "1B", "no", "no", "guide")
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", last["when"])
        # It comes back with an empty memory: number and seat stay.
        assert enrol(server, "One")["number"] == 1
        assert headsets(guide)[1][0] == "1B"


def test_a_seat_that_a_plan_lacks_is_left_for_good(program, folder):
    """Also where nothing else is kept while that plan counts."""
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        one = enrol(server, "One")
        guide = Guide(server.port)
        assert guide.command("seat", headset=one["id"], seat="1B")[0] == 200
    assert "1B" in kept(folder, "fleet")
    (folder / "seats.yaml").write_text(PLAN.replace("1B", "2B"))
    with serving(program, *ARGUMENTS, cwd=folder):
        until(lambda: is_left(folder, "1B"))
    (folder / "seats.yaml").write_text(PLAN)
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        assert headsets(Guide(server.port))[1][0] is None


def is_left(folder, seat: str) -> bool:
    # What is copied while it is written may be half of it.
    with contextlib.suppress(sqlite3.DatabaseError):
        return seat not in kept(folder, "fleet")
    return False


def kept(folder, kind: str) -> str:
    """As it is in the state file, of which a running server keeps everybody out; so a copy is read."""
    with tempfile.TemporaryDirectory() as copy:
        for file in folder.glob("state.sqlite*"):
            shutil.copy(file, copy)
        with contextlib.closing(sqlite3.connect(f"{copy}/state.sqlite")) as database:
            return bytes(database.execute("SELECT json FROM kept WHERE kind = ?", (kind,)).fetchone()[0]).decode()


def test_the_log_goes_on_where_only_seats_are_lost(program, folder):
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        guide = Guide(server.port)
        one = enrol(server, "One")
        assert guide.command("seat_all")[0] == guide.command("hand_out")[0] == 200
        entries = log(guide)
        server.kill()
    database = sqlite3.connect(folder / "state.sqlite")
    with database:
        assert database.execute("UPDATE kept SET json = '{' WHERE kind = 'fleet'").rowcount == 1
    database.close()
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        guide = Guide(server.port)
        assert guide.command("take_over")[0] == guide.command("seat", headset=one["id"], seat="1A")[0] == 200
        more = log(guide)
        assert more[:-1] == entries and len(entries) == 2
        assert (more[-1]["entry"], more[-1]["what"]) == ("3", "seated")


def test_a_log_that_cannot_be_read_is_not_an_empty_one(program, folder):
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        guide = Guide(server.port)
        enrol(server, "One")
        assert guide.command("seat_all")[0] == 200
        server.kill()
    database = sqlite3.connect(folder / "state.sqlite")
    with database:
        database.execute("ALTER TABLE handover RENAME COLUMN id TO entry")
    database.close()
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        status, _, answer = request(server.port, "GET", "/api/v1/guide/handovers", cookie=Guide(server.port).cookie)
        assert status == 503 and "log of headsets" in answer["detail"]


def test_a_removed_headset_is_a_stranger(program, folder):
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        guide = Guide(server.port)
        one, two = enrol(server, "One"), enrol(server, "Two")
        assert guide.command("seat_all")[0] == 200
        assert guide.command("remove", headset=one["id"])[0] == 200
        status, _, _ = request(server.port, "POST", f"/api/v1/headsets/{one['id']}/report", {}, Authorization=f"Bearer {one['token']}")
        assert status == 401
        assert request(server.port, "DELETE", f"/api/v1/headsets/{two['id']}", cookie=guide.cookie)[0] == 204
        assert request(server.port, "DELETE", f"/api/v1/headsets/{two['id']}", cookie=guide.cookie)[0] == 404
        assert headsets(guide) == {}
        assert [entry["what"] for entry in log(guide)] == ["seated", "seated", "removed", "removed"]


def test_only_who_has_the_controls_seats_and_only_guides_read(program, folder):
    with serving(program, *ARGUMENTS, cwd=folder) as server:
        guide, other = Guide(server.port), Guide(server.port)
        one = enrol(server, "One")
        for command, body in [("seat", {"headset": one["id"], "seat": "1A"}), ("hand_out", {}), ("remove", {"headset": one["id"]})]:
            status, answer = other.command(command, **body)
            assert status == 409 and "controls" in answer["detail"]
        status, _, answer = request(server.port, "DELETE", f"/api/v1/headsets/{one['id']}", cookie=other.cookie)
        assert status == 409 and "controls" in answer["detail"]
        assert headsets(guide) == {1: (None, False, False, False)}
        for path in ["/api/v1/guide/seats", "/api/v1/guide/handovers"]:
            for fields in [{}, {"Authorization": f"Bearer {one['token']}"}]:
                assert request(server.port, "GET", path, **fields)[0] == 401
            assert request(server.port, "POST", path, {}, guide.cookie)[0] == 405


def test_without_a_state_file_the_log_lives_as_long_as_the_server(program, folder):
    arguments = [argument for argument in ARGUMENTS if argument not in ("--state", "state.sqlite")]
    with serving(program, *arguments, cwd=folder) as server:
        guide = Guide(server.port)
        enrol(server, "One")
        assert guide.command("seat_all")[0] == 200
        assert [entry["what"] for entry in log(guide)] == ["seated"]


def test_a_wrong_plan_is_not_served(program, folder):
    (folder / "seats.yaml").write_text("seats: 1\nrows:\n  - 1A 1B\n  - 1A =2\n")
    result = subprocess.run([program, "serve", *ARGUMENTS], cwd=folder, capture_output=True, text=True, timeout=60)
    assert_fault(result, 65, "seats.yaml:4: item 2 of `rows` has '=2' in it, which is no cell; write a seat's name")
