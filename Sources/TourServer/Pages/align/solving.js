/**
 * What the program makes of the points that there are.
 */
import { solve } from "./desk.js";

/**
 * Points that a picture needs; of a photo, of which the program does not say it, pose and field of view are four numbers, and a point
 * gives two.
 */
export function pointsNeeded({ points_needed: needed }, unknowns) {
  if (needed) return needed;
  if (unknowns.includes("plane")) return 4;
  return Math.ceil((4 + (unknowns.includes("shift") ? 2 : 0) + (unknowns.includes("distortion") ? 1 : 0)) / 2);
}

/** A point as the program takes it. */
export function sent({ place, gaze }) {
  return { x_px: place.x, y_px: place.y, yaw_deg: gaze.yaw, pitch_deg: gaze.pitch };
}

/** One question at a time, and the newest in the end, however often one asks. */
export class Questions {
  #ask;
  #isAsking = false;
  #isAskingAgain = false;

  /** @param {() => Promise<void>} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /** @throws What `ask` throws. */
  async ask() {
    if (this.#isAsking) {
      this.#isAskingAgain = true;
      return;
    }
    this.#isAsking = true;
    try {
      do {
        this.#isAskingAgain = false;
        await this.#ask();
      } while (this.#isAskingAgain);
    } finally {
      this.#isAsking = false;
    }
  }
}

/**
 * @param {import("./work.js").Work} work
 * @param {{points_needed?: number}} picture
 * @param {number} index Of the picture.
 * @returns The program's answer, with whose points it is of; without a model where points are missing.
 */
export async function solutionOf(work, picture, index) {
  const { pairs, unknowns, points } = work;
  const missing = pointsNeeded(picture, unknowns) - pairs.length;
  const shared = { missing, byID: new Map(), ids: pairs.map(({ id }) => id), named: [], unknowns: [] };
  shared.labels = pairs.map((pair) => points.indexOf(pair) + 1);
  if (missing > 0) return { ...shared, model: null, values: {}, standard_deviations: {} };
  const half = work.half?.place;
  const asked = half ? [[half.x, half.y]] : [];
  const solution = await solve({ index, points: pairs.map(sent), solve: unknowns, asked });
  solution.points.forEach((point, i) => shared.byID.set(pairs[i].id, point));
  return { ...shared, ...solution };
}
