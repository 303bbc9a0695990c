/**
 * What the route says of the bus's next turns: its headings behind and ahead, and where among them the bus is likely to be. How far
 * along the route it is is known to some metres only; in a bend the heading tells that better. Metres, radians.
 */
import { between } from "./gaze.js";

/** Standard deviation of progress along the route: a receiver's error on a street. */
const ASTRAY_M = 4;
/** By which that error changes from fix to fix: a metre of noise in each. */
const WANDERS_M = 1.5;
/** Standard deviation of a bus's heading from its route's at the same place. */
const BESIDE = 0.06;
/** The share of headings that have nothing to do with the route, as beside a parked van. */
const ODD = 0.02;
/** Over so much way to both sides a route's headings are averaged: a driver's hands need it, and points of a line are a little off. */
const SMOOTH_M = 6;
/** A smaller turn of the route, in radians, is rather such an error than a turn. */
const UNSURE = 0.035;
const REACH_M = 12;
const STEP_M = 1;
const OFFSETS = Array.from({ length: (2 * REACH_M) / STEP_M + 1 }, (_, i) => i * STEP_M - REACH_M);
const SPREAD = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((steps) => bell(steps * STEP_M, WANDERS_M));

/** @typedef {{from_m: number, step_m: number, headings: number[]}} Bends Along the route, from so far ahead of the bus on. */

export class BendWatch {
  /** @type {Bends} */
  #bends;
  /** How likely the bus is so much further than is told; they sum to 1. */
  #chances = scaled(OFFSETS.map((offset) => bell(offset, ASTRAY_M)));

  /** @param {Bends} bends @param {number} heading Of the bus, as measured. */
  take(bends, heading) {
    this.#bends = { ...bends, headings: smooth(unbounded(bends.headings), Math.round(SMOOTH_M / bends.step_m)) };
    this.#chances = scaled(this.#spread().map((chance, i) => {
      const beside = between(this.#headingAt(OFFSETS[i]), heading);
      return chance * bell(OFFSETS[i], 3 * ASTRAY_M) * (bell(beside, BESIDE) + ODD);
    }));
  }

  /** @returns {number} What the route turns from one place to another, both as seen from the bus at the last fix. */
  turn(from_m, to_m) {
    const turned = OFFSETS.reduce((sum, offset, i) => (
      sum + this.#chances[i] * (this.#headingAt(offset + to_m) - this.#headingAt(offset + from_m))
    ), 0);
    // The best estimate of what is measured with that error (Wiener's).
    return turned ** 3 / (turned ** 2 + UNSURE ** 2);
  }

  #spread() {
    const middle = (SPREAD.length - 1) / 2;
    return this.#chances.map((_, i) => (
      SPREAD.reduce((sum, share, k) => sum + share * (this.#chances[i + k - middle] ?? 0), 0)
    ));
  }

  #headingAt(ahead_m) {
    const { from_m, step_m, headings } = this.#bends;
    const at = Math.max(0, Math.min(headings.length - 1, (ahead_m - from_m) / step_m));
    const before = Math.min(Math.floor(at), headings.length - 2);
    return headings[before] + (headings[before + 1] - headings[before]) * (at - before);
  }
}

function unbounded(headings) {
  const all = [headings[0]];
  for (const heading of headings.slice(1)) all.push(all.at(-1) + between(all.at(-1), heading));
  return all;
}

function smooth(values, reach) {
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - reach), i + reach + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

function bell(value, deviation) {
  return Math.exp(-((value / deviation) ** 2) / 2);
}

function scaled(chances) {
  const sum = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / sum);
}
