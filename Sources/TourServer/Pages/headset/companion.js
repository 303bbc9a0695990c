/**
 * Going round by oneself with the phone's GPS, where no server leads: only once the visitor has asked for it, and what the
 * phone knows of its place stays in this page.
 *
 * What it is at stands on the root element: `data-guided` (off, waiting, on, denied, absent) and `data-reached` (id of the
 * place at which the visitor stands, or empty).
 */
import { placeReached } from "./selfguided.js";

const OPTIONS = { enableHighAccuracy: true, maximumAge: 5000 };

export class Companion {
  #places = [];
  #watch;
  #reached;

  /** Called with the place that the visitor has come to; with nothing where he has left it. @type {(place?: import("./tour.js").Place) => void} */
  onPlace = () => {};
  /** Called as the state changes. @type {(state: "off" | "waiting" | "on" | "denied" | "absent") => void} */
  onState = () => {};

  /** @returns {boolean} Whether this device may be asked at all: browsers tell no place without https. */
  static get isPossible() {
    return globalThis.isSecureContext === true && "geolocation" in navigator;
  }

  /** @param {import("./tour.js").Place[]} places */
  constructor(places) {
    this.#places = places.filter(({ location }) => location);
  }

  get isOn() {
    return this.#watch !== undefined;
  }

  /** To be called by a tap, for then the browser asks the visitor. */
  start() {
    if (this.isOn) return;
    this.#watch = navigator.geolocation.watchPosition((position) => this.#take(position), (error) => this.#fail(error), OPTIONS);
    document.documentElement.dataset.reached = "";
    this.#show("waiting");
  }

  stop() {
    this.#end("off");
  }

  #take({ coords: { latitude, longitude, accuracy, speed } }) {
    if (!this.isOn) return;
    this.#show("on");
    const fix = { latitude_deg: latitude, longitude_deg: longitude, accuracy_m: accuracy, speed_mps: speed };
    const reached = placeReached(this.#places, fix, this.#reached);
    if (reached === this.#reached) return;
    this.#reached = reached;
    document.documentElement.dataset.reached = reached ?? "";
    this.onPlace(this.#places.find(({ id }) => id === reached));
  }

  /** Who has had a fix is told nothing of one that is lacking: there are tunnels. */
  #fail({ code, PERMISSION_DENIED, POSITION_UNAVAILABLE }) {
    if (code === PERMISSION_DENIED) this.#end("denied");
    else if (code === POSITION_UNAVAILABLE && document.documentElement.dataset.guided === "waiting") this.#show("absent");
  }

  #end(state) {
    if (this.isOn) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = undefined;
    this.#reached = undefined;
    document.documentElement.dataset.reached = "";
    this.#show(state);
  }

  #show(state) {
    if (document.documentElement.dataset.guided === state) return;
    document.documentElement.dataset.guided = state;
    this.onState(state);
  }
}
