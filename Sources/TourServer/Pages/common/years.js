/**
 * Years as one says them, the same on all pages.
 * @param {{id?: string, from_year?: number, to_year?: number, circa?: boolean}} epoch
 * @param {(key: string, values: object) => string} words Knows `beforeChrist` and `circa`.
 * @returns {string} Its year or years; its id where it has none.
 */
export function yearsOf({ id, from_year: from, to_year: to = from, circa }, words) {
  if (from === undefined) return id;
  const said = (year) => (year < 0 ? words("beforeChrist", { year: -year }) : String(year));
  const years = from === to ? said(from) : `${said(from)}–${said(to)}`;
  return circa ? words("circa", { year: years }) : years;
}
