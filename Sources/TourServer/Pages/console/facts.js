/** What a headset says of itself, as a list. */
import { yearsOf } from "../common/years.js";
import { made, say } from "./dom.js";
import { inLanguage, sceneOf } from "./tour.js";

const FACTS = ["scene", "battery", "cached", "language", "frames", "clock", "seen"];

export class Facts {
  element = made("dl", { class: "facts" });
  #desk;
  #values = new Map();

  constructor(desk) {
    this.#desk = desk;
    for (const fact of FACTS) {
      const value = made("dd");
      this.element.append(made("div", {}, made("dt", {}, desk.words(fact)), value));
      this.#values.set(fact, value);
    }
  }

  /** @param {object} headset Of the list of headsets. */
  show(headset) {
    for (const [fact, value] of this.#values) say(value, this.#said(fact, headset) ?? this.#desk.words("unknown"));
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
      case "clock": return report.clock_error_ms === undefined ? undefined : words("clockValue", { error: report.clock_error_ms.toLocaleString(language, { maximumFractionDigits: 1 }) });
      default: return report_age_s === undefined ? undefined : words("secondsAgo", { count: report_age_s });
    }
  }
}
