/**
 * Where the passenger looks, in the world's frame, and how wide.
 */

/** Degrees to radians. */
export const RADIANS = Math.PI / 180;

const NARROWEST = 30 * RADIANS;
const WIDEST = 100 * RADIANS;
/** Time in which a glide covers all but a third of its way. */
const GLIDE_MS = 60;
/** Angles in radians that no eye tells apart. */
const ARRIVED = 1e-4;

export class Gaze {
  /** Clockwise from north, radians, not bounded. */
  heading = 0;
  /** Up, radians, from −π/2 to π/2. */
  pitch = 0;
  /** Towards the right shoulder, radians. */
  roll = 0;
  /** Field of view along the longer side, radians. */
  fov = 90 * RADIANS;

  #goal = { heading: 0, pitch: 0, roll: 0, fov: this.fov };
  #glidesSince_ms = 0;
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  /** Called when the gaze turns or is about to. */
  onChange = () => {};

  /** @returns {{heading: number, pitch: number, roll: number, fov: number}} Where the gaze comes to rest, radians. */
  get goal() {
    return { ...this.#goal };
  }

  /**
   * Looks elsewhere at once.
   * @param {{heading?: number, pitch?: number, roll?: number, fov?: number}} angles Radians.
   */
  set(angles) {
    this.aim(angles);
    Object.assign(this, this.#goal);
  }

  /**
   * Looks elsewhere by a short glide.
   * @param {{heading?: number, pitch?: number, roll?: number, fov?: number}} angles Radians.
   */
  aim(angles) {
    const goal = { ...this.#goal, ...angles };
    goal.pitch = clamped(goal.pitch, -Math.PI / 2, Math.PI / 2);
    goal.fov = clamped(goal.fov, NARROWEST, WIDEST);
    this.#goal = goal;
    this.onChange();
  }

  /** Turns at once, as under a finger. */
  turn(heading, pitch) {
    this.set({ heading: this.heading + heading, pitch: this.pitch + pitch });
  }

  /** Turns by a short glide, as by a key. */
  steer(heading, pitch) {
    this.aim({ heading: this.#goal.heading + heading, pitch: this.#goal.pitch + pitch });
  }

  /** Makes the picture larger by a factor, by a short glide. */
  magnify(factor) {
    this.aim({ fov: 2 * Math.atan(Math.tan(this.#goal.fov / 2) / factor) });
  }

  /**
   * Takes the next step of a glide.
   * @returns {boolean} Whether more are to come.
   */
  glide(now_ms) {
    const elapsed_ms = Math.min(now_ms - this.#glidesSince_ms, 50);
    this.#glidesSince_ms = now_ms;
    const share = this.#still.matches ? 1 : 1 - Math.exp(-elapsed_ms / GLIDE_MS);
    let isTurning = false;
    for (const [angle, goal] of Object.entries(this.#goal)) {
      const rest = (goal - this[angle]) * (1 - share);
      const isThere = Math.abs(rest) < ARRIVED;
      this[angle] = isThere ? goal : goal - rest;
      isTurning ||= !isThere;
    }
    return isTurning;
  }
}

/** @returns {number} The same heading from 0 to below 2π. */
export function compass(heading) {
  const turn = 2 * Math.PI;
  return ((heading % turn) + turn) % turn;
}

/** @returns {number} From one heading to another by the shorter way, from −π to π. */
export function between(from, to) {
  return compass(to - from + Math.PI) - Math.PI;
}

function clamped(value, least, most) {
  return Math.min(most, Math.max(least, value));
}
