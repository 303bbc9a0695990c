/** One headset in the list: what it says of itself, and what is asked of it most. */
import { button, hide, made, mark, say } from "./dom.js";
import { Facts } from "./facts.js";

export class Tile {
  element = made("li", { class: "tile" });
  #desk;
  #trouble = made("p", { class: "trouble" });
  #seat = made("span", { class: "place" });
  #worn = made("span", { class: "worn" });
  #facts;

  /** @param {(id: string) => void} onMore Wants all that there is of this headset. */
  constructor(desk, { id, number, name }, onMore) {
    this.#desk = desk;
    const { words } = desk;
    this.#facts = new Facts(desk);
    const more = button(words("more"), () => onMore(id), { "aria-label": words("moreOne", { number }), "data-more": id });
    this.element.append(
      made("h3", {}, ...numberOf(words, number), this.#seat, made("span", { class: "quiet name" }, name ?? ""), this.#worn),
      this.#trouble,
      this.#facts.element,
      made("div", { class: "row" }, ...askButtons(desk, id, number), more),
    );
  }

  /** @param {{headset: object, trouble: import("./trouble.js").Trouble | undefined}} seat */
  show({ headset, trouble }) {
    const { words } = this.#desk;
    mark(this.element, "data-trouble", trouble ?? "none");
    const { worn } = headset.report;
    say(this.#worn, worn === undefined ? "" : words(worn ? "worn" : "notWorn"));
    hide(this.#seat, !headset.seat);
    say(this.#seat, headset.seat ? words("seat", { seat: headset.seat }) : "");
    say(this.#trouble, words(trouble ? `trouble_${trouble}` : "fine"));
    this.#facts.show(headset);
  }
}

/** @returns {HTMLElement[]} Its number, as one sees it and as one hears it. */
function numberOf(words, number) {
  return [made("span", { class: "unseen" }, words("headset", { number })), made("span", { class: "number", "aria-hidden": "true" }, String(number))];
}

/** @returns {HTMLElement[]} What is asked of a headset itself. */
export function askButtons({ words, order }, id, number) {
  return ["identify", "recentre"].map((command) => {
    const name = words(`${command}One`, { number });
    return button(words(command), () => order(name, { command, headset: id }), { "aria-label": name });
  });
}
