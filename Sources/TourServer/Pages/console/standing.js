/** How places and the bus stand in the drive, and how that is said. */
import { clock, metres } from "./reasons.js";

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
  if (isWaiting(id, state)) return words("state_waiting");
  const said = words(`state_${kind}`);
  return !next || kind === "shown" ? said : `${said}, ${arrivalWords(next, words, language)}`;
}

/** Its trigger is crossed, and something keeps it; what that is, stands with what is on now. */
function isWaiting(id, { outlook }) {
  return outlook?.place === id && outlook.reason !== "near";
}

/** @returns {string} How far and how soon. */
export function arrivalWords({ distance_m, arrival_s }, words, language) {
  return words("arrival", { distance: metres(distance_m, language), time: `${clock(arrival_s)} min` });
}

/** No positions come. */
export function isBlind({ source, position }) {
  return position.state === "none" || (SOURCE_FAULTS.includes(source?.state) && position.state !== "tracked");
}

/** @returns {{kind: string, key: string}} What is known of where the bus is, and the key of the words that say it. */
export function positionOf(state) {
  const { source, position } = state;
  const isSilent = isBlind(state) && position.state !== "none";
  return isSilent ? { kind: "lost", key: `source_${source.state}` } : { kind: position.state, key: `position_${position.state}` };
}
