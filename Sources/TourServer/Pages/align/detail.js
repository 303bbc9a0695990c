/**
 * How finely a view is drawn while it moves: as finely as leaves 30 frames a second, and in full once it rests. Some machines draw by
 * software, where the pixels of a frame are what it costs.
 */

/** A frame later than this after the one before is late: 30 a second, with half a frame of a 60 Hz screen to spare. */
const LATE_MS = 1000 / 30 + 8;
/** As early as this leaves room for twice the pixels. */
const EARLY_MS = 1000 / 60 + 4;
/** Frames in a row before anything changes: a single one may be late for any reason. */
const LATE_FRAMES = 3;
const EARLY_FRAMES = 60;
/** Half the pixels each time, at worst a quarter. */
const STEP = Math.SQRT1_2;
const COARSEST = 0.5;
/** Without a frame for so long the view rests. */
export const REST_MS = 150;

export class Detail {
  #last = -Infinity;
  #share = 1;
  #late = 0;
  #early = 0;

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
    this.#late = interval > LATE_MS ? this.#late + 1 : 0;
    this.#early = interval < EARLY_MS ? this.#early + 1 : 0;
    if (this.#late >= LATE_FRAMES) this.#become(Math.max(COARSEST, this.#share * STEP));
    else if (this.#early >= EARLY_FRAMES) this.#become(Math.min(1, this.#share / STEP));
    return this.#share;
  }

  #become(share) {
    // Sums of roots do not quite come back to one.
    this.#share = share > 0.99 ? 1 : share;
    this.#late = 0;
    this.#early = 0;
  }
}
