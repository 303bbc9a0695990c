/** The headsets as tiles, those in trouble first, and those that ask to be admitted. */
import { isPresent } from "./arrival.js";
import { $, Keyed, button, hide, made, mark, say } from "./dom.js";
import { Tile } from "./tile.js";
import { GRAVEST_FIRST, needsGuide, troubleOf } from "./trouble.js";

export class Seats {
  #desk;
  #tiles;
  #waiting;
  /** Element → what fills it. */
  #filled = new WeakMap();

  constructor(desk) {
    this.#desk = desk;
    this.#tiles = new Keyed($("tiles"), ({ headset }) => {
      const tile = new Tile(desk, headset);
      this.#filled.set(tile.element, tile);
      return tile.element;
    });
    this.#waiting = new Keyed($("waiting-list"), (candidate) => this.#candidate(candidate));
  }

  begin() {}

  speak() {
    this.#tiles.clear();
    this.#waiting.clear();
  }

  update() {
    const { words, waiting } = this.#desk;
    hide($("waiting"), waiting.length === 0);
    this.#waiting.show(waiting, ({ id }) => id, () => {});
    const seats = this.#seats();
    const values = {
      all: seats.length,
      present: seats.filter(({ headset }) => isPresent(headset)).length,
      ready: seats.filter(({ headset }) => headset.report.cached === 1).length,
      trouble: seats.filter(({ trouble }) => needsGuide(trouble)).length,
    };
    say($("seats-sum"), seats.length > 0 ? words("seatsSum", values) : words("noSeats"));
    this.#tiles.show(seats, ({ headset }) => headset.id, (element, seat) => this.#filled.get(element).show(seat));
  }

  /** What the tab says: how many ask, or need the guide. */
  updateBadge() {
    const { waiting } = this.#desk;
    const count = waiting.length + this.#seats().filter(({ trouble }) => needsGuide(trouble)).length;
    hide($("seats-badge"), count === 0);
    mark($("seats-badge"), "data-kind", waiting.length > 0 ? "waiting" : "trouble");
    say($("seats-badge"), String(count));
  }

  #seats() {
    const { headsets, state, line } = this.#desk;
    const seats = headsets.map((headset) => ({ headset, trouble: troubleOf(headset, state, line.server_s) }));
    // Those in order come before those that are not there.
    const rank = ({ trouble }) => (trouble ? GRAVEST_FIRST.indexOf(trouble) : GRAVEST_FIRST.length - 1.5);
    return seats.sort((a, b) => rank(a) - rank(b) || a.headset.number - b.headset.number);
  }

  #candidate({ code, name }) {
    const { words, order } = this.#desk;
    const admit = button(words("approve"), () => order(words("approveCode", { code }), { command: "approve", code }), {
      class: "primary",
      "aria-label": words("approveCode", { code }),
    });
    return made("li", {}, made("strong", { class: "code" }, code), made("span", { class: "quiet" }, name ?? ""), admit);
  }
}
