/**
 * The points that are being set, and every step on the way, so that each can be taken back.
 *
 * @typedef {object} Point
 * @property {number} id
 * @property {{x: number, y: number} | null} place In the picture, in its pixels from its top left corner.
 * @property {{yaw: number, pitch: number} | null} gaze In the panorama, in degrees.
 * @property {number | null} origin Its number in the tour's text.
 *
 * @typedef {{points: readonly Point[], unknowns: readonly string[]}} Draft
 */

const MOST_STEPS = 500;

export class Work {
  /** @type {readonly Point[]} */
  points = [];
  /** @type {readonly string[]} */
  unknowns = [];
  /** @type {number | null} */
  selected = null;

  #past = [];
  #future = [];
  #saved = "";
  /** The points in the text, by their numbers. @type {string[]} */
  #written = [];
  #nextID = 1;
  /** The kind of the last step; steps of one kind that follow each other are one. */
  #lastKind = null;

  /** Called after every change. */
  onChange = () => {};

  /** Starts with what stands in the tour. */
  open(points, unknowns) {
    this.points = points.map(({ x_px: x, y_px: y, yaw_deg: yaw, pitch_deg: pitch, origin }) => (
      { id: this.#nextID++, place: { x, y }, gaze: { yaw, pitch }, origin }
    ));
    this.unknowns = [...unknowns];
    [this.#past, this.#future, this.selected, this.#lastKind] = [[], [], null, null];
    this.#remember(this);
    this.onChange();
  }

  /** @returns {Draft} The work as it is now, to be saved; what follows is a step of its own. */
  draft() {
    this.endMove();
    return { points: this.points, unknowns: this.unknowns };
  }

  /** The points of a draft are those that stand in the tour now, in this order; what was done since is not saved. */
  markSaved(draft) {
    const numbers = new Map(draft.points.map(({ id }, origin) => [id, origin]));
    this.#renumber(({ id }) => numbers.get(id));
    this.#remember(draft);
    this.onChange();
  }

  get isChanged() {
    return contentOf(this) !== this.#saved;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** @returns {Point[]} Those that have both sides. */
  get pairs() {
    return this.points.filter(({ place, gaze }) => place && gaze);
  }

  /** @returns {Point | undefined} The one that lacks a side. */
  get half() {
    return this.points.find(({ place, gaze }) => !place || !gaze);
  }

  /** @returns {Point | undefined} */
  get selection() {
    return this.points.find(({ id }) => id === this.selected);
  }

  /**
   * Sets a side where it was clicked: of the point that lacks it, else of a new one.
   * @param {"place" | "gaze"} side
   */
  set(side, value) {
    this.#step();
    const half = this.half;
    if (half) {
      this.#change(half.id, { [side]: value });
      this.selected = half.id;
    } else {
      const point = { id: this.#nextID++, place: null, gaze: null, origin: null, [side]: value };
      this.points = [...this.points, point];
      this.selected = point.id;
    }
    this.onChange();
  }

  /** Moves a side of a point; moves of one drag, or of keys one after the other, are one step. */
  move(id, side, value) {
    this.#step(`${side} ${id}`);
    this.#change(id, { [side]: value });
    this.onChange();
  }

  /** The next move is a step of its own. */
  endMove() {
    this.#lastKind = null;
  }

  remove(id) {
    this.#step();
    this.points = this.points.filter((point) => point.id !== id);
    if (this.selected === id) this.selected = null;
    this.onChange();
  }

  select(id) {
    this.selected = id;
    this.#lastKind = null;
    this.onChange();
  }

  /** @param {string[]} unknowns */
  solveFor(unknowns) {
    this.#step();
    this.unknowns = unknowns;
    this.onChange();
  }

  undo() {
    this.#travel(this.#past, this.#future);
  }

  redo() {
    this.#travel(this.#future, this.#past);
  }

  /** Takes over the numbers of the points in another text, of those that stand there as they did in the one before. */
  renumber(points) {
    const keys = points.map((p) => keyOf({ x: p.x_px, y: p.y_px }, { yaw: p.yaw_deg, pitch: p.pitch_deg }));
    const numbers = this.#written.map((key) => keys.indexOf(key));
    this.#renumber(({ origin }) => (origin !== null && numbers[origin] >= 0 ? numbers[origin] : null));
    this.#written = keys;
    this.onChange();
  }

  /** What stands in the text. */
  #remember(draft) {
    this.#saved = contentOf(draft);
    this.#written = draft.points.map(({ place, gaze }) => keyOf(place, gaze));
  }

  /** Of all steps; those that stand in the text come first. */
  #renumber(find) {
    const renumbered = (points) => points.map((point) => ({ ...point, origin: find(point) ?? null }))
      .sort((a, b) => (a.origin ?? Infinity) - (b.origin ?? Infinity) || 0);
    this.points = renumbered(this.points);
    for (const steps of [this.#past, this.#future]) for (const step of steps) step[0] = renumbered(step[0]);
    this.#lastKind = null;
  }

  #change(id, values) {
    this.points = this.points.map((point) => (point.id === id ? { ...point, ...values } : point));
  }

  #step(kind = null) {
    if (kind === null || kind !== this.#lastKind) {
      this.#past = [...this.#past, [this.points, this.unknowns, this.selected]].slice(-MOST_STEPS);
    }
    this.#future = [];
    this.#lastKind = kind;
  }

  #travel(from, to) {
    if (from.length === 0) return;
    to.push([this.points, this.unknowns, this.selected]);
    [this.points, this.unknowns, this.selected] = from.pop();
    this.#lastKind = null;
    this.onChange();
  }
}

function contentOf({ points, unknowns }) {
  return JSON.stringify([points.map(({ place, gaze }) => [place, gaze]), unknowns]);
}

function keyOf({ x, y }, { yaw, pitch }) {
  return [x, y, yaw, pitch].join(" ");
}
