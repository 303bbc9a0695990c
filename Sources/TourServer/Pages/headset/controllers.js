/**
 * The controllers of a headset: the trigger pressed or held, the grip, the stick to the left and right.
 */
import { Hold } from "./hold.js";

/** How far a stick is pushed before it counts, and how far it must come back. */
const PUSHED = 0.7;
const RELEASED = 0.3;
/** Of a stick's two axes the one to the right, in WebXR's standard mapping. */
const STICK_X = 2;

export class Controllers {
  #hold = new Hold(() => this.onHold());
  #isPushed = false;

  /** Called at a short press of the trigger. */
  onPress = () => {};
  /** Called when the trigger has been held for a moment, and when it is let go after that. */
  onHold = () => {};
  onRelease = () => {};
  /** Called at a squeeze of the grip. */
  onSqueeze = () => {};
  /** Called when a stick is pushed aside. @type {(step: -1 | 1) => void} −1 to the left. */
  onStep = () => {};

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
    const pushes = [...inputSources].map(({ gamepad }) => gamepad?.axes[STICK_X] ?? 0);
    const push = pushes.reduce((far, push) => (Math.abs(push) > Math.abs(far) ? push : far), 0);
    if (!this.#isPushed && Math.abs(push) > PUSHED) {
      this.#isPushed = true;
      this.onStep(Math.sign(push));
    } else if (Math.abs(push) < RELEASED) {
      this.#isPushed = false;
    }
  }
}
