/**
 * What is wrong with a headset, the gravest first. A pure function, so that tiles, badge and order agree.
 *
 * @typedef {"gone" | "silent" | "battery" | "other" | "frames" | "clock" | "cache" | "absent"} Trouble
 *   `absent`: has not been heard since the server was started, as those that stayed at the depot.
 */
import { isPresent, isSame } from "./arrival.js";

export const GRAVEST_FIRST = ["gone", "silent", "battery", "other", "frames", "clock", "cache", "absent"];
const PASSES = ["cache", "absent"];

const SILENT_S = 15;
const LOW_BATTERY = 0.15;
/** Below this a worn picture is felt to stutter. */
const LEAST_FRAMES_HZ = 60;
const WORST_CLOCK_MS = 50;
/** A headset reports every five seconds, so it may tell of the scene before for so long. */
const CHANGE_S = 7;

/**
 * @param {object} headset Of the list of headsets.
 * @param {object} state
 * @param {number} server_s
 * @returns {Trouble | undefined}
 */
export function troubleOf(headset, state, server_s) {
  const { connected, report_age_s, report } = headset;
  if (!isPresent(headset)) return report_age_s === undefined ? "absent" : "gone";
  if (connected && !(report_age_s < SILENT_S)) return "silent";
  if (report.battery < LOW_BATTERY && !report.charging) return "battery";
  if (showsOther(report, state, server_s)) return "other";
  if (report.worn && report.frame_rate_hz < LEAST_FRAMES_HZ) return "frames";
  if (report.clock_error_ms > WORST_CLOCK_MS) return "clock";
  return report.cached < 1 ? "cache" : undefined;
}

function showsOther({ scene }, state, server_s) {
  if (!scene || !state.scene || state.awaited || server_s - state.scene.start_s < CHANGE_S) return false;
  return !isSame(scene, state.scene);
}

/** @returns {boolean} Whether the guide must look: what is still loading comes by itself, and what is not on the bus need not. */
export function needsGuide(trouble) {
  return trouble !== undefined && !PASSES.includes(trouble);
}
