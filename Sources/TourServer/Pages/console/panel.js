/** All that there is of one headset, and all that can be done with it. */
import { $, button, hide, made, mark, say } from "./dom.js";
import { Facts } from "./facts.js";
import { askButtons } from "./tile.js";

export class Panel {
  /** The headset's id. @type {string | undefined} */
  chosen;
  #desk;
  #parts;

  constructor(desk) {
    this.#desk = desk;
    $("panel").addEventListener("keydown", ({ key }) => key === "Escape" && this.close());
  }

  /** Of which headset; none closes it. @param {string | undefined} id */
  choose(id) {
    this.chosen = id;
    this.#parts = undefined;
    $("panel").replaceChildren();
    hide($("panel"), id === undefined);
  }

  /** Gives the keyboard back to where it came from. */
  close() {
    const from = [...document.querySelectorAll("[data-headset], [data-more]")].find(
      ({ dataset, offsetParent }) => offsetParent && [dataset.headset, dataset.more].includes(this.chosen),
    );
    this.choose(undefined);
    from?.focus();
  }

  speak() {
    this.choose(this.chosen);
  }

  /** @param {{headset: object, trouble?: string} | undefined} seat Of the headset that was chosen. */
  show(seat) {
    if (this.chosen === undefined) return;
    if (!seat) return this.choose(undefined);
    const isNew = !this.#parts;
    this.#parts ??= this.#made(seat.headset);
    this.#fill(seat);
    if (!isNew) return;
    $("panel").scrollIntoView({ block: "nearest" });
    $("panel-close").focus({ preventScroll: true });
  }

  #made({ id, number, name }) {
    const { words, order } = this.#desk;
    const parts = {
      title: made("h2", { id: "panel-title" }),
      trouble: made("p", { class: "trouble" }),
      facts: new Facts(this.#desk),
      cleaned: this.#tick("cleaned", id, number),
      charged: this.#tick("charged", id, number),
      hand: button("", () => {
        const command = this.#headset.handed_out ? "take_back" : "hand_out";
        order(words(`${command}_one`, { number }), { command, headset: id });
      }, { id: "panel-hand", class: "primary" }),
    };
    const close = button(words("closePanel"), () => this.close(), { id: "panel-close" });
    const head = made("div", { class: "row head" }, parts.title, made("span", { class: "quiet" }, name ?? ""), close);
    const asked = made("div", { class: "row" }, ...askButtons(this.#desk, id, number));
    const handed = made("div", { class: "row" }, parts.cleaned, parts.charged, parts.hand);
    const acts = made("div", { class: "acts" }, asked, handed, this.#remover(id, number));
    $("panel").append(head, parts.trouble, parts.facts.element, acts);
    return parts;
  }

  get #headset() {
    return this.#desk.headsets.find(({ id }) => id === this.chosen);
  }

  #fill({ headset, trouble }) {
    const { words } = this.#desk;
    const { title, facts, cleaned, charged, hand } = this.#parts;
    const { number, seat, report, handed_out } = headset;
    const name = words("headset", { number });
    say(title, seat ? `${name} · ${words("seat", { seat })}` : name);
    mark($("panel"), "data-trouble", trouble ?? "none");
    const said = [words(trouble ? `trouble_${trouble}` : "fine"), words(handed_out ? "handedOut" : "notHandedOut")];
    if (report.worn !== undefined) said.push(words(report.worn ? "worn" : "notWorn"));
    say(this.#parts.trouble, said.join(" · "));
    facts.show(headset);
    mark(cleaned, "aria-pressed", headset.cleaned);
    mark(charged, "aria-pressed", headset.charged);
    say(hand, words(handed_out ? "takeBack" : "handOut"));
  }

  #tick(name, id, number) {
    const { words, order } = this.#desk;
    const turn = () => order(words(`${name}_one`, { number }), { command: "tick", headset: id, [name]: !this.#headset[name] });
    return button(words(`tick_${name}`), turn, { class: "tick", "aria-pressed": "false" });
  }

  /** Asks once: its seat goes with it, and it has to be admitted anew. */
  #remover(id, number) {
    const { words, order } = this.#desk;
    const place = made("div", { class: "row remove" });
    const ask = button(words("remove"), () => {
      const keep = button(words("removeNo"), rest);
      const go = button(words("removeYes"), () => order(words("removeOne", { number }), { command: "remove", headset: id }), { class: "danger" });
      place.replaceChildren(made("p", { role: "alert" }, words("removeAsk", { number })), keep, go);
      place.scrollIntoView({ block: "nearest" });
      keep.focus({ preventScroll: true });
    }, { "aria-label": words("removeOne", { number }) });
    const rest = () => {
      place.replaceChildren(ask);
      ask.focus();
    };
    place.append(ask);
    return place;
  }
}
