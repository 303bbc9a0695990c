/**
 * Where a picture shows a direction: what the program has solved, in numbers (`AlignmentModel`). The shader has the same
 * formulas.
 *
 * @typedef {{kind: "photo" | "cylinder" | "panorama", right: number[], up: number[], ahead: number[], centre: number[],
 *   scale: number, scale_down: number, distortion: number}} Model
 */

export const RADIANS = Math.PI / 180;

/** @returns {number[]} Of length 1; +x right, +y up, −z ahead. */
export function direction({ yaw, pitch }) {
  const level = Math.cos(pitch * RADIANS);
  return [level * Math.sin(yaw * RADIANS), Math.sin(pitch * RADIANS), -level * Math.cos(yaw * RADIANS)];
}

/** @returns {{yaw: number, pitch: number}} In degrees. */
export function angles([x, y, z]) {
  return { yaw: Math.atan2(x, -z) / RADIANS, pitch: Math.atan2(y, Math.hypot(x, z)) / RADIANS };
}

export function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * @param {Model} model
 * @param {number[]} d A direction.
 * @returns {{x: number, y: number} | null} Also outside the picture; null where it could never show it.
 */
export function placeOf({ kind, right, up, ahead, centre, scale, scale_down: scaleDown, distortion }, d) {
  const [r, u, a] = [dot(right, d), dot(up, d), dot(ahead, d)];
  if (kind !== "photo") {
    const level = Math.hypot(r, a);
    const down = kind === "cylinder" ? u / level : Math.atan2(u, level);
    return { x: centre[0] + scale * Math.atan2(r, a), y: centre[1] - scaleDown * down };
  }
  if (a <= 0) return null;
  const [x, y] = [r / a, u / a];
  const square = x * x + y * y;
  if (1 + 3 * distortion * square < 0) return null;
  const stretched = scale * (1 + distortion * square);
  return { x: centre[0] + stretched * x, y: centre[1] - stretched * y };
}
