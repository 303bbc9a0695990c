/**
 * Rotations of the view frame: right-handed, +x right, +y up, −z forward; angles in radians.
 *
 * @typedef {number[]} Matrix Nine numbers, row by row; it multiplies columns.
 * @typedef {number[]} Vector Three numbers.
 */

/**
 * The rotation about *up* that adds `angle` to every yaw (clockwise seen from above).
 * @returns {Matrix}
 */
export function turned(angle) {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [c, 0, -s, 0, 1, 0, s, 0, c];
}

/**
 * The rotation that lifts *forward* by `angle` towards *up*.
 * @returns {Matrix}
 */
export function lifted(angle) {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [1, 0, 0, 0, c, -s, 0, s, c];
}

/**
 * The rotation of a head that leans by `angle` towards its right shoulder.
 * @returns {Matrix}
 */
export function leant(angle) {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [c, s, 0, -s, c, 0, 0, 0, 1];
}

/**
 * The rotation by `angle` about a unit vector, by the right hand (Rodrigues' formula).
 * @returns {Matrix}
 */
export function rotationAbout([x, y, z], angle) {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const t = 1 - c;
  return [
    t * x * x + c, t * x * y - s * z, t * x * z + s * y,
    t * x * y + s * z, t * y * y + c, t * y * z - s * x,
    t * x * z - s * y, t * y * z + s * x, t * z * z + c,
  ];
}

/** @returns {Matrix} */
export function product(a, b) {
  return a.map((_, i) => {
    const row = i - (i % 3);
    const column = i % 3;
    return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
  });
}

/** @returns {Matrix} A rotation's inverse. */
export function transposed(m) {
  return [m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]];
}

/** @returns {Vector} */
export function applied(m, [x, y, z]) {
  return [
    m[0] * x + m[1] * y + m[2] * z,
    m[3] * x + m[4] * y + m[5] * z,
    m[6] * x + m[7] * y + m[8] * z,
  ];
}

/** @returns {number} */
export function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * From the eye's frame to the world's (−z north, +x east).
 * @param {{heading: number, pitch: number, roll: number}} gaze
 * @returns {Matrix}
 */
export function headRotation({ heading, pitch, roll }) {
  return product(product(turned(heading), lifted(pitch)), leant(roll));
}

/**
 * The angles of a head, the inverse of {@link headRotation}.
 * @param {Matrix} m
 * @returns {{heading: number, pitch: number, roll: number}}
 */
export function headAngles(m) {
  return {
    heading: Math.atan2(-m[2], m[8]),
    pitch: Math.asin(Math.max(-1, Math.min(1, -m[5]))),
    roll: Math.atan2(-m[3], m[4]),
  };
}

/**
 * The rotation within a column-major 4×4 transform, as WebXR gives it.
 * @param {Float32Array} m
 * @returns {Matrix}
 */
export function rotationOf(m) {
  return [m[0], m[4], m[8], m[1], m[5], m[9], m[2], m[6], m[10]];
}

/**
 * @param {Matrix} m A rotation.
 * @returns {{x: number, y: number, z: number, w: number}} The unit quaternion of it, from its largest component on.
 */
export function quaternionOf(m) {
  const squares = [
    1 + m[0] - m[4] - m[8], 1 - m[0] + m[4] - m[8], 1 - m[0] - m[4] + m[8], 1 + m[0] + m[4] + m[8],
  ];
  const [xy, xz, yz] = [m[1] + m[3], m[2] + m[6], m[5] + m[7]];
  const [xw, yw, zw] = [m[7] - m[5], m[2] - m[6], m[3] - m[1]];
  const largest = squares.indexOf(Math.max(...squares));
  const rows = [
    [squares[0], xy, xz, xw], [xy, squares[1], yz, yw], [xz, yz, squares[2], zw], [xw, yw, zw, squares[3]],
  ];
  const [x, y, z, w] = rows[largest].map((value) => value / (2 * Math.sqrt(squares[largest])));
  return { x, y, z, w };
}
