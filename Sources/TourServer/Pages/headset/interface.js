/**
 * What lies over the picture: caption, places, epochs, buttons.
 */
import { EpochSlider } from "./epochs.js";
import { PlaceList } from "./places.js";
import { yearsOf } from "./strings.js";
import { inLanguage } from "./tour.js";

const $ = (id) => document.getElementById(id);

export class Interface {
  places = new PlaceList();
  epochs = new EpochSlider();
  #words;
  #languages = [];

  /** Called when the button for VR is pressed. */
  onImmersive = () => {};
  /** Called when the button for device motion is pressed. */
  onMotion = () => {};

  constructor() {
    $("vr").addEventListener("click", () => this.onImmersive());
    $("motion").addEventListener("click", () => this.onMotion());
    $("picture").addEventListener("pointerdown", () => $("hint").remove(), { once: true });
  }

  /**
   * Says everything in a language.
   * @param {string} language
   * @param {(key: string, values?: object) => string} words
   */
  speak(language, words) {
    this.#words = words;
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll("[data-words]")) {
      element.textContent = words(element.dataset.words);
    }
    this.showImmersive(false);
  }

  /**
   * @param {import("./tour.js").Tour} tour
   * @param {string[]} languages For the tour's own words, the preferred first.
   */
  showTour(tour, languages) {
    this.#languages = languages;
    document.title = inLanguage(tour.title, languages) || "Zeitreise";
    this.places.fill(tour.places, languages, this.#words);
  }

  /** Sets list and slider to what was chosen, before its picture is there. */
  showChoice({ place, epoch }) {
    this.places.mark(place);
    this.epochs.show(place.epochs, epoch, this.#words);
  }

  /** Names the picture that is shown. */
  showScene({ place, epoch }) {
    const title = inLanguage(place.title, this.#languages) || place.id;
    const year = yearsOf(epoch, this.#words);
    $("place").textContent = title;
    $("year").textContent = year;
    $("credit").textContent = this.#credit(epoch);
    $("picture").setAttribute("aria-label", this.#words("picture", { place: title, year }));
    $("caption").hidden = false;
  }

  #credit({ credit, licence, source }) {
    const author = credit && this.#words("credit", { credit });
    return [author, licence, source].filter(Boolean).join(" · ");
  }

  /** @param {"ready" | "insecure" | "absent"} support */
  offerImmersive(support) {
    $("vr").hidden = support !== "ready";
    $("vr-note").hidden = support !== "insecure";
  }

  /** @param {boolean} isRunning Whether a headset shows the picture. */
  showImmersive(isRunning) {
    $("vr-words").textContent = this.#words(isRunning ? "leaveVR" : "enterVR");
    document.documentElement.dataset.immersive = isRunning;
  }

  /** @param {boolean} leads Whether the device's motion leads the gaze. */
  showMotion(leads) {
    $("motion").hidden = false;
    $("motion").setAttribute("aria-pressed", leads);
  }
}
