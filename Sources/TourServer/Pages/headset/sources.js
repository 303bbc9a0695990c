/**
 * The list of all pictures of the tour, with who made them, where they are kept and under which licence.
 */
import { creditOf, restorationOf, showCertainty, surroundingsOf } from "./attribution.js";
import { yearsOf } from "./strings.js";
import { inLanguage } from "./tour.js";

const $ = (id) => document.getElementById(id);

export class Sources {
  #panel = $("sources");
  #button = $("sources-button");

  constructor() {
    this.#button.addEventListener("click", () => this.#open(this.#panel.hidden));
    $("sources-close").addEventListener("click", () => this.#open(false));
    this.#panel.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#open(false);
    });
    $("picture").addEventListener("pointerdown", () => {
      if (this.isOpen) this.#open(false);
    });
  }

  get isOpen() {
    return !this.#panel.hidden;
  }

  /**
   * @param {import("./tour.js").Place[]} places
   * @param {string[]} languages
   */
  fill(places, languages, words) {
    $("sources-list").replaceChildren(...places.flatMap((place) => [
      element("h3", inLanguage(place.title, languages) || place.id),
      listOf(place.epochs.map((epoch) => entry(epoch, place, words))),
    ]));
  }

  #open(isOpen) {
    this.#panel.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", isOpen);
    (isOpen ? $("sources-close") : this.#button).focus();
  }
}

/** @returns {HTMLLIElement} */
function entry(epoch, place, words) {
  const certainty = element("span", "");
  showCertainty(certainty, epoch, words);
  const head = element("p", "");
  head.append(element("strong", yearsOf(epoch, words)), certainty);
  const credit = creditOf(epoch, words) || words("noCredit");
  const lines = [credit, surroundingsOf(epoch, place, words), restorationOf(epoch, words)];
  const item = document.createElement("li");
  item.append(head, ...lines.filter(Boolean).map((line) => element("p", line)));
  return item;
}

function listOf(items) {
  const list = document.createElement("ul");
  list.append(...items);
  return list;
}

function element(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
