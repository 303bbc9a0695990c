/** How places and the bus stand in the drive, and how that is said. */

const SOURCE_FAULTS = ["connecting", "stale", "stopped", "ended"];

/**
 * The guide may show what guidance has left behind, or not reached.
 * @returns {"idle" | "armed" | "shown" | "left"}
 */
export function kindOf(id, { scene, awaited, places }) {
  if ((awaited ?? scene)?.place === id) return awaited ? "armed" : "shown";
  return places[id] === "shown" ? "left" : places[id] ?? "idle";
}

/** @returns {string} The place's standing, and how soon the bus comes to it. */
export function kindWords(id, { state, words, language }) {
  const kind = kindOf(id, state);
  const next = state.next.find(({ place }) => place === id);
  const said = words(`state_${kind}`);
  return !next || kind === "shown" ? said : `${said}, ${arrivalWords(next, words, language)}`;
}

/** @returns {string} How far and how soon. */
export function arrivalWords({ distance_m, arrival_s }, words, language) {
  return words("arrival", { distance: metres(distance_m, language), time: `${minutes(arrival_s)} min` });
}

/** @returns {{kind: string, key: string}} What is known of where the bus is, and the key of the words that say it. */
export function positionOf({ source, position }) {
  const isBlind = SOURCE_FAULTS.includes(source?.state) && position.state !== "tracked";
  return isBlind ? { kind: "lost", key: `source_${source.state}` } : { kind: position.state, key: `position_${position.state}` };
}

/** @returns {string} Rounded as far as a bus knows. */
function metres(distance_m, language) {
  if (distance_m < 950) return `${Math.max(Math.round(distance_m / 10) * 10, 0)} m`;
  return `${(distance_m / 1000).toLocaleString(language, { maximumFractionDigits: 1 })} km`;
}

/** @returns {string} As clocks count: 1:05. */
export function minutes(seconds) {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
