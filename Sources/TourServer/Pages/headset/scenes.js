/**
 * What is shown: scenes one over another while they cross-fade, and the one that is to come.
 *
 * @typedef {object} Scene
 * @property {import("./tour.js").Place} place
 * @property {import("./tour.js").Epoch} epoch
 * @property {boolean} isOriginal Whether this is the epoch's picture without its restoration.
 * @property {Picture} left What both eyes see, or the left one alone.
 * @property {Picture} [right] What the right eye sees.
 * @property {import("./matrix.js").Vector[][]} documented Outlines of what is documented, in the panoramas' own frame.
 *
 * @typedef {object} Picture
 * @property {import("./panorama.js").Panorama} panorama
 * @property {import("./view.js").Pose} pose Of the panorama in the world.
 */

/** More would be one picture too many to draw at once; a further scene waits until one is gone. */
const MOST_LAYERS = 3;

export class Scenes {
  /** Scenes with the time at which they began to appear, the lowest first. */
  #layers = [];
  /** @type {Scene | undefined} */
  #next;
  #isDue = () => true;
  /** Whether its time had come when that was looked at last: it may come while a frame is drawn, and then the next one is wanted. */
  #wasDue = false;

  /** @returns {Scene | undefined} The scene on top. */
  get top() {
    return this.#layers.at(-1)?.scene;
  }

  /** @returns {Scene | undefined} The scene that appears as soon as it can. */
  get next() {
    return this.#next;
  }

  /** @returns {boolean} Whether a scene waits for its time alone, or for a picture. */
  get waits() {
    return this.#next !== undefined && !this.#wasDue;
  }

  /** @returns {Scene[]} All that must be at hand as a whole sphere. */
  get all() {
    return [...this.#layers.map(({ scene }) => scene), ...(this.#next ? [this.#next] : [])];
  }

  /**
   * @param {Scene | undefined} scene
   * @param {() => boolean} isDue Whether its time has come.
   */
  expect(scene, isDue = () => true) {
    this.#next = scene;
    this.#isDue = isDue;
    this.#wasDue = false;
  }

  /**
   * Lets the next scene appear if it can.
   * @param {(scene: Scene) => boolean} isReady
   * @returns {Scene | undefined} The scene that has just begun to appear.
   */
  advance(now_ms, isReady) {
    const next = this.#next;
    this.#wasDue = this.#isDue();
    if (!next || this.#layers.length >= MOST_LAYERS || !this.#wasDue || !isReady(next)) return undefined;
    this.#layers.push({ scene: next, since_ms: now_ms });
    this.#next = undefined;
    return next;
  }

  /**
   * The layers to draw, the lowest first and opaque; what is covered is let go.
   * @param {number} now_ms
   * @param {number} fade_ms 0 for a change at once.
   * @returns {{scene: Scene, opacity: number}[]}
   */
  layers(now_ms, fade_ms) {
    const faded = this.#layers.map(({ scene, since_ms }, index) => (
      { scene, opacity: index === 0 ? 1 : eased(fade_ms > 0 ? (now_ms - since_ms) / fade_ms : 1) }
    ));
    const covering = faded.findLastIndex(({ opacity }) => opacity === 1);
    this.#layers.splice(0, covering);
    return faded.slice(Math.max(covering, 0));
  }
}

/** @returns {number} From 0 to 1, slow at both ends. */
function eased(share) {
  const t = Math.min(1, Math.max(0, share));
  return t * t * (3 - 2 * t);
}
