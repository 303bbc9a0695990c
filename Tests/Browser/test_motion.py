"""What is asked for while the head moves: what it will look at in a moment, only as much as the line bears, and nothing that is over."""

import numpy as np
import pytest

import truth
from tile_gate import TileGate, tile_of
from truth import Gaze

pytestmark = pytest.mark.alone

HEADING = 30  # of the picture's centre column
MOST_IN_FLIGHT = 6
# Turns the page's own gaze evenly by the frames' clock, from a moment on until it is told to stop.
TURN = """([from_deg, deg_per_s]) => import("/pages/headset/gaze.js").then(({ Gaze }) => new Promise((resolve) => {
    const { glide } = Gaze.prototype;
    let since_ms;
    globalThis.stopTurning = () => { Gaze.prototype.glide = glide; };
    Gaze.prototype.glide = function (now_ms) {
        since_ms ??= now_ms;
        resolve();
        const heading_deg = from_deg + deg_per_s * (now_ms - since_ms) / 1000;
        globalThis.turned = { from_deg: globalThis.turned?.to_deg ?? from_deg, to_deg: heading_deg };
        this.set({ heading: heading_deg * Math.PI / 180 });
        glide.call(this, now_ms);
        return true;
    };
    dispatchEvent(new Event("resize"));
    location.hash = `heading_deg=${from_deg}`;
}))"""

# Tiles and previews from the call until their whole body is there, or never will be.
COUNT_REQUESTS = """
globalThis.requests = { now: 0, most: 0, total: 0, asked: [] };
const { fetch: ask } = globalThis;
globalThis.fetch = async (address, options) => {
  if (!String(address).match(/^\\/(tiles|media)\\//)) return ask(address, options);
  requests.now += 1;
  requests.total += 1;
  requests.asked.push({ address: String(address), ...globalThis.turned });
  requests.most = Math.max(requests.most, requests.now);
  try {
    const answer = await ask(address, options);
    const body = await answer.blob();
    return new Response(body, answer);
  } finally {
    requests.now -= 1;
  }
};
"""


def predicted(page, samples: list[tuple[float, list[float]]], ahead_s: float) -> dict:
    """Speed in radians a second, and the head that is expected, from heads (rows of rotations) at times in ms."""
    return page.evaluate(
        """async ([samples, ahead_s]) => {
            const { HeadMotion } = await import("/pages/headset/headmotion.js");
            const motion = new HeadMotion();
            for (const [time_ms, head] of samples) motion.observe(head, time_ms);
            const [view] = motion.predicted([{ head: samples.at(-1)[1] }], ahead_s);
            return { speed: motion.speed, head: view.head };
        }""",
        [samples, ahead_s],
    )


@pytest.fixture
def still(headset):
    headset.go(Gaze(HEADING, 0, 60))
    headset.await_sharp()
    return headset


@pytest.mark.parametrize("speed_deg_s", [-90, -20, 5, 60])
@pytest.mark.parametrize("axis", ["up", "right", "oblique"])
def test_even_turn_is_continued(axis, speed_deg_s, still):
    """Rotations about a fixed axis, by their definition (Rodrigues), at 72 frames a second."""
    x, y, z = truth.normalised(np.array({"up": [0, 1, 0], "right": [1, 0, 0], "oblique": [1, 2, -1]}[axis], dtype=float))
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    start = truth.about_up(40) @ truth.about_right(-10) @ truth.about_forward(5)

    def head(time_s: float) -> np.ndarray:
        angle = np.radians(speed_deg_s) * time_s
        return (np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross) @ start

    samples = [(1000 / 72 * frame, head(frame / 72).flatten().tolist()) for frame in range(20)]
    found = predicted(still.page, samples, 0.3)
    assert found["speed"] == pytest.approx(np.radians(abs(speed_deg_s)), rel=1e-6)
    assert np.allclose(np.reshape(found["head"], (3, 3)), head(19 / 72 + 0.3), atol=1e-6)


def test_resting_head_and_a_jump_are_no_motion(still):
    at = lambda heading: truth.about_up(heading).flatten().tolist()  # noqa: E731
    resting = predicted(still.page, [(frame * 14, at(40)) for frame in range(10)], 0.3)
    jumped = predicted(still.page, [(0, at(40)), (14, at(40)), (28, at(130))], 0.3)
    assert resting["speed"] == jumped["speed"] == 0
    assert np.allclose(jumped["head"], at(130))


def fine_tiles_of(gaze: Gaze) -> set:
    return truth.fine_tiles(truth.page_directions(gaze, 480, 300), "past")


def test_turning_head_asks_for_what_it_turns_to(headset):
    """At rest nothing but what is in sight is asked for; in an even turn what comes into sight in 0.3 s, and nothing behind."""
    gaze, speed_deg_s = Gaze(HEADING + 180, 0, 60), 12
    headset.page.add_init_script(COUNT_REQUESTS)
    gate = TileGate(headset.page)
    headset.go(gaze)
    headset.await_sharp()
    in_sight = fine_tiles_of(gaze)
    assert {tile for tile in gate.asked if tile[0] > 0} == in_sight, "at rest nothing else is asked for"
    headset.page.evaluate(TURN, [gaze.heading_deg, speed_deg_s])
    headset.await_frames(lambda: asked_in_an_even_turn(headset) is not None, 4000)
    headset.page.evaluate("stopTurning()")
    found = asked_in_an_even_turn(headset)
    asked = tile_of(found["address"])
    assert asked not in fine_tiles_of(Gaze(found["to_deg"], 0, 60)), "in sight by then"
    ahead = {tile for degrees in range(1, 9) for tile in fine_tiles_of(Gaze(found["to_deg"] + degrees, 0, 60))}
    assert asked in ahead - in_sight


def asked_in_an_even_turn(headset) -> dict | None:
    """The first request of a frame that came soon after the one before: who draws but three frames a second cannot foresee."""
    return headset.page.evaluate("requests.asked.find(({ from_deg, to_deg }) => to_deg - from_deg < 1.5) ?? null")


def test_never_more_requests_than_stated_while_the_head_turns(headset):
    """Counted where they are made, for browsers themselves let no more than six at a time through to a server without TLS."""
    headset.page.add_init_script(COUNT_REQUESTS)
    headset.go(Gaze(HEADING, 0, 60))
    headset.await_sharp()
    headset.page.evaluate(TURN, [HEADING, 150])
    headset.await_frames(lambda: headset.page.evaluate("requests.total") >= 6 + 16)
    headset.page.evaluate("stopTurning()")
    headset.look(Gaze(HEADING + 180, 30, 100))
    assert headset.page.evaluate("requests.most") == MOST_IN_FLIGHT
    assert headset.page.evaluate("requests.now") == 0, "not all that was begun has ended"


def test_scene_whose_time_comes_while_a_frame_is_drawn_waits_for_the_next_one_and_no_longer(still):
    """By the table of scenes alone: not due as the frame begins, due as it ends; then it is due for good."""
    found = still.page.evaluate(
        """async () => {
            const { Scenes } = await import("/pages/headset/scenes.js");
            const scenes = new Scenes();
            let isDue = false;
            scenes.expect({}, () => isDue);
            const first = scenes.advance(0, () => true);
            isDue = true;
            const waits = scenes.waits;
            const second = scenes.advance(16, () => true);
            return [first === undefined, waits, second !== undefined, scenes.waits];
        }"""
    )
    assert found == [True, True, True, False]
