/**
 * Where the bus heads between fixes: a pure estimate of a second's worth of the future from what came before. Radians clockwise
 * from north, seconds of any one clock.
 */
import { between } from "./gaze.js";

/** 5 km/h: a slower receiver's course is noise. */
const SLOWEST_MPS = 5 / 3.6;
/** Without a fix the bus is taken to go straight on after this. */
const FORESIGHT_S = 1.5;
/** Two fixes further apart say nothing of how the bus turns. */
const LONGEST_PAUSE_S = 3.5;
/** What a new fix puts right fades in over this, so that it is no jump. */
const SETTLES_S = 0.08;
/** rad/s; no bus turns faster. */
const FASTEST_TURN = (40 * Math.PI) / 180;

export class BusHeading {
  /** The last fix at which the bus drove, its heading not bounded to a turn. @type {{heading: number, at_s: number} | undefined} */
  #fix;
  /** rad/s at that fix. */
  #rate = 0;
  /** rad/s between that fix and the one before, where that says something. @type {number | undefined} */
  #mean;
  /** Estimate before that fix minus estimate after it. */
  #jump = 0;

  /** @param {{heading: number, speed_mps: number, at_s: number}} fix `at_s`: when the bus headed there. */
  takeFix({ heading, speed_mps, at_s }) {
    const foreseen = this.at(at_s);
    const last = this.#fix;
    if (last && at_s <= last.at_s) return;
    if (speed_mps < SLOWEST_MPS) {
      // Frozen: what was foreseen stays.
      if (last) this.#settle({ heading: foreseen, at_s }, undefined, 0);
      return;
    }
    const unbounded = last ? last.heading + between(last.heading, heading) : heading;
    const mean = last && at_s - last.at_s <= LONGEST_PAUSE_S ? (unbounded - last.heading) / (at_s - last.at_s) : undefined;
    const isTurn = mean !== undefined && Math.abs(mean) <= FASTEST_TURN;
    this.#settle({ heading: unbounded, at_s }, isTurn ? mean : undefined, foreseen === undefined ? 0 : foreseen - unbounded);
  }

  /** The rate at the fix follows from the mean rates before it, as if it changed evenly. */
  #settle(fix, mean, jump) {
    this.#rate = mean === undefined ? 0 : mean + (mean - (this.#mean ?? mean)) / 2;
    [this.#fix, this.#mean, this.#jump] = [fix, mean, jump];
  }

  /** @returns {number | undefined} Not bounded; undefined before the first fix of a bus that drives. */
  at(now_s) {
    if (!this.#fix) return undefined;
    const elapsed_s = Math.max(0, now_s - this.#fix.at_s);
    const turned = this.#rate * Math.min(elapsed_s, FORESIGHT_S);
    return this.#fix.heading + turned + this.#jump * Math.exp(-elapsed_s / SETTLES_S);
  }
}
