"""The console's map: what stands where on it, by Web Mercator arithmetic of our own; what lies below; and life without Leaflet."""

import io
import json
import math
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

import map_tour
from console_page import ConsolePage, screen, tablets
from for_everyone import assert_for_everyone, assert_no_violations
from on_a_bus import bus, furnish

# As the style sheet has them.
WATER = {"light": (0xB8, 0xD0, 0xD6), "dark": (0x27, 0x4D, 0x5A)}
LAND = {"light": (0xF1, 0xEB, 0xDF), "dark": (0x21, 0x28, 0x2B)}
TITLES = {"square": {"de": "Stiftsplatz", "en": "Collegiate square"}, "gate": {"de": "Stadttor", "en": "Town gate"}}
# None is still on its way or fades in.
TILES_ARE_THERE = """() => {
  const tiles = [...document.querySelectorAll(".leaflet-tile")];
  return tiles.some((tile) => tile.naturalWidth > 0) && tiles.every((tile) => tile.complete !== false && getComputedStyle(tile).opacity === "1");
}"""


@pytest.fixture(scope="module", params=["tiles", "geojson", "none"])
def folder(program, tmp_path_factory, request) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    document = map_tour.write(folder, None if request.param == "none" else request.param)
    return furnish(program, folder, document)


@pytest.fixture(scope="module")
def base(folder) -> str:
    return "".join(character for character in folder.name if character.isalpha())


@pytest.fixture
def server(program, folder):
    """With a bus that has come to its corner and stands there."""
    with bus.serving(program, "tour.ztour", "--guide-pin-file", "pins", "--gps", "replay:drive.nmea@20", cwd=folder) as server:
        guide = bus.Guide(server.port)
        events = bus.Events(server.port, Cookie=guide.cookie)
        server.state = events.until(lambda state: is_at_corner(state["position"]) and state["speed_mps"] < 0.2)
        events.close()
        yield server


def is_at_corner(position: dict) -> bool:
    east, north = map_tour.route()[map_tour.CORNER]
    if "latitude_deg" not in position:
        return False
    across_m = (position["longitude_deg"] - east) * 111_320 * math.cos(math.radians(north))
    return math.hypot(across_m, (position["latitude_deg"] - north) * 111_320) < 15


@pytest.fixture
def open_console(server, browser):
    """Opens signed-in consoles on their map."""
    with tablets(browser) as open_tablet:

        def open_console(width=1024, height=768, scheme="light", language="en", before=lambda page: None) -> ConsolePage:
            console = open_tablet(server, before=before, **screen(width, height, scheme, language))
            console.sign_in(bus.PIN)
            expect(console.root).to_have_attribute("data-controls", re.compile("true|false"))
            if console.root.get_attribute("data-controls") == "false":
                console.page.locator("#take-over").click()
            expect(console.root).to_have_attribute("data-controls", "true")
            console.open("map")
            return console

        yield open_console


def await_map(console: ConsolePage, base: str) -> None:
    page = console.page
    expect(page.locator("#map")).to_have_attribute("data-map", "ready")
    expect(page.locator("#map")).to_have_attribute("data-base", "none" if base == "none" else "ready")
    expect(page.locator(".map-bus")).to_be_visible()
    if base == "tiles":
        page.wait_for_function(TILES_ARE_THERE)


class Frame:
    """Where the page shows a place, by two places that it shows: world coordinates to pixels."""

    def __init__(self, known: list[tuple[tuple[float, float], tuple[float, float]]]):
        (one, at), (other, beside) = [(map_tour.world(*place), seen) for place, seen in known]
        self.scale = (beside[0] - at[0]) / (other[0] - one[0])
        self.left, self.top = at[0] - one[0] * self.scale, at[1] - one[1] * self.scale

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        x, y = map_tour.world(longitude, latitude)
        return self.left + x * self.scale, self.top + y * self.scale


def middle(locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def frame_of(console: ConsolePage, base: str) -> Frame:
    """By two corners of a tile, or by the two places where there are none."""
    if base == "tiles":
        tile = console.page.locator("img[data-tile]").first
        zoom, column, row = map(int, tile.get_attribute("data-tile").split("/"))
        box, side = tile.bounding_box(), 2**zoom
        frame = Frame.__new__(Frame)
        frame.scale = box["width"] * side
        frame.left, frame.top = box["x"] - column * box["width"], box["y"] - row * box["width"]
        return frame
    places = [map_tour.route()[4], map_tour.route()[8]]
    return Frame([(place, middle(console.page.locator(".map-button").nth(i))) for i, place in enumerate(places)])


def test_all_stands_where_it_is(open_console, base, server):
    console = open_console()
    await_map(console, base)
    frame = frame_of(console, base)
    # A power of two, or of its square root, of a world of 256 pixels.
    zoom = math.log2(frame.scale / 256)
    assert abs(zoom * 2 - round(zoom * 2)) < 0.01 and zoom > 12, "the whole tour fills the map"

    line = map_tour.route()
    for button, place in zip(console.page.locator(".map-button").all(), [line[4], line[8]], strict=True):
        assert math.dist(middle(button), frame.at(*place)) < 1.5
    position = server.state["position"]
    seen = middle(console.page.locator(".map-bus"))
    assert math.dist(seen, frame.at(position["longitude_deg"], position["latitude_deg"])) < 4, "what the server says"
    metres_a_pixel = 40_075_017 * math.cos(math.radians(49.44)) / frame.scale
    assert math.dist(seen, frame.at(*line[map_tour.CORNER])) * metres_a_pixel < 15, "where the bus stands"

    drawn = drawn_line(console, "path.map-route")
    for vertex in line:
        x, y = frame.at(*vertex)
        assert distance((x, y), drawn) < 2, "each corner of the route lies on its line"
    # The first place is shown from 60 m before it; along the segment that leads there.
    begin = drawn_line(console, "path.map-trigger")[0]
    (east, north), (next_east, next_north) = line[3:5]
    metres = math.hypot((next_east - east) * 111_320 * math.cos(math.radians(north)), (next_north - north) * 111_320)
    share = 1 - 60 / metres
    assert math.dist(begin, frame.at(east + (next_east - east) * share, north + (next_north - north) * share)) < 2
    west, south, east, north = map_tour.zone()
    area = drawn_line(console, "path.map-zone")
    for corner in [(west, south), (east, south), (east, north), (west, north)]:
        assert min(math.dist(point, frame.at(*corner)) for point in area) < 1.5
    # The nose points along the way to the corner.
    (east, north), (next_east, next_north) = line[map_tour.CORNER - 1 : map_tour.CORNER + 1]
    track = math.degrees(math.atan2((next_east - east) * math.cos(math.radians(north)), next_north - north)) % 360
    heading = console.page.locator(".map-bus").evaluate("element => element.style.getPropertyValue('--heading')")
    assert abs(float(heading.removesuffix("deg")) - track) < 3


def drawn_line(console: ConsolePage, selector: str) -> list[tuple[float, float]]:
    """The corners of what is drawn in pixels of the page."""
    path, matrix = console.page.locator(selector).first.evaluate(
        "path => { const { a, d, e, f } = path.getScreenCTM(); return [path.getAttribute('d'), { a, d, e, f }]; }"
    )
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [(x * matrix["a"] + matrix["e"], y * matrix["d"] + matrix["f"]) for x, y in pairs]


def distance(point: tuple[float, float], line: list[tuple[float, float]]) -> float:
    def to_segment(start, end):
        (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
        length = dx * dx + dy * dy
        share = 0 if length == 0 else min(max(((point[0] - x) * dx + (point[1] - y) * dy) / length, 0), 1)
        return math.dist(point, (x + share * dx, y + share * dy))

    return min(to_segment(start, end) for start, end in zip(line, line[1:], strict=False))


def pixel(console: ConsolePage, point: tuple[float, float]) -> tuple[int, int, int]:
    picture = Image.open(io.BytesIO(console.page.screenshot())).convert("RGB")
    return picture.getpixel((round(point[0]), round(point[1])))


def is_near(one: tuple, other: tuple, most: int = 3) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_lies_below_is_shown(open_console, base, scheme):
    console = open_console(scheme=scheme)
    await_map(console, base)
    frame = frame_of(console, base)
    if base == "geojson":
        west, south, east, north = map_tour.water()
        # Beside the streets that lead through it.
        inside = [(west + (east - west) * share, south + (north - south) * 0.4) for share in (0.35, 0.5, 0.65)]
        assert any(is_near(pixel(console, frame.at(*point)), WATER[scheme]) for point in inside)
        assert not any(is_near(pixel(console, frame.at(point[0], north + 0.0005)), WATER[scheme]) for point in inside)
    if base == "none":
        # Nothing but the land's colour and the tour.
        west, south, east, north = map_tour.around(0)
        assert is_near(pixel(console, frame.at((west + east) / 2, (south + north) / 2)), LAND[scheme])
    if base == "tiles":
        for tile in console.page.locator("img[data-tile]").all()[:4]:
            expect(tile).to_have_js_property("naturalWidth", map_tour.TILE_PX)
        # Closer, where only one tile is: elsewhere the coarser ones are enlarged.
        console.press("Follow bus")
        x, y = map_tour.world(*map_tour.route()[map_tour.CORNER])
        side = 2 ** map_tour.ZOOMS[-1]
        expect(console.page.locator(f"img[data-tile='{map_tour.ZOOMS[-1]}/{int(x * side)}/{int(y * side)}']")).to_be_visible()
        enlarged = console.page.locator(".leaflet-base-pane .leaflet-tile:is(div)[style*=background-image]").first
        expect(enlarged).to_have_css("background-size", re.compile("512px( auto)?"))
    credit = console.page.locator("#map-credit")
    if base == "none":
        expect(credit).to_be_hidden()
    else:
        expect(credit).to_have_text(map_tour.ATTRIBUTION)
        expect(credit).to_be_visible()


@pytest.mark.parametrize("folder", ["geojson"], indirect=True)
def test_a_place_is_shown_from_the_map(open_console, base):
    console = open_console()
    await_map(console, base)
    page = console.page
    pins = page.locator(".map-pin")
    expect(pins.nth(0)).to_have_attribute("data-kind", re.compile("left|shown"))
    expect(page.locator("#map-place")).to_be_hidden()
    pins.nth(0).get_by_role("button").click()
    expect(page.locator("#map-place-title")).to_have_text(f"1 {TITLES['square']['en']}")
    page.locator("#map-place-show").click()
    console.expect_status(TITLES["square"]["en"])
    expect(pins.nth(0)).to_have_attribute("data-kind", "shown")
    expect(page.locator("#map-now")).to_contain_text(TITLES["square"]["en"])
    page.locator("#map-place-close").click()
    expect(page.locator("#map-place")).to_be_hidden()
    # A reload keeps the tab and how one looked at it.
    page.locator("#map-follow").click()
    page.reload()
    await_map(console, base)
    expect(page.locator("#map-follow")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#map")).to_be_visible()


def test_only_what_moves_is_drawn(open_console, base):
    console = open_console()
    # Whoever leads: a bar that changes its height would move the map.
    guide = bus.Guide(int(console.address.rsplit(":", 1)[1]))
    assert guide.command("take_over")[0] == 200
    expect(console.root).to_have_attribute("data-controls", "false")
    console.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    await_map(console, base)
    page = console.page
    page.evaluate("""() => {
      globalThis.drawn = [];
      const note = (changes) => drawn.push(...changes.map(({ attributeName, target }) => `${attributeName} of ${target.outerHTML.slice(0, 200)}`));
      for (const pane of ["base", "way"]) {
        const options = { subtree: true, childList: true, attributes: true };
        new MutationObserver(note).observe(document.querySelector(`.leaflet-${pane}-pane`), options);
      }
      const { fill, stroke } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.stroke = function (...rest) { drawn.push("stroke"); return stroke.apply(this, rest); };
      CanvasRenderingContext2D.prototype.fill = function (...rest) { drawn.push("fill"); return fill.apply(this, rest); };
    }""")
    first = int(console.root.get_attribute("data-revision"))
    for step in range(10):
        status, answer = guide.command("volume", volume=step / 20)
        assert status == 200
    reached = "revision => Number(document.documentElement.dataset.revision) >= revision"
    page.wait_for_function(reached, arg=answer["revision"])
    assert answer["revision"] >= first + 10
    assert page.evaluate("drawn") == []


@pytest.mark.parametrize("folder", ["none"], indirect=True)
def test_without_leaflet_a_word_says_what_to_install(open_console, output):
    """What a server answers where the package is not installed; that it does so: PageLibraryTests."""
    console = open_console(language="de", before=lambda page: page.route("**/pages/vendor/**", lambda route: route.fulfill(status=404)))
    page = console.page
    expect(page.locator("#map")).to_have_attribute("data-map", "absent")
    expect(page.locator("#map-note")).to_contain_text("apt install libjs-leaflet")
    expect(page.locator("#map-position-text")).to_be_visible()
    page.screenshot(path=output / "console-map-absent.png")
    assert_no_violations(page)
    page.locator("#map-closer").click()
    page.locator("#map-whole").click()
    console.open("drive")
    expect(page.locator("#places li")).to_have_count(2)


@pytest.mark.parametrize("folder", ["tiles", "geojson"], indirect=True)
def test_a_base_map_that_does_not_come_leaves_the_rest(open_console):
    digest = re.compile("/media/[0-9a-f]{64}$")
    console = open_console(before=lambda page: page.route(digest, lambda route: route.abort()))
    expect(console.page.locator("#map-note")).to_contain_text("base map cannot be loaded")
    expect(console.page.locator(".map-bus")).to_be_visible()


@pytest.mark.parametrize(
    "size", [(1024, 768, "light", "de"), (1024, 768, "dark", "en"), (800, 600, "dark", "de"), (390, 844, "light", "en")], ids=str
)
def test_the_map_is_for_everyone(open_console, base, size, output):
    width, height, scheme, language = size
    console = open_console(width, height, scheme, language)
    await_map(console, base)
    page = console.page
    page.locator(".map-button").first.click()
    expect(page.locator("#map-place-title")).to_contain_text(TITLES["square"][language])
    assert_for_everyone(page, output / f"console-map-{base}-{width}-{scheme}-{language}.png")
    frame = page.locator("#map-frame").bounding_box()
    assert frame["height"] >= 200 and frame["y"] + frame["height"] <= page.locator("#orders").bounding_box()["y"]


@pytest.mark.parametrize("folder", ["none"], indirect=True)
def test_keys_move_the_map(open_console, base):
    console = open_console()
    await_map(console, base)
    page = console.page
    before = middle(page.locator(".map-button").first)
    page.locator("#map-ground").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("x => Math.abs(document.querySelector('.map-button').getBoundingClientRect().x + 24 - x) > 40", arg=before[0])
    page.locator(".map-button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#map-place")).to_be_visible()


def test_the_tour_tells_what_lies_below(server, base, folder):
    guide = bus.Guide(server.port)
    status, _, tour = bus.request(server.port, "GET", "/api/v1/tour", cookie=guide.cookie)
    assert status == 200
    if base == "none":
        assert "map" not in tour
        return
    assert tour["map"]["attribution"] == map_tour.ATTRIBUTION
    digest = tour["map"].get("tiles") or tour["map"]["geojson"]
    status, fields, content = bus.request(server.port, "GET", f"/media/{digest}", cookie=guide.cookie)
    assert status == 200 and "json" in fields["Content-Type"]
    if base == "geojson":
        assert content == json.loads((folder / "map.geojson").read_text())


@pytest.mark.parametrize("folder", ["none"], indirect=True)
def test_off_the_route_a_circle_says_how_far_it_may_be(program, folder, browser, output):
    (folder / "detour.nmea").write_text(map_tour.detour())
    access = ["--guide-pin-file", "pins", "--gps", "replay:detour.nmea@20"]
    with bus.serving(program, "tour.ztour", *access, cwd=folder) as server:
        guide = bus.Guide(server.port)
        events = bus.Events(server.port, Cookie=guide.cookie)
        state = events.until(lambda state: state["position"]["state"] == "detour" and state["speed_mps"] < 0.2)
        events.close()
        context, faults = browser.new_context(viewport={"width": 1024, "height": 768}, locale="de-DE"), []
        console = ConsolePage(context.new_page(), f"http://127.0.0.1:{server.port}", faults)
        console.go("?lang=de")
        console.sign_in(bus.PIN)
        console.open("map")
        await_map(console, "none")
        expect(console.page.locator(".map-bus")).to_have_attribute("data-kind", "detour")
        expect(console.page.locator("#map-position-text")).to_have_text("Neben der Strecke")
        console.press("Beim Bus")
        expect(console.page.locator("#map-follow")).to_have_attribute("aria-pressed", "true")
        circle = console.page.locator(".map-circle")
        expect(circle).to_be_visible()
        # Leaflet glides there.
        console.page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')")
        frame = frame_of(console, "none")
        metres_a_pixel = 40_075_017 * math.cos(math.radians(49.44)) / frame.scale
        radius_px = circle.evaluate("path => path.getBBox().width / 2")
        # Leaflet draws circles in whole pixels.
        assert abs(radius_px - state["position"]["accuracy_m"] / metres_a_pixel) <= 1 and radius_px > 10
        east, north = map_tour.astray()
        assert math.dist(middle(console.page.locator(".map-bus")), frame.at(east, north)) * metres_a_pixel < 15
        console.page.screenshot(path=output / "console-map-detour.png")
        context.close()
        assert faults == []


@pytest.mark.parametrize("folder", ["none"], indirect=True)
def test_a_stretch_goes_over_the_seam_of_a_loop_and_ends_with_a_line(open_console):
    """On a square at the equator, where a degree has 111,319.5 m to the east and 110,574.3 m to the north (WGS 84)."""
    square = [[0, 0], [0.001, 0], [0.001, 0.001], [0, 0.001], [0, 0]]
    east, north = 50 / 111_319.5, 50 / 110_574.3
    cut = """async ([positions, from, to]) => {
      const { Course } = await import("/pages/console/map/course.js");
      const course = new Course(positions);
      return [course.length_m, course.stretch(from, to)];
    }"""
    page = open_console().page
    length, seam = page.evaluate(cut, [square, -50, 50])
    assert abs(length - 2 * (111.3195 + 110.5743)) < 0.01
    for lines in [seam, page.evaluate(cut, [square, length - 50, length + 50])[1]]:
        flat = [number for line in lines for point in line for number in point]
        assert flat == pytest.approx([north, 0, 0, 0, 0, 0, 0, east], abs=1e-8)
    assert page.evaluate(cut, [square, -length, length])[1] == [[[y, x] for x, y in square]]
    line = square[:2]
    [[start, end]] = page.evaluate(cut, [line, -50, 50])[1]
    assert start == [0, 0] and end == pytest.approx([0, east], abs=1e-8)
    [[start, end]] = page.evaluate(cut, [line, 61.3195, 1000])[1]
    assert start == pytest.approx([0, 0.001 - east], abs=1e-8) and end == [0, 0.001]
