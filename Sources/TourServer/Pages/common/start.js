/**
 * Starts a page: `<script type="module" src="/pages/common/start.js" data-main="...">`. Where a part of it has not come through, as when
 * the Wi-Fi changes while it loads, the page is loaded anew; a browser that lacks a single module would show an empty page for good.
 */

const KEPT = "zeitreise-starts";
const FIRST_MS = 500;
const LONGEST_MS = 16_000;
/** A page that runs, but for its looks, is not taken away more often than so. */
const MOST_FOR_LOOKS = 3;

const { main } = document.querySelector("script[data-main]").dataset;
let isAgain = false;

const running = import(main);
// Style sheets have come by then, or not.
const loaded = new Promise((resolve) => {
  addEventListener("load", resolve, { once: true });
});

running.catch((fault) => {
  if (isWhole()) throw fault;
  again();
});
loaded.then(() => {
  if (!isWhole()) again(MOST_FOR_LOOKS);
});
Promise.all([running, loaded]).then(() => {
  if (isWhole()) sessionStorage.removeItem(KEPT);
}, () => undefined);

/**
 * Whether all of the page that was asked for has come, as far as the browser tells (WebKit does not). One that fails for another
 * reason would fail the next time as well.
 */
function isWhole() {
  return performance.getEntriesByType("resource")
    .filter(({ name }) => new URL(name).pathname.startsWith("/pages/"))
    .every(({ responseStatus: status }) => status === undefined || (status > 0 && status < 500));
}

/** The oftener it was in vain, the later. */
function again(most = Infinity) {
  const tried = Number(sessionStorage.getItem(KEPT) ?? 0);
  if (isAgain || tried >= most) return;
  isAgain = true;
  sessionStorage.setItem(KEPT, tried + 1);
  setTimeout(() => location.reload(), Math.min(LONGEST_MS, FIRST_MS * 2 ** tried));
}
