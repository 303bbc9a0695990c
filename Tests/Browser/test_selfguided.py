"""Going round with the phone's GPS, from plain files: distances against a formula on the ellipsoid, and the page as a walker sees it."""

import functools
import http.server
import math
import subprocess
import threading

import pytest
from playwright.sync_api import expect

import direction_tour

SQUARE, GATE = (49.4447, 7.7689), (49.4460, 7.7702)
# Half a zone's side, in degrees.
ZONE_DEG = 0.0005


def metres_per_degree(latitude_deg: float) -> tuple[float, float]:
    """Along the meridian and along the parallel, on WGS 84."""
    a, e2 = 6378137.0, 0.00669437999014
    w = math.sqrt(1 - e2 * math.sin(math.radians(latitude_deg)) ** 2)
    return math.radians(a * (1 - e2) / w**3), math.radians(a / w * math.cos(math.radians(latitude_deg)))


def moved(place: tuple[float, float], north_m: float, east_m: float = 0) -> tuple[float, float]:
    north, east = metres_per_degree(place[0])
    return place[0] + north_m / north, place[1] + east_m / east


def fix(place, accuracy_m=5, speed_mps=None) -> dict:
    return {"latitude_deg": place[0], "longitude_deg": place[1], "accuracy_m": accuracy_m, "speed_mps": speed_mps}


@pytest.fixture(scope="module")
def site(program, tmp_path_factory):
    """Address of plain files, and a list of what was asked of them."""
    folder = tmp_path_factory.mktemp("selfguided")
    document = direction_tour.write(folder)
    for command in [("build", document, "--output", folder / "a.ztour"), ("export", folder / "a.ztour", "--output", folder / "site")]:
        subprocess.run([program, *map(str, command)], check=True, timeout=120, capture_output=True)
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append(self.requestline)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder / "site")) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def ask(site, browser):
    """Runs the module's functions with the page's own copy."""
    page = browser.new_page()
    page.goto(f"{site[0]}/pages/common/icon.svg")

    def ask(function: str, *arguments):
        script = f"async (given) => (await import('/pages/headset/selfguided.js')).{function}(...given)"
        return page.evaluate(script, list(arguments))

    yield ask
    page.close()


PLACES = [
    {"id": name, "location": {"latitude_deg": place[0], "longitude_deg": place[1]}} for name, place in [("square", SQUARE), ("gate", GATE)]
]


@pytest.mark.parametrize("north_m, east_m", [(0, 0), (30, 0), (0, 30), (-25, 40), (800, -600)])
def test_distances_are_those_on_the_ellipsoid(north_m, east_m, ask):
    ends = [{"latitude_deg": latitude, "longitude_deg": longitude} for latitude, longitude in [SQUARE, moved(SQUARE, north_m, east_m)]]
    assert ask("distance_m", *ends) == pytest.approx(math.hypot(north_m, east_m), rel=0.005, abs=0.01)


@pytest.mark.parametrize(
    "given, before, place",
    [
        (fix(SQUARE), None, "square"),
        (fix(moved(SQUARE, 38)), None, "square"),
        (fix(moved(SQUARE, 42)), None, None),
        # Who has come stays, until the way is longer than it was by more than a fix wavers.
        (fix(moved(SQUARE, -60)), "square", "square"),
        (fix(moved(SQUARE, -68)), "square", None),
        (fix(moved(SQUARE, -68), accuracy_m=60), "square", "square"),
        # A poor fix says nothing.
        (fix(GATE, accuracy_m=200), "square", "square"),
        (fix(GATE, accuracy_m=200), None, None),
        (fix(GATE), "square", "gate"),
        # Who drives is to look at the road.
        (fix(GATE, speed_mps=9), "square", "square"),
        (fix(GATE, speed_mps=1.4), "square", "gate"),
        (fix(moved(GATE, 5000)), "gate", None),
    ],
)
def test_which_place_one_stands_at(given, before, place, ask):
    assert ask("placeReached", PLACES, given, before) == place


def test_a_zone_counts_before_the_distance(ask):
    (y, x), d = moved(SQUARE, 0, 500), ZONE_DEG
    ring = [[x - d, y - d], [x + d, y - d], [x + d, y + d], [x - d, y + d], [x - d, y - d]]
    hole = [[x - d / 4, y - d / 4], [x + d / 4, y - d / 4], [x + d / 4, y + d / 4], [x - d / 4, y + d / 4], [x - d / 4, y - d / 4]]
    places = [{**PLACES[0], "zone": [[ring, hole]]}]
    assert ask("placeReached", places, fix((y + d / 2, x)), None) == "square"
    assert ask("placeReached", places, fix((y, x)), None) is None
    assert ask("placeReached", places, fix((y + 1.2 * d, x)), None) is None


def test_at_the_edge_of_a_wide_zone_a_fix_that_wavers_changes_nothing(ask):
    (south, west), (north, east) = moved(SQUARE, -200, -200), moved(SQUARE, 200, 200)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    places = [{**PLACES[0], "zone": [[ring]]}]
    seen, before = [], None
    for north_m in [202, 199, 201, 198, 223, 227, 201, 199]:
        before = ask("placeReached", places, fix(moved(SQUARE, north_m, 150)), before)
        seen.append(before)
    assert seen == [None, "square", "square", "square", "square", None, None, "square"]


def test_between_two_near_places_a_fix_that_wavers_changes_nothing(ask):
    near = [PLACES[0], {"id": "well", "location": dict(zip(["latitude_deg", "longitude_deg"], moved(SQUARE, 30)))}]
    seen, before = [], None
    for north_m in [0, 14, 16, 13, 18, 20, 30, 16, 14, 0]:
        before = ask("placeReached", near, fix(moved(SQUARE, north_m)), before)
        seen.append(before)
    assert seen == ["square"] * 6 + ["well"] * 3 + ["square"]


def walk(page, place):
    page.page.context.set_geolocation({"latitude": place[0], "longitude": place[1], "accuracy": 8})


@pytest.mark.parametrize("locale, words", [("en-GB", ("Guide me", "stays on your phone", "You are here: Town gate", "Look round")), ("de-DE", ("Begleiten", "bleibt auf Ihrem Telefon", "Sie sind da: Stadttor", "Umsehen"))])
def test_a_walker_is_offered_the_place_he_has_come_to(locale, words, site, open_page, output):
    address, asked = site
    button, privacy, here, look = words
    page = open_page(at=address, locale=locale, permissions=["geolocation"], geolocation={"latitude": SQUARE[0] + 1, "longitude": SQUARE[1]})
    page.page.goto(f"{address}/headset/#place=square&epoch=past")
    page.await_sharp("square/past")
    # Nothing is asked of the device before somebody wants it.
    follow = page.page.get_by_role("button", name=button)
    expect(follow).to_have_attribute("aria-pressed", "false")
    assert page.state("guided") is None
    follow.click()
    expect(page.page.locator("#toast")).to_contain_text(privacy)
    page.await_state(guided="on", reached="")
    walk(page, moved(GATE, 10))
    page.await_state(reached="gate")
    expect(page.page.locator("#offer-text")).to_have_text(here)
    # Nothing is said any more of a phone that does not know where it is.
    toast = page.page.locator("#toast")
    assert toast.is_hidden() or privacy in toast.inner_text()
    page.page.screenshot(path=output / f"selfguided-{locale}.png")
    assert page.state("scene") == "square/past"
    # Where he has gone away again it is offered no more, nor is what he sees anyway.
    for place, reached in [(moved(GATE, 5000), ""), (SQUARE, "square")]:
        walk(page, place)
        page.await_state(reached=reached)
        expect(page.page.locator("#offer-text")).to_be_hidden()
    walk(page, GATE)
    page.page.get_by_role("button", name=look, exact=True).click()
    page.await_sharp("gate/present")
    follow.click()
    page.await_state(guided="off", reached="")
    # Where the walker is has left the page in no request.
    assert asked and not any("49.4" in line or "7.77" in line for line in asked)
    # Nothing is sent at all: pages and pictures are asked for, and that is it.
    assert {line.split()[0] for line in asked} <= {"GET", "HEAD"}


def test_who_declines_is_told_what_to_do(site, open_page):
    page = open_page(at=site[0], permissions=[])
    page.page.goto(f"{site[0]}/headset/#place=square&epoch=past")
    page.await_sharp("square/past")
    page.page.get_by_role("button", name="Guide me").click()
    page.await_state(guided="denied")
    expect(page.page.locator("#toast")).to_contain_text("Choose places from the list")
    expect(page.page.locator("#follow")).to_have_attribute("aria-pressed", "false")


def test_on_the_bus_nothing_of_it_is_there(headset):
    headset.go(epoch="past")
    headset.await_sharp()
    headset.await_state(live="free")
    expect(headset.page.locator("#follow")).to_be_hidden()


def test_a_host_that_answers_whatever_it_is_asked_for_has_no_server_of_ours_either(site, open_page):
    page = open_page(at=site[0], permissions=["geolocation"])
    # As some hosts do where a site has no page for what is not there.
    page.page.route("**/api/v1/events", lambda route: route.fulfill(status=200, content_type="text/html", body="<!doctype html>"))
    page.page.goto(f"{site[0]}/headset/")
    expect(page.page.get_by_role("button", name="Guide me")).to_be_visible()
    # The browser says what it got for a stream.
    assert page.faults and all("MIME type" in fault for fault in page.faults)
    page.faults.clear()
