/**
 * The still view: an evening sky above a plain, with the horizon where it is in the world; the dark of a blink; and the dark
 * edge of sight.
 */
import { linked } from "./program.js";
import { sightOf } from "./view.js";

const VERTEX = `
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0, 0.0, 1.0);
}`;

const FRAGMENT = `
uniform vec4 viewport;    // x, y, width, height
uniform mat3 fromScreen;
uniform vec3 forward;
uniform float opacity, dark, vignette;
out vec4 colour;
const vec3 INK = vec3(0.114, 0.137, 0.149);
const vec3 SKY = vec3(0.322, 0.373, 0.388);
const vec3 HAZE = vec3(0.620, 0.592, 0.529);
const vec3 PLAIN = vec3(0.227, 0.243, 0.235);
void main() {
  vec2 screen = (gl_FragCoord.xy - viewport.xy) / viewport.zw * 2.0 - 1.0;
  vec3 ray = normalize(fromScreen * vec3(screen, 1.0));
  float up = ray.y;
  float soft = fwidth(up);
  vec3 sky = mix(HAZE, SKY, smoothstep(0.0, 0.6, up));
  vec3 plain = mix(mix(HAZE, PLAIN, 0.75), PLAIN, smoothstep(0.0, 0.35, -up));
  vec3 calm = mix(plain, sky, smoothstep(-soft, soft, up));
  float edge = vignette * smoothstep(0.45, 0.85, acos(clamp(dot(ray, forward), -1.0, 1.0)));
  // First the calm view over the picture, then the dark over both.
  float shade = 1.0 - (1.0 - dark) * (1.0 - edge);
  float alpha = 1.0 - (1.0 - opacity) * (1.0 - shade);
  colour = vec4((calm * opacity * (1.0 - shade) + INK * shade) / max(alpha, 1e-4), alpha);
}`;

const NORTH = { heading: 0, pitch: 0, roll: 0 };

export class CalmRenderer {
  #gl;
  #program;
  #at;

  /** @param {WebGL2RenderingContext} gl */
  constructor(gl) {
    this.#gl = gl;
    const uniforms = ["viewport", "fromScreen", "forward", "opacity", "dark", "vignette"];
    const { program, at } = linked(gl, VERTEX, FRAGMENT, uniforms);
    this.#program = program;
    this.#at = at;
  }

  /**
   * @param {import("./view.js").View} view
   * @param {import("./calm.js").Calm} calm
   */
  draw(view, { opacity, dark, vignette }) {
    if (opacity === 0 && dark === 0 && !vignette) return;
    const gl = this.#gl;
    const { x, y, width, height } = view.viewport;
    const { fromScreen, forward } = sightOf(view, NORTH);
    gl.useProgram(this.#program);
    gl.viewport(x, y, width, height);
    gl.uniform4f(this.#at.viewport, x, y, width, height);
    gl.uniformMatrix3fv(this.#at.fromScreen, true, fromScreen);
    gl.uniform3fv(this.#at.forward, forward);
    gl.uniform1f(this.#at.opacity, opacity);
    gl.uniform1f(this.#at.dark, dark);
    gl.uniform1f(this.#at.vignette, vignette ? 1 : 0);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }
}
