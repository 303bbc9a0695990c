"""The sound is held to the common time, and where the browser holds it back the passenger is asked for a tap."""

import pytest
from playwright.sync_api import Page

from chromium import CHROMIUM, CHROMIUM_OPTIONS
from headset_page import HeadsetPage
from riding import NOTE_STARTS, TOKEN, folder, guide, ordered, ride, server  # noqa: F401
from truth import Gaze

pytestmark = pytest.mark.alone

# The sound hardware's clock as if it had jumped by `ahead_s`; `sounds` are all that were begun, the last one is to be heard.
JUMPING_CLOCK = """
globalThis.ahead_s = 0;
globalThis.sounds = [];
const { getOutputTimestamp } = AudioContext.prototype;
AudioContext.prototype.getOutputTimestamp = function () {
  const { contextTime, performanceTime } = getOutputTimestamp.call(this);
  return { contextTime: contextTime + ahead_s, performanceTime };
};
const begin = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (...when) {
  sounds.push(this);
  return begin.apply(this, when);
};
"""
RATE = "sounds.at(-1).playbackRate.value"
# All sound contexts of a page.
NOTE_CONTEXTS = """
globalThis.contexts = [];
globalThis.AudioContext = class extends AudioContext {
  constructor(...options) {
    super(...options);
    contexts.push(this);
  }
};
"""


@pytest.mark.parametrize(
    "drift_s, rate, seek, then",
    [
        (0, 1, False, "as recorded"),
        (0.059, 1, False, "as recorded"),
        (-0.059, 1, False, "as recorded"),
        (0.061, 1, False, "slower"),
        (-0.061, 1, False, "faster"),
        (0.399, 1, False, "slower"),
        (-0.399, 1, False, "faster"),
        (0.401, 1, True, "as recorded"),
        (-0.401, 1, True, "as recorded"),
        (-3600, 1.02, True, "as recorded"),
        # What has begun goes on until little is left, and is not overdone.
        (0.03, 0.98, False, "slower"),
        (0.01, 0.98, False, "as recorded"),
        (-0.03, 1.02, False, "faster"),
        (-0.01, 1.02, False, "as recorded"),
        (-0.03, 0.98, False, "faster"),
        ("NaN", 1, True, "as recorded"),
    ],
)
def test_drift_is_made_good_by_rate_or_by_seeking(drift_s, rate, seek, then, headset):
    headset.go()
    headset.await_sharp()
    found = headset.page.evaluate(
        f"async () => (await import('/pages/headset/drift.js')).correction({drift_s}, {rate})"
    )
    assert found["seek"] == seek
    # Nobody hears a semitone's half; a larger change of pitch would be heard.
    least, most = {"as recorded": (1, 1), "slower": (0.97, 0.9999), "faster": (1.0001, 1.03)}[then]
    assert least <= found["rate"] <= most


def test_sound_that_has_drifted_comes_back(ride, guide):  # noqa: F811
    headset = ride(script=JUMPING_CLOCK)
    page = headset.page
    ordered(guide, "go_to", place="square", epoch="past")
    headset.await_state(narration="playing")
    page.wait_for_function("() => Math.abs(document.documentElement.dataset.drift) < 60")
    begun = page.evaluate("sounds.length")
    assert page.evaluate(RATE) == 1
    for ahead_s, is_right in [(0.2, "rate < 1 && rate > 0.97"), (-0.25, "rate > 1 && rate < 1.03")]:
        page.evaluate("ahead_s => { globalThis.ahead_s = ahead_s; }", ahead_s)
        page.wait_for_function(f"() => {{ const rate = {RATE}; return {is_right}; }}")
        assert page.evaluate("sounds.length") == begun, "a small drift is not made good at once"
    page.evaluate("() => { globalThis.ahead_s = 2; }")
    page.wait_for_function("begun => sounds.length > begun", arg=begun)
    page.wait_for_function("() => Math.abs(document.documentElement.dataset.drift) < 60")
    assert page.evaluate(RATE) == 1
    # By the clock that has jumped the scene began when it did.
    before, after = page.evaluate("begun => [starts[begun - 1], starts.at(-1)]", begun)
    assert abs(after - before) < 60


@pytest.fixture
def strict(browser, server):  # noqa: F811
    """A page in a browser that wants a tap before sound. Nothing may be asked of it as usual: that counts as a tap."""
    options = [*CHROMIUM_OPTIONS, "--autoplay-policy=document-user-activation-required"]
    other = browser.browser_type.launch(executable_path=CHROMIUM, args=options)
    faults: list[str] = []
    page = other.new_context(service_workers="block", locale="en-GB").new_page()
    page.add_init_script(NOTE_CONTEXTS + NOTE_STARTS)
    headset = HeadsetPage(page, f"http://127.0.0.1:{server.port}", faults)
    headset.go(Gaze(30), query=f"?token={TOKEN}")
    yield headset
    other.close()
    assert faults == []


class Onlooker:
    """Reads a page without a hand on it."""

    def __init__(self, page: Page):
        self.page = page
        self.session = page.context.new_cdp_session(page)

    def seen(self, expression: str):
        answer = self.session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True, "userGesture": False})
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        for _ in range(400):
            if self.seen(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never: {expression}; {self.seen('JSON.stringify({...document.documentElement.dataset})')}")


def test_sound_that_the_browser_holds_back_is_offered(strict, guide):  # noqa: F811
    onlooker = Onlooker(strict.page)
    data = "document.documentElement.dataset"
    onlooker.wait(f"{data}.sharp === 'true' && {data}.volume !== undefined")
    ordered(guide, "go_to", place="square", epoch="past")
    onlooker.wait(f"{data}.narration === 'blocked'")
    onlooker.wait("!document.getElementById('offer').hidden")
    assert onlooker.seen("contexts.map(({ state, currentTime }) => state + currentTime).join()") == "suspended0"
    assert onlooker.seen("starts.length") == 0 and not onlooker.seen("navigator.userActivation.hasBeenActive")
    assert "tap" in onlooker.seen("document.getElementById('offer').textContent").lower()
    x, y = onlooker.seen(
        "(() => { const { x, y, width, height } = document.getElementById('offer-action').getBoundingClientRect();"
        " return [x + width / 2, y + height / 2]; })()"
    )
    strict.page.mouse.click(x, y)
    onlooker.wait(f"{data}.narration === 'playing' && document.getElementById('offer').hidden")
    onlooker.wait("contexts[0].state === 'running' && contexts[0].currentTime > 0 && starts.length > 0")
