/**
 * Programs of the graphics processor, and what they share.
 */

/**
 * How much of a lens's disc a pixel belongs to: 1 within, 0 beyond, with a step over the outer tenth of the radius.
 * `lens` is its centre and its radii along x and y, in pixels of the framebuffer.
 */
export const WITHIN_LENS = `
uniform vec4 lens;
float withinLens(vec2 pixel) {
  return 1.0 - smoothstep(0.9, 1.0, length((pixel - lens.xy) / lens.zw));
}`;

/** A lens that reaches everywhere. */
const EVERYWHERE = [0, 0, 1e9, 1e9];

/**
 * A linked program with its uniforms.
 *
 * @param {WebGL2RenderingContext} gl
 * @param {string} vertex Source text after the line with the version, like `fragment`.
 * @param {string} fragment
 * @param {string[]} uniforms
 * @returns {{program: WebGLProgram, at: Record<string, WebGLUniformLocation>}}
 */
export function linked(gl, vertex, fragment, uniforms) {
  const program = gl.createProgram();
  gl.attachShader(program, compiled(gl, gl.VERTEX_SHADER, vertex));
  gl.attachShader(program, compiled(gl, gl.FRAGMENT_SHADER, fragment));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The shaders do not link: ${gl.getProgramInfoLog(program)}`);
  }
  return { program, at: Object.fromEntries(uniforms.map((name) => [name, gl.getUniformLocation(program, name)])) };
}

function compiled(gl, kind, source) {
  const shader = gl.createShader(kind);
  gl.shaderSource(shader, `#version 300 es\nprecision highp float;\n${source}`);
  gl.compileShader(shader);
  return shader;
}

/** Sets the uniform of {@link WITHIN_LENS}. @param {import("./view.js").View} view */
export function setLens(gl, at, { disc }) {
  gl.uniform4fv(at.lens, disc ? [disc.x, disc.y, disc.xRadius, disc.yRadius] : EVERYWHERE);
}
