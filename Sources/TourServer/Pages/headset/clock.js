/**
 * The server's clock, estimated by exchanges of time: of several, the one with the shortest round trip counts. An exchange
 * that cannot be true together with it says that a clock has jumped, and what was before no longer counts.
 */

const AT_JOIN = 8;
const REFRESH_MS = 10_000;
const KEPT = 16;
/** Clocks run apart by less than this while samples are kept. */
const LEAST_JUMP_S = 0.05;
/** A state is not older than this when it comes, unless the line or the page has slept. */
const LATEST_S = 3;

export class ServerClock {
  #samples = [];
  #boot;
  #isBusy = false;

  /** Called when what was believed of the server's clock has changed. */
  onChange = () => {};

  /** Exchanges times at once, and then every ten seconds. */
  async start() {
    await this.#begin();
    setInterval(() => this.#exchange(), REFRESH_MS);
    document.addEventListener("visibilitychange", () => document.hidden || this.#exchange());
  }

  /** @returns {number | undefined} Seconds until a moment of the server's clock; undefined before the first answer. */
  until_s(server_s) {
    const best = this.#best;
    return best && server_s - (performance.now() / 1000 + best.offset_s);
  }

  /** @returns {number | undefined} The same moment by `performance.now`, seconds; undefined before the first answer. */
  local_s(server_s) {
    const best = this.#best;
    return best && server_s - best.offset_s;
  }

  /** Looks again where a state's time cannot be. @param {number} server_s When the server made it, a moment ago. */
  async doubt(server_s) {
    const ahead_s = this.until_s(server_s);
    if (ahead_s > LEAST_JUMP_S || ahead_s < -LATEST_S) await this.#begin();
  }

  /** @returns {{offset_ms: number, error_ms: number} | undefined} The server's clock minus this page's. */
  get estimate() {
    const best = this.#best;
    return best && { offset_ms: best.offset_s * 1000, error_ms: best.roundTrip_s * 500 };
  }

  get #best() {
    return this.#samples.reduce((best, one) => (!best || one.roundTrip_s < best.roundTrip_s ? one : best), undefined);
  }

  async #begin() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let count = 0; count < AT_JOIN; count += 1) await this.#exchange();
    this.#isBusy = false;
  }

  async #exchange() {
    try {
      const sent_s = performance.now() / 1000;
      const answer = await fetch("/api/v1/clock", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ client_send_s: sent_s }),
      });
      const { server_receive_s, server_send_s, boot } = await answer.json();
      const received_s = performance.now() / 1000;
      this.#take(boot, {
        offset_s: ((server_receive_s - sent_s) + (server_send_s - received_s)) / 2,
        roundTrip_s: received_s - sent_s - (server_send_s - server_receive_s),
      });
    } catch {
      // The event stream says that the server is gone; the next exchange follows by itself.
    }
  }

  #take(boot, sample) {
    // A clock that jumped between sending and receiving gives no time at all.
    if (!(sample.roundTrip_s >= 0)) return;
    const best = this.#best;
    const isOther = boot !== this.#boot || (best && areApart(best, sample));
    this.#boot = boot;
    this.#samples = isOther ? [sample] : [...this.#samples, sample].slice(-KEPT);
    document.documentElement.dataset.clock = this.#best.offset_s.toFixed(3);
    if (isOther) this.onChange();
    if (isOther && best) this.#begin();
  }
}

/** Whether no offset is within the bounds of both. */
function areApart(a, b) {
  return Math.abs(a.offset_s - b.offset_s) > (a.roundTrip_s + b.roundTrip_s) / 2 + LEAST_JUMP_S;
}
