/**
 * The line to the server: its event stream, watched. The server says something at least once a second; whoever hears nothing for
 * longer is told within two seconds, and the stream is opened anew, for one that is dead does not always say so.
 */
const SILENCE_MS = 1600;
const LOOK_MS = 100;
/** A new stream gets so long to say something. */
const PATIENCE_MS = 3000;

export class Line {
  #stream;
  #heard_ms = 0;
  #opened_ms = 0;
  #isOpen = false;
  /** The server's clock minus this page's, in seconds. */
  #offset_s = 0;

  /** @type {(state: object) => void} */
  onState = () => {};
  /** @type {(list: object) => void} */
  onHeadsets = () => {};
  /** @type {(controls: {guide: string, controls: boolean, controller?: string}) => void} */
  onControls = () => {};
  /** Called when the line is lost and when it is back. @type {(isOpen: boolean) => void} */
  onChange = () => {};
  /** Called when the server refuses to talk to this page, as after signing out everywhere. */
  onRefused = () => {};

  constructor() {
    setInterval(() => this.#look(), LOOK_MS);
  }

  /** @returns {boolean} Whether something was heard a moment ago. */
  get isOpen() {
    return this.#isOpen;
  }

  /** @returns {number} Seconds on the server's clock, late by the way of a message. */
  get server_s() {
    return performance.now() / 1000 + this.#offset_s;
  }

  open() {
    this.#stream?.close();
    const stream = new EventSource("/api/v1/events");
    this.#stream = stream;
    this.#opened_ms = performance.now();
    const listen = (kind, tell) => stream.addEventListener(kind, ({ data }) => this.#hear(stream, JSON.parse(data), tell));
    listen("state", (state) => this.onState(state));
    listen("headsets", (list) => this.onHeadsets(list));
    listen("session", (controls) => this.onControls(controls));
    listen("ping", () => {});
    stream.addEventListener("error", () => {
      if (stream !== this.#stream) return;
      this.#set(false);
      if (stream.readyState === EventSource.CLOSED) this.onRefused();
    });
  }

  close() {
    this.#stream?.close();
    this.#stream = undefined;
    this.#isOpen = false;
  }

  #hear(stream, news, tell) {
    if (stream !== this.#stream) return;
    this.#heard_ms = performance.now();
    if (news.server_time_s) this.#offset_s = news.server_time_s - this.#heard_ms / 1000;
    // First: what a view makes of the news does not concern the line.
    this.#set(true);
    tell(news);
  }

  #look() {
    if (!this.#stream) return;
    const now_ms = performance.now();
    if (now_ms - this.#heard_ms < SILENCE_MS) return;
    this.#set(false);
    if (now_ms - this.#opened_ms > PATIENCE_MS) this.open();
  }

  #set(isOpen) {
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    this.onChange(isOpen);
  }
}
