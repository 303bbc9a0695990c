/**
 * The drive as the server tells it: shows the scene that is on, at the time at which all headsets do. Where no drive is on and
 * nobody leads, passengers choose for themselves.
 *
 * What the page is at stands on the root element: `data-live` (drive, or free), `data-started` (place/epoch of the scene begun
 * last, and by how many milliseconds it was off its time).
 */
import { ServerClock } from "./clock.js";
import { identity } from "./enrolment.js";
import { sceneNamed } from "./tour.js";

const REPORT_MS = 5000;
/** So soon, on average, the guide's console is told that an order has arrived; what follows at once goes with it. */
const SOON_MS = 200;
/** Of the state: what the guide orders, or waits for. */
const ORDERED = [
  "comfort", "headsets_off", "held", "identifies", "language", "messages", "point_at", "recentres", "recentres_of", "scene", "volume", "yaw_frame",
  "yaw_frames_of",
];

export class Live {
  #tour;
  #clock = new ServerClock();
  #ahead;
  #state;
  /** Of the scene that is followed: place, epoch, start and pause. */
  #followed = "";
  /** The scene that is to begin, or has begun. */
  #due;
  /** What the guide has ordered by the last state. */
  #ordered = "";
  #soon;
  #isAttending = false;

  /**
   * Called with a scene as soon as it is known, and with how long it has been on: less than 0 before it is to appear.
   * @type {(choice: {place: object, epoch: object}, timeline: import("./narration.js").Timeline) => void}
   */
  onScene = () => {};
  /** Called when no scene is on any more, as between places. */
  onNoScene = () => {};
  /**
   * Called with each state as the server tells it, and with what makes moments of the server's clock into this page's.
   * @type {(state: object, local_s: (server_s: number) => number | undefined) => void}
   */
  onState = () => {};
  /** Asked how the headset is, for the report. @type {() => {worn?: boolean, battery?: number, charging?: boolean, frame_rate_hz?: number}} */
  condition = () => ({});
  /** Called when it is found out that there is no server behind the page, only files: nobody leads, ever. */
  onAlone = () => {};
  /** Called when the guide or the drive begins, or ceases, to lead. @type {(leads: boolean) => void} */
  onLead = () => {};

  /**
   * @param {import("./tour.js").Tour} tour
   * @param {import("./ahead.js").Ahead} ahead
   */
  constructor(tour, ahead) {
    this.#tour = tour;
    this.#ahead = ahead;
    ahead.onChange = () => this.#report();
    this.#clock.onChange = () => this.#follow();
  }

  /** @returns {boolean} Whether the guide or the drive leads. */
  get isLed() {
    return this.#state?.live ?? false;
  }

  start() {
    const events = new EventSource("/api/v1/events");
    // Not before, for where there are only files nobody tells the time.
    events.addEventListener("open", () => this.#attend());
    events.addEventListener("state", ({ data }) => this.#take(JSON.parse(data)));
    // A stream that was refused does not come back by itself; one that broke does.
    events.addEventListener("error", async () => {
      if (events.readyState !== EventSource.CLOSED) return;
      events.close();
      if (!this.#state && await isOfFilesAlone()) return this.onAlone();
      setTimeout(() => this.start(), REPORT_MS);
    });
  }

  /** Once, however often the stream is opened. */
  async #attend() {
    if (this.#isAttending) return;
    this.#isAttending = true;
    await this.#clock.start();
    this.#follow();
    setInterval(() => this.#report(), REPORT_MS);
  }

  #take(state) {
    const led = this.#state?.live ?? false;
    this.#state = state;
    this.#clock.doubt(state.server_time_s);
    this.onState(state, (server_s) => this.#clock.local_s(server_s));
    if (state.live !== led) this.onLead(state.live);
    document.documentElement.dataset.live = state.live ? "drive" : "free";
    // At the depot the bus's own headsets take the whole tour with them; on the road the line is everybody's.
    const isAtDepot = !state.live && identity() !== undefined;
    this.#ahead.follow(state.live || isAtDepot ? state.prefetch : [], isAtDepot);
    if (state.live) this.#follow();
    const ordered = JSON.stringify(ORDERED.map((name) => state[name]));
    if (ordered !== this.#ordered) this.#reportSoon();
    this.#ordered = ordered;
  }

  /** Tells of the scene ahead of its start, so that it is there in time. */
  #follow() {
    if (!this.#state?.live || !this.#clock.estimate) return;
    const { scene } = this.#state;
    const key = scene ? `${scene.place}/${scene.epoch}@${scene.start_s} ${scene.paused_at_s}` : "";
    if (key === this.#followed) return;
    this.#followed = key;
    this.#due = scene;
    if (!scene) return this.onNoScene();
    const { start_s, paused_at_s } = scene;
    this.onScene(sceneNamed(this.#tour, scene.place, scene.epoch), {
      position_s: () => paused_at_s ?? -this.#clock.until_s(start_s),
      isPaused: paused_at_s !== undefined,
    });
  }

  /** Notes how far off its time a scene has begun to appear. @param {{place: object, epoch: object}} scene */
  began({ place, epoch }) {
    if (this.#due?.place !== place.id || this.#due.epoch !== epoch.id) return;
    const late_ms = -1000 * this.#clock.until_s(this.#due.start_s);
    document.documentElement.dataset.started = `${place.id}/${epoch.id} ${late_ms.toFixed(1)}`;
    this.#reportSoon();
  }

  /** Not all headsets at the same moment. */
  #reportSoon() {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#report();
    }, SOON_MS * (0.5 + Math.random()));
  }

  async #report() {
    const { id } = identity() ?? {};
    if (!id) return;
    const shown = document.documentElement.dataset.scene?.split("/");
    const { offset_ms, error_ms } = this.#clock.estimate ?? {};
    await fetch(`/api/v1/headsets/${id}/report`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        holds: this.#ahead.held,
        cached: this.#ahead.keptShare,
        clock_offset_ms: offset_ms,
        clock_error_ms: error_ms,
        scene: shown?.length === 2 ? { place: shown[0], epoch: shown[1] } : undefined,
        language: document.documentElement.lang,
        revision: this.#state?.revision,
        ...this.condition(),
      }),
    }).catch(() => undefined);
  }
}

/** @returns {Promise<boolean>} Whether what answers has a tour, but no such thing as events: a server of ours always has them. */
async function isOfFilesAlone() {
  try {
    const { ok, status, headers } = await fetch("/api/v1/events", { method: "HEAD" });
    // Some hosts answer with a page whatever they are asked for.
    return ok ? !headers.get("Content-Type")?.startsWith("text/event-stream") : status === 404 || status === 403;
  } catch {
    return false;
  }
}
