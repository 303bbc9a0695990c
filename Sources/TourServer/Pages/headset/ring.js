/**
 * The rim of the time lens: a bright line with a shadow around it, so that it is seen on any picture.
 */
import { linked } from "./program.js";

const VERTEX = `
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0, 0.0, 1.0);
}`;

const FRAGMENT = `
uniform vec4 lens;       // centre and radii, pixels
uniform float opacity;
uniform float width;     // of the line, pixels
out vec4 colour;
const vec3 PAPER = vec3(0.965, 0.945, 0.906);
const vec3 INK = vec3(0.114, 0.137, 0.149);
void main() {
  float beyond = (length((gl_FragCoord.xy - lens.xy) / lens.zw) - 1.0) * min(lens.z, lens.w);
  float line = clamp(width / 2.0 + 0.5 - abs(beyond), 0.0, 1.0);
  float shadow = 0.5 * exp(-max(beyond, 0.0) / (2.0 * width)) * step(0.0, beyond);
  colour = vec4(mix(INK, PAPER, line), opacity * max(0.9 * line, shadow));
}`;

/** How far the shadow reaches, in widths of the line. */
const REACH = 10;

export class RingRenderer {
  #gl;
  #program;
  #at;

  /** @param {WebGL2RenderingContext} gl */
  constructor(gl) {
    this.#gl = gl;
    const { program, at } = linked(gl, VERTEX, FRAGMENT, ["lens", "opacity", "width"]);
    this.#program = program;
    this.#at = at;
  }

  /**
   * @param {import("./view.js").View} view One with a disc.
   * @param {number} opacity From 0 to 1.
   */
  draw({ disc, lineWidth_px, whole }, opacity) {
    const gl = this.#gl;
    const { x, y, width, height } = whole;
    const reach = REACH * lineWidth_px;
    gl.useProgram(this.#program);
    gl.viewport(x, y, width, height);
    gl.enable(gl.SCISSOR_TEST);
    const left = Math.max(x, Math.floor(disc.x - disc.xRadius - reach));
    const bottom = Math.max(y, Math.floor(disc.y - disc.yRadius - reach));
    const right = Math.min(x + width, Math.ceil(disc.x + disc.xRadius + reach));
    const top = Math.min(y + height, Math.ceil(disc.y + disc.yRadius + reach));
    gl.scissor(left, bottom, Math.max(0, right - left), Math.max(0, top - bottom));
    gl.uniform4f(this.#at.lens, disc.x, disc.y, disc.xRadius, disc.yRadius);
    gl.uniform1f(this.#at.opacity, opacity);
    gl.uniform1f(this.#at.width, lineWidth_px);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    gl.disable(gl.SCISSOR_TEST);
  }
}
