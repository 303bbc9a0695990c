/**
 * Which of several labels on a line can be read at once.
 */

/** Between two labels, pixels. */
const GAP = 12;

/**
 * @typedef {{left: number, right: number}} Span
 * @param {Span[]} spans Of the labels, in pixels along the line.
 * @param {number[]} first Indices of those that are there in any case if they can be, the most important first.
 * @returns {Set<number>} Indices of the labels that lie clear of each other: beside the important ones the more the better spread.
 */
export function fitting(spans, first) {
  const chosen = new Set();
  const isClear = (span) => [...chosen].every((other) => (
    span.right + GAP <= spans[other].left || spans[other].right + GAP <= span.left
  ));
  if (spans.length === 0) return chosen;
  for (const index of [...first, ...byHalves(0, spans.length - 1)]) {
    if (isClear(spans[index])) chosen.add(index);
  }
  return chosen;
}

/** The ends, then what lies in the middle between, and so on, level by level. */
function byHalves(from, to) {
  const order = [from, to];
  for (let gaps = [[from, to]]; gaps.length > 0;) {
    gaps = gaps.filter(([a, b]) => b - a > 1).flatMap(([a, b]) => {
      const middle = Math.round((a + b) / 2);
      order.push(middle);
      return [[a, middle], [middle, b]];
    });
  }
  return order;
}
