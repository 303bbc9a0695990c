/**
 * When the picture steps back: for a still view with a horizon, which no stomach minds, or for the blink of an eye in which
 * the picture turns.
 */

const FADE_MS = 400;
const BLINK_MS = 60;

export class Calm {
  #reason = "";
  #opacity = 0;
  #drawn_ms = 0;
  /** What is to happen behind closed eyes. @type {(() => void)[]} */
  #acts = [];
  #dark = 0;

  /** Whether the edge of sight is kept dark. */
  #vignette = false;

  /** Called when a frame is due. */
  onChange = () => {};

  /** @returns {string} Why nothing but the still view is to be seen; empty where the picture is. */
  get reason() {
    return this.#reason;
  }

  set reason(reason) {
    this.#reason = reason;
    this.onChange();
  }

  get vignette() {
    return this.#vignette;
  }

  set vignette(isWanted) {
    this.#vignette = isWanted;
    this.onChange();
  }

  /** @returns {number} Of the still view, from 0 to 1. */
  get opacity() {
    return this.#opacity;
  }

  /** @returns {number} Of the dark of a blink, from 0 to 1. */
  get dark() {
    return this.#dark;
  }

  /** Does something while nobody sees it. @param {() => void} act */
  blink(act) {
    this.#acts.push(act);
    this.onChange();
  }

  /**
   * @param {number} now_ms
   * @param {boolean} atOnce For those who want no motion.
   * @returns {boolean} Whether there is more to come.
   */
  advance(now_ms, atOnce) {
    const elapsed_ms = atOnce ? Infinity : Math.min(now_ms - this.#drawn_ms, 50);
    this.#drawn_ms = now_ms;
    this.#opacity = approached(this.#opacity, this.#reason ? 1 : 0, elapsed_ms / FADE_MS);
    this.#dark = approached(this.#dark, this.#acts.length > 0 ? 1 : 0, elapsed_ms / BLINK_MS);
    if (this.#dark === 1) {
      for (const act of this.#acts.splice(0)) act();
    }
    const isDone = this.#opacity === (this.#reason ? 1 : 0) && this.#dark === 0 && this.#acts.length === 0;
    return !isDone;
  }
}

function approached(value, goal, step) {
  return value < goal ? Math.min(goal, value + step) : Math.max(goal, value - step);
}
