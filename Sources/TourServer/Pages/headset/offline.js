/**
 * Being there without the server: the page's own files are kept, and a service worker gives them out.
 */

import { WORKER } from "./decoder.js";

/** Of the page, and of its workers, which are looked up by their own address. */
const SCOPES = ["/headset", "/pages/headset/"];
/** The service worker's. */
const CACHE = "zeitreise-page";

let keeping;

/**
 * Keeps everything that this page has been made of, once. Where the browser does not allow it, nothing is missing but this.
 * To be called when the picture needs the line no longer.
 */
export function keepPage() {
  keeping ??= keep();
  return keeping;
}

async function keep() {
  if (!globalThis.caches || !navigator.serviceWorker) return;
  try {
    await Promise.all(SCOPES.map((scope) => navigator.serviceWorker.register("/service-worker.js", { scope })));
    const cache = await caches.open(CACHE);
    await Promise.all(ownFiles().map((file) => cache.add(file)));
    document.documentElement.dataset.offline = "ready";
  } catch {
    // No space, or no certificate that the browser trusts.
  }
}

function ownFiles() {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const own = loaded.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/pages/"));
  return [...new Set([location.pathname, "/api/v1/tour", WORKER, ...own.map(({ pathname }) => pathname)])];
}
