/**
 * How the head moves, and where it will look in a moment.
 */
import { dot, product, rotationAbout, transposed } from "./matrix.js";

/** Over which time motion is measured: longer than a frame's jitter, shorter than a turn of mind. */
const WINDOW_MS = 120;
const LEAST_SAMPLES = 4;
/** Further than this from one frame to the next is no motion but a jump. */
const JUMP = Math.PI / 6;
/** Radians a second; less is the trembling of numbers. */
const LEAST = 1e-3;
/** A prediction beyond this is worth nothing. */
const FARTHEST = Math.PI / 6;

export class HeadMotion {
  /** {time_ms, head}, the oldest first. */
  #samples = [];
  /** Unit vector in the world, and radians a second about it. */
  #axis = [0, 1, 0];
  #speed = 0;

  /**
   * @param {import("./matrix.js").Matrix} head From the eye's frame to the world's.
   * @param {number} now_ms
   */
  observe(head, now_ms) {
    const last = this.#samples.at(-1);
    if (last && turnBetween(last.head, head).angle > JUMP) this.#samples = [];
    this.#samples.push({ time_ms: now_ms, head });
    // Some that are older than the window stay: from one late frame to the next no speed can be told.
    while (this.#samples.length > LEAST_SAMPLES && this.#samples[1].time_ms <= now_ms - WINDOW_MS) this.#samples.shift();
    const [first] = this.#samples;
    const seconds = (now_ms - first.time_ms) / 1000;
    const { axis, angle } = turnBetween(first.head, head);
    this.#axis = axis;
    this.#speed = angle > LEAST * seconds ? angle / seconds : 0;
  }

  /** @returns {number} Radians a second. */
  get speed() {
    return this.#speed;
  }

  /**
   * @param {import("./view.js").View[]} views As they are.
   * @param {number} ahead_s
   * @returns {import("./view.js").View[]} As they will be if the head goes on as it does.
   */
  predicted(views, ahead_s) {
    const turn = rotationAbout(this.#axis, Math.min(FARTHEST, this.#speed * ahead_s));
    return views.map((view) => ({ ...view, head: product(turn, view.head) }));
  }
}

/** @returns {{axis: import("./matrix.js").Vector, angle: number}} The rotation in the world that takes one head to another. */
function turnBetween(from, to) {
  const turn = product(to, transposed(from));
  const twice = [turn[7] - turn[5], turn[2] - turn[6], turn[3] - turn[1]];
  const sine = Math.sqrt(dot(twice, twice)) / 2;
  const angle = Math.atan2(sine, (turn[0] + turn[4] + turn[8] - 1) / 2);
  return { axis: sine > 1e-9 ? twice.map((value) => value / (2 * sine)) : [0, 1, 0], angle };
}
