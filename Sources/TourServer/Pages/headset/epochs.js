/**
 * The slider through the epochs of a place; while the time lens is open, it turns through what that shows.
 */
import { yearsOf } from "../common/years.js";
import { fitting } from "./room.js";

export class EpochSlider {
  #whole = document.getElementById("epochs");
  #slider = document.getElementById("epoch");
  #label = document.getElementById("epoch-label");
  #marks = document.getElementById("epoch-marks");
  /** @type {import("./tour.js").Epoch[]} */
  #epochs = [];
  /** Index of the epoch that was chosen for the whole picture. */
  #shown = 0;
  /** Index of the one in the lens, if that is open. @type {number | undefined} */
  #lens;
  #words;

  /** Called with the epoch that was chosen. @type {(epoch: import("./tour.js").Epoch) => void} */
  onChoice = () => {};

  constructor() {
    this.#slider.addEventListener("input", () => this.#choose(this.#slider.valueAsNumber));
    new ResizeObserver(() => this.#makeRoom()).observe(this.#marks);
  }

  /**
   * @param {import("./tour.js").Epoch[]} epochs By date.
   * @param {import("./tour.js").Epoch} current
   */
  show(epochs, current, words) {
    const isNew = epochs !== this.#epochs || words !== this.#words;
    this.#words = words;
    if (isNew) this.#fill(epochs);
    this.#shown = epochs.indexOf(current);
    this.#mark();
  }

  /** @param {import("./tour.js").Epoch | undefined} epoch That the open lens shows. */
  showLens(epoch) {
    this.#lens = epoch && this.#epochs.indexOf(epoch);
    this.#mark();
  }

  #choose(index) {
    if (this.#lens === undefined) this.#shown = index;
    else this.#lens = this.#besideShown(index);
    this.#mark();
    this.onChoice(this.#epochs[this.#lens ?? this.#shown]);
  }

  /** The lens skips the epoch that is shown around it. */
  #besideShown(index) {
    if (index !== this.#shown) return index;
    const beyond = index + Math.sign(index - this.#lens);
    return this.#epochs[beyond] ? beyond : this.#lens;
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
    const index = this.#lens ?? this.#shown;
    const isLens = this.#lens !== undefined;
    this.#slider.value = index;
    this.#slider.setAttribute("aria-valuetext", yearsOf(this.#epochs[index], this.#words));
    this.#label.textContent = this.#words(isLens ? "epochInLens" : "epoch");
    this.#whole.toggleAttribute("data-lens", isLens);
    [...this.#marks.children].forEach((item, i) => {
      item.toggleAttribute("data-current", i === index);
      item.toggleAttribute("data-around", isLens && i === this.#shown);
    });
    this.#makeRoom();
  }

  /** As many years as can be read, those of what is shown in any case. */
  #makeRoom() {
    const items = [...this.#marks.children];
    const spans = items.map(({ firstElementChild }) => firstElementChild.getBoundingClientRect());
    const first = this.#lens === undefined ? [this.#shown] : [this.#lens, this.#shown];
    const readable = fitting(spans, this.#epochs.length > 0 ? first : []);
    items.forEach((item, index) => item.toggleAttribute("data-crowded", !readable.has(index)));
  }
}
