"""Each comfort rule of a place, and the guide's word before it: real servers, drives and headset pages."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

import comfort_tour
from on_a_bus import ACCESS, TOKEN, bus, furnish
from riding import NOTE_CHANGES
from truth import Gaze

# It arrives, stands, drives on at a walk, and stands again.
STOPS = [(0, 5.0), (30, 0.0), (110, 3.0), (180, 0.0), (400, 0.0)]
FAST = [(0, 5.0), (60, 12.0), (560, 12.0)]


@contextmanager
def drive(program: str, folder: Path, comfort: str, speeds: list, replay: int = 5):
    furnish(program, folder, comfort_tour.write(folder, comfort, speeds))
    with bus.serving(program, "tour.ztour", *ACCESS, "--gps", f"replay:drive.nmea@{replay}", cwd=folder) as server:
        yield server


def board(server: bus.Server, open_page):
    headset = open_page(at=f"http://127.0.0.1:{server.port}")
    headset.page.add_init_script(NOTE_CHANGES)
    headset.go(Gaze(30), query=f"?token={TOKEN}&lang=en")
    headset.await_sharp()
    headset.await_state(live="drive")
    return headset


def calms(headset) -> list[str]:
    """Why the picture has stepped back, one after the other."""
    return [value for name, value, _ in headset.page.evaluate("changes") if name == "data-calm"]


def await_calm(headset, reason: str) -> None:
    headset.page.wait_for_selector(f'html[data-calm="{reason}"]', state="attached", timeout=60_000)


def test_a_place_for_standing_buses_rests_while_the_bus_moves(program, tmp_path, open_page):
    with drive(program, tmp_path, "stopped", STOPS) as server:
        headset = board(server, open_page)
        events = bus.Events(server.port, Cookie=bus.Guide(server.port).cookie)
        state = events.until(lambda state: state.get("scene", {}).get("place") == "square")
        assert state["speed_mps"] < 1, "it is not shown before the bus stands"
        headset.await_state(scene="square/past", calm="")
        await_calm(headset, "tooFast")
        state = events.until(lambda state: state["too_fast"])
        assert 1 < state["speed_mps"] < 4, "at a walk already"
        expect(headset.page.locator("#calm h2")).to_have_text("We go on in a moment")
        await_calm(headset, "")
        assert events.until(lambda state: not state["too_fast"])["speed_mps"] < 1


def test_a_place_for_any_bus_never_rests(program, tmp_path, open_page):
    with drive(program, tmp_path, "any", FAST) as server:
        headset = board(server, open_page)
        events = bus.Events(server.port, Cookie=bus.Guide(server.port).cookie)
        fast = events.until(lambda state: "scene" in state and state["speed_mps"] > 11)
        # So long at this speed that each other rule would have had its way.
        events.until(lambda state: state["position"]["progress_m"] > fast["position"]["progress_m"] + 12 * 20)
        headset.await_sharp()
        assert set(calms(headset)) <= {""} and headset.state("calm") == ""


def test_the_guide_goes_before_the_rule(program, tmp_path, open_page, output):
    with drive(program, tmp_path, "slow", FAST) as server:
        headset = board(server, open_page)
        guide = bus.Guide(server.port)
        events = bus.Events(server.port, Cookie=guide.cookie)
        await_calm(headset, "tooFast")

        def order(**body) -> None:
            status, answer = guide.command("comfort", **body)
            assert status == 200, answer

        order(comfort="show")
        await_calm(headset, "")
        state = events.until(lambda state: state.get("comfort") == "show")
        assert state["too_fast"], "the bus is as fast as before"
        headset.await_sharp()
        order(comfort="calm")
        await_calm(headset, "guide")
        expect(headset.page.locator("#calm h2")).to_have_text("A short rest")
        headset.page.screenshot(path=output / "calm-by-guide.png")
        order()
        await_calm(headset, "tooFast")
        # For the place: whenever it is shown.
        order(comfort="show", place="square")
        await_calm(headset, "")
        assert guide.command("again")[0] == 200
        state = events.until(lambda state: state.get("comfort_of") == {"square": "show"} and "awaited" not in state)
        assert state["comfort"] == "show"
        assert guide.command("headsets_off", on=True)[0] == 200
        await_calm(headset, "off")
        assert guide.command("comfort", comfort="fast")[0] == 400
        assert guide.command("comfort", comfort="show", place="moon")[0] == 422
