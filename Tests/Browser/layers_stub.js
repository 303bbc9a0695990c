/**
 * WebXR Layers for the headset of webxr_stub.js, which must be there before: a session with cube layers behind the base layer,
 * put together as their definition says. `webxr.cubes` tells of each cube layer that was made, `webxr.shown` how many pixels of the last
 * eye come from behind, `webxr.foveation` what was asked for last, `webxr.mostFoveation` at most, `webxr.rates` the frame rates.
 * `webxr.offeredRates` are those that it has, none where it says nothing of them; with `webxr.refusesRates` it takes none.
 */
(() => {
  /** Of OpenGL ES 3.0, table 3.21: which face a direction meets, and where. */
  function faceOf([x, y, z]) {
    const [ax, ay, az] = [x, y, z].map(Math.abs);
    if (ax >= ay && ax >= az) return x > 0 ? [0, -z, -y, ax] : [1, z, -y, ax];
    if (ay >= az) return y > 0 ? [2, x, z, ay] : [3, x, -z, ay];
    return z > 0 ? [4, x, -y, az] : [5, -x, -y, az];
  }

  /** The inverse of a unit quaternion's rotation. */
  function unturned({ x, y, z, w }, v) {
    const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    const q = [-x, -y, -z];
    const t = cross(q, v).map((value) => 2 * value);
    const u = cross(q, t);
    return v.map((value, i) => value + w * t[i] + u[i]);
  }

  class Cube {
    orientation = { x: 0, y: 0, z: 0, w: 1 };
    needsRedraw = true;
    textures = {};
    pixels = {};

    constructor(gl, init) {
      Object.assign(this, { gl, init });
      const size = init.viewPixelWidth;
      for (const eye of init.layout === "stereo" ? ["left", "right"] : ["none"]) {
        const texture = gl.createTexture();
        gl.bindTexture(gl.TEXTURE_CUBE_MAP, texture);
        gl.texStorage2D(gl.TEXTURE_CUBE_MAP, 1, gl.RGBA8, size, size);
        this.textures[eye] = texture;
      }
      webxr.cubes.push({ layout: init.layout, size });
    }

    destroy() {
      this.isDestroyed = true;
    }

    /** Takes the texels of a frame in which something was drawn. */
    take() {
      if (!this.isTouched) return;
      const { gl } = this;
      const size = this.init.viewPixelWidth;
      const framebuffer = gl.createFramebuffer();
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
      for (const [eye, texture] of Object.entries(this.textures)) {
        this.pixels[eye] = [0, 1, 2, 3, 4, 5].map((face) => {
          gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_CUBE_MAP_POSITIVE_X + face, texture, 0);
          const pixels = new Uint8Array(size * size * 4);
          gl.readPixels(0, 0, size, size, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
          return pixels;
        });
      }
      gl.deleteFramebuffer(framebuffer);
      this.isTouched = this.needsRedraw = false;
    }

    colour(eye, direction) {
      const [face, s, t, distance] = faceOf(unturned(this.orientation, direction));
      const size = this.init.viewPixelWidth;
      const at = (value) => Math.min(size - 1, Math.floor(((value / distance + 1) / 2) * size));
      const pixels = (this.pixels[eye] ?? this.pixels.none)[face];
      const start = (at(t) * size + at(s)) * 4;
      return pixels.subarray(start, start + 3);
    }
  }

  globalThis.XRWebGLBinding = class {
    constructor(session, gl) {
      this.gl = gl;
    }

    createCubeLayer(init) {
      if (init.space.kind !== "local") throw new Error("The space is another");
      if (init.viewPixelWidth !== init.viewPixelHeight) throw new Error("Faces of cubes are square");
      return new Cube(this.gl, init);
    }

    getSubImage(layer, frame, eye = "none") {
      if (!frame) throw new Error("There is no frame");
      layer.isTouched = true;
      return { colorTexture: layer.textures[eye] };
    }
  };

  webxr.cubes = [];
  webxr.mostFoveation = 0;
  webxr.rates = [];
  webxr.offeredRates = [60, 72, 90, 120];
  const { requestSession } = navigator.xr;
  navigator.xr.requestSession = async (mode, { optionalFeatures = [] } = {}) => {
    const session = await requestSession(mode);
    session.enabledFeatures = ["viewer", "local", ...optionalFeatures];
    if (webxr.offeredRates) session.supportedFrameRates = new Float32Array(webxr.offeredRates);
    session.updateTargetFrameRate = async (rate) => {
      webxr.rates.push(rate);
      if (webxr.refusesRates) throw new DOMException("Not now", "InvalidStateError");
    };
    return session;
  };

  // Compositing in place of reading: what is behind shines through where the base layer is clear.
  const { read } = XRWebGLLayer.prototype;
  XRWebGLLayer.prototype.fixedFoveation = null;
  XRWebGLLayer.prototype.read = function (eye) {
    const front = read.call(this, eye);
    const { layers } = webxr.session.renderState;
    if (!layers) return front;
    if (layers.at(-1) !== this) throw new Error("The base layer is not in front");
    const [cube] = layers;
    if (cube !== this && !cube.isDestroyed) behind(front, cube, eye);
    webxr.foveation = this.fixedFoveation;
    webxr.mostFoveation = Math.max(webxr.mostFoveation, this.fixedFoveation);
    return front;
  };

  function behind(front, cube, { eye, width, height, projection: p, transform: m }) {
    cube.take();
    webxr.shown = 0;
    for (let i = 0; i < width * height; i += 1) {
      if (front[4 * i + 3] === 255) continue;
      const x = (((i % width) + 0.5) / width * 2 - 1 + p[8]) / p[0];
      const y = ((Math.floor(i / width) + 0.5) / height * 2 - 1 + p[9]) / p[5];
      const world = [0, 1, 2].map((row) => m[row] * x + m[4 + row] * y - m[8 + row]);
      const colour = cube.colour(eye, world);
      const rest = 1 - front[4 * i + 3] / 255;
      for (let channel = 0; channel < 3; channel += 1) front[4 * i + channel] += rest * colour[channel];
      webxr.shown += 1;
    }
  }
})();
