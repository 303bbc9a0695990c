/**
 * Whether somebody wears the headset: no head rests quite still, and a headset that lies somewhere turns with the bus alone. The bus
 * shakes it, which is over within a fraction of a second, and leans with it when it brakes or climbs, which is no turn about the upright.
 */

/** So long is looked back. */
const SPAN_S = 15;
/** Poses are averaged over this, which takes out what the road shakes. */
const PART_S = 0.5;
/** Standard deviations, radians. A head is taken to sway by half a degree and more even when it looks straight ahead. */
const YAW_STILL = (0.25 * Math.PI) / 180;
/** A bus leans by about a degree when it brakes. */
const PITCH_STILL = (1.2 * Math.PI) / 180;
/** Headsets that are taken off cease to draw. */
const ASLEEP_S = 3;

export class Worn {
  /** Means, the last one not complete. @type {{begin_s: number, yaw: number, pitch: number, count: number}[]} */
  #parts = [];
  #last_s = -Infinity;
  #deviation = 0;
  #yaw = 0;

  /** Angles as of a frame, radians. @param {number} yaw Relative to the bus. @param {number} deviation Of it, from what is not known of the bus. */
  take(yaw, pitch, now_s, deviation = 0) {
    this.#deviation = deviation;
    if (now_s - this.#last_s > ASLEEP_S) this.#parts = [];
    // Not bounded, so that a look to the back is no leap.
    this.#yaw = yaw - Math.round((yaw - this.#yaw) / (2 * Math.PI)) * 2 * Math.PI;
    this.#last_s = now_s;
    if (!(now_s - this.#parts.at(-1)?.begin_s < PART_S)) this.#parts.push({ begin_s: now_s, yaw: 0, pitch: 0, count: 0 });
    while (this.#parts[0].begin_s < now_s - SPAN_S - PART_S) this.#parts.shift();
    const part = this.#parts.at(-1);
    part.count += 1;
    part.yaw += (this.#yaw - part.yaw) / part.count;
    part.pitch += (pitch - part.pitch) / part.count;
  }

  /** @returns {boolean | undefined} Undefined before there is enough to say. */
  isWorn(now_s) {
    if (now_s - this.#last_s > ASLEEP_S) return this.#last_s > -Infinity ? false : undefined;
    const whole = this.#parts.slice(0, -1);
    if (whole.length < SPAN_S / PART_S - 1) return undefined;
    const yaw = deviation(whole.map(({ yaw }) => yaw));
    const pitch = deviation(whole.map(({ pitch }) => pitch));
    return yaw > Math.max(YAW_STILL, this.#deviation) || pitch > PITCH_STILL;
  }
}

function deviation(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
