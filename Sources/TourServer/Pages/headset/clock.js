/**
 * The server's clock, estimated by exchanges of time: of several, the one with the shortest round trip counts.
 */

const AT_JOIN = 8;
const REFRESH_MS = 10_000;
const KEPT = 16;

export class ServerClock {
  #samples = [];
  #boot;

  /** Exchanges times at once, and then every ten seconds. */
  async start() {
    for (let count = 0; count < AT_JOIN; count += 1) await this.#exchange();
    setInterval(() => this.#exchange(), REFRESH_MS);
  }

  /** @returns {number | undefined} Seconds until a moment of the server's clock; undefined before the first answer. */
  until_s(server_s) {
    const best = this.#best;
    return best && server_s - (performance.now() / 1000 + best.offset_s);
  }

  /** @returns {{offset_ms: number, error_ms: number} | undefined} The server's clock minus this page's. */
  get estimate() {
    const best = this.#best;
    return best && { offset_ms: best.offset_s * 1000, error_ms: best.roundTrip_s * 500 };
  }

  get #best() {
    return this.#samples.reduce((best, one) => (!best || one.roundTrip_s < best.roundTrip_s ? one : best), undefined);
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
      if (boot !== this.#boot) this.#samples = [];
      this.#boot = boot;
      this.#samples.push({
        offset_s: ((server_receive_s - sent_s) + (server_send_s - received_s)) / 2,
        roundTrip_s: received_s - sent_s - (server_send_s - server_receive_s),
      });
      this.#samples = this.#samples.slice(-KEPT);
    } catch {
      // The event stream says that the server is gone; the next exchange follows by itself.
    }
  }
}
