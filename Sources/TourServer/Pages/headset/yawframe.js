/**
 * How a headset's own yaw becomes a direction in the world.
 *
 * Some headsets tell their yaw against the world (`world`: inertial), and the picture stays true to north by itself. Others see the
 * cabin, or are made for travelling (`vehicle`): they do not notice that the bus turns, so its heading is added. Angles are radians
 * clockwise, times seconds of any one clock.
 */
import { BusHeading } from "./busheading.js";
import { between } from "./gaze.js";

/** Slower than the eye notices as motion. */
const FASTEST_CORRECTION = (5 * Math.PI) / 180;
/** Nobody's neck rests further round than this: what is beyond is drift. */
const NECK = (60 * Math.PI) / 180;
/** For so long. */
const REST_S = 120;
/** Of the bus's heading between fixes, in turns. */
const BUS_DEVIATION = (4 * Math.PI) / 180;

export class YawFrame {
  #mode;
  #bus = new BusHeading();
  /** World heading of the headset's zero (`world`), or of that within the bus (`vehicle`). */
  #zero;
  /** Still to be made good, slowly. */
  #owed = 0;
  #drawn_s;
  /** Where the head rests relative to the bus's nose, and since when that is watched. */
  #rest;

  /**
   * @param {"world" | "vehicle"} mode
   * @param {number} [heading] World heading of the headset's zero.
   */
  constructor(mode, heading = 0) {
    this.#mode = mode;
    this.#zero = heading;
  }

  get mode() {
    return this.#mode;
  }

  /** Changes the frame; the picture stays where it is. */
  setMode(mode, now_s) {
    const heading = this.headingAt(now_s);
    this.#mode = mode;
    this.#owed = 0;
    this.#zero = heading - this.#carried(now_s);
  }

  /** @returns {number | undefined} Of the bus. */
  busAt(now_s) {
    return this.#bus.at(now_s);
  }

  /** @param {Parameters<BusHeading["takeFix"]>[0]} fix @param {number} now_s When it became known. */
  takeFix(fix, now_s) {
    const wasKnown = this.#bus.at(now_s) !== undefined;
    const heading = this.headingAt(now_s);
    this.#bus.takeFix(fix, now_s);
    // The first fix says where the bus heads; that is no reason to turn the picture.
    if (!wasKnown) this.#zero = heading - this.#carried(now_s);
  }

  /** From now on a head that the headset tells at `yaw` looks to `heading`. */
  align(yaw, heading, now_s) {
    this.#owed = 0;
    this.#rest = undefined;
    this.#zero = heading - yaw - this.#carried(now_s);
  }

  /** Turns the picture's place by an angle; what was to the right comes before the eyes. */
  turn(angle) {
    this.#zero += angle;
  }

  /** What is added to the headset's own yaw. @returns {number} World heading of the headset's zero, not bounded. */
  headingAt(now_s) {
    this.#repay(now_s);
    return this.#zero + this.#carried(now_s);
  }

  /**
   * A yaw as the headset tells it, without what the bus turns.
   * @returns {{yaw: number, deviation: number}} With how well that is known.
   */
  besideBus(yaw, now_s) {
    const bus = this.#mode === "world" ? this.#bus.at(now_s) : undefined;
    return bus === undefined ? { yaw, deviation: 0 } : { yaw: yaw - bus, deviation: BUS_DEVIATION };
  }

  #carried(now_s) {
    return this.#mode === "vehicle" ? this.#bus.at(now_s) ?? 0 : 0;
  }

  /** Makes good what is owed, at a pace that is not felt. */
  #repay(now_s) {
    const most = FASTEST_CORRECTION * Math.max(0, now_s - (this.#drawn_s ?? now_s));
    this.#drawn_s = Math.max(now_s, this.#drawn_s ?? now_s);
    const step = Math.max(-most, Math.min(most, this.#owed));
    this.#zero += step;
    this.#owed -= step;
  }

  /**
   * Watches where the head rests, for inertial yaw drifts: a head that seems to rest where no neck does has been carried there.
   * To be called for each frame. @param {number} yaw As the headset tells it.
   */
  watch(yaw, now_s) {
    const bus = this.#bus.at(now_s);
    if (this.#mode !== "world" || bus === undefined) return;
    const beside = between(bus, this.headingAt(now_s) + yaw);
    this.#rest ??= { since_s: now_s, last_s: now_s, sine: 0, cosine: 0 };
    const rest = this.#rest;
    const elapsed_s = now_s - rest.last_s;
    rest.last_s = now_s;
    rest.sine += Math.sin(beside) * elapsed_s;
    rest.cosine += Math.cos(beside) * elapsed_s;
    if (now_s - rest.since_s < REST_S) return;
    const middle = Math.atan2(rest.sine, rest.cosine);
    if (Math.abs(middle) > NECK) this.#owed = Math.sign(middle) * NECK - middle;
    this.#rest = undefined;
  }
}

/** Which frame a type of headset has; travel modes and cameras that see the cabin tell the yaw within the vehicle. */
const TYPES = [
  [/OculusBrowser|Quest/, "vehicle"],
  [/PicoBrowser|Pico /, "vehicle"],
  [/VisionOS|Apple Vision/, "vehicle"],
  [/Wolvic/, "world"],
];

/**
 * @param {string} userAgent
 * @returns {"world" | "vehicle"} `world` for a type that nobody has looked at.
 */
export function yawFrameOf(userAgent) {
  return TYPES.find(([type]) => type.test(userAgent))?.[1] ?? "world";
}
