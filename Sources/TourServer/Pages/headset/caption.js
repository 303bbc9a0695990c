/**
 * What the picture is: place, years, certainty, where it comes from.
 */
import { yearsOf } from "../common/years.js";
import { certaintyOf, creditOf, restorationOf, showCertainty, surroundingsOf } from "./attribution.js";
import { inLanguage } from "./tour.js";

const $ = (id) => document.getElementById(id);

export class Caption {
  #words;
  #languages = [];

  /** Called with what it says. @type {(caption: object) => void} */
  onShow = () => {};
  /** Called when the original is wanted, or the restored picture again. @type {(isOriginal: boolean) => void} */
  onOriginal = () => {};
  /** Called when an outline of what is documented is wanted, or none. @type {(isOutlined: boolean) => void} */
  onOutline = () => {};

  constructor() {
    $("original").addEventListener("click", () => this.toggleOriginal());
    $("outline").addEventListener("click", () => this.toggleOutline());
    $("picture").addEventListener("pointerdown", () => $("hint").remove(), { once: true });
  }

  /**
   * @param {(key: string, values?: object) => string} words
   * @param {string[]} languages For the tour's own words, the preferred first.
   */
  speak(words, languages = []) {
    this.#words = words;
    this.#languages = languages;
  }

  /** @param {import("./scenes.js").Scene} scene */
  show(scene) {
    const { place, epoch, isOriginal, documented } = scene;
    const words = this.#words;
    const title = inLanguage(place.title, this.#languages) || place.id;
    const year = yearsOf(epoch, words);
    const credit = creditOf(epoch, words);
    const surroundings = surroundingsOf(epoch, place, words);
    const restoration = isOriginal ? words("unrestored") : restorationOf(epoch, words);
    $("place").textContent = title;
    $("year").textContent = year;
    showCertainty($("certainty"), epoch, words);
    $("credit").textContent = credit;
    $("surroundings").textContent = surroundings;
    $("restoration").textContent = restoration;
    $("picture").setAttribute("aria-label", words("picture", { place: title, year }));
    if ($("hint")) $("hint").textContent = words(place.epochs.length > 1 ? "hintLens" : "hint");
    $("lens").hidden = place.epochs.length < 2;
    $("outline").hidden = documented.length === 0;
    $("original").hidden = !epoch.original;
    $("original").setAttribute("aria-pressed", isOriginal);
    $("caption").hidden = false;
    const certainty = certaintyOf(epoch, words);
    this.onShow({ title, year, certainty, degree: epoch.certainty, lines: [credit, surroundings, restoration] });
  }

  /** Changes between the restored picture and the original, where there is one. */
  toggleOriginal() {
    if (!$("original").hidden) this.onOriginal($("original").getAttribute("aria-pressed") !== "true");
  }

  /** Whether there is something to outline, and whether it is. */
  get canOutline() {
    return !$("outline").hidden;
  }

  get isOutlined() {
    return $("outline").getAttribute("aria-pressed") === "true";
  }

  /** Outlines what is documented, or no longer. */
  toggleOutline() {
    if ($("outline").hidden) return;
    const isOutlined = $("outline").getAttribute("aria-pressed") !== "true";
    $("outline").setAttribute("aria-pressed", isOutlined);
    this.onOutline(isOutlined);
  }
}
