/** The times of the place that is on, on a line: wide buttons, for a thumb in a shaking bus. Arrow keys go along it. */
import { $, hide, made, mark } from "./dom.js";
import { sceneOf, yearsOf } from "./tour.js";

export class Epochs {
  #desk;
  #group = $("epochs");
  #place;

  constructor(desk) {
    this.#desk = desk;
    this.#group.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const buttons = [...this.#group.children];
      const next = buttons[buttons.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.click();
    });
  }

  begin() {
    this.#place = undefined;
  }

  update() {
    const { state, tour } = this.#desk;
    const shown = sceneOf(tour, state.awaited ?? state.scene);
    if (shown?.place !== this.#place) this.#fill(shown?.place);
    for (const button of this.#group.children) {
      const isShown = button.dataset.epoch === shown?.epoch.id;
      mark(button, "aria-checked", isShown);
      mark(button, "tabindex", isShown ? 0 : -1);
    }
  }

  #fill(place) {
    this.#place = place;
    const { words } = this.#desk;
    const epochs = place?.epochs ?? [];
    hide(this.#group, epochs.length < 2);
    this.#group.replaceChildren(...epochs.map((epoch) => {
      const years = yearsOf(epoch, words);
      const button = made("button", { type: "button", role: "radio", "data-epoch": epoch.id }, made("span", {}, years));
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-checked") === "true") return;
        this.#desk.order(years, { command: "epoch", epoch: epoch.id });
      });
      return button;
    }));
  }
}
