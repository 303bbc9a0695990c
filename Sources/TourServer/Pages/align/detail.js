/**
 * How finely a view is drawn while it moves: as finely as leaves 30 frames a second, and in full once it rests. Some machines draw by
 * software, where the pixels of a frame are what it costs.
 */

/** Frames that come less often than 30 a second, by their running mean. */
const LATE_MS = 1000 / 30 + 2;
/** With so much room there is time for twice the pixels. */
const EARLY_MS = 1000 / 60 + 2;
const TYPICAL_MS = (LATE_MS + EARLY_MS) / 2;
/** Of the newest frame in the mean: a single one may be late for any reason. */
const WEIGHT = 1 / 8;
/** Half the pixels each time, at worst a quarter. */
const STEP = Math.SQRT1_2;
const COARSEST = 0.5;
/** Without a frame for so long the view rests. */
export const REST_MS = 150;

export class Detail {
  #last = -Infinity;
  #share = 1;
  #mean = TYPICAL_MS;

  /**
   * Of the frame to be drawn now, while the view moves.
   * @param {number} now In milliseconds.
   * @returns {number} The share of the canvas's full resolution along each side, 0.5 to 1.
   */
  at(now) {
    const interval = now - this.#last;
    this.#last = now;
    // The first after a rest says nothing of how long a frame takes.
    if (interval > REST_MS) return this.#share;
    this.#mean += (interval - this.#mean) * WEIGHT;
    if (this.#mean > LATE_MS) this.#become(this.#share * STEP);
    else if (this.#mean < EARLY_MS) this.#become(this.#share / STEP);
    return this.#share;
  }

  #become(share) {
    this.#share = Math.min(1, Math.max(COARSEST, share));
    this.#mean = TYPICAL_MS;
  }
}
