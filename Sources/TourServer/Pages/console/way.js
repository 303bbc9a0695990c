/** The route as a line with its places and the bus, and the places in their order to go to. */
import { yearsOf } from "../common/years.js";
import { $, button, hide, made, mark, say } from "./dom.js";
import { onLap } from "./map/course.js";
import { kindOf, kindWords } from "./standing.js";
import { inLanguage } from "./tour.js";

export class Way {
  #desk;
  /** Place's id → what shows it. */
  #rows = new Map();

  constructor(desk) {
    this.#desk = desk;
  }

  begin() {
    const { tour } = this.#desk;
    this.#rows = new Map(tour.places.map((place, i) => [place.id, this.#row(place, i + 1)]));
    $("places").replaceChildren(...[...this.#rows.values()].map(({ item }) => item));
    $("strip-places").replaceChildren(...[...this.#rows.values()].map(({ mark }) => mark));
  }

  #row(place, number) {
    const { words, language, order } = this.#desk;
    const title = inLanguage(place.title, language) || place.id;
    const ends = [place.epochs[0], place.epochs.at(-1)].filter(Boolean).map((epoch) => yearsOf(epoch, words));
    const years = [...new Set(ends)].join(" – ");
    const kind = made("span", { class: "kind" });
    const go = button(words("show"), () => order(title, { command: "go_to", place: place.id }), { "aria-label": words("showPlace", { place: title }) });
    const name = made("div", { class: "name" }, made("strong", {}, title), made("span", { class: "quiet" }, years), kind);
    const item = made("li", {}, made("span", { class: "number", "aria-hidden": "true" }, String(number)), name, go);
    return { item, kind, mark: made("span", { class: "mark" }, String(number)) };
  }

  update() {
    const { state, tour, words } = this.#desk;
    const { position } = state;
    const length_m = position.route_m;
    tour.places.forEach(({ id, progress_m }, i) => {
      const row = this.#rows.get(id);
      const share = length_m && progress_m !== undefined ? onLap(progress_m, length_m) / length_m : (i + 0.5) / tour.places.length;
      row.mark.style.setProperty("--at", share);
      const kind = kindOf(id, state);
      mark(row.mark, "data-kind", kind);
      mark(row.item, "data-kind", kind);
      say(row.kind, kindWords(id, this.#desk));
    });
    this.#bus(position, length_m);
    const percent = this.#isOnRoute(position, length_m) ? Math.round((onLap(position.progress_m, length_m) / length_m) * 100) : undefined;
    mark($("strip"), "aria-label", words(percent === undefined ? "strip" : "stripBus", { count: tour.places.length, percent }));
  }

  #isOnRoute({ state, progress_m }, length_m) {
    return length_m > 0 && progress_m !== undefined && ["tracked", "estimated"].includes(state);
  }

  #bus(position, length_m) {
    const isThere = this.#isOnRoute(position, length_m);
    hide($("strip-bus"), !isThere);
    hide($("strip-doubt"), !isThere);
    if (!isThere) return;
    $("strip").style.setProperty("--bus", onLap(position.progress_m, length_m) / length_m);
    $("strip").style.setProperty("--doubt", Math.min((2 * (position.deviation_m ?? 0)) / length_m, 1));
  }
}
