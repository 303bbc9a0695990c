/**
 * Looking round by turning the device itself.
 */
import { RADIANS } from "./gaze.js";
import { headAngles, leant, lifted, product, turned } from "./matrix.js";

export class Motion {
  #gaze;
  /** Heading that the device itself gave last, radians; undefined where it does not lead. */
  #heading;
  #follow = (event) => this.#turn(event);

  /** Called when the device begins or ceases to lead the gaze. @type {(leads: boolean) => void} */
  onChange = () => {};

  /** @param {import("./gaze.js").Gaze} gaze */
  constructor(gaze) {
    this.#gaze = gaze;
  }

  /** @returns {boolean} Whether the passenger must be asked first. */
  static get needsPermission() {
    return typeof globalThis.DeviceOrientationEvent?.requestPermission === "function";
  }

  /** @returns {boolean} Whether this is a device that one holds. */
  static get isHandheld() {
    return "DeviceOrientationEvent" in globalThis && matchMedia("(pointer: coarse)").matches;
  }

  /**
   * Lets the device lead as soon as it says how it is held.
   * @returns {Promise<boolean>} False where the passenger has declined.
   */
  async start() {
    if (Motion.needsPermission && await DeviceOrientationEvent.requestPermission() !== "granted") return false;
    addEventListener("deviceorientation", this.#follow);
    return true;
  }

  /** @returns {boolean} Whether the device leads now. */
  get leads() {
    return this.#heading !== undefined;
  }

  /** Lets go; the gaze stays where it is, upright. */
  stop() {
    removeEventListener("deviceorientation", this.#follow);
    this.#heading = undefined;
    this.#gaze.aim({ roll: 0 });
    this.onChange(false);
  }

  /** The device's zero is arbitrary, so only the change of its heading counts; up and down are gravity's. */
  #turn({ alpha, beta, gamma }) {
    if (alpha === null || beta === null || gamma === null) return;
    const screen_deg = screen.orientation?.angle ?? 0;
    const { heading, pitch, roll } = headAngles(heldRotation(alpha, beta, gamma, screen_deg));
    const turned = heading - (this.#heading ?? heading);
    const isFirst = !this.leads;
    this.#heading = heading;
    this.#gaze.set({ heading: this.#gaze.heading + turned, pitch, roll });
    if (isFirst) this.onChange(true);
  }
}

/**
 * From the eye's frame, looking through the screen, to a world with −z ahead at alpha 0.
 *
 * By W3C Device Orientation Z(alpha)·X(beta)·Y(gamma) takes the device's axes to east, north and up, and the screen
 * lies turned by −angle about the device's z. With east, north and up as x, −z and y that is the product below.
 * @returns {import("./matrix.js").Matrix}
 */
export function heldRotation(alpha_deg, beta_deg, gamma_deg, screen_deg) {
  const upright = product(turned(-alpha_deg * RADIANS), lifted((beta_deg - 90) * RADIANS));
  return product(product(upright, turned(-gamma_deg * RADIANS)), leant(screen_deg * RADIANS));
}
