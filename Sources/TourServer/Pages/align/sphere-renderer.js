/**
 * Drawing with WebGL 2: a cube of tiles, and a picture over it where the solved model has it.
 */

const VERTEX = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0;
  gl_Position = vec4(corner, 0.0, 1.0);
}`;

// The formulas of the model are those of AlignmentModel.
const FRAGMENT = `#version 300 es
precision highp float;
uniform vec2 canvas;
uniform float focal, lod;
uniform mat3 eye;          // right, up and ahead
uniform samplerCube sphere;
uniform sampler2D photo;
uniform int kind;          // 0 none, 1 photo, 2 cylinder, 3 panorama
uniform mat3 axes;         // right, up and ahead of the picture
uniform vec2 centre, scale, size;
uniform float distortion, opacity;
out vec4 colour;

const vec3 GROUND = vec3(0.078, 0.098, 0.106);
const vec3 PAPER = vec3(0.965, 0.945, 0.906);

bool placed(vec3 d, out vec2 place) {
  vec3 p = d * axes;
  if (kind == 1) {
    if (p.z <= 0.0) return false;
    vec2 at = p.xy / p.z;
    float square = dot(at, at);
    if (1.0 + 3.0 * distortion * square < 0.0) return false;
    place = centre + scale * (1.0 + distortion * square) * vec2(at.x, -at.y);
    return true;
  }
  float level = length(p.xz);
  float up = kind == 2 ? p.y / level : atan(p.y, level);
  place = centre + scale * vec2(atan(p.x, p.z), -up);
  return true;
}

void main() {
  vec2 screen = (gl_FragCoord.xy - canvas / 2.0) / focal;
  vec3 ray = normalize(eye * vec3(screen, 1.0));
  // WebGL's cube is seen from outside.
  vec4 below = textureLod(sphere, vec3(ray.xy, -ray.z), lod);
  vec3 shown = mix(GROUND, below.rgb, below.a);
  if (kind > 0) {
    vec2 place = vec2(-1e6);
    bool canShow = placed(ray, place);
    // Outside of conditions, where a neighbour's place is known too.
    float grain = max(length(dFdx(place)), length(dFdy(place)));
    vec2 inside = min(place, size - place);
    float edge = min(inside.x, inside.y);
    if (canShow && edge > -2.0 * grain) {
      float fine = log2(grain * float(textureSize(photo, 0).x) / size.x);
      if (edge >= 0.0) shown = mix(shown, textureLod(photo, place / size, max(fine, 0.0)).rgb, opacity);
      shown = mix(shown, PAPER, 0.85 * (1.0 - smoothstep(0.75, 1.75, abs(edge) / grain)));
    }
  }
  colour = vec4(shown, 1.0);
}`;

const UNIFORMS = [
  "canvas", "focal", "lod", "eye", "sphere", "photo", "kind", "axes", "centre", "scale", "size", "distortion", "opacity",
];
const KINDS = { photo: 1, cylinder: 2, panorama: 3 };
/** Which of WebGL's faces, seen from outside, a face of ours is. */
const FACES = { r: 0, l: 1, u: 2, d: 3, f: 4, b: 5 };

export class SphereRenderer {
  #gl;
  #at;
  #tileSize;
  #faceSize;
  #photoSize = { width: 1, height: 1 };
  #sphere;
  #photo;

  /** @type {import("./model.js").Model | null} */
  model = null;
  /** Of the picture, from 0 to 1. */
  opacity = 0.6;

  /**
   * @param {HTMLCanvasElement} canvas
   * @throws Where there is no WebGL 2.
   */
  constructor(canvas, { tile_size_px: tileSize, tile_count: count }) {
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false });
    if (!gl) throw new Error("no WebGL 2");
    this.#gl = gl;
    this.#tileSize = tileSize;
    const program = linked(gl);
    gl.useProgram(program);
    this.#at = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]));
    gl.uniform1i(this.#at.sphere, 0);
    gl.uniform1i(this.#at.photo, 1);
    gl.bindVertexArray(gl.createVertexArray());
    this.#sphere = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_CUBE_MAP, this.#sphere);
    const size = tileSize * count;
    this.#faceSize = size;
    gl.texStorage2D(gl.TEXTURE_CUBE_MAP, 1 + Math.floor(Math.log2(size)), gl.RGBA8, size, size);
    gl.texParameteri(gl.TEXTURE_CUBE_MAP, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  }

  /** @param {string} name `f/0/1`: face, row, column. @param {ImageBitmap} image */
  addTile(name, image) {
    const gl = this.#gl;
    const [face, row, column] = name.split("/");
    const [x, y] = [Number(column) * this.#tileSize, Number(row) * this.#tileSize];
    gl.activeTexture(gl.TEXTURE0);
    gl.texSubImage2D(gl.TEXTURE_CUBE_MAP_POSITIVE_X + FACES[face], 0, x, y, gl.RGBA, gl.UNSIGNED_BYTE, image);
  }

  /** All tiles are there: what is seen from afar need not glitter. */
  endTiles() {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE0);
    gl.generateMipmap(gl.TEXTURE_CUBE_MAP);
    gl.texParameteri(gl.TEXTURE_CUBE_MAP, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
  }

  setPhoto(image, size) {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE1);
    if (this.#photo) gl.deleteTexture(this.#photo);
    this.#photo = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.#photo);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, image);
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    this.#photoSize = size;
  }

  /** @param {{right: number[], up: number[], ahead: number[], focal: number}} eye `focal` in the canvas's pixels. */
  paint({ right, up, ahead, focal }) {
    const gl = this.#gl;
    const { width, height } = gl.canvas;
    gl.viewport(0, 0, width, height);
    gl.uniform2f(this.#at.canvas, width, height);
    gl.uniform1f(this.#at.focal, focal);
    // Texels of a face's middle, where it is coarsest, for a pixel of the screen.
    gl.uniform1f(this.#at.lod, Math.max(0, Math.log2(this.#faceSize / 2 / focal)));
    gl.uniformMatrix3fv(this.#at.eye, false, [...right, ...up, ...ahead]);
    this.#setModel();
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #setModel() {
    const gl = this.#gl;
    const model = this.#photo ? this.model : null;
    gl.uniform1i(this.#at.kind, model ? KINDS[model.kind] : 0);
    if (!model) return;
    gl.uniformMatrix3fv(this.#at.axes, false, [...model.right, ...model.up, ...model.ahead]);
    gl.uniform2f(this.#at.centre, ...model.centre);
    gl.uniform2f(this.#at.scale, model.scale, model.scale_down);
    gl.uniform2f(this.#at.size, this.#photoSize.width, this.#photoSize.height);
    gl.uniform1f(this.#at.distortion, model.distortion);
    gl.uniform1f(this.#at.opacity, this.opacity);
  }
}

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
