/**
 * The time lens in the passenger's hands: which epoch it shows, when it opens and closes.
 */
import { fetchScene } from "./fetchscene.js";
import { patiently } from "./server.js";

export class TimeLens {
  #player;
  #messages;
  /** What is shown outside: {place, epoch}. */
  #outside;
  /** @type {import("./tour.js").Epoch | undefined} */
  #epoch;
  /** The epoch whose panorama is there or on its way. */
  #loaded;
  /** The epoch that was asked for before it was needed; once is enough. */
  #prepared;

  /** Called when it opens, closes or shows another epoch. @type {(epoch?: import("./tour.js").Epoch) => void} */
  onChange = () => {};

  /**
   * @param {import("./player.js").Player} player
   * @param {import("./messages.js").Messages} messages
   */
  constructor(player, messages) {
    this.#player = player;
    this.#messages = messages;
    player.onLensMissing = () => {
      player.forgive();
      this.#giveUp();
    };
  }

  get isOpen() {
    return this.#player.lens.isOpen;
  }

  /** Whether it is closed and there is another epoch to show. */
  get canOpen() {
    return !this.isOpen && this.#epoch !== undefined;
  }

  /** Stands over another scene from now on. @param {import("./scenes.js").Scene} scene */
  over({ place, epoch }) {
    const before = this.#outside;
    this.#outside = { place, epoch };
    if (place !== before?.place) this.close();
    this.#turnTo(otherEpoch(place.epochs, epoch, [this.#epoch, before?.epoch]));
    if (this.isOpen) this.#show();
  }

  /** Gets ready what it would show, while nothing more urgent is to be done. */
  prepare() {
    if (this.#epoch === this.#prepared) return;
    this.#prepared = this.#epoch;
    if (!this.#epoch || this.#epoch === this.#loaded) return;
    this.#load().catch(() => {
      if (this.isOpen) this.#loadPatiently();
    });
  }

  /** @param {{x: number, y: number}} [at] In shares of the page's width and height; round the gaze without. */
  open(at) {
    if (!this.canOpen) return;
    this.#player.lens.open(at);
    this.#show();
  }

  /** @param {{x: number, y: number}} at */
  move(at) {
    if (!this.isOpen) return;
    this.#player.lens.move(at);
    this.#player.invalidate();
  }

  close() {
    if (!this.isOpen) return;
    this.#player.lens.close();
    this.onChange(undefined);
    this.#player.invalidate();
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  /** Says once more what it shows: the language has changed. */
  repeat() {
    if (this.isOpen) this.onChange(this.#epoch);
  }

  /** Shows an epoch beside this one. @param {number} step 1 for the next newer one, −1 for the next older. */
  step(step) {
    const others = this.#outside.place.epochs.filter((epoch) => epoch !== this.#outside.epoch);
    const index = others.indexOf(this.#epoch) + step;
    if (others[index]) this.choose(others[index]);
  }

  /** @param {import("./tour.js").Epoch} epoch */
  choose(epoch) {
    this.#turnTo(epoch);
    if (this.isOpen) this.#show();
  }

  #turnTo(epoch) {
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    if (!epoch) this.close();
    if (this.isOpen) return;
    this.#loaded = undefined;
    this.#prepared = undefined;
    this.#player.lens.scene = undefined;
  }

  /** What it showed before stays until the other is there. */
  #show() {
    this.onChange(this.#epoch);
    this.#player.invalidate();
    if (this.#epoch !== this.#loaded) this.#loadPatiently();
  }

  /** Tries for as long as it is open. */
  async #loadPatiently() {
    try {
      await patiently(
        async () => (this.isOpen ? this.#load() : undefined),
        (_, wait_s) => this.#messages.untilRetry(true, wait_s),
      );
      this.#messages.serverBack();
    } catch {
      this.#giveUp();
    }
  }

  #giveUp() {
    if (!this.isOpen) return;
    this.close();
    this.#messages.pictureMissing(true);
  }

  async #load() {
    const epoch = this.#epoch;
    this.#loaded = epoch;
    try {
      const scene = await fetchScene({ place: this.#outside.place, epoch });
      if (this.#epoch === epoch) this.#player.lens.scene = scene;
    } catch (fault) {
      if (this.#loaded === epoch) this.#loaded = undefined;
      throw fault;
    }
    this.#player.invalidate();
  }
}

/**
 * One of the wishes that is not the epoch itself, or else the next older one, or the next newer one.
 * @param {import("./tour.js").Epoch[]} epochs By date.
 * @param {(import("./tour.js").Epoch | undefined)[]} wishes
 * @returns {import("./tour.js").Epoch | undefined} None where there is but one.
 */
function otherEpoch(epochs, epoch, wishes) {
  const wish = wishes.find((wish) => wish !== epoch && epochs.includes(wish));
  const index = epochs.indexOf(epoch);
  return wish ?? epochs[index - 1] ?? epochs[index + 1];
}
