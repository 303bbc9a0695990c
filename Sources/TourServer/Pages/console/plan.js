/**
 * The bus from above, its headsets on their seats, and those that have none. Arrow keys go from seat to seat. On a wide screen the bus
 * lies with its front to the left, on a narrow one it stands with its front above.
 */
import { $, Keyed, button, hide, made, mark, say } from "./dom.js";

/** @typedef {{seat?: string, headset?: string}} Spot What was pressed: a seat, a headset, or both. */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @returns {Promise<{bus?: string, rows: object[][]}>} Without rows where the operator has given no plan. */
export async function fetchPlan() {
  const answer = await fetch("/api/v1/guide/seats", { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`seats: ${answer.status}`);
  return answer.json();
}

export class Plan {
  #desk;
  #onPress;
  #seats = new Map();
  #seatless;
  #none;

  /** @param {(spot: Spot) => void} onPress */
  constructor(desk, onPress) {
    this.#desk = desk;
    this.#onPress = onPress;
    this.#seatless = new Keyed($("seatless-list"), ({ headset }) => {
      const place = seatButton(() => onPress({ headset: headset.id }));
      return made("li", {}, place.element);
    });
    $("plan").addEventListener("keydown", (event) => this.#move(event));
  }

  /** @param {object[][]} rows */
  fill(rows) {
    const { words } = this.#desk;
    this.#seats.clear();
    this.#seatless.clear();
    const width = rows[0]?.length ?? 0;
    $("plan").style.setProperty("--columns", columns(rows));
    $("plan").style.setProperty("--count", rows.length);
    $("plan").replaceChildren(...rows.flatMap((row, y) => row.flatMap((cell, x) => {
      const element = this.#cell(cell, words);
      element?.style.setProperty("--along", y + 1);
      element?.style.setProperty("--across", x + 1);
      element?.style.setProperty("--across-back", width - x);
      return element ?? [];
    })));
    this.#rove($("plan").querySelector("button"));
    this.#none = button(words("noSeat"), () => this.#onPress({}), { id: "no-seat" });
    $("no-seat-place").replaceChildren(this.#none);
  }

  #cell({ kind, seat, blocked }, words) {
    if (kind === "seat" && !blocked) {
      const place = seatButton(() => this.#onPress({ seat, headset: place.headset }));
      this.#seats.set(seat, place);
      return place.element;
    }
    if (kind === "seat") return made("span", { class: "seat blocked", title: words("blocked", { seat }) }, seat, made("span", { class: "unseen" }, words("blockedAlone")));
    return ["door", "driver", "wc"].includes(kind) ? made("span", { class: `part ${kind}` }, words(`part_${kind}`)) : undefined;
  }

  /**
   * @param {{headset: object, trouble?: string}[]} entries
   * @param {{first?: Spot, isSeating: boolean, chosen?: string}} choice
   */
  update(entries, { first, isSeating, chosen }) {
    const bySeat = new Map(entries.filter(({ headset }) => headset.seat).map((entry) => [entry.headset.seat, entry]));
    for (const [seat, place] of this.#seats) {
      const entry = bySeat.get(seat);
      this.#fill(place, seat, entry, first ? first.seat === seat : entry !== undefined && entry.headset.id === chosen);
    }
    const seatless = entries.filter(({ headset }) => !this.#seats.has(headset.seat)).sort((a, b) => a.headset.number - b.headset.number);
    hide($("seatless"), seatless.length === 0 && !isSeating);
    this.#seatless.show(seatless, ({ headset }) => headset.id, (item, entry) => {
      const { id } = entry.headset;
      this.#fill(partsOf(item.firstChild), "", entry, first ? first.headset === id : id === chosen);
    });
    hide($("no-seat-place"), !first?.headset || !first.seat);
  }

  #fill(place, seat, entry, isChosen) {
    const { words } = this.#desk;
    const { element, name, number, foot } = place;
    const { headset, trouble } = entry ?? {};
    place.headset = headset?.id;
    mark(element, "data-headset", headset?.id ?? "");
    mark(element, "data-trouble", headset ? trouble ?? "none" : "empty");
    mark(element, "data-out", headset?.handed_out ?? false);
    mark(element, "aria-pressed", isChosen);
    say(name, seat);
    say(number, headset ? String(headset.number) : "");
    const charge = headset?.report.battery;
    const battery = charge === undefined ? "" : `${Math.floor(charge * 100)} %`;
    say(foot, battery);
    const said = headset
      ? [words("headset", { number: headset.number }), words(trouble ? `trouble_${trouble}` : "fine"), words(headset.handed_out ? "handedOut" : "notHandedOut")]
      : [words("seatEmpty")];
    if (battery) said.push(`${words("battery")} ${battery}`);
    mark(element, "aria-label", [seat && words("seat", { seat }), ...said].filter(Boolean).join(", "));
  }

  /** The nearest seat in the direction of an arrow, as it is on the screen. */
  #move(event) {
    const [right, down] = ARROWS[event.key] ?? [];
    if (right === undefined || !event.target.matches("button")) return;
    event.preventDefault();
    const from = middle(event.target);
    let best;
    for (const { element } of this.#seats.values()) {
      const to = middle(element);
      const ahead = (to.x - from.x) * right + (to.y - from.y) * down;
      const beside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * right);
      if (ahead > 1 && !(best?.cost <= ahead + 3 * beside)) best = { element, cost: ahead + 3 * beside };
    }
    if (!best) return;
    this.#rove(best.element);
    best.element.focus();
  }

  /** One stop of the Tab key for the whole plan. */
  #rove(to) {
    for (const { element } of this.#seats.values()) element.tabIndex = element === to ? 0 : -1;
  }
}

/** Columns of aisle alone are narrow. */
function columns(rows) {
  return (rows[0] ?? []).map((_, x) => (rows.some((row) => !["aisle", "nothing"].includes(row[x].kind)) ? "var(--seat)" : "var(--aisle)")).join(" ");
}

function seatButton(act) {
  const element = button("", act, { class: "seat" });
  element.append(made("span", { class: "seat-name" }), made("span", { class: "seat-number" }), made("span", { class: "seat-foot" }));
  return partsOf(element);
}

function partsOf(element) {
  const [name, number, foot] = element.children;
  return { element, name, number, foot };
}

function middle(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
