"""A headset that does not notice that the bus turns: the page turns the picture with it, and what is ahead stays where it is in the world."""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import truth
from truth import about_up
from worn import EYES, START, seen, wear

# The clients of the commands' tests.
sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import bus  # noqa: E402

pytestmark = pytest.mark.alone

FIRST_DEG, TURN_DEG_PER_S, LAST_DEG = 40.0, 12.0, 76.0


class Drive:
    """Answers the page's event stream: a state each time it asks, as of a bus that turns and then goes straight on."""

    def __init__(self, headset, frame: str):
        port = int(headset.address.rsplit(":", 1)[1])
        events = bus.Events(port)
        self.state = next(events.states()) | {"yaw_frame": frame}
        events.close()
        # When the bus begins to turn, by the server's clock.
        self.begun_s: float | None = None
        self.told = 0
        headset.page.route("**/api/v1/events", self.answer)

    def answer(self, route) -> None:
        # The server's clock is the machine's.
        now_s = time.clock_gettime(time.CLOCK_BOOTTIME)
        turning_s = now_s - self.begun_s if self.begun_s else 0
        heading = min(FIRST_DEG + TURN_DEG_PER_S * turning_s, LAST_DEG)
        self.told += 1
        motion = {"server_time_s": now_s, "fix_time_s": now_s, "heading_deg": heading, "speed_mps": 6.0, "revision": self.told}
        body = f"retry: 400\n\nevent: state\ndata: {json.dumps(self.state | motion)}\n\n"
        route.fulfill(body=body, content_type="text/event-stream")


@pytest.mark.parametrize("frame, turned_deg", [("vehicle", LAST_DEG - FIRST_DEG), ("world", 0)])
def test_picture_in_a_turning_bus(frame, turned_deg, headset):
    """In `vehicle` the head's yaw is within the bus: unmoved in it, it looks on in the world as the bus has turned. In `world` it is not added."""
    drive = Drive(headset, frame)
    wear(headset)
    headset.await_frames(lambda: headset.state("yaw-frame") == frame and drive.told > 3)
    drive.begun_s = time.clock_gettime(time.CLOCK_BOOTTIME)
    headset.await_frames(lambda: time.clock_gettime(time.CLOCK_BOOTTIME) - drive.begun_s > 8)
    world = EYES[0].directions() @ about_up(START.heading_deg + turned_deg).T
    pixels = seen(headset, 0)
    assert truth.is_picture(pixels, "past").all()
    assert truth.shift_deg(pixels, world, "past") < 0.5
    assert np.median(truth.errors_deg(pixels, world, "past")) < 1
