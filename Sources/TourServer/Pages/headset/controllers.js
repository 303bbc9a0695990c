/**
 * The controllers of a headset: the trigger pressed or held, the grip, the stick to the left and right.
 */
import { Hold } from "./hold.js";

/** How far a stick is pushed before it counts, and how far it must come back. */
const PUSHED = 0.7;
const RELEASED = 0.3;
/** A stick's two axes in WebXR's standard mapping: to the right, and towards oneself. */
const STICK_X = 2;
const STICK_Y = 3;
/** The button that is pressed by pressing the stick itself. */
const STICK_BUTTON = 3;

export class Controllers {
  #hold = new Hold(() => this.onHold());
  /** Which way a stick is pushed, as `x` or `y`; empty for none. */
  #pushed = "";
  #isPressed = false;

  /** Called at a short press of the trigger. */
  onPress = () => {};
  /** Called when the trigger has been held for a moment, and when it is let go after that. */
  onHold = () => {};
  onRelease = () => {};
  /** Called at a squeeze of the grip. */
  onSqueeze = () => {};
  /** Called when a stick is pushed ahead, or drawn back. @type {(step: -1 | 1) => void} 1 ahead. */
  onStep = () => {};
  /** Called when a stick is pushed aside. @type {(step: -1 | 1) => void} −1 to the left. */
  onTurn = () => {};
  /** Called when a stick itself is pressed. */
  onRecentre = () => {};

  /** @param {XRSession} session */
  listenTo(session) {
    session.addEventListener("selectstart", (event) => this.#hold.begin(event));
    session.addEventListener("select", () => {
      if (!this.#hold.isHeld) this.onPress();
    });
    session.addEventListener("selectend", () => this.#letGo());
    session.addEventListener("end", () => this.#letGo());
    session.addEventListener("squeeze", () => this.onSqueeze());
  }

  #letGo() {
    if (this.#hold.end()) this.onRelease();
  }

  /** Looks whether a stick is pushed; to be called for each frame. @param {XRSession} session */
  readSticks({ inputSources = [] }) {
    const pads = [...inputSources].map(({ gamepad }) => gamepad).filter(Boolean);
    const [x, y] = [STICK_X, STICK_Y].map((axis) => farthest(pads.map(({ axes }) => axes[axis] ?? 0)));
    this.#push(x, y);
    const isPressed = pads.some(({ buttons }) => buttons?.[STICK_BUTTON]?.pressed);
    if (isPressed && !this.#isPressed) this.onRecentre();
    this.#isPressed = isPressed;
  }

  /** One push counts once, along the axis on which it goes farther. */
  #push(x, y) {
    const far = Math.max(Math.abs(x), Math.abs(y));
    if (far < RELEASED) this.#pushed = "";
    if (this.#pushed || far <= PUSHED) return;
    this.#pushed = Math.abs(x) >= Math.abs(y) ? "x" : "y";
    if (this.#pushed === "x") this.onTurn(Math.sign(x));
    else this.onStep(-Math.sign(y));
  }
}

function farthest(pushes) {
  return pushes.reduce((far, push) => (Math.abs(push) > Math.abs(far) ? push : far), 0);
}
