/**
 * Asking this machine's program: the state of the work, the solver, writing.
 */

/** Why something was not done. */
export class Refusal extends Error {
  /**
   * @param {"gone" | "changed" | "refused"} kind The program has ended; the file changed meanwhile; it cannot be done.
   * @param {string} [reason] As the program says it.
   */
  constructor(kind, reason = "") {
    super(reason || kind);
    this.kind = kind;
    this.reason = reason;
  }
}

/** @returns {Promise<object>} What the page shows when it opens. */
export async function readState() {
  return answered(await asked("/api/v1/state"));
}

/** @param {object} work @returns {Promise<object>} What the points come to. */
export async function solve(work) {
  return answered(await asked("/api/v1/solve", work));
}

/** Writes the points. @param {object} work @returns {Promise<object>} The state then. */
export async function save(work) {
  return answered(await asked("/api/v1/save", work));
}

/** @param {string} name @returns {Promise<ImageBitmap>} */
export async function readPicture(name) {
  const response = await asked(`/pictures/${name}`);
  if (!response.ok) throw new Refusal("gone");
  return createImageBitmap(await response.blob(), { colorSpaceConversion: "none" });
}

async function asked(address, work) {
  const headers = { "Content-Type": "application/json" };
  try {
    return await fetch(address, work ? { method: "POST", headers, body: JSON.stringify(work) } : {});
  } catch {
    throw new Refusal("gone");
  }
}

async function answered(response) {
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Refusal(response.status === 409 ? "changed" : "refused", answer.reason);
}
