/**
 * The route by metres, as guidance counts them: along each segment the ground is a plane, scaled with the ellipsoid's two radii of
 * curvature at its middle (WGS 84; Snyder, Map Projections, 1987, equations 4-18 and 4-20).
 */
const RADIANS = Math.PI / 180;
const EQUATOR_M = 6_378_137;
const ECCENTRICITY_SQUARED = 0.006_694_379_990_141_3;

export class Course {
  /** Of each position: longitude, latitude, and metres from the start. */
  #points;

  /** @param {[number, number][]} positions Longitudes and latitudes in the direction of travel; of a loop the last is the first. */
  constructor(positions) {
    let metres = 0;
    this.#points = positions.map(([east, north], i) => {
      if (i > 0) metres += distance_m(positions[i - 1], [east, north]);
      return [east, north, metres];
    });
  }

  get length_m() {
    return this.#points.at(-1)[2];
  }

  get isLoop() {
    const [start, end] = [this.#points[0], this.#points.at(-1)];
    return start[0] === end[0] && start[1] === end[1];
  }

  /** @returns {[number, number][]} Latitudes and longitudes, as Leaflet has them. */
  get line() {
    return this.#points.map(([east, north]) => [north, east]);
  }

  /**
   * A part of the route; on a loop it may go over the seam, elsewhere it ends where the route does.
   * @returns {[number, number][][]} Lines.
   */
  stretch(from_m, to_m) {
    const length_m = this.length_m;
    if (!this.isLoop) return [this.#cut(Math.max(from_m, 0), Math.min(to_m, length_m))];
    if (to_m - from_m >= length_m) return [this.line];
    const start_m = onLap(from_m, length_m);
    const end_m = start_m + to_m - from_m;
    if (end_m <= length_m) return [this.#cut(start_m, end_m)];
    return [this.#cut(start_m, length_m), this.#cut(0, end_m - length_m)];
  }

  #cut(from_m, to_m) {
    const between = this.#points.filter(([, , metres]) => metres > from_m && metres < to_m);
    return [this.at(from_m), ...between.map(([east, north]) => [north, east]), this.at(to_m)];
  }

  /** @returns {[number, number]} Latitude and longitude, between the start and the end of the route. */
  at(metres) {
    const [start, end, share] = this.#segment(metres);
    return [start[1] + (end[1] - start[1]) * share, start[0] + (end[0] - start[0]) * share];
  }

  /** @returns {number} Where the route goes there, clockwise from north. */
  heading_deg(metres) {
    const [start, end] = this.#segment(metres);
    const [east_m, north_m] = metresBetween(start, end);
    return Math.atan2(east_m, north_m) / RADIANS;
  }

  #segment(metres) {
    const points = this.#points;
    let i = points.findIndex(([, , passed]) => passed >= metres);
    if (i < 0) i = points.length - 1;
    const [start, end] = [points[Math.max(i, 1) - 1], points[Math.max(i, 1)]];
    const share = (metres - start[2]) / (end[2] - start[2]);
    return [start, end, Math.min(Math.max(share, 0), 1)];
  }
}

/** @returns {number} Metres from the start of the lap: progress counts on over the laps. */
export function onLap(progress_m, length_m) {
  const rest_m = progress_m % length_m;
  return rest_m < 0 ? rest_m + length_m : rest_m;
}

function distance_m(one, other) {
  return Math.hypot(...metresBetween(one, other));
}

/** East and north. */
function metresBetween([east, north], [nextEast, nextNorth]) {
  const latitude = ((north + nextNorth) / 2) * RADIANS;
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(latitude) ** 2;
  const prime_m = EQUATOR_M / Math.sqrt(w);
  const meridian_m = (prime_m * (1 - ECCENTRICITY_SQUARED)) / w;
  return [(nextEast - east) * RADIANS * prime_m * Math.cos(latitude), (nextNorth - north) * RADIANS * meridian_m];
}
