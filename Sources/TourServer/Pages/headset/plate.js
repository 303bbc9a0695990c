/**
 * Words as a picture, for the headset, where the page itself is not seen.
 */

/** Pixels for a degree: enough for the sharpest of headsets. */
const PX_PER_DEG = 28;
/** The smallest letters, 1.3 degrees tall. */
const SMALL_PX = 36;
const LARGE_PX = 46;
const YEAR_PX = 84;
const WIDTH_PX = 1280;
const MARGIN_PX = 40;
const RADIUS_PX = 16;
const SAID_PX = 900;
const ARROW_PX = 168;
const BUTTON = { width: 320, height: 128 };
/** The bar that grows under a glance. */
const PRESSED_PX = 10;
const DOT_PX = 24;
const FONT = "system-ui, sans-serif";

export class Plate {
  #canvas = document.createElement("canvas");
  #context = this.#canvas.getContext("2d");
  #colours;
  /** On a button. */
  #said = "";

  /** Goes up with each change. */
  version = 0;
  /** For those who read large type better. */
  scale = 1;

  /** @param {{ink: string, paper: string, stone: string}} colours */
  constructor(colours) {
    this.#colours = colours;
  }

  get canvas() {
    return this.#canvas;
  }

  /** @returns {{width: number, height: number}} Degrees. */
  get size_deg() {
    const { width, height } = this.#canvas;
    return { width: (width * this.scale) / PX_PER_DEG, height: (height * this.scale) / PX_PER_DEG };
  }

  /**
   * What the picture is, light on dark.
   * @param {{title: string, year: string, certainty: string, degree?: string, lines: string[]}} caption
   */
  inscribe({ title, year, certainty, degree, lines }) {
    const said = lines.filter(Boolean).flatMap((line) => this.#wrapped(line, WIDTH_PX - 2 * MARGIN_PX, SMALL_PX));
    const { ink, paper, stone } = this.#colours;
    this.#begin(WIDTH_PX, 2 * MARGIN_PX + 1.3 * LARGE_PX + 1.15 * YEAR_PX + 1.4 * SMALL_PX * said.length, ink, 0.86);
    let y = MARGIN_PX + LARGE_PX;
    this.#write(title, MARGIN_PX, y, LARGE_PX, stone);
    y += 1.15 * YEAR_PX;
    const end = MARGIN_PX + this.#write(year, MARGIN_PX, y, YEAR_PX, paper);
    if (certainty) this.#writeCertainty(certainty, degree, end + 1.2 * LARGE_PX, y);
    y += 0.3 * YEAR_PX;
    for (const line of said) this.#write(line, MARGIN_PX, y += 1.4 * SMALL_PX, SMALL_PX, stone);
  }

  /** A few words, dark on light. */
  label(text) {
    const { ink, paper } = this.#colours;
    this.#context.font = `600 ${LARGE_PX}px ${FONT}`;
    this.#begin(this.#context.measureText(text).width + MARGIN_PX, 1.6 * LARGE_PX, paper, 1);
    this.#write(text, MARGIN_PX / 2, 1.15 * LARGE_PX, LARGE_PX, ink, 600);
  }

  /**
   * What is said, light on dark, in the middle.
   * @param {string} text
   * @param {string} [title] Above it, larger.
   */
  say(text, title = "") {
    const { ink, paper, stone } = this.#colours;
    const lines = [
      ...(title ? this.#wrapped(title, SAID_PX, YEAR_PX * 0.8).map((line) => [line, YEAR_PX * 0.8, paper]) : []),
      ...text.split("\n").filter(Boolean).flatMap((line) => this.#wrapped(line, SAID_PX, LARGE_PX))
        .map((line) => [line, LARGE_PX, title ? stone : paper]),
    ];
    const widths = lines.map(([line, size_px]) => this.#measured(line, size_px));
    const height = lines.reduce((sum, [, size_px]) => sum + 1.35 * size_px, 0);
    this.#begin(Math.max(...widths) + 2 * MARGIN_PX, height + 1.2 * MARGIN_PX, ink, 0.86);
    let y = 0.5 * MARGIN_PX;
    lines.forEach(([line, size_px, colour], i) => {
      this.#write(line, (this.#canvas.width - widths[i]) / 2, y += 1.3 * size_px, size_px, colour);
    });
  }

  /**
   * Something that a glance presses; drawn anew only where it has changed.
   * @param {boolean} isOn Whether it is chosen now.
   * @param {number} share How far a glance has pressed it, from 0 to 1.
   */
  button(text, isOn = false, share = 0) {
    const pressed_px = Math.round(share * (BUTTON.width - 2 * RADIUS_PX));
    const said = `${text} ${isOn} ${pressed_px}`;
    if (said === this.#said) return;
    this.#said = said;
    const { ink, paper } = this.#colours;
    this.#begin(BUTTON.width, BUTTON.height, isOn ? paper : ink, isOn ? 1 : 0.86);
    const colour = isOn ? ink : paper;
    const [first, second, ...rest] = this.#wrapped(text, BUTTON.width - MARGIN_PX, SMALL_PX);
    const lines = [first, second && second + (rest.length > 0 ? " …" : "")].filter(Boolean);
    let y = BUTTON.height / 2 - 0.65 * SMALL_PX * lines.length - 0.25 * SMALL_PX;
    for (const line of lines) {
      this.#write(line, (BUTTON.width - this.#measured(line, SMALL_PX)) / 2, y += 1.3 * SMALL_PX, SMALL_PX, colour);
    }
    this.#context.fillStyle = colour;
    this.#context.fillRect(RADIUS_PX, BUTTON.height - PRESSED_PX - 4, pressed_px, PRESSED_PX);
  }

  /** Where the passenger looks. */
  dot() {
    const { ink, paper } = this.#colours;
    this.#begin(DOT_PX, DOT_PX, ink, 0);
    const context = this.#context;
    for (const [colour, radius] of [[ink, 9], [paper, 6]]) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(DOT_PX / 2, DOT_PX / 2, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }

  /** An arrow, light with a dark rim. @param {number} angle Clockwise from up, radians. */
  arrow(angle) {
    const { ink, paper } = this.#colours;
    const context = this.#context;
    this.#begin(ARROW_PX, ARROW_PX, ink, 0);
    context.translate(ARROW_PX / 2, ARROW_PX / 2);
    context.rotate(angle);
    context.lineCap = "round";
    context.lineJoin = "round";
    for (const [colour, width] of [[ink, 30], [paper, 16]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(-44, 14);
      context.lineTo(0, -36);
      context.lineTo(44, 14);
      context.moveTo(0, -30);
      context.lineTo(0, 52);
      context.stroke();
    }
    context.resetTransform();
  }

  #begin(width, height, ground, opacity) {
    this.version += 1;
    this.#canvas.width = Math.ceil(width);
    this.#canvas.height = Math.ceil(height);
    const context = this.#context;
    context.globalAlpha = opacity;
    context.fillStyle = ground;
    context.beginPath();
    context.roundRect(0, 0, this.#canvas.width, this.#canvas.height, RADIUS_PX);
    context.fill();
    context.globalAlpha = 1;
  }

  #measured(text, size_px) {
    this.#context.font = `${size_px}px ${FONT}`;
    return this.#context.measureText(text).width;
  }

  /** @returns {string[]} Lines. */
  #wrapped(text, room_px, size_px) {
    this.#context.font = `${size_px}px ${FONT}`;
    const lines = [];
    for (const word of text.split(" ")) {
      const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
      if (lines.length > 0 && this.#context.measureText(longer).width <= room_px) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  /** @returns {number} How wide it is. */
  #write(text, x, y, size_px, colour, weight = 400) {
    const context = this.#context;
    context.font = `${weight} ${size_px}px ${FONT}`;
    context.fillStyle = colour;
    context.fillText(text, x, y, this.#canvas.width - x);
    return context.measureText(text).width;
  }

  /** The same marks as on the page: full, half, dotted. */
  #writeCertainty(word, degree, x, y) {
    const context = this.#context;
    const radius = LARGE_PX / 4;
    const middle = y - 0.32 * LARGE_PX;
    context.strokeStyle = this.#colours.stone;
    context.fillStyle = this.#colours.stone;
    context.lineWidth = 5;
    context.setLineDash(degree === "imagined" ? [5, 5] : []);
    context.beginPath();
    context.arc(x, middle, radius, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    if (degree === "documented") context.arc(x, middle, radius, 0, 2 * Math.PI);
    if (degree === "reconstructed") context.arc(x, middle, radius, Math.PI / 2, (3 * Math.PI) / 2);
    context.fill();
    this.#write(word, x + 2.4 * radius, y, LARGE_PX, this.#colours.stone);
  }
}
