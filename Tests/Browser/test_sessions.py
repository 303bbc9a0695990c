"""How VR begins and ends without anybody's help: an offer of the browser, one tap for sound and VR, and who wears the headset."""

import json

import numpy as np
import pytest
from playwright.sync_api import expect

from riding import TOKEN, folder, server  # noqa: F401
from worn import EYES, START, STUB

OFFERS = """
navigator.xr.offerSession = (mode, options) => new Promise((resolve, reject) => {
  globalThis.offered = { mode, options, take: () => navigator.xr.requestSession(mode, options).then(resolve), refuse: reject };
});
"""
DESCRIBED = json.dumps([eye.description() for eye in EYES])
# As browsers do it that want a tap before sound; the one of the tests does not.
BLOCKED_SOUND = """
let isTapped = false, isResumed = false;
for (const tap of ["pointerup", "keydown"]) addEventListener(tap, () => { isTapped = true; }, { capture: true });
const { resume } = AudioContext.prototype;
AudioContext.prototype.resume = function () { isResumed ||= isTapped; return isTapped ? resume.call(this) : new Promise(() => {}); };
Object.defineProperty(AudioContext.prototype, "state", { get: () => (isResumed ? "running" : "suspended") });
"""


def test_vr_that_the_browser_offers_begins_without_the_page(headset):
    headset.page.add_init_script(f"{STUB}; {OFFERS}; webxr.eyes = {DESCRIBED};")
    headset.go(START)
    headset.await_sharp()
    headset.page.wait_for_function("() => globalThis.offered !== undefined")
    assert headset.page.evaluate("offered.mode") == "immersive-vr"
    assert headset.state("immersive") == "false"
    headset.page.evaluate("offered.take()")
    headset.await_state(immersive="true", sharp="true")


def test_a_refused_offer_leaves_the_button(headset):
    headset.page.add_init_script(f"{STUB}; {OFFERS}; webxr.eyes = {DESCRIBED};")
    headset.go(START)
    headset.await_sharp()
    headset.page.wait_for_function("() => globalThis.offered !== undefined")
    headset.page.evaluate("offered.refuse(new Error('no'))")
    headset.page.click("#vr")
    headset.await_state(immersive="true", sharp="true")


def test_a_kiosk_address_and_one_tap_are_enough(server, open_page):  # noqa: F811
    """The headset's token is in the address: no letters to be shown, no lists; one tap starts VR and lets sound be heard."""
    headset = open_page(at=f"http://127.0.0.1:{server.port}")
    headset.page.add_init_script(f"{STUB}; {BLOCKED_SOUND}; webxr.eyes = {DESCRIBED};")
    headset.go(query=f"?token={TOKEN}&lang=en&yaw_frame=vehicle")
    headset.await_sharp()
    assert "token" not in headset.page.url
    assert headset.state("yaw-frame") == "vehicle"
    headset.await_state(narration="blocked")
    headset.page.click("#vr")
    headset.await_state(immersive="true", sharp="true", narration="playing")
    expect(headset.page.locator("#offer")).to_be_hidden()


# Heads and headsets, in degrees at 72 frames a second.
RATE_HZ, SECONDS = 72, 60


def wandering(random, deviation: float, seconds: float) -> np.ndarray:
    """A first-order Gauss-Markov process, by frames."""
    keep = np.exp(-1 / (seconds * RATE_HZ))
    values = np.zeros(RATE_HZ * SECONDS)
    for i in range(1, len(values)):
        values[i] = keep * values[i - 1] + random.normal() * deviation * np.sqrt(1 - keep * keep)
    return values


def poses(kind: str, seed: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Yaw and pitch, and how well the yaw beside the bus is known.

    Assumed, for no recording is at hand: a seated head sways by half a degree within seconds, tracking at rest jitters by some hundredths,
    a bus shakes at 5 to 15 Hz, leans by a degree when it brakes and by a few on hills. What is estimated of its turns is 2 degrees off.
    """
    random = np.random.default_rng(seed)
    times = np.arange(RATE_HZ * SECONDS) / RATE_HZ
    jitter = [random.normal(size=len(times)) * 0.01 + wandering(random, 0.02, 5) for _ in range(2)]
    road = sum(0.08 * np.sin(2 * np.pi * hz * times + random.uniform(0, 6)) for hz in (5, 7.3, 11, 14))
    brakes = wandering(random, 0.5, 2)
    match kind:
        case "on a table":
            return *jitter, 0
        case "on a seat of a driving bus":
            return jitter[0] + 0.5 * road, jitter[1] + road + brakes + 3 * np.sin(times / 20), 0
        case "on a seat, bus turns estimated":
            return jitter[0] + 0.5 * road + wandering(random, 2, 1.5), jitter[1] + road + brakes, 4
        case "worn, looking straight ahead":
            return jitter[0] + wandering(random, 0.6, 1.5), jitter[1] + wandering(random, 0.5, 1.5), 0
        case "worn, looking round":
            return jitter[0] + wandering(random, 30, 4), jitter[1] + wandering(random, 8, 3), 4
    raise ValueError(kind)


@pytest.mark.parametrize(
    "kind, is_worn",
    [
        ("on a table", False),
        ("on a seat of a driving bus", False),
        ("on a seat, bus turns estimated", False),
        ("worn, looking straight ahead", True),
        ("worn, looking round", True),
    ],
)
def test_whether_a_headset_is_worn(kind, is_worn, headset):
    headset.page.goto(headset.address)
    for seed in range(5):
        yaw, pitch, deviation = poses(kind, seed)
        said = headset.page.evaluate(
            """async ({ yaw, pitch, deviation, rate_hz }) => {
                const { Worn } = await import("/pages/headset/worn.js");
                const worn = new Worn();
                const said = [];
                const rad = Math.PI / 180;
                yaw.forEach((angle, i) => {
                    worn.take(angle * rad, pitch[i] * rad, i / rate_hz, deviation * rad);
                    if (i % rate_hz === 0) said.push(worn.isWorn(i / rate_hz) ?? null);
                });
                return [...said, worn.isWorn(yaw.length / rate_hz + 5)];
            }""",
            {"yaw": yaw.tolist(), "pitch": pitch.tolist(), "deviation": deviation, "rate_hz": RATE_HZ},
        )
        assert said[:9] == [None] * 9, "too early to say"
        wrong = [second for second, one in enumerate(said[17:-1], 17) if one is not is_worn]
        assert len(wrong) <= 0.1 * SECONDS, f"seed {seed}: wrong at {wrong}"
        assert said[-1] is False, "a headset that draws nothing is not worn"


TIMERS = """
const [timeout, interval] = [setTimeout, setInterval];
globalThis.intervals = [];
setTimeout = (run, after_ms, ...given) => timeout(run, after_ms === 5000 ? 1 : after_ms, ...given);
setInterval = (run, every_ms, ...given) => { intervals.push(every_ms); return interval(run, every_ms, ...given); };
"""


def test_an_event_stream_that_was_refused_asks_for_the_time_no_oftener(headset):
    refusals = []

    def answer(route):
        if route.request.method == "HEAD" or len(refusals) == 3:
            return route.continue_()
        refusals.append(route.request.url)
        route.fulfill(status=503, body="")

    headset.page.add_init_script(TIMERS)
    headset.page.route("**/api/v1/events", answer)
    headset.go(START)
    headset.await_state(live="free")
    assert len(refusals) == 3
    headset.page.wait_for_function("() => document.documentElement.dataset.clock !== undefined && intervals.includes(10000)")
    assert headset.page.evaluate("intervals.filter((every_ms) => every_ms === 10000).length") == 1
