/**
 * A tiled panorama as the server describes it, and what a view needs of it.
 *
 * @typedef {object} Panorama The answer of `/api/v1/panoramas/{digest}`.
 * @property {string} digest
 * @property {number} tile_size_px
 * @property {{level: number, size_px: number, tiles_per_side: number, coverage?: string}[]} levels `coverage` tells by bits
 *   which tiles there are, of those whose coarser tile is there; all of them without it.
 * @property {string} tiles A tile's address, with `{level}`, `{face}`, `{row}` and `{column}` to fill in.
 * @property {{heading_deg: number, pitch_deg: number, roll_deg: number}} [pose] How the camera stood.
 * @property {string} [preview] Address of a small picture of the six faces, side by side.
 */
import { FACES, coarseTiles, coarser, levelFor, nearness, quarters, visibleTiles } from "./cube.js";

/** Of a preview, as stored with a panorama. */
const PREVIEW_SIDE_PX = 256;
export const PREVIEW_BYTES = 6 * PREVIEW_SIDE_PX ** 2 * 4;

/** Panorama → names of the tiles there are; undefined where none is absent. */
const presences = new WeakMap();

/** @returns {boolean} Whether the panorama has this tile. */
export function isThere(panorama, tile) {
  if (!presences.has(panorama)) presences.set(panorama, presence(panorama));
  return presences.get(panorama)?.has(tileKey(panorama, tile)) ?? true;
}

/** @returns {Set<string> | undefined} */
function presence(panorama) {
  const { levels } = panorama;
  if (levels.every(({ coverage }) => coverage === undefined)) return undefined;
  const names = new Set();
  let tiles = coarseTiles();
  for (const { coverage } of levels) {
    tiles = present(tiles, coverage);
    for (const tile of tiles) names.add(tileKey(panorama, tile));
    tiles = tiles.flatMap(quarters);
  }
  return names;
}

/** Those whose bit is set, the highest of a byte first. */
function present(tiles, coverage) {
  if (coverage === undefined) return tiles;
  const bytes = atob(coverage);
  return tiles.filter((_, i) => bytes.charCodeAt(i >> 3) & (0x80 >> (i & 7)));
}

/** @returns {import("./cube.js").Tile[]} Those of level 0, at most six, that show all there is of the panorama. */
export function coarseTilesOf(panorama) {
  return coarseTiles().filter((tile) => isThere(panorama, tile));
}

/** @returns {import("./cube.js").Tile[][]} All there are, by level. */
export function allTiles(panorama) {
  let tiles = coarseTilesOf(panorama);
  return panorama.levels.map((_, level) => {
    if (level > 0) tiles = tiles.flatMap(quarters).filter((tile) => isThere(panorama, tile));
    return tiles;
  });
}

/** @returns {number} Bytes of one tile as a texture. */
export function tileBytes({ tile_size_px }) {
  return tile_size_px * tile_size_px * 4;
}

/** @returns {number} Bytes of the coarse tiles, which are always kept. */
export function coarseBytes(panorama) {
  return coarseTilesOf(panorama).length * tileBytes(panorama);
}

/** @returns {string} A tile's name among the tiles of all panoramas. */
export function tileKey({ digest }, { face, level, row, column }) {
  return `${digest}/${level}/${face}/${row}/${column}`;
}

/** @returns {string} Name of a panorama's preview, or of one face of it. */
export function previewKey({ digest }, face = "") {
  return `${digest}/preview/${face}`;
}

/** @returns {string[]} Names of the preview's faces, in the order in which they stand in it. */
export function previewFaceKeys(panorama) {
  return Object.keys(FACES).map((face) => previewKey(panorama, face));
}

/** @returns {boolean} Whether this is the name of a preview, not of a tile. */
export function isPreviewKey(key) {
  return key.endsWith("/preview/");
}

/** @returns {string} */
export function tileAddress({ tiles }, tile) {
  return tiles.replace(/\{(level|face|row|column)\}/g, (_, part) => tile[part]);
}

/** @returns {string[]} Keys of the coarse tiles. */
export function coarseKeys(panorama) {
  return coarseTilesOf(panorama).map((tile) => tileKey(panorama, tile));
}

/**
 * The tile that stands for a tile: itself, or the finest there is that covers it.
 * @returns {import("./cube.js").Tile | undefined} None where the panorama shows nothing.
 */
function standing(panorama, tile) {
  if (isThere(panorama, tile)) return tile;
  return tile.level > 0 ? standing(panorama, coarser(tile)) : undefined;
}

/**
 * The tiles that each view shows, at the level the sharpest of them needs, or as fine as the room allows.
 * @param {Panorama} panorama
 * @param {import("./view.js").Sight[]} sights
 * @param {number} room_bytes Texture memory for tiles above level 0.
 * @returns {import("./cube.js").Tile[][]} For each view.
 */
export function seenTiles(panorama, sights, room_bytes) {
  const focal = Math.max(...sights.map(({ focal_px }) => focal_px));
  for (let level = levelFor(panorama.levels, focal); ; level -= 1) {
    const seen = sights.map((sight) => visibleTiles(sight, level, (tile) => isThere(panorama, tile)));
    if (level === 0 || fineBytes(panorama, byNearness(panorama, seen, sights)) <= room_bytes) return seen;
  }
}

/** @returns {number} Bytes of those tiles that are above level 0. */
export function fineBytes(panorama, tiles) {
  return tiles.filter(({ level }) => level > 0).length * tileBytes(panorama);
}

/**
 * Each tile that is drawn from once, the nearest to a gaze first.
 * @param {import("./cube.js").Tile[][]} seen For each view.
 * @param {import("./view.js").Sight[]} sights
 * @returns {import("./cube.js").Tile[]}
 */
export function byNearness(panorama, seen, sights) {
  return ranked(panorama, seen, sights).map(({ tile }) => tile);
}

/**
 * The same with the cosine of the angle between each tile's middle and the nearest gaze.
 * @returns {{tile: import("./cube.js").Tile, rank: number}[]}
 */
export function ranked(panorama, seen, sights) {
  const ranks = new Map();
  seen.forEach((tiles, eye) => {
    for (const tile of tiles) {
      const source = standing(panorama, tile);
      if (!source) continue;
      const key = tileKey(panorama, source);
      const rank = Math.max(nearness(tile, sights[eye]), ranks.get(key)?.rank ?? -1);
      ranks.set(key, { tile: source, rank });
    }
  });
  return [...ranks.values()].sort((a, b) => b.rank - a.rank);
}
