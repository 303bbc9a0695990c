"""Tile sets in the layouts of other viewers, opened in those viewers. Their copies are named by the environment."""

import functools
import http.server
import io
import os
import subprocess
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import direction_tour
import truth
from truth import Gaze

WIDTH, HEIGHT = 480, 300
HEADING = direction_tour.HEADINGS_DEG["past"]
# Off the axes: a tile's corner at exactly a right angle to the gaze makes Pannellum draw that tile in one colour.
YAWS_AND_PITCHES = [(3, 1), (93, 20), (-177, 2), (-87, -30), (48, 1), (10, 80), (70, -80)]
GAZES = [Gaze(HEADING + yaw, pitch) for yaw, pitch in YAWS_AND_PITCHES]


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    """With a tile set of the picture of directions and a link to Pannellum's sources."""
    pannellum = os.environ.get("PANNELLUM")
    if not pannellum:
        pytest.skip("PANNELLUM does not name a checkout of Pannellum")
    folder = tmp_path_factory.mktemp("viewers")
    direction_tour.write(folder)
    (folder / "pannellum").symlink_to(Path(pannellum).resolve())
    command = [program, "tile", "past.png", "--output", "tiles", "--layout", "pannellum", "--quality", "95"]
    subprocess.run(command, cwd=folder, check=True, timeout=120)
    return folder


@pytest.fixture(scope="module")
def site(folder) -> str:
    """Address of a plain file server."""
    handler = functools.partial(QuietHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.mark.parametrize("gaze", GAZES, ids=str)
def test_pannellum_shows_every_direction(gaze, site, browser, output):
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    yaw_deg = (gaze.heading_deg - HEADING + 180) % 360 - 180
    view = f"yaw={yaw_deg}&pitch={gaze.pitch_deg}&hfov={gaze.fov_deg}"
    options = "autoLoad=true&showControls=false&config=/tiles/config.json"
    page.goto(f"{site}/pannellum/src/standalone/pannellum.htm#{options}&{view}", wait_until="networkidle")
    page.wait_for_function("() => viewer.isLoaded()")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    picture = page.screenshot()
    page.close()
    if gaze == GAZES[0]:
        (output / "pannellum.png").write_bytes(picture)
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))
    truth.assert_true_to(pixels, truth.page_directions(gaze, WIDTH, HEIGHT), "past")
