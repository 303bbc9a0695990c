/** The tour on the map: its route with the direction of travel, where places are shown along it, their zones, and the places. */
import { made, mark, say } from "../dom.js";
import { kindOf, kindWords } from "../standing.js";
import { inLanguage } from "../tour.js";

const PIN_PX = 48;
const ARROWS = 8;

export class Places {
  #desk;
  /** Place's id → its pin's elements, and whatever else shows how it stands. */
  #pins = new Map();
  #all;

  /** @param {(id: string) => void} onChoose A place was touched. */
  constructor(L, map, course, desk, onChoose) {
    this.#desk = desk;
    const { places } = desk.tour;
    const drawn = places.map((place) => ({ place, parts: [...zones(L, place), ...stretches(L, place, course)] }));
    this.#all = L.featureGroup(drawn.flatMap(({ parts }) => parts)).addTo(map);
    if (course) this.#route(L, map, course);
    for (const [i, { place, parts }] of drawn.entries()) {
      const pin = this.#pin(L, place, i + 1, onChoose);
      this.#all.addLayer(pin.marker);
      this.#pins.set(place.id, { ...pin, parts: parts.map((part) => part.getElement()) });
    }
  }

  /** What the whole tour takes up. */
  get bounds() {
    return this.#all.getBounds();
  }

  #route(L, map, course) {
    const line = course.line;
    L.polyline(line, { className: "map-casing", pane: "way", interactive: false }).addTo(map);
    this.#all.addLayer(L.polyline(line, { className: "map-route", pane: "way", interactive: false }));
    for (let i = 0; i < ARROWS; i += 1) {
      const at_m = ((i + 0.5) / ARROWS) * course.length_m;
      const arrow = made("span", { class: "map-arrow" });
      arrow.style.setProperty("--heading", `${course.heading_deg(at_m)}deg`);
      const icon = L.divIcon({ html: arrow, className: "map-still", iconSize: [16, 16] });
      L.marker(course.at(at_m), { icon, pane: "way", interactive: false, keyboard: false }).addTo(map);
    }
  }

  #pin(L, place, number, onChoose) {
    const button = made("button", { type: "button", class: "map-button" }, made("span", { class: "number" }, String(number)));
    const name = made("span", { class: "map-name", "aria-hidden": "true" });
    const pin = made("div", { class: "map-pin", "data-place": place.id }, button, name);
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => onChoose(place.id));
    const icon = L.divIcon({ html: pin, className: "map-still", iconSize: [PIN_PX, PIN_PX] });
    const { latitude_deg, longitude_deg } = place.location;
    const marker = L.marker([latitude_deg, longitude_deg], { icon, interactive: false, keyboard: false });
    return { marker, pin, button, name };
  }

  /** @param {string | undefined} chosen The place that was touched. */
  update(chosen) {
    const { tour, state, language } = this.#desk;
    for (const { id, title } of tour.places) {
      const { pin, button, name, parts } = this.#pins.get(id);
      const kind = kindOf(id, state);
      const said = inLanguage(title, language) || id;
      mark(pin, "data-kind", kind);
      mark(pin, "data-chosen", id === chosen);
      mark(button, "aria-label", `${said}, ${kindWords(id, this.#desk)}`);
      say(name, said);
      for (const part of parts) mark(part, "data-kind", kind);
    }
  }
}

function zones(L, { zone }) {
  if (!zone) return [];
  const turned = zone.map((rings) => rings.map((ring) => ring.map(([east, north]) => [north, east])));
  return [L.polygon(turned, { className: "map-zone", pane: "way", interactive: false })];
}

/** Where along the route a place is shown. */
function stretches(L, { trigger_m, exit_m }, course) {
  if (!course || trigger_m === undefined) return [];
  return [L.polyline(course.stretch(trigger_m, exit_m), { className: "map-trigger", pane: "way", interactive: false })];
}
