/**
 * Fetching and decoding tiles, the most urgent first.
 */
import { Decoder } from "./decoder.js";
import { Fault, backoff_s, fetched } from "./server.js";
import { store } from "./store.js";

const REQUESTS_IN_FLIGHT = 6;

export class TileLoader {
  #receive;
  #changed;
  #decoder = new Decoder();
  /** Key → AbortController. */
  #running = new Map();
  /** Key → address of what has not been asked for yet, the most urgent first. */
  #waiting = new Map();
  /** Key → {attempts, until_ms}; for good where `until_ms` is Infinity. */
  #failures = new Map();

  /**
   * @param {(key: string, bitmap: ImageBitmap) => void} receive Takes a decoded picture, and closes it in the end.
   * @param {(key: string, fault?: Fault) => void} changed Called when a request has ended or may be repeated.
   */
  constructor(receive, changed) {
    this.#receive = receive;
    this.#changed = changed;
  }

  /**
   * Says which tiles are wanted from now on; requests for any other end.
   * @param {Map<string, string>} wanted Addresses by key, the most urgent first.
   */
  want(wanted) {
    for (const [key, controller] of this.#running) {
      if (!wanted.has(key)) controller.abort();
    }
    this.#waiting = new Map(wanted);
    this.#askMore();
  }

  /** As many as may be under way; those that follow do not wait for a frame. */
  #askMore() {
    for (const [key, address] of this.#waiting) {
      if (this.#running.size >= REQUESTS_IN_FLIGHT) return;
      if (this.#running.has(key) || !this.#mayAsk(key)) continue;
      this.#waiting.delete(key);
      this.#load(key, address);
    }
  }

  /** Whether the server has said that it will never give this tile. */
  isMissing(key) {
    return this.#failures.get(key)?.until_ms === Infinity;
  }

  /** Lets every failed tile be asked for again. */
  forgive() {
    this.#failures.clear();
  }

  #mayAsk(key) {
    return (this.#failures.get(key)?.until_ms ?? 0) <= performance.now();
  }

  async #load(key, address) {
    const controller = new AbortController();
    this.#running.set(key, controller);
    let fault;
    try {
      this.#deliver(key, await this.#decoded(address, controller.signal), controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) fault = this.#noteFailure(key, error);
    }
    this.#running.delete(key);
    // What was broken off may be wanted again by now; anything else has been answered.
    if (!controller.signal.aborted) this.#waiting.delete(key);
    this.#askMore();
    this.#changed(key, fault);
  }

  #deliver(key, bitmap, signal) {
    if (signal.aborted) return bitmap.close();
    this.#failures.delete(key);
    return this.#receive(key, bitmap);
  }

  /** What is no picture is not kept either, so that it can be asked for again. */
  async #decoded(address, signal) {
    const body = await fetched(address, { signal });
    try {
      return await this.#decoder.decoded(body);
    } catch (error) {
      await store.remove(address);
      throw error;
    }
  }

  /** @returns {Fault} */
  #noteFailure(key, error) {
    const fault = error instanceof Fault ? error : new Fault("picture", false);
    const attempts = (this.#failures.get(key)?.attempts ?? 0) + 1;
    const delay_ms = backoff_s(attempts) * 1000;
    this.#failures.set(key, { attempts, until_ms: fault.passes ? performance.now() + delay_ms : Infinity });
    if (fault.passes) setTimeout(this.#changed, delay_ms, key);
    return fault;
  }
}
