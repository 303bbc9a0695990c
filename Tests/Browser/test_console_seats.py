"""Headsets on their seats: seated, swapped, handed out and taken back, removed; by touch and by keys alone."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

import console_tour
from console_page import ConsolePage, screen, tablets
from for_everyone import assert_for_everyone
from on_a_bus import ACCESS, TOKEN, bus, furnish, simulated_headsets

REPOSITORY = Path(__file__).parents[2]
PLAN = REPOSITORY / "Tours/seats.yaml"
SIMULATED = 30


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("seats")
    return furnish(program, folder, console_tour.write(folder))


@pytest.fixture
def server(program, folder):
    with bus.serving(program, "tour.ztour", *ACCESS, "--seats", str(PLAN), cwd=folder) as server:
        yield server


@pytest.fixture
def consoles(browser, server):
    """Gives a function that opens signed-in consoles at the headsets; none may have logged an error in the end."""
    with tablets(browser) as open_tablet:

        def opened(width=1024, height=768, scheme="light", language="en") -> ConsolePage:
            console = open_tablet(server, **screen(width, height, scheme, language))
            console.sign_in(bus.PIN)
            console.open("seats")
            return console

        yield opened


@pytest.fixture
def simulated(server, folder):
    """Simulated headsets, some of them in trouble."""
    with simulated_headsets(server, folder, SIMULATED):
        yield


def enrol(server: bus.Server, *names: str) -> list[dict]:
    return [bus.request(server.port, "POST", "/api/v1/headsets", {"token": TOKEN, "name": name})[2] for name in names]


def seat(console: ConsolePage, name: str):
    return console.page.locator(f'#plan button:has(.seat-name:text-is("{name}"))')


def expect_seated(console: ConsolePage, **numbers: str) -> None:
    """Which headset is on which seat; `_1A="3"`, empty for none."""
    for name, number in numbers.items():
        expect(seat(console, name[1:]).locator(".seat-number")).to_have_text(number)


def test_headsets_are_seated_and_swapped_by_two_taps(server, consoles):
    enrol(server, "One", "Two", "Three")
    console = consoles()
    chip = lambda number: console.page.get_by_role("button", name=f"Headset {number}, ")  # noqa: E731
    expect(console.page.locator("#seatless-list li")).to_have_count(3)
    console.press("Seat headsets")
    expect(console.page.locator("#seats-hint")).to_have_text("Tap a headset or an empty seat.")
    chip(1).tap()
    expect(console.page.locator("#seats-hint")).to_contain_text("Now tap the seat")
    seat(console, "1A").tap()
    expect_seated(console, _1A="1")
    console.expect_status("Headset 1 to seat 1A: done.")
    # An empty seat first, then who goes there.
    seat(console, "2B").tap()
    chip(2).tap()
    expect_seated(console, _1A="1", _2B="2")
    seat(console, "1A").tap()
    seat(console, "2B").tap()
    expect_seated(console, _1A="2", _2B="1")
    # Onto a seat that somebody has, from none: who had it has none.
    chip(3).tap()
    seat(console, "1A").tap()
    expect_seated(console, _1A="3", _2B="1")
    expect(console.page.locator("#seatless-list li")).to_have_count(1)
    seat(console, "1A").tap()
    console.press("Off its seat")
    expect_seated(console, _1A="")
    console.page.keyboard.press("Escape")
    expect(console.page.get_by_role("button", name="Seat headsets")).to_have_attribute("aria-pressed", "false")
    console.press("Seat the rest")
    expect_seated(console, _1A="2", _1B="3", _2B="1")
    # Blocked seats are no buttons.
    expect(console.page.locator("#plan span.blocked")).to_have_count(3)


def test_keys_alone_swap_two_headsets(server, consoles):
    enrol(server, "One", "Two")
    console = consoles()
    console.press("Seat the rest")
    expect_seated(console, _1A="1", _1B="2")
    page = console.page
    page.get_by_role("button", name="Seat headsets").focus()
    page.keyboard.press("Enter")
    seat(console, "1A").focus()
    page.keyboard.press("Enter")
    # The bus lies with its front to the left, so its left side is below.
    page.keyboard.press("ArrowRight")
    expect(seat(console, "2A")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(seat(console, "2B")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(seat(console, "2C")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    expect(seat(console, "1B")).to_be_focused()
    page.keyboard.press("Enter")
    expect_seated(console, _1A="2", _1B="1")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Headset 1 · Seat 1B")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(seat(console, "1B")).to_be_focused()


def test_hand_out_take_back_and_the_log(server, consoles, output):
    enrol(server, "One", "Two")
    console = consoles()
    page = console.page
    console.press("Seat the rest")
    expect_seated(console, _1A="1", _1B="2")
    seat(console, "1A").tap()
    console.press("Cleaned")
    expect(page.get_by_role("button", name="Cleaned")).to_have_attribute("aria-pressed", "true")
    console.press("Battery full")
    expect(page.locator("#seats-sum")).to_contain_text("Handed out: 0. Cleaned and charged: 1.")
    console.press("Hand out")
    console.expect_status("Headset 1 handed out: done.")
    expect(seat(console, "1A")).to_have_attribute("data-out", "true")
    page.screenshot(path=output / "console-handed-out.png")
    console.press("Take back")
    expect(page.get_by_role("button", name="Cleaned")).to_have_attribute("aria-pressed", "false")
    console.press("Hand all out")
    expect(page.locator("#seats-sum")).to_contain_text("Handed out: 2.")
    console.press("Take all back")
    expect(page.locator("#seats-sum")).to_contain_text("Handed out: 0.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Log (CSV)").click()
    assert download.value.suggested_filename == "headsets.csv"
    entries = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text())))
    assert [(entry["headset"], entry["seat"], entry["what"], entry["cleaned"], entry["charged"]) for entry in entries] == [
        ("1", "1A", "seated", "no", "no"), ("2", "1B", "seated", "no", "no"),
        ("1", "1A", "ticked", "yes", "no"), ("1", "1A", "ticked", "yes", "yes"), ("1", "1A", "handed_out", "yes", "yes"),
        ("1", "1A", "taken_back", "no", "no"), ("1", "1A", "handed_out", "no", "no"), ("2", "1B", "handed_out", "no", "no"),
        ("1", "1A", "taken_back", "no", "no"), ("2", "1B", "taken_back", "no", "no"),
    ]


def test_removing_asks_once(server, consoles, output):
    [one, two] = enrol(server, "One", "Two")
    console = consoles()
    page = console.page
    console.press("Seat the rest")
    expect_seated(console, _1A="1", _1B="2")
    seat(console, "1A").tap()
    console.press("Remove headset 1")
    expect(page.get_by_role("alert")).to_have_text("Headset 1 loses its seat and has to be admitted anew.")
    expect(page.get_by_role("button", name="Keep")).to_be_focused()
    page.screenshot(path=output / "console-remove.png")
    console.press("Keep")
    expect_seated(console, _1A="1", _1B="2")
    console.press("Remove headset 1")
    console.press("Remove now")
    expect_seated(console, _1A="", _1B="2")
    expect(page.locator("#panel")).to_be_hidden()
    token = {"Authorization": f"Bearer {one['token']}"}
    assert bus.request(server.port, "POST", f"/api/v1/headsets/{one['id']}/report", {}, **token)[0] == 401


def test_who_watches_changes_nothing(server, consoles):
    enrol(server, "One")
    first, second = consoles(), consoles()
    first.press("Seat the rest")
    expect_seated(second, _1A="1")
    second.press("Seat headsets")
    seat(second, "1A").tap()
    seat(second, "2A").tap()
    second.expect_status("Headset 1 to seat 2A: not sent. Take over first.")
    expect_seated(first, _1A="1")


@pytest.mark.parametrize(
    "size",
    [(1024, 768, "light", "de"), (1280, 800, "dark", "en"), (800, 600, "light", "en"), (390, 844, "dark", "de")],
    ids=lambda case: "-".join(map(str, case)),
)
def test_the_plan_is_for_everyone(consoles, simulated, size, output):
    console = consoles(*size)
    page = console.page
    width = size[0]
    page.locator("#seat-all").click()
    expect(page.locator("#seat-all")).to_be_disabled()
    expect(page.locator('#plan [data-trouble="silent"]')).to_have_count(1, timeout=20_000)
    page.locator("#hand-out-all").click()
    expect(page.locator('#plan [data-out="true"]')).to_have_count(SIMULATED)
    assert_for_everyone(page, output / f"console-plan-{width}.png")
    page.locator('#plan [data-trouble="battery"]').click()
    expect(page.locator("#panel")).to_be_visible()
    assert_for_everyone(page, output / f"console-panel-{width}.png")
    page.locator("#panel-close").click()
    page.locator("#view-list").click()
    expect(page.locator(".tile")).to_have_count(SIMULATED)
    assert_for_everyone(page, output / f"console-list-{width}.png")
    page.locator(".tile [data-more]").first.click()
    expect(page.locator("#panel")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
