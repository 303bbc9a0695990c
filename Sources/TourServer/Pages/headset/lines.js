/**
 * Lines on the sphere, of one width on the screen wherever they run and however narrow the view is: bright dashes on a
 * dark line, so that they are told from the picture by their form and on any ground.
 */
import { applied } from "./matrix.js";
import { WITHIN_LENS, linked, setLens } from "./program.js";

/** Depth before the eye, in lengths of the direction, from which on a line is drawn. */
const NEAR = 0.02;
/** In widths of the bright line. */
const CASING = 2.5;
const DASH = 8;
const PERIOD = 12;

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
uniform vec4 ends;
uniform float radius;
uniform vec3 ink;
uniform float opacity;
uniform vec3 dashes;     // where the segment begins, length of a dash, period; pixels along the line; no dashes without a period
in vec2 pixel;
out vec4 colour;
${WITHIN_LENS}
void main() {
  vec2 along = ends.zw - ends.xy, from = pixel - ends.xy;
  float span = max(length(along), 1e-6);
  float ahead = clamp(dot(from, along) / span, 0.0, span);
  float beside = length(from - along / span * ahead);
  float cover = clamp(radius - beside, 0.0, 1.0);
  if (dashes.z > 0.0) {
    float at = mod(dashes.x + ahead, dashes.z);
    cover *= clamp(min(at, dashes.y - at) + 0.5, 0.0, 1.0);
  }
  colour = vec4(ink, opacity * cover * withinLens(gl_FragCoord.xy));
}`;

const UNIFORMS = ["viewport", "ends", "radius", "ink", "opacity", "dashes", "lens"];
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
    const segments = polygons.flatMap((polygon) => segmentsOf(polygon, sight.toClip, view.viewport));
    gl.useProgram(this.#program);
    gl.viewport(x, y, width, height);
    gl.uniform4f(this.#at.viewport, x, y, width, height);
    gl.uniform1f(this.#at.opacity, opacity);
    setLens(gl, this.#at, view);
    this.#stroke(segments, CASING * line_px, INK, () => [0, 0, 0]);
    this.#stroke(segments, line_px, PAPER, ({ begin_px }) => [begin_px, DASH * line_px, PERIOD * line_px]);
  }

  #stroke(segments, width_px, ink, dashes) {
    const gl = this.#gl;
    gl.uniform1f(this.#at.radius, width_px / 2 + 0.5);
    gl.uniform3fv(this.#at.ink, ink);
    for (const segment of segments) {
      gl.uniform4fv(this.#at.ends, segment.ends);
      gl.uniform3fv(this.#at.dashes, dashes(segment));
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
  }
}

/**
 * The sides of a polygon as they appear: a great circle is a straight line in a perspective view.
 * @returns {{ends: number[], begin_px: number}[]} Those before the eye, with the way along the line to where each begins.
 */
function segmentsOf(polygon, toClip, viewport) {
  const corners = polygon.map((corner) => applied(toClip, corner));
  const segments = [];
  let begin_px = 0;
  corners.forEach((corner, i) => {
    const side = beforeEye(corner, corners[(i + 1) % corners.length]);
    if (!side) return;
    const ends = side.flatMap((end) => pixelOf(end, viewport));
    segments.push({ ends, begin_px });
    begin_px += Math.hypot(ends[2] - ends[0], ends[3] - ends[1]);
  });
  return segments;
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
