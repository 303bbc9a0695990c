/**
 * What each passenger chooses: language, captions, large type, and what is good for the stomach. The device remembers it.
 */
import { LANGUAGES, wordsIn } from "./strings.js";

const KEY = "zeitreise-settings";
const DEFAULTS = { captions: true, large: false, vignette: false, window: false, volume: 1 };
const $ = (id) => document.getElementById(id);

export class Settings {
  #chosen = { ...DEFAULTS, ...remembered() };

  /** Called with everything that is chosen. @type {(chosen: typeof DEFAULTS) => void} */
  onChange = () => {};
  /** @type {(language: string) => void} */
  onLanguage = () => {};
  onRecentre = () => {};

  constructor() {
    const { nav, button, list } = parts();
    button.addEventListener("click", () => this.#open(list.hidden));
    nav.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || list.hidden) return;
      this.#open(false);
      button.focus();
    });
    addEventListener("pointerdown", ({ target }) => {
      if (!nav.contains(target)) this.#open(false);
    });
    for (const toggle of list.querySelectorAll("[data-setting]")) {
      toggle.addEventListener("click", () => this.toggle(toggle.dataset.setting));
    }
    $("recentre").addEventListener("click", () => this.onRecentre());
    $("languages").replaceChildren(...LANGUAGES.map((language) => this.#languageButton(language)));
  }

  get chosen() {
    return { ...this.#chosen };
  }

  get isOpen() {
    return !parts().list.hidden;
  }

  /** @param {keyof typeof DEFAULTS} setting */
  toggle(setting) {
    this.#chosen[setting] = !this.#chosen[setting];
    localStorage.setItem(KEY, JSON.stringify(this.#chosen));
    this.apply();
  }

  /** Makes the sound louder. @param {number} step Of the full volume; less than 0 for quieter. */
  turnUp(step) {
    this.#chosen.volume = Math.round(Math.min(1, Math.max(0, this.#chosen.volume + step)) * 100) / 100;
    localStorage.setItem(KEY, JSON.stringify(this.#chosen));
    this.apply();
  }

  /** Does what is chosen. */
  apply() {
    for (const toggle of document.querySelectorAll("[data-setting]")) {
      toggle.setAttribute("aria-pressed", this.#chosen[toggle.dataset.setting]);
    }
    document.documentElement.toggleAttribute("data-large", this.#chosen.large);
    this.onChange(this.chosen);
  }

  /** @param {string} language That is spoken. */
  mark(language) {
    for (const button of $("languages").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.lang === language);
    }
  }

  #languageButton(language) {
    const button = document.createElement("button");
    button.type = "button";
    button.lang = language;
    button.textContent = wordsIn(language)("languageName");
    button.addEventListener("click", () => this.onLanguage(language));
    return button;
  }

  #open(isOpen) {
    const { button, list } = parts();
    list.hidden = !isOpen;
    button.setAttribute("aria-expanded", isOpen);
  }
}

function parts() {
  return { nav: $("settings"), button: $("settings-button"), list: $("settings-list") };
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
