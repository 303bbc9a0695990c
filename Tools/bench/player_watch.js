/**
 * Watches a viewer from inside its page: when its frames come, which of its pixels show no picture, when it is ready.
 * Injected before the page's own scripts; `watch` is what the benchmark asks.
 */
(() => {
  /** No picture has this colour: what a page clears its canvas with. */
  const NOTHING = [1, 0, 1];
  /** Degrees from frame to frame: on a slow machine no tile is passed over, of which the narrowest has 14. */
  const LARGEST_STEP = 5;
  const draw = globalThis.requestAnimationFrame.bind(globalThis);
  let buffer = new Uint8Array(0);

  globalThis.watch = { frames_ms: [], readsPixels: false, empty: 0, frames: 0, ready_ms: undefined, sharp_ms: undefined, mostBytes: 0 };

  performance.setResourceTimingBufferSize(10_000);

  const clearColor = WebGL2RenderingContext.prototype.clearColor;
  WebGL2RenderingContext.prototype.clearColor = function (red, green, blue, alpha) {
    clearColor.call(this, ...NOTHING, alpha);
  };

  // After the page has drawn, and before the browser takes the picture away.
  globalThis.requestAnimationFrame = (callback) => draw((now_ms) => {
    callback(now_ms);
    if (watch.readsPixels && watch.ready_ms !== undefined) readPixels();
  });

  function readPixels() {
    const gl = document.querySelector("canvas")?.getContext("webgl2");
    if (!gl) return;
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    if (buffer.length !== width * height * 4) buffer = new Uint8Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, buffer);
    const words = new Uint32Array(buffer.buffer);
    for (const word of words) if (isEmpty(word & 0xff, (word >> 8) & 0xff, (word >> 16) & 0xff)) watch.empty += 1;
    watch.frames += 1;
  }

  /** Of the picture no pixel is darker than 24. */
  function isEmpty(red, green, blue) {
    return (red > 250 && green < 5 && blue > 250) || (red < 8 && green < 8 && blue < 8);
  }

  new MutationObserver(() => {
    const { state, sharp, textureBytes } = document.documentElement.dataset;
    if (state === "ready") watch.ready_ms ??= performance.now();
    if (state === "ready" && sharp === "true") watch.sharp_ms ??= performance.now();
    watch.mostBytes = Math.max(watch.mostBytes, Number(textureBytes ?? 0));
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state", "data-sharp", "data-texture-bytes"] });

  /** When the tour was known: the last answer with its text. */
  watch.known_ms = () => performance.getEntriesByName(`${location.origin}/api/v1/tour`).at(-1).responseEnd;

  /** Turns once round by `look(degrees)`, at an even speed that late frames hold up; keeps the time from frame to frame. */
  watch.lookRound = (seconds, look) => new Promise((resolve) => {
    watch.frames_ms = [];
    let last_ms;
    let degrees = 0;
    const step = (now_ms) => {
      const elapsed_ms = now_ms - (last_ms ?? now_ms);
      if (last_ms !== undefined) watch.frames_ms.push(elapsed_ms);
      last_ms = now_ms;
      degrees = Math.min(360, degrees + Math.min(LARGEST_STEP, 0.36 * elapsed_ms / seconds));
      look(degrees);
      if (degrees < 360) requestAnimationFrame(step);
      else resolve();
    };
    requestAnimationFrame(step);
  });
})();
