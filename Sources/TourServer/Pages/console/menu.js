/** Language, light or dark screen, signing out. */
import { $, hide, mark, say } from "./dom.js";

const THEME = "zeitreise-console-theme";

export class Menu {
  #desk;
  #list = $("menu-list");
  #button = $("menu-button");

  /** @type {(language: string) => void} */
  onLanguage = () => {};
  /** @type {(ofAll: boolean) => void} */
  onSignOut = () => {};

  constructor(desk) {
    this.#desk = desk;
    const theme = localStorage.getItem(THEME);
    if (theme) document.documentElement.dataset.theme = theme;
    this.#button.addEventListener("click", () => this.#open(this.#list.hidden));
    $("menu").addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      this.#open(false);
      this.#button.focus();
    });
    addEventListener("pointerdown", ({ target }) => $("menu").contains(target) || this.#open(false));
    $("language").addEventListener("click", () => this.onLanguage(this.#desk.language === "de" ? "en" : "de"));
    $("theme").addEventListener("click", () => this.#turn());
    $("sign-out").addEventListener("click", () => this.onSignOut(false));
    $("sign-out-all").addEventListener("click", () => this.onSignOut(true));
  }

  speak() {
    const { words, session } = this.#desk;
    say($("language"), words("otherLanguage"));
    $("card").href = `/guides-card#${this.#desk.language}`;
    say($("theme"), words(this.#isDark ? "light" : "dark"));
    say($("who"), session ? words("signedInAs", session) : "");
  }

  get #isDark() {
    const { theme } = document.documentElement.dataset;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  #turn() {
    const theme = this.#isDark ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(THEME, theme);
    this.speak();
  }

  #open(isOpen) {
    if (isOpen) this.speak();
    hide(this.#list, !isOpen);
    mark(this.#button, "aria-expanded", isOpen);
  }
}
