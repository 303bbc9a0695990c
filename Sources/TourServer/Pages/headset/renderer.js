/**
 * Drawing tiles with WebGL 2. The tiles of one level cover the view without gap or overlap, so that a layer can be
 * blended over another.
 */
import { CalmRenderer } from "./calmview.js";
import { FACES, outline, squareOf } from "./cube.js";
import { LineRenderer } from "./lines.js";
import { PlateRenderer } from "./plates.js";
import { WITHIN_LENS, linked, setLens } from "./program.js";
import { RingRenderer } from "./ring.js";

const VERTEX = `
uniform vec3 corners[5];  // clip x, y and w
void main() {
  vec3 corner = corners[gl_VertexID];
  gl_Position = vec4(corner.xy, 0.0, corner.z);
}`;

// Each pixel finds its own place on the face, so that no corner's precision matters.
const FRAGMENT = `
uniform vec4 viewport;   // x, y, width, height
uniform mat3 fromScreen;
uniform vec3 centre, right, down;
uniform vec3 square;     // left, top and side on the face
uniform vec3 part;       // left, top and side of the square within the texture
uniform float opacity;
uniform sampler2D tile;
out vec4 colour;
${WITHIN_LENS}
void main() {
  vec2 screen = (gl_FragCoord.xy - viewport.xy) / viewport.zw * 2.0 - 1.0;
  vec3 ray = fromScreen * vec3(screen, 1.0);
  vec2 uv = vec2(dot(ray, right), dot(ray, down)) / dot(ray, centre);
  vec2 at = part.xy + (uv - square.xy) / square.z * part.z;
  colour = vec4(texture(tile, at).rgb, opacity * withinLens(gl_FragCoord.xy));
}`;

const UNIFORMS = ["viewport", "fromScreen", "corners", "centre", "right", "down", "square", "part", "opacity", "lens"];

export class Renderer {
  #gl;
  /** @type {WebGLProgram} */
  #program;
  /** @type {Record<string, WebGLUniformLocation>} */
  #at;
  #lines;
  #ring;
  #plates;
  #ground;
  #calm;
  /** For faces that a panorama does not have: black, as the parts of its tiles are where it shows nothing. */
  #nothing;

  /**
   * @param {WebGL2RenderingContext} gl
   * @param {number[]} ground Red, green and blue, from 0 to 1, where there is no picture yet.
   */
  constructor(gl, ground) {
    this.#gl = gl;
    const { program, at } = linked(gl, VERTEX, FRAGMENT, UNIFORMS);
    this.#program = program;
    this.#at = at;
    this.#lines = new LineRenderer(gl);
    this.#ring = new RingRenderer(gl);
    this.#plates = new PlateRenderer(gl);
    this.#ground = ground;
    this.#calm = new CalmRenderer(gl);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.enable(gl.BLEND);
    gl.bindVertexArray(gl.createVertexArray());
    this.#nothing = { texture: blackTexture(gl), generations: 0 };
  }

  /**
   * Starts a picture.
   * @param {WebGLFramebuffer | null} framebuffer
   * @param {boolean} isClear Whether what lies behind it shines through.
   */
  begin(framebuffer, isClear = false) {
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.clearColor(...(isClear ? [0, 0, 0, 0] : [...this.#ground, 1]));
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  /**
   * Lays tiles over what is drawn, within the view's disc if it has one.
   * @param {import("./view.js").View} view
   * @param {import("./view.js").Sight} sight
   * @param {import("./cube.js").Tile[]} tiles
   * @param {number} opacity From 0 to 1.
   * @param {(tile: object) => {texture: WebGLTexture, generations: number} | undefined} find
   */
  draw(view, sight, tiles, opacity, find) {
    const gl = this.#gl;
    const { x, y, width, height } = view.viewport;
    gl.useProgram(this.#program);
    gl.viewport(x, y, width, height);
    gl.uniform1f(this.#at.opacity, opacity);
    gl.uniform4f(this.#at.viewport, x, y, width, height);
    gl.uniformMatrix3fv(this.#at.fromScreen, true, sight.fromScreen);
    setLens(gl, this.#at, view);
    for (const tile of tiles) {
      const found = tile.isAbsent && tile.level === 0 ? this.#nothing : find(tile);
      const corners = outline(tile, sight.toClip);
      if (found && corners.length > 0) this.#drawTile(tile, corners, found);
    }
  }

  #drawTile(tile, corners, { texture, generations }) {
    const gl = this.#gl;
    const { centre, right, down } = FACES[tile.face];
    const { u, v, side } = squareOf(tile);
    const parts = 2 ** generations;
    gl.uniform3fv(this.#at.corners, corners.flat());
    gl.uniform3fv(this.#at.centre, centre);
    gl.uniform3fv(this.#at.right, right);
    gl.uniform3fv(this.#at.down, down);
    gl.uniform3f(this.#at.square, u, v, side);
    gl.uniform3f(this.#at.part, (tile.column % parts) / parts, (tile.row % parts) / parts, 1 / parts);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.drawArrays(gl.TRIANGLE_FAN, 0, corners.length);
  }

  /**
   * Outlines parts of the sphere.
   * @param {import("./matrix.js").Vector[][]} polygons In the panorama's own frame; their sides are great circles.
   */
  drawOutlines(view, sight, polygons, opacity) {
    this.#lines.draw(view, sight, polygons, opacity);
  }

  /** Draws the rim of the view's disc. */
  drawRing(view, opacity) {
    this.#ring.draw(view, opacity);
  }

  /** Lays the calm view over what is drawn. @param {import("./calm.js").Calm} calm */
  drawCalm(view, calm) {
    this.#calm.draw(view, calm);
  }

  /**
   * Hangs words up in the world.
   * @param {import("./plate.js").Plate} plate
   * @param {{heading: number, pitch: number}} middle Radians.
   */
  drawPlate(view, plate, middle, opacity) {
    this.#plates.draw(view, plate, middle, opacity);
  }
}

/** @returns {WebGLTexture} Of one pixel. */
function blackTexture(gl) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 1, 1);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array([0, 0, 0, 255]));
  return texture;
}
