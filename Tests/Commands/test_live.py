"""`zeitreise serve` with a drive: live state, guides, headsets, restarts. The real program over real sockets."""

import os
import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bus
import drives
import pytest
from bus import PIN, Events, Guide, cookie_of, request, serving
from running import REPOSITORY, noise
from sample_tour import TOUR

ROUTE = REPOSITORY / "Tests/old-town/route.geojson"


@pytest.fixture(scope="module")
def house(program, tmp_path_factory) -> Path:
    """A folder with a bundle whose places lie on the demo's route, guides, tokens and a drive."""
    folder = tmp_path_factory.mktemp("house")
    noise(512, 1).save(folder / "past.png")
    noise(1024, 2).save(folder / "present.jpg", quality=90)
    for language in ["de", "en"]:
        (folder / f"{language}.vtt").write_text("WEBVTT\n")
    shutil.copy(ROUTE, folder / "route.geojson")
    points = drives.points(ROUTE)
    first, second = (
        TOUR[TOUR.index("  - id:") :]
        .replace("square", name)
        .replace("location: {latitude_deg: 49.44, longitude_deg: 7.77}", location)
        for name, location in [
            (name, f"location: {{latitude_deg: {north}, longitude_deg: {east}}}\n"
             "    trigger: {lead_m: 20, exit_m: 20}\n    comfort: any")
            for name, (east, north) in [("square", points[len(points) // 4]), ("hall", points[len(points) // 2])]
        ]
    )
    (folder / "tour.yaml").write_text(TOUR[: TOUR.index("places:")] + "route: route.geojson\nplaces:\n" + first + second)
    result = subprocess.run([program, "build", ".", "--output", "tour.ztour"], cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    (folder / "drive.nmea").write_text(drives.nmea(speed=5))
    (folder / "token").write_text("5f0c" * 16 + "\n")
    for name, pin in [("Anna", PIN), ("Ben", "krokus-1277")]:
        subprocess.run([program, "pin", "pins", "--name", name], input=pin + "\n", cwd=folder, text=True, check=True)
    return folder


@pytest.fixture
def serve(program, house, tmp_path):
    """Starts a server on the folder's bundle; several may run one after the other."""
    servers = []

    def serve(*arguments, port: int = 0) -> bus.Server:
        server = bus.Server(program, "tour.ztour", *arguments, port=port, cwd=house)
        servers.append(server)
        return server

    yield serve
    for server in servers:
        if server.process.poll() is None:
            server.end(signal.SIGKILL)


GUIDED = ["--guide-pin-file", "pins", "--headset-token-file", "token"]


def test_a_replayed_drive_shows_its_places(serve):
    server = serve("--gps", "replay:drive.nmea@40")
    events = Events(server.port)
    shown, tracked = [], []
    for state in events.states():
        assert state["live"]
        scene = state.get("scene")
        if scene and scene["place"] not in shown:
            shown.append(scene["place"])
            assert scene["start_s"] > state["server_time_s"], "a start lies in the future"
        if state["position"]["state"] == "tracked":
            tracked.append((state["heading_deg"], state["position"]["bends"]))
            assert state["server_time_s"] - 1 < state["fix_time_s"] <= state["server_time_s"]
        if (state.get("source") or {}).get("state") == "ended":
            break
    assert shown == ["square", "hall"]
    # The drive is along the route: what the route's headings say of here is where the bus heads, corners apart.
    off = [abs((bends["headings_deg"][15] - heading + 180) % 360 - 180) for heading, bends in tracked]
    assert all(bends["from_m"] + 15 * bends["step_m"] == 0 and len(bends["headings_deg"]) == 41 for _, bends in tracked)
    assert len(off) >= 5 and sorted(off)[len(off) // 2] < 3
    assert server.end() == 0


def test_a_drive_from_a_real_gpsd(serve, house):
    port = drives.free_port()
    # It begins to send when somebody listens.
    with drives.gpsd(house / "drive.nmea", port):
        server = serve("--gps", f"gpsd://127.0.0.1:{port}")
        events = Events(server.port)
        for place in ["square", "hall"]:
            events.until(lambda state, place=place: (state.get("scene") or {}).get("place") == place)
    events.until(lambda state: state["source"]["state"] == "stopped")


def test_without_a_drive_and_guides_all_is_open_and_nothing_live(serve):
    server = serve()
    state = next(Events(server.port).states())
    assert not state["live"] and state["position"] == {"state": "none", "route_m": state["position"]["route_m"]}
    assert request(server.port, "GET", "/api/v1/tour")[0] == 200
    assert request(server.port, "POST", "/api/v1/guide/session", {"pin": PIN})[0] == 403


def test_a_guide_leads_and_all_clients_hear(serve):
    server = serve(*GUIDED, "--open-tour")
    clients = [Events(server.port) for _ in range(8)]
    guide = Guide(server.port)
    assert guide.session["guide"] == "Anna" and guide.session["controls"]
    assert guide.command("go_to", place="hall", epoch="present")[0] == 200
    for events in clients:
        state = events.until(lambda state: state.get("scene"))
        assert (state["scene"]["place"], state["scene"]["epoch"], state["held"]) == ("hall", "present", True)
    for command, body, key, value in [
        ("volume", {"volume": 0.5}, "volume", 0.5),
        ("language", {"language": "de"}, "language", "de"),
        ("headsets_off", {"on": True}, "headsets_off", True),
        ("point_at", {"heading_deg": 90, "pitch_deg": 5}, "point_at", {"heading_deg": 90, "pitch_deg": 5}),
        ("yaw_frame", {"yaw_frame": "vehicle"}, "yaw_frame", "vehicle"),
        ("resume", {}, "held", False),
        ("recentre", {}, "recentres", 1),
    ]:
        status, answer = guide.command(command, **body)
        assert status == 200, answer
        state = clients[0].until(lambda state, least=answer["revision"]: state["revision"] >= least)
        assert state[key] == value
    guide.command("message", text={"en": "Look left", "de": "Links"}, seconds=30)
    state = clients[1].until(lambda state: state["messages"])
    assert state["messages"][0]["text"]["en"] == "Look left"


def test_orders_are_numbered(serve):
    server = serve(*GUIDED)
    guide = Guide(server.port)
    order = {"sequence": 5, "command": "next"}
    post = lambda body: request(server.port, "POST", "/api/v1/guide/commands", body, guide.cookie)  # noqa: E731
    status, _, first = post(order)
    assert status == 200 and not first["repeated"]
    status, _, again = post(order)
    assert status == 200 and again["repeated"], "the same order twice is one order"
    assert post({"sequence": 4, "command": "back"})[0] == 409
    for _ in range(2):
        assert post({"sequence": 6, "command": "back"})[0] == 422, "before the first place there is none, and none is done"
    status, _, other = post({"sequence": 6, "command": "pause"})
    assert status == 200 and not other["repeated"], "a number whose order was refused is free"
    for body in [{"sequence": 7}, {"sequence": "7", "command": "next"}, {"command": "next"}, [], 7, {}]:
        assert post(body)[0] == 400, body
    for body in [{"sequence": 7, "command": "volume"}, {"sequence": 0, "command": "next"}]:
        assert post(body)[0] == 422, body


def test_one_has_the_controls_until_another_takes_over(serve):
    server = serve(*GUIDED)
    anna, ben = Guide(server.port), Guide(server.port, "krokus-1277")
    assert not ben.session["controls"]
    heard = {guide: (data for kind, data in Events(server.port, Cookie=guide.cookie) if kind == "session") for guide in [anna, ben]}
    assert next(heard[anna]) == {"guide": "Anna", "controls": True, "controller": "Anna"}
    assert next(heard[ben]) == {"guide": "Ben", "controls": False, "controller": "Anna"}
    assert ben.command("next")[0] == 409
    assert ben.command("take_over")[0] == 200
    assert next(heard[anna]) == {"guide": "Anna", "controls": False, "controller": "Ben"}
    assert next(heard[ben]) == {"guide": "Ben", "controls": True, "controller": "Ben"}
    assert ben.command("next")[0] == 200
    assert anna.command("next")[0] == 409
    assert request(server.port, "DELETE", "/api/v1/guide/sessions", cookie=ben.cookie)[0] == 204
    for guide in [anna, ben]:
        assert request(server.port, "GET", "/api/v1/guide/session", cookie=guide.cookie)[0] == 401
        assert guide.command("next")[0] == 401


def test_wrong_pins_cost_time_and_the_signed_in_go_on(serve):
    server = serve(*GUIDED)
    guide = Guide(server.port)
    answers = [request(server.port, "POST", "/api/v1/guide/session", {"pin": f"wrong-{i}"}) for i in range(8)]
    statuses = [status for status, _, _ in answers]
    assert statuses[:4] == [401] * 4 and 429 in statuses, statuses
    limited = next(fields for status, fields, _ in answers if status == 429)
    assert 1 <= int(limited["Retry-After"]) <= 60
    assert guide.command("next")[0] == 200


def test_headsets_with_a_token_and_with_a_code(serve):
    server = serve(*GUIDED)
    assert Events(server.port).status == 401
    assert request(server.port, "GET", "/api/v1/tour")[0] == 401
    wrong = request(server.port, "POST", "/api/v1/headsets", {"token": "0" * 64})
    assert wrong[0] == 403
    status, fields, first = request(server.port, "POST", "/api/v1/headsets", {"token": "5f0c" * 16, "name": "Seat 1"})
    assert status == 201 and first["number"] == 1
    cookie = cookie_of(fields)
    assert request(server.port, "GET", "/api/v1/tour", cookie=cookie)[0] == 200
    assert request(server.port, "GET", "/api/v1/tour", Authorization=f"Bearer {first['token']}")[0] == 200

    status, _, applied = request(server.port, "POST", "/api/v1/headsets", {})
    assert status == 202 and len(applied["code"]) == 9 and "token" not in applied
    claim = {"claim": applied["claim"]}
    assert request(server.port, "POST", f"/api/v1/headsets/{applied['id']}/claim", claim)[0] == 202
    guide = Guide(server.port)
    assert guide.command("approve", code="BBBB-BBBB")[0] == 404
    assert guide.command("approve", code=applied["code"])[0] == 200
    status, fields, second = request(server.port, "POST", f"/api/v1/headsets/{applied['id']}/claim", claim)
    assert status == 201 and second["number"] == 2
    assert request(server.port, "POST", f"/api/v1/headsets/{applied['id']}/claim", claim)[0] == 404

    report = {"battery": 0.5, "worn": True, "scene": {"place": "square", "epoch": "past"}, "frame_rate_hz": 72, "charging": False,
              "cached": 1, "revision": 7, "clock_offset_ms": -3.5, "clock_error_ms": 0.25, "language": "de"}
    assert request(server.port, "POST", f"/api/v1/headsets/{first['id']}/report", report, cookie)[0] == 204
    assert request(server.port, "POST", f"/api/v1/headsets/{second['id']}/report", report, cookie)[0] == 403
    assert request(server.port, "POST", f"/api/v1/headsets/{first['id']}/report", report)[0] == 401
    for wrong in [{"battery": 2}, {"revision": -1}, {"revision": 1 << 53}]:
        assert request(server.port, "POST", f"/api/v1/headsets/{first['id']}/report", wrong, cookie)[0] == 422, wrong

    _, _, listed = request(server.port, "GET", "/api/v1/headsets", cookie=guide.cookie)
    assert [(headset["number"], headset["report"]) for headset in listed["headsets"]] == [(1, report), (2, {})]
    assert request(server.port, "GET", "/api/v1/headsets", cookie=cookie)[0] == 401
    events = Events(server.port, Cookie=cookie)
    next(events.states())
    assert request(server.port, "DELETE", f"/api/v1/headsets/{first['id']}", cookie=guide.cookie)[0] == 204
    for _ in events:
        pass
    assert request(server.port, "GET", "/api/v1/tour", cookie=cookie)[0] == 401


def test_a_scene_waits_for_headsets_that_hold_it(serve):
    server = serve(*GUIDED)
    headsets = [request(server.port, "POST", "/api/v1/headsets", {"token": "5f0c" * 16})[2] for _ in range(3)]
    guide = Guide(server.port)
    _, _, tour = request(server.port, "GET", "/api/v1/tour", cookie=guide.cookie)
    digest = tour["places"][0]["epochs"][0]["panorama"]

    def report(headset: dict, holds: list[str]) -> None:
        path, token = f"/api/v1/headsets/{headset['id']}/report", f"Bearer {headset['token']}"
        assert request(server.port, "POST", path, {"holds": holds}, Authorization=token)[0] == 204

    for headset in headsets:
        report(headset, [])
    events = Events(server.port, Authorization=f"Bearer {headsets[0]['token']}")
    guide.command("go_to", place="square")
    waiting = events.until(lambda state: state.get("awaited"))
    assert (waiting["awaited"]["holding"], waiting["awaited"]["quorum"]) == (0, 3)
    assert waiting["prefetch"][0] == {"place": "square", "epoch": "past"}
    for headset in headsets:
        report(headset, [digest])
    state = events.until(lambda state: state.get("scene"))
    assert 0 < state["scene"]["start_s"] - state["server_time_s"] <= 0.51
    # The last epoch is held by nobody: it starts all the same, after the stated time.
    guide.command("epoch", epoch="present")
    waiting = events.until(lambda state: state.get("awaited"))
    state = events.until(lambda state: (state.get("scene") or {}).get("epoch") == "present")
    assert abs(state["server_time_s"] - waiting["awaited"]["until_s"]) < 0.5


def test_the_clock_is_exchanged(serve):
    server = serve()
    status, _, answer = request(server.port, "POST", "/api/v1/clock", {"client_send_s": 12.5})
    assert status == 200 and answer["client_send_s"] == 12.5
    assert answer["server_receive_s"] <= answer["server_send_s"] < answer["server_receive_s"] + 1
    assert answer["boot"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:80"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_other_sites_get_nowhere(serve, fields, status):
    server = serve(*GUIDED)
    guide = Guide(server.port)
    body = {"sequence": 1, "command": "next"}
    got, answered, _ = request(server.port, "POST", "/api/v1/guide/commands", body, guide.cookie, **fields)
    assert got == status
    assert answered["Content-Security-Policy"].startswith("default-src 'none'")
    assert answered["X-Content-Type-Options"] == "nosniff"
    assert answered["Referrer-Policy"] == "no-referrer"
    own = {"Origin": f"http://127.0.0.1:{server.port}", "Sec_Fetch_Site": "same-origin"}
    assert request(server.port, "POST", "/api/v1/guide/commands", body, guide.cookie, **own)[0] == 200


def test_hosts_are_those_of_the_command_line(serve):
    server = serve("--host", "bus7.example")
    for host, status in [("bus7.example", 200), ("BUS7.example:8443", 200), ("localhost", 200), ("bus8.example", 421)]:
        assert request(server.port, "GET", "/headset", Host=host)[0] == status, host
        assert request(server.port, "GET", "/api/v1/tour", Host=host)[0] == status, host


def test_bodies_have_a_limit(serve):
    server = serve(*GUIDED)
    assert request(server.port, "POST", "/api/v1/clock", b"[" * 70_000)[0] == 413
    assert request(server.port, "POST", "/api/v1/clock", b"[" * 60_000)[0] == 400
    for path, method in [("/api/v1/events", "POST"), ("/api/v1/clock", "GET"), ("/api/v1/guide/commands", "PUT")]:
        status, fields, _ = request(server.port, method, path)
        assert status == 405 and fields["Allow"]


def test_the_log_holds_no_secret_and_nobody(serve):
    server = serve(*GUIDED, "--gps", "replay:drive.nmea@100", "--state", "log.sqlite")
    status, fields, headset = request(
        server.port, "POST", "/api/v1/headsets?secret=query", {"token": "5f0c" * 16}, User_Agent="curious/1.0"
    )
    assert status == 201
    guide = Guide(server.port)
    request(server.port, "POST", "/api/v1/guide/session", {"pin": "wrong-pin"})
    guide.command("next")
    state = next(Events(server.port, Cookie=cookie_of(fields)).states())
    assert state
    assert server.end() == 0
    log = "".join(server.log)
    assert "positions" in log
    for secret in [PIN, "wrong-pin", "5f0c" * 4, headset["token"], guide.cookie.split("=")[1], "127.0.0.1", "curious",
                   "query", headset["id"]]:
        assert secret not in log, secret
    kept = (server.folder / "log.sqlite").read_bytes()
    assert headset["token"].encode() not in kept and guide.cookie.split("=")[1].encode() not in kept


def test_a_killed_server_stands_where_it_stood(serve, tmp_path):
    state_file = tmp_path / "state.sqlite"
    server = serve(*GUIDED, "--state", state_file)
    status, fields, headset = request(server.port, "POST", "/api/v1/headsets", {"token": "5f0c" * 16})
    cookie, guide = cookie_of(fields), Guide(server.port)
    guide.command("go_to", place="hall", epoch="present")
    guide.command("language", language="de")
    guide.command("volume", volume=0.25)
    before = Events(server.port, Cookie=cookie).until(lambda state: state["volume"] == 0.25)
    server.kill()

    again = serve(*GUIDED, "--state", state_file, port=server.port)
    after = next(Events(again.port, Cookie=cookie).states())
    assert after["scene"] == before["scene"]
    assert (after["held"], after["language"], after["volume"]) == (True, "de", 0.25)
    assert after["revision"] > before["revision"] and after["faults"] == []
    assert guide.command("resume")[0] == 200, "the guide is still signed in, and the numbers go on"
    assert request(again.port, "GET", "/api/v1/headsets", cookie=guide.cookie)[2]["headsets"][0]["id"] == headset["id"]


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\xff" * 5000, b"not a database at all" * 500])
def test_a_damaged_state_is_put_aside(serve, tmp_path, content):
    path = tmp_path / "state.sqlite"
    path.write_bytes(content)
    server = serve(*GUIDED, "--state", path)
    guide = Guide(server.port)
    assert guide.command("next")[0] == 200
    assert (tmp_path / "state.sqlite.damaged").read_bytes() == content
    assert server.end() == 0
    assert "damaged" in "".join(server.log)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk_is_said_and_the_tour_goes_on(serve, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=True)
    try:
        server = serve(*GUIDED, "--state", disk / "state.sqlite", "--open-tour")
        guide = Guide(server.port)
        with open(disk / "filler", "wb", buffering=0) as filler:
            try:
                while filler.write(b"x" * 4096):
                    pass
            except OSError:
                pass
        events = Events(server.port)
        status, _ = guide.command("message", text={"en": "x" * 400}, seconds=500)
        for _ in range(200):
            if guide.command("epoch" if _ % 2 else "next", epoch="present")[0] not in (200, 422):
                raise AssertionError("the tour does not go on")
            if "state_not_saved" in next(Events(server.port).states())["faults"]:
                break
        state = next(Events(server.port).states())
        assert "state_not_saved" in state["faults"]
        (disk / "filler").unlink()
        assert guide.command("resume")[0] == 200
        events.until(lambda state: state["faults"] == [])
        assert server.end() == 0
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--gps", "carrier-pigeon"], 2, "--gps"),
        (["--gps", "replay:missing.nmea"], 65, "missing.nmea"),
        (["--guide-pin-file", "missing"], 65, "missing"),
        (["--guide-pin-file", "token"], 65, "zeitreise pin"),
        (["--headset-token-file", "pins"], 65, "openssl"),
    ],
)
def test_wrong_options_are_said(program, house, arguments, status, words):
    result = subprocess.run(
        [program, "serve", "tour.ztour", *arguments], cwd=house, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == status and words in result.stderr


@pytest.mark.parametrize("pin", ["", "12345", "x" * 200])
def test_unfit_pins_are_refused(program, tmp_path, pin):
    result = subprocess.run(
        [program, "pin", "pins"], input=pin + "\n", cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 2 and not (tmp_path / "pins").exists()


def test_a_server_with_open_streams_stops_in_time(serve):
    server = serve(*GUIDED, "--open-tour", "--gps", "replay:drive.nmea")
    streams = [Events(server.port) for _ in range(20)]
    for stream in streams:
        next(stream.states())
    begun = time.monotonic()
    assert server.end() == 0
    assert time.monotonic() - begun < 5
    for stream in streams:
        assert all(kind in ("state", "ping") for kind, _ in stream), "the stream ends"


def test_many_clients_leave_nothing_behind(serve):
    server = serve("--open-tour", *GUIDED)
    descriptors = lambda: len(os.listdir(f"/proc/{server.process.pid}/fd"))  # noqa: E731
    next(Events(server.port).states())
    before = descriptors()
    with ThreadPoolExecutor(16) as pool:
        streams = list(pool.map(lambda _: Events(server.port), range(60)))
    for stream in streams:
        stream.close()
    # A ping a second finds the streams closed.
    bus.within(20, lambda: True if descriptors() <= before + 2 else None)
    assert server.end() == 0
