/**
 * The points drawn over a picture.
 */

const SVG = "http://www.w3.org/2000/svg";
/** Rings for what agrees, squares for what does not, dashes for what is not whole. */
const SHAPES = {
  good: "M0-10a10 10 0 1 0 .01 0z",
  off: "M-9-9H9V9H-9z",
  half: "M0-10a10 10 0 1 0 .01 0z",
};

export class Marks {
  #svg;
  /** @type {Map<number, SVGGElement>} */
  #groups = new Map();

  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.#svg = svg;
  }

  /**
   * @param {{id: number, label: string, at: {x: number, y: number} | null, to?: {x: number, y: number} | null,
   *   state: "good" | "off" | "half", isHint: boolean, isSelected: boolean}[]} marks `to` is where the result has the point; a
   *   hint is where it would be, and cannot be touched.
   */
  show(marks) {
    for (const id of this.#groups.keys()) {
      if (!marks.some((mark) => mark.id === id && mark.at)) this.#remove(id);
    }
    for (const mark of marks) if (mark.at) this.#place(mark);
  }

  /** @returns {number | null} The id of the mark that is nearest to a place, and near enough. */
  at({ x, y }, reach) {
    let [nearest, least] = [null, reach];
    for (const [id, group] of this.#groups) {
      if (group.classList.contains("is-hint")) continue;
      const distance = Math.hypot(Number(group.dataset.x) - x, Number(group.dataset.y) - y);
      if (distance <= least) [nearest, least] = [id, distance];
    }
    return nearest;
  }

  #place({ id, label, at, to, state, isHint, isSelected }) {
    const group = this.#groups.get(id) ?? this.#add(id);
    Object.assign(group.dataset, { x: at.x.toFixed(2), y: at.y.toFixed(2), state, label });
    group.classList.toggle("is-selected", isSelected && !isHint);
    group.classList.toggle("is-hint", isHint);
    group.setAttribute("transform", `translate(${at.x.toFixed(2)} ${at.y.toFixed(2)})`);
    const [line, , rim, ring, , text] = group.children;
    const isLong = to && Math.hypot(to.x - at.x, to.y - at.y) > 2;
    line.toggleAttribute("hidden", !isLong);
    if (isLong) line.setAttribute("d", `M0 0L${(to.x - at.x).toFixed(1)} ${(to.y - at.y).toFixed(1)}`);
    rim.setAttribute("d", SHAPES[state]);
    ring.setAttribute("d", SHAPES[state]);
    text.textContent = label;
  }

  #add(id) {
    const group = element("g", { class: "mark" });
    group.dataset.id = id;
    group.append(
      element("path", { class: "miss" }),
      element("path", { class: "halo", d: "M0-16a16 16 0 1 0 .01 0z" }),
      element("path", { class: "rim" }),
      element("path", { class: "ring" }),
      element("circle", { class: "dot", r: 1.5 }),
      element("text", { x: 14, y: -9 }),
    );
    this.#svg.append(group);
    this.#groups.set(id, group);
    return group;
  }

  #remove(id) {
    this.#groups.get(id).remove();
    this.#groups.delete(id);
  }
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
