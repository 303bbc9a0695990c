/**
 * The times of the place that is on. Two are two wide buttons; more are a slider with its years below, each a button as well: a thumb
 * in a shaking bus hits those. Arrow keys go from one to the next.
 */
import { yearsOf } from "../common/years.js";
import { $, hide, made, mark } from "./dom.js";
import { sceneOf } from "./tour.js";

export class Epochs {
  #desk;
  #group = $("epochs");
  #place;
  /** @type {HTMLInputElement | undefined} */
  #slider;
  /** The slider's order is not answered yet. */
  #isOrdering = false;

  constructor(desk) {
    this.#desk = desk;
    this.#group.addEventListener("keydown", (event) => this.#slider || this.#key(event));
  }

  begin() {
    this.#place = undefined;
  }

  update() {
    const { state, tour } = this.#desk;
    const shown = sceneOf(tour, state.awaited ?? state.scene);
    if (shown?.place !== this.#place) this.#fill(shown?.place);
    if (!shown) return;
    if (this.#slider && !this.#isOrdering && !this.#slider.matches(":active")) this.#slide(shown.place.epochs.indexOf(shown.epoch));
    for (const button of this.#buttons) {
      const isShown = button.dataset.epoch === shown.epoch.id;
      mark(button, this.#slider ? "aria-pressed" : "aria-checked", isShown);
      if (!this.#slider) mark(button, "tabindex", isShown ? 0 : -1);
    }
  }

  get #buttons() {
    return [...this.#group.querySelectorAll("button")];
  }

  #fill(place) {
    this.#place = place;
    const epochs = place?.epochs ?? [];
    const isSlider = epochs.length > 2;
    hide(this.#group, epochs.length < 2);
    mark(this.#group, "role", isSlider ? "group" : "radiogroup");
    mark(this.#group, "data-kind", isSlider ? "slider" : "choice");
    this.#slider = isSlider ? this.#madeSlider(epochs) : undefined;
    const buttons = epochs.map((epoch) => this.#button(epoch, isSlider));
    this.#group.replaceChildren(...(isSlider ? [this.#slider, made("div", { class: "years" }, ...buttons)] : buttons));
    this.#group.style.setProperty("--count", epochs.length);
  }

  #button(epoch, isSlider) {
    const years = yearsOf(epoch, this.#desk.words);
    const kind = isSlider ? { tabindex: "-1" } : { role: "radio" };
    const button = made("button", { type: "button", ...kind, "data-epoch": epoch.id }, made("span", {}, years));
    button.addEventListener("click", () => this.#choose(epoch));
    return button;
  }

  #madeSlider(epochs) {
    const label = this.#desk.words("epoch");
    const slider = made("input", { type: "range", min: "0", max: String(epochs.length - 1), step: "1", "aria-label": label });
    slider.addEventListener("input", () => this.#slide(Number(slider.value)));
    slider.addEventListener("change", async () => {
      this.#isOrdering = true;
      await this.#choose(epochs[Number(slider.value)]);
      this.#isOrdering = false;
    });
    return slider;
  }

  #slide(index) {
    if (Number(this.#slider.value) !== index) this.#slider.value = index;
    mark(this.#slider, "aria-valuetext", yearsOf(this.#place.epochs[index], this.#desk.words));
  }

  async #choose(epoch) {
    const { state, order, words } = this.#desk;
    if ((state.awaited ?? state.scene)?.epoch === epoch.id) return;
    await order(yearsOf(epoch, words), { command: "epoch", epoch: epoch.id });
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const buttons = this.#buttons;
    const next = buttons[buttons.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  }
}
