/**
 * Pointer and keys over one of the two pictures: setting, choosing and moving points, moving and zooming the picture.
 */

/** Screen pixels that a pointer may stray between press and release of a click. */
const STRAY_PX = 4;
/** How near a mark is touched; a finger is less exact. */
const REACH_PX = { mouse: 14, pen: 18, touch: 26 };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOMS = { "+": 1.25, "=": 1.25, "-": 0.8, _: 0.8 };
/** Screen pixels by which keys move a picture. */
const KEY_STEP_PX = 48;

export class Pane {
  #canvas;
  #view;
  #side;
  #work;
  #marks;
  #pointers = new Map();
  /** What is under way: a point that is dragged, or the picture. */
  #grip = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {import("./photo-view.js").PhotoView | import("./sphere-view.js").SphereView} view
   * @param {"place" | "gaze"} side Of the points.
   * @param {import("./work.js").Work} work
   * @param {import("./marks.js").Marks} marks
   */
  constructor(canvas, view, side, work, marks) {
    [this.#canvas, this.#view, this.#side, this.#work, this.#marks] = [canvas, view, side, work, marks];
    canvas.addEventListener("pointerdown", (event) => this.#press(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#lift(event));
    canvas.addEventListener("pointercancel", (event) => this.#lift(event, true));
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.#key(event));
    canvas.addEventListener("dblclick", (event) => event.preventDefault());
  }

  #at({ clientX, clientY }) {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #press(event) {
    if (event.button > 1) return;
    this.#canvas.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    this.#pointers.set(event.pointerId, at);
    if (this.#pointers.size > 1) {
      this.#grip = { kind: "picture", start: at, hasMoved: true };
      return;
    }
    const id = event.button === 0 ? this.#marks.at(at, REACH_PX[event.pointerType] ?? 14) : null;
    if (id === null) {
      this.#grip = { kind: "picture", start: at, hasMoved: event.button === 1 };
      return;
    }
    this.#work.select(id);
    const mark = this.#view.toScreen(this.#work.selection[this.#side]);
    this.#grip = { kind: "point", id, start: at, offset: { x: mark.x - at.x, y: mark.y - at.y }, hasMoved: false };
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before || !this.#grip) return;
    const at = this.#at(event);
    if (this.#pointers.size === 2) {
      this.#stretch(event.pointerId, at);
      return;
    }
    const { start } = this.#grip;
    if (!this.#grip.hasMoved && Math.hypot(at.x - start.x, at.y - start.y) < STRAY_PX) return;
    this.#grip.hasMoved = true;
    this.#pointers.set(event.pointerId, at);
    if (this.#grip.kind === "point") {
      const { offset, id } = this.#grip;
      this.#put(id, { x: at.x + offset.x, y: at.y + offset.y });
    } else {
      this.#view.drag(at.x - before.x, at.y - before.y);
    }
  }

  #lift(event, isLost = false) {
    if (!this.#pointers.delete(event.pointerId)) return;
    const grip = this.#grip;
    this.#grip = this.#pointers.size > 0 ? { kind: "picture", start: this.#at(event), hasMoved: true } : null;
    if (!grip || isLost) return;
    if (grip.kind === "point") this.#work.endMove();
    else if (!grip.hasMoved) this.#set(this.#at(event));
  }

  /** Two fingers zoom and move. */
  #stretch(pointer, at) {
    const other = [...this.#pointers].find(([id]) => id !== pointer)[1];
    const before = this.#pointers.get(pointer);
    const span = ({ x, y }) => Math.max(1, Math.hypot(x - other.x, y - other.y));
    this.#view.drag((at.x - before.x) / 2, (at.y - before.y) / 2);
    this.#view.zoom(span(at) / span(before), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
    this.#pointers.set(pointer, at);
  }

  #wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.#view.zoom(Math.exp(-event.deltaY * lines / 500), this.#at(event));
  }

  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) this.#step(arrow, event.shiftKey ? 10 : 1);
    else if (ZOOMS[event.key]) this.#view.zoom(ZOOMS[event.key], this.#middle);
    else if (event.key === "Enter" || event.key === " ") this.#set(this.#middle);
    else return;
    event.preventDefault();
  }

  get #middle() {
    return { x: this.#canvas.clientWidth / 2, y: this.#canvas.clientHeight / 2 };
  }

  /** A chosen point moves by a pixel of the screen; without one the picture does. */
  #step([right, down], factor) {
    const value = this.#work.selection?.[this.#side];
    if (!value) {
      this.#view.drag(-right * KEY_STEP_PX, -down * KEY_STEP_PX);
      return;
    }
    const at = this.#view.toScreen(value);
    if (at) this.#put(this.#work.selected, { x: at.x + right * factor, y: at.y + down * factor });
  }

  #set(at) {
    const value = this.#view.fromScreen(at);
    if (value) this.#work.set(this.#side, value);
  }

  #put(id, at) {
    const value = this.#view.fromScreen(at);
    if (value) this.#work.move(id, this.#side, value);
  }
}
