/**
 * The guide's orders: numbered, one after the other, each carried out once. None waits for a line that is not there: it is refused.
 *
 * @typedef {object} Outcome
 * @property {"done" | "lost" | "watching" | "unknown" | "refused" | "signedOut"} kind `unknown`: nobody answered, so it may or may
 *   not have been carried out. `refused`: the server said why, in `reason`.
 * @property {number} [revision] Of a state in which it has taken effect.
 * @property {string} [reason] For programs: `place`, `epoch`, `nothing`, `headset`, `seat`, `code`, `other`.
 */
const ANSWER_MS = 1500;

/** By what the server's problem says. */
const REASONS = [
  [/no such place/i, "place"],
  [/no such epoch/i, "epoch"],
  [/no place is shown/i, "nothing"],
  [/no such headset/i, "headset"],
  [/no such seat/i, "seat"],
  [/with this code/i, "code"],
];

export class Orders {
  #line;
  #next = 1;
  #turn = Promise.resolve();

  /** Whether this console has the controls. */
  controls = false;

  /** @param {import("./line.js").Line} line */
  constructor(line) {
    this.#line = line;
  }

  /** @param {import("./session.js").Session} session */
  begin({ next_sequence, controls }) {
    this.#next = next_sequence;
    this.controls = controls;
  }

  /**
   * @param {{command: string}} order
   * @returns {Promise<Outcome>}
   */
  give(order) {
    const refusal = this.#refusal(order);
    if (refusal) return Promise.resolve(refusal);
    const outcome = this.#turn.then(() => this.#carry(order));
    this.#turn = outcome.catch(() => undefined);
    return outcome;
  }

  /** Asked when the order is given, and once more at its turn. */
  #refusal({ command }) {
    if (!this.#line.isOpen) return { kind: "lost" };
    return this.controls || command === "take_over" ? undefined : { kind: "watching" };
  }

  async #carry(order) {
    const refusal = this.#refusal(order);
    if (refusal) return refusal;
    // A number that another page of this session has used is answered as repeated, or refused as old; then the next one counts.
    for (let turn = 0; turn < 3; turn += 1) {
      const sequence = this.#next;
      this.#next += 1;
      const { status, body, attempts } = await this.#sent({ sequence, ...order });
      if (status === 0) return { kind: "unknown" };
      if (status === 401) return { kind: "signedOut" };
      if (status === 200 && !(body.repeated && attempts === 1)) {
        this.controls ||= order.command === "take_over";
        return { kind: "done", revision: body.revision };
      }
      if (status === 409 && /controls/.test(body.detail)) {
        this.controls = false;
        return { kind: "watching" };
      }
      if (status !== 200 && status !== 409) return { kind: "refused", reason: reasonOf(body.detail) };
      if (!(await this.#catchUp())) return { kind: "unknown" };
    }
    return { kind: "refused", reason: "other" };
  }

  /** Twice with the same number where the first answer does not come: the server carries it out once. */
  async #sent(order) {
    for (let attempts = 1; attempts <= 2; attempts += 1) {
      try {
        const answer = await fetch("/api/v1/guide/commands", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(order),
          signal: AbortSignal.timeout(ANSWER_MS),
        });
        return { status: answer.status, body: await answer.json(), attempts };
      } catch {
        // No answer, or half of one.
      }
    }
    return { status: 0, body: {}, attempts: 2 };
  }

  async #catchUp() {
    try {
      const answer = await fetch("/api/v1/guide/session", { signal: AbortSignal.timeout(ANSWER_MS) });
      const { next_sequence } = await answer.json();
      this.#next = Math.max(this.#next, next_sequence);
      return answer.ok;
    } catch {
      return false;
    }
  }
}

function reasonOf(detail = "") {
  return REASONS.find(([words]) => words.test(detail))?.[1] ?? "other";
}
