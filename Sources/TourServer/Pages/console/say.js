/** Messages to all guests: texts that the tour or the console has ready, and the guide's own words; in all languages or in chosen ones. */
import { $, Keyed, button, hide, made, mark, say } from "./dom.js";
import { inLanguage, languageName } from "./tour.js";

const OWN = ["soon", "traffic", "seated", "stop", "help", "end"];
const STANDS_S = 20;
/** As of a tour's texts. */
const LONGEST = 160;

export class Say {
  #desk;
  #texts;
  /** Language → its field. @type {Map<string, HTMLInputElement>} */
  #fields = new Map();
  /** Languages that are left out. @type {Set<string>} */
  #left = new Set();
  #languages;

  constructor(desk) {
    this.#desk = desk;
    this.#texts = new Keyed($("texts"), ({ text }) => made("li", {}, this.#textButton(text)));
    this.#languages = new Keyed($("say-languages"), (tag) => button(this.#name(tag), () => this.#turn(tag)));
    $("clear-messages").addEventListener("click", () => desk.order(desk.words("clearMessages"), { command: "clear_messages" }));
    $("own-words").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendOwn();
    });
  }

  speak() {
    this.#texts.clear();
    this.#languages.clear();
    this.#fields = new Map(this.#desk.tour.languages.map((tag) => [tag, this.#field(tag)]));
    $("own-fields").replaceChildren(...[...this.#fields].map(([tag, field]) => made("label", { lang: tag }, made("span", {}, this.#name(tag)), field)));
  }

  update() {
    const { state, tour } = this.#desk;
    const standing = state.messages.map(({ text }) => JSON.stringify(text));
    this.#texts.show(this.#ready(), ({ key }) => key, (item, { text }) => {
      mark(item.firstChild, "aria-pressed", standing.includes(JSON.stringify(this.#chosen(text))));
    });
    hide($("clear-messages"), standing.length === 0);
    for (const id of ["say-in", "say-languages"]) hide($(id), tour.languages.length < 2);
    this.#languages.show(tour.languages, (tag) => tag, (item, tag) => mark(item, "aria-pressed", !this.#left.has(tag)));
    for (const [tag, field] of this.#fields) hide(field.parentElement, this.#left.has(tag));
    const isEmpty = [...this.#fields].every(([tag, { value }]) => this.#left.has(tag) || !value.trim());
    if ($("own-send").disabled !== isEmpty) $("own-send").disabled = isEmpty;
  }

  /** The tour's texts, then the console's in all languages that it speaks. */
  #ready() {
    const { tour, all } = this.#desk;
    const own = OWN.map((name) => {
      const text = Object.fromEntries(Object.entries(all).map(([language, said]) => [language, said(`text_${name}`)]));
      return { key: name, text };
    });
    return [...tour.messages.map((text, i) => ({ key: `tour ${i}`, text })), ...own];
  }

  /** Only in the languages that are wanted; where none of those is there, in all. */
  #chosen(text) {
    const kept = Object.entries(text).filter(([language]) => !this.#left.has(language));
    return kept.length > 0 ? Object.fromEntries(kept) : text;
  }

  #textButton(text) {
    return button(inLanguage(text, this.#desk.language), () => this.#send(this.#chosen(text)), { "aria-pressed": "false" });
  }

  #field(tag) {
    const field = made("input", { type: "text", maxlength: String(LONGEST), autocomplete: "off", lang: tag });
    field.value = this.#fields.get(tag)?.value ?? "";
    field.addEventListener("input", () => this.update());
    return field;
  }

  #name(tag) {
    return languageName(tag, this.#desk.language);
  }

  #turn(tag) {
    if (!this.#left.delete(tag) && this.#left.size < this.#desk.tour.languages.length - 1) this.#left.add(tag);
    this.update();
  }

  async #sendOwn() {
    const said = [...this.#fields].map(([tag, { value }]) => [tag, value.trim()]).filter(([tag, text]) => text && !this.#left.has(tag));
    if (said.length === 0) return;
    const { kind } = await this.#send(Object.fromEntries(said));
    // What has not gone out stays to be sent again.
    if (kind !== "done") return;
    for (const field of this.#fields.values()) field.value = "";
    this.update();
  }

  #send(text) {
    return this.#desk.order(this.#desk.words("message"), { command: "message", text, seconds: STANDS_S });
  }
}
