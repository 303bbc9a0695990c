"""The guide's console through a whole drive: one tablet, three headset pages, a receiver that tells a real drive, or a made-up one.

Pictures of every step are kept as `Tests/Output/drive-*.png`, of the real drive where it is there.
"""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import drive_tour
from console_page import TABLET, ConsolePage
from fed_drive import FedDrive, Seen, has
from on_a_bus import bus, furnish

DRIVES = {"recorded": drive_tour.recorded, "made-up": drive_tour.made_up}
ARRIVED = "{}: arrived at 3 of 3 headsets."


class Stage:
    """A bus on its way: receiver, server, console and headsets."""

    def __init__(self, name: str, program: str, folder: Path, browser, output: Path):
        self.name, self.program, self.folder, self.output = name, program, folder, output
        fixes = DRIVES[name]()
        furnish(program, folder, drive_tour.write(folder, fixes))
        self.drive, self.faults, self.pictures = FedDrive(fixes), [], 0
        self.server = self.serve(port=0)
        self.context = browser.new_context(viewport=TABLET, locale="en-GB", has_touch=True)
        self.console = ConsolePage(self.context.new_page(), f"http://127.0.0.1:{self.server.port}", self.faults)
        self.page = self.console.page

    def serve(self, port: int) -> bus.Server:
        access = ["--guide-pin-file", "pins", "--state", "state.sqlite", "--gps", self.drive.address]
        return bus.Server(self.program, "tour.ztour", *access, port=port, cwd=self.folder)

    def look(self) -> None:
        """Somebody else hears what the server tells: a second tablet that only watches."""
        self.watcher = bus.Guide(self.server.port)
        self.seen = Seen(self.server.port, self.watcher.cookie)

    def until(self, is_wanted) -> dict:
        return self.seen.drive(self.drive, is_wanted)

    def restart(self) -> None:
        self.server.kill()
        expect(self.console.root).to_have_attribute("data-line", "lost", timeout=2_000)
        self.picture("lost")
        self.drive.connected.clear()
        self.server = self.serve(self.server.port)
        self.console.await_ready()
        self.seen = Seen(self.server.port, self.watcher.cookie)

    def picture(self, name: str) -> None:
        self.pictures += 1
        self.page.screenshot(path=self.output / f"drive-{self.name}-{self.pictures:02}-{name}.png")

    def close(self) -> None:
        self.context.close()
        self.drive.close()
        if self.server.process.poll() is None:
            self.server.end()


@pytest.fixture(params=DRIVES)
def stage(request, program, tmp_path, browser, output):
    if request.param == "recorded" and not drive_tour.RECORDED.exists():
        pytest.skip(f"{drive_tour.RECORDED} is not there")
    stage = Stage(request.param, program, tmp_path, browser, output)
    yield stage
    stage.close()
    assert stage.faults == []


def test_a_whole_drive(stage, open_page):
    console, page = stage.console, stage.page
    headsets = board(stage, open_page)
    by_trigger_and_by_hand(stage, headsets)
    what_is_said_arrives(stage, headsets)
    off_and_on(stage, headsets)
    vanishes_and_returns(stage, headsets)

    # The server restarts in the middle; what was on is on, and the bus is found again where it is.
    console.open("drive")
    stage.restart()
    expect(page.locator("#now-place")).to_have_text("Town gate")
    console.press("Automatic")
    stage.until(has("shown", "tower"))
    for headset in headsets:
        headset.await_sharp("tower/past")
    expect(page.locator("#now-place")).to_have_text("Watchtower")
    stage.picture("automatic")
    report_is_true(stage)


def board(stage, open_page) -> list:
    """The guide signs in, and admits three headsets by the letters that they show."""
    console, page = stage.console, stage.page
    console.go("?lang=en")
    stage.picture("sign-in")
    console.sign_in(bus.PIN)
    console.expect_status("You lead. No headset takes part yet.")
    stage.picture("empty")
    headsets = [open_page(at=console.address) for _ in range(3)]
    console.open("seats")
    for headset in headsets:
        headset.go()
        code = headset.page.locator("#notice-title")
        expect(code).to_have_text(re.compile(r"^[B-Z]{4}-[B-Z]{4}$"), timeout=20_000)
        admit = page.get_by_role("button", name=f"Admit {code.inner_text()}")
        expect(admit).to_be_visible()
        if headset is headsets[0]:
            stage.picture("admit")
        admit.click()
        headset.await_sharp()
        expect(admit).to_have_count(0)
    expect(page.locator(".tile")).to_have_count(3)
    console.open("drive")
    console.expect_status("You lead. 3 headsets take part.")
    stage.look()
    return headsets


def by_trigger_and_by_hand(stage, headsets) -> None:
    console, page = stage.console, stage.page
    # Nothing is on yet, and the page says how far it is.
    stage.until(lambda state: state["places"]["square"] == "armed")
    expect(page.locator("#outlook")).to_have_text(re.compile(r"^Next: Collegiate square in \d+ m, about \d+:\d\d\s+min\.$"))
    stage.picture("underway")
    # A trigger fires.
    stage.until(has("shown", "square"))
    for headset in headsets:
        headset.await_sharp("square/past")
    expect(page.locator("#now-place")).to_have_text("Collegiate square")
    stage.picture("shown")
    # One that is for a slow bus does not, and the page says why, with numbers.
    stage.until(has("waiting", "market", "too-fast"))
    expect(page.locator("#outlook")).to_have_text(
        re.compile(r"^Market place waits: the bus drives \d+ km/h, it is shown up to 20 km/h\.$")
    )
    stage.picture("too-fast")
    stage.until(has("passed", "market"))
    # The guide holds, and the next one goes by.
    console.press("Hold picture")
    expect(page.locator("#held")).to_be_visible()
    stage.until(has("waiting", "bridge", "held"))
    expect(page.locator("#outlook")).to_have_text("Old bridge waits: you hold the picture.")
    stage.picture("held")
    stage.until(has("passed", "bridge"))
    # By hand to another place, and through its times.
    console.press("Show Town gate")
    for headset in headsets:
        headset.await_sharp("gate/past")
    slider = page.get_by_role("slider", name="Time")
    expect(slider).to_have_attribute("aria-valuetext", "c. 1200")
    slider.focus()
    page.keyboard.press("ArrowRight")
    for headset in headsets:
        headset.await_sharp("gate/middle")
    console.expect_status(ARRIVED.format(1600))
    expect(slider).to_have_attribute("aria-valuetext", "1600")
    page.get_by_role("button", name="2026", exact=True).click()
    for headset in headsets:
        headset.await_sharp("gate/present")
    console.expect_status(ARRIVED.format(2026))
    stage.picture("epoch")


def what_is_said_arrives(stage, headsets) -> None:
    console, page = stage.console, stage.page
    console.open("address")
    console.press("Please stay seated.")
    for headset in headsets:
        headset.await_state(message="Please stay seated.")
    console.expect_status(ARRIVED.format("Message to all"))
    stage.picture("message")
    # The tour has its own text ready; English is left out, so all read the German one.
    chosen = page.get_by_role("group", name="Goes out in").get_by_role("button", name="English")
    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "false")
    console.press("Our song begins.")
    for headset in headsets:
        headset.await_state(message="Unser Lied beginnt.")
    chosen.click()
    # In the guide's own words, for all or in chosen languages.
    page.get_by_label("English").fill("A stork on the left!")
    console.press("Send")
    for headset in headsets:
        headset.await_state(message="A stork on the left!")
    stage.picture("own-words")


def off_and_on(stage, headsets) -> None:
    console, page = stage.console, stage.page
    console.press("Headsets off")
    for headset in headsets:
        headset.await_state(calm="off")
    stage.picture("off")
    console.press("Headsets on")
    expect(page.locator("#off")).to_have_attribute("aria-pressed", "false")


def vanishes_and_returns(stage, headsets) -> None:
    console, page = stage.console, stage.page
    headsets[2].page.goto("about:blank")
    console.open("seats")
    expect(page.locator(".tile").first).to_contain_text("No connection", timeout=20_000)
    expect(page.locator("#seats-badge")).to_have_text("1")
    stage.picture("vanished")
    headsets[2].go()
    headsets[2].await_sharp("gate/present")
    expect(page.locator("#seats-badge")).to_be_hidden()


def report_is_true(stage) -> None:
    """What the guide gets afterwards is what has happened above."""
    console, page = stage.console, stage.page
    console.open("after")
    rows = [
        r"Collegiate square, c\. 1200.*by its trigger",
        r"Town gate, c\. 1200.*by the guide",
        r"Town gate, 1600.*by the guide",
        r"Town gate, 2026.*by the guide",
        r"Watchtower, c\. 1200.*by its trigger",
    ]
    expect(page.locator("#report-scenes tbody tr")).to_have_text([re.compile(row) for row in rows])
    expect(page.locator("#report-missed li")).to_have_text(
        [re.compile("Market place.*too fast"), re.compile("Old bridge.*guide held the picture")]
    )
    expect(page.locator("#report-dropouts li")).to_have_text([re.compile(r"Headset 3.* for 0:\d\d")])
    expect(page.locator("#report-off li")).to_have_count(1)
    stage.picture("after")
    page.emulate_media(media="print")
    stage.picture("after-printed")
    page.emulate_media(media="screen")

    with page.expect_download() as download:
        page.get_by_role("link", name="As a table (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_bytes().decode(), newline="")))
    shown = [(row["place"], row["epoch"], row["reason"]) for row in rows if row["kind"] == "scene"]
    assert [place for place, _, _ in shown] == ["square", "gate", "gate", "gate", "tower"]
    assert [reason for _, _, reason in shown[1:4]] == ["guide"] * 3
    assert [(row["place"], row["reason"]) for row in rows if row["kind"] == "missed"] == [("market", "too-fast"), ("bridge", "held")]
    [gone] = [row for row in rows if row["kind"] == "drop_out"]
    assert gone["headset"] == "3" and int(gone["seconds"]) >= 10 and gone["on"] == "no"

    # The next group gets in.
    console.press("New drive")
    console.expect_status("New drive: done.")
    expect(page.locator("#report-none")).to_be_visible()
    assert page.locator("#report-which option").count() == 2
