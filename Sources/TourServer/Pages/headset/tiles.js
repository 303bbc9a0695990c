/**
 * Tiles as textures, within a stated memory.
 */
import { previewFaceKeys, previewKey, tileKey } from "./panorama.js";

/** The least recently drawn tile goes first; tiles that are wanted now stay. */
export class TileStore {
  #gl;
  #budget_bytes;
  /** Key → {texture, bytes}; the least recently drawn first. */
  #tiles = new Map();
  #kept = new Set();

  /** @type {number} */
  bytes = 0;

  /**
   * @param {WebGL2RenderingContext} gl
   * @param {number} budget_bytes
   */
  constructor(gl, budget_bytes) {
    this.#gl = gl;
    this.#budget_bytes = budget_bytes;
  }

  has(key) {
    return this.#tiles.has(key);
  }

  /** Names the tiles that must not go: those of the view and the coarse ones. @param {Set<string>} keys */
  keep(keys) {
    this.#kept = keys;
  }

  /**
   * The tile's texture, or that of its finest ancestor at hand, or of its face in the preview.
   * @param {import("./panorama.js").Panorama} panorama
   * @param {import("./cube.js").Tile} tile
   * @returns {{texture: WebGLTexture, generations: number} | undefined} `generations` is 0 for the tile itself.
   */
  finest(panorama, tile) {
    return this.#finest(panorama, tile, (key) => this.#use(key));
  }

  /** The same, but it does not count as drawn. */
  peek(panorama, tile) {
    return this.#finest(panorama, tile, (key) => this.#tiles.get(key)?.texture);
  }

  #finest(panorama, { face, level, row, column }, textureOf) {
    for (let generations = 0; generations <= level; generations += 1) {
      const ancestor = { face, level: level - generations, row: row >> generations, column: column >> generations };
      const texture = textureOf(tileKey(panorama, ancestor));
      if (texture) return { texture, generations };
    }
    const texture = textureOf(previewKey(panorama, face));
    return texture && { texture, generations: level };
  }

  #use(key) {
    const entry = this.#tiles.get(key);
    if (!entry) return undefined;
    this.#tiles.delete(key);
    this.#tiles.set(key, entry);
    return entry.texture;
  }

  /** Makes a texture of a decoded tile; others leave until it fits. @param {ImageBitmap} bitmap */
  add(key, bitmap) {
    this.#add(key, bitmap, { left: 0, width: bitmap.width });
  }

  /** Makes a texture of each face of a decoded preview. @param {ImageBitmap} bitmap The faces side by side. */
  addPreview(panorama, bitmap) {
    const width = bitmap.height;
    previewFaceKeys(panorama).forEach((key, i) => this.#add(key, bitmap, { left: i * width, width }));
  }

  /** @returns {boolean} Whether a panorama's preview is here. */
  hasPreview(panorama) {
    return previewFaceKeys(panorama).every((key) => this.has(key));
  }

  /** Lets a preview go that the coarse tiles have taken the place of. */
  dropPreview(panorama) {
    previewFaceKeys(panorama).forEach((key) => this.#remove(key));
  }

  #add(key, bitmap, part) {
    this.#remove(key);
    const bytes = part.width * bitmap.height * 4;
    this.#makeRoom(bytes);
    this.#tiles.set(key, { texture: uploaded(this.#gl, bitmap, part), bytes });
    this.bytes += bytes;
  }

  #makeRoom(bytes) {
    for (const key of this.#tiles.keys()) {
      if (this.bytes + bytes <= this.#budget_bytes) return;
      if (!this.#kept.has(key)) this.#remove(key);
    }
  }

  #remove(key) {
    const entry = this.#tiles.get(key);
    if (!entry) return;
    this.#gl.deleteTexture(entry.texture);
    this.#tiles.delete(key);
    this.bytes -= entry.bytes;
  }

  /** Forgets all: their textures went with the graphics context. */
  clear() {
    this.#tiles.clear();
    this.bytes = 0;
  }
}

/** @returns {WebGLTexture} Rows from the top, so that v = 0 is the tile's upper edge. */
function uploaded(gl, bitmap, { left, width }) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, bitmap.height);
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, left);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, bitmap.height, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, 0);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}
