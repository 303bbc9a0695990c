/** The guide's word before the comfort rule of a place: the picture stays, or rests, now or whenever this place is shown. */
import { $, hide, mark } from "./dom.js";

export class Comfort {
  #desk;

  constructor(desk) {
    this.#desk = desk;
    for (const comfort of ["show", "calm"]) {
      $(`comfort-${comfort}`).addEventListener("click", () => this.#turn(comfort));
    }
    $("comfort-place").addEventListener("click", () => this.#keep());
  }

  update() {
    const { scene, comfort } = this.#desk.state;
    hide($("comfort"), !scene);
    for (const one of ["show", "calm"]) mark($(`comfort-${one}`), "aria-pressed", comfort === one);
    hide($("comfort-place"), !comfort);
    mark($("comfort-place"), "aria-pressed", comfort !== undefined && this.#ofPlace === comfort);
  }

  get #ofPlace() {
    const { scene, comfort_of } = this.#desk.state;
    return comfort_of?.[scene?.place];
  }

  /** Now; what is pressed already is left to the place's rule again, here and for good. */
  #turn(comfort) {
    const { state, words, order } = this.#desk;
    if (state.comfort !== comfort) return order(words(`comfort_${comfort}`), { command: "comfort", comfort });
    if (this.#ofPlace) return order(words("comfort_off"), { command: "comfort", place: state.scene.place });
    return order(words("comfort_off"), { command: "comfort" });
  }

  /** At this place, or no longer there but still now. */
  async #keep() {
    const { state, words, order } = this.#desk;
    const { comfort, scene: { place } } = state;
    const name = words("comfort_place");
    if (this.#ofPlace !== comfort) return order(name, { command: "comfort", comfort, place });
    await order(name, { command: "comfort", place });
    return order(name, { command: "comfort", comfort });
  }
}
