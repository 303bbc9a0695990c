/**
 * Lets the headset's page open while the server is away: what is asked for comes from the server, and from the browser's
 * own cache where that does not answer. Tiles and sound are none of its business: the page itself keeps those
 * (headset/store.js), as it keeps the first copies of everything here.
 */

/** Of headset/offline.js, which fills it. */
const CACHE = "zeitreise-page";
/** A server on the bus answers sooner; a dead one may never. */
const PATIENCE_MS = 2000;
/** A server that has just been silent is not waited for again. */
const SILENCE_MS = 5000;

let silentUntil_ms = 0;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  const isOurs = origin === location.origin && (method === "GET" || method === "HEAD");
  if (isOurs && isOfPage(pathname)) event.respondWith(answer(event.request));
});

function isOfPage(path) {
  return path === "/headset" || path === "/api/v1/tour" || path.startsWith("/pages/");
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true, ignoreMethod: true });
  if (!kept) return fetch(request);
  try {
    const fresh = await fetchedSoon(request);
    // A server that restarts says 503 for a while.
    if (fresh.status >= 500) return kept;
    if (fresh.ok && request.method === "GET") await cache.put(withoutQuery(request), fresh.clone());
    return fresh;
  } catch {
    return kept;
  }
}

async function fetchedSoon(request) {
  if (performance.now() < silentUntil_ms) throw new Error("the server was silent");
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await fetch(request, { signal: patience });
  } catch (error) {
    if (patience.aborted) silentUntil_ms = performance.now() + SILENCE_MS;
    throw error;
  }
}

/** A headset's token is part of the address once, and is not to be kept. */
function withoutQuery({ url }) {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
