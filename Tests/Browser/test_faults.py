"""What goes wrong is said, with what to do, and passes without the passenger's help where it can."""

import pytest
from playwright.sync_api import expect

import truth
from manifests import change_manifests
from tile_gate import TILE, TileGate, tile_of
from truth import Gaze

GAZE = Gaze(75, 10)
TOUR = "**/api/v1/tour"
PANORAMA = "**/api/v1/panoramas/*"


def expect_fault(headset, title: str, text: str) -> None:
    headset.await_state(state="fault")
    expect(headset.page.locator("#notice-title")).to_have_text(title)
    expect(headset.page.locator("#notice-text")).to_contain_text(text)


def press(headset, label: str) -> None:
    headset.page.get_by_role("button", name=label).click()


def expect_true_picture(headset, gaze: Gaze = GAZE, epoch: str = "past") -> None:
    truth.assert_true_to(headset.picture(), headset.world(gaze), epoch)


def test_browser_without_webgl(headset):
    headset.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    headset.go()
    expect_fault(headset, "This browser cannot show the panorama", "The page needs WebGL 2.")


def test_server_gone_at_the_start_and_back_by_a_press(headset):
    headset.page.route(TOUR, lambda route: route.abort())
    headset.go(GAZE)
    expect_fault(headset, "The server cannot be reached", "The page keeps trying by itself.")
    headset.page.unroute(TOUR)
    press(headset, "Try now")
    headset.await_sharp()
    expect_true_picture(headset)


@pytest.mark.parametrize("answer", [{"status": 503}, None], ids=["503", "no answer"])
def test_server_gone_at_the_start_comes_back_by_itself(answer, headset):
    headset.page.clock.install()
    headset.page.route(TOUR, lambda route: route.fulfill(**answer) if answer else route.abort())
    headset.go(GAZE)
    expect_fault(headset, "The server cannot be reached", "The page keeps trying by itself.")
    headset.page.unroute(TOUR)
    headset.page.clock.fast_forward(60_000)
    headset.await_sharp()


@pytest.mark.parametrize("part", ["headset/main.js", "headset/lens.js", "headset/page.css", "headset/languages/en.json"])
def test_part_of_the_page_that_does_not_come_is_asked_for_again(part, headset):
    """As where the Wi-Fi changes while the page loads."""
    headset.page.route(f"**/pages/{part}", lambda route: route.abort(), times=1)
    headset.go(GAZE)
    headset.await_sharp()
    expect_true_picture(headset)


def test_browser_that_does_not_tell_what_came_shows_the_page(headset):
    """WebKit has no `responseStatus`."""
    headset.page.add_init_script("delete PerformanceResourceTiming.prototype.responseStatus;")
    loads = []
    headset.page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    headset.go(GAZE)
    headset.await_sharp()
    assert len(loads) == 1


def test_page_that_fails_by_itself_is_not_loaded_for_ever(headset):
    loads = []
    headset.page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    headset.page.route("**/pages/headset/main.js", lambda route: route.fulfill(body="throw new Error('wrong');", content_type="text/javascript"))
    with headset.page.expect_event("pageerror"):
        headset.go(GAZE)
    headset.await_frames(count=60)
    assert (len(loads), headset.faults) == (1, ["wrong"])
    headset.faults.clear()


def test_server_gone_on_the_way(headset):
    headset.go(Gaze(30))
    headset.await_sharp()
    headset.page.route(TILE, lambda route: route.abort())
    headset.page.evaluate("location.hash = 'heading_deg=75&pitch_deg=10'")
    expect(headset.page.locator("#toast")).to_have_text("No connection to the server. We keep trying.")
    headset.await_state(state="ready", gaze=str(GAZE), sharp="false")
    headset.page.unroute(TILE)
    headset.await_sharp()
    expect(headset.page.locator("#toast")).to_be_hidden()
    expect_true_picture(headset)


def test_server_gone_at_a_change_of_epoch(headset):
    headset.go(GAZE)
    headset.page.route(PANORAMA, lambda route: route.abort() if headset.state("scene") else route.continue_())
    headset.await_sharp()
    headset.page.focus("#epoch")
    headset.page.keyboard.press("ArrowRight")
    expect(headset.page.locator("#toast")).to_have_text("No connection to the server. We keep trying.")
    headset.page.unroute(PANORAMA)
    headset.await_sharp("square/present")
    expect(headset.page.locator("#toast")).to_be_hidden()


def test_tour_without_places(headset):
    headset.page.route(TOUR, lambda route: route.fulfill(json={"format": 1, "languages": ["de"], "places": []}))
    headset.go()
    expect_fault(headset, "This tour has no places yet", "you can reload this page")
    headset.page.unroute(TOUR)
    press(headset, "Reload")
    headset.await_sharp()


def test_unreadable_tour(headset):
    headset.page.route(TOUR, lambda route: route.fulfill(body="<html>"))
    headset.go()
    expect_fault(headset, "The tour cannot be read", "Please tell your guide.")


@pytest.mark.parametrize("body", [None, b"not a picture"], ids=["404", "corrupt"])
def test_missing_tile_leaves_the_coarse_one(body, headset):
    asked = []

    def handle(route):
        tile = tile_of(route.request.url)
        asked.append(tile)
        if tile[0] == 0 or tile[1] != "f":
            route.continue_()
        elif body:
            route.fulfill(body=body, content_type="image/jpeg")
        else:
            route.fulfill(status=404)

    headset.page.route(TILE, handle)
    headset.go(GAZE)
    headset.await_state(state="ready", sharp="partly")
    expect(headset.page.locator("#toast")).to_have_text("A part of the picture is missing and stays a little soft.")
    expect_true_picture(headset)
    headset.look(Gaze(210, 0))
    headset.page.evaluate("location.hash = 'heading_deg=75&pitch_deg=10'")
    headset.await_state(gaze=str(GAZE), sharp="partly")
    assert len(asked) == len(set(asked)), "a missing tile was asked for again"


def without_previews(headset) -> None:
    change_manifests(headset.page, lambda manifest: manifest.pop("preview"))


def test_missing_picture_leaves_the_one_before(headset):
    without_previews(headset)
    headset.go(GAZE)
    headset.await_sharp()
    headset.page.route(TILE, lambda route: route.fulfill(status=404))
    headset.page.focus("#epoch")
    headset.page.keyboard.press("ArrowRight")
    expect(headset.page.locator("#toast")).to_have_text(
        "This picture is missing on the server; the previous one stays."
    )
    expect(headset.page.locator("#epoch")).to_have_value("0")
    headset.await_sharp()
    expect_true_picture(headset)


@pytest.mark.parametrize("what", [PANORAMA, TILE], ids=["manifest", "tiles"])
def test_missing_first_picture_can_be_tried_again(what, headset):
    if what is TILE:
        without_previews(headset)
    headset.page.route(what, lambda route: route.fulfill(status=404))
    headset.go(GAZE)
    expect_fault(headset, "This picture is missing on the server", "choose another place")
    headset.page.unroute(what)
    press(headset, "Try again")
    headset.await_sharp()
    expect_true_picture(headset)


def test_missing_tiles_leave_the_preview(headset):
    headset.page.route(TILE, lambda route: route.fulfill(status=404))
    headset.go(GAZE)
    headset.await_state(state="ready", sharp="partly")
    expect(headset.page.locator("#toast")).to_have_text("A part of the picture is missing and stays a little soft.")
    truth.assert_preview(headset.picture(), headset.world(GAZE), "past")


@pytest.mark.parametrize("answer", [{"status": 404}, {"body": b"not a picture"}], ids=["404", "corrupt"])
def test_missing_preview_is_no_fault(answer, headset):
    headset.page.route("**/media/*", lambda route: route.fulfill(**answer))
    headset.go(GAZE)
    headset.await_sharp()
    expect(headset.page.locator("#toast")).to_be_hidden()
    expect_true_picture(headset)


def test_server_gone_while_the_lens_gets_ready_is_not_asked_again_and_again(headset):
    asked = []

    def refuse_others(route):
        asked.append(route.request.url)
        if len(asked) == 1:
            route.continue_()
        else:
            route.abort()

    headset.page.route(PANORAMA, refuse_others)
    headset.go(GAZE)
    headset.await_sharp()
    headset.await_frames(lambda: len(asked) == 2)
    for heading in (80, 85, 90):
        headset.look(Gaze(heading, 10))
    assert len(asked) == 2
    expect(headset.page.locator("#toast")).to_be_hidden()
    headset.tap("l")
    expect(headset.page.locator("#toast")).to_have_text("No connection to the server. We keep trying.")
    headset.page.unroute(PANORAMA)
    headset.await_lens("square/present")
    expect(headset.page.locator("#toast")).to_be_hidden()


def test_lost_graphics_come_back(headset):
    headset.go(GAZE)
    headset.await_sharp()
    headset.page.evaluate(
        """() => {
            const gl = document.getElementById("picture").getContext("webgl2");
            globalThis.loss = gl.getExtension("WEBGL_lose_context");
            loss.loseContext();
        }"""
    )
    expect(headset.page.locator("#notice-title")).to_have_text("The picture is being rebuilt")
    headset.await_state(state="loading")
    gate = TileGate(headset.page)
    headset.page.evaluate("loss.restoreContext()")
    headset.await_state(state="ready", sharp="true")
    assert gate.asked == [], "the headset has kept them"
    expect_true_picture(headset)
