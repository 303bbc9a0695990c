/** Why something is on, or not: a reason's code and figures in words. */
const STANDS_MPS = 1;

/**
 * @param {(key: string, values?: object) => string} words
 * @param {string} language
 * @param {{reason: string, figures?: object}} event
 * @returns {string}
 */
export function because(words, language, { reason, figures = {} }) {
  const said = words(because.key(reason, figures), valuesOf(figures, language));
  return said.startsWith("because_") ? words("because_other") : said;
}

/** A place for a standing bus has other words than one for a slow bus. */
because.key = (reason, { allowed_mps }) => (reason === "too-fast" && allowed_mps < STANDS_MPS ? "because_too-fast-stop" : `because_${reason}`);

/**
 * Why the next place is not on yet.
 * @param {object} state
 * @param {string} place Its name; empty where it is not known.
 * @param {number} elapsed_s Since the state was made.
 * @returns {string}
 */
export function outlookWords(words, language, state, place, elapsed_s) {
  const { outlook, position, held } = state;
  if (!outlook) return ["tracked", "estimated"].includes(position.state) ? words("outlook_none") : "";
  const values = { place, ...valuesOf(outlook.figures, language), reason: because(words, language, outlook) };
  const silent_s = outlook.without_fix_s === undefined ? undefined : outlook.without_fix_s + Math.max(elapsed_s, 0);
  const since = silent_s === undefined ? "" : clock(silent_s);
  switch (position.state) {
    case "searching": return words("outlook_searching", values);
    case "lost": return words("outlook_lost", { ...values, time: since });
    case "detour": return words("outlook_detour", values);
    default:
  }
  if (outlook.reason !== "near") return words("outlook_waits", values);
  const parts = [words(held ? "outlook_held" : "outlook_near", values)];
  if (position.state === "estimated") parts.push(words("outlook_estimated", { time: since }));
  else if (!held && isTooFast(state)) {
    const speeds = valuesOf({ speed_mps: state.speed_mps, allowed_mps: outlook.allowed_mps }, language);
    parts.push(words(outlook.allowed_mps < STANDS_MPS ? "outlook_stop" : "outlook_slow", speeds));
  }
  return parts.join(" ");
}

function isTooFast({ speed_mps, outlook }) {
  return outlook.allowed_mps !== undefined && speed_mps > outlook.allowed_mps;
}

function valuesOf({ distance_m = 0, duration_s = 0, off_deg = 0, speed_mps = 0, allowed_mps = 0, deviation_m = 0 }, language) {
  return {
    distance: metres(distance_m, language),
    time: clock(duration_s),
    degrees: Math.round(off_deg),
    speed: Math.round(speed_mps * 3.6),
    allowed: Math.round(allowed_mps * 3.6),
    deviation: metres(deviation_m, language),
  };
}

/** @returns {string} Rounded as far as a bus knows. */
export function metres(distance_m, language) {
  if (distance_m < 950) return `${Math.max(Math.round(distance_m / 10) * 10, 0)} m`;
  return `${(distance_m / 1000).toLocaleString(language, { maximumFractionDigits: 1 })} km`;
}

/** @returns {string} As clocks count: 1:05. */
export function clock(seconds) {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
