/**
 * Pressing by looking: what is looked at for a moment is pressed.
 */

/** Long enough to read a label without pressing it, short enough not to tire. */
const DWELL_MS = 1100;
/** A glance that slips off for so long is none. */
const SLIP_MS = 150;

export class Dwell {
  /** What is looked at. @type {unknown} */
  #target;
  #since_ms = 0;
  #seen_ms = 0;
  #isSpent = false;

  /** @returns {unknown} What is looked at; undefined for nothing. */
  get target() {
    return this.#target;
  }

  /**
   * @param {unknown} target What is looked at in this frame; undefined for nothing.
   * @param {boolean} repeats Whether looking on presses it again.
   * @returns {{share: number, isPressed: boolean}} How far it is pressed, and whether it is in this frame.
   */
  take(target, now_ms, repeats = false) {
    const hasSlipped = target === undefined && this.#target !== undefined && now_ms - this.#seen_ms < SLIP_MS;
    if (hasSlipped) return { share: this.#share(now_ms), isPressed: false };
    if (target !== this.#target) this.#begin(target, now_ms);
    this.#seen_ms = now_ms;
    if (target === undefined || this.#isSpent) return { share: 0, isPressed: false };
    if (this.#share(now_ms) < 1) return { share: this.#share(now_ms), isPressed: false };
    this.press(now_ms, repeats);
    return { share: 0, isPressed: true };
  }

  /** It was pressed, by looking or by hand: whoever does not look on a purpose has to look away first. */
  press(now_ms, repeats = false) {
    this.#since_ms = now_ms;
    this.#isSpent = !repeats;
  }

  #begin(target, now_ms) {
    this.#target = target;
    this.#since_ms = now_ms;
    this.#isSpent = false;
  }

  #share(now_ms) {
    return this.#isSpent ? 0 : Math.min(1, (now_ms - this.#since_ms) / DWELL_MS);
  }
}
