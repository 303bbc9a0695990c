/** One headset: what it says of itself, and what can be asked of it. */
import { button, made, mark, say } from "./dom.js";
import { inLanguage, sceneOf, yearsOf } from "./tour.js";

const FACTS = ["scene", "battery", "cached", "language", "frames", "clock", "seen"];

export class Tile {
  element = made("li", { class: "tile" });
  #desk;
  #trouble = made("p", { class: "trouble" });
  #worn = made("span", { class: "worn" });
  #facts = new Map();

  constructor(desk, { id, number, name }) {
    this.#desk = desk;
    const { words, order } = desk;
    const facts = made("dl");
    for (const fact of FACTS) {
      const value = made("dd");
      facts.append(made("div", {}, made("dt", {}, words(fact)), value));
      this.#facts.set(fact, value);
    }
    const identify = words("identifyOne", { number });
    const recentre = words("recentreOne", { number });
    this.element.append(
      made("h3", {}, made("span", { class: "unseen" }, words("headset", { number })), made("span", { class: "number", "aria-hidden": "true" }, String(number)), made("span", { class: "quiet" }, name ?? ""), this.#worn),
      this.#trouble,
      facts,
      made("div", { class: "row" },
        button(words("identify"), () => order(identify, { command: "identify", headset: id }), { "aria-label": identify }),
        button(words("recentre"), () => order(recentre, { command: "recentre", headset: id }), { "aria-label": recentre })),
    );
  }

  /** @param {{headset: object, trouble: import("./trouble.js").Trouble | undefined}} seat */
  show({ headset, trouble }) {
    const { words } = this.#desk;
    mark(this.element, "data-trouble", trouble ?? "none");
    const { worn } = headset.report;
    say(this.#worn, worn === undefined ? "" : words(worn ? "worn" : "notWorn"));
    say(this.#trouble, words(trouble ? `trouble_${trouble}` : "fine"));
    for (const [fact, value] of this.#facts) say(value, this.#said(fact, headset) ?? words("unknown"));
  }

  /** @returns {string | undefined} Undefined where the headset does not say. */
  #said(fact, { report, report_age_s }) {
    const { words, tour, language } = this.#desk;
    const percent = (share) => words("percent", { percent: Math.floor(share * 100) });
    switch (fact) {
      case "scene": {
        const shown = sceneOf(tour, report.scene);
        return shown && `${inLanguage(shown.place.title, language)}, ${yearsOf(shown.epoch, words)}`;
      }
      case "battery": {
        if (report.battery === undefined) return undefined;
        return percent(report.battery) + (report.charging ? `, ${words("charging")}` : "");
      }
      case "cached": return report.cached === undefined ? undefined : percent(report.cached);
      case "language": return report.language;
      case "frames": return report.frame_rate_hz === undefined ? undefined : String(Math.round(report.frame_rate_hz));
      case "clock": return report.clock_error_ms === undefined ? undefined : words("clockValue", { error: report.clock_error_ms.toFixed(1) });
      default:
        if (report_age_s === undefined) return undefined;
        return words("secondsAgo", { count: report_age_s });
    }
  }
}
