/**
 * The picture as a layer of the headset's own (WebXR Layers): its compositor draws a cube behind everything, at the rate of the
 * display and through the lens only once. It shows what the page would draw itself, no less: as long as a view is not as sharp
 * on the cube as it could be, the page draws, and what it has learnt goes onto the cube when the head is calm.
 *
 * All panoramas are tiled cubemaps, whatever they were made from, so that cube layers are all it takes: an equirectangular layer
 * (`XREquirectLayer`) would have them resampled once more, and spend a third of its texels at the poles.
 */
import { FACES, visibleTiles } from "./cube.js";
import { headRotation, product, quaternionOf, turned } from "./matrix.js";
import { isThere, tileKey } from "./panorama.js";
import { sightOf } from "./view.js";

/** Of the memory for textures, for the cubes of both eyes. */
const SHARE = 0.4;
/** The panorama's own frame. */
const UPRIGHT = { heading: 0, pitch: 0, roll: 0 };

/**
 * Heads that look at the faces of a cube map as OpenGL numbers and turns them: a texel's row and column grow along the second
 * and the first column of the matrix, its face lies along the third, backwards.
 */
const HEADS = [
  [0, 0, -1, 0, -1, 0, -1, 0, 0],
  [0, 0, 1, 0, -1, 0, 1, 0, 0],
  [1, 0, 0, 0, 0, -1, 0, 1, 0],
  [1, 0, 0, 0, 0, 1, 0, -1, 0],
  [1, 0, 0, 0, -1, 0, 0, 0, -1],
  [-1, 0, 0, 0, -1, 0, 0, 0, 1],
];

export class Backdrop {
  #session;
  #gl;
  #binding;
  #space;
  #base;
  #most_bytes;
  #framebuffer;
  /** {layer, name, size, level, drawn: by picture, tile's key → generations} */
  #cube;

  /** Of the frame that is being drawn. @type {XRFrame} */
  frame;
  /** World heading of the space's −z, radians. */
  heading = 0;

  /**
   * @param {XRSession} session
   * @param {WebGL2RenderingContext} gl
   * @param {XRReferenceSpace} space
   * @param {XRWebGLLayer} base What the page itself draws, in front.
   * @param {number} budget_bytes For all textures.
   */
  constructor(session, gl, space, base, budget_bytes) {
    this.#session = session;
    this.#gl = gl;
    this.#binding = new XRWebGLBinding(session, gl);
    this.#space = space;
    this.#base = base;
    this.#most_bytes = budget_bytes * SHARE;
    this.#framebuffer = gl.createFramebuffer();
  }

  /** @returns {boolean} Whether the session has layers. */
  static isSupported({ enabledFeatures = [] }) {
    return enabledFeatures.includes("layers") && "createCubeLayer" in (globalThis.XRWebGLBinding?.prototype ?? {});
  }

  /** @returns {number} Bytes of the cubes. */
  get bytes() {
    return this.#cube ? bytesOf(this.#cube.size, this.#cube.drawn.length) : 0;
  }

  /**
   * Lets the compositor show a scene if it can be as sharp there.
   * @param {{panorama: object, pose: import("./view.js").Pose, views: import("./view.js").View[], seen: object[][]}[]} plans One
   *   for both eyes, or one for each, the left one first.
   * @param {boolean} isCalm Whether now is the time to draw a cube: all that is seen is there, and the head rests.
   * @param {import("./renderer.js").Renderer} renderer
   * @param {(panorama: object, tile: object) => ({generations: number} | undefined)} find
   * @returns {boolean} Whether it is shown, so that the page need not draw it.
   */
  show(plans, isCalm, renderer, find) {
    const isNew = this.#cube?.name !== nameOf(plans);
    if (!isCalm && (isNew || this.#isBehind(plans, find))) return false;
    if (isNew) this.#replace(plans);
    if (this.#isBehind(plans, find)) this.#draw(plans, renderer, find);
    this.#turn(plans[0].pose);
    return true;
  }

  /** Whether a tile that is seen could be finer than it is on the cube, or the cube has lost what it had. */
  #isBehind(plans, find) {
    const { layer, drawn } = this.#cube;
    return layer.needsRedraw || plans.some(({ panorama, seen }, i) => seen.flat().some((tile) => (
      !tile.isAbsent && find(panorama, tile)?.generations < (drawn[i].get(tileKey(panorama, tile)) ?? Infinity)
    )));
  }

  #replace(plans) {
    this.#cube?.layer.destroy();
    const [{ panorama, seen }] = plans;
    const level = Math.max(0, ...seen.flat().map(({ level }) => level));
    const most_px = Math.floor(Math.sqrt(this.#most_bytes / bytesOf(1, plans.length)));
    const size = Math.min(panorama.levels[level].size_px, most_px);
    const layer = this.#binding.createCubeLayer({
      space: this.#space,
      layout: plans.length > 1 ? "stereo" : "mono",
      viewPixelWidth: size,
      viewPixelHeight: size,
      colorFormat: this.#gl.RGBA8,
    });
    this.#cube = { layer, name: nameOf(plans), size, level, drawn: plans.map(() => new Map()) };
    this.#session.updateRenderState({ layers: [layer, this.#base] });
  }

  /** A layer's texture may be another one each time, so all of it is drawn. */
  #draw(plans, renderer, find) {
    const { layer, drawn, level, size } = this.#cube;
    plans.forEach(({ panorama }, i) => {
      const eye = plans.length > 1 ? ["left", "right"][i] : "none";
      const { colorTexture } = this.#binding.getSubImage(layer, this.frame, eye);
      HEADS.forEach((head, face) => {
        this.#target(this.#gl.TEXTURE_CUBE_MAP_POSITIVE_X + face, colorTexture);
        const view = faceView(head, size);
        const sight = sightOf(view, UPRIGHT);
        const tiles = visibleTiles(sight, level, (tile) => isThere(panorama, tile));
        renderer.draw(view, sight, tiles, 1, (tile) => {
          const found = find(panorama, tile);
          if (found) drawn[i].set(tileKey(panorama, tile), found.generations);
          return found;
        });
      });
    });
  }

  #target(face, texture) {
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, face, texture, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  /** Cubes stand in the frame of their panorama; the compositor turns them into the world's. */
  #turn(pose) {
    const { x, y, z, w } = quaternionOf(product(turned(-this.heading), headRotation(pose)));
    this.#cube.layer.orientation = new DOMPointReadOnly(x, y, z, w);
  }
}

function nameOf(plans) {
  return plans.map(({ panorama }) => panorama.digest).join();
}

function bytesOf(size_px, eyes) {
  return Object.keys(FACES).length * size_px * size_px * 4 * eyes;
}

/** @returns {import("./view.js").View} */
function faceView(head, size) {
  return {
    head,
    lens: { xScale: 1, yScale: 1, xShift: 0, yShift: 0 },
    viewport: { x: 0, y: 0, width: size, height: size },
    eye: "none",
    lineWidth_px: 1,
  };
}
