/**
 * Starts a page: `<script type="module" src="/pages/common/start.js" data-main="...">`. Where a part of it has not come through, as when
 * the Wi-Fi changes while it loads, it is loaded once more; a browser that lacks a single module would show an empty page for good.
 */

const KEPT = "zeitreise-starts";
const FIRST_MS = 500;
const LONGEST_MS = 16_000;

let isAgain = false;
const { main } = document.querySelector("script[data-main]").dataset;

import(main).then(forget, (fault) => {
  if (isWhole()) throw fault;
  again();
});
// By then the style sheets have come, or not.
addEventListener("load", () => {
  if (!isWhole()) again();
});

/** Whether all of the page that was asked for has come; one that fails for another reason would fail the next time as well. */
function isWhole() {
  return performance.getEntriesByType("resource")
    .filter(({ name }) => new URL(name).pathname.startsWith("/pages/"))
    .every(({ responseStatus }) => responseStatus > 0 && responseStatus < 500);
}

/** The longer the oftener it was in vain. */
function again() {
  if (isAgain) return;
  isAgain = true;
  const tried = Number(sessionStorage.getItem(KEPT) ?? 0);
  sessionStorage.setItem(KEPT, tried + 1);
  setTimeout(() => location.reload(), Math.min(LONGEST_MS, FIRST_MS * 2 ** tried));
}

function forget() {
  sessionStorage.removeItem(KEPT);
}
