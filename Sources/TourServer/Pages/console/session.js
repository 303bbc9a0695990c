/**
 * Signing in and out. The session lies in a cookie that no script sees; this page only knows whose it is.
 *
 * @typedef {object} Session
 * @property {string} guide
 * @property {boolean} controls Whether this console has the controls.
 * @property {number} next_sequence The least number that the next order may have.
 */
const ADDRESS = "/api/v1/guide/session";

/** Why somebody is not signed in. */
export class Refusal extends Error {
  /**
   * @param {"wrong" | "wait" | "noGuides" | "unsafe" | "gone"} reason
   * @param {number} [wait_s]
   */
  constructor(reason, wait_s = 0) {
    super(reason);
    this.reason = reason;
    this.wait_s = wait_s;
  }
}

/**
 * @returns {Promise<Session | undefined>} None where nobody is signed in.
 * @throws {Refusal} `gone` where the server does not answer.
 */
export async function presentSession() {
  const { status, body } = await asked("GET");
  if (status === 200) return body;
  if (status === 401) return undefined;
  throw new Refusal("gone");
}

/**
 * @returns {Promise<Session>}
 * @throws {Refusal}
 */
export async function signIn(pin) {
  const { status, body, wait_s } = await asked("POST", { pin });
  if (status === 201) return body;
  if (status === 401) throw new Refusal("wrong");
  if (status === 429) throw new Refusal("wait", wait_s);
  if (status === 403) throw new Refusal(body.detail?.includes("--guide-pin-file") ? "noGuides" : "unsafe");
  throw new Refusal("gone");
}

/**
 * @param {boolean} ofAll Whether every console is signed out.
 * @throws {Refusal} `gone` where the server does not answer: the session still counts.
 */
export async function signOut(ofAll) {
  const { status } = await asked("DELETE", undefined, ofAll ? `${ADDRESS}s` : ADDRESS);
  if (status !== 204 && status !== 401) throw new Refusal("gone");
}

async function asked(method, body, address = ADDRESS) {
  const headers = body ? { "Content-Type": "application/json" } : {};
  try {
    const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(5000) });
    const wait_s = Number(answer.headers.get("Retry-After")) || 1;
    return { status: answer.status, wait_s, body: await answer.json().catch(() => ({})) };
  } catch {
    throw new Refusal("gone");
  }
}
