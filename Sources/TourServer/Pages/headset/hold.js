/**
 * Telling a hold from a short press.
 */

/** Shorter than this is a press. */
const HOLD_MS = 400;

export class Hold {
  #timer = 0;
  #onHold;

  /** Whether what is pressed now has become a hold. */
  isHeld = false;

  /** @param {(event: Event) => void} onHold Called with the event that a hold has begun with. */
  constructor(onHold) {
    this.#onHold = onHold;
  }

  /** @param {Event} event */
  begin(event) {
    this.end();
    this.#timer = setTimeout(() => {
      this.isHeld = true;
      this.#onHold(event);
    }, HOLD_MS);
  }

  /** It is let go, or has become something else. @returns {boolean} Whether it was a hold. */
  end() {
    clearTimeout(this.#timer);
    const wasHeld = this.isHeld;
    this.isHeld = false;
    return wasHeld;
  }
}
