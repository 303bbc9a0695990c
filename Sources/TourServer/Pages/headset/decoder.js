/**
 * Pictures decoded in a worker of their own.
 */
import { Fault } from "./server.js";

/** The worker's file. */
export const WORKER = "/pages/headset/decode-worker.js";

export class Decoder {
  #worker = new Worker(WORKER);
  /** Number → what to do with the picture. */
  #waiting = new Map();
  #count = 0;

  constructor() {
    this.#worker.addEventListener("message", ({ data: { id, bitmap } }) => this.#settle(id, bitmap));
  }

  /**
   * @param {Blob} body
   * @returns {Promise<ImageBitmap>}
   * @throws {Fault} Where the body is no picture.
   */
  decoded(body) {
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, body });
    });
  }

  #settle(id, bitmap) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (bitmap) resolve(bitmap);
    else reject(new Fault("picture", false));
  }
}
