"""The guide's console: one tablet leads real headset pages through restarts, losses and a second tablet."""

import re
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

import console_tour
from console_page import ConsolePage, tablets
from on_a_bus import TOKEN, bus, furnish, starting

# Of another guide.
SECOND_PIN = "krokus-1277"


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("console")
    return furnish(program, folder, console_tour.write(folder), guides={"Anna": bus.PIN, "Ben": SECOND_PIN})


@pytest.fixture
def serve_bus(program, folder):
    with starting(program, folder) as serve:
        yield serve


@pytest.fixture
def consoles(browser):
    """Gives a function that opens consoles, each a tablet of its own; none may have logged an error in the end."""
    with tablets(browser) as opened:
        yield opened


@contextmanager
def silenced(server: bus.Server):
    """The server says nothing, and no connection ends."""
    server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.process.send_signal(signal.SIGCONT)


def test_wrong_pins_cost_time_that_is_shown(serve_bus, consoles, output):
    server = serve_bus()
    console = consoles(server)
    note = console.page.locator("#sign-in-note")
    pin, button = console.page.get_by_label("Your PIN"), console.page.get_by_role("button", name="Sign in")
    pin.fill("nonsense")
    button.click()
    expect(note).to_have_text("This PIN is not right.")

    def wrong() -> bool | None:
        return True if bus.request(server.port, "POST", "/api/v1/guide/session", {"pin": "nonsense"})[0] == 401 else None

    # The sixth of this device costs four seconds.
    for _ in range(5):
        bus.within(20, wrong)
    pin.fill(bus.PIN)
    button.click()
    expect(note).to_have_text(re.compile("Too many wrong PINs. Go on in"))
    expect(button).to_be_disabled()
    console.page.screenshot(path=output / "console-wait.png")
    expect(button).to_be_enabled(timeout=10_000)
    button.click()
    console.await_ready()
    assert console.page.evaluate("document.cookie") == "", "no script sees the session"


def test_orders_reach_three_headsets(serve_bus, consoles, open_page, output):
    """A whole drive is in `test_console_drive.py`."""
    server = serve_bus()
    console = consoles(server)
    console.sign_in(bus.PIN)
    console.expect_status("You lead. No headset takes part yet.")

    # Three headsets ask, and are admitted by the letters that they show.
    headsets = [open_page(at=console.address) for _ in range(3)]
    console.open("seats")
    for headset in headsets:
        headset.go()
        code = headset.page.locator("#notice-title")
        expect(code).to_have_text(re.compile(r"^[B-Z]{4}-[B-Z]{4}$"))
        admit = console.page.get_by_role("button", name=f"Admit {code.inner_text()}")
        expect(admit).to_be_visible()
        console.page.screenshot(path=output / "console-admit.png")
        admit.click()
        headset.await_sharp()
        expect(admit).to_have_count(0)
    expect(console.page.locator(".tile")).to_have_count(3)
    expect(console.page.locator(".tile dd").first).to_have_text("Collegiate square, c. 1200", timeout=10_000)
    console.page.screenshot(path=output / "console-seats.png")

    # A place, another time, a hold.
    console.open("drive")
    console.press("Show Collegiate square")
    for headset in headsets:
        headset.await_sharp("square/past")
    expect(console.page.locator("#now-place")).to_have_text("Collegiate square")
    expect(console.page.locator("#held")).to_be_visible()
    expect(console.page.locator("#narration-left")).to_have_text(re.compile(r"^Narration: 0:5\d left$"))
    console.page.get_by_role("radio", name="2026").click()
    for headset in headsets:
        headset.await_sharp("square/present")
    expect(console.page.get_by_role("radio", name="2026")).to_be_checked()
    console.expect_status("2026: arrived at 3 of 3 headsets.")
    console.page.screenshot(path=output / "console-drive.png")
    console.press("Next")
    for headset in headsets:
        headset.await_sharp("gate/present")
    console.press("Back")
    for headset in headsets:
        headset.await_sharp("square/past")
    console.press("Pause")
    for headset in headsets:
        headset.await_state(narration="paused")
    console.press("Play on")

    # A message that each reads in their own language, a look, the volume.
    console.open("address")
    console.press("Please stay seated.")
    for headset in headsets:
        headset.await_state(message="Please stay seated.")
    expect(console.page.get_by_role("button", name="Please stay seated.")).to_have_attribute("aria-pressed", "true")
    console.press("Quieter")
    for headset in headsets:
        headset.await_state(volume="0.9")
    console.expect_status("Volume: arrived at 3 of 3 headsets.")
    point_to_the_right(console)
    heading, pitch = headsets[0].state("pointing").split()
    # The picture's middle is at 30°, and a quarter of its width is 90°.
    assert abs(float(heading) - 120) <= 2 and abs(float(pitch)) <= 2
    console.page.screenshot(path=output / "console-address.png")


def point_to_the_right(console: ConsolePage) -> None:
    """Drags the pointer to three quarters of the panorama's width, on the horizon."""
    panorama = console.page.locator("#panorama")
    expect(console.page.locator("#look-text")).to_contain_text("Drag the pointer")
    box = panorama.bounding_box()
    console.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.3)
    console.page.mouse.down()
    console.page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.5, steps=4)
    console.page.mouse.up()
    expect(console.page.locator("#look-text")).to_contain_text("The arrow points at 1")
    expect(console.page.locator("#look-end")).to_be_visible()


def test_what_a_headset_reports_is_counted(serve_bus, consoles):
    """A headset that says which state it has obeyed counts as reached only from then on."""
    server = serve_bus()
    console = consoles(server)
    console.sign_in(bus.PIN)
    _, _, enrolled = bus.request(server.port, "POST", "/api/v1/headsets", {"token": TOKEN})

    def report(**body) -> None:
        path = f"/api/v1/headsets/{enrolled['id']}/report"
        assert bus.request(server.port, "POST", path, body, Authorization=f"Bearer {enrolled['token']}")[0] == 204

    report(revision=0)
    console.expect_status("You lead. One headset takes part.")
    console.open("address")
    console.press("Louder")
    console.expect_status("Volume: arrived at 0 of 1 headsets.")
    report(revision=int(console.root.get_attribute("data-revision")))
    console.expect_status("Volume: arrived at 1 of 1 headsets.")
    report()
    # Without a word of it nothing is claimed; nor is anything sent to a headset that has no line open.
    console.press("Quieter")
    console.expect_status("Volume: arrived at 0 of 1 headsets.")
    events = bus.Events(server.port, Authorization=f"Bearer {enrolled['token']}")
    next(events.states())
    console.expect_status("Volume: sent to 1 of 1 headsets. These do not report back.")
    events.close()


def test_a_second_tablet_sees_all_and_leads_after_taking_over(serve_bus, consoles, output):
    server = serve_bus()
    first, second = consoles(server), consoles(server, "?lang=de")
    first.sign_in(bus.PIN)
    second.sign_in(SECOND_PIN)
    second.expect_status("Anna führt am anderen Pult. Sie sehen zu.")
    first.press("Show Town gate")
    for console, title in [(first, "Town gate"), (second, "Stadttor")]:
        expect(console.page.locator("#now-place")).to_have_text(title)
    second.press("Weiter")
    second.expect_status("Weiter: nicht gesendet. Übernehmen Sie zuerst.")
    second.page.screenshot(path=output / "console-watching.png")
    second.press("Übernehmen")
    expect(first.root).to_have_attribute("data-controls", "false")
    expect(first.page.get_by_role("button", name="Take over")).to_be_visible()
    second.press("Zurück")
    for console, title in [(first, "Collegiate square"), (second, "Stiftsplatz")]:
        expect(console.page.locator("#now-place")).to_have_text(title)
    first.press("Next")
    first.expect_status("Next: not sent. Take over first.")
    expect(first.page.locator("#now-place")).to_have_text("Collegiate square")


def test_reload_restores_everything_but_not_a_session_that_was_ended(serve_bus, consoles):
    server = serve_bus()
    console = consoles(server)
    console.sign_in(bus.PIN)
    console.press("Show Town gate")
    expect(console.page.locator("#now-place")).to_have_text("Town gate")
    console.open("address")
    console.press("Quieter")
    expect(console.page.locator("#volume")).to_have_text("90 %")
    console.page.reload()
    console.await_ready()
    expect(console.page.locator("#volume")).to_have_text("90 %")
    console.press("Quieter")
    expect(console.page.locator("#volume")).to_have_text("80 %")
    # Two pages of one session do not take each other's numbers.
    other = ConsolePage(console.page.context.new_page(), console.address, [])
    other.go("?lang=en")
    other.await_ready()
    other.open("address")
    for page, percent in [(other, 70), (console, 60), (other, 50)]:
        page.press("Quieter")
        # A console goes on from what it has heard.
        for each in [other, console]:
            expect(each.page.locator("#volume")).to_have_text(f"{percent} %")
    other.page.locator("#menu-button").click()
    other.press("Sign all consoles out")
    for page in [other, console]:
        expect(page.page.locator("#sign-in")).to_be_visible()
    console.page.reload()
    expect(console.page.get_by_label("Your PIN")).to_be_visible()
    assert bus.request(server.port, "GET", "/api/v1/guide/session")[0] == 401


def test_a_lost_line_is_shown_and_orders_are_refused(serve_bus, consoles):
    """The line is silent without ending, as when the tablet leaves the Wi-Fi."""
    server = serve_bus()
    console = consoles(server)
    console.sign_in(bus.PIN)
    console.press("Show Town gate")
    expect(console.page.locator("#now-place")).to_have_text("Town gate")
    with silenced(server):
        # Given before anybody can know; it waits for its answer, and nothing may wait behind it.
        console.press("Pause")
        expect(console.root).to_have_attribute("data-line", "lost", timeout=2_000)
        console.expect_status("No connection to the server. Orders do not go out now.")
        console.press("Headsets off")
        console.expect_status("Headsets off: not sent. There is no connection.")
    console.await_ready()
    expect(console.page.locator("#off")).to_have_attribute("aria-pressed", "false")
    state = next(bus.Events(server.port, Cookie=bus.Guide(server.port).cookie).states())
    assert not state["headsets_off"], "nothing was kept for later"


def test_a_recorded_drive_is_followed(serve_bus, consoles, output):
    """Triggers fire, the strip says where the bus is, and what comes when."""
    server = serve_bus("--gps", "replay:drive.nmea@8")
    console = consoles(server)
    console.sign_in(bus.PIN)
    expect(console.page.locator("#position")).to_have_attribute("data-kind", "tracked", timeout=20_000)
    expect(console.page.locator("#speed")).to_have_text("18 km/h", timeout=20_000)
    expect(console.page.locator("#places li").first).to_contain_text(re.compile(r"m, in \d+:\d\d min"))
    expect(console.page.locator("#strip-bus")).to_be_visible()
    console.page.screenshot(path=output / "console-underway.png")
    expect(console.page.locator("#now-place")).to_have_text("Collegiate square", timeout=60_000)
    expect(console.page.locator("#why")).to_contain_text("Collegiate square shown")
    console.page.screenshot(path=output / "console-shown.png")
    # The guide holds: the next trigger is passed over.
    console.press("Hold picture")
    expect(console.page.locator("#held")).to_be_visible()
    expect(console.page.locator("#outlook")).to_contain_text("you hold the picture", timeout=60_000)
    console.press("Automatic")
    expect(console.page.locator("#held")).to_be_hidden()
