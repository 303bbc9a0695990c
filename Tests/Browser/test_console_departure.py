"""Before departure: what is wrong is said with what to do, in the guide's language, and looked at anew when asked."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

import console_tour
from console_page import ConsolePage, screen, tablets
from for_everyone import assert_for_everyone
from on_a_bus import ACCESS, TOKEN, bus, furnish

REPOSITORY = Path(__file__).parents[2]
DOCTOR = REPOSITORY / "Sources/TourServer/Doctor"
LANGUAGES = REPOSITORY / "Sources/TourServer/Pages/console/languages"


@pytest.fixture
def folder(program, tmp_path) -> Path:
    return furnish(program, tmp_path, console_tour.write(tmp_path))


@pytest.fixture
def server(program, folder):
    with bus.serving(program, "tour.ztour", *ACCESS, "--state", "state.sqlite", cwd=folder) as server:
        yield server


@pytest.fixture
def consoles(browser, server):
    with tablets(browser) as open_tablet:

        def opened(width=1024, height=768, scheme="light", language="en") -> ConsolePage:
            console = open_tablet(server, **screen(width, height, scheme, language))
            console.sign_in(bus.PIN)
            console.open("departure")
            return console

        yield opened


def report(server: bus.Server, **body) -> None:
    """A headset enrols, and says something of itself."""
    _, _, one = bus.request(server.port, "POST", "/api/v1/headsets", {"token": TOKEN})
    fields = {"Authorization": f"Bearer {one['token']}"}
    assert bus.request(server.port, "POST", f"/api/v1/headsets/{one['id']}/report", body, **fields)[0] == 204


def damage(bundle: Path) -> None:
    content = bytearray(bundle.read_bytes())
    content[content.index(b"\xff\xd8\xff", len(content) // 2) + 200] ^= 0x10
    bundle.write_bytes(content)


def check(console: ConsolePage, subject: str):
    return console.page.locator(f'#checks li:has(strong:text-is("{subject}"))')


def test_opening_the_view_looks_at_everything(server, consoles, folder, output):
    report(server, cached=1)
    report(server, cached=0.62)
    console = consoles()
    page = console.page
    expect(page.locator("#verdict-text")).to_have_text("Ready to leave", timeout=20_000)
    expect(check(console, "Tour")).to_have_attribute("data-code", "bundle_whole")
    expect(check(console, "Tour").locator(".fact")).to_have_text(re.compile(r"^Whole: 2 places, \d+ tiles\.$"))
    expect(check(console, "Certificate")).to_have_attribute("data-level", "warning")
    expect(check(console, "Certificate").locator(".advice")).to_have_text("Start the server with a certificate, or headsets show no VR.")
    expect(check(console, "Positions").locator(".fact")).to_have_text("No receiver: you lead by hand.")
    expect(check(console, "Headsets").locator(".fact")).to_have_text("1 of 2 hold the whole tour, 0 are on.")
    expect(check(console, "Disk")).to_have_attribute("data-level", "good")
    expect(page.locator("#ready-text")).to_have_text("1 of 2 headsets that are on hold the whole tour.")
    assert page.locator("#ready-bar").evaluate("bar => bar.value / bar.max") == 0.5
    expect(page.locator("#ready-rest")).to_have_text("2: 62 %")
    page.screenshot(path=output / "console-ready.png")
    # Something goes wrong meanwhile, and is found when somebody asks.
    damage(folder / "tour.ztour")
    console.press("Check again")
    expect(page.locator("#verdict-text")).to_have_text("Not ready to leave", timeout=20_000)
    expect(page.locator("#checks li").first).to_have_attribute("data-code", "bundle_damaged")
    expect(check(console, "Tour").locator(".advice")).to_contain_text("copy the tour to the bus again")
    page.screenshot(path=output / "console-not-ready.png")


@pytest.mark.parametrize("days, level, words", [(9, "warning", "Good for 8 more days only"), (90, "good", "Good for 89 more days, for ")])
def test_days_that_the_certificate_has_left(program, folder, browser, days, level, words):
    subprocess.run([program, "certificate", "create", "127.0.0.1", "--days", str(days)], cwd=folder, check=True, capture_output=True)
    access = ["--guide-pin-file", "pins", "--certificate", "server.pem", "--key", "server.key"]
    faults = []
    with bus.serving(program, "tour.ztour", *access, cwd=folder) as server:
        context = browser.new_context(locale="en-GB", ignore_https_errors=True)
        console = ConsolePage(context.new_page(), f"https://127.0.0.1:{server.port}", faults)
        console.go("?lang=en")
        console.sign_in(bus.PIN)
        console.open("departure")
        expect(check(console, "Certificate").locator(".fact")).to_contain_text(words, timeout=20_000)
        expect(check(console, "Certificate")).to_have_attribute("data-level", level)
        expect(console.page.locator("#certificate-days")).to_have_text(f"The certificate is good for {days - 1} more days.")
        expect(console.page.locator("#certificate-days")).to_have_attribute("data-level", level)
        context.close()
    assert faults == []


def test_checks_are_for_guides_and_run_once_at_a_time(server):
    guide = bus.Guide(server.port)
    for method in ["GET", "POST"]:
        assert bus.request(server.port, method, "/api/v1/guide/checks")[0] == 401
    status, _, before = bus.request(server.port, "GET", "/api/v1/guide/checks", cookie=guide.cookie)
    assert status == 200 and not before["running"] and not before["may_leave"] and "age_s" not in before
    for _ in range(5):
        status, _, asked = bus.request(server.port, "POST", "/api/v1/guide/checks", cookie=guide.cookie)
        assert status == 202
    found = bus.within(20, lambda: answer if "age_s" in (answer := bus.request(server.port, "GET", "/api/v1/guide/checks", cookie=guide.cookie)[2]) else None)
    assert found["may_leave"] and [one["subject"] for one in found["checks"]] == ["clock", "bundle", "certificate", "disk", "gps", "headsets"]


@pytest.mark.parametrize(
    "size",
    [(1024, 768, "dark", "en"), (800, 600, "light", "de"), (390, 844, "dark", "de")],
    ids=lambda case: "-".join(map(str, case)),
)
def test_it_is_for_everyone(server, consoles, size, output):
    report(server, cached=0.3)
    console = consoles(*size)
    expect(console.page.locator('#verdict[data-kind="leave"]')).to_be_visible(timeout=20_000)
    width = console.page.viewport_size["width"]
    assert_for_everyone(console.page, output / f"console-departure-{width}.png")


@pytest.mark.parametrize("tag", ["de", "en"])
def test_every_code_of_the_doctor_has_words(tag):
    words = json.loads((LANGUAGES / f"{tag}.json").read_text())
    text = "".join(file.read_text() for file in DOCTOR.glob("*.swift"))
    codes = set(re.findall(r'code: "(\w+)"', text))
    assert len(codes) >= 20
    # A server that answers a guide need not say so, and its receiver is open already.
    codes -= {"server_gone", "server_answers", "server_rotten", "gps_unusable"}
    good = {"bundle_whole", "certificate_valid", "clock_set", "disk_free", "gps_found", "headsets_ready", "release_signed"}
    for code in codes:
        assert f"check_{code}" in words, code
        assert (f"do_{code}" in words) == (code not in good), code
        assert f"subject_{code.split('_')[0]}" in words
