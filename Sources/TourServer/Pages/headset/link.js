/**
 * A view as the fragment of an address, to share and to come back to:
 * `#place=…&epoch=…&heading_deg=…&pitch_deg=…&fov_deg=…`, each part optional.
 */
import { RADIANS, compass } from "./gaze.js";

const SETTLED_MS = 300;
const ANGLES = ["heading", "pitch", "fov"];

/**
 * @param {string} fragment
 * @returns {{place: string | null, epoch: string | null, angles: object}} Angles in radians, where they are given.
 */
export function parsedLink(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const given = ANGLES.filter((angle) => parts.has(`${angle}_deg`) && Number.isFinite(+parts.get(`${angle}_deg`)));
  return {
    place: parts.get("place"),
    epoch: parts.get("epoch"),
    angles: Object.fromEntries(given.map((angle) => [angle, parts.get(`${angle}_deg`) * RADIANS])),
  };
}

/**
 * @param {import("./scenes.js").Scene} scene
 * @param {{heading: number, pitch: number, fov: number}} gaze
 * @returns {string} With its `#`.
 */
export function linkTo({ place, epoch }, gaze) {
  const degrees = (angle) => String(Math.round((angle / RADIANS) * 10) / 10);
  const parts = new URLSearchParams({ place: place.id, epoch: epoch.id });
  parts.set("heading_deg", degrees(compass(gaze.heading)));
  parts.set("pitch_deg", degrees(gaze.pitch));
  parts.set("fov_deg", degrees(gaze.fov));
  return `#${parts}`;
}

/** Keeps the page's own address up to date, without a history of every glance. */
export class Link {
  #timer = 0;

  /** @param {() => string | undefined} current The fragment that the address should have. */
  constructor(current) {
    this.current = current;
  }

  /** Writes the address as soon as nothing has changed for a moment. */
  touch() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const fragment = this.current();
      if (fragment && fragment !== location.hash) history.replaceState(null, "", fragment);
    }, SETTLED_MS);
  }
}
