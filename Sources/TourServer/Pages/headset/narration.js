/**
 * What is told of a scene: its sound and captions in the passenger's language, at the common time.
 *
 * What it is at stands on the root element: `data-narration` (none, awaited, playing, paused, over, or blocked where the browser
 * wants a tap first) and `data-drift` (by how many milliseconds the sound was ahead when it was looked at last).
 */
import { cuesOf, textAt } from "./cues.js";
import { correction } from "./drift.js";
import { fetched } from "./server.js";
import { Sound } from "./sound.js";

const LOOK_MS = 500;

/**
 * @typedef {object} Timeline When a scene is where.
 * @property {() => number} position_s Seconds from its start now; negative before that.
 * @property {boolean} isPaused
 */

export class Narration {
  #sound = new Sound();
  #languages = [];
  /** @type {import("./tour.js").Epoch | undefined} */
  #epoch;
  /** @type {Timeline} */
  #timeline = { position_s: () => 0, isPaused: true };
  #cues = [];
  /** @type {AudioBuffer | undefined} */
  #buffer;
  /** Which sound and captions are loaded, or about to be. */
  #loaded = "";
  #cueTimer = 0;
  #volume = 1;
  #isSilent = false;
  #text = "";

  /** Called with what is to be read now, empty for nothing. @type {(text: string) => void} */
  onText = () => {};
  /** Called when the browser holds back sound that should be heard, or no longer. @type {(isBlocked: boolean) => void} */
  onBlocked = () => {};

  constructor() {
    this.#sound.onChange = () => this.#look();
    setInterval(() => this.#look(), LOOK_MS);
  }

  /** To be called from a tap: lets sound be heard. */
  wake() {
    this.#sound.wake();
    this.#look();
  }

  /** @param {number} volume From 0 to 1. */
  set volume(volume) {
    this.#volume = volume;
    this.#sound.volume = this.#isSilent ? 0 : volume;
  }

  /** @param {boolean} isSilent Whether nothing is to be heard, however loud it would be. */
  set isSilent(isSilent) {
    this.#isSilent = isSilent;
    this.volume = this.#volume;
  }

  /** @param {string[]} languages The preferred first. */
  speak(languages) {
    this.#languages = languages;
    this.#load();
  }

  /**
   * @param {import("./tour.js").Epoch | undefined} epoch
   * @param {Timeline} timeline
   */
  follow(epoch, timeline) {
    this.#epoch = epoch;
    this.#timeline = timeline;
    this.#sound.stop();
    this.#load();
  }

  async #load() {
    const sound = this.#inLanguage(this.#epoch?.narration);
    const captions = this.#inLanguage(this.#epoch?.captions);
    const wanted = `${sound} ${captions}`;
    if (wanted === this.#loaded) return this.#look();
    this.#loaded = wanted;
    this.#sound.stop();
    [this.#buffer, this.#cues] = [undefined, []];
    this.#look();
    const isWanted = () => this.#loaded === wanted;
    await Promise.all([
      captions && media(captions).then(cuesOf).then((cues) => isWanted() && (this.#cues = cues)),
      sound && media(sound).then((file) => this.#sound.decoded(file)).then((buffer) => isWanted() && (this.#buffer = buffer)),
    ].filter(Boolean).map((part) => part.catch(() => isWanted() && (this.#loaded = ""))));
    return isWanted() && this.#look();
  }

  #inLanguage(digests = {}) {
    return digests[this.#languages.find((language) => digests[language])] ?? "";
  }

  /** Holds sound and captions to the timeline. */
  #look() {
    this.#showCue();
    const { position_s, isPaused } = this.#timeline;
    const { isAwake } = this.#sound;
    const isDue = this.#buffer && !isPaused && position_s() < this.#buffer.duration;
    this.#say(!this.#buffer ? (this.#loaded.trim() ? "awaited" : "none")
      : isPaused ? "paused" : !isDue ? "over" : isAwake ? "playing" : "blocked");
    if (isDue && !this.#sound.isOpen) this.#sound.wake();
    this.onBlocked(Boolean(isDue) && !isAwake);
    if (!isDue || !isAwake) return this.#sound.stop();
    if (this.#sound.isPlaying) return this.#correct(position_s());
    return this.#begin();
  }

  #begin() {
    const position_s = this.#timeline.position_s();
    const now_ms = performance.now();
    this.#sound.play(this.#buffer, Math.max(0, position_s), now_ms - Math.min(0, position_s) * 1000);
  }

  #correct(position_s) {
    const drift_s = this.#sound.position_s - position_s;
    document.documentElement.dataset.drift = (1000 * drift_s).toFixed(1);
    const { seek, rate } = correction(drift_s, this.#sound.rate);
    if (seek) this.#begin();
    else this.#sound.rate = rate;
  }

  #say(state) {
    const { dataset } = document.documentElement;
    if (dataset.narration !== state) dataset.narration = state;
  }

  /** Shows what is to be read, and comes back when that changes. */
  #showCue() {
    clearTimeout(this.#cueTimer);
    const position_s = this.#timeline.position_s();
    const text = textAt(this.#cues, position_s);
    if (text !== this.#text) this.onText(text);
    this.#text = text;
    if (this.#timeline.isPaused) return;
    const edges_s = this.#cues.flatMap(({ from_s, to_s }) => [from_s, to_s]).filter((edge_s) => edge_s > position_s);
    const next_s = Math.min(...edges_s) - position_s;
    if (next_s * 1000 < LOOK_MS) this.#cueTimer = setTimeout(() => this.#showCue(), Math.max(1, next_s * 1000));
  }
}

/** @param {string} digest @returns {Promise<Blob>} */
function media(digest) {
  return fetched(`/media/${digest}`);
}
