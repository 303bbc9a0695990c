/**
 * Becoming one of the bus's headsets, where the server asks for it: by the token of the address (`?token=`), or by a code
 * that the guide approves. The token itself lies in a cookie that no script sees.
 */
import { Fault, patiently } from "./server.js";

const POLL_MS = 2000;
const KEY = "zeitreise-headset";

/** @returns {{id: string, number: number} | undefined} Who this headset is. */
export function identity() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Resolves when the server gives the tour to this page.
 * @param {(code: string) => void} show Shows the code for the guide.
 * @param {(fault: Fault, wait_s: number) => Promise<void>} pause
 */
export async function admitted(show, pause) {
  const token = takenFromAddress();
  if (token) await enrolledBy(token, pause).catch(() => undefined);
  while (!await patiently(isWelcome, pause)) {
    const applied = await patiently(() => enrol({}), pause);
    if (applied.code) {
      show(applied.code);
      await patiently(() => approved(applied), pause);
    }
  }
}

/** Who is enrolled already can do without the server's word. */
function enrolledBy(token, pause) {
  return identity() ? enrol({ token }) : patiently(() => enrol({ token }), pause);
}

/** The token does not stay where the address is shown or kept. */
function takenFromAddress() {
  const parameters = new URLSearchParams(location.search);
  const token = parameters.get("token");
  if (!token) return undefined;
  parameters.delete("token");
  const query = parameters.toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  return token;
}

async function isWelcome() {
  const { status } = await asked("/api/v1/tour", { method: "HEAD" });
  return status !== 401;
}

async function enrol(wish) {
  const { status, body } = await asked("/api/v1/headsets", post(wish));
  if (status === 201) remember(body);
  if (status === 429) throw new Fault("server", true);
  if (status !== 201 && status !== 202) throw new Fault("tour", false);
  return body;
}

/** Resolves when the guide has approved, or the code is over. */
async function approved({ id, claim }) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const { status, body } = await asked(`/api/v1/headsets/${id}/claim`, post({ claim }));
    if (status === 201) return remember(body);
    if (status !== 202) return undefined;
  }
}

function remember({ id, number }) {
  localStorage.setItem(KEY, JSON.stringify({ id, number }));
}

function post(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function asked(address, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Fault("server", true);
  }
  if (answer.status >= 500) throw new Fault("server", true);
  return { status: answer.status, body: await answer.json().catch(() => ({})) };
}
