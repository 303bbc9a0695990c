"""A tour as plain files, given out by a server that knows nothing of it."""

import subprocess

import pytest
from playwright.sync_api import expect

import direction_tour
import truth
from for_everyone import assert_no_violations
from plain_files import served
from truth import Gaze


@pytest.fixture(scope="module")
def site(program, tmp_path_factory) -> str:
    """Address of the exported tour of directions."""
    folder = tmp_path_factory.mktemp("site")
    document = direction_tour.write(folder)
    build = ("build", document, "--output", folder / "a.ztour", "--quality", "95")
    for command in [build, ("export", folder / "a.ztour", "--output", folder / "site")]:
        subprocess.run([program, *map(str, command)], check=True, timeout=120, capture_output=True)
    with served(folder / "site") as address:
        yield address


@pytest.mark.parametrize("epoch", ["past", "present"])
def test_epochs_are_seen_as_they_are(epoch, site, open_page, output):
    page = open_page(at=site)
    gaze = Gaze(75, 10)
    page.go(gaze, epoch=epoch)
    page.await_sharp(f"square/{epoch}")
    truth.assert_true_to(page.picture(), page.world(gaze), epoch)
    page.page.screenshot(path=output / f"site-{epoch}.png")


def test_the_first_page_leads_to_every_place(site, open_page, output):
    page = open_page(at=site, width=1280, height=800, locale="de-DE")
    page.page.goto(site)
    assert_for_everyone(page.page, output / "site-index-de.png")
    page.page.get_by_role("link", name="English").click()
    expect(page.page).to_have_title("Directions")
    assert_for_everyone(page.page, output / "site-index-en.png")
    page.page.get_by_role("link", name="Collegiate square").click()
    expect(page.page.get_by_role("heading", level=1)).to_have_text("Collegiate square")
    assert_for_everyone(page.page, output / "site-place-en.png")
    page.page.get_by_role("link", name="Look round: 2026").click()
    page.await_sharp("square/present")
    expect(page.page.locator("#place")).to_have_text("Collegiate square")


@pytest.mark.parametrize("path", ["index.html", "places/square.html", "404.html"])
def test_pages_of_text_have_room_on_a_phone(path, site, open_page, output):
    page = open_page(at=site, width=360, height=740)
    page.page.goto(f"{site}/{path}")
    assert_for_everyone(page.page, output / f"site-phone-{path.split('/')[0]}.png")


def assert_for_everyone(page, picture):
    """Nothing is beside the screen or found by axe-core, and every picture has come; a picture of it is kept."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=picture, full_page=True)
    assert_no_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
