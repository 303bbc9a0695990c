/**
 * Pointing: a pointer on the whole panorama of what is on, laid out flat. It goes to the guests when the hand lets go of it.
 */
import { $, hide, say } from "./dom.js";
import { flattened } from "./flat.js";
import { sceneOf } from "./tour.js";

const STEP_DEG = 5;

export class Look {
  #desk;
  #canvas = $("panorama");
  #context = this.#canvas.getContext("2d");
  #digest;
  /** Laid out flat. @type {HTMLCanvasElement | undefined} */
  #picture;
  /** Heading of the picture's middle. */
  #middle_deg = 0;
  /** What the hand holds. @type {{heading_deg: number, pitch_deg: number} | undefined} */
  #held;
  #note = "lookNothing";

  constructor(desk) {
    this.#desk = desk;
    this.#canvas.addEventListener("pointerdown", (event) => {
      if (!this.#picture) return;
      this.#canvas.setPointerCapture(event.pointerId);
      this.#hold(event);
    });
    this.#canvas.addEventListener("pointermove", (event) => this.#canvas.hasPointerCapture(event.pointerId) && this.#hold(event));
    this.#canvas.addEventListener("pointerup", () => this.#send());
    this.#canvas.addEventListener("keydown", (event) => this.#key(event));
    $("look-send").addEventListener("click", () => this.#send());
    $("look-end").addEventListener("click", () => {
      this.#held = undefined;
      desk.order(desk.words("lookEnd"), { command: "point_at" });
    });
  }

  begin() {
    this.#digest = undefined;
  }

  speak() {
    this.#canvas.ariaLabel = this.#desk.words("lookLabel");
  }

  update() {
    const { state, tour } = this.#desk;
    const shown = sceneOf(tour, state.awaited ?? state.scene);
    if (shown?.epoch.panorama !== this.#digest) this.#load(shown?.epoch);
    this.#draw();
  }

  get #target() {
    return this.#held ?? this.#desk.state.point_at;
  }

  async #load(epoch) {
    const digest = epoch?.panorama;
    this.#digest = digest;
    this.#picture = this.#held = undefined;
    this.#note = "lookNothing";
    if (!digest) return;
    try {
      const { picture, middle_deg } = await flattened(epoch, this.#canvas.width, this.#canvas.height);
      if (digest !== this.#digest) return;
      this.#picture = picture;
      this.#middle_deg = middle_deg;
      this.#note = "lookHint";
    } catch {
      if (digest === this.#digest) this.#note = "lookBroken";
    }
    this.#draw();
  }

  #hold({ offsetX, offsetY }) {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#aim(this.#middle_deg + (offsetX / clientWidth - 0.5) * 360, (0.5 - offsetY / clientHeight) * 180);
  }

  #aim(heading_deg, pitch_deg) {
    this.#held = {
      heading_deg: ((Math.round(heading_deg) % 360) + 360) % 360,
      pitch_deg: Math.min(Math.max(Math.round(pitch_deg), -90), 90),
    };
    this.#draw();
  }

  #key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!this.#picture) return;
    if (event.key === "Enter") this.#send();
    if (!step) return;
    event.preventDefault();
    const { heading_deg, pitch_deg } = this.#target ?? { heading_deg: this.#middle_deg, pitch_deg: 0 };
    this.#aim(heading_deg + step[0] * STEP_DEG, pitch_deg + step[1] * STEP_DEG);
  }

  async #send() {
    if (!this.#held) return;
    const held = this.#held;
    const { kind } = await this.#desk.order(this.#desk.words("lookThere"), { command: "point_at", ...held });
    // What was refused goes back to what the guests see.
    if (held === this.#held || kind !== "done") this.#held = undefined;
  }

  #draw() {
    const { width, height } = this.#canvas;
    const { words, state } = this.#desk;
    if (!state) return;
    this.#context.clearRect(0, 0, width, height);
    if (this.#picture) this.#context.drawImage(this.#picture, 0, 0);
    const target = this.#picture && this.#target;
    if (target) this.#pointer(target);
    $("look-send").disabled = !this.#held;
    hide($("look-end"), !state.point_at);
    say($("look-text"), target ? words("lookAt", { heading: Math.round(target.heading_deg), pitch: Math.round(target.pitch_deg) }) : words(this.#note));
  }

  /** A full ring where guests are shown the place; a dashed one while the hand still looks for it. */
  #pointer({ heading_deg, pitch_deg }) {
    const { width, height } = this.#canvas;
    const share = (((heading_deg - this.#middle_deg) / 360 + 0.5) % 1 + 1) % 1;
    const [x, y] = [share * width, (0.5 - pitch_deg / 180) * height];
    const draw = this.#context;
    draw.setLineDash(this.#held ? [10, 6] : []);
    for (const [style, wide] of [["#1d2326", 10], ["#f6f1e7", 5]]) {
      draw.strokeStyle = style;
      draw.lineWidth = wide;
      draw.beginPath();
      draw.arc(x, y, 22, 0, 2 * Math.PI);
      draw.stroke();
    }
    draw.setLineDash([]);
    draw.fillStyle = "#b4533c";
    draw.beginPath();
    draw.arc(x, y, 9, 0, 2 * Math.PI);
    draw.fill();
  }
}
