/** What is said to the guests: a look, a message, how loud, in which language. */
import { $, Keyed, button, mark, say } from "./dom.js";
import { Look } from "./look.js";
import { Say } from "./say.js";
import { languageName } from "./tour.js";

const STEP = 0.1;

export class Address {
  #desk;
  #look;
  #say;
  #languages;

  constructor(desk) {
    this.#desk = desk;
    this.#look = new Look(desk);
    this.#say = new Say(desk);
    this.#languages = new Keyed($("languages"), (tag) => this.#languageButton(tag));
    $("quieter").addEventListener("click", () => this.#turn(-STEP));
    $("louder").addEventListener("click", () => this.#turn(STEP));
    $("recentre").addEventListener("click", () => desk.order(desk.words("recentreAll"), { command: "recentre" }));
  }

  begin() {
    this.#look.begin();
  }

  speak() {
    this.#say.speak();
    this.#languages.clear();
    this.#look.speak();
  }

  update() {
    const { state, tour, words } = this.#desk;
    this.#say.update();
    say($("volume"), words("percent", { percent: Math.round(state.volume * 100) }));
    this.#languages.show(["", ...tour.languages], (tag) => tag, (item, tag) => {
      mark(item, "aria-pressed", (state.language ?? "") === tag);
    });
    this.#look.update();
  }

  #languageButton(tag) {
    const { words, language } = this.#desk;
    const name = tag ? languageName(tag, language) : words("ownLanguage");
    const choose = () => this.#desk.order(name, { command: "language", ...(tag && { language: tag }) });
    return button(name, choose, { "aria-pressed": "false" });
  }

  #turn(step) {
    const volume = Math.min(Math.max(Math.round((this.#desk.state.volume + step) * 10) / 10, 0), 1);
    this.#desk.order(this.#desk.words("volume"), { command: "volume", volume });
  }
}
