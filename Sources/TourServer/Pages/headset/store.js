/**
 * What the browser keeps of the tour beyond this visit: the bodies of addresses that never change, in the Cache API. Without
 * that (pages without a secure connection) the browser's ordinary cache is all there is.
 */

const CACHE = "zeitreise-tour";
const IMMUTABLE = /^\/(tiles|media)\/[0-9a-f]{64}/;

class Store {
  /** Names of what is kept, as far as that is known. */
  #names = new Set();
  #isCounted = false;
  /** Name → the writing of it, while that goes on. */
  #writing = new Map();

  /** Called when something that was kept has gone: the browser has made room. */
  onLoss = () => {};

  /** @returns {boolean} Whether a body is known to be kept. */
  has(name) {
    return this.#names.has(name);
  }

  /** @returns {number} How many bodies are known to be kept. */
  get size() {
    return this.#names.size;
  }

  /** Finds out what there is. */
  async count() {
    if (!globalThis.caches) return;
    const before = this.#names;
    this.#names = new Set();
    // What is written meanwhile comes to it.
    for (const { url } of await withCache((cache) => cache.keys()) ?? []) this.#names.add(nameOf(url));
    this.#isCounted = true;
    if ([...before].some((name) => !this.#names.has(name))) this.onLoss();
  }

  /** @returns {Promise<Blob | undefined>} */
  async body(name) {
    if (this.#isCounted && !this.#names.has(name)) return undefined;
    const answer = await withCache((cache) => cache.match(name));
    // Seldom alone: browsers evict all of a site.
    if (!answer && globalThis.caches && this.#names.has(name)) this.count();
    return answer?.blob();
  }

  /** Keeps a body if there is space; what is not kept is fetched again. @param {Blob} body */
  async put(name, body) {
    const writing = written(name, body);
    this.#writing.set(name, writing);
    if (await writing) this.#names.add(name);
    this.#writing.delete(name);
  }

  /** Resolves when what is being written now is. */
  async settled() {
    await Promise.all(this.#writing.values());
  }

  async remove(name) {
    await this.#writing.get(name);
    this.#names.delete(name);
    await withCache((cache) => cache.delete(name));
  }

  /**
   * Lets go of all that the tour does not name.
   * @param {(name: string) => boolean} isOfTour
   */
  async keepOnly(isOfTour) {
    await Promise.all([...this.#names].filter((name) => !isOfTour(name)).map((name) => this.remove(name)));
  }
}

/** @returns {Promise<boolean>} Whether it is kept; of pages without a secure connection the browser is trusted to do it. */
async function written(name, body) {
  if (!globalThis.caches) return true;
  const answer = new Response(body, { headers: { "Content-Type": body.type } });
  return await withCache((cache) => cache.put(name, answer).then(() => true)) ?? false;
}

/**
 * Opened anew each time: a cache that the browser has evicted goes on answering those who had it open.
 * @template T
 * @param {(cache: Cache) => Promise<T>} use
 * @returns {Promise<T | undefined>} Undefined where there is no cache, or no space.
 */
async function withCache(use) {
  if (!globalThis.caches) return undefined;
  try {
    return await use(await caches.open(CACHE));
  } catch {
    return undefined;
  }
}

/** @returns {string | undefined} The name of what an address gives for ever; none where it may change. */
export function immutableName(address) {
  return IMMUTABLE.test(address) ? address : undefined;
}

/** @returns {string} Path and query. */
function nameOf(url) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

export const store = new Store();
