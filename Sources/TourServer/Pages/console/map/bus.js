/**
 * The bus on the map, where it heads, and how far it may be astray: a part of the route, or off it a circle. Nothing is touched that has
 * not moved.
 */
import { made, mark } from "../dom.js";
import { positionOf } from "../standing.js";

const BUS_PX = 52;
const SVG = "http://www.w3.org/2000/svg";
/** Of a normal distribution: 95 of 100 cases lie within. */
const DEVIATIONS = 1.96;

export class Bus {
  #map;
  #course;
  #marker;
  #element;
  #corridor;
  #circle;
  #shown = {};

  constructor(L, map, course) {
    this.#map = map;
    this.#course = course;
    this.#element = busElement();
    const icon = L.divIcon({ html: this.#element, className: "map-still", iconSize: [BUS_PX, BUS_PX] });
    this.#marker = L.marker([0, 0], { icon, interactive: false, keyboard: false, zIndexOffset: 1000 });
    this.#corridor = L.polyline([], { className: "map-doubt", pane: "doubt", interactive: false }).addTo(map);
    this.#circle = L.circle([0, 0], { radius: 0, className: "map-circle", pane: "doubt", interactive: false });
  }

  /** Where it was last; undefined before the first position. @returns {[number, number] | undefined} */
  get place() {
    return this.#shown.place;
  }

  update(state) {
    const { position, heading_deg } = state;
    const { latitude_deg, longitude_deg } = position;
    const { kind } = positionOf(state);
    mark(this.#element, "data-kind", kind);
    this.#head(heading_deg);
    if (latitude_deg === undefined) return this.#remove();
    const place = [latitude_deg, longitude_deg];
    if (String(place) !== String(this.#shown.place)) this.#marker.setLatLng(place);
    this.#shown.place = place;
    if (!this.#map.hasLayer(this.#marker)) this.#marker.addTo(this.#map);
    this.#doubt(position, place, kind);
  }

  #head(heading_deg) {
    mark(this.#element, "data-heading", heading_deg !== undefined);
    if (heading_deg !== undefined && heading_deg !== this.#shown.heading_deg) {
      this.#element.style.setProperty("--heading", `${heading_deg}deg`);
    }
    this.#shown.heading_deg = heading_deg;
  }

  #doubt({ progress_m, deviation_m = 0, accuracy_m = 0 }, place, kind) {
    const isOnRoute = progress_m !== undefined && this.#course;
    const half_m = DEVIATIONS * deviation_m;
    const corridor = isOnRoute ? this.#course.stretch(...this.#around(progress_m, half_m)) : [];
    if (String(corridor) !== String(this.#shown.corridor)) this.#corridor.setLatLngs(corridor);
    this.#shown.corridor = corridor;
    const hasCircle = !isOnRoute && accuracy_m > 0 && kind !== "lost";
    if (hasCircle) this.#circle.setLatLng(place).setRadius(accuracy_m).addTo(this.#map);
    else this.#circle.remove();
  }

  /** Progress counts on over the laps. */
  #around(progress_m, half_m) {
    const length_m = this.#course.length_m;
    const middle_m = this.#course.isLoop ? progress_m : Math.min(Math.max(progress_m, 0), length_m);
    return [middle_m - half_m, middle_m + half_m];
  }

  #remove() {
    this.#shown.place = undefined;
    for (const layer of [this.#marker, this.#circle]) layer.remove();
    this.#corridor.setLatLngs([]);
    this.#shown.corridor = undefined;
  }
}

/** A disc with a nose that points where the bus heads, drawn as one. */
function busElement() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-26 -26 52 52");
  for (const [name, attributes] of [
    ["path", { class: "map-heading", d: "M0-25 11-7H-11z" }],
    ["circle", { class: "map-disc", r: "13" }],
    ["rect", { class: "map-square", x: "-12", y: "-12", width: "24", height: "24" }],
    ["path", { class: "map-heading is-over", d: "M0-21 8-7H-8z" }],
  ]) {
    const part = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    svg.append(part);
  }
  return made("div", { class: "map-bus" }, svg);
}
