/**
 * The time lens: a disc in which another epoch is seen.
 */
import { RADIANS } from "./gaze.js";
import { commonForward, cutTo, discAround } from "./view.js";

/** Of the page's shorter side. */
const RADIUS_SHARE = 0.3;
/** In a headset. */
const RADIUS_TANGENT = Math.tan(18 * RADIANS);
const APPEARS_MS = 200;

export class Lens {
  /** What it shows, once that is known. @type {import("./scenes.js").Scene | undefined} */
  scene;
  /** Whether it is open, or about to be. */
  isOpen = false;
  /** Where the page shows it, in shares of its width and height from the top left; round the gaze without. */
  #at;
  #opacity = 0;
  #drawn_ms = 0;

  /** @param {{x: number, y: number}} [at] */
  open(at) {
    this.isOpen = true;
    this.#at = at;
  }

  /** @param {{x: number, y: number}} at */
  move(at) {
    this.#at = at;
  }

  close() {
    this.isOpen = false;
  }

  /** @returns {boolean} Whether any of it is to be drawn. */
  get isSeen() {
    return this.isOpen || this.#opacity > 0;
  }

  /**
   * Lets it appear or vanish a little further.
   * @param {number} now_ms
   * @param {boolean} atOnce For those who want no motion.
   * @returns {boolean} Whether there is more to come.
   */
  advance(now_ms, atOnce) {
    const step = atOnce ? 1 : Math.min(now_ms - this.#drawn_ms, 50) / APPEARS_MS;
    this.#drawn_ms = now_ms;
    const before = this.#opacity;
    this.#opacity = this.isOpen ? Math.min(1, before + step) : Math.max(0, before - step);
    return this.#opacity !== before;
  }

  /** @returns {number} From 0 to 1. */
  get opacity() {
    return this.#opacity;
  }

  /**
   * The parts of the views that it covers.
   * @param {import("./view.js").View[]} views
   * @returns {import("./view.js").View[]}
   */
  viewsOf(views) {
    return views.flatMap((view) => {
      const disc = view.eye === "none" ? this.#onPage(view) : discAround(view, commonForward(views), RADIUS_TANGENT);
      return (disc && cutTo(view, disc)) ?? [];
    });
  }

  #onPage(view) {
    const { x, y, width, height } = view.viewport;
    const radius = RADIUS_SHARE * Math.min(width, height);
    const at = this.#at ?? { x: 0.5, y: 0.5 };
    return { x: x + at.x * width, y: y + (1 - at.y) * height, xRadius: radius, yRadius: radius };
  }
}
