/** Which of the views is open; arrow keys go from one to the next. */
import { $ } from "./dom.js";

const NAMES = ["drive", "map", "address", "departure", "seats", "after"];
const KEPT = "zeitreise-console-tab";

export class Tabs {
  chosen = NAMES.find((name) => name === sessionStorage.getItem(KEPT)) ?? "drive";
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    for (const name of NAMES) $(`tab-${name}`).addEventListener("click", () => this.#choose(name));
    $("tabs").addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      this.#choose(NAMES[(NAMES.indexOf(this.chosen) + step + NAMES.length) % NAMES.length]);
      $(`tab-${this.chosen}`).focus();
    });
    this.#show();
  }

  #choose(name) {
    this.chosen = name;
    sessionStorage.setItem(KEPT, name);
    this.#show();
    $("views").scrollTop = 0;
    this.#onChange();
  }

  #show() {
    for (const name of NAMES) {
      const isChosen = name === this.chosen;
      $(name).hidden = !isChosen;
      $(`tab-${name}`).setAttribute("aria-selected", isChosen);
      $(`tab-${name}`).tabIndex = isChosen ? 0 : -1;
    }
  }
}
