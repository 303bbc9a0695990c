/** After the drive: what was shown and for how long, what was missed, which headsets dropped out; to be printed, or taken along as a table. */
import { yearsOf } from "../common/years.js";
import { $, button, hide, made, mark, say } from "./dom.js";
import { because, clock, metres } from "./reasons.js";
import { inLanguage, sceneOf } from "./tour.js";

const REPORT = "/api/v1/guide/report";
const RENEW_MS = 3000;
const LISTS = [["missed", "missed"], ["dropouts", "drop_out"], ["off", "headsets_off"]];

export class After {
  #desk;
  #report = { server_time_s: 0, drives: [] };
  #asked_ms = -Infinity;
  /** What is drawn, so that it is drawn anew only where that has changed. */
  #drawn = "";
  /** Of which drives there is a choice. */
  #named = "";

  constructor(desk) {
    this.#desk = desk;
  }

  begin() {
    this.#asked_ms = -Infinity;
  }

  speak() {
    const { words, order } = this.#desk;
    this.#drawn = this.#named = "";
    const which = made("select", { id: "report-which" });
    which.addEventListener("change", () => this.#draw());
    const anew = async () => {
      const { kind } = await order(words("newDrive"), { command: "new_drive" });
      if (kind === "done") await this.#ask();
    };
    $("after").replaceChildren(
      made("div", { class: "row", id: "report-bar" },
        made("label", {}, made("span", { class: "unseen" }, words("reportWhich")), which),
        button(words("reportPrint"), () => print()),
        made("a", { class: "button", href: `${REPORT}.csv`, download: "" }, words("reportTable")),
        button(words("newDrive"), anew, { id: "report-new" })),
      made("h2", { id: "report-title" }),
      made("p", { id: "report-sum" }),
      made("p", { id: "report-none" }, words("reportNone")),
      made("div", { id: "report" }));
    this.update();
  }

  update() {
    if (!$("report-which")) return;
    const { line } = this.#desk;
    if (line.isOpen && performance.now() - this.#asked_ms > RENEW_MS) this.#ask();
    this.#draw();
  }

  async #ask() {
    this.#asked_ms = performance.now();
    try {
      const answer = await fetch(REPORT, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) this.#report = await answer.json();
    } catch {
      // What was told last stays; the line says that it is lost.
    }
    this.#draw();
  }

  /** The drive that is on first, even if it has not begun. */
  get #drives() {
    const { drives } = this.#report;
    return drives[0]?.on ? drives : [undefined, ...drives];
  }

  #draw() {
    const { language } = this.#desk;
    const which = $("report-which");
    const drives = this.#drives;
    const chosen = Math.min(Math.max(which.selectedIndex, 0), drives.length - 1);
    const said = JSON.stringify([language, chosen, drives, this.#desk.tour.title]);
    if (said === this.#drawn) return;
    this.#drawn = said;
    this.#name(which, drives, chosen);
    this.#show(drives[chosen]);
  }

  /** An open list is left alone as long as it is true. */
  #name(which, drives, chosen) {
    const { words } = this.#desk;
    const names = drives.map((drive, i) => (i === 0 ? words("reportThis") : this.#when(drive)));
    const named = JSON.stringify(names);
    if (named === this.#named) return;
    this.#named = named;
    which.replaceChildren(...names.map((name) => made("option", {}, name)));
    which.selectedIndex = chosen;
  }

  #show(drive) {
    const { words, tour, language } = this.#desk;
    const entries = drive?.entries ?? [];
    hide($("report-none"), entries.length > 0);
    hide($("report"), entries.length === 0);
    say($("report-title"), drive ? `${inLanguage(tour.title, language)}, ${this.#when(drive)}` : inLanguage(tour.title, language));
    say($("report-sum"), drive ? this.#sum(drive) : "");
    const lists = LISTS.map(([id, kind]) => this.#list(id, drive, entries.filter((entry) => entry.kind === kind)));
    $("report").replaceChildren(this.#scenes(drive, entries.filter(({ kind }) => kind === "scene")), ...lists);
    if (drive?.untold > 0) $("report").append(made("p", {}, words("reportUntold", { count: drive.untold })));
  }

  #sum({ entries, headsets, seconds }) {
    const { words, tour } = this.#desk;
    const scenes = entries.filter(({ kind }) => kind === "scene");
    const counted = (kind) => entries.filter((entry) => entry.kind === kind).length;
    const values = { places: new Set(scenes.map(({ place }) => place)).size, of: tour.places.length, time: clock(seconds) };
    return [
      words("reportPlaces", values),
      words("reportShown", { time: clock(scenes.reduce((sum, { seconds: shown }) => sum + shown, 0)) }),
      words("reportHeadsets", { count: headsets }),
      words("reportCounts", { missed: counted("missed"), out: counted("drop_out") }),
    ].join(" ");
  }

  #scenes(drive, scenes) {
    const { words } = this.#desk;
    const head = ["reportTime", "scene", "reportLong", "reportWhy", "reportWhere"].map((key) => made("th", { scope: "col" }, words(key)));
    const rows = scenes.map((entry) => made("tr", {}, ...[
      this.#at(drive, entry),
      this.#scene(entry),
      clock(entry.seconds) + (entry.on && drive.on ? words("reportLasts") : ""),
      this.#how(entry),
      this.#where(entry),
    ].map((text) => made("td", {}, text))));
    return made("table", { id: "report-scenes" }, made("caption", {}, words("reportScenes")), made("thead", {}, made("tr", {}, ...head)), made("tbody", {}, ...rows));
  }

  #list(id, drive, entries) {
    const { words } = this.#desk;
    const items = entries.map((entry) => made("li", {}, `${this.#at(drive, entry)} · ${this.#item(entry)}`));
    const section = made("section", {}, made("h3", {}, words(`report_${id}`)), made("ul", { id: `report-${id}` }, ...items));
    if (items.length === 0) section.append(made("p", { class: "quiet" }, words("reportNothing")));
    mark(section, "data-kind", id);
    return section;
  }

  #item(entry) {
    const { words, language } = this.#desk;
    const values = { time: clock(entry.seconds ?? 0), number: entry.headset ?? "?" };
    const isOut = entry.on;
    switch (entry.kind) {
      case "missed": return words("reportMissed", { place: this.#place(entry), reason: because(words, language, { ...entry, reason: `missed-${entry.reason}` }), where: this.#where(entry) });
      case "drop_out": return words(isOut ? "reportStillOut" : "reportOut", values);
      default: return words(isOut ? "reportStillOff" : "reportOff", values);
    }
  }

  #place({ place }) {
    return inLanguage(this.#desk.tour.places.find(({ id }) => id === place)?.title, this.#desk.language) || place;
  }

  #scene(entry) {
    const { tour, words } = this.#desk;
    const scene = sceneOf(tour, entry);
    return `${this.#place(entry)}, ${scene ? yearsOf(scene.epoch, words) : entry.epoch}`;
  }

  #how({ reason }) {
    const { words } = this.#desk;
    const said = words(`by_${reason}`);
    return said.startsWith("by_") ? words("by_other") : said;
  }

  #where({ progress_m }) {
    return progress_m === undefined ? this.#desk.words("unknown") : metres(progress_m, this.#desk.language);
  }

  /** By this tablet's clock, as long as the server's counts; a bus knows no date for sure. */
  #date(drive, at_s = 0) {
    const { begun_s, begun_unix_s } = drive;
    if (begun_s === undefined) return new Date((begun_unix_s + at_s) * 1000);
    return new Date(Date.now() - (this.#desk.line.server_s - begun_s - at_s) * 1000);
  }

  #when(drive) {
    return this.#date(drive).toLocaleString(this.#desk.language, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" });
  }

  #at(drive, { at_s }) {
    return this.#date(drive, at_s).toLocaleTimeString(this.#desk.language, { timeStyle: "short", hourCycle: "h23" });
  }
}
