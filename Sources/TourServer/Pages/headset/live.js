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

export class Live {
  #tour;
  #clock = new ServerClock();
  #ahead;
  #state;
  /** Of the scene that was begun last: place, epoch and start. */
  #begun = "";
  #timer = 0;

  /** Called with `{place, epoch}` when it is to appear. @type {(choice: object) => void} */
  onScene = () => {};
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
  }

  async start() {
    const events = new EventSource("/api/v1/events");
    events.addEventListener("state", ({ data }) => this.#take(JSON.parse(data)));
    // A stream that was refused does not come back by itself; one that broke does.
    events.addEventListener("error", () => {
      if (events.readyState !== EventSource.CLOSED) return;
      events.close();
      setTimeout(() => this.start(), REPORT_MS);
    });
    if (this.#state) return;
    await this.#clock.start();
    this.#follow();
    setInterval(() => this.#report(), REPORT_MS);
  }

  #take(state) {
    const led = this.#state?.live ?? false;
    this.#state = state;
    if (state.live !== led) this.onLead(state.live);
    document.documentElement.dataset.live = state.live ? "drive" : "free";
    // At the depot the bus's own headsets take the whole tour with them; on the road the line is everybody's.
    const isAtDepot = !state.live && identity() !== undefined;
    this.#ahead.follow(state.live || isAtDepot ? state.prefetch : [], isAtDepot);
    if (state.live) this.#follow();
  }

  /** Shows the scene at its start; at once where that has passed. */
  #follow() {
    clearTimeout(this.#timer);
    const scene = this.#state?.live && this.#state.scene;
    if (!scene) return;
    const name = `${scene.place}/${scene.epoch}`;
    const key = `${name}@${scene.start_s}`;
    const wait_s = this.#clock.until_s(scene.start_s);
    if (key === this.#begun || wait_s === undefined) return;
    this.#timer = setTimeout(() => {
      this.#begun = key;
      const late_ms = -1000 * this.#clock.until_s(scene.start_s);
      document.documentElement.dataset.started = `${name} ${late_ms.toFixed(1)}`;
      this.onScene(sceneNamed(this.#tour, scene.place, scene.epoch));
    }, Math.max(0, wait_s * 1000));
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
      }),
    }).catch(() => undefined);
  }
}
