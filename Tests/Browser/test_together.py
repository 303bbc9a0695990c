"""All passengers see, hear and read the same at the same time, and the guide's console is obeyed."""

import time

import pytest
from playwright.sync_api import expect

from riding import folder, guide, ordered, ride, server  # noqa: F401

pytestmark = pytest.mark.alone

# From the guide's order, which is on the disk by then, to what the passenger sees.
OBEYED_MS = 100


def test_sound_and_captions_run_with_the_scene_in_the_passengers_language(ride, guide, output):
    english, german = ride(), ride("&lang=de")
    ordered(guide, "go_to", place="square", epoch="past")
    for headset, words in [(english, "Second {} from\nhere"), (german, "Sekunde {} von\nhier")]:
        headset.await_state(narration="playing")
        expect(headset.page.locator("#subtitle p")).to_have_text(words.format(2), use_inner_text=True, timeout=10_000)
    english.page.screenshot(path=output / "captions.png")
    ordered(guide, "pause")
    english.await_state(narration="paused")
    ordered(guide, "play")
    english.await_state(narration="playing")
    ordered(guide, "language", language="de")
    expect(english.page.locator("#subtitle p")).to_contain_text("Sekunde")
    expect(english.root).to_have_attribute("lang", "de")
    ordered(guide, "language")
    expect(english.root).to_have_attribute("lang", "en")


def test_clock_that_jumps_is_found_out(ride, guide):
    headset = ride()
    ordered(guide, "go_to", place="square", epoch="present")
    headset.await_sharp("square/present")
    before_s = float(headset.state("clock"))
    headset.page.evaluate("() => { const now = performance.now.bind(performance); performance.now = () => now() + 90_000; }")
    ordered(guide, "go_to", place="square", epoch="past")
    headset.page.wait_for_function(
        "before => Math.abs(Number(document.documentElement.dataset.clock) - before + 90) < 0.1", arg=before_s
    )
    headset.await_sharp("square/past")
    headset.await_state(narration="playing")


def test_console_is_obeyed_at_once(ride, guide, server, output):
    """Each order's effect, by the page's own clock, after the order was sent by the same machine's clock."""
    headset = ride(width=960, height=600)
    ordered(guide, "go_to", place="square", epoch="past")
    headset.await_sharp("square/past")
    for command, body, attribute, value in [
        ("volume", {"volume": 0.5}, "data-volume", "0.5"),
        ("language", {"language": "de"}, "lang", "de"),
        ("message", {"text": {"de": "Der Bus hält", "en": "The bus stops"}}, "data-message", "Der Bus hält"),
        ("point_at", {"heading_deg": 120, "pitch_deg": 5}, "data-pointing", "120 5"),
        ("yaw_frame", {"yaw_frame": "vehicle"}, "data-yaw-frame", "vehicle"),
        ("recentre", {}, "data-recentred", "1"),
        ("headsets_off", {"on": True}, "data-calm", "off"),
    ]:
        sent_ms = time.time() * 1000
        ordered(guide, command, **body)
        headset.page.wait_for_selector(f'html[{attribute}="{value}"]', state="attached")
        seen = headset.page.evaluate("changes")
        at_ms = next(at for name, now, at in reversed(seen) if name == attribute and now == value)
        print(f"{command}: {at_ms - sent_ms:.0f} ms")
        assert at_ms - sent_ms < OBEYED_MS, command
        headset.page.screenshot(path=output / f"order-{command}.png")


def test_pages_begin_together(ride, guide):
    headsets = [ride() for _ in range(3)]
    ordered(guide, "go_to", place="square", epoch="past")
    for headset in headsets:
        headset.await_state(narration="playing")
    starts = [headset.page.evaluate("starts.at(-1)") for headset in headsets]
    print("sound:", max(starts) - min(starts))
    assert max(starts) - min(starts) <= 25
