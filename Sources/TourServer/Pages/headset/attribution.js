/**
 * Who and what an epoch's picture comes from, in words.
 */
import { yearsOf } from "../common/years.js";

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
 * @returns {string} Whose pictures are seen round the documented part, the nearest first; empty where there are none.
 */
export function surroundingsOf(epoch, { epochs }, words) {
  const [first, ...others] = below(epoch, epochs).map((base) => {
    const credit = [base.credit, base.licence, base.source].filter(Boolean).join(" · ");
    return { year: yearsOf(base, words), credit: credit || words("noCredit") };
  });
  if (!first) return "";
  const credit = [first.credit, ...others.map(({ year, credit }) => `${year}: ${credit}`)].join("; ");
  return words("surroundings", { year: first.year, credit });
}

/** What an epoch's pictures lie over, and what that lies over. */
function below({ over }, epochs) {
  const base = epochs.find(({ id }) => id === over);
  // None goes round in a ring: what is found is not looked for again.
  return base ? [base, ...below(base, epochs.filter((epoch) => epoch !== base))] : [];
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
