/**
 * The tour as the server gives it, and words from it.
 *
 * @typedef {object} Epoch
 * @property {string} id
 * @property {number} [from_year]
 * @property {number} [to_year]
 * @property {boolean} [circa]
 * @property {string} panorama Digest; of what the left eye sees, where there is `right`.
 * @property {string} [right] Digest of what the right eye sees.
 * @property {string} [original] Digest of the picture without what was corrected.
 * @property {string[]} [restored] What was corrected: `dust`, `fading`.
 * @property {number} [heading_deg] Compass heading of the panorama's centre column.
 * @property {{heading_deg: number, pitch_deg: number, roll_deg: number}} [pose] Goes before the panorama's own.
 * @property {{yaw_deg: number, pitch_deg: number}[][]} [documented] Outlines, in the panorama's own frame.
 * @property {"documented" | "reconstructed" | "imagined"} [certainty]
 * @property {string} [over] Id of the epoch that shows round the documented part.
 * @property {string} [credit]
 * @property {string} [licence]
 * @property {string} [source]
 * @property {Record<string, string>} [narration] Digests of sound, by language.
 * @property {Record<string, string>} [captions] Digests of WebVTT, by language.
 *
 * @typedef {object} Place
 * @property {string} id
 * @property {Record<string, string>} title By language.
 * @property {Epoch[]} epochs By date.
 * @property {string} [first] Id of the epoch that is shown first, if it is not the first of all.
 * @property {{latitude_deg: number, longitude_deg: number}} [location]
 * @property {[number, number][][][]} [zone] Polygons of rings of longitudes and latitudes in which one is at the place.
 *
 * @typedef {object} Tour
 * @property {Record<string, string>} title By language.
 * @property {string[]} languages
 * @property {Place[]} places Those with something to see.
 * @property {[number, number][]} [route] Longitudes and latitudes in degrees, in the direction of travel.
 */
import { Fault, fetched } from "./server.js";

/** Of the tour's text; descriptions of panoramas that were kept with another one may be out of date. */
let edition = "";

/** @returns {Promise<Tour>} */
export async function fetchTour() {
  const text = await (await fetched("/api/v1/tour")).text();
  edition = hash(text);
  const tour = parsed(text);
  const zones = new Map((tour.drive?.places ?? []).map(({ id, zone }) => [id, zone]));
  const places = (tour.places ?? [])
    .map((place) => ({ ...place, zone: zones.get(place.id), epochs: (place.epochs ?? []).filter(({ panorama }) => panorama) }))
    .filter(({ epochs }) => epochs.length > 0);
  return { title: tour.title ?? {}, languages: tour.languages ?? [], places, route: tour.drive?.route };
}

/** @returns {string} The name under which a panorama's description is kept. */
export function panoramaName(digest) {
  return `${panoramaAddress(digest)}?${edition}`;
}

function panoramaAddress(digest) {
  return `/api/v1/panoramas/${digest}`;
}

/**
 * @param {string} digest
 * @param {{priority?: "high" | "low"}} [options]
 * @returns {Promise<import("./panorama.js").Panorama>}
 */
export async function fetchPanorama(digest, options) {
  const body = await fetched(panoramaAddress(digest), { ...options, name: panoramaName(digest) });
  return parsed(await body.text());
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault("tour", false);
  }
}

/** FNV-1a, to tell texts apart. @returns {string} */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16);
}

/**
 * @param {Tour} tour
 * @param {string | null} placeId
 * @param {string | null} epochId
 * @returns {{place: Place, epoch: Epoch}} The place's first where an id is unknown.
 */
export function sceneNamed(tour, placeId, epochId) {
  const place = tour.places.find(({ id }) => id === placeId) ?? tour.places[0];
  const named = (wanted) => place.epochs.find(({ id }) => id === wanted);
  return { place, epoch: named(epochId) ?? named(place.first) ?? place.epochs[0] };
}

/**
 * @param {Record<string, string> | undefined} texts By language.
 * @param {string[]} languages The preferred first.
 * @returns {string} In the first language there is, or in any.
 */
export function inLanguage(texts, languages) {
  const known = languages.find((language) => texts?.[language]);
  return (known ? texts[known] : Object.values(texts ?? {})[0]) ?? "";
}
