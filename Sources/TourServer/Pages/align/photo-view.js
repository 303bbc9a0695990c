/**
 * The picture that is to be placed: zoomed and moved under the pointer.
 */

/** Screen pixels of a picture's pixel, at the most. */
const LARGEST_SCALE = 32;
/** What of the pane a picture fills that is shown whole. */
const WHOLE = 0.94;

export class PhotoView {
  #canvas;
  #context;
  #image = null;
  #size = { width: 1, height: 1 };
  #centre = { x: 0, y: 0 };
  #scale = 1;
  #isWhole = true;
  #isAsked = false;

  /** Called after each drawing: what lies over it moves along. */
  onDraw = () => {};

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d", { alpha: false });
    new ResizeObserver(() => this.#resize()).observe(canvas);
  }

  /** @param {ImageBitmap} image @param {{width: number, height: number}} size Of the picture it stands for, in pixels. */
  show(image, size) {
    this.#image = image;
    this.#size = size;
    this.showWhole();
  }

  showWhole() {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#isWhole = true;
    this.#scale = WHOLE * Math.min(clientWidth / this.#size.width, clientHeight / this.#size.height) || 1;
    this.#centre = { x: this.#size.width / 2, y: this.#size.height / 2 };
    this.draw();
  }

  /** The corner of the picture in the pane, and screen pixels of one of its pixels. */
  get frame() {
    return { ...this.toScreen({ x: 0, y: 0 }), scale: this.#scale };
  }

  toScreen({ x, y }) {
    const { clientWidth, clientHeight } = this.#canvas;
    return {
      x: clientWidth / 2 + (x - this.#centre.x) * this.#scale,
      y: clientHeight / 2 + (y - this.#centre.y) * this.#scale,
    };
  }

  /** @returns {{x: number, y: number} | null} To a hundredth of a pixel, as it is written; null beside the picture. */
  fromScreen({ x, y }) {
    const { clientWidth, clientHeight } = this.#canvas;
    const place = {
      x: rounded(this.#centre.x + (x - clientWidth / 2) / this.#scale),
      y: rounded(this.#centre.y + (y - clientHeight / 2) / this.#scale),
    };
    const { width, height } = this.#size;
    return place.x >= 0 && place.y >= 0 && place.x <= width && place.y <= height ? place : null;
  }

  /** What lies under the pointer stays there. */
  drag(right, down) {
    this.#isWhole = false;
    this.#lookAt({ x: this.#centre.x - right / this.#scale, y: this.#centre.y - down / this.#scale });
  }

  /** What lies at `at` stays there. */
  zoom(factor, at) {
    const { clientWidth, clientHeight } = this.#canvas;
    const least = 0.5 * Math.min(clientWidth / this.#size.width, clientHeight / this.#size.height);
    const scale = Math.min(Math.max(this.#scale * factor, least), LARGEST_SCALE);
    const [right, down] = [at.x - clientWidth / 2, at.y - clientHeight / 2];
    const centre = {
      x: this.#centre.x + right / this.#scale - right / scale,
      y: this.#centre.y + down / this.#scale - down / scale,
    };
    this.#scale = scale;
    this.#isWhole = false;
    this.#lookAt(centre);
  }

  /** Brings a place into view where it is not. */
  reveal(place) {
    const { x, y } = this.toScreen(place);
    const { clientWidth, clientHeight } = this.#canvas;
    if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) this.#lookAt(place);
  }

  #lookAt({ x, y }) {
    const { width, height } = this.#size;
    this.#centre = { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) };
    this.draw();
  }

  #resize() {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#canvas.width = Math.max(1, Math.round(clientWidth * devicePixelRatio));
    this.#canvas.height = Math.max(1, Math.round(clientHeight * devicePixelRatio));
    if (this.#isWhole) this.showWhole();
    else this.draw();
  }

  /** At the next frame. */
  draw() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      this.#paint();
      this.onDraw();
    });
  }

  #paint() {
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = "#14191b";
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    if (!this.#image) return;
    const corner = this.toScreen({ x: 0, y: 0 });
    const ratio = devicePixelRatio;
    // Pixels that one can count stay squares.
    context.imageSmoothingEnabled = this.#scale < 4;
    context.imageSmoothingQuality = "high";
    context.drawImage(
      this.#image,
      corner.x * ratio,
      corner.y * ratio,
      this.#size.width * this.#scale * ratio,
      this.#size.height * this.#scale * ratio,
    );
  }
}

function rounded(pixels) {
  return Math.round(pixels * 100) / 100;
}
