"""The depot's page: what needs attention is told by word and shape, in both languages, and what buses call themselves stays text."""

import re
import subprocess
from pathlib import Path

import pytest
from for_everyone import assert_no_violations
from playwright.sync_api import expect

STRINGS = Path(__file__).parents[2] / "Sources/TourServer/Pages/depot/strings.js"
NOW, DAY = 1_900_000_000, 86_400
KEY = "ab" * 32


def release(version: int, **changes: object) -> dict:
    made = {"made": NOW - DAY, "expires": NOW + 99 * DAY, "bytes": 2_000_000_000, "panoramas": 3, "minimum_program": "0.1.0"}
    return {"tour": "town", "version": version, "title": {"de": "Stadt", "en": "Town"}, "key": KEY, **made, **changes}


def bus(name: str, **changes: object) -> dict:
    tours = [{"tour": "town", "version": 5}]
    facts = {"seen": NOW - 60, "releases": tours, "certificate_days_left": 200, "free_bytes": 60_000_000_000, "program": "0.1.0"}
    return {"name": name, "key": KEY, **facts, **changes}


@pytest.fixture(scope="module")
def depot(program, tmp_path_factory):
    """Of an empty folder."""
    command = [program, "serve", "--depot", tmp_path_factory.mktemp("depot"), "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    yield process.stdout.readline().strip()
    process.terminate()
    process.communicate(timeout=20)


@pytest.fixture
def open_depot(browser, depot):
    contexts, faults = [], []

    def open_depot(overview: dict | None = None, language: str = "en", width: int = 1120):
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, locale=language))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        if overview:
            page.route("**/api/v1/depot", lambda route: route.fulfill(json=overview))
        page.goto(depot)
        return page

    yield open_depot
    for context in contexts:
        context.close()
    assert faults == []


def test_an_empty_depot_says_what_to_do(open_depot):
    page = open_depot()
    expect(page.get_by_text("zeitreise sync")).to_be_visible()
    expect(page.get_by_text("zeitreise release sign")).to_be_visible()
    assert_no_violations(page)


CASES = [
    ({}, "good", "All well"),
    ({"certificate_days_left": None}, "good", "not told"),
    ({"certificate_days_left": 13}, "attention", "ends soon"),
    ({"certificate_days_left": 14}, "good", "14 days left"),
    ({"certificate_days_left": -1}, "fault", "has ended"),
    ({"seen": NOW - 7 * DAY}, "attention", "7 days"),
    ({"seen": NOW - 30 * DAY}, "fault", "30 days"),
    ({"releases": [{"tour": "town", "version": 4}]}, "attention", "5 is the newest"),
    ({"releases": []}, "attention", "No tour"),
    ({"free_bytes": 1_000_000}, "attention", "free space"),
]


def test_what_needs_attention_is_told(open_depot):
    buses = [bus(f"Bus {number}", **changes) for number, (changes, _, _) in enumerate(CASES)]
    page = open_depot({"now": NOW, "releases": [release(4), release(5)], "buses": buses})
    for number, (_, level, words) in enumerate(CASES):
        card = page.locator("#buses .card").nth(number)
        expect(card).to_have_attribute("data-level", level)
        expect(card).to_contain_text(words)
    needing = sum(level != "good" for _, level, _ in CASES)
    expect(page.locator("#summary")).to_have_text(f"{len(CASES)} buses, {needing} with a note")


@pytest.mark.parametrize("language, width", [("en", 1120), ("de", 390)])
def test_it_is_for_everyone_and_names_stay_text(open_depot, language, width, output):
    buses = [bus("Bus 12"), bus("Bus 3", certificate_days_left=-1), bus("<img src=x onerror=alert(1)>", certificate_days_left=None)]
    releases = [release(4), release(5, expires=NOW + 3 * DAY)]
    page = open_depot({"now": NOW, "releases": releases, "buses": buses}, language, width)
    expect(page.locator("#buses h3")).to_have_text(["<img src=x onerror=alert(1)>", "Bus 3", "Bus 12"])
    expect(page.locator("#releases .card").first).to_have_attribute("data-level", "attention")
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=output / f"depot-{width}.png", full_page=True)
    assert_no_violations(page)
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "de" if language == "en" else "en")


def test_replaced_releases_are_folded_into_a_line(open_depot):
    releases = [release(version, expires=NOW - DAY) for version in (1, 2, 3, 4)] + [release(5)]
    page = open_depot({"now": NOW, "releases": releases, "buses": []})
    expect(page.locator("#releases .card")).to_have_count(1)
    expect(page.locator("#replaced .card").first).to_be_hidden()
    page.get_by_text("4 older releases").click()
    expect(page.locator("#replaced .card").first).to_be_visible()
    expect(page.locator("#replaced .card")).to_have_count(4)
    assert_no_violations(page)


def test_a_release_whose_key_has_retired_is_told(open_depot):
    page = open_depot({"now": NOW, "releases": [release(5, is_retired=True, made=1_899_028_800)], "buses": []})
    card = page.locator("#releases .card")
    expect(card).to_have_attribute("data-level", "fault")
    expect(card).to_contain_text("key has retired")
    # Days before months.
    expect(card).to_contain_text("6 Mar 2030")
    expect(page.locator("#replaced")).to_be_hidden()


def test_a_depot_that_is_gone_is_told(open_depot):
    page = open_depot()
    page.route("**/api/v1/depot", lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")


def test_both_languages_say_the_same():
    german, english = (
        set(re.findall(r"^    (\w+):", part, re.MULTILINE)) for part in STRINGS.read_text().split("  en: {")
    )
    assert german == english and len(german) > 30
