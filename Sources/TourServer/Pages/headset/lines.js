/**
 * Lines on the sphere, of one width on the screen wherever they run and however narrow the view is: bright dashes on a
 * dark line, so that they are told from the picture by their form and on any ground. The dashes lie on the sphere, so
 * that they do not creep when the passenger turns.
 */
import { applied, dot } from "./matrix.js";
import { WITHIN_LENS, linked, setLens } from "./program.js";

/** Depth before the eye, in lengths of the direction, from which on a line is drawn. */
const NEAR = 0.02;
/** In widths of the bright line. */
const CASING = 2.5;
const PERIOD = 12;
/** Of the period. */
const DASH_SHARE = 2 / 3;

const VERTEX = `
uniform vec4 viewport;   // x, y, width, height
uniform vec4 ends;       // of the segment, pixels of the framebuffer
uniform float radius;    // half the line's width and the pixel that smooths it
out vec2 pixel;
void main() {
  vec2 along = ends.zw - ends.xy;
  float span = length(along);
  vec2 ahead = span > 0.0 ? along / span : vec2(1.0, 0.0);
  vec2 aside = vec2(-ahead.y, ahead.x);
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  pixel = (ends.xy + ends.zw) / 2.0 + ahead * corner.x * (span / 2.0 + radius) + aside * corner.y * radius;
  gl_Position = vec4((pixel - viewport.xy) / viewport.zw * 2.0 - 1.0, 0.0, 1.0);
}`;

const FRAGMENT = `
uniform vec4 viewport;
uniform mat3 fromScreen;
uniform vec4 ends;
uniform float radius;
uniform vec3 ink;
uniform float opacity;
uniform vec3 from, ahead; // where the side begins, and the direction a quarter turn further along it
uniform vec2 dashes;      // radians along the line before the side, and of a period; no dashes without a period
in vec2 pixel;
out vec4 colour;
${WITHIN_LENS}
void main() {
  vec2 along = ends.zw - ends.xy, beyond = pixel - ends.xy;
  float span = max(length(along), 1e-6);
  float beside = length(beyond - along / span * clamp(dot(beyond, along) / span, 0.0, span));
  float cover = clamp(radius - beside, 0.0, 1.0);
  vec3 ray = fromScreen * vec3((pixel - viewport.xy) / viewport.zw * 2.0 - 1.0, 1.0);
  float angle = atan(dot(ray, ahead), dot(ray, from));
  if (dashes.y > 0.0) {
    float at = mod(dashes.x + angle, dashes.y);
    cover *= clamp(min(at, ${DASH_SHARE} * dashes.y - at) / fwidth(angle) + 0.5, 0.0, 1.0);
  }
  colour = vec4(ink, opacity * cover * withinLens(gl_FragCoord.xy));
}`;

const UNIFORMS = ["viewport", "fromScreen", "ends", "radius", "ink", "opacity", "from", "ahead", "dashes", "lens"];
const PAPER = [0.965, 0.945, 0.906];
const INK = [0.114, 0.137, 0.149];

export class LineRenderer {
  #gl;
  #program;
  #at;

  /** @param {WebGL2RenderingContext} gl */
  constructor(gl) {
    this.#gl = gl;
    const { program, at } = linked(gl, VERTEX, FRAGMENT, UNIFORMS);
    this.#program = program;
    this.#at = at;
  }

  /**
   * Draws closed lines.
   * @param {import("./view.js").View} view
   * @param {import("./view.js").Sight} sight
   * @param {import("./matrix.js").Vector[][]} polygons
   * @param {number} opacity From 0 to 1.
   */
  draw(view, sight, polygons, opacity) {
    const gl = this.#gl;
    const { x, y, width, height } = view.viewport;
    const line_px = view.lineWidth_px;
    const sides = polygons.flatMap((polygon) => sidesOf(polygon, sight.toClip, view.viewport));
    gl.useProgram(this.#program);
    gl.viewport(x, y, width, height);
    gl.uniform4f(this.#at.viewport, x, y, width, height);
    gl.uniformMatrix3fv(this.#at.fromScreen, true, sight.fromScreen);
    gl.uniform1f(this.#at.opacity, opacity);
    setLens(gl, this.#at, view);
    this.#stroke(sides, CASING * line_px, INK, 0);
    this.#stroke(sides, line_px, PAPER, steady(PERIOD * line_px / sight.focal_px));
  }

  #stroke(sides, width_px, ink, period) {
    const gl = this.#gl;
    gl.uniform1f(this.#at.radius, width_px / 2 + 0.5);
    gl.uniform3fv(this.#at.ink, ink);
    for (const { ends, from, ahead, before } of sides) {
      gl.uniform4fv(this.#at.ends, ends);
      gl.uniform3fv(this.#at.from, from);
      gl.uniform3fv(this.#at.ahead, ahead);
      gl.uniform2f(this.#at.dashes, before, period);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
  }
}

/** The power of two next to a number, so that a view that becomes narrower does not let the dashes creep. */
function steady(period) {
  return 2 ** Math.round(Math.log2(period));
}

/**
 * The sides of a polygon as they appear: a great circle is a straight line in a perspective view.
 * @returns {{ends: number[], from: number[], ahead: number[], before: number}[]} Those before the eye; `before` is the
 *   way along the line to where each begins, in radians.
 */
function sidesOf(polygon, toClip, viewport) {
  const clip = polygon.map((corner) => applied(toClip, corner));
  const sides = [];
  let before = 0;
  polygon.forEach((from, i) => {
    const j = (i + 1) % polygon.length;
    const { ahead, angle } = wayTo(from, polygon[j]);
    const seen = beforeEye(clip[i], clip[j]);
    if (seen) sides.push({ ends: seen.flatMap((end) => pixelOf(end, viewport)), from, ahead, before });
    before += angle;
  });
  return sides;
}

/** @returns {{ahead: import("./matrix.js").Vector, angle: number}} The direction a quarter turn further; how far it is. */
function wayTo(from, to) {
  const cosine = dot(from, to);
  const beside = to.map((value, i) => value - cosine * from[i]);
  const sine = Math.sqrt(dot(beside, beside));
  return { ahead: beside.map((value) => value / (sine || 1)), angle: Math.atan2(sine, cosine) };
}

/** @returns {import("./matrix.js").Vector[] | undefined} The part of a side that lies before the eye. */
function beforeEye(a, b) {
  if (a[2] < NEAR && b[2] < NEAR) return undefined;
  const crossing = () => {
    const share = (a[2] - NEAR) / (a[2] - b[2]);
    return a.map((value, i) => value + share * (b[i] - value));
  };
  return [a[2] < NEAR ? crossing() : a, b[2] < NEAR ? crossing() : b];
}

function pixelOf([cx, cy, w], { x, y, width, height }) {
  return [x + ((cx / w + 1) / 2) * width, y + ((cy / w + 1) / 2) * height];
}
