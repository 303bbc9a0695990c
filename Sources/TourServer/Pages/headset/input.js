/**
 * Looking round with mouse, fingers, wheel and keys.
 */
import { RADIANS } from "./gaze.js";
import { focalLength } from "./view.js";

const KEY_STEP = 6 * RADIANS;
const KEY_MAGNIFICATION = 1.15;
const WHEEL_MAGNIFICATION_PER_PX = 1.0015;
const WHEEL_LINE_PX = 16;

const TURNS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const MAGNIFICATIONS = { "+": KEY_MAGNIFICATION, "=": KEY_MAGNIFICATION, "-": 1 / KEY_MAGNIFICATION };

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("./gaze.js").Gaze} gaze
 */
export function listenToHands(canvas, gaze) {
  listenToPointers(canvas, gaze);
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
    gaze.magnify(WHEEL_MAGNIFICATION_PER_PX ** -(event.deltaY * (lines ? WHEEL_LINE_PX : 1)));
  }, { passive: false });
  addEventListener("keydown", (event) => press(event, gaze));
}

/** One pointer drags the picture, two stretch it. */
function listenToPointers(canvas, gaze) {
  const pointers = new Map();
  const lift = ({ pointerId }) => pointers.delete(pointerId);
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    if (pointers.size === 1) drag(canvas, gaze, before, event);
    if (pointers.size === 2) stretch(pointers, gaze, event);
    pointers.set(event.pointerId, event);
  });
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
}

/** What lies under the finger stays there, near the picture's centre. */
function drag({ clientWidth, clientHeight }, gaze, before, now) {
  const focal_px = focalLength(gaze.fov, Math.max(clientWidth, clientHeight));
  gaze.turn((before.clientX - now.clientX) / focal_px, (now.clientY - before.clientY) / focal_px);
}

function stretch(pointers, gaze, now) {
  const span = () => {
    const [a, b] = [...pointers.values()];
    return Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
  };
  const before_px = span();
  pointers.set(now.pointerId, now);
  gaze.magnify(span() / before_px);
}

function press(event, gaze) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const turn = event.target instanceof HTMLInputElement ? undefined : TURNS[event.key];
  const magnification = MAGNIFICATIONS[event.key];
  if (turn) gaze.steer(turn[0] * KEY_STEP, turn[1] * KEY_STEP);
  if (magnification) gaze.magnify(magnification);
  if (turn || magnification) event.preventDefault();
}
