/**
 * Plates with words, hung up in the world around the passenger.
 */
import { RADIANS } from "./gaze.js";
import { applied, lifted, product, turned } from "./matrix.js";
import { linked } from "./program.js";
import { sightOf } from "./view.js";

const VERTEX = `
uniform vec3 corners[4];  // clip x, y and w
out vec2 at;
void main() {
  vec3 corner = corners[gl_VertexID];
  at = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(corner.xy, 0.0, corner.z);
}`;

const FRAGMENT = `
uniform sampler2D plate;
uniform float opacity;
in vec2 at;
out vec4 colour;
void main() {
  vec4 ink = texture(plate, at);
  colour = vec4(ink.rgb, ink.a * opacity);
}`;

/** Left, right above; left, right below. */
const CORNERS = [[-1, 1], [1, 1], [-1, -1], [1, -1]];

export class PlateRenderer {
  #gl;
  #program;
  #at;
  /** Plate → {texture, version}. */
  #textures = new Map();

  /** @param {WebGL2RenderingContext} gl */
  constructor(gl) {
    this.#gl = gl;
    const { program, at } = linked(gl, VERTEX, FRAGMENT, ["corners", "opacity"]);
    this.#program = program;
    this.#at = at;
  }

  /**
   * @param {import("./view.js").View} view
   * @param {import("./plate.js").Plate} plate
   * @param {{heading: number, pitch: number}} middle Where in the world, radians.
   * @param {number} opacity From 0 to 1.
   */
  draw(view, plate, middle, opacity) {
    const gl = this.#gl;
    const { x, y, width, height } = view.viewport;
    const { toClip } = sightOf(view, { heading: 0, pitch: 0, roll: 0 });
    gl.useProgram(this.#program);
    gl.viewport(x, y, width, height);
    gl.bindTexture(gl.TEXTURE_2D, this.#textureOf(plate));
    gl.uniform1f(this.#at.opacity, opacity);
    gl.uniform3fv(this.#at.corners, cornersOf(plate, middle).flatMap((corner) => applied(toClip, corner)));
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  #textureOf(plate) {
    const known = this.#textures.get(plate);
    if (known?.version === plate.version) return known.texture;
    const gl = this.#gl;
    if (known) gl.deleteTexture(known.texture);
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, plate.canvas);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.generateMipmap(gl.TEXTURE_2D);
    this.#textures.set(plate, { texture, version: plate.version });
    return texture;
  }
}

/** @returns {import("./matrix.js").Vector[]} Directions in the world. */
function cornersOf({ size_deg }, { heading, pitch }) {
  const right = Math.tan((size_deg.width / 2) * RADIANS);
  const up = Math.tan((size_deg.height / 2) * RADIANS);
  const rotation = product(turned(heading), lifted(pitch));
  return CORNERS.map(([x, y]) => applied(rotation, [x * right, y * up, -1]));
}
