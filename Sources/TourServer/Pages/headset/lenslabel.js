/**
 * The years below the time lens, and its button.
 */
import { yearsOf } from "./strings.js";

/** So that it does not leave the page. */
const LEAST_TOP_PX = 24;
const $ = (id) => document.getElementById(id);

export class LensLabel {
  #label = $("lens-label");
  #button = $("lens");
  #canvas = $("picture");
  #words;

  /** Called when the button is pressed. */
  onToggle = () => {};

  constructor() {
    this.#button.addEventListener("click", () => this.onToggle());
  }

  speak(words) {
    this.#words = words;
  }

  /** @param {import("./tour.js").Epoch | undefined} epoch That the lens shows, or will; none while it is closed. */
  show(epoch) {
    this.#button.setAttribute("aria-pressed", epoch !== undefined);
    this.#label.hidden = epoch === undefined;
    this.#label.textContent = epoch ? yearsOf(epoch, this.#words) : "";
  }

  /** Stands on the upper rim of the lens, where no hand lies over it. @param {import("./view.js").Disc | undefined} disc */
  follow(disc) {
    if (!disc || this.#label.hidden) return;
    const { clientWidth, clientHeight, width, height } = this.#canvas;
    const x = (disc.x / width) * clientWidth;
    const y = Math.max(LEAST_TOP_PX, (1 - (disc.y + disc.yRadius) / height) * clientHeight);
    this.#label.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
  }
}
