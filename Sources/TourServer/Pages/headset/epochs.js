/**
 * The slider through the epochs of a place.
 */
import { yearsOf } from "./strings.js";

export class EpochSlider {
  #whole = document.getElementById("epochs");
  #slider = document.getElementById("epoch");
  #marks = document.getElementById("epoch-marks");
  /** @type {import("./tour.js").Epoch[]} */
  #epochs = [];
  #words;

  /** Called with the epoch that was chosen. @type {(epoch: import("./tour.js").Epoch) => void} */
  onChoice = () => {};

  constructor() {
    this.#slider.addEventListener("input", () => {
      this.#mark();
      this.onChoice(this.#epochs[this.#slider.valueAsNumber]);
    });
  }

  /**
   * @param {import("./tour.js").Epoch[]} epochs In the order of the tour.
   * @param {import("./tour.js").Epoch} current
   */
  show(epochs, current, words) {
    this.#words = words;
    if (epochs !== this.#epochs) this.#fill(epochs);
    this.#slider.value = epochs.indexOf(current);
    this.#mark();
  }

  #fill(epochs) {
    this.#epochs = epochs;
    this.#whole.hidden = epochs.length < 2;
    this.#slider.max = epochs.length - 1;
    this.#marks.replaceChildren(...epochs.map((epoch) => {
      const years = document.createElement("span");
      years.textContent = yearsOf(epoch, this.#words);
      const item = document.createElement("li");
      item.append(years);
      return item;
    }));
  }

  #mark() {
    const index = this.#slider.valueAsNumber;
    this.#slider.setAttribute("aria-valuetext", yearsOf(this.#epochs[index], this.#words));
    [...this.#marks.children].forEach((item, i) => item.toggleAttribute("data-current", i === index));
  }
}
