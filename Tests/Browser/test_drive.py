"""The headset page on a bus: it asks to be enrolled, and shows what the guide shows, when all others do."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import direction_tour
from on_a_bus import TOKEN, bus, furnish, starting


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bus")
    return furnish(program, folder, direction_tour.write(folder))


@pytest.fixture
def serve_bus(program, folder):
    with starting(program, folder) as serve:
        yield serve


def at(server: bus.Server) -> str:
    return f"http://127.0.0.1:{server.port}"


def test_a_page_is_enrolled_by_the_code_that_it_shows(serve_bus, open_page):
    server = serve_bus()
    headset = open_page(at=at(server))
    headset.go()
    title = headset.page.locator("#notice-title")
    expect(title).to_have_text(re.compile(r"^[B-Z]{4}-[B-Z]{4}$"))
    guide = bus.Guide(server.port)
    assert guide.command("approve", code=title.inner_text())[0] == 200
    headset.await_sharp()
    cookies = {cookie["name"]: cookie for cookie in headset.page.context.cookies()}
    assert cookies["zeitreise-headset"]["httpOnly"] and cookies["zeitreise-headset"]["sameSite"] == "Strict"


def test_a_token_opens_the_tour_and_leaves_the_address(serve_bus, open_page):
    server = serve_bus()
    headset = open_page(at=at(server))
    headset.go(query=f"?token={TOKEN}&lang=en")
    headset.await_sharp()
    assert "token" not in headset.page.url and "lang=en" in headset.page.url


def test_the_guide_leads_all_pages_at_one_time_through_a_restart(serve_bus, open_page, tmp_path):
    state = str(tmp_path / "state.sqlite")
    server = serve_bus("--state", state)
    headsets = [open_page(at=at(server)) for _ in range(2)]
    for headset in headsets:
        headset.go(query=f"?token={TOKEN}")
        headset.await_sharp()
        assert headset.state("live") in (None, "free"), "until somebody leads, passengers choose"
    guide = bus.Guide(server.port)
    assert guide.command("go_to", place="square", epoch="present")[0] == 200
    for headset in headsets:
        headset.await_sharp("square/present")
        assert headset.state("live") == "drive"
        name, late_ms = headset.state("started").split()
        assert name == "square/present" and float(late_ms) > -5, "nobody begins before the time"

    def reported() -> bool | None:
        _, _, listed = bus.request(server.port, "GET", "/api/v1/headsets", cookie=guide.cookie)
        reports = [entry["report"] for entry in listed["headsets"] if entry["connected"] and entry["holds"]]
        return True if len(reports) == 2 and all("clock_error_ms" in report for report in reports) else None

    bus.within(20, reported)
    server.kill()
    server = serve_bus("--state", state, port=server.port)
    guide.port = server.port
    assert guide.command("go_to", place="gate")[0] == 200
    for headset in headsets:
        headset.await_sharp("gate/present")
