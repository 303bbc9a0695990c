"""What the headset page tells the server of itself: what the guide's console shows, and counts as arrived."""

import json
import sys
from pathlib import Path

from riding import folder, guide, ordered, ride, server  # noqa: F401
from worn import EYES, STUB

# The server and the guide of the commands' tests.
sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import bus  # noqa: E402

BATTERY = "navigator.getBattery = async () => ({ level: 0.42, charging: false });"
NO_BATTERY = "navigator.getBattery = undefined;"
WORN = f"{STUB}; webxr.eyes = {json.dumps([eye.description() for eye in EYES])};"
# A page reports by itself every five seconds; an order is to be told of sooner.
SOON_S = 2


def report_of(guide: bus.Guide) -> dict:
    """Of the one headset."""
    _, _, body = bus.request(guide.port, "GET", "/api/v1/headsets", cookie=guide.cookie)
    [headset] = body["headsets"]
    return headset["report"]


def test_orders_are_said_to_have_arrived(ride, guide):
    headset = ride()
    orders = [("volume", {"volume": 0.7}), ("message", {"text": {"en": "Hello"}}), ("recentre", {}), ("headsets_off", {"on": True}), ("headsets_off", {"on": False})]
    for command, body in orders:
        status, answer = guide.command(command, **body)
        assert status == 200, answer
        bus.within(SOON_S, lambda: report_of(guide).get("revision", -1) >= answer["revision"] or None)
    # It turns behind closed eyes, some frames after it was told to.
    headset.await_state(recentred="1")


def test_a_scene_is_reported_when_it_is_shown(ride, guide):
    headset = ride()
    ordered(guide, "go_to", place="square", epoch="present")
    headset.await_sharp("square/present")
    bus.within(SOON_S, lambda: report_of(guide).get("scene") == {"place": "square", "epoch": "present"} or None)


def test_battery_is_reported(ride, guide):
    ride(script=BATTERY)
    report = bus.within(10, lambda: report if "battery" in (report := report_of(guide)) else None)
    assert (report["battery"], report["charging"]) == (0.42, False)


def test_what_is_not_known_is_not_reported(ride, guide):
    """No battery that the browser tells of, and nothing drawn for eyes."""
    ride(script=NO_BATTERY)
    report = bus.within(10, lambda: report if "revision" in (report := report_of(guide)) else None)
    assert not {"battery", "charging", "frame_rate_hz"} & report.keys()


def test_frame_rate_is_of_what_the_eyes_see(ride, guide):
    headset = ride(script=WORN)
    headset.page.click("#vr")
    headset.await_state(immersive="true", sharp="true")
    frames, begun_ms = headset.page.evaluate("[webxr.frames, performance.now()]")
    headset.page.wait_for_function("begun_ms => performance.now() > begun_ms + 4000", arg=begun_ms)
    more, ended_ms = headset.page.evaluate("[webxr.frames, performance.now()]")
    ordered(guide, "volume", volume=0.5)
    report = bus.within(10, lambda: report if "frame_rate_hz" in (report := report_of(guide)) else None)
    drawn_hz = (more - frames) / (ended_ms - begun_ms) * 1000
    assert drawn_hz / 2 < report["frame_rate_hz"] < drawn_hz * 2, "it is of another moment, on a busy machine"
    headset.page.evaluate("webxr.session.end()")
    headset.await_state(immersive="false")
    ordered(guide, "volume", volume=0.6)
    bus.within(10, lambda: None if "frame_rate_hz" in report_of(guide) else True)
