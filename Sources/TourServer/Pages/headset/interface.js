/**
 * What lies over the picture: caption, places, epochs, sources, buttons.
 */
import { yearsOf } from "../common/years.js";
import { Caption } from "./caption.js";
import { EpochSlider } from "./epochs.js";
import { LensLabel } from "./lenslabel.js";
import { PlaceList } from "./places.js";
import { Sources } from "./sources.js";
import { inLanguage } from "./tour.js";

const $ = (id) => document.getElementById(id);

export class Interface {
  caption = new Caption();
  places = new PlaceList();
  epochs = new EpochSlider();
  lens = new LensLabel();
  #sources = new Sources();
  #words;

  /** Called when the button for VR is pressed. */
  onImmersive = () => {};
  /** Called when the button for device motion is pressed. */
  onMotion = () => {};
  /** Called when the button for going round with the phone's GPS is pressed. */
  onFollow = () => {};

  constructor() {
    $("vr").addEventListener("click", () => this.onImmersive());
    $("motion").addEventListener("click", () => this.onMotion());
    $("follow").addEventListener("click", () => this.onFollow());
    $("credits").addEventListener("click", () => this.#sources.open());
    new ResizeObserver(([{ target }]) => {
      document.documentElement.style.setProperty("--caption-height", `${target.offsetHeight}px`);
    }).observe($("caption"));
  }

  /** @returns {boolean} Whether the passenger reads a list. */
  get isOpen() {
    return this.places.isOpen || this.#sources.isOpen;
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
    for (const element of document.querySelectorAll("[data-title]")) element.title = words(element.dataset.title);
    this.caption.speak(words);
    this.showImmersive(false);
  }

  /**
   * @param {import("./tour.js").Tour} tour
   * @param {string[]} languages For the tour's own words, the preferred first.
   */
  showTour(tour, languages) {
    document.title = inLanguage(tour.title, languages) || "Zeitreise";
    this.caption.speak(this.#words, languages);
    this.places.fill(tour.places, languages, this.#words);
    this.#sources.fill(tour.places, languages, this.#words);
  }

  /** Sets list and slider to what was chosen, before its picture is there. */
  showChoice({ place, epoch }) {
    this.places.mark(place);
    this.#sources.mark(place, epoch);
    this.epochs.show(place.epochs, epoch, this.#words);
  }

  /**
   * Says what the lens shows.
   * @param {import("./tour.js").Epoch | undefined} epoch None while it is closed.
   * @returns {string} Its years.
   */
  showLens(epoch) {
    const years = epoch ? yearsOf(epoch, this.#words) : "";
    this.lens.show(years);
    this.epochs.showLens(epoch);
    return years;
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

  /** Offers to go round with the phone's GPS. @param {boolean} isOn */
  showFollow(isOn) {
    $("follow").hidden = false;
    $("follow").setAttribute("aria-pressed", isOn);
  }

  /** @param {boolean} leads Whether the device's motion leads the gaze. */
  showMotion(leads) {
    $("motion").hidden = false;
    $("motion").setAttribute("aria-pressed", leads);
  }
}
