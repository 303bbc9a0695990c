/**
 * The picture: brings scenes, gaze and tiles together, frame by frame.
 */
import { TileLoader } from "./loader.js";
import {
  byNearness, coarseBytes, coarseKeys, coarseTilesOf, isOf, seenTiles, tileAddress, tileKey,
} from "./panorama.js";
import { Renderer } from "./renderer.js";
import { Scenes } from "./scenes.js";
import { TileStore } from "./tiles.js";
import { pageView, sightOf } from "./view.js";

const CROSS_FADE_MS = 1200;

export class Player {
  #canvas;
  #gl;
  #ground;
  #renderer;
  #budget_bytes;
  #store;
  #loader;
  #scenes = new Scenes();
  #frame = 0;
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  /** @type {import("./gaze.js").Gaze} */
  gaze;
  /** While a headset draws, the page does not. */
  isImmersive = false;
  /** Called with a scene as it begins to appear. @type {(scene: object) => void} */
  onScene = () => {};
  /** Called with a scene that cannot be shown. @type {(scene: object) => void} */
  onMissing = () => {};
  /** Called when a tile has come, or with why it has not. @type {(fault?: Error) => void} */
  onTile = () => {};
  /** Called after each frame with what it shows. @type {(report: object) => void} */
  onFrame = () => {};

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {WebGL2RenderingContext} gl
   * @param {import("./gaze.js").Gaze} gaze
   * @param {number} budget_bytes For textures; the coarse tiles of what is shown are kept in any case.
   * @param {number[]} ground Colour from 0 to 1 behind the picture.
   */
  constructor(canvas, gl, gaze, budget_bytes, ground) {
    this.#canvas = canvas;
    this.#gl = gl;
    this.#ground = ground;
    this.#renderer = new Renderer(gl, ground);
    this.#budget_bytes = budget_bytes;
    this.#store = new TileStore(gl, budget_bytes);
    this.#loader = new TileLoader(
      (key, bitmap) => this.#receive(key, bitmap),
      (key, fault) => this.#tileChanged(key, fault),
    );
    this.gaze = gaze;
    gaze.onChange = () => this.invalidate();
  }

  /** @param {import("./scenes.js").Scene} scene To appear as soon as a whole sphere of it is there. */
  expect(scene) {
    this.#scenes.expect(scene);
    this.invalidate();
  }

  /** @returns {import("./scenes.js").Scene | undefined} */
  get scene() {
    return this.#scenes.top;
  }

  /** Asks again for tiles that the server did not give. */
  forgive() {
    this.#loader.forgive();
    this.invalidate();
  }

  /** Starts over with a new graphics context: the old one's textures are gone. */
  restore() {
    this.#renderer = new Renderer(this.#gl, this.#ground);
    this.#store.clear();
    this.invalidate();
  }

  /** Has the page drawn once more, soon. */
  invalidate() {
    if (!this.#frame) this.#frame = requestAnimationFrame((now_ms) => this.#drawPage(now_ms));
  }

  #drawPage(now_ms) {
    this.#frame = 0;
    if (this.isImmersive || this.#gl.isContextLost()) return;
    const { width, height } = this.#canvas;
    const isTurning = this.gaze.glide(now_ms);
    const isFading = this.draw([pageView(this.gaze, width, height)], null, now_ms);
    if (isTurning || isFading) this.invalidate();
  }

  /**
   * Draws each view into its part of the framebuffer and asks for the tiles that are missing.
   * @param {import("./view.js").View[]} views
   * @param {WebGLFramebuffer | null} framebuffer
   * @param {number} now_ms
   * @returns {boolean} Whether the next frame differs by itself.
   */
  draw(views, framebuffer, now_ms) {
    const begun = this.#scenes.advance(now_ms, (scene) => this.#isWhole(scene));
    const layers = this.#scenes.layers(now_ms, this.#still.matches ? 0 : CROSS_FADE_MS);
    const room_bytes = this.#budget_bytes - this.#coarseBytes();
    this.#renderer.begin(framebuffer);
    const plans = layers.map((layer) => this.#drawLayer(layer, views, room_bytes));
    const finest = plans.at(-1);
    this.#request(finest);
    this.#report(layers, finest);
    if (begun) this.onScene(begun);
    return layers.length > 1;
  }

  #drawLayer({ scene: { panorama, pose }, opacity }, views, room_bytes) {
    const sights = views.map((view) => sightOf(view, pose));
    const seen = seenTiles(panorama, sights, room_bytes);
    const find = (tile) => this.#store.finest(panorama, tile);
    views.forEach((view, eye) => this.#renderer.draw(view, sights[eye], seen[eye], opacity, find));
    return { panorama, tiles: byNearness(panorama, seen, sights) };
  }

  /** Coarse spheres first, then the view of the topmost scene, from the gaze outwards. */
  #request(finest) {
    const wanted = new Map();
    const add = (panorama, tiles) => {
      for (const tile of tiles) wanted.set(tileKey(panorama, tile), tileAddress(panorama, tile));
    };
    for (const { panorama } of this.#scenes.all) add(panorama, coarseTilesOf(panorama));
    if (finest) add(finest.panorama, finest.tiles);
    this.#store.keep(new Set(wanted.keys()));
    this.#loader.want(new Map([...wanted].filter(([key]) => !this.#store.has(key))));
  }

  #receive(key, bitmap) {
    this.#store.add(key, bitmap);
    this.onTile();
  }

  #tileChanged(key, fault) {
    const { next, top } = this.#scenes;
    if (next && this.#isCoarseMissing(next)) {
      this.#scenes.expect(undefined);
      this.onMissing(next);
    } else if (fault?.passes || (fault && top && isOf(key, top.panorama))) {
      this.onTile(fault);
    }
    this.invalidate();
  }

  #isCoarseMissing({ panorama }) {
    return coarseKeys(panorama).some((key) => this.#loader.isMissing(key));
  }

  #isWhole({ panorama }) {
    return coarseKeys(panorama).every((key) => this.#store.has(key));
  }

  #coarseBytes() {
    const panoramas = new Map(this.#scenes.all.map(({ panorama }) => [panorama.digest, panorama]));
    return [...panoramas.values()].reduce((sum, panorama) => sum + coarseBytes(panorama), 0);
  }

  #report(layers, finest) {
    const scene = this.#scenes.top;
    const keys = finest?.tiles.map((tile) => tileKey(finest.panorama, tile));
    this.onFrame({
      scene,
      isWhole: scene !== undefined && this.#isWhole(scene),
      coarseShare: this.#coarseShare(),
      sharpness: keys ? this.#sharpness(keys) : "false",
      opacity: layers.at(-1)?.opacity ?? 0,
      textureBytes: this.#store.bytes,
    });
  }

  /** How much of the awaited sphere is there, from 0 to 1. */
  #coarseShare() {
    const awaited = this.#scenes.next ?? this.#scenes.top;
    if (!awaited) return 0;
    const keys = coarseKeys(awaited.panorama);
    return keys.filter((key) => this.#store.has(key)).length / keys.length;
  }

  /** @returns {"true" | "partly" | "false"} `partly` where all has come that ever will. */
  #sharpness(keys) {
    const lacking = keys.filter((key) => !this.#store.has(key));
    if (lacking.some((key) => !this.#loader.isMissing(key))) return "false";
    return lacking.length === 0 ? "true" : "partly";
  }
}
