/**
 * One line that says, the gravest first: the line is lost; what has become of the last order; another one leads; headsets are off.
 * It is always there, so nothing jumps.
 */
import { arrival, isPresent } from "./arrival.js";
import { $, hide, mark, say } from "./dom.js";

/** So long the word on an order stands. */
const STANDS_MS = 8000;
/** Orders that concern no headset. */
const DESK_ORDERS = [
  "take_over", "approve", "hold", "resume", "clear_messages", "new_drive", "seat", "seat_all", "hand_out", "take_back", "tick", "remove",
];

export class Status {
  #desk;
  /** @type {{name: string, order: object, outcome: object, until: number} | undefined} */
  #last;

  constructor(desk) {
    this.#desk = desk;
  }

  giving(name) {
    this.#last = { name, until: Infinity };
    this.update();
  }

  /** @param {import("./orders.js").Outcome} outcome */
  given(name, order, outcome) {
    this.#last = { name, order, outcome, until: performance.now() + STANDS_MS };
    this.update();
  }

  /** Says something for a while. */
  note(text) {
    this.#last = { text, until: performance.now() + STANDS_MS };
    this.update();
  }

  update() {
    if (!this.#desk.words) return;
    if (this.#last && performance.now() > this.#last.until) this.#last = undefined;
    const { kind, text } = this.#present();
    mark($("status"), "data-kind", kind);
    say($("status-text"), text);
    hide($("take-over"), !this.#isWatching || !this.#desk.line.isOpen);
  }

  get #isWatching() {
    return this.#desk.session?.controls === false;
  }

  #present() {
    const { words, session, state, line } = this.#desk;
    if (!line.isOpen) return { kind: "bad", text: this.#refusal("lost") ?? words("lostLine") };
    if (this.#last && !this.#isOver) return this.#order();
    if (this.#isWatching) {
      return { kind: "doubt", text: words(session.controller ? "watching" : "nobodyLeads", session) };
    }
    if (state?.headsets_off) return { kind: "bad", text: words("isOff") };
    const count = this.#desk.headsets.filter(isPresent).length;
    return { kind: "calm", text: count > 0 ? words("control", { of: count, count }) : words("noHeadsets") };
  }

  /** Whether the word on the last order is no longer true: the line is back, or somebody else has taken over. */
  get #isOver() {
    const { order, outcome } = this.#last;
    return outcome?.kind === "lost" || (order?.command === "take_over" && outcome?.kind === "done" && this.#isWatching);
  }

  /** What an order has come to that was given without a line. */
  #refusal(kind) {
    return this.#last?.outcome?.kind === kind ? this.#order().text : undefined;
  }

  #order() {
    const { words, headsets, state } = this.#desk;
    const { name, order, outcome, text } = this.#last;
    if (text) return { kind: "doubt", text };
    if (!outcome) return { kind: "calm", text: words("giving", { order: name }) };
    if (outcome.kind !== "done") {
      const reason = words(`reason_${outcome.reason}`);
      return { kind: outcome.kind === "refused" ? "doubt" : "bad", text: words(`order_${outcome.kind}`, { order: name, reason }) };
    }
    if (DESK_ORDERS.includes(order.command)) return { kind: "calm", text: words("done", { order: name }) };
    const { of, arrived, sent } = arrival({ ...order, revision: outcome.revision }, headsets, state);
    const key = of === 0 ? "doneAlone" : sent === 0 ? "arrived" : sent === of ? "sent" : "arrivedSent";
    const isThere = arrived + sent === of;
    return { kind: isThere ? "calm" : "doubt", text: words(key, { order: name, of, arrived, sent }) };
  }
}
