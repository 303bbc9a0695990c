/**
 * Where the bus heads at any moment: measured once a second, foreseen between. Radians clockwise from north, seconds of any one clock.
 * How good it is, and how good it can be: HEADSET.md.
 */
import { BendWatch } from "./bends.js";
import { between } from "./gaze.js";
import { TurnFilter } from "./turnfilter.js";

/** 5 km/h: a slower receiver's course is noise. */
const SLOWEST_MPS = 5 / 3.6;
/** Without a fix the bus is taken to go straight on after this. */
const FORESIGHT_S = 2;
/** Two fixes further apart say nothing of how the bus turns. */
const LONGEST_PAUSE_S = 3.5;
/** Fixes that follow each other faster tell a turn better than the route does. */
const ROUTE_HELPS_S = 0.7;
/** Standard deviation of the rate of turn: a bus at its turning circle turns by 0.35 rad/s, and seldom is. */
const WANDER = 0.15;
/** The same where the route has said what is to come. */
const WANDER_ON_ROUTE = 0.03;
/** Across the way, of a receiver's speed, and the least of its course. */
const ACROSS_MPS = 0.08;
const COURSE = 0.01;
/** What a fix puts right comes smoothly: within some of these, and no faster than a bus turns. */
const SETTLES_S = 0.1;
const FASTEST_TURN = 0.5;

export class BusHeading {
  /** The last fix of a bus that drove. @type {{at_s: number, speed_mps: number, progress_m?: number} | undefined} */
  #fix;
  /** @type {TurnFilter} */
  #filter;
  #watch = new BendWatch();
  /** Where the bus stands and has no course. @type {number | undefined} */
  #frozen;
  /** What was shown minus what is right, when the last fix came. */
  #wrong = { by: 0, since_s: 0 };

  /**
   * @param {object} fix
   * @param {number} fix.heading
   * @param {number} fix.speed_mps
   * @param {number} fix.at_s When the bus headed there.
   * @param {number} [fix.progress_m] Along the route.
   * @param {import("./bends.js").Bends} [fix.bends] The route's, as seen from there.
   * @param {number} [now_s] When it became known.
   */
  takeFix(fix, now_s = fix.at_s) {
    if (this.#fix && fix.at_s <= this.#fix.at_s) return;
    const shown = this.at(now_s);
    if (fix.speed_mps < SLOWEST_MPS) this.#freeze(now_s);
    else this.#follow(fix, now_s);
    if (shown !== undefined) this.#wrong = { by: shown - this.#foreseen(now_s), since_s: now_s };
  }

  /** @returns {number | undefined} Not bounded; undefined before the first fix of a bus that drives. */
  at(now_s) {
    if (!this.#fix) return undefined;
    const settles_s = Math.max(SETTLES_S, Math.abs(this.#wrong.by) / (Math.E * FASTEST_TURN));
    const elapsed = Math.max(0, now_s - this.#wrong.since_s) / settles_s;
    return this.#foreseen(now_s) + this.#wrong.by * (1 + elapsed) * Math.exp(-elapsed);
  }

  #freeze(now_s) {
    if (this.#fix) this.#frozen ??= this.#foreseen(now_s);
  }

  #follow(told, now_s) {
    const helps = !this.#fix || told.at_s - this.#fix.at_s > ROUTE_HELPS_S;
    const fix = { ...told, bends: helps ? told.bends : undefined };
    const { heading, speed_mps, at_s, bends } = fix;
    const deviation = Math.hypot(COURSE, ACROSS_MPS / speed_mps);
    const wander = bends ? WANDER_ON_ROUTE : WANDER;
    if (bends) this.#watch.take(bends, heading);
    const isOn = this.#fix && this.#frozen === undefined && at_s - this.#fix.at_s <= LONGEST_PAUSE_S;
    if (isOn) {
      this.#filter.advance(at_s, wander, this.#turnSince(fix));
      this.#filter.correct(between(this.#filter.at(at_s), heading), deviation);
    } else {
      const before = this.#fix ? this.#foreseen(now_s) : heading;
      this.#filter = new TurnFilter(before + between(before, heading), deviation, wander, at_s);
    }
    this.#fix = fix;
    this.#frozen = undefined;
  }

  /** What the route has turned since the fix before. */
  #turnSince({ progress_m, bends }) {
    if (!bends || this.#fix.progress_m === undefined) return 0;
    return this.#watch.turn(Math.min(0, this.#fix.progress_m - progress_m), 0);
  }

  #foreseen(now_s) {
    if (this.#frozen !== undefined) return this.#frozen;
    const { at_s, speed_mps, bends } = this.#fix;
    const then_s = Math.min(Math.max(now_s, at_s), at_s + FORESIGHT_S);
    return this.#filter.at(then_s) + (bends ? this.#watch.turn(0, speed_mps * (then_s - at_s)) : 0);
  }
}
