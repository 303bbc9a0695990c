/**
 * What passengers read in a headset: the caption, four times round them below the horizon like the plates on the
 * railing of a lookout, and the years above the time lens. The caption stays where it is in the world; only another one
 * begins before the passenger's eyes.
 */
import { RADIANS } from "./gaze.js";
import { Plate } from "./plate.js";
import { commonForward } from "./view.js";

const CAPTION_PITCH = -42 * RADIANS;
/** Above the lens's rim. */
const LABEL_LIFT = 20.5 * RADIANS;

export class Inscriptions {
  #caption;
  #label;
  /** Of the caption's first plate, radians; unknown until it is seen. @type {number | undefined} */
  #heading;
  #hasCaption = false;

  /** @param {{ink: string, paper: string, stone: string}} colours */
  constructor(colours) {
    this.#caption = new Plate(colours);
    this.#label = new Plate(colours);
  }

  /** @param {object} caption As {@link Plate.inscribe} has it. */
  showCaption(caption) {
    this.#caption.inscribe(caption);
    this.#hasCaption = true;
    this.leave();
  }

  /** @param {string} years */
  showLabel(years) {
    this.#label.label(years);
  }

  /** The next passenger may look elsewhere. */
  leave() {
    this.#heading = undefined;
  }

  /**
   * @param {import("./view.js").View[]} views
   * @param {import("./renderer.js").Renderer} renderer
   * @param {number} lensOpacity
   */
  draw(views, renderer, lensOpacity) {
    const [x, y, z] = commonForward(views);
    const heading = Math.atan2(x, -z);
    this.#heading ??= heading;
    for (const view of views) {
      for (const quarter of this.#hasCaption ? [0, 1, 2, 3] : []) {
        const middle = { heading: this.#heading + (quarter * Math.PI) / 2, pitch: CAPTION_PITCH };
        renderer.drawPlate(view, this.#caption, middle, 1);
      }
      if (lensOpacity > 0) {
        renderer.drawPlate(view, this.#label, { heading, pitch: Math.asin(y) + LABEL_LIFT }, lensOpacity);
      }
    }
  }
}
