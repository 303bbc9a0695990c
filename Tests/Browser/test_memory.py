"""Textures as the graphics see them: within the memory that the page grants itself, never without a whole sphere, and few at a time."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import direction_tour
import truth
from headset_page import HeadsetPage
from test_tiles import HEADING, MIB, TILE_BYTES, is_fine
from tile_gate import TileGate
from truth import Gaze

pytestmark = pytest.mark.alone

SPY = Path(__file__).with_name("webgl_spy.js").read_text()
# Four levels of tiles of the same size; each picture's textures take 225 MB.
WIDTH = 8192
ROUND = [Gaze(heading, 0, 90) for heading in (0, 90, 180, 270)] + [Gaze(0, 85, 90), Gaze(0, -85, 90)]


@pytest.fixture(scope="module")
def large(serve, tmp_path_factory) -> str:
    """Address of a server with the tour of directions in four times the size."""
    folder = tmp_path_factory.mktemp("large")
    document = direction_tour.write(folder)
    yaw = ((np.arange(WIDTH, dtype=np.float32) + 0.5) / WIDTH - 0.5) * 2 * np.pi
    pitch = (0.5 - (np.arange(WIDTH // 2, dtype=np.float32)[:, None] + 0.5) * 2 / WIDTH) * np.pi
    axes = [np.cos(pitch) * np.sin(yaw), np.sin(pitch) + 0 * yaw, -np.cos(pitch) * np.cos(yaw)]
    for epoch, channels in direction_tour.CHANNELS.items():
        pixels = np.stack([np.rint(axes[axis] * 127.5 + 127.5).astype(np.uint8) for axis in channels], axis=-1)
        Image.fromarray(pixels).save(folder / f"{epoch}.png", compress_level=1)
    return serve(document)


class Spied:
    """A page whose textures are counted."""

    def __init__(self, headset: HeadsetPage):
        self.headset = headset
        headset.page.add_init_script(SPY)

    def __getattr__(self, name: str):
        return self.headset.page.evaluate(f"spy.{name}")

    def coarse(self, gate: TileGate, scene: str) -> set[int]:
        """Numbers of a scene's coarse textures: the newest six, while the gate keeps all finer ones from it."""
        self.headset.await_state(state="ready", scene=scene, fade="1.000")
        self.headset.page.wait_for_function(
            """bytes => {
                const newest = spy.living().slice(-6);
                return newest.length === 6 && newest.every(([, size]) => size === bytes);
            }""",
            arg=TILE_BYTES,
        )
        numbers = {number for number, _ in self.headset.page.evaluate("spy.living().slice(-6)")}
        gate.open()
        return numbers

    def look(self, gaze: Gaze) -> None:
        self.headset.page.evaluate(
            "hash => { location.hash = hash; }",
            f"heading_deg={gaze.heading_deg}&pitch_deg={gaze.pitch_deg}&fov_deg={gaze.fov_deg}",
        )
        self.headset.page.wait_for_selector(
            f'html[data-gaze="{gaze}"][data-sharp="true"]', state="attached", timeout=90_000
        )

    def assert_frames_bear_it(self) -> None:
        """After the first picture no frame is given more than a mebibyte, or one picture alone."""
        frames = [frame for frame in self.headset.page.evaluate("spy.frames") if frame.get("scene")]
        assert sum(frame["bytes"] > 0 for frame in frames) > 20
        assert all(frame["bytes"] <= MIB or frame["sources"] == 1 for frame in frames)


def test_memory_and_uploads_stay_within_bounds_all_round_two_large_pictures(large, open_page):
    headset = open_page(340, 255, at=large, device_scale_factor=4)
    spied, gate = Spied(headset), TileGate(headset.page, is_fine)
    headset.go(ROUND[0], epoch="past")
    past = spied.coarse(gate, "square/past")
    for gaze in ROUND:
        spied.look(gaze)
    assert not past & set(spied.deleted)
    assert spied.bytes > 160 * MIB, "all of the first picture"
    gate.holds = is_fine
    headset.page.evaluate("caches.delete('zeitreise-tour')")
    headset.page.keyboard.press("PageUp")
    present = spied.coarse(gate, "square/present")
    for gaze in ROUND[:4]:
        spied.look(gaze)
    assert not present & set(spied.deleted), "a whole sphere stays"
    assert len(spied.deleted) > 20, "nothing had to leave"
    assert 230 * MIB < spied.most <= 256 * MIB
    assert spied.compressed == 0
    # Beside that it has one of a single texel.
    assert spied.bytes - int(headset.state("texture-bytes")) <= 4, "what the page says of it is true"
    spied.assert_frames_bear_it()


def test_coarse_sphere_stays_in_the_smallest_memory(open_page):
    headset = open_page()
    spied, gate = Spied(headset), TileGate(headset.page, is_fine)
    headset.go(Gaze(HEADING), query="?texture_mib=6")
    coarse = spied.coarse(gate, "square/past")
    for heading in range(0, 360, 45):
        for pitch in (-40, 40):
            headset.look(Gaze(heading, pitch))
    assert not coarse & set(spied.deleted)
    assert len(spied.deleted) > 20, "nothing had to leave"
    assert spied.most <= 6 * MIB
    # And it is what is seen where there is nothing finer.
    gate.holds = is_fine
    headset.page.evaluate("caches.delete('zeitreise-tour')")
    gaze = Gaze(HEADING + 135, 20)
    headset.page.evaluate("hash => { location.hash = hash; }", f"heading_deg={gaze.heading_deg}&pitch_deg={gaze.pitch_deg}")
    headset.await_state(gaze=str(gaze))
    headset.await_frames(lambda: len(gate.held) > 0)
    truth.assert_true_to(headset.picture(), headset.world(gaze), "past")
