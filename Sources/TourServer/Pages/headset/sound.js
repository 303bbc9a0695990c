/**
 * One sound at a time, begun and held by the clock of the sound hardware.
 */

/** A start that is asked for sooner than this comes this much later, and that much further in. */
const SOONEST_S = 0.05;
const FADE_S = 0.1;
const SAMPLE_RATE_HZ = 48_000;

export class Sound {
  /** @type {AudioContext | undefined} */
  #context;
  /** @type {GainNode} */
  #gain;
  #volume = 1;
  /** @type {AudioBufferSourceNode | undefined} */
  #source;
  /** Where it was at a moment of the context's clock, and how fast it goes on. */
  #mark = { context_s: 0, position_s: 0, rate: 1 };

  /** Called when the browser lets sound be heard, or no longer. */
  onChange = () => {};

  /** @returns {boolean} Whether the browser lets sound be heard. */
  get isAwake() {
    return this.#context?.state === "running";
  }

  /** Whether something is playing, or about to. */
  get isPlaying() {
    return this.#source !== undefined;
  }

  get rate() {
    return this.#mark.rate;
  }

  /** Lets sound be heard; where the browser wants a tap for that, only when called from one. */
  wake() {
    this.#open();
    if (!this.isAwake) this.#context.resume().catch(() => undefined);
  }

  /** @returns {boolean} Whether it was tried to let sound be heard. */
  get isOpen() {
    return this.#context !== undefined;
  }

  #open() {
    if (this.#context) return;
    this.#context = new AudioContext({ latencyHint: "playback" });
    this.#gain = this.#context.createGain();
    this.#gain.gain.value = this.#volume;
    this.#gain.connect(this.#context.destination);
    this.#context.addEventListener("statechange", () => this.onChange());
  }

  /** @param {number} volume From 0 to 1. */
  set volume(volume) {
    this.#volume = volume;
    this.#gain?.gain.setTargetAtTime(volume, this.#context.currentTime, FADE_S / 3);
  }

  get volume() {
    return this.#volume;
  }

  /** Without a context that is heard, for that may want a tap first. @param {Blob} file @returns {Promise<AudioBuffer>} */
  async decoded(file) {
    return new OfflineAudioContext(1, 1, SAMPLE_RATE_HZ).decodeAudioData(await file.arrayBuffer());
  }

  /**
   * Plays from a position at a time of the page's clock; from later on where that has passed.
   * @param {AudioBuffer} buffer
   * @param {number} position_s
   * @param {number} at_ms As `performance.now()` has it.
   */
  play(buffer, position_s, at_ms) {
    this.stop();
    const wanted_s = this.#contextAt(at_ms);
    const begin_s = Math.max(wanted_s, this.#context.currentTime + SOONEST_S);
    const from_s = position_s + begin_s - wanted_s;
    if (from_s >= buffer.duration) return;
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#gain);
    source.addEventListener("ended", () => {
      if (this.#source === source) this.#source = undefined;
    });
    source.start(begin_s, from_s);
    this.#source = source;
    this.#mark = { context_s: begin_s, position_s: from_s, rate: 1 };
  }

  /** @param {number} rate 1 is as recorded. */
  set rate(rate) {
    if (rate === this.#mark.rate || !this.#source) return;
    const context_s = this.#contextAt(performance.now());
    this.#mark = { context_s, position_s: this.#positionAt(context_s), rate };
    this.#source.playbackRate.value = rate;
  }

  stop() {
    this.#source?.stop();
    this.#source = undefined;
  }

  /** @returns {number} Which second of it is heard now; less than its beginning before it has begun. */
  get position_s() {
    return this.#positionAt(this.#contextAt(performance.now()));
  }

  #positionAt(context_s) {
    const { context_s: since_s, position_s, rate } = this.#mark;
    return position_s + (context_s - since_s) * rate;
  }

  /** The context's time of what is heard at a moment of the page's clock. */
  #contextAt(now_ms) {
    const { contextTime, performanceTime } = this.#context.getOutputTimestamp();
    const isKnown = performanceTime > 0;
    const [context_s, page_ms] = isKnown ? [contextTime, performanceTime] : [this.#context.currentTime, performance.now()];
    return context_s + (now_ms - page_ms) / 1000;
  }
}
