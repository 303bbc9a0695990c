/**
 * Which place somebody stands at who goes round by himself: pure, from fixes and the tour's manifest.
 */

const EARTH_M = 6_371_000;
const RADIANS = Math.PI / 180;
/** Whoever walks looks up when he is this near to a place, or in its zone. */
const REACHED_M = 40;
/** So much further than it was reached a place is left: a fix wavers, and the picture does not with it. */
const LEFT_BY_M = 25;
/** A fix that is worse says nothing of which of two places it is. */
const WORST_M = 75;

/** Who is faster drives or cycles, and is to look at the road. */
const WALKING_MPS = 3;

/**
 * @typedef {object} Fix
 * @property {number} latitude_deg
 * @property {number} longitude_deg
 * @property {number} accuracy_m Radius of the circle in which the device is with a probability of 95 %.
 * @property {number | null} [speed_mps] Where the device knows it.
 */

/**
 * @param {import("./tour.js").Place[]} places With their `location` and, where they have one, `zone`.
 * @param {Fix} fix
 * @param {string | undefined} before Id of the place at which one stood.
 * @returns {string | undefined} Id of the place at which one stands now; the one before while the
 *   fix is too poor to tell, or one does not walk.
 */
export function placeReached(places, fix, before) {
  if (!(fix.accuracy_m <= WORST_M) || fix.speed_mps > WALKING_MPS) return before;
  const distances = places.map((place) => ({ id: place.id, distance_m: distanceTo(place, fix) }));
  const current = distances.find(({ id }) => id === before);
  const reached = distances.filter(({ distance_m }) => distance_m <= REACHED_M).sort((a, b) => a.distance_m - b.distance_m);
  const isLeft = !current || current.distance_m > REACHED_M + Math.max(LEFT_BY_M, fix.accuracy_m);
  if (isLeft) return reached[0]?.id;
  // Between two places that are both near, the other must be nearer by more than the fix may be wrong.
  const [nearest] = reached;
  return nearest && nearest.distance_m + Math.max(LEFT_BY_M, fix.accuracy_m) < current.distance_m ? nearest.id : before;
}

/** Within a zone one is at its place: 0 m; beside it, as far from where one would have reached it as from the zone. @returns {number} */
function distanceTo({ location, zone = [] }, fix) {
  if (zone.some((polygon) => isWithin(polygon, fix))) return 0;
  const edges = zone.flat().map((ring) => distanceToRing_m(ring, fix));
  return Math.min(distance_m(location, fix), ...edges.map((edge_m) => REACHED_M + edge_m));
}

/** @returns {number} Metres along the sphere. */
export function distance_m(a, b) {
  const half = (to, from) => Math.sin(((to - from) * RADIANS) / 2) ** 2;
  const across = Math.cos(a.latitude_deg * RADIANS) * Math.cos(b.latitude_deg * RADIANS);
  const chord = half(b.latitude_deg, a.latitude_deg) + across * half(b.longitude_deg, a.longitude_deg);
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** In the plane that touches the Earth at the fix: right for what is near. @param {[number, number][]} ring @returns {number} */
function distanceToRing_m(ring, { longitude_deg, latitude_deg }) {
  const along = EARTH_M * RADIANS * Math.cos(latitude_deg * RADIANS);
  const points = ring.map(([x, y]) => [(x - longitude_deg) * along, (y - latitude_deg) * EARTH_M * RADIANS]);
  return Math.min(...points.map((end, i) => distanceFromOrigin(points.at(i - 1), end)));
}

/** Of the line between two points. */
function distanceFromOrigin([ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const share = square > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square)) : 0;
  return Math.hypot(ax + share * dx, ay + share * dy);
}

/** Even or odd: rings within the first are holes. @param {[number, number][][]} rings Of longitudes and latitudes. */
function isWithin(rings, { longitude_deg: x, latitude_deg: y }) {
  let isInside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
    }
  }
  return isInside;
}
