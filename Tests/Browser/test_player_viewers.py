"""Whole tours opened in the viewers that they were written for, whose copies the environment names as for `test_viewers.py`."""

import io
import json
import math
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import player_tour
import truth
from player_tour import PLACES, POSES, SPHERE_DEG, bearing_deg, turn_deg
from test_viewers import served
from truth import Gaze

WIDTH, HEIGHT = 480, 300
VERTICAL_DEG = 2 * math.degrees(math.atan(HEIGHT / WIDTH))


@dataclass(frozen=True)
class Player:
    layout: str
    variable: str
    # What the pages' `window.viewer` is asked: JavaScript functions.
    title: str
    # Looks at a heading at the horizon, 90 degrees wide; of its argument's `heading`, `north_offset`, and `yaw` and `pitch` in the
    # panorama's frame, in degrees, `vertical` is the field of view.
    look: str
    # Where it looks, as a heading of `north_offset`, or of the page's own.
    heading: str
    is_shown: str
    link: str
    # Style by which nothing but the picture is to be seen.
    bare: str

    def __str__(self) -> str:
        return self.layout


PANNELLUM = Player(
    layout="pannellum",
    variable="PANNELLUM",
    title="() => viewer.getConfig().title",
    look="({ heading, north_offset }) => viewer.lookAt(0, heading - north_offset, 90, false)",
    heading="() => viewer.getYaw() + viewer.getNorthOffset()",
    is_shown="() => viewer.isLoaded() && !document.querySelector('.pnlm-fade-img')",
    link=".pnlm-scene",
    bare=".pnlm-ui, .pnlm-hotspot-base { display: none }",
)
MARZIPANO = Player(
    layout="marzipano",
    variable="MARZIPANO",
    title="() => document.querySelector('#caption').firstChild.textContent",
    look="""({ yaw, pitch, vertical }) => {
        const degree = Math.PI / 180;
        viewer.view().setParameters({ yaw: yaw * degree, pitch: -pitch * degree, fov: vertical * degree });
    }""",
    heading="() => -parseFloat(document.querySelector('#compass').style.rotate) * 180 / Math.PI",
    is_shown="() => viewer.stage().listLayers().length == 1 && window.isStable",
    link=".spot button",
    bare=".spot, #caption, #compass { visibility: hidden }",
)
PSV = Player(
    layout="psv",
    variable="PSV",
    title="() => viewer.getPlugin('virtual-tour').getCurrentNode()?.name",
    look="""({ heading, vertical }) => {
        viewer.setOptions({ minFov: 1, maxFov: vertical });
        viewer.zoom(0);
        viewer.rotate({ yaw: `${heading}deg`, pitch: 0 });
    }""",
    heading="() => viewer.getPosition().yaw * 180 / Math.PI",
    is_shown="() => viewer.state.ready && Object.keys(viewer.adapter.queue.tasks).length == 0",
    link=".psv-virtual-tour-link button",
    bare=".psv-container > :not(.psv-canvas-container) { visibility: hidden }",
)


@pytest.fixture(scope="module", params=[PANNELLUM, MARZIPANO, PSV], ids=str)
def player(request) -> Player:
    if not os.environ.get(request.param.variable):
        pytest.skip(f"{request.param.variable} does not name a copy of the viewer")
    return request.param


@pytest.fixture(scope="module")
def site(player, program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("player")
    player_tour.build(program, folder)
    player_tour.export(program, folder, player.layout)
    site, copy = folder / player.layout, Path(os.environ[player.variable]).resolve(strict=True)
    if player is PANNELLUM:
        scripts = [copy / "src/js/libpannellum.js", copy / "src/js/pannellum.js"]
        (site / "pannellum.js").write_text("\n".join(script.read_text() for script in scripts))
        # A release has its icons in its style sheet.
        shutil.copytree(copy / "src/css", site, dirs_exist_ok=True)
    else:
        (site / {MARZIPANO: "marzipano.js", PSV: "node_modules"}[player]).symlink_to(copy)
    return site


class Opened:
    """A page with the tour."""

    def __init__(self, player: Player, page, output: Path):
        self.player, self.page, self.output = player, page, output

    def await_scene(self, title: str) -> None:
        self.page.wait_for_function(f"title => window.viewer && ({self.player.title})() == title", arg=title)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.page.wait_for_function(self.player.is_shown)

    def look(self, scene: str, heading: float) -> None:
        pose = POSES[scene]
        camera = truth.about_up(pose[0]) @ truth.about_right(pose[1]) @ truth.about_forward(pose[2])
        x, y, z = camera.T @ [math.sin(math.radians(heading)), 0, -math.cos(math.radians(heading))]
        file = Path(self.output, "tour.json")
        offset = json.loads(file.read_text())["scenes"][scene]["northOffset"] if self.player is PANNELLUM else 0
        yaw, pitch = math.degrees(math.atan2(x, -z)), math.degrees(math.asin(y))
        wish = {"heading": heading, "north_offset": offset, "yaw": yaw, "pitch": pitch, "vertical": VERTICAL_DEG}
        self.page.evaluate(self.player.look, wish)
        self.settle()

    def link(self, text: str):
        return self.page.locator(self.player.link).filter(has_text=text)

    def follow(self, scene: str, place: str, text: str) -> None:
        """By the link to another place, as a keyboard presses it."""
        self.look(scene, bearing_deg(PLACES[scene.split("/")[0]], PLACES[place]))
        self.link(text).locator("visible=true").dispatch_event("click")

    def go_to_the_tower(self) -> None:
        self.await_scene("Stiftsplatz, um 1200 (nachempfunden)")
        self.follow("square/past", "gate", "Stadttor")
        self.await_scene("Stadttor, 2026 (nachempfunden)")
        self.follow("gate/present", "tower", "Turm")
        self.await_scene("Turm, 1200")

    def assert_in_the_middle(self, text: str) -> None:
        box = self.link(text).locator("visible=true").bounding_box()
        assert abs(box["x"] + box["width"] / 2 - WIDTH / 2) < 3 and abs(box["y"] + box["height"] / 2 - HEIGHT / 2) < 3

    def assert_shows(self, scene: str, epoch: str, heading: float, file: Path | None = None) -> None:
        """The picture, in which two degrees about the edge of a strip are left out."""
        if file:
            self.page.screenshot(path=file)
        style = self.page.add_style_tag(content=self.player.bare)
        pixels = np.asarray(Image.open(io.BytesIO(self.page.screenshot())).convert("RGB"))
        style.evaluate("style => style.remove()")
        world = truth.facing(truth.page_directions(Gaze(heading, 0), WIDTH, HEIGHT), epoch, *POSES[scene])
        if scene != "tower/past":
            print(truth.assert_true_to(pixels, world, epoch))
            return
        x, y, z = np.moveaxis(truth.in_panorama(world, epoch), -1, 0)
        inside = (np.degrees(np.abs(np.arctan2(x, -z))) < 133) & (np.degrees(np.abs(np.arcsin(y))) < 43)
        errors = truth.errors_deg(pixels, world, epoch)[inside]
        assert inside.mean() > 0.5 and errors.max() <= truth.LARGEST_ERROR_DEG and np.median(errors) <= truth.MEDIAN_ERROR_DEG


@pytest.fixture
def opened(player, site, browser):
    with served(site) as address:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        faults = []
        page.on("pageerror", lambda error: faults.append(error.message))
        page.on("console", lambda message: message.type in ("error", "warning") and "favicon.ico" not in str(message.location) and faults.append(message.text))
        page.on("response", lambda answer: answer.status >= 400 and not answer.url.endswith("favicon.ico") and faults.append(answer.url))
        page.goto(f"{address}/index.html")
        page.wait_for_function("() => window.viewer")
        if player is MARZIPANO:
            page.evaluate("() => viewer.stage().addEventListener('renderComplete', (...values) => { window.isStable = values.at(-1); })")
            # It may have drawn everything already.
            page.evaluate("() => viewer.view().setYaw(viewer.view().yaw() + 1e-6)")
        try:
            yield Opened(player, page, site)
        finally:
            page.close()
    assert faults == []


def test_links_stand_where_the_picture_shows_their_direction_and_lead_there(opened, player, output):
    opened.await_scene("Stiftsplatz, um 1200 (nachempfunden)")
    heading = bearing_deg(PLACES["square"], PLACES["gate"])
    opened.look("square/past", heading)
    opened.assert_in_the_middle("Stadttor")
    opened.assert_shows("square/past", "past", heading, output / f"{player}-tour.png")
    # Where the link is, and with a mouse.
    opened.page.mouse.click(WIDTH / 2, HEIGHT / 2)
    opened.await_scene("Stadttor, 2026 (nachempfunden)")
    # The gaze keeps its heading.
    gaze = opened.page.evaluate(player.heading)
    assert turn_deg(gaze, heading) < SPHERE_DEG
    opened.assert_shows("gate/present", "present", gaze, output / f"{player}-tour-there.png")


def test_leaning_panorama_stands_upright(opened, player, output):
    opened.go_to_the_tower()
    heading = bearing_deg(PLACES["tower"], PLACES["gate"])
    opened.look("tower/past", heading)
    opened.assert_in_the_middle("Stadttor")
    opened.assert_shows("tower/past", "past", heading, output / f"{player}-tour-leaning.png")


def test_texts_are_texts(opened, player):
    opened.go_to_the_tower()
    opened.page.get_by_text(f"{player_tour.CREDIT}, CC0-1.0").first.wait_for(state="attached")
    assert opened.page.locator("b").count() == 0
