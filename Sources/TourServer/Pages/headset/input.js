/**
 * Looking round with mouse, fingers, wheel and keys.
 */
import { RADIANS } from "./gaze.js";
import { Hold } from "./hold.js";
import { focalLength } from "./view.js";

const KEY_STEP = 6 * RADIANS;
const KEY_MAGNIFICATION = 1.15;
const WHEEL_MAGNIFICATION_PER_PX = 1.0015;
const WHEEL_LINE_PX = 16;
/** A finger at rest does not move further. */
const AT_REST_PX = 8;

const TURNS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const MAGNIFICATIONS = { "+": KEY_MAGNIFICATION, "=": KEY_MAGNIFICATION, "-": 1 / KEY_MAGNIFICATION };

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("./gaze.js").Gaze} gaze
 * @param {import("./timelens.js").TimeLens} lens Opens under a finger or the mouse that is held still.
 */
export function listenToHands(canvas, gaze, lens) {
  const pointers = new Pointers(canvas, gaze, lens);
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (pointers.holdLens) return lens.step(-Math.sign(event.deltaY));
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
    return gaze.magnify(WHEEL_MAGNIFICATION_PER_PX ** -(event.deltaY * (lines ? WHEEL_LINE_PX : 1)));
  }, { passive: false });
  addEventListener("keydown", (event) => press(event, gaze));
}

/** One pointer drags the picture, or held still the lens; two stretch the picture. */
class Pointers {
  #canvas;
  #gaze;
  #lens;
  #pointers = new Map();
  #begin;
  #hold = new Hold((event) => this.#lens.open(this.#share(event)));

  constructor(canvas, gaze, lens) {
    this.#canvas = canvas;
    this.#gaze = gaze;
    this.#lens = lens;
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", (event) => this.#up(event));
    canvas.addEventListener("contextmenu", (event) => {
      if (this.#pointers.size > 0) event.preventDefault();
    });
  }

  /** Whether a pointer holds the lens now. */
  get holdLens() {
    return this.#hold.isHeld;
  }

  #down(event) {
    if (event.button !== 0) return;
    this.#pointers.set(event.pointerId, event);
    this.#canvas.setPointerCapture(event.pointerId);
    if (this.#pointers.size > 1) {
      if (!this.#hold.isHeld) this.#hold.end();
    } else if (this.#lens.canOpen) {
      this.#begin = event;
      this.#hold.begin(event);
    }
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    if (this.#hold.isHeld) {
      if (event.pointerId === this.#begin.pointerId) this.#lens.move(this.#share(event));
    } else {
      if (this.#pointers.size === 1) this.#drag(before, event);
      if (this.#pointers.size === 2) this.#stretch(event);
    }
    this.#pointers.set(event.pointerId, event);
  }

  #up(event) {
    this.#pointers.delete(event.pointerId);
    if (event.pointerId === this.#begin?.pointerId && this.#hold.end()) this.#lens.close();
  }

  /** What lies under the finger stays there, near the picture's centre. */
  #drag(before, now) {
    if (this.#begin && distance(this.#begin, now) > AT_REST_PX) this.#hold.end();
    const { clientWidth, clientHeight } = this.#canvas;
    const focal_px = focalLength(this.#gaze.fov, Math.max(clientWidth, clientHeight));
    this.#gaze.turn((before.clientX - now.clientX) / focal_px, (now.clientY - before.clientY) / focal_px);
  }

  #stretch(now) {
    const span = () => Math.max(1, distance(...this.#pointers.values()));
    const before_px = span();
    this.#pointers.set(now.pointerId, now);
    this.#gaze.magnify(span() / before_px);
  }

  /** Where a pointer is, in shares of the page. */
  #share({ clientX, clientY }) {
    const { clientWidth, clientHeight } = this.#canvas;
    return { x: clientX / clientWidth, y: clientY / clientHeight };
  }
}

function distance(a, b) {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}

function press(event, gaze) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const turn = event.target instanceof HTMLInputElement ? undefined : TURNS[event.key];
  const magnification = MAGNIFICATIONS[event.key];
  if (turn) gaze.steer(turn[0] * KEY_STEP, turn[1] * KEY_STEP);
  if (magnification) gaze.magnify(magnification);
  if (turn || magnification) event.preventDefault();
}
