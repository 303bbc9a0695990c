/** How many frames a second the passenger sees. */

/** So long is looked back; before that nothing is said. */
const SPAN_S = 2;

export class FrameRate {
  /** When frames were drawn, of the last span. @type {number[]} */
  #frames = [];
  #begun_s = Infinity;

  /** A frame is drawn. */
  take(now_s) {
    if (this.#frames.length === 0) this.#begun_s = now_s;
    this.#frames.push(now_s);
    this.#forget(now_s);
  }

  /** @returns {number | undefined} Frames a second; undefined while nothing is drawn, as with a headset that was taken off. */
  hz(now_s) {
    this.#forget(now_s);
    return this.#frames.length > 0 && now_s - this.#begun_s >= SPAN_S ? this.#frames.length / SPAN_S : undefined;
  }

  #forget(now_s) {
    while (this.#frames[0] <= now_s - SPAN_S) this.#frames.shift();
  }
}
