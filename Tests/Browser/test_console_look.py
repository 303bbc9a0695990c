"""The console for everyone: two languages, light and dark, tablet to phone, large targets, and nothing that axe-core finds wrong."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import console_tour
from console_page import screen, tablets
from for_everyone import assert_for_everyone, assert_no_violations
from on_a_bus import ACCESS, bus, furnish, simulated_headsets

REPOSITORY = Path(__file__).parents[2]
LANGUAGES = REPOSITORY / "Sources/TourServer/Pages/console/languages"
SIMULATED = 12
TABS = ["drive", "map", "address", "departure", "seats", "after"]


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("look")
    document = console_tour.write(folder)
    # As long as titles are.
    title = "{de: Eine Reise durch die Zeit in der alten Stadt, en: A journey through time in the old town}"
    document.write_text(document.read_text().replace("{de: Himmelsrichtungen, en: Directions}", title))
    return furnish(program, folder, document)


@pytest.fixture
def server(program, folder):
    """On a drive, with simulated headsets, some of them in trouble."""
    with (
        bus.serving(program, "tour.ztour", *ACCESS, "--gps", "replay:drive.nmea@2", cwd=folder) as server,
        simulated_headsets(server, folder, SIMULATED),
    ):
        # Somebody asks to be admitted.
        assert bus.request(server.port, "POST", "/api/v1/headsets", {"name": "Seat 13"})[0] == 202
        yield server


@pytest.fixture
def console(server, browser, request):
    """A signed-in console that leads and shows a place."""
    width, height, scheme, language = request.param
    with tablets(browser) as opened:
        console = opened(server, **screen(width, height, scheme, language))
        console.sign_in(bus.PIN)
        console.name = f"console-{width}-{scheme}-{language}"
        expect(console.root).to_have_attribute("data-controls", "true")
        console.page.locator("#places button").first.click()
        expect(console.page.locator("#epochs")).to_be_visible()
        yield console


@pytest.mark.parametrize(
    "console",
    [(1024, 768, "light", "de"), (1024, 768, "dark", "en"), (800, 600, "light", "en"), (390, 844, "dark", "de")],
    indirect=True,
    ids=lambda case: "-".join(map(str, case)),
)
def test_each_view_is_for_everyone(console, output):
    page = console.page
    height = page.viewport_size["height"]
    expect(page.locator("#seats-badge")).to_be_visible()
    for tab in TABS:
        console.open(tab)
        if tab == "address":
            expect(page.locator("#look-text")).to_contain_text("dorthin" if "-de" in console.name else "Drag")
        if tab == "seats":
            expect(page.locator(".tile")).to_have_count(SIMULATED)
            expect(page.locator("#waiting-list li")).to_have_count(1)
        if tab == "after":
            expect(page.locator("#report-scenes tbody tr").first).to_be_visible()
        assert_for_everyone(page, output / f"{console.name}-{tab}.png")
        off = page.locator("#off").bounding_box()
        assert off["y"] + off["height"] <= height and off["width"] >= 150, "headsets off is always in reach"
    smallest = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert smallest >= 18


@pytest.mark.parametrize("console", [(1024, 768, "light", "en")], indirect=True, ids=["keys"])
def test_keys_alone_lead(console):
    page = console.page
    tab = page.get_by_role("tab", name="Drive")
    tab.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Map")).to_be_focused()
    expect(page.locator("#map")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Speak")).to_be_focused()
    expect(page.locator("#address")).to_be_visible()
    expect(page.locator("#look-text")).to_contain_text("Drag")
    page.locator("#panorama").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    # The picture's middle is at 30°; a key goes 5°.
    expect(page.locator("#look-text")).to_have_text("The arrow points at 35° on the compass, 5° above the horizon.")
    expect(page.locator("#look-end")).to_be_visible()
    console.open("drive")
    page.get_by_role("radio", name="c. 1200").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="2026")).to_be_checked()
    expect(page.get_by_role("radio", name="2026")).to_be_focused()
    page.locator("#menu-button").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(console.root).to_have_attribute("lang", "de")
    page.keyboard.press("Escape")
    expect(page.locator("#menu-button")).to_be_focused()
    expect(page.locator("#menu-list")).to_be_hidden()


@pytest.mark.parametrize("console", [(1024, 768, "light", "en")], indirect=True, ids=["seats"])
def test_trouble_comes_first_and_an_order_reaches_who_reports(console):
    console.open("seats")
    troubles = console.page.locator(".tile .trouble")
    expect(troubles.nth(0)).to_contain_text("Does not report", timeout=20_000)
    expect(troubles.nth(1)).to_contain_text("Battery nearly empty")
    expect(troubles.nth(2)).to_contain_text("Picture stutters")
    expect(troubles.nth(3)).to_contain_text("Clock is off")
    expect(troubles.nth(4)).to_contain_text("Tour not loaded yet")
    expect(troubles.nth(5)).to_contain_text("Fine")
    console.open("address")
    console.press("Recentre all")
    # One of them is silent: of it nothing is claimed but that it was sent.
    console.expect_status(f"Recentre all: arrived at {SIMULATED - 1} of {SIMULATED} headsets, sent to 1 that do not answer.")


def test_the_guides_card_is_one_sheet_a_language(server, browser, output):
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    page = context.new_page()
    for language in ["de", "en"]:
        page.goto(f"http://127.0.0.1:{server.port}/guides-card#{language}")
        expect(page.locator(f"article[lang={language}] img")).to_be_visible()
        expect(page.locator("article:visible")).to_have_count(1)
        page.wait_for_function("[...document.images].filter((image) => image.checkVisibility()).every((image) => image.naturalWidth > 0)")
        page.screenshot(path=output / f"guides-card-{language}.png", full_page=True)
        assert_no_violations(page)
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
        # The other language's address is another part of the same page.
        page.goto("about:blank")
    context.close()


def test_both_languages_have_the_same_words():
    german, english = (json.loads((LANGUAGES / f"{tag}.json").read_text()) for tag in ["de", "en"])
    assert german.keys() == english.keys()
    for key, text in german.items():
        holes = lambda words: sorted(part.split("}")[0] for part in words.split("{")[1:])  # noqa: E731
        assert text and holes(text) == holes(english[key]), key


def test_every_word_that_the_page_asks_for_is_there():
    words = json.loads((LANGUAGES / "de.json").read_text())
    page = (REPOSITORY / "Sources/TourServer/Pages/console.html").read_text()
    asked = {part.split('"')[0] for name in ["data-words", "data-title", "data-label"] for part in page.split(f'{name}="')[1:]}
    assert len(asked) > 20 and asked <= words.keys()
