/** The headsets: on their seats or as a list, those in trouble first; those that ask to be admitted; who has which. */
import { isPresent } from "./arrival.js";
import { $, Keyed, button, hide, made, mark, say } from "./dom.js";
import { Panel } from "./panel.js";
import { Plan, fetchPlan } from "./plan.js";
import { Tile } from "./tile.js";
import { GRAVEST_FIRST, needsGuide, troubleOf } from "./trouble.js";

const KEPT = "zeitreise-console-seats";
/** Orders for all headsets: by the button's id. */
const FOR_ALL = { "seat-all": "seat_all", "hand-out-all": "hand_out", "take-back-all": "take_back" };

export class Seats {
  #desk;
  #tiles;
  #waiting;
  #panel;
  #plan;
  #rows = [];
  #view = sessionStorage.getItem(KEPT) ?? "plan";
  /** Whether presses seat headsets, and what was pressed first. @type {boolean} */
  #isSeating = false;
  /** @type {import("./plan.js").Spot | undefined} */
  #first;
  /** Element → what fills it. */
  #filled = new WeakMap();

  constructor(desk) {
    this.#desk = desk;
    this.#panel = new Panel(desk);
    this.#plan = new Plan(desk, (spot) => this.#press(spot));
    this.#tiles = new Keyed($("tiles"), ({ headset }) => {
      const tile = new Tile(desk, headset, (id) => this.#choose(id));
      this.#filled.set(tile.element, tile);
      return tile.element;
    });
    this.#waiting = new Keyed($("waiting-list"), (candidate) => this.#candidate(candidate));
    for (const view of ["plan", "list"]) $(`view-${view}`).addEventListener("click", () => this.#show(view));
    $("seating").addEventListener("click", () => this.#seat(!this.#isSeating));
    // What had the focus may be gone by now.
    addEventListener("keydown", ({ key }) => key === "Escape" && this.#isSeating && this.#seat(false));
    for (const [id, command] of Object.entries(FOR_ALL)) {
      $(id).addEventListener("click", () => desk.order(desk.words(id), { command }));
    }
  }

  async begin() {
    const { rows } = await fetchPlan().catch(() => ({ rows: this.#rows }));
    this.#rows = rows;
    if (this.#desk.words) this.speak();
    if (this.#desk.state) this.update();
  }

  speak() {
    this.#tiles.clear();
    this.#waiting.clear();
    this.#plan.fill(this.#rows);
    this.#panel.speak();
  }

  update() {
    const { words, waiting } = this.#desk;
    hide($("waiting"), waiting.length === 0);
    this.#waiting.show(waiting, ({ id }) => id, () => {});
    const entries = this.#entries();
    this.#sum(entries);
    this.#tools(entries);
    const isPlan = this.#isPlan;
    hide($("bus-plan"), !isPlan);
    hide($("tiles"), isPlan);
    if (isPlan) this.#plan.update(entries, { first: this.#first, isSeating: this.#isSeating, chosen: this.#panel.chosen });
    else this.#tiles.show(entries, ({ headset }) => headset.id, (element, entry) => this.#filled.get(element).show(entry));
    this.#panel.show(entries.find(({ headset }) => headset.id === this.#panel.chosen));
    say($("seats-hint"), this.#isSeating ? words(this.#first ? "seatingSecond" : "seatingFirst") : this.#rows.length === 0 ? words("noPlan") : "");
  }

  /** What the tab says: how many ask, or need the guide. */
  updateBadge() {
    const { waiting } = this.#desk;
    const count = waiting.length + this.#entries().filter(({ trouble }) => needsGuide(trouble)).length;
    hide($("seats-badge"), count === 0);
    mark($("seats-badge"), "data-kind", waiting.length > 0 ? "waiting" : "trouble");
    say($("seats-badge"), String(count));
  }

  get #isPlan() {
    return this.#view === "plan" && this.#rows.length > 0;
  }

  #sum(entries) {
    const { words } = this.#desk;
    const count = (is) => entries.filter(is).length;
    const values = {
      all: entries.length,
      present: count(({ headset }) => isPresent(headset)),
      ready: count(({ headset }) => headset.report.cached === 1),
      trouble: count(({ trouble }) => needsGuide(trouble)),
      out: count(({ headset }) => headset.handed_out),
      prepared: count(({ headset }) => !headset.handed_out && headset.cleaned && headset.charged),
    };
    say($("seats-sum"), entries.length > 0 ? `${words("seatsSum", values)} ${words("handoverSum", values)}` : words("noSeats"));
  }

  /** Only what can be done now. */
  #tools(entries) {
    const hasPlan = this.#rows.length > 0;
    hide($("seats-tools"), entries.length === 0);
    hide($("seats-views"), !hasPlan);
    for (const view of ["plan", "list"]) mark($(`view-${view}`), "aria-pressed", (view === "plan") === this.#isPlan);
    hide($("seating"), !this.#isPlan);
    mark($("seating"), "aria-pressed", this.#isSeating);
    hide($("seat-all"), !hasPlan);
    // Each stays where it is: a second tap must not meet the order that undoes the first.
    $("seat-all").disabled = !entries.some(({ headset }) => !headset.seat);
    $("hand-out-all").disabled = !entries.some(({ headset }) => headset.seat && !headset.handed_out);
    $("take-back-all").disabled = !entries.some(({ headset }) => headset.handed_out);
  }

  #show(view) {
    this.#view = view;
    sessionStorage.setItem(KEPT, view);
    this.#seat(false);
  }

  #seat(isSeating) {
    this.#isSeating = isSeating;
    this.#first = undefined;
    if (isSeating) this.#panel.choose(undefined);
    this.update();
  }

  #choose(id) {
    this.#panel.choose(id === this.#panel.chosen ? undefined : id);
    this.update();
  }

  /** @param {import("./plan.js").Spot} spot */
  #press(spot) {
    if (!this.#isSeating) {
      if (spot.headset) return this.#choose(spot.headset);
      // An empty seat asks for somebody.
      this.#seat(true);
    }
    if (!this.#first) {
      this.#first = spot;
    } else {
      const [one, other] = [this.#first, spot];
      this.#first = undefined;
      this.#swap(one, other);
    }
    this.update();
  }

  /** Who was pressed first goes to where the other is; from an empty seat it is the other way round. */
  #swap(one, other) {
    if (one.seat === other.seat && one.headset === other.headset) return;
    const [from, to] = one.headset ? [one, other] : [other, one];
    if (!from.headset || (!to.seat && to.headset && !from.seat)) return;
    // Onto a headset without a seat: that one takes the seat.
    if (!to.seat && to.headset) this.#move(to.headset, from.seat);
    else this.#move(from.headset, to.seat);
  }

  #move(id, seat) {
    const { words, order, headsets } = this.#desk;
    const { number } = headsets.find((headset) => headset.id === id) ?? {};
    if (number === undefined) return;
    order(words(seat ? "seatOne" : "unseatOne", { number, seat }), { command: "seat", headset: id, ...(seat && { seat }) });
  }

  #entries() {
    const { headsets, state, line } = this.#desk;
    const entries = headsets.map((headset) => ({ headset, trouble: troubleOf(headset, state, line.server_s) }));
    // Those in order come before those that are not there.
    const rank = ({ trouble }) => (trouble ? GRAVEST_FIRST.indexOf(trouble) : GRAVEST_FIRST.length - 1.5);
    return entries.sort((a, b) => rank(a) - rank(b) || a.headset.number - b.headset.number);
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
