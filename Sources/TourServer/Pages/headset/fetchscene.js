/**
 * From an epoch of the tour to what the player shows of it.
 */
import { RADIANS } from "./gaze.js";
import { fetchPanorama } from "./tour.js";

/**
 * @param {{place: import("./tour.js").Place, epoch: import("./tour.js").Epoch, isOriginal?: boolean}} choice
 * @returns {Promise<import("./scenes.js").Scene>}
 * @throws {import("./server.js").Fault} Where the left picture is missing; both eyes see that where the right one is.
 */
export async function fetchScene({ place, epoch, isOriginal = false }) {
  const shown = isOriginal ? { ...epoch, panorama: epoch.original, right: undefined } : epoch;
  const [left, right] = await Promise.all([fetchPanorama(shown.panorama), shown.right && rightPanorama(shown.right)]);
  const picture = (panorama) => panorama && { panorama, pose: poseOf(epoch, panorama) };
  return { place, epoch, isOriginal, left: picture(left), right: picture(right), documented: outlinesOf(epoch) };
}

async function rightPanorama(digest) {
  try {
    return await fetchPanorama(digest);
  } catch (error) {
    if (error.passes) throw error;
    return undefined;
  }
}

/** @returns {number} Of the picture's middle, radians clockwise from north, as far as the tour itself knows it. */
export function headingOf({ heading_deg = 0, pose = {} }) {
  return (pose.heading_deg ?? heading_deg) * RADIANS;
}

/**
 * The epoch's pose goes before its heading, and both before the panorama's own pose.
 * @returns {import("./view.js").Pose}
 */
function poseOf({ heading_deg, pose: placed }, { pose: own }) {
  const known = { heading_deg: 0, pitch_deg: 0, roll_deg: 0, ...own };
  if (heading_deg !== undefined) known.heading_deg = heading_deg;
  const { heading_deg: heading, pitch_deg: pitch, roll_deg: roll } = { ...known, ...placed };
  return { heading: heading * RADIANS, pitch: pitch * RADIANS, roll: roll * RADIANS };
}

/** @returns {import("./matrix.js").Vector[][]} Unit vectors in the panorama's own frame. */
function outlinesOf({ documented = [] }) {
  return documented.map((polygon) => polygon.map(({ yaw_deg, pitch_deg }) => {
    const yaw = yaw_deg * RADIANS;
    const pitch = pitch_deg * RADIANS;
    return [Math.cos(pitch) * Math.sin(yaw), Math.sin(pitch), -Math.cos(pitch) * Math.cos(yaw)];
  }));
}
