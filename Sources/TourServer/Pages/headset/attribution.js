/**
 * Who and what an epoch's picture comes from, in words.
 */
import { yearsOf } from "./strings.js";

const CERTAINTIES = ["documented", "reconstructed", "imagined"];

/**
 * @param {import("./tour.js").Epoch} epoch
 * @returns {string} Author, licence and source; empty where none is known.
 */
export function creditOf({ credit, licence, source }, words) {
  return [credit && words("credit", { credit }), licence, source].filter(Boolean).join(" · ");
}

/**
 * @param {import("./tour.js").Epoch} epoch
 * @param {import("./tour.js").Place} place
 * @returns {string} Whose picture is seen round the documented part; empty where there is none.
 */
export function surroundingsOf({ over }, { epochs }, words) {
  const base = epochs.find(({ id }) => id === over);
  if (!base) return "";
  const credit = [base.credit, base.licence, base.source].filter(Boolean).join(" · ");
  return words("surroundings", { year: yearsOf(base, words), credit: credit || words("noCredit") });
}

/**
 * @param {import("./tour.js").Epoch} epoch
 * @returns {string} What was corrected; empty where nothing was.
 */
export function restorationOf({ restored = [] }, words) {
  return restored.length > 0 ? words("restored", { what: restored.map((what) => words(what)).join(", ") }) : "";
}

/**
 * @param {import("./tour.js").Epoch} epoch
 * @returns {string} How certain it is; empty where that is not known.
 */
export function certaintyOf({ certainty }, words) {
  return CERTAINTIES.includes(certainty) ? words(certainty) : "";
}

/**
 * Writes into an element how certain an epoch is, with a mark of its own for each degree.
 * @param {HTMLElement} element
 * @param {import("./tour.js").Epoch} epoch
 */
export function showCertainty(element, epoch, words) {
  const word = certaintyOf(epoch, words);
  element.hidden = !word;
  element.className = "certainty";
  element.dataset.certainty = epoch.certainty ?? "";
  element.textContent = word;
}
