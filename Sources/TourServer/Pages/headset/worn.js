/**
 * Whether somebody wears the headset: no head is ever quite still, and a table always is.
 */

const SPAN_S = 5;
/** Standard deviation, radians: 0.02 degrees. Tracking of a headset at rest stays far below. */
const STILL = (0.02 * Math.PI) / 180;

export class Worn {
  /** @type {{at_s: number, yaw: number, pitch: number}[]} */
  #poses = [];

  /** Angles as of a frame, radians. */
  take(yaw, pitch, now_s) {
    const before = this.#poses.at(-1)?.yaw ?? yaw;
    // Not bounded, so that a look to the back is no leap.
    const turned = yaw - Math.round((yaw - before) / (2 * Math.PI)) * 2 * Math.PI;
    this.#poses.push({ at_s: now_s, yaw: turned, pitch });
    while (this.#poses.length > 2 && this.#poses[1].at_s <= now_s - SPAN_S) this.#poses.shift();
  }

  /** @returns {boolean | undefined} Undefined before there is enough to say. */
  get isWorn() {
    const [first] = this.#poses;
    const last = this.#poses.at(-1);
    if (!first || last.at_s - first.at_s < SPAN_S) return undefined;
    return Math.max(this.#deviation(({ yaw }) => yaw), this.#deviation(({ pitch }) => pitch)) > STILL;
  }

  #deviation(of) {
    const mean = this.#poses.reduce((sum, pose) => sum + of(pose), 0) / this.#poses.length;
    return Math.sqrt(this.#poses.reduce((sum, pose) => sum + (of(pose) - mean) ** 2, 0) / this.#poses.length);
  }
}
