/**
 * What passengers read in a headset: the caption, four times round them below the horizon like the plates on the
 * railing of a lookout; the years above the time lens; what is told, what the guide says, and why the picture has stepped back.
 * Words stay where they are in the world; only others begin before the passenger's eyes. The arrow that says where to look is
 * seen on the page too.
 */
import { Arrow } from "./arrow.js";
import { RADIANS } from "./gaze.js";
import { HungPlate } from "./hungplate.js";
import { Plate } from "./plate.js";
import { commonForward } from "./view.js";

const CAPTION_PITCH = -42 * RADIANS;
/** Above the lens's rim. */
const LABEL_LIFT = 20.5 * RADIANS;
const SUBTITLE_PITCH = -22 * RADIANS;
const MESSAGE_PITCH = 16 * RADIANS;
const CALM_PITCH = 5 * RADIANS;
const LARGE_SCALE = 1.3;

export class Inscriptions {
  #caption;
  #label;
  #hung;
  /** Of the caption's first plate, radians; unknown until it is seen. @type {number | undefined} */
  #heading;
  #hasCaption = false;
  arrow;
  /** Whether there is no picture in which anything could be pointed at. */
  isCalm = false;
  /** Whether why that is so is all that is to be read. */
  isAlone = false;
  /** What is looked at to press it, in a headset. @type {import("./gazemenu.js").GazeMenu | undefined} */
  menu;

  /** Called when a frame is due. */
  onChange = () => {};

  /** @param {{ink: string, paper: string, stone: string}} colours */
  constructor(colours) {
    this.#caption = new Plate(colours);
    this.#label = new Plate(colours);
    this.arrow = new Arrow(colours);
    this.#hung = {
      subtitle: new HungPlate(colours, SUBTITLE_PITCH),
      message: new HungPlate(colours, MESSAGE_PITCH),
      calm: new HungPlate(colours, CALM_PITCH),
    };
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

  /**
   * @param {"subtitle" | "message" | "calm"} subject
   * @param {string} text Empty to take it away.
   * @param {string} [title]
   */
  say(subject, text, title) {
    this.#hung[subject].say(text, title);
    this.onChange();
  }

  /** @param {{heading: number, pitch: number} | undefined} target Radians; none takes the arrow away. */
  pointAt(target) {
    this.arrow.target = target;
    this.onChange();
  }

  /** @param {boolean} isLarge Whether passengers want large type. */
  set isLarge(isLarge) {
    const plates = [this.#caption, this.#label, ...Object.values(this.#hung).map(({ plate }) => plate)];
    for (const plate of plates) plate.scale = isLarge ? LARGE_SCALE : 1;
    if (this.menu) this.menu.isLarge = isLarge;
  }

  /** The next passenger may look elsewhere. */
  leave() {
    this.#heading = undefined;
    for (const hung of Object.values(this.#hung)) hung.leave();
  }

  /**
   * @param {import("./view.js").View[]} views
   * @param {import("./renderer.js").Renderer} renderer
   * @param {number} lensOpacity
   * @param {boolean} isImmersive Whether the page itself is not seen.
   */
  draw(views, renderer, lensOpacity, isImmersive) {
    const [x, y, z] = commonForward(views);
    const gaze = { heading: Math.atan2(x, -z), pitch: Math.asin(y) };
    if (!this.isCalm) this.arrow.draw(views, renderer, gaze);
    if (!isImmersive) return;
    this.#heading ??= gaze.heading;
    for (const view of views) {
      for (const quarter of this.#hasCaption && !this.isAlone ? [0, 1, 2, 3] : []) {
        const middle = { heading: this.#heading + (quarter * Math.PI) / 2, pitch: CAPTION_PITCH };
        renderer.drawPlate(view, this.#caption, middle, 1);
      }
      if (lensOpacity > 0) {
        renderer.drawPlate(view, this.#label, { heading: gaze.heading, pitch: gaze.pitch + LABEL_LIFT }, lensOpacity);
      }
    }
    const { calm, ...others } = this.#hung;
    for (const hung of this.isAlone ? [calm] : [calm, ...Object.values(others)]) hung.draw(views, renderer, gaze);
    this.menu?.draw(views, renderer, gaze);
  }
}
