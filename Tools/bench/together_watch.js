/**
 * Watches from inside a page when a scene truly begins: which bursts come out of its sound, sample by sample, and which colour is in
 * the middle of its canvas, frame by frame. `together` has both, and the times of all frames, whether the page drew or not, in
 * milliseconds since 1970, which all pages share.
 */
(() => {
  const LOOK_MS = 20;
  const LOOKS = 50;

  globalThis.together = { bursts: [], frames: [], ticks: [] };

  // Beside every way to the loudspeakers a listener that only counts.
  const LISTENER = `registerProcessor("listener", class extends AudioWorkletProcessor {
    #loud = 0;
    #silent = 1e9;
    process([[samples]]) {
      (samples ?? []).forEach((sample, i) => {
        const level = Math.abs(sample);
        if (level > 0.05) {
          if (this.#silent > 2000) this.#loud = 0;
          this.#silent = 0;
          if (this.#loud === 0) this.from = currentFrame + i;
          this.#loud += 1;
          if (this.#loud === 96) this.port.postMessage({ frame: this.from, level });
        } else this.#silent += 1;
      });
      if (!samples) this.#silent += 128;
      return true;
    }
  });`;
  const heard = new WeakSet();
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode && target.context instanceof AudioContext && !heard.has(this)) {
      heard.add(this);
      listen(this);
    }
    return connect.call(this, target, ...rest);
  };

  async function listen(node) {
    const { context } = node;
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([LISTENER], { type: "text/javascript" })));
    const listener = new AudioWorkletNode(context, "listener", { channelCount: 1, channelCountMode: "explicit" });
    connect.call(node, listener);
    connect.call(listener, context.destination);
    // One look at the sound hardware's clock is off by as much as its buffer is long; of many the one in the middle is not.
    const offsets_ms = [];
    setInterval(() => {
      const { contextTime, performanceTime } = context.getOutputTimestamp();
      if (performanceTime > 0) offsets_ms.push(performance.timeOrigin + performanceTime - contextTime * 1000);
      if (offsets_ms.length > LOOKS) offsets_ms.shift();
    }, LOOK_MS);
    listener.port.onmessage = ({ data: { frame, level } }) => {
      const offset_ms = [...offsets_ms].sort((a, b) => a - b)[offsets_ms.length >> 1];
      const spread_ms = Math.max(...offsets_ms) - Math.min(...offsets_ms);
      together.bursts.push({ at_ms: offset_ms + (frame / context.sampleRate) * 1000, level, spread_ms });
    };
  }

  // After the page has drawn, and before the browser takes the picture away.
  const draw = globalThis.requestAnimationFrame.bind(globalThis);
  const pixel = new Uint8Array(4);
  globalThis.requestAnimationFrame = (callback) => draw((now_ms) => {
    callback(now_ms);
    const gl = document.getElementById("picture")?.getContext("webgl2");
    if (!gl) return;
    gl.readPixels(gl.drawingBufferWidth >> 1, gl.drawingBufferHeight >> 1, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    together.frames.push({ at_ms: performance.timeOrigin + now_ms, colour: [...pixel] });
  });

  const tick = (now_ms) => {
    together.ticks.push(performance.timeOrigin + now_ms);
    draw(tick);
  };
  draw(tick);
})();
