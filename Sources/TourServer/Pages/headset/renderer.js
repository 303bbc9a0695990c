/**
 * Drawing tiles with WebGL 2. The tiles of one level cover the view without gap or overlap, so that a layer can be
 * blended over another.
 */
import { FACES, outline, squareOf } from "./cube.js";

const VERTEX = `#version 300 es
precision highp float;
uniform vec3 corners[5];  // clip x, y and w
void main() {
  vec3 corner = corners[gl_VertexID];
  gl_Position = vec4(corner.xy, 0.0, corner.z);
}`;

// Each pixel finds its own place on the face, so that no corner's precision matters.
const FRAGMENT = `#version 300 es
precision highp float;
uniform vec4 viewport;   // x, y, width, height
uniform mat3 fromScreen;
uniform vec3 centre, right, down;
uniform vec3 square;     // left, top and side on the face
uniform vec3 part;       // left, top and side of the square within the texture
uniform sampler2D tile;
out vec4 colour;
void main() {
  vec2 screen = (gl_FragCoord.xy - viewport.xy) / viewport.zw * 2.0 - 1.0;
  vec3 ray = fromScreen * vec3(screen, 1.0);
  vec2 uv = vec2(dot(ray, right), dot(ray, down)) / dot(ray, centre);
  vec2 at = part.xy + (uv - square.xy) / square.z * part.z;
  colour = vec4(texture(tile, at).rgb, 1.0);
}`;

const UNIFORMS = ["viewport", "fromScreen", "corners", "centre", "right", "down", "square", "part"];

export class Renderer {
  #gl;
  /** @type {Record<string, WebGLUniformLocation>} */
  #at;
  /** For tiles that a panorama does not have: black, as the parts of its tiles are where it shows nothing. */
  #nothing;

  /**
   * @param {WebGL2RenderingContext} gl
   * @param {number[]} ground Red, green and blue, from 0 to 1, where there is no picture yet.
   */
  constructor(gl, ground) {
    this.#gl = gl;
    const program = linked(gl);
    gl.useProgram(program);
    this.#at = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]));
    gl.clearColor(...ground, 1);
    gl.blendFunc(gl.CONSTANT_ALPHA, gl.ONE_MINUS_CONSTANT_ALPHA);
    gl.enable(gl.BLEND);
    gl.bindVertexArray(gl.createVertexArray());
    this.#nothing = { texture: blackTexture(gl), generations: 0 };
  }

  /** Starts a picture. @param {WebGLFramebuffer | null} framebuffer */
  begin(framebuffer) {
    this.#gl.bindFramebuffer(this.#gl.FRAMEBUFFER, framebuffer);
    this.#gl.clear(this.#gl.COLOR_BUFFER_BIT);
  }

  /**
   * Lays tiles over what is drawn.
   * @param {import("./view.js").View} view
   * @param {import("./view.js").Sight} sight
   * @param {import("./cube.js").Tile[]} tiles
   * @param {number} opacity From 0 to 1.
   * @param {(tile: object) => {texture: WebGLTexture, generations: number} | undefined} find
   */
  draw({ viewport: { x, y, width, height } }, sight, tiles, opacity, find) {
    const gl = this.#gl;
    gl.viewport(x, y, width, height);
    gl.blendColor(0, 0, 0, opacity);
    gl.uniform4f(this.#at.viewport, x, y, width, height);
    gl.uniformMatrix3fv(this.#at.fromScreen, true, sight.fromScreen);
    for (const tile of tiles) {
      const found = tile.isAbsent ? this.#nothing : find(tile);
      if (found) this.#drawTile(tile, outline(tile, sight.toClip), found);
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
}

/** @returns {WebGLTexture} Of one pixel. */
function blackTexture(gl) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 1, 1);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array([0, 0, 0, 255]));
  return texture;
}

/** @returns {WebGLProgram} */
function linked(gl) {
  const program = gl.createProgram();
  gl.attachShader(program, compiled(gl, gl.VERTEX_SHADER, VERTEX));
  gl.attachShader(program, compiled(gl, gl.FRAGMENT_SHADER, FRAGMENT));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The shaders do not link: ${gl.getProgramInfoLog(program)}`);
  }
  return program;
}

function compiled(gl, kind, source) {
  const shader = gl.createShader(kind);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}
