/**
 * The list of places.
 */
import { yearsOf } from "../common/years.js";
import { inLanguage } from "./tour.js";

export class PlaceList {
  #nav = document.getElementById("places");
  #button = document.getElementById("places-button");
  #list = document.getElementById("places-list");

  /** Called with the place that was chosen. @type {(place: import("./tour.js").Place) => void} */
  onChoice = () => {};

  constructor() {
    this.#button.addEventListener("click", () => this.#open(this.#list.hidden));
    this.#nav.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || this.#list.hidden) return;
      this.#open(false);
      this.#button.focus();
    });
    addEventListener("pointerdown", ({ target }) => {
      if (!this.#nav.contains(target)) this.#open(false);
    });
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /**
   * @param {import("./tour.js").Place[]} places
   * @param {string[]} languages
   */
  fill(places, languages, words) {
    this.#nav.hidden = places.length < 2;
    this.#list.replaceChildren(...places.map((place) => this.#item(place, languages, words)));
  }

  /** Marks the place that is shown. */
  mark({ id }) {
    for (const button of this.#list.querySelectorAll("button")) {
      if (button.dataset.place === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  #item(place, languages, words) {
    const years = document.createElement("span");
    const ends = [place.epochs[0], place.epochs.at(-1)].map((epoch) => yearsOf(epoch, words));
    years.textContent = [...new Set(ends)].join(" – ");
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.place = place.id;
    button.append(inLanguage(place.title, languages) || place.id, years);
    button.addEventListener("click", () => {
      this.#open(false);
      this.onChoice(place);
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  #open(isOpen) {
    this.#list.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", isOpen);
  }
}
