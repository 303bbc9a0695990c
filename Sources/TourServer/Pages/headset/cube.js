/**
 * The tiled cube: which tiles a view sees, and at which level.
 *
 * @typedef {object} Tile
 * @property {string} face One of `f r b l u d`.
 * @property {number} level 0 is the smallest.
 * @property {number} row From the face's top.
 * @property {number} column From the face's left, seen from inside.
 * @property {boolean} [isAbsent] Whether there is neither this tile nor a finer one: the coarser one stands for it, and
 *   on level 0 the panorama shows nothing.
 */
import { applied, dot } from "./matrix.js";

/** Distance of the plane before the eye, on a cube of side 2; no lens shows anything of the cube that is nearer. */
const NEAR = 0.1;

/** A face's point is centre + u·right + v·down, with u and v from −1 to 1. */
export const FACES = {
  f: { centre: [0, 0, -1], right: [1, 0, 0], down: [0, -1, 0] },
  r: { centre: [1, 0, 0], right: [0, 0, 1], down: [0, -1, 0] },
  b: { centre: [0, 0, 1], right: [-1, 0, 0], down: [0, -1, 0] },
  l: { centre: [-1, 0, 0], right: [0, 0, -1], down: [0, -1, 0] },
  u: { centre: [0, 1, 0], right: [1, 0, 0], down: [0, 0, -1] },
  d: { centre: [0, -1, 0], right: [1, 0, 0], down: [0, 0, 1] },
};

/** @returns {Tile[]} The six tiles of level 0. */
export function coarseTiles() {
  return Object.keys(FACES).map((face) => ({ face, level: 0, row: 0, column: 0 }));
}

/**
 * The tile's square on its face; exact, since a level has a power of two tiles a side.
 * @param {Tile} tile
 * @returns {{u: number, v: number, side: number}} Left, top and side, of a face that reaches from −1 to 1.
 */
export function squareOf({ level, row, column }) {
  const side = 2 / 2 ** level;
  return { u: -1 + column * side, v: -1 + row * side, side };
}

/**
 * The smallest level that gives each pixel a texel of its own where the view looks straight ahead.
 * @param {{size_px: number}[]} levels Ascending.
 * @param {number} focal_px
 * @returns {number} The finest level where none suffices.
 */
export function levelFor(levels, focal_px) {
  const level = levels.findIndex(({ size_px }) => size_px / 2 >= focal_px);
  return level < 0 ? levels.length - 1 : level;
}

/**
 * Every tile of the level of which the view shows a part, and no other, whether it is absent or not; of a face that is
 * absent its tile of level 0. Tiles stay of one size where coarser ones stand for them, so that their edges meet.
 * @param {import("./view.js").Sight} sight
 * @param {(tile: Tile) => boolean} isThere
 * @returns {Tile[]}
 */
export function visibleTiles(sight, level, isThere) {
  return coarseTiles().flatMap((tile) => visibleWithin(tile, sight, level, isThere));
}

/** @returns {Tile[]} */
function visibleWithin(tile, sight, level, isThere) {
  if (!isVisible(tile, sight)) return [];
  const isAbsent = !isThere(tile);
  if (tile.level === level || (isAbsent && tile.level === 0)) return [isAbsent ? { ...tile, isAbsent } : tile];
  return quarters(tile).flatMap((part) => visibleWithin(part, sight, level, isThere));
}

/** @returns {Tile} Of the level before. */
export function coarser({ face, level, row, column }) {
  return { face, level: level - 1, row: row >> 1, column: column >> 1 };
}

/** @returns {Tile[]} Of the next level: top left, top right, bottom left, bottom right. */
export function quarters({ face, level, row, column }) {
  return [[0, 0], [0, 1], [1, 0], [1, 1]].map(([down, right]) => (
    { face, level: level + 1, row: 2 * row + down, column: 2 * column + right }
  ));
}

/**
 * Tile and viewport are convex cones; two such are apart exactly if a side of one of them separates them.
 * @returns {boolean}
 */
function isVisible(tile, sight) {
  const square = squareOf(tile);
  return !isBesideViewport(tile, sight.toClip) && !isViewportBeside(tile, square, sight.corners);
}

function isBesideViewport(tile, toClip) {
  const corners = cornersOf(tile).map((corner) => applied(toClip, corner));
  return corners.every(([x, , w]) => x < -w) || corners.every(([x, , w]) => x > w)
    || corners.every(([, y, w]) => y < -w) || corners.every(([, y, w]) => y > w);
}

function isViewportBeside({ face }, { u, v, side }, corners) {
  const { centre, right, down } = FACES[face];
  const seen = corners.map((ray) => [dot(ray, right), dot(ray, down), dot(ray, centre)]);
  return seen.every(([x, , w]) => x < u * w) || seen.every(([x, , w]) => x > (u + side) * w)
    || seen.every(([, y, w]) => y < v * w) || seen.every(([, y, w]) => y > (v + side) * w);
}

/**
 * The part of a tile that lies before the eye. Neighbours get the same corners to the last bit, so that there is
 * neither gap nor overlap between them.
 * @param {Tile} tile
 * @param {import("./matrix.js").Matrix} toClip
 * @returns {import("./matrix.js").Vector[]} Three to five corners as clip x, y and w; none where it lies behind.
 */
export function outline(tile, toClip) {
  const corners = cornersOf(tile).map((corner) => applied(toClip, corner));
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length];
    const isBefore = corner[2] >= NEAR;
    if (isBefore === next[2] >= NEAR) return isBefore ? [corner] : [];
    return isBefore ? [corner, crossing(corner, next)] : [crossing(next, corner)];
  });
}

/** Always reckoned from the corner before the eye, so that it comes out the same for both tiles of an edge. */
function crossing(before, behind) {
  const share = (before[2] - NEAR) / (before[2] - behind[2]);
  return before.map((value, i) => value + share * (behind[i] - value));
}

/** @returns {import("./matrix.js").Vector[]} Clockwise from the top left, seen from inside. */
function cornersOf(tile) {
  const { u, v, side } = squareOf(tile);
  return [[u, v], [u + side, v], [u + side, v + side], [u, v + side]].map(([u, v]) => pointOn(tile.face, u, v));
}

function pointOn(face, u, v) {
  const { centre, right, down } = FACES[face];
  return centre.map((c, i) => c + u * right[i] + v * down[i]);
}

/**
 * Cosine of the angle between the gaze and the tile's centre.
 * @returns {number} 1 where the eye looks straight at it.
 */
export function nearness(tile, { forward }) {
  const { u, v, side } = squareOf(tile);
  const centre = pointOn(tile.face, u + side / 2, v + side / 2);
  return dot(centre, forward) / Math.sqrt(dot(centre, centre));
}
