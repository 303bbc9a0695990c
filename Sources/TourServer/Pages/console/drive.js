/** The drive: what is on, the way, and the orders that are always in reach. */
import { Comfort } from "./comfort.js";
import { Epochs } from "./epochs.js";
import { $, mark, say } from "./dom.js";
import { Now } from "./now.js";
import { Way } from "./way.js";

export class Drive {
  #desk;
  #now;
  #epochs;
  #comfort;
  #way;

  constructor(desk) {
    this.#desk = desk;
    this.#now = new Now(desk);
    this.#epochs = new Epochs(desk);
    this.#comfort = new Comfort(desk);
    this.#way = new Way(desk);
    for (const command of ["back", "again", "next"]) {
      $(command).addEventListener("click", () => desk.order(desk.words(command), { command }));
    }
    $("pause").addEventListener("click", () => this.#turn(this.#isPaused ? "play" : "pause"));
    $("hold").addEventListener("click", () => this.#turn(desk.state?.held ? "resume" : "hold"));
    $("off").addEventListener("click", () => {
      const on = !desk.state?.headsets_off;
      desk.order(desk.words(on ? "off" : "on"), { command: "headsets_off", on });
    });
  }

  get #isPaused() {
    return this.#desk.state?.scene?.paused_at_s !== undefined;
  }

  #turn(command) {
    this.#desk.order(this.#desk.words(command), { command });
  }

  begin() {
    this.#way.begin();
    this.#epochs.begin();
  }

  speak() {
    this.begin();
  }

  update() {
    this.#now.update();
    this.#epochs.update();
    this.#comfort.update();
    this.#way.update();
  }

  updateOrders() {
    const { words, state } = this.#desk;
    mark($("pause"), "data-on", this.#isPaused);
    say($("pause-text"), words(this.#isPaused ? "play" : "pause"));
    mark($("hold"), "data-on", state.held);
    say($("hold-text"), words(state.held ? "resume" : "hold"));
    mark($("off"), "aria-pressed", state.headsets_off);
    say($("off-text"), words(state.headsets_off ? "on" : "off"));
  }
}
