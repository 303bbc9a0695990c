/** What is said to the guests: a look, a message, how loud, in which language. */
import { $, Keyed, button, hide, made, mark, say } from "./dom.js";
import { Look } from "./look.js";
import { inLanguage } from "./tour.js";

const TEXTS = ["soon", "traffic", "seated", "stop", "help", "end"];
const STEP = 0.1;
const STANDS_S = 20;

export class Address {
  #desk;
  #look;
  #texts;
  #languages;

  constructor(desk) {
    this.#desk = desk;
    this.#look = new Look(desk);
    this.#texts = new Keyed($("texts"), (name) => made("li", {}, this.#textButton(name)));
    this.#languages = new Keyed($("languages"), (tag) => this.#languageButton(tag));
    $("quieter").addEventListener("click", () => this.#turn(-STEP));
    $("louder").addEventListener("click", () => this.#turn(STEP));
    $("clear-messages").addEventListener("click", () => desk.order(desk.words("clearMessages"), { command: "clear_messages" }));
    $("recentre").addEventListener("click", () => desk.order(desk.words("recentreAll"), { command: "recentre" }));
  }

  begin() {
    this.#look.begin();
  }

  speak() {
    this.#texts.clear();
    this.#languages.clear();
    this.#look.speak();
  }

  update() {
    const { state, tour, words } = this.#desk;
    const standing = state.messages.map(({ text }) => inLanguage(text, this.#desk.language));
    this.#texts.show(TEXTS, (name) => name, (item, name) => {
      mark(item.firstChild, "aria-pressed", standing.includes(words(`text_${name}`)));
    });
    hide($("clear-messages"), standing.length === 0);
    say($("volume"), words("percent", { percent: Math.round(state.volume * 100) }));
    this.#languages.show(["", ...tour.languages], (tag) => tag, (item, tag) => {
      mark(item, "aria-pressed", (state.language ?? "") === tag);
    });
    this.#look.update();
  }

  /** A text goes out in all languages that the console speaks: each guest reads their own. */
  #textButton(name) {
    const { words, all } = this.#desk;
    const text = Object.fromEntries(Object.entries(all).map(([language, said]) => [language, said(`text_${name}`)]));
    const send = () => this.#desk.order(words("message"), { command: "message", text, seconds: STANDS_S });
    return button(words(`text_${name}`), send, { "aria-pressed": "false" });
  }

  #languageButton(tag) {
    const { words, language } = this.#desk;
    const name = tag ? new Intl.DisplayNames(language, { type: "language" }).of(tag) : words("ownLanguage");
    const choose = () => this.#desk.order(name, { command: "language", ...(tag && { language: tag }) });
    return button(name, choose, { "aria-pressed": "false" });
  }

  #turn(step) {
    const volume = Math.min(Math.max(Math.round((this.#desk.state.volume + step) * 10) / 10, 0), 1);
    this.#desk.order(this.#desk.words("volume"), { command: "volume", volume });
  }
}
