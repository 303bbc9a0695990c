/**
 * A gentle arrow: beside the gaze it says which way to turn, and once that which is meant is in sight, it hangs above it.
 */
import { RADIANS } from "./gaze.js";
import { applied, headRotation, transposed } from "./matrix.js";
import { Plate } from "./plate.js";

/** From the gaze. */
const BESIDE = 15 * RADIANS;
/** Above what is meant, so that it is not covered. */
const LIFT = 5 * RADIANS;
/** The picture of it is made anew by steps that no eye minds. */
const STEP = 5 * RADIANS;

export class Arrow {
  #plate;
  #angle = NaN;
  /** Where to look in the world, radians. @type {{heading: number, pitch: number} | undefined} */
  target;

  constructor(colours) {
    this.#plate = new Plate(colours);
  }

  /**
   * @param {import("./view.js").View[]} views
   * @param {import("./renderer.js").Renderer} renderer
   * @param {{heading: number, pitch: number}} gaze
   */
  draw(views, renderer, gaze) {
    if (!this.target) return;
    const { angle, ...middle } = arrowTowards(this.target, gaze);
    const stepped = Math.round(angle / STEP) * STEP;
    if (stepped !== this.#angle) this.#plate.arrow(stepped);
    this.#angle = stepped;
    for (const view of views) renderer.drawPlate(view, this.#plate, middle, 1);
  }
}

/**
 * @param {{heading: number, pitch: number}} target
 * @param {{heading: number, pitch: number}} gaze
 * @returns {{heading: number, pitch: number, angle: number}} Where the arrow hangs, and where it points to, clockwise from up.
 */
export function arrowTowards(target, gaze) {
  const head = headRotation({ ...gaze, roll: 0 });
  const [x, y, z] = applied(transposed(head), direction(target));
  const apart = Math.acos(Math.max(-1, Math.min(1, -z)));
  if (apart < BESIDE + LIFT) return { heading: target.heading, pitch: target.pitch + LIFT, angle: Math.PI };
  const across = Math.hypot(x, y);
  // Straight behind: to the right.
  const [right, up] = across > 1e-6 ? [x / across, y / across] : [1, 0];
  const sine = Math.sin(BESIDE);
  const at = applied(head, [sine * right, sine * up, -Math.cos(BESIDE)]);
  return { heading: Math.atan2(at[0], -at[2]), pitch: Math.asin(at[1]), angle: Math.atan2(right, up) };
}

/** @returns {import("./matrix.js").Vector} */
function direction({ heading, pitch }) {
  return [Math.cos(pitch) * Math.sin(heading), Math.sin(pitch), -Math.cos(pitch) * Math.cos(heading)];
}
