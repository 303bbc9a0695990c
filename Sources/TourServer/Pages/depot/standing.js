/**
 * What needs attention at the depot: facts in, reasons out. Pure.
 * @typedef {{level: "fault" | "attention", word: string, values?: object}} Reason
 */

const DAY_S = 86_400;
/** As the server warns of its own certificate. */
const CERTIFICATE_DAYS = 14;
const UNSEEN_DAYS = 7;
const LOST_DAYS = 30;
const LEAST_FREE_BYTES = 1 << 30;
const ENDING_DAYS = 14;

/** @returns {Map<string, number>} The newest version of each tour. */
export function newestOf(releases) {
  const newest = new Map();
  for (const { tour, version } of releases) newest.set(tour, Math.max(version, newest.get(tour) ?? 0));
  return newest;
}

/** @returns {Reason[]} The worst first. */
export function reasonsOfBus(bus, newest, now) {
  const reasons = [];
  const days = bus.certificate_days_left ?? undefined;
  if (days !== undefined && days < 0) reasons.push({ level: "fault", word: "certificateEnded" });
  else if (days !== undefined && days < CERTIFICATE_DAYS) reasons.push({ level: "attention", word: "certificateEnding" });
  const unseen = Math.floor((now - bus.seen) / DAY_S);
  if (unseen >= LOST_DAYS) reasons.push({ level: "fault", word: "unseen", values: { count: unseen } });
  else if (unseen >= UNSEEN_DAYS) reasons.push({ level: "attention", word: "unseen", values: { count: unseen } });
  for (const { tour, version } of bus.releases) {
    const best = newest.get(tour);
    if (best > version) reasons.push({ level: "attention", word: "older", values: { tour, version, best } });
  }
  if (!bus.releases.length) reasons.push({ level: "attention", word: "nothing" });
  if (bus.free_bytes < LEAST_FREE_BYTES) reasons.push({ level: "attention", word: "full" });
  return reasons.toSorted((one, other) => (one.level === "fault" ? 0 : 1) - (other.level === "fault" ? 0 : 1));
}

/** Of the newest release of a tour alone: an older one may end. */
export function reasonsOfRelease(release, newest, now) {
  if (newest.get(release.tour) !== release.version) return [];
  if (release.is_retired) return [{ level: "fault", word: "retired" }];
  const days = Math.floor((release.expires - now) / DAY_S);
  if (days < 0) return [{ level: "fault", word: "ended" }];
  return days < ENDING_DAYS ? [{ level: "attention", word: "ending", values: { count: days } }] : [];
}

export const levelOf = (reasons) => reasons[0]?.level ?? "good";
