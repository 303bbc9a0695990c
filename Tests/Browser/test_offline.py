"""A tour that was loaded at the depot plays on when the server is gone, and tells what it holds."""

import subprocess
from pathlib import Path

import pytest

import direction_tour
import truth
from manifests import change_epochs
from on_a_bus import TOKEN, bus, furnish, starting
from plain_files import served
from tile_gate import TileGate
from truth import Gaze

GAZE = Gaze(75, 10)


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("depot")
    return furnish(program, folder, direction_tour.write(folder), "--quality", "95")


@pytest.fixture
def serve_bus(program, folder, tmp_path):
    with starting(program, folder, "--state", str(tmp_path / "state.sqlite")) as serve:
        yield serve


@pytest.fixture
def loaded(serve_bus, open_page):
    """A server, and a page that has loaded all of its tour."""
    server = serve_bus()
    headset = open_page(at=f"http://127.0.0.1:{server.port}", service_workers="allow")
    headset.go(GAZE, query=f"?token={TOKEN}")
    headset.await_sharp()
    headset.await_state(kept="1.000", offline="ready")
    return server, headset


def test_a_tour_loaded_at_the_depot_plays_with_the_access_point_switched_off(loaded, serve_bus):
    server, headset = loaded
    assert headset.state("held") == "2", "of three scenes two share a picture"
    server.kill()
    headset.page.reload()
    headset.await_sharp()
    truth.assert_true_to(headset.picture(), headset.world(GAZE), "past")
    headset.page.evaluate("location.hash = 'place=gate&epoch=present&heading_deg=10&pitch_deg=-20'")
    headset.await_sharp("gate/present")
    gaze = Gaze(10, -20)
    headset.await_state(gaze=str(gaze), sharp="true")
    truth.assert_true_to(headset.picture(), headset.world(gaze), "present")
    # It is all there when the server is, and goes on without anybody's help.
    serve_bus(port=server.port)
    headset.await_state(live="free")


def test_what_the_browser_has_evicted_is_fetched_again_and_played_meanwhile(loaded):
    _, headset = loaded
    headset.page.evaluate("caches.delete('zeitreise-tour')")
    headset.page.evaluate("location.hash = 'place=gate&epoch=present&heading_deg=200'")
    headset.await_sharp("gate/present")
    gaze = Gaze(200, 10)
    headset.await_state(gaze=str(gaze), sharp="true")
    truth.assert_true_to(headset.picture(), headset.world(gaze), "present")
    # Found out by what was missing, and mended without anybody's help.
    count = "caches.open('zeitreise-tour').then((cache) => cache.keys()).then((keys) => keys.length)"
    headset.await_frames(lambda: headset.page.evaluate(count) >= 2 * 30)
    assert headset.page.evaluate(count) >= 2 * 30, "six coarse tiles and 24 fine ones of each picture"


def test_headset_tells_the_server_what_it_holds(loaded):
    server, _ = loaded
    guide = bus.Guide(server.port)

    def reported() -> bool | None:
        _, _, listed = bus.request(server.port, "GET", "/api/v1/headsets", cookie=guide.cookie)
        return any(entry["report"].get("cached") == 1 for entry in listed["headsets"]) or None

    bus.within(20, reported)


def test_right_eyes_picture_is_fetched_ahead_too(serve_bus, open_page):
    server = serve_bus()
    headset = open_page(at=f"http://127.0.0.1:{server.port}")
    change_epochs(headset.page, lambda epochs: epochs["past"].update(right=epochs["present"]["panorama"]))
    gate = TileGate(headset.page)
    headset.go(GAZE, query=f"?token={TOKEN}")
    headset.await_state(kept="1.000")
    # Two pictures of six coarse and 24 fine tiles, each of which comes once.
    assert sorted(gate.urls) == sorted(set(gate.urls)) and len(gate.urls) == 2 * 30


SLOW_STORE = """
const { put } = Cache.prototype;
Cache.prototype.put = async function (...entry) {
    for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
    return put.apply(this, entry);
};
"""


def test_what_is_being_written_is_not_asked_for_again(serve_bus, open_page):
    """A headset's flash is slow, and what the page has just shown is not in the store yet when the rest is fetched."""
    server = serve_bus()
    headset = open_page(at=f"http://127.0.0.1:{server.port}")
    headset.page.add_init_script(SLOW_STORE)
    gate = TileGate(headset.page)
    headset.go(GAZE, query=f"?token={TOKEN}")
    headset.await_state(kept="1.000")
    assert sorted(gate.urls) == sorted(set(gate.urls)) and len(gate.urls) == 2 * 30


def test_what_is_fetched_ahead_is_not_asked_for_again_once_it_is_wanted(serve_bus, open_page):
    server = serve_bus()
    headset = open_page(at=f"http://127.0.0.1:{server.port}")
    in_sight = set(truth.fine_tiles(headset.world(GAZE), "past"))
    gate = TileGate(headset.page, lambda tile: tile[0] > 0 and tile not in in_sight)
    headset.go(GAZE, query=f"?token={TOKEN}")
    headset.await_sharp()
    headset.await_frames(lambda: len(gate.held) > 0)
    ahead = [route.request.url for route in gate.held]
    assert ahead, "what is not in sight is fetched ahead"
    # The passenger turns all round.
    for heading in range(0, 360, 60):
        headset.page.evaluate("hash => { location.hash = hash; }", f"heading_deg={heading}&pitch_deg=0&fov_deg=100")
        headset.await_frames(count=30)
    gate.open()
    headset.await_state(kept="1.000", sharp="true")
    assert all(gate.urls.count(url) == 1 for url in ahead)
    assert len(set(gate.urls)) == 2 * 30


@pytest.mark.parametrize("page", ["headset/", "headset/index.html"])
def test_what_was_seen_of_plain_files_is_seen_without_a_line(page, program, folder, tmp_path, open_page):
    subprocess.run([program, "export", folder / "tour.ztour", "--output", tmp_path / "site"], check=True, timeout=120, capture_output=True)
    with served(tmp_path / "site") as address:
        headset = open_page(at=address, service_workers="allow")
        look = f"heading_deg={GAZE.heading_deg}&pitch_deg={GAZE.pitch_deg}&fov_deg={GAZE.fov_deg}"
        headset.page.goto(f"{address}/{page}#place=square&epoch=past&{look}")
        headset.await_sharp("square/past")
        headset.await_state(offline="ready")
    headset.page.reload()
    headset.await_sharp("square/past")
    truth.assert_true_to(headset.picture(), headset.world(GAZE), "past")
