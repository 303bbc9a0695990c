"""What a ride leaves behind: no token, PIN, address, user agent or query in the server's log, and no token in the browser."""

import shutil
import sqlite3
import ssl
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

import told_tour
from headset_page import HeadsetPage
from truth import Gaze

sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import bus  # noqa: E402

TOKEN = "5f0e" * 16
WRONG_TOKEN = "beef" * 16
WRONG_PIN = "narzisse-1276"
AGENT = "Hochsitz/4711 (Kiosk)"
VISITOR = "4712-besuch"
GAZE = Gaze(75, 10)
# Everything that a browser sends or is known by. Parts, for a log may shorten.
SECRETS = [TOKEN[:12], WRONG_TOKEN[:12], bus.PIN, WRONG_PIN, "127.0.0.1", "localhost", "Hochsitz", "4711", VISITOR, "lang=en"]


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kiosk")
    document = told_tour.write(folder)
    for command in (["build", str(document), "--output", "built.ztour"], ["certificate", "create", "127.0.0.1"]):
        subprocess.run([program, *command], cwd=folder, check=True, capture_output=True, timeout=120)
    subprocess.run([program, "pin", "pins"], input=bus.PIN + "\n", cwd=folder, text=True, check=True)
    (folder / "token").write_text(TOKEN + "\n")
    return folder


@pytest.fixture(params=["https"])
def server(program, folder, tmp_path, request):
    """Of its receiver there is no trace, and one of its tiles is rotten."""
    shutil.copy(folder / "built.ztour", folder / "tour.ztour")
    with closing(sqlite3.connect(folder / "tour.ztour")) as database:
        [(blob,)] = database.execute("SELECT blob FROM tile WHERE level = 1 AND face = 0 LIMIT 1").fetchall()
        database.execute("UPDATE blob SET bytes = zeroblob(length(bytes)) WHERE id = ?", (blob,))
        database.commit()
    access = ["--guide-pin-file", "pins", "--headset-token-file", "token", "--state", tmp_path / "state.sqlite"]
    secure = ["--certificate", "server.pem", "--key", "server.key"] if request.param == "https" else []
    with bus.serving(program, "tour.ztour", *access, *secure, "--gps", "nmea:receiver", cwd=folder) as server:
        server.scheme = request.param
        server.tls = trusting() if secure else None
        yield server


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@pytest.fixture
def kiosk(browser, server):
    """A headset's browser as it is set up at the depot, and the requests that it makes."""
    context = browser.new_context(ignore_https_errors=True, user_agent=AGENT, viewport={"width": 480, "height": 300})
    page = HeadsetPage(context.new_page(), f"{server.scheme}://127.0.0.1:{server.port}", [])
    page.requests = []
    context.on("request", lambda request: page.requests.append(request))
    yield page
    context.close()


def ride(headset: HeadsetPage, server: bus.Server) -> None:
    """A whole drive, with everything that goes wrong on one."""
    def ask(method, path, body=None, **fields):
        return bus.request(server.port, method, path, body, context=server.tls, **{"User_Agent": AGENT, **fields})

    assert ask("POST", "/api/v1/guide/session", {"pin": WRONG_PIN})[0] in (401, 403, 429)
    headset.go(GAZE, query=f"?token={WRONG_TOKEN}&visitor={VISITOR}&lang=en")
    headset.page.wait_for_selector("#notice-title:has-text('-')")  # a code for the guide
    headset.page.evaluate("localStorage.clear()")
    headset.go(GAZE, query=f"?token={TOKEN}&visitor={VISITOR}&lang=en")
    headset.await_state(state="ready", scene="square/past")
    headset.page.reload()
    headset.await_state(state="ready", scene="square/past")
    guide = bus.within(20, lambda: signed_in(server))
    for command, body in [
        ("go_to", {"place": "square", "epoch": "present"}),
        ("message", {"text": {"en": "The bus stops"}}),
        ("language", {"language": "de"}),
        ("volume", {"volume": 0.5}),
        ("go_to", {"place": "nowhere", "epoch": VISITOR}),
    ]:
        status, answer = guide.command(command, **body)
        assert status == (200 if VISITOR not in body.values() else 422), answer
    headset.await_state(scene="square/present", volume="0.5")
    expect(headset.root).to_have_attribute("lang", "de")
    for method, path, body in [
        ("GET", f"/nothing/{VISITOR}?token={TOKEN}", None),
        ("GET", f"/tiles/{TOKEN}/0/f/0/0.jpg?visitor={VISITOR}", None),
        ("GET", f"/api/v1/tour?token={TOKEN}", None),
        ("POST", "/api/v1/headsets", {"token": WRONG_TOKEN}),
        ("POST", "/api/v1/headsets", f'{{"token": "{TOKEN}"'.encode()),
        ("DELETE", f"/headset?visitor={VISITOR}", None),
    ]:
        assert 400 <= ask(method, path, body)[0] < 500
    assert ask("POST", "/api/v1/guide/session", {"pin": bus.PIN}, Origin="https://evil.example")[0] == 403
    if server.scheme == "http":  # the browser keeps nothing of a server whose certificate it does not trust
        headset.await_state(offline="ready")
    headset.page.goto(f"{headset.address}/")
    headset.page.go_back()
    headset.await_state(state="ready")


def signed_in(server: bus.Server) -> bus.Guide | None:
    """As soon as the server forgives the wrong PIN."""
    with suppress(AssertionError):
        return bus.Guide(server.port, context=server.tls)
    return None


def test_a_ride_leaves_nothing_of_its_passengers_in_the_log(kiosk, server):
    ride(kiosk, server)
    server.end()
    log = "".join(server.log)
    assert "receiver" in log or "positions" in log, "what the operator has to know stands there"
    for secret in SECRETS:
        assert secret not in log, log


@pytest.mark.parametrize("server", ["http"], indirect=True)
def test_a_token_stays_nowhere_in_the_browser(kiosk, server):
    ride(kiosk, server)
    page = kiosk.page
    assert "token" not in page.url
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    assert len(history) >= 2 and TOKEN not in str([entry["url"] for entry in history])
    kept = page.evaluate(
        """async () => {
            const names = await caches.keys();
            const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            return JSON.stringify([names, requests.flat().map(({ url }) => url), localStorage, sessionStorage, document.cookie]);
        }"""
    )
    assert "/headset" in kept and TOKEN not in kept and "token" not in kept
    # It goes up in the address of the page once for each time that it is opened with it, then in a body, and never as a referrer.
    told = [request for request in kiosk.requests if TOKEN in request.url]
    assert all(request.is_navigation_request() for request in told), [request.url for request in told]
    assert len(kiosk.requests) > 50
    assert not any(request.headers.get("referer") for request in kiosk.requests)
