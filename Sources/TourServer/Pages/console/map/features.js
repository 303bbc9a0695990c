/**
 * What a feature of a GeoJSON map is, by the keys of OpenStreetMap that exporting programs leave in its properties, or by a plain
 * `kind`. From the lowest to the uppermost: what is drawn first lies below.
 */
export const KINDS = ["green", "water", "building", "road", "rail", "other"];

const GREEN = {
  landuse: ["allotments", "cemetery", "farmland", "forest", "grass", "meadow", "orchard", "recreation_ground", "village_green", "vineyard"],
  leisure: ["garden", "golf_course", "nature_reserve", "park", "pitch", "playground"],
  natural: ["grassland", "heath", "scrub", "wood"],
};
const WATER = { landuse: ["basin", "reservoir"], natural: ["bay", "water"] };

/** How wide streets and waters are as a rule, in metres. */
const WIDTHS_M = {
  motorway: 16, trunk: 14, primary: 12, secondary: 10, tertiary: 9, unclassified: 7, residential: 7, living_street: 6, pedestrian: 6,
  service: 4, track: 3, cycleway: 2.5, footway: 2, path: 2, steps: 2, river: 14, canal: 10, stream: 3,
};
const USUAL_WIDTH_M = 7;

/** @returns {string} One of KINDS. */
export function kindOf(properties) {
  const tags = properties ?? {};
  if (KINDS.includes(tags.kind)) return tags.kind;
  if (isThere(tags.building)) return "building";
  if (isThere(tags.waterway) || isThere(tags.water) || isAny(tags, WATER)) return "water";
  if (isThere(tags.highway)) return "road";
  if (isThere(tags.railway)) return "rail";
  return isAny(tags, GREEN) ? "green" : "other";
}

/** @returns {number} Metres. */
export function widthOf(properties) {
  const { highway, waterway, width } = properties ?? {};
  const said = Number.parseFloat(width);
  return said > 0 && said < 1000 ? said : WIDTHS_M[String(highway).replace("_link", "")] ?? WIDTHS_M[waterway] ?? USUAL_WIDTH_M;
}

function isThere(value) {
  return value !== undefined && value !== null && value !== "" && value !== "no";
}

function isAny(tags, meanings) {
  return Object.entries(meanings).some(([key, values]) => values.includes(tags[key]));
}

/** @returns {object[]} The features with lines or areas of a GeoJSON text, in the order in which they are drawn. */
export function drawn(geojson) {
  const features = geojson.features ?? [geojson.geometry !== undefined ? geojson : { type: "Feature", properties: {}, geometry: geojson }];
  const areas = features.filter(({ geometry }) => geometry && !geometry.type.endsWith("Point"));
  return areas.map((feature) => ({ ...feature, kind: kindOf(feature.properties) }))
    .sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}
