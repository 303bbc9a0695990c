/**
 * The drive as the server tells it: shows the scene that is on, at the time at which all headsets do. Where no drive is on and
 * nobody leads, passengers choose for themselves.
 *
 * What the page is at stands on the root element: `data-live` (drive, or free), `data-started` (place/epoch of the scene begun
 * last, and by how many milliseconds it was off its time) and `data-held` (how many scenes are in memory).
 */
import { ServerClock } from "./clock.js";
import { identity } from "./enrolment.js";
import { coarseTilesOf, tileAddress } from "./panorama.js";
import { fetchPanorama, sceneNamed } from "./tour.js";

const REPORT_MS = 5000;
/** Scenes whose first level is fetched ahead. */
const AHEAD = 6;

export class Live {
  #tour;
  #clock = new ServerClock();
  #holdings = new Holdings();
  #state;
  /** Of the scene that was begun last: place, epoch and start. */
  #begun = "";
  #timer = 0;

  /** Called with `{place, epoch}` when it is to appear. @type {(choice: object) => void} */
  onScene = () => {};
  /** Called when the guide or the drive begins, or ceases, to lead. @type {(leads: boolean) => void} */
  onLead = () => {};

  /** @param {import("./tour.js").Tour} tour */
  constructor(tour) {
    this.#tour = tour;
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
    if (!state.live) return;
    this.#holdings.want(this.#tour, state.prefetch.slice(0, AHEAD), () => this.#report());
    this.#follow();
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
    if (!id || !this.#state?.live) return;
    const shown = document.documentElement.dataset.scene?.split("/");
    const { offset_ms, error_ms } = this.#clock.estimate ?? {};
    await fetch(`/api/v1/headsets/${id}/report`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        holds: this.#holdings.held,
        clock_offset_ms: offset_ms,
        clock_error_ms: error_ms,
        scene: shown?.length === 2 ? { place: shown[0], epoch: shown[1] } : undefined,
        language: document.documentElement.lang,
      }),
    }).catch(() => undefined);
  }
}

/** Which panoramas have their first level in the browser's store, and the fetching of the next. */
class Holdings {
  #held = new Set();
  #wanted = [];
  #isBusy = false;

  /** @returns {string[]} Digests. */
  get held() {
    return [...this.#held];
  }

  /**
   * @param {object[]} scenes `{place, epoch}`, the most urgent first.
   * @param {() => void} onHeld Called when there is one more.
   */
  want(tour, scenes, onHeld) {
    this.#wanted = scenes.map(({ place, epoch }) => sceneNamed(tour, place, epoch).epoch.panorama);
    if (!this.#isBusy) this.#fetch(onHeld);
  }

  async #fetch(onHeld) {
    this.#isBusy = true;
    for (let digest = this.#next(); digest; digest = this.#next()) {
      try {
        await fetchFirstLevel(digest);
        this.#held.add(digest);
        document.documentElement.dataset.held = String(this.#held.size);
        onHeld();
      } catch {
        // The next state asks again.
        break;
      }
    }
    this.#isBusy = false;
  }

  #next() {
    return this.#wanted.find((digest) => !this.#held.has(digest));
  }
}

async function fetchFirstLevel(digest) {
  const panorama = await fetchPanorama(digest);
  const tiles = coarseTilesOf(panorama).map((tile) => fetch(tileAddress(panorama, tile)));
  for (const answer of await Promise.all(tiles)) {
    if (!answer.ok) throw new Error("a tile is missing");
    await answer.blob();
  }
}
