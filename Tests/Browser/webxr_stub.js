/**
 * A headset for tests: `navigator.xr` with one session whose eyes look as `webxr.eyes` says.
 * Each eye: `eye` (left or right), {x, width, height} in the framebuffer, `projection` and `transform` as column-major
 * 4×4 matrices. `webxr.stick` is how far a controller's stick is pushed to the right, and `webxr.pull` towards oneself.
 * `webxr.hasHands`: there are hands instead of controllers, as WebXR Hand Input has them; the runtime makes `select` of a pinch.
 */
(() => {
  class Session extends EventTarget {
    renderState = { baseLayer: null };

    get inputSources() {
      if (webxr.hasHands) return [{ hand: new Map() }, { hand: new Map() }];
      return [{}, { gamepad: { axes: [0, 0, webxr.stick, webxr.pull] } }];
    }

    updateRenderState(state) {
      this.renderState = state;
    }

    async requestReferenceSpace(kind) {
      return { kind };
    }

    requestAnimationFrame(draw) {
      return requestAnimationFrame((now_ms) => {
        if (webxr.session !== this) return;
        draw(now_ms, new Frame(this));
        const { baseLayer, layers } = this.renderState;
        webxr.pixels = webxr.eyes.map((eye) => (baseLayer ?? layers.at(-1)).read(eye));
        webxr.frames += 1;
      });
    }

    async end() {
      webxr.session = undefined;
      this.dispatchEvent(new Event("end"));
    }
  }

  class Frame {
    constructor(session) {
      this.session = session;
    }

    getViewerPose({ kind }) {
      if (kind !== "local") throw new Error(`The reference space is ${kind}`);
      return {
        views: webxr.eyes.map((eye) => ({
          eye: eye.eye,
          part: eye,
          projectionMatrix: new Float32Array(eye.projection),
          transform: { matrix: new Float32Array(eye.transform) },
        })),
      };
    }
  }

  class Layer {
    constructor(session, gl) {
      if (!webxr.isCompatible) throw new Error("The context is not made compatible");
      this.gl = gl;
      const width = Math.max(...webxr.eyes.map((eye) => eye.x + eye.width));
      const height = Math.max(...webxr.eyes.map((eye) => eye.height));
      this.framebuffer = gl.createFramebuffer();
      const texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
      gl.bindFramebuffer(gl.FRAMEBUFFER, this.framebuffer);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    }

    getViewport({ part: { x, width, height } }) {
      return { x, y: 0, width, height };
    }

    read({ x, width, height }) {
      const { gl } = this;
      const pixels = new Uint8Array(width * height * 4);
      gl.bindFramebuffer(gl.FRAMEBUFFER, this.framebuffer);
      gl.readPixels(x, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      return pixels;
    }
  }

  globalThis.webxr = { eyes: [], pixels: [], stick: 0, pull: 0, frames: 0, session: undefined, isCompatible: false, hasHands: false };
  const xr = Object.assign(new EventTarget(), {
    isSessionSupported: async (mode) => mode === "immersive-vr",
    requestSession: async (mode) => {
      if (mode !== "immersive-vr") throw new Error(`The mode is ${mode}`);
      webxr.session = new Session();
      return webxr.session;
    },
  });
  Object.defineProperty(navigator, "xr", { value: xr });
  globalThis.XRWebGLLayer = Layer;
  WebGL2RenderingContext.prototype.makeXRCompatible = async () => {
    webxr.isCompatible = true;
  };
})();
