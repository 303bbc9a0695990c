/** Before departure: what the server has looked at, what to do, and whether all headsets hold the whole tour. */
import { isPresent } from "./arrival.js";
import { $, Keyed, hide, made, mark, say } from "./dom.js";

const ADDRESS = "/api/v1/guide/checks";
const LOOK_MS = 1000;
/** What was found before is looked at anew when somebody comes back to this view. */
const OLD_S = 600;
/** As the doctor warns. */
const SOON_DAYS = 14;
const ORDER = ["fault", "warning", "good"];

export class Departure {
  #desk;
  #checks;
  /** As the server says it. @type {{running: boolean, age_s?: number, may_leave: boolean, checks: object[]} | undefined} */
  #report;
  #isLost = false;
  #isAsking = false;
  /** Somebody wants everything looked at anew. */
  #isWanted = false;
  #asked_ms = -Infinity;

  constructor(desk) {
    this.#desk = desk;
    this.#checks = new Keyed($("checks"), () => made("li", {}, made("strong"), made("span", { class: "fact" }), made("span", { class: "advice" })));
    $("check").addEventListener("click", () => {
      this.#isWanted = true;
      this.#look();
    });
  }

  begin() {
    this.#report = undefined;
  }

  speak() {
    this.#checks.clear();
  }

  update() {
    if (performance.now() - this.#asked_ms > LOOK_MS) this.#look();
    this.#headsets();
    this.#certificate();
    this.#verdict();
  }

  #look() {
    const { running, age_s } = this.#report ?? {};
    // On the way the disk is the guests'.
    const isDue = this.#report && !running && !(age_s < OLD_S) && !this.#desk.state.scene;
    this.#ask(isDue || this.#isWanted ? "POST" : "GET");
  }

  async #ask(method) {
    if (this.#isAsking || !this.#desk.line.isOpen) return;
    this.#isAsking = true;
    if (method === "POST") this.#isWanted = false;
    this.#asked_ms = performance.now();
    try {
      const answer = await fetch(ADDRESS, { method, signal: AbortSignal.timeout(5000) });
      if (!answer.ok) throw new Error(`checks: ${answer.status}`);
      this.#report = await answer.json();
      this.#isLost = false;
    } catch {
      this.#isLost = true;
    }
    this.#isAsking = false;
    if (this.#desk.state) this.#verdict();
    if (this.#isWanted) this.#look();
  }

  /** How many hold everything, and who does not yet. */
  #headsets() {
    const { words, headsets } = this.#desk;
    const there = headsets.filter(isPresent);
    const waiting = there.filter(({ report }) => report.cached !== 1);
    const ready = there.length - waiting.length;
    $("ready-bar").max = Math.max(there.length, 1);
    $("ready-bar").value = ready;
    say($("ready-text"), there.length > 0 ? words("readyText", { ready, of: there.length }) : words("readyNone"));
    const share = ({ number, report }) => words("readyShare", { number, percent: Math.floor((report.cached ?? 0) * 100) });
    const away = headsets.length - there.length;
    const said = waiting.sort((a, b) => a.number - b.number).map(share);
    if (away > 0) said.push(words("readyAway", { count: away }));
    say($("ready-rest"), said.join(" · "));
  }

  #certificate() {
    const { words, state } = this.#desk;
    const days = state.certificate_days;
    // Without a certificate the check says so.
    hide($("certificate-days"), days === undefined);
    if (days === undefined) return;
    say($("certificate-days"), words("certificateDays", { count: days }));
    mark($("certificate-days"), "data-level", days < 0 ? "fault" : days < SOON_DAYS ? "warning" : "good");
  }

  #verdict() {
    const { words } = this.#desk;
    const { running, may_leave, age_s, checks = [] } = this.#report ?? {};
    // Nothing has been looked at yet, but is about to be.
    const isRunning = (running ?? true) || age_s === undefined;
    const kind = this.#isLost ? "lost" : isRunning ? "running" : may_leave ? "leave" : "stay";
    mark($("verdict"), "data-kind", kind);
    say($("verdict-text"), words(`verdict_${kind}`));
    const count = Math.floor(age_s / 60);
    say($("verdict-age"), isRunning || age_s === undefined ? "" : words(count < 1 ? "verdictNow" : "verdictAge", { count }));
    $("check").disabled = isRunning && !this.#isLost;
    const sorted = [...checks].sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
    this.#checks.show(sorted, ({ subject }) => subject, (item, check) => this.#fill(item, check));
  }

  /** In the guide's language where its code is known, as the server says it otherwise. */
  #fill(item, { subject, level, code, values, fact, advice }) {
    const [name, found, todo] = item.children;
    mark(item, "data-level", level);
    mark(item, "data-code", code);
    say(name, this.#said(`subject_${subject}`, {}) ?? subject);
    const shown = this.#shown(values);
    say(found, this.#said(`check_${code}`, shown) ?? fact);
    hide(todo, level === "good");
    say(todo, level === "good" ? "" : this.#said(`do_${code}`, shown) ?? advice ?? "");
  }

  /** Times and large numbers as the guide's language has them. */
  #shown(values) {
    const { language } = this.#desk;
    const moment = { dateStyle: "long", timeStyle: "short", hourCycle: "h23" };
    const shown = (value) => {
      if (/^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toLocaleString(language, moment);
      return /^\d+$/.test(value) ? Number(value).toLocaleString(language) : value;
    };
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)]));
  }

  #said(key, values) {
    const text = this.#desk.words(key, values);
    return text === key ? undefined : text;
  }
}
