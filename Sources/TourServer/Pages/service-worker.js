/**
 * Lets the headset's page open while the server is away: what is asked for comes from the server, and from the browser's
 * own cache where that does not answer. Tiles and sound are none of its business: the page itself keeps those
 * (headset/store.js), as it keeps the first copies of everything here.
 */

/** Of headset/offline.js, which fills it. */
const CACHE = "zeitreise-page";
/** A server on the bus answers sooner; a dead one may never. */
const PATIENCE_MS = 2000;
/** On the web lines are slower, and what is kept may be of a tour that has changed. */
const PATIENCE_ON_THE_WEB_MS = 10_000;
/** A server that has just been silent is not waited for again. */
const SILENCE_MS = 5000;

let silentUntil_ms = 0;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  const isOurs = origin === location.origin && (method === "GET" || method === "HEAD");
  if (isOurs && isOfPage(pathname)) event.respondWith(answer(event));
});

/** On plain files the page's address has a folder, or its file as well. */
function isOfPage(path) {
  return ["/headset", "/headset/", "/headset/index.html", "/api/v1/tour"].includes(path) || path.startsWith("/pages/");
}

async function answer({ request, clientId }) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true, ignoreMethod: true });
  if (!kept) return fetch(request);
  try {
    const fresh = await fetchedSoon(request, await patience_ms(request, clientId));
    // A server that restarts says 503 for a while.
    if (fresh.status >= 500) return kept;
    if (fresh.ok && request.method === "GET") await cache.put(withoutQuery(request), fresh.clone());
    return fresh;
  } catch {
    return kept;
  }
}

/** Who asks tells whether there is a bus: its page has no folder. */
async function patience_ms(request, clientId) {
  const page = request.mode === "navigate" ? request.url : (await clients.get(clientId))?.url ?? request.url;
  return new URL(page).pathname.startsWith("/headset/") ? PATIENCE_ON_THE_WEB_MS : PATIENCE_MS;
}

async function fetchedSoon(request, patience_ms) {
  if (performance.now() < silentUntil_ms) throw new Error("the server was silent");
  const patience = AbortSignal.timeout(patience_ms);
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
