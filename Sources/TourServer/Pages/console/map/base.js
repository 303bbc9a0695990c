/** What lies below the tour on the map: raster tiles or GeoJSON of the tour's bundle. */
import { drawn, widthOf } from "./features.js";

const TILE_PX = 256;
const EQUATOR_M = 40_075_016.686;
/** Below what a thumb's map needs. */
const THINNEST_PX = 1;

/**
 * @param {object} L Leaflet.
 * @param {object} map Its map.
 * @param {{geojson?: string, tiles?: string}} base Of the tour.
 * @param {(kind: string) => string} colourOf Of what is drawn.
 * @returns {Promise<{restyle: () => void}>} `restyle` takes the colours anew.
 */
export async function addBase(L, map, base, colourOf) {
  const answer = await fetch(`/media/${base.tiles ?? base.geojson}`, { signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const content = await answer.json();
  return base.tiles ? addTiles(L, map, content.tiles) : addFeatures(L, map, content, colourOf);
}

function addTiles(L, map, tiles) {
  const zooms = Object.keys(tiles).map((name) => Number(name.split("/")[0]));
  const [least, most] = [Math.min(...zooms), Math.max(...zooms)];
  const Tiles = L.GridLayer.extend({ createTile: (at) => tileElement(tiles, at, least) });
  new Tiles({ pane: "base", minNativeZoom: least, maxNativeZoom: most, minZoom: Math.max(least - 2, 0), maxZoom: 22 }).addTo(map);
  return { restyle() {} };
}

/** Where there is no tile, the part of a coarser one, enlarged. */
function tileElement(tiles, { x, y, z }, least) {
  const image = document.createElement("img");
  image.alt = "";
  const digest = tiles[`${z}/${x}/${y}`];
  if (digest) {
    image.src = `/media/${digest}`;
    image.dataset.tile = `${z}/${x}/${y}`;
    return image;
  }
  const part = document.createElement("div");
  for (let up = 1; z - up >= least; up += 1) {
    const coarser = tiles[`${z - up}/${x >> up}/${y >> up}`];
    if (!coarser) continue;
    const count = 2 ** up;
    Object.assign(part.style, {
      backgroundImage: `url("/media/${coarser}")`,
      backgroundPosition: `${-(x % count) * TILE_PX}px ${-(y % count) * TILE_PX}px`,
      backgroundSize: `${count * TILE_PX}px`,
    });
    break;
  }
  return part;
}

function addFeatures(L, map, geojson, colourOf) {
  const renderer = L.canvas({ pane: "base", padding: 0.5 });
  const style = (feature) => styleOf(feature, colourOf, pixelsPerMetre(map));
  const layer = L.geoJSON(drawn(geojson), { renderer, style, interactive: false }).addTo(map);
  const restyle = () => layer.setStyle(style);
  map.on("zoomend", restyle);
  return { restyle };
}

function pixelsPerMetre(map) {
  return (TILE_PX * 2 ** map.getZoom()) / (EQUATOR_M * Math.cos((map.getCenter().lat * Math.PI) / 180));
}

function styleOf({ kind, properties, geometry }, colourOf, scale) {
  const colour = colourOf(kind);
  if (geometry.type.endsWith("Polygon")) {
    const isArea = kind !== "other";
    return { stroke: !isArea, color: colour, weight: THINNEST_PX, fill: isArea, fillColor: colour, fillOpacity: 1 };
  }
  const wide = kind === "road" || kind === "water" ? widthOf(properties) * scale : 1.5;
  return { color: colour, weight: Math.max(wide, THINNEST_PX), opacity: 1, fill: false };
}
