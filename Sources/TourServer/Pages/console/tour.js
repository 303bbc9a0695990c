/**
 * The tour as the console needs it.
 *
 * @typedef {object} Epoch
 * @property {string} id
 * @property {number} [from_year]
 * @property {number} [to_year]
 * @property {boolean} [circa]
 * @property {string} panorama Digest.
 * @property {number} [heading_deg] Compass heading of the panorama's centre column.
 * @property {{heading_deg: number, pitch_deg: number, roll_deg: number}} [pose] Goes before the panorama's own.
 * @property {Record<string, string>} [narration] Digests of sound, by language.
 *
 * @typedef {object} Place
 * @property {string} id
 * @property {Record<string, string>} title By language.
 * @property {Epoch[]} epochs By date.
 * @property {{latitude_deg: number, longitude_deg: number}} location
 * @property {number} [progress_m] Along the route, of the place's own point.
 * @property {number} [trigger_m] Where along the route it is shown, and left.
 * @property {number} [exit_m]
 * @property {[number, number][][][]} [zone] Polygons of rings of longitudes and latitudes.
 *
 * @typedef {object} Tour
 * @property {Record<string, string>} title By language.
 * @property {string[]} languages
 * @property {Record<string, string>[]} messages Ready for the guide, each by language.
 * @property {Place[]} places
 * @property {[number, number][]} [route] Longitudes and latitudes.
 * @property {{attribution: string, geojson?: string, tiles?: string}} [map] Digests of the map's base layer.
 */

/** @returns {Promise<Tour>} */
export async function fetchTour() {
  const answer = await fetch("/api/v1/tour", { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`tour: ${answer.status}`);
  const { title = {}, languages = [], messages = [], places = [], drive, map } = await answer.json();
  const driven = Object.fromEntries((drive?.places ?? []).map((place) => [place.id, place]));
  const placed = places.map((place) => ({ ...driven[place.id], ...place }));
  return { title, languages, messages, route: drive?.route, map, places: placed };
}

/** @returns {{place: Place, epoch: Epoch} | undefined} */
export function sceneOf(tour, scene) {
  const place = tour.places.find(({ id }) => id === scene?.place);
  const epoch = place?.epochs.find(({ id }) => id === scene.epoch);
  return epoch && { place, epoch };
}

/** @returns {string} In the wanted language, or in any. */
export function inLanguage(texts, language) {
  return texts?.[language] ?? Object.values(texts ?? {})[0] ?? "";
}

/** @returns {string} What a language is called; of a tag that the browser does not take, the tag. */
export function languageName(tag, language) {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
