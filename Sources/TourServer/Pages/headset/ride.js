/**
 * The ride together: what the guide's console asks for, what is told, and what is good for the stomach, on the page and in the
 * headset alike.
 *
 * What it is at stands on the root element: `data-calm` (why the picture has stepped back: off, guide, tooFast, window, or empty),
 * `data-volume`, `data-message`, `data-recentred` (how often), `data-pointing` and `data-yaw-frame`.
 */
import { yearsOf } from "../common/years.js";
import { FixReader } from "./busfix.js";
import { headingOf } from "./fetchscene.js";
import { RADIANS } from "./gaze.js";
import { Narration } from "./narration.js";
import { Orders } from "./orders.js";
import { Overlay } from "./overlay.js";
import { Settings } from "./settings.js";
import { chooseLanguage, spokenFor } from "./strings.js";
import { inLanguage } from "./tour.js";

/** What goes before what. */
const REASONS = ["off", "guide", "tooFast", "window"];
const NUMBER_MS = 8000;
/** One push of a stick. */
export const SNAP = 30 * RADIANS;

export class Ride {
  #player;
  #immersive;
  #words = (key) => key;
  #languages = [];
  #reasons = new Set();
  #overlay = new Overlay();
  #narration = new Narration();
  #orders = new Orders();
  #message;
  #numberTimer = 0;
  #fixes = new FixReader();
  /** As the guide wants it. */
  #volume = 1;
  #captions = "";
  settings = new Settings();

  /** Called with the language that is to be spoken; undefined for the passenger's own. @type {(language?: string) => void} */
  onLanguage = () => {};

  /**
   * @param {import("./player.js").Player} player
   * @param {import("./immersive.js").Immersive} immersive
   */
  constructor(player, immersive) {
    this.#player = player;
    this.#immersive = immersive;
    this.#connectNarration();
    this.#connectOrders();
    this.#connectSettings();
    immersive.onLost = () => this.#overlay.offer("session", this.#offer("sessionEnded", "goOn", () => this.enter()));
    immersive.onReset = () => this.recentre();
    note("yawFrame", immersive.yaw.mode);
  }

  /** Called to begin VR from an offer. */
  enter = () => {};

  /** @param {(key: string, values?: object) => string} words @param {string[]} languages */
  speak(language, words, languages) {
    this.#words = words;
    this.#languages = languages;
    this.settings.mark(language);
    this.#narration.speak(languages);
    this.#overlay.repeat();
    this.#showMessage();
    this.#showCalm();
  }

  /** @returns {string[]} That are understood, the preferred first. */
  get languages() {
    return this.#languages;
  }

  /** @returns {(key: string, values?: object) => string} */
  get words() {
    return this.#words;
  }

  /** A tap, which the browser wants before sound. */
  wake() {
    this.#narration.wake();
  }

  /** @param {object} state As the server tells it. @param {(server_s: number) => number | undefined} local_s As {@link FixReader.take} has it. */
  take(state, local_s) {
    this.#orders.take(state);
    const now_s = performance.now() / 1000;
    const fix = this.#fixes.take(state, local_s, now_s);
    if (fix) this.#immersive.yaw.takeFix(fix, now_s);
  }

  /** What is told from now on. */
  follow(epoch, timeline) {
    this.#narration.follow(epoch, timeline);
  }

  /** Offers the place that somebody who goes round by himself has come to. @param {() => void} run Shows it. */
  offerPlace(place, run) {
    this.withdrawPlace();
    const said = () => ({ text: this.#words("reached", { place: inLanguage(place.title, this.#languages) }), label: this.#words("reachedGo") });
    this.#overlay.offer("place", { said, run });
  }

  withdrawPlace() {
    this.#overlay.withdraw("place");
  }

  /** A scene has begun that nobody leads to: it is told from its beginning. */
  tell({ epoch }) {
    const begun_ms = performance.now();
    this.follow(epoch, { position_s: () => (performance.now() - begun_ms) / 1000, isPaused: false });
  }

  /** Lets what is straight ahead be so again: the bus's nose, or without a drive the middle of the picture. */
  recentre() {
    this.#player.calm.blink(() => {
      const { scene, gaze } = this.#player;
      const heading = this.#immersive.yaw.busAt(performance.now() / 1000) ?? (scene ? headingOf(scene.epoch) : 0);
      if (this.#immersive.isRunning) this.#immersive.recentre(heading);
      else gaze.set({ heading, pitch: 0, roll: 0 });
      note("recentred", String(Number(document.documentElement.dataset.recentred ?? 0) + 1));
    });
  }

  /** Turns the picture by a step, behind closed eyes. @param {-1 | 1} step 1 to the right. */
  snap(step) {
    this.#player.calm.blink(() => this.#immersive.yaw.turn(step * SNAP));
  }

  #connectNarration() {
    this.#narration.onText = (text) => {
      this.#captions = text;
      this.#showCaptions();
    };
    this.#narration.onBlocked = (isBlocked) => {
      if (isBlocked) this.#overlay.offer("sound", this.#offer("soundBlocked", "soundOn", () => this.wake()));
      else this.#overlay.withdraw("sound");
    };
    for (const tap of ["pointerup", "keydown"]) addEventListener(tap, () => this.wake(), { once: true });
  }

  #offer(text, label, run) {
    return { said: () => ({ text: this.#words(text), label: this.#words(label) }), run };
  }

  #connectOrders() {
    const orders = this.#orders;
    orders.onVolume = (volume) => {
      this.#volume = volume;
      this.#showVolume();
    };
    orders.onLanguage = (language) => this.onLanguage(language && spokenFor(language));
    orders.onMessage = (text) => {
      this.#message = text;
      this.#showMessage();
    };
    orders.onHeadsetsOff = (isOff) => this.#step("off", isOff);
    orders.onTooFast = (isTooFast) => this.#step("tooFast", isTooFast);
    orders.onCalm = (isCalm) => this.#step("guide", isCalm);
    orders.onPointAt = (target) => {
      const { heading_deg, pitch_deg } = target ?? {};
      this.#player.inscriptions.pointAt(target && { heading: heading_deg * RADIANS, pitch: pitch_deg * RADIANS });
      note("pointing", target ? `${heading_deg} ${pitch_deg}` : "");
    };
    orders.onRecentre = () => this.recentre();
    orders.onIdentify = (number) => this.#showNumber(number);
    orders.onYawFrame = (frame) => {
      this.#immersive.setFrame(frame);
      note("yawFrame", this.#immersive.yaw.mode);
    };
  }

  #connectSettings() {
    const { settings } = this;
    settings.onChange = ({ large, vignette, window }) => {
      this.#showVolume();
      this.#player.inscriptions.isLarge = large;
      this.#player.calm.vignette = vignette;
      this.#showCaptions();
      this.#step("window", window);
    };
    settings.onLanguage = (language) => {
      chooseLanguage(language);
      this.onLanguage(language);
    };
    settings.onRecentre = () => this.recentre();
    settings.apply();
  }

  /** What the guide wants, and of that what the passenger does. */
  #showVolume() {
    const volume = this.#volume * this.settings.chosen.volume;
    this.#narration.volume = volume;
    note("volume", String(Math.round(volume * 100) / 100));
  }

  #say(subject, text, title) {
    this.#overlay.say(subject, text, title);
    this.#player.inscriptions.say(subject, text, title);
  }

  #showCaptions() {
    this.#say("subtitle", this.settings.chosen.captions ? this.#captions : "");
  }

  #showMessage() {
    const text = this.#message ? inLanguage(this.#message, this.#languages) : "";
    this.#say("message", text);
    note("message", text);
  }

  #showNumber(number) {
    clearTimeout(this.#numberTimer);
    this.#say("message", this.#words("headsetNumber", { number: String(number) }));
    this.#numberTimer = setTimeout(() => this.#showMessage(), NUMBER_MS);
  }

  /** Lets the picture step back for a reason, or no longer for it. */
  #step(reason, isThere) {
    if (isThere) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    this.#showCalm();
  }

  /** Says why, and in the window view nothing but place and time. To be called for each new scene. */
  #showCalm() {
    const reason = REASONS.find((reason) => this.#reasons.has(reason)) ?? "";
    this.#player.inscriptions.isCalm = reason !== "";
    this.#player.inscriptions.isAlone = reason === "off" || reason === "window";
    this.#player.calm.reason = reason;
    this.#narration.isSilent = reason === "off";
    note("calm", reason);
    if (reason === "window") {
      const { place, epoch } = this.#player.scene ?? {};
      this.#say("calm", place ? inLanguage(place.title, this.#languages) : "", epoch ? yearsOf(epoch, this.#words) : "");
    } else {
      this.#say("calm", reason && this.#words(`${reason}Text`), reason && this.#words(`${reason}Title`));
    }
  }

  /** @param {import("./scenes.js").Scene} scene That has begun to appear. */
  begun() {
    this.#showCalm();
  }
}

function note(name, value) {
  document.documentElement.dataset[name] = value;
}
