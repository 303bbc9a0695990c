/**
 * The years below the time lens, and its button.
 */
/** So that it does not leave the page. */
const LEAST_TOP_PX = 24;
const $ = (id) => document.getElementById(id);

export class LensLabel {
  #label = $("lens-label");
  #button = $("lens");
  #canvas = $("picture");

  /** Called when the button is pressed. */
  onToggle = () => {};

  constructor() {
    this.#button.addEventListener("click", () => this.onToggle());
  }

  /** @param {string} years Of what the open lens shows, or will; empty while it is closed. */
  show(years) {
    this.#button.setAttribute("aria-pressed", years !== "");
    this.#label.hidden = years === "";
    this.#label.textContent = years;
  }

  /**
   * Stands on the upper rim of the lens, where no hand lies over it.
   * @param {import("./view.js").Disc | undefined} disc
   */
  follow(disc) {
    if (!disc || this.#label.hidden) return;
    const { clientWidth, clientHeight, width, height } = this.#canvas;
    const x = (disc.x / width) * clientWidth;
    const y = Math.max(LEAST_TOP_PX, (1 - (disc.y + disc.yRadius) / height) * clientHeight);
    this.#label.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
  }
}
