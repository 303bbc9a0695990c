/**
 * Words that appear before the passenger's eyes and stay there; who has turned away from them gets them anew.
 */
import { RADIANS, between } from "./gaze.js";
import { Plate } from "./plate.js";

/** Beyond this nobody reads it. */
const LOST = 32 * RADIANS;

export class HungPlate {
  plate;
  #pitch;
  #said = "";
  /** @type {number | undefined} */
  #heading;

  /** @param {number} pitch Radians above the horizon. */
  constructor(colours, pitch) {
    this.plate = new Plate(colours);
    this.#pitch = pitch;
  }

  /** @param {string} text Empty, without a title, to take it away. */
  say(text, title = "") {
    const said = `${title}\n${text}`;
    if (said === this.#said) return;
    // What follows upon something stands in its place.
    if (!this.#isThere) this.leave();
    this.#said = said;
    if (this.#isThere) this.plate.say(text, title);
  }

  get #isThere() {
    return this.#said.trim() !== "";
  }

  leave() {
    this.#heading = undefined;
  }

  /** @param {{heading: number}} gaze */
  draw(views, renderer, { heading }) {
    if (!this.#isThere) return;
    if (this.#heading === undefined || Math.abs(between(this.#heading, heading)) > LOST) this.#heading = heading;
    for (const view of views) renderer.drawPlate(view, this.plate, { heading: this.#heading, pitch: this.#pitch }, 1);
  }
}
