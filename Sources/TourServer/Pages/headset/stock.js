/**
 * What there is of the panoramas: tiles and previews at hand, on their way, or missing for good.
 */
import { TileLoader } from "./loader.js";
import {
  PREVIEW_BYTES, coarseBytes, coarseKeys, coarseTilesOf, previewFaceKeys, previewKey, tileAddress, tileKey,
} from "./panorama.js";
import { TileStore } from "./tiles.js";

export class Stock {
  #store;
  #loader;
  #budget_bytes;
  /** Name of a preview that was asked for → its panorama. */
  #previewed = new Map();
  /** Key → decoded picture that is no texture yet. */
  #arrived = new Map();
  /** Keys of all that is wanted, the most urgent first. */
  #order = [];

  /** Whether all that is wanted is here, as far as it ever will be. */
  isIdle = false;

  /**
   * @param {WebGL2RenderingContext} gl
   * @param {number} budget_bytes For textures; what is needed for whole spheres is kept in any case.
   * @param {() => void} received Called when a tile has come.
   * @param {(key: string, fault?: Error) => void} changed Called when a request has ended or may be repeated.
   */
  constructor(gl, budget_bytes, received, changed) {
    this.#budget_bytes = budget_bytes;
    this.#store = new TileStore(gl, budget_bytes);
    this.#loader = new TileLoader((key, bitmap) => {
      this.#arrived.set(key, bitmap);
      received();
    }, changed);
  }

  /** @returns {number} Bytes of all textures. */
  get bytes() {
    return this.#store.bytes;
  }

  /**
   * Makes textures of what has arrived, the most urgent first; at least of one picture.
   * @param {number} most_bytes So that a frame is not late.
   * @returns {boolean} Whether there is more.
   */
  upload(most_bytes) {
    let sum_bytes = 0;
    for (const key of this.#order) {
      const bitmap = this.#arrived.get(key);
      if (!bitmap) continue;
      sum_bytes += bytesOf(bitmap);
      if (sum_bytes > most_bytes && sum_bytes > bytesOf(bitmap)) return true;
      this.#put(key, bitmap);
    }
    this.#discard();
    return false;
  }

  /** Lets go of pictures that nobody wants any more. */
  #discard() {
    for (const bitmap of this.#arrived.values()) bitmap.close();
    this.#arrived.clear();
  }

  #put(key, bitmap) {
    this.#arrived.delete(key);
    this.#uploaded(key, bitmap);
    bitmap.close();
  }

  #uploaded(key, bitmap) {
    const panorama = this.#previewed.get(key);
    if (!panorama) this.#store.add(key, bitmap);
    else if (!this.#hasCoarse(panorama)) this.#store.addPreview(panorama, bitmap);
    if (!panorama) this.#dropPreviews();
  }

  #dropPreviews() {
    for (const [key, panorama] of this.#previewed) {
      if (!this.#hasCoarse(panorama)) continue;
      this.#store.dropPreview(panorama);
      this.#previewed.delete(key);
    }
  }

  /** @returns {{texture: WebGLTexture, generations: number} | undefined} The finest there is of a tile's square. */
  find(panorama, tile) {
    return this.#store.finest(panorama, tile);
  }

  /** The same for who does not draw it every time. */
  peek(panorama, tile) {
    return this.#store.peek(panorama, tile);
  }

  /** Whether something of the whole sphere can be shown. */
  isWhole(panorama) {
    return this.#hasCoarse(panorama) || this.#store.hasPreview(panorama);
  }

  #hasCoarse(panorama) {
    return coarseKeys(panorama).every((key) => this.#store.has(key));
  }

  /** Whether the server has said that there will never be a whole sphere. */
  isHopeless(panorama) {
    if (this.isWhole(panorama)) return false;
    const isPreviewMissing = !panorama.preview || this.#loader.isMissing(previewKey(panorama));
    return isPreviewMissing && coarseKeys(panorama).some((key) => this.#loader.isMissing(key));
  }

  /** @returns {number} How much of the coarse sphere is there, from 0 to 1. */
  coarseShare(panorama) {
    const keys = coarseKeys(panorama);
    return keys.length === 0 ? 1 : keys.filter((key) => this.#store.has(key)).length / keys.length;
  }

  /** @returns {number} Bytes beside whole spheres of these panoramas. */
  roomBeside(panoramas) {
    return panoramas.reduce((room, panorama) => (
      room - coarseBytes(panorama) - (this.#needsPreview(panorama) ? PREVIEW_BYTES : 0)
    ), this.#budget_bytes);
  }

  #needsPreview(panorama) {
    return Boolean(panorama.preview) && !this.#hasCoarse(panorama);
  }

  /**
   * Says what is wanted from now on; requests for anything else end.
   * @param {import("./panorama.js").Panorama[]} spheres To be there as a whole, first.
   * @param {{panorama: object, tiles: object[], kept?: object[]}[]} views Tiles that are seen or soon will be, the most urgent
   *   first, and those that are not worth a request but stay where they are here.
   * @param {import("./panorama.js").Panorama[]} likely Of which a preview may soon be of use, where there is room.
   */
  want(spheres, views, likely) {
    const wanted = new Map();
    const kept = new Set();
    for (const panorama of spheres) this.#wantPreview(panorama, wanted, kept);
    for (const panorama of spheres) wantTiles(panorama, coarseTilesOf(panorama), wanted);
    for (const { panorama, tiles } of views) wantTiles(panorama, tiles, wanted);
    for (const key of wanted.keys()) kept.add(key);
    for (const { panorama, kept: shown = [] } of views) for (const tile of shown) kept.add(tileKey(panorama, tile));
    const lacking = [...wanted].filter(([key]) => !this.#store.has(key));
    this.isIdle = lacking.every(([key]) => this.#loader.isMissing(key));
    if (this.isIdle && this.bytes + likely.length * PREVIEW_BYTES <= this.#budget_bytes) {
      for (const panorama of likely) this.#wantPreview(panorama, wanted, kept);
    }
    this.#store.keep(kept);
    this.#order = [...wanted.keys()];
    this.#loader.want(new Map([...wanted].filter(([key]) => !this.#store.has(key) && !this.#arrived.has(key))));
  }

  #wantPreview(panorama, wanted, kept) {
    if (!this.#needsPreview(panorama)) return;
    for (const key of previewFaceKeys(panorama)) kept.add(key);
    if (this.#store.hasPreview(panorama)) return;
    this.#previewed.set(previewKey(panorama), panorama);
    wanted.set(previewKey(panorama), panorama.preview);
  }

  /** @returns {"true" | "partly" | "false"} `partly` where all has come that ever will. */
  sharpness({ panorama, tiles }) {
    const lacking = tiles.map((tile) => tileKey(panorama, tile)).filter((key) => !this.#store.has(key));
    if (lacking.some((key) => !this.#loader.isMissing(key))) return "false";
    return lacking.length === 0 ? "true" : "partly";
  }

  /** Lets everything that failed be asked for again. */
  forgive() {
    this.#loader.forgive();
  }

  /** Forgets all textures: they went with the graphics context. */
  clear() {
    this.#store.clear();
    this.#discard();
  }
}

function bytesOf({ width, height }) {
  return width * height * 4;
}

function wantTiles(panorama, tiles, wanted) {
  for (const tile of tiles) wanted.set(tileKey(panorama, tile), tileAddress(panorama, tile));
}
