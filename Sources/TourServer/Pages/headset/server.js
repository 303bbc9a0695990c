/**
 * Asking the server, and what can come of it. What never changes is asked for once, and comes from the headset's own store
 * from then on.
 */
import { immutableName, store } from "./store.js";

const LONGEST_WAIT_S = 30;

/** Why something is not there. */
export class Fault extends Error {
  /**
   * @param {"server" | "picture" | "tour"} subject What is missing: the server itself, a picture, the tour.
   * @param {boolean} passes Whether it is worth asking again.
   */
  constructor(subject, passes) {
    super(subject);
    this.subject = subject;
    this.passes = passes;
  }
}

/**
 * @param {number} attempts That have failed, from 1.
 * @returns {number} Seconds to wait before the next.
 */
export function backoff_s(attempts) {
  return Math.min(2 ** (attempts - 1), LONGEST_WAIT_S);
}

/** Name → what is on its way, or being written to the store: whoever wants it meanwhile has it from there. */
const underWay = new Map();

/**
 * @param {string} address A path of this server.
 * @param {{signal?: AbortSignal, priority?: "high" | "low", name?: string}} [options] `name`: under which it is kept, where the
 *   address alone does not stand for one body for ever.
 * @returns {Promise<Blob>} The whole body of a successful answer, or of the store.
 * @throws {Fault} A 4xx will not pass; no answer, half an answer or a 5xx may.
 */
export async function fetched(address, { name = immutableName(address), ...options } = {}) {
  if (!name) return asked(address, options);
  const body = await store.body(name) ?? await othersBody(name, options.signal);
  if (body) return body;
  // The other may have given up, and a third have asked since.
  if (underWay.has(name)) return fetched(address, { name, ...options });
  const asking = asked(address, options);
  underWay.set(name, asking);
  asking.then((body) => store.put(name, body)).catch(() => undefined).finally(() => underWay.delete(name));
  return asking;
}

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<Blob | undefined>} What somebody else is being sent; undefined where that is nobody, or where he has given up.
 * @throws {Fault} As it befalls the other, and once `signal` says so.
 */
async function othersBody(name, signal) {
  const aborted = new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([underWay.get(name), aborted]);
  } catch (error) {
    if (error instanceof Fault || signal?.aborted) throw error;
    return undefined;
  }
}

async function asked(address, options) {
  const { status, ok, body } = await answered(address, options);
  if (ok) return body;
  throw status >= 500 ? new Fault("server", true) : new Fault("picture", false);
}

async function answered(address, options) {
  try {
    const response = await fetch(address, options);
    return { status: response.status, ok: response.ok, body: await response.blob() };
  } catch (error) {
    throw options.signal?.aborted ? error : new Fault("server", true);
  }
}

/**
 * Tries until it works or cannot.
 * @template T
 * @param {() => Promise<T>} attempt
 * @param {(fault: Fault, wait_s: number) => Promise<void>} pause Says what is wrong; resolves when to try again.
 * @returns {Promise<T>}
 * @throws The first fault that does not pass.
 */
export async function patiently(attempt, pause) {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!error.passes) throw error;
      await pause(error, backoff_s(attempts));
    }
  }
}
