/**
 * The picture: brings scenes, lens, gaze and tiles together, frame by frame.
 */
import { Calm } from "./calm.js";
import { Foresight } from "./foresight.js";
import { Inscriptions } from "./inscriptions.js";
import { Lens } from "./lens.js";
import { headRotation } from "./matrix.js";
import { byNearness, fineBytes, isPreviewKey, seenTiles } from "./panorama.js";
import { Renderer } from "./renderer.js";
import { Scenes } from "./scenes.js";
import { Stock } from "./stock.js";
import { pageView, sightOf } from "./view.js";

const CROSS_FADE_MS = 1200;
/** Of the room for fine tiles, for what the lens shows. */
const LENS_SHARE = 0.5;
/** Of textures made in one frame: what a frame can bear without being late. */
const UPLOAD_BYTES = 2 ** 20;

export class Player {
  #canvas;
  #gl;
  #ground;
  #renderer;
  #stock;
  #scenes = new Scenes();
  #frame = 0;
  #foresight = new Foresight();
  /** As drawn last. @type {import("./view.js").View[]} */
  #views = [];
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  /** @type {import("./gaze.js").Gaze} */
  gaze;
  lens = new Lens();
  calm = new Calm();
  /** @type {Inscriptions} */
  inscriptions;
  /** While a headset draws, the page does not. */
  isImmersive = false;
  /** A layer of the headset's own behind what is drawn here. @type {import("./backdrop.js").Backdrop | undefined} */
  backdrop;
  /** Whether several pictures were drawn one over another. */
  isLayered = false;
  /** Whether what is documented is outlined. */
  isOutlined = false;
  /** Called with a scene as it begins to appear. @type {(scene: object) => void} */
  onScene = () => {};
  /** Called with a scene that cannot be shown. @type {(scene: object) => void} */
  onMissing = () => {};
  /** Called when what the open lens should show cannot be shown. */
  onLensMissing = () => {};
  /** Called when a tile has come, or with why it has not. @type {(fault?: Error) => void} */
  onTile = () => {};
  /** Called after each frame with what it shows. @type {(report: object) => void} */
  onFrame = () => {};
  /** Called after each frame that lacks nothing. */
  onIdle = () => {};

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {WebGL2RenderingContext} gl
   * @param {import("./gaze.js").Gaze} gaze
   * @param {number} budget_bytes For textures; the coarse tiles of what is shown are kept in any case.
   * @param {{ink: string, paper: string, stone: string}} colours `#rrggbb`; ink is behind the picture.
   */
  constructor(canvas, gl, gaze, budget_bytes, colours) {
    this.#canvas = canvas;
    this.budget_bytes = budget_bytes;
    this.#gl = gl;
    this.#ground = [1, 3, 5].map((at) => parseInt(colours.ink.slice(at, at + 2), 16) / 255);
    this.#renderer = new Renderer(gl, this.#ground);
    this.inscriptions = new Inscriptions(colours);
    this.#stock = new Stock(gl, budget_bytes, () => this.onTile(), (key, fault) => this.#tileChanged(key, fault));
    this.gaze = gaze;
    gaze.onChange = () => this.invalidate();
    this.calm.onChange = () => this.invalidate();
    this.inscriptions.onChange = () => this.invalidate();
  }

  /**
   * @param {import("./scenes.js").Scene} scene To appear as soon as a whole sphere of it is there.
   * @param {() => boolean} [isDue] Whether its time has come.
   */
  expect(scene, isDue) {
    this.#scenes.expect(scene, isDue);
    // The first picture is asked for before the frame that would do it.
    if (!this.scene) this.#stock.want([scene.left.panorama], [], []);
    this.invalidate();
  }

  /** @returns {import("./scenes.js").Scene | undefined} */
  get scene() {
    return this.#scenes.top;
  }

  /** @returns {boolean} Whether everything that is wanted is there, as far as it ever will. */
  get isIdle() {
    return this.#stock.isIdle;
  }

  /**
   * Where passengers look first: at the middle of the picture, or on in the direction in which they look now.
   * @param {import("./scenes.js").Picture} picture
   * @returns {import("./cube.js").Tile[]} The most urgent first.
   */
  firstLook({ panorama, pose }) {
    const head = headRotation({ heading: pose.heading, pitch: 0, roll: 0 });
    const views = [...this.#views.map((view) => ({ ...view, head })), ...this.#views];
    const sights = views.map((view) => sightOf(view, pose));
    return sights.length > 0 ? byNearness(panorama, seenTiles(panorama, sights, Infinity), sights) : [];
  }

  /** Asks again for tiles that the server did not give. */
  forgive() {
    this.#stock.forgive();
    this.invalidate();
  }

  /** Starts over with a new graphics context: the old one's textures are gone. */
  restore() {
    this.#renderer = new Renderer(this.#gl, this.#ground);
    this.#stock.clear();
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
    const isChanging = this.draw([pageView(this.gaze, width, height)], null, now_ms);
    if (isTurning || isChanging) this.invalidate();
  }

  /**
   * Draws each view into its part of the framebuffer and asks for the tiles that are missing.
   * @param {import("./view.js").View[]} views
   * @param {WebGLFramebuffer | null} framebuffer
   * @param {number} now_ms
   * @returns {boolean} Whether the next frame differs by itself.
   */
  draw(views, framebuffer, now_ms) {
    const isStereo = views.some(({ eye }) => eye === "right");
    this.#foresight.observe(views[0].head, now_ms);
    // Before the first picture there is nothing that could stand still.
    const isUploading = this.#stock.upload(this.scene ? UPLOAD_BYTES : Infinity);
    const begun = this.#scenes.advance(now_ms, ({ left }) => this.#stock.isWhole(left.panorama));
    const isCalming = this.calm.advance(now_ms, this.#still.matches);
    const isOpening = this.lens.advance(now_ms, this.#still.matches);
    const layers = this.#scenes.layers(now_ms, this.#still.matches ? 0 : CROSS_FADE_MS);
    const spheres = this.#spheres(isStereo);
    const lens = this.#lensLayer(views);
    const room_bytes = this.#stock.roomBeside(spheres) - (this.backdrop?.bytes ?? 0);
    const inLens = lens.scene ? this.#plan(lens, room_bytes * LENS_SHARE) : [];
    const rest_bytes = room_bytes - inLens.reduce((sum, { panorama, tiles }) => sum + fineBytes(panorama, tiles), 0);
    const plans = layers.map((layer) => this.#plan({ ...layer, views }, rest_bytes));

    this.isLayered = layers.length > 1 || inLens.length > 0;
    const isBehind = this.#isBehind(plans.at(-1) ?? []);
    this.#renderer.begin(framebuffer, isBehind);
    if (!isBehind) plans.forEach((plan, i) => this.#drawLayer(layers[i], plan));
    this.#drawLayer(lens, inLens);
    for (const view of lens.views) this.#renderer.drawRing(view, lens.opacity);
    for (const view of views) this.#renderer.drawCalm(view, this.calm);
    this.inscriptions.draw(views, this.#renderer, lens.opacity, this.isImmersive);

    const finest = plans.at(-1) ?? [];
    this.#views = views;
    const coming = finest.map((plan) => this.#foresight.coming(plan, rest_bytes / finest.length));
    this.#stock.want(spheres, [...inLens, ...coming], this.#likely());
    this.#report(layers, finest, lens, inLens);
    if (begun) this.onScene(begun);
    if (this.isIdle) this.onIdle();
    return layers.length > 1 || isOpening || isUploading || isCalming || this.#scenes.waits
      || this.#foresight.isMoving;
  }

  /** Whether the headset's own layer shows the scene, so that it need not be drawn. */
  #isBehind(plan) {
    if (!this.backdrop || this.isLayered || this.isOutlined || plan.length === 0) return false;
    const isCalm = this.#foresight.isCalm && this.#sharpness(plan) !== "false";
    return this.backdrop.show(plan, isCalm, this.#renderer, (panorama, tile) => this.#stock.peek(panorama, tile));
  }

  /** Everything that is shown or about to be, and the eyes that are there to see it. */
  #spheres(isStereo) {
    const scenes = [...this.#scenes.all, ...(this.lens.isOpen && this.lens.scene ? [this.lens.scene] : [])];
    const pictures = scenes.flatMap(({ left, right }) => (isStereo && right ? [left, right] : [left]));
    return [...new Map(pictures.map(({ panorama }) => [panorama.digest, panorama])).values()];
  }

  /** What the lens would show at once if it were opened. */
  #likely() {
    const { scene, isSeen } = this.lens;
    return scene && !isSeen ? [scene.left.panorama] : [];
  }

  /** The lens as a layer; without a scene until a whole sphere is there, and without views while it is closed. */
  #lensLayer(views) {
    const { lens } = this;
    const isThere = lens.isSeen && lens.scene && this.#stock.isWhole(lens.scene.left.panorama);
    return {
      scene: isThere ? lens.scene : undefined,
      opacity: lens.opacity,
      views: lens.isSeen ? lens.viewsOf(views) : [],
    };
  }

  /**
   * Which tiles of a scene's pictures are drawn in which view.
   * @returns {{panorama: object, views: object[], sights: object[], seen: object[][], tiles: object[]}[]} By picture.
   */
  #plan({ scene, views }, room_bytes) {
    const viewsOf = new Map();
    for (const view of views) {
      const picture = this.#pictureFor(scene, view);
      viewsOf.set(picture, [...(viewsOf.get(picture) ?? []), view]);
    }
    return [...viewsOf].map(([{ panorama, pose }, views]) => {
      const sights = views.map((view) => sightOf(view, pose));
      const seen = seenTiles(panorama, sights, room_bytes / viewsOf.size);
      return { panorama, pose, views, sights, seen, tiles: byNearness(panorama, seen, sights) };
    });
  }

  /** The left picture stands for the right one until that is there. */
  #pictureFor({ left, right }, { eye }) {
    return eye === "right" && right && this.#stock.isWhole(right.panorama) ? right : left;
  }

  #drawLayer({ scene, opacity }, plan) {
    for (const { panorama, views, sights, seen } of plan) {
      views.forEach((view, i) => {
        this.#renderer.draw(view, sights[i], seen[i], opacity, (tile) => this.#stock.find(panorama, tile));
        if (this.isOutlined) this.#renderer.drawOutlines(view, sights[i], scene.documented, opacity);
      });
    }
  }

  #tileChanged(key, fault) {
    const { next } = this.#scenes;
    const { scene, isOpen } = this.lens;
    if (isOpen && scene && this.#stock.isHopeless(scene.left.panorama)) this.onLensMissing();
    if (next && this.#stock.isHopeless(next.left.panorama)) {
      this.#scenes.expect(undefined);
      this.onMissing(next);
    } else if (fault?.passes || (fault && this.#isShown(key) && !isPreviewKey(key))) {
      this.onTile(fault);
    }
    this.invalidate();
  }

  #isShown(key) {
    const { left, right } = this.#scenes.top ?? {};
    return [left, right].some((picture) => picture && key.startsWith(`${picture.panorama.digest}/`));
  }

  #report(layers, finest, lens, inLens) {
    const scene = this.#scenes.top;
    const awaited = this.#scenes.next ?? scene;
    this.onFrame({
      scene,
      isWhole: scene !== undefined && this.#stock.isWhole(scene.left.panorama),
      coarseShare: awaited ? this.#stock.coarseShare(awaited.left.panorama) : 0,
      sharpness: finest.length > 0 ? this.#sharpness(finest) : "false",
      opacity: layers.at(-1)?.opacity ?? 0,
      lens: { scene: lens.scene, opacity: lens.opacity, disc: lens.views[0]?.disc, sharpness: this.#sharpness(inLens) },
      textureBytes: this.#stock.bytes + (this.backdrop?.bytes ?? 0),
    });
  }

  /** The worst of several pictures. */
  #sharpness(parts) {
    const all = parts.map((part) => this.#stock.sharpness(part));
    return ["false", "partly"].find((worst) => all.includes(worst)) ?? "true";
  }
}
