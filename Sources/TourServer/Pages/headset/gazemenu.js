/**
 * A menu for those who have nothing in their hands: whoever looks down sees its button, and what is looked at for a moment is
 * pressed. A trigger or pinching fingers press it at once.
 *
 * What it is at stands on the root element: `data-menu` (closed, open, or the name of its page).
 */
import { Dwell } from "./dwell.js";
import { RADIANS, between } from "./gaze.js";
import { applied, headRotation, transposed } from "./matrix.js";
import { Plate } from "./plate.js";

/** Below the caption; the button is there for those who look so far down. */
const BUTTON_PITCH = -56 * RADIANS;
const LOOKS_DOWN = -30 * RADIANS;
/** Beyond this nobody finds the button: it comes before the eyes anew. */
const LOST = 32 * RADIANS;
/** Where the open menu's middle hangs. */
const MENU_PITCH = -14 * RADIANS;
/** From one plate's middle to the next. */
const ACROSS = 12.4 * RADIANS;
const DOWN = 5.6 * RADIANS;
/** Who looks elsewhere for so long has done with it. */
const LEFT = 45 * RADIANS;
const LEFT_MS = 2000;

const FIRST = { name: "", from: 0 };

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {string} text
 * @property {boolean} [isOn]
 * @property {boolean} [repeats] Whether looking on presses it again.
 * @property {() => void} run
 */

export class GazeMenu {
  #colours;
  #dwell = new Dwell();
  #plates = new Map();
  #dot;
  /** The button's, and the open menu's, radians. @type {number | undefined} */
  #heading;
  #isOpen = false;
  #seen_ms = 0;

  /** What can be pressed, in rows. @type {() => Item[][]} */
  describe = () => [];
  /** The button's word. @type {() => string} */
  title = () => "";
  #page = FIRST;
  /** Whether passengers want large type. */
  isLarge = false;

  /** @param {{ink: string, paper: string, stone: string}} colours */
  constructor(colours) {
    this.#colours = colours;
    this.#dot = new Plate(colours);
    this.#dot.dot();
    this.#note();
  }

  close() {
    this.#page = FIRST;
    this.#isOpen = false;
    this.#heading = undefined;
    this.#note();
  }

  /** @returns {{name: string, from: number}} What is to be described: a page's name, empty for the first, and from which item on. */
  get page() {
    return this.#page;
  }

  set page(page) {
    this.#page = page;
    this.#note();
  }

  /** Presses what is looked at. @returns {boolean} Whether there is something. */
  press() {
    const { target } = this.#dwell;
    if (target === undefined) return false;
    this.#dwell.press(performance.now(), this.#item(target)?.repeats);
    this.#run(target);
    return true;
  }

  /**
   * @param {import("./view.js").View[]} views
   * @param {import("./renderer.js").Renderer} renderer
   * @param {{heading: number, pitch: number}} gaze
   */
  draw(views, renderer, gaze) {
    const now_ms = performance.now();
    this.#follow(gaze, now_ms);
    const hung = this.#hung();
    const looked = hung.find(({ plate, at }) => liesOn(plate, at, gaze));
    const { share, isPressed } = this.#dwell.take(looked?.id, now_ms, looked?.repeats);
    for (const { id, plate, text, isOn, at } of hung) {
      plate.button(text, isOn, id === looked?.id ? share : 0);
      for (const view of views) renderer.drawPlate(view, plate, at, 1);
    }
    if (hung.length > 0) {
      for (const view of views) renderer.drawPlate(view, this.#dot, gaze, 1);
    }
    if (isPressed) this.#run(looked.id);
  }

  /** The button waits below the eyes; the menu stays where it was opened, until it is left. */
  #follow({ heading, pitch }, now_ms) {
    if (this.#isOpen) {
      const isNear = Math.abs(between(this.#heading, heading)) < LEFT && Math.abs(pitch - MENU_PITCH) < LEFT;
      if (isNear) this.#seen_ms = now_ms;
      if (now_ms - this.#seen_ms > LEFT_MS) this.close();
    } else if (pitch > LOOKS_DOWN) {
      this.#heading = undefined;
    } else if (this.#heading === undefined || Math.abs(between(this.#heading, heading)) > LOST) {
      this.#heading = heading;
    }
  }

  #hung() {
    if (this.#heading === undefined) return [];
    if (!this.#isOpen) {
      const at = { heading: this.#heading, pitch: BUTTON_PITCH };
      return [{ id: "menu", text: this.title(), isOn: false, plate: this.#plate("menu"), at }];
    }
    const rows = this.describe();
    const scale = this.isLarge ? 1.15 : 1;
    return rows.flatMap((row, y) => row.map((item, x) => ({
      ...item,
      plate: this.#plate(item.id, scale),
      at: {
        heading: this.#heading + (x - (row.length - 1) / 2) * ACROSS * scale,
        pitch: MENU_PITCH + ((rows.length - 1) / 2 - y) * DOWN * scale,
      },
    })));
  }

  #plate(id, scale = 1) {
    if (!this.#plates.has(id)) this.#plates.set(id, new Plate(this.#colours));
    const plate = this.#plates.get(id);
    plate.scale = scale;
    return plate;
  }

  #item(id) {
    return this.describe().flat().find((item) => item.id === id);
  }

  #run(id) {
    if (id === "menu") {
      this.#isOpen = true;
      this.#seen_ms = performance.now();
      this.#note();
    } else {
      this.#item(id)?.run();
    }
  }

  #note() {
    document.documentElement.dataset.menu = this.#isOpen ? this.#page.name || "open" : "closed";
  }
}

/** Whether a gaze meets a plate. */
function liesOn({ size_deg }, at, gaze) {
  const head = headRotation({ ...gaze, roll: 0 });
  const [x, y, z] = applied(transposed(headRotation({ ...at, roll: 0 })), applied(head, [0, 0, -1]));
  const half = (side_deg) => Math.tan((side_deg / 2) * RADIANS);
  return z < 0 && Math.abs(x / z) < half(size_deg.width) && Math.abs(y / z) < half(size_deg.height);
}
