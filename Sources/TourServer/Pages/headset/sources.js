/**
 * The list of all pictures of the tour, with who made them, where they are kept and under which licence.
 */
import { yearsOf } from "../common/years.js";
import { creditOf, restorationOf, showCertainty, surroundingsOf } from "./attribution.js";
import { inLanguage } from "./tour.js";

const $ = (id) => document.getElementById(id);

export class Sources {
  #panel = $("sources");
  #button = $("sources-button");

  constructor() {
    this.#button.addEventListener("click", () => this.#show(this.#panel.hidden));
    $("sources-close").addEventListener("click", () => this.#show(false));
    this.#panel.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#show(false);
    });
    $("picture").addEventListener("pointerdown", () => {
      if (this.isOpen) this.#show(false);
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

  /** Marks the picture that is shown. */
  mark(place, epoch) {
    for (const item of $("sources-list").querySelectorAll("li")) {
      if (item.dataset.epoch === nameOf(place, epoch)) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  }

  /** Opens the list, at the picture that is shown. */
  open() {
    this.#show(true);
  }

  #show(isOpen) {
    this.#panel.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", isOpen);
    (isOpen ? $("sources-close") : this.#button).focus();
    if (isOpen) $("sources-list").querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
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
  item.dataset.epoch = nameOf(place, epoch);
  item.append(head, ...lines.filter(Boolean).map((line) => element("p", line)));
  return item;
}

function nameOf(place, epoch) {
  return `${place.id}/${epoch.id}`;
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
