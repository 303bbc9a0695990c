/**
 * What the points come to, in words, numbers and a list.
 */

const $ = (id) => document.getElementById(id);

/** Digits behind the point, and the unit. */
const VALUES = {
  yaw_deg: [2, "°"], pitch_deg: [2, "°"], roll_deg: [2, "°"], field_of_view_deg: [2, "°"],
  shift_right: [3, ""], shift_up: [3, ""], distortion: [3, ""], horizon_px: [0, " px"],
};
/** How bad each verdict is. */
const GRADES = {
  given: "good", good: "good", doubtful: "doubt", few: "doubt", lens: "doubt", open: "open",
};

export class Outcome {
  #words;
  #numbers;
  #language;

  /** Called with the unknowns that a verdict offers to solve for. */
  onOffer = () => {};
  /** Called with the id of a point of the list. */
  onSelect = () => {};
  onRemove = () => {};

  constructor(words, language) {
    [this.#words, this.#language] = [words, language];
    this.#numbers = (digits) => new Intl.NumberFormat(language, {
      minimumFractionDigits: digits, maximumFractionDigits: digits,
    });
  }

  /**
   * @param {import("./work.js").Work} work
   * @param {object | null} solution Of the pairs; null where nothing was asked.
   * @param {{hasModel: boolean}} given Whether a pose stands in the tour.
   */
  show(work, solution, given) {
    const verdict = verdictOf(work, solution, given);
    document.documentElement.dataset.verdict = verdict;
    $("verdict").dataset.grade = GRADES[verdict] ?? "bad";
    this.#say(verdict, solution);
    this.#showValues(solution);
    this.#list(work, solution);
  }

  number(value, digits) {
    return this.#numbers(digits).format(value);
  }

  #say(verdict, solution) {
    const words = this.#words;
    const missing = solution?.missing ?? 0;
    const names = (solution?.named ?? []).map((index) => words("point", { number: solution.labels[index] }));
    const named = new Intl.ListFormat(this.#language).format(names);
    const unknowns = new Intl.ListFormat(this.#language).format((solution?.unknowns ?? []).map((name) => words(name)));
    const values = {
      named, unknowns, count: missing, needed: solution?.needed ?? 2, px: this.number(solution?.rms_px ?? 0, 1),
    };
    const title = verdict === "open" && missing === 1 ? "verdict_open_one" : `verdict_${verdict}`;
    const text = verdict === "parallax" && solution.facade ? "verdict_parallax_facade" : `verdict_${verdict}_text`;
    $("verdict-title").textContent = words(title, values);
    $("verdict-text").textContent = words(text, values);
    const offer = verdict === "lens" ? solution.unknowns : verdict === "parallax" && solution.facade ? ["plane"] : null;
    const button = $("verdict-action");
    button.hidden = !offer;
    if (!offer) return;
    button.textContent = words(`verdict_${verdict}_action`);
    button.onclick = () => this.onOffer(offer);
  }

  #showValues(solution) {
    const rows = Object.entries(VALUES).filter(([key]) => solution?.model && key in solution.values);
    $("values").replaceChildren(...rows.map(([key, [digits, unit]]) => {
      const row = document.createElement("div");
      const spread = solution.standard_deviations[key];
      const value = `${this.number(solution.values[key], digits)}${unit}`;
      const name = this.#words(key === "distortion" ? "distortionValue" : key);
      row.append(made("dt", name), made("dd", value));
      if (spread !== undefined) row.append(made("dd", `± ${this.number(spread, digits)}${unit}`, "spread"));
      return row;
    }));
  }

  #list(work, solution) {
    $("no-points").hidden = work.points.length > 0;
    const list = $("point-list");
    const hadFocus = list.contains(document.activeElement) ? document.activeElement.id : null;
    list.replaceChildren(...work.points.map((point, index) => this.#row(point, index, work, solution)));
    if (hadFocus) document.getElementById(hadFocus)?.focus();
  }

  #row(point, index, work, solution) {
    const row = document.createElement("li");
    const pair = solution?.byID.get(point.id);
    const state = stateOf(point, solution);
    const choose = made("button", "", "choose");
    Object.assign(choose, { type: "button", id: `choose-${point.id}` });
    choose.dataset.state = state;
    choose.setAttribute("aria-pressed", point.id === work.selected);
    choose.append(made("span", String(index + 1), "number"), made("span", this.#remark(point, pair), "remark"));
    choose.addEventListener("click", () => this.onSelect(point.id));
    const remove = made("button", "×", "remove");
    Object.assign(remove, { type: "button", id: `remove-${point.id}` });
    remove.setAttribute("aria-label", this.#words("remove", { number: index + 1 }));
    remove.addEventListener("click", () => this.onRemove(point.id));
    row.append(choose, remove);
    return row;
  }

  #remark({ place, gaze }, pair) {
    if (!place) return this.#words("placeMissing");
    if (!gaze) return this.#words("gazeMissing");
    if (!pair) return "–";
    const residual = `${this.number(pair.residual_px, 1)} px`;
    return pair.is_used ? residual : `${residual}, ${this.#words("unused")}`;
  }
}

/** @returns {"good" | "off" | "half"} */
export function stateOf({ id, place, gaze }, solution) {
  if (!place || !gaze) return "half";
  const pair = solution?.byID.get(id);
  const isNamed = (solution?.named ?? []).some((index) => solution.ids[index] === id);
  return isNamed || pair?.is_used === false ? "off" : "good";
}

function verdictOf(work, solution, { hasModel }) {
  if (work.points.length === 0 && hasModel) return "given";
  if (!solution) return "open";
  if (solution.missing > 0) return "open";
  if (solution.verdict === "refused") return solution.refusal;
  if (solution.verdict !== "not-enough-points") return solution.verdict;
  return solution.model ? "few" : "none";
}

function made(name, text, className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}
