/**
 * The bus's fixes as the server tells them, timed by this device's clock.
 */
import { RADIANS } from "./gaze.js";

/**
 * A receiver tells where it was: it computes for 0.05 to 0.1 s, and at 9,600 baud a second's sentences take 0.1 to 0.5 s.
 */
const RECEIVER_DELAY_S = 0.2;
/** An older fix than this says that the clocks are not known yet. */
const OLDEST_S = 3;

export class FixReader {
  #time_s;

  /**
   * @param {object} state As the server tells it.
   * @param {(server_s: number) => number | undefined} local_s A moment of the server's clock by this device's, where that is known.
   * @param {number} now_s By this device's clock.
   * @returns {object | undefined} What {@link import("./busheading.js").BusHeading.takeFix} takes; none where there is no new one.
   */
  take({ heading_deg, speed_mps, fix_time_s, position }, local_s, now_s) {
    if (heading_deg === undefined || fix_time_s === undefined || fix_time_s === this.#time_s) return undefined;
    this.#time_s = fix_time_s;
    const told_s = local_s(fix_time_s) ?? now_s;
    const known_s = told_s > now_s - OLDEST_S && told_s <= now_s ? told_s : now_s;
    const { progress_m, bends } = position;
    return {
      heading: heading_deg * RADIANS,
      speed_mps,
      at_s: known_s - RECEIVER_DELAY_S,
      progress_m,
      bends: bends && {
        from_m: bends.from_m,
        step_m: bends.step_m,
        headings: bends.headings_deg.map((heading_deg) => heading_deg * RADIANS),
      },
    };
  }
}
