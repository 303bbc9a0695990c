/**
 * The panorama, which one turns, with the picture laid over it.
 */
import { Detail, REST_MS } from "./detail.js";
import { RADIANS, angles, direction, dot } from "./model.js";
import { SphereRenderer } from "./sphere-renderer.js";

/** Fields of view along the longer side, in degrees. */
const NARROWEST = 2;
const WIDEST = 110;
/** What of the pane a picture fills that is shown whole. */
const WHOLE = 0.8;
const EASE_MS = 200;

export class SphereView {
  #canvas;
  #renderer;
  #gaze = { yaw: 0, pitch: 0 };
  #fov = 75;
  #isAsked = false;
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #glide = 0;
  #detail = new Detail();
  #rest = 0;

  /** Called after each drawing: what lies over it moves along. */
  onDraw = () => {};

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{tile_size_px: number, tile_count: number}} sphere
   */
  constructor(canvas, sphere) {
    this.#canvas = canvas;
    this.#renderer = new SphereRenderer(canvas, sphere);
    new ResizeObserver(() => this.#resize()).observe(canvas);
    canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    canvas.addEventListener("webglcontextrestored", () => location.reload());
  }

  get gaze() {
    return { ...this.#gaze, fov: this.#fov };
  }

  addTile(name, image) {
    this.#renderer.addTile(name, image);
    this.draw();
  }

  endTiles() {
    this.#renderer.endTiles();
    this.draw();
  }

  /** The picture that is laid over. @param {{width: number, height: number}} size In its own pixels. */
  showPhoto(image, size) {
    this.#renderer.setPhoto(image, size);
    this.draw();
  }

  /** @param {import("./model.js").Model | null} model */
  lay(model) {
    this.#renderer.model = model;
    this.draw();
  }

  /** @param {number} opacity From 0 to 1. */
  fade(opacity) {
    this.#renderer.opacity = opacity;
    this.draw();
  }

  /** @returns {{x: number, y: number} | null} Null behind the eye. */
  toScreen(gaze) {
    const { right, up, ahead, focal, middle } = this.#eye;
    const d = direction(gaze);
    const depth = dot(ahead, d);
    if (depth < 0.01) return null;
    return { x: middle.x + focal * dot(right, d) / depth, y: middle.y - focal * dot(up, d) / depth };
  }

  /** @returns {{yaw: number, pitch: number}} To a ten thousandth of a degree, as it is written. */
  fromScreen({ x, y }) {
    const { right, up, ahead, focal, middle } = this.#eye;
    const [across, along] = [(x - middle.x) / focal, (middle.y - y) / focal];
    const { yaw, pitch } = angles(ahead.map((value, i) => value + across * right[i] + along * up[i]));
    return { yaw: rounded(yaw), pitch: rounded(pitch) };
  }

  /** What lies under the pointer stays there, near the middle. */
  drag(right, down) {
    const { focal } = this.#eye;
    this.#turn({
      yaw: this.#gaze.yaw - right / focal / RADIANS / Math.max(0.2, Math.cos(this.#gaze.pitch * RADIANS)),
      pitch: this.#gaze.pitch + down / focal / RADIANS,
    });
  }

  /** What lies at `at` stays there, nearly. */
  zoom(factor, at) {
    const before = this.fromScreen(at);
    const tangent = Math.tan(this.#fov / 2 * RADIANS) / factor;
    this.#fov = Math.min(Math.max(2 * Math.atan(tangent) / RADIANS, NARROWEST), WIDEST);
    const after = this.fromScreen(at);
    this.#turn({
      yaw: this.#gaze.yaw + turnBetween(after.yaw, before.yaw),
      pitch: this.#gaze.pitch + before.pitch - after.pitch,
    });
  }

  /** Looks there, and so wide. */
  look({ yaw, pitch, fov = this.#fov }) {
    this.#fov = Math.min(Math.max(fov, NARROWEST), WIDEST);
    this.#turn({ yaw, pitch });
  }

  /** Looks at a picture that lies over the panorama, so that all of it is seen, if that can be. */
  frame(model, { width, height }) {
    const { clientWidth, clientHeight } = this.#canvas;
    const reach = (scale, length) => Math.min(4, length / 2 / scale);
    const focal = WHOLE / 2 * Math.min(
      clientWidth / reach(model.scale, width),
      clientHeight / reach(model.scale_down, height),
    );
    // A facade's scale is no focal length, and a cylinder may go all round.
    const isLens = model.kind === "photo" && model.scale > 1;
    const fov = isLens ? 2 * Math.atan(Math.max(clientWidth, clientHeight) / 2 / focal) / RADIANS : 90;
    this.look({ ...angles(model.ahead), fov });
  }

  /** Brings a direction into view where it is not, by a short glide. */
  reveal(gaze) {
    const at = this.toScreen(gaze);
    const { clientWidth, clientHeight } = this.#canvas;
    if (at && at.x >= 0 && at.y >= 0 && at.x <= clientWidth && at.y <= clientHeight) return;
    if (this.#still.matches) {
      this.#turn(gaze);
      return;
    }
    const [from, start] = [this.#gaze, performance.now()];
    const turn = { yaw: turnBetween(from.yaw, gaze.yaw), pitch: gaze.pitch - from.pitch };
    const glide = ++this.#glide;
    const step = (now) => {
      if (glide !== this.#glide) return;
      const share = Math.min(1, Math.max(0, (now - start) / EASE_MS));
      const eased = 1 - (1 - share) ** 3;
      this.#set({ yaw: from.yaw + turn.yaw * eased, pitch: from.pitch + turn.pitch * eased });
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  #turn(gaze) {
    this.#glide += 1;
    this.#set(gaze);
  }

  #set({ yaw, pitch }) {
    this.#gaze = { yaw: turnBetween(0, yaw), pitch: Math.min(Math.max(pitch, -90), 90) };
    this.draw();
  }

  /** The eye's axes, and lengths on the screen. */
  get #eye() {
    const { clientWidth, clientHeight } = this.#canvas;
    const ahead = direction(this.#gaze);
    const right = direction({ yaw: this.#gaze.yaw + 90, pitch: 0 });
    const up = direction({ yaw: this.#gaze.yaw, pitch: this.#gaze.pitch + 90 });
    const focal = Math.max(clientWidth, clientHeight) / 2 / Math.tan(this.#fov / 2 * RADIANS);
    return { right, up, ahead, focal, middle: { x: clientWidth / 2, y: clientHeight / 2 } };
  }

  /** A canvas of another size is empty until it is painted. */
  #resize() {
    this.#paint(1);
  }

  /** At the next frame, and in full when none has followed for a while. */
  draw() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame((now) => {
      this.#isAsked = false;
      const share = this.#detail.at(now);
      this.#paint(share);
      clearTimeout(this.#rest);
      if (share < 1) this.#rest = setTimeout(() => this.#paint(1), REST_MS);
    });
  }

  /** @param {number} share Of the screen's resolution, along each side. */
  #paint(share) {
    const density = devicePixelRatio * share;
    this.#fit(density);
    const { right, up, ahead, focal } = this.#eye;
    this.#renderer.paint({ right, up, ahead, focal: focal * density });
    this.#canvas.dataset.share = share;
    this.onDraw();
  }

  /** Sets the canvas's size where it is another, for that costs a frame. */
  #fit(density) {
    const canvas = this.#canvas;
    const width = Math.max(1, Math.round(canvas.clientWidth * density));
    const height = Math.max(1, Math.round(canvas.clientHeight * density));
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  }
}

/** From one yaw to another, the shorter way. */
function turnBetween(from, to) {
  const turn = (to - from) % 360;
  return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
}

function rounded(degrees) {
  return Math.round(degrees * 10_000) / 10_000;
}
