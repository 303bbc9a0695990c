/**
 * The map: the tour and the bus on it, over the tour's base layer. It is drawn with Leaflet, which the server takes from Debian's package;
 * without that there is a word on what to install, and all else works.
 *
 * `data-map` of the view says what it is at (start, loading, ready, absent), `data-base` what becomes of the base layer (none, loading,
 * ready, absent).
 */
import { yearsOf } from "../../common/years.js";
import { $, hide, mark, say } from "../dom.js";
import { arrivalWords, kindOf, kindWords, positionOf } from "../standing.js";
import { inLanguage, sceneOf } from "../tour.js";
import { addBase } from "./base.js";
import { Bus } from "./bus.js";
import { coloursIn, onTurn } from "./colours.js";
import { Course } from "./course.js";
import { Places } from "./places.js";

const LEAFLET = "/pages/vendor/leaflet/leaflet";
/** What lies over what; markers are above all of these. */
const PANES = { base: 210, doubt: 420, way: 430 };
const BUS_ZOOM = 16;
const MARGIN_PX = 56;
/** The bus may go so far from the middle before the map follows, in shares of the map: nothing jumps while one looks. */
const CALM_SHARE = 0.3;
const KEPT = "zeitreise-console-map";

export class MapView {
  #desk;
  #view = $("map");
  #ground = $("map-ground");
  /** Leaflet, once it is there. */
  #leaflet;
  #map;
  #places;
  #bus;
  #base;
  #follows = sessionStorage.getItem(KEPT) === "follows";
  /** The place that was touched. */
  #chosen;
  #note = "";
  /** Nobody has moved the map since it showed the whole tour. */
  #isWhole = false;
  /** How often Leaflet has not come. */
  #failed = 0;

  constructor(desk) {
    this.#desk = desk;
    mark(this.#view, "data-map", "start");
    $("map-closer").addEventListener("click", () => this.#map?.zoomIn());
    $("map-farther").addEventListener("click", () => this.#map?.zoomOut());
    $("map-whole").addEventListener("click", () => this.#whole());
    $("map-follow").addEventListener("click", () => this.#follow(!this.#follows));
    $("map-place-close").addEventListener("click", () => this.#choose(undefined));
    $("map-place-show").addEventListener("click", () => {
      const place = this.#place;
      if (place) desk.order(inLanguage(place.title, desk.language), { command: "go_to", place: place.id });
    });
    onTurn(() => this.#base?.restyle());
    new ResizeObserver(() => this.#resize()).observe(this.#ground);
  }

  get #place() {
    return this.#desk.tour.places.find(({ id }) => id === this.#chosen);
  }

  /** Of another tour all is new. */
  begin() {
    this.#map?.remove();
    this.#map = this.#base = this.#chosen = undefined;
    this.#note = "";
    if (this.#leaflet) mark(this.#view, "data-map", "start");
  }

  speak() {
    this.#ground.ariaLabel = this.#desk.words("mapLabel");
  }

  update() {
    this.#tell();
    if (this.#view.dataset.map === "start" && this.#desk.line.isOpen) this.#start();
    if (!this.#map) return;
    this.#bus.update(this.#desk.state);
    this.#places.update(this.#chosen);
    this.#show();
    mark($("map-follow"), "aria-pressed", this.#follows);
    if (this.#follows) this.#keep();
  }

  async #start() {
    mark(this.#view, "data-map", "loading");
    try {
      this.#leaflet ??= await loaded(this.#failed);
    } catch {
      this.#failed += 1;
      const isAbsent = await isMissing();
      this.#note = isAbsent ? "mapAbsent" : "";
      // Otherwise it is tried again while somebody looks.
      mark(this.#view, "data-map", isAbsent ? "absent" : "start");
      if (isAbsent) this.update();
      return;
    }
    this.#open();
    mark(this.#view, "data-map", "ready");
    this.update();
  }

  #open() {
    const L = this.#leaflet;
    const { tour } = this.#desk;
    const hasMotion = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const motion = { zoomAnimation: hasMotion, fadeAnimation: hasMotion, markerZoomAnimation: hasMotion, inertia: hasMotion };
    this.#map = L.map(this.#ground, { ...motion, attributionControl: false, zoomControl: false, maxZoom: 20, minZoom: 3, zoomSnap: 0.5 });
    for (const [name, level] of Object.entries(PANES)) this.#map.createPane(name).style.zIndex = level;
    // What Leaflet draws needs a place to be in.
    this.#map.setView([0, 0], 3);
    const course = tour.route && new Course(tour.route);
    this.#places = new Places(L, this.#map, course, this.#desk, (id) => this.#choose(id));
    this.#bus = new Bus(L, this.#map, course);
    this.#map.on("dragstart", () => this.#follow(false)).on("click", () => this.#choose(undefined));
    this.#map.on("dragstart zoomstart", () => {
      this.#isWhole = false;
    });
    this.#fit();
    mark(this.#view, "data-base", tour.map ? "loading" : "none");
    if (tour.map) this.#lay(this.#map, tour.map);
  }

  async #lay(map, base) {
    try {
      const layer = await addBase(this.#leaflet, map, base, coloursIn(this.#view));
      if (map === this.#map) this.#base = layer;
    } catch {
      if (map === this.#map) this.#note = "mapBaseBroken";
    }
    if (map === this.#map) mark(this.#view, "data-base", this.#base ? "ready" : "absent");
  }

  #fit() {
    // Room for the numbers, whose middle the bounds have.
    const margin_px = Math.min(MARGIN_PX, this.#map.getSize().y / 8);
    this.#map.fitBounds(this.#places.bounds, { padding: [MARGIN_PX, margin_px], maxZoom: 17, animate: false });
    this.#isWhole = true;
  }

  #resize() {
    this.#map?.invalidateSize({ pan: false });
    if (this.#map && this.#isWhole && !this.#follows) this.#fit();
  }

  #whole() {
    if (!this.#map) return;
    this.#follow(false);
    this.#fit();
  }

  #follow(follows) {
    this.#follows = follows;
    sessionStorage.setItem(KEPT, follows ? "follows" : "whole");
    if (follows && this.#bus?.place) this.#map.setView(this.#bus.place, Math.max(this.#map.getZoom(), BUS_ZOOM));
    mark($("map-follow"), "aria-pressed", follows);
  }

  /** Keeps the bus near the middle. */
  #keep() {
    if (!this.#bus.place) return;
    const { x, y } = this.#map.latLngToContainerPoint(this.#bus.place);
    const { x: width, y: height } = this.#map.getSize();
    if (Math.abs(x / width - 0.5) > CALM_SHARE || Math.abs(y / height - 0.5) > CALM_SHARE) this.#map.panTo(this.#bus.place);
  }

  #choose(id) {
    this.#chosen = id;
    this.update();
    const place = this.#place;
    if (!place) return;
    // What one asks about is not hidden by the answer.
    const { latitude_deg, longitude_deg } = place.location;
    const hidden_px = this.#map.latLngToContainerPoint([latitude_deg, longitude_deg]).y - $("map-place").offsetTop + MARGIN_PX;
    if (hidden_px > 0) this.#map.panBy([0, hidden_px]);
  }

  /** What is on, what comes, and what is known of the bus. */
  #tell() {
    const { words, state, tour, language } = this.#desk;
    const shown = sceneOf(tour, state.awaited ?? state.scene);
    const title = shown && [inLanguage(shown.place.title, language), yearsOf(shown.epoch, words)].join(", ");
    say($("map-now"), title ?? words("nothingShown"));
    const [next] = state.next.filter(({ place }) => kindOf(place, state) !== "shown");
    const place = tour.places.find(({ id }) => id === next?.place);
    const arrival = place && { place: inLanguage(place.title, language), arrival: arrivalWords(next, words, language) };
    say($("map-next"), arrival ? words("mapNext", arrival) : " ");
    const { kind, key } = positionOf(state);
    mark($("map-position"), "data-kind", kind);
    say($("map-position-text"), words(key));
    say($("map-credit"), tour.map?.attribution ?? "");
    hide($("map-credit"), !tour.map || !this.#map);
    say($("map-note"), this.#note && words(this.#note));
    hide($("map-note"), !this.#note);
  }

  /** The place that was touched. */
  #show() {
    const place = this.#place;
    hide($("map-place"), !place);
    if (!place) return;
    const { words, language, tour } = this.#desk;
    const title = inLanguage(place.title, language) || place.id;
    const ends = [place.epochs[0], place.epochs.at(-1)].filter(Boolean).map((epoch) => yearsOf(epoch, words));
    say($("map-place-title"), `${tour.places.indexOf(place) + 1} ${title}`);
    say($("map-place-years"), [...new Set(ends)].join(" – "));
    say($("map-place-kind"), kindWords(place.id, this.#desk));
    mark($("map-place-show"), "aria-label", words("showPlace", { place: title }));
  }
}

/** Whether the server says that there is no Leaflet. */
async function isMissing() {
  const answer = await fetch(`${LEAFLET}.css`, { method: "HEAD", signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  return answer?.status === 404;
}

/**
 * Leaflet with its style.
 * @param {number} failed How often it has not come: a browser keeps in mind under which address there was no module.
 */
async function loaded(failed) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${LEAFLET}.css`;
  const isStyled = new Promise((resolve, reject) => {
    style.addEventListener("load", resolve);
    style.addEventListener("error", reject);
  });
  document.head.prepend(style);
  try {
    const [leaflet] = await Promise.all([import(`${LEAFLET}.esm.min.js${failed > 0 ? `?${failed}` : ""}`), isStyled]);
    return leaflet;
  } catch (fault) {
    style.remove();
    throw fault;
  }
}
