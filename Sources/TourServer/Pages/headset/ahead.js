/**
 * What is fetched into the headset's store while nothing else is wanted: of the scenes that come next whole spheres, then
 * where passengers look first, and at the depot the whole tour.
 *
 * What there is stands on the root element: `data-held` (how many scenes can appear at once) and `data-kept` (share of the
 * tour that is in the store, from 0 to 1, once its size is known).
 */
import { fetchScene } from "./fetchscene.js";
import { allTiles, coarseTilesOf, tileAddress } from "./panorama.js";
import { backoff_s, fetched } from "./server.js";
import { store } from "./store.js";
import { sceneNamed } from "./tour.js";

/** More would take the line from what a passenger sees, should that be wanted suddenly. */
const AT_ONCE = 3;
/** Scenes whose first look is fetched ahead while a drive is on. */
const LOOKED_AT = 6;
/** Files of one scene before the next one's turn comes, once only the finer tiles are lacking. */
const PORTION = 64;
/** The browser may have made room. */
const RECOUNT_MS = 60_000;
const DIGEST = /[0-9a-f]{64}/g;

/** Why a round ends that another has taken the place of. */
class Superseded extends Error {}

export class Ahead {
  #tour;
  #player;
  /** What to fetch, the most urgent first, and whether as a whole. */
  #choices = [];
  #isWhole = false;
  /** Choice's name → {choice, scene, names: addresses of all that belongs to it, the coarser tiles first}. */
  #known = new Map();
  /** Number of the round that is on. */
  #round = 0;
  #failures = 0;
  /** Those who wait until nothing else is wanted. */
  #waiting = [];

  /** Called when there is more, or less, than before. */
  onChange = () => {};

  /**
   * @param {import("./tour.js").Tour} tour
   * @param {import("./player.js").Player} player Whose wishes go first.
   */
  constructor(tour, player) {
    this.#tour = tour;
    this.#player = player;
    player.onIdle = () => this.#wake();
  }

  /** Finds out what there is already, and lets go of what the tour does not have. */
  async start() {
    await store.count();
    const digests = new Set(JSON.stringify(this.#tour).match(DIGEST));
    // Previews are named by descriptions of panoramas alone.
    await store.keepOnly((name) => name.startsWith("/media/") || digests.has(name.match(DIGEST)?.[0]));
    store.onLoss = () => this.#begin();
    if (globalThis.caches) setInterval(() => store.count(), RECOUNT_MS);
  }

  /**
   * Says what is to be fetched from now on.
   * @param {{place: string, epoch: string}[]} order The most urgent first.
   * @param {boolean} isWhole Whether all else of the tour is to follow.
   */
  follow(order, isWhole) {
    const named = order.map(({ place, epoch }) => sceneNamed(this.#tour, place, epoch));
    const all = isWhole ? [...named, ...this.#everything()] : named;
    const choices = [...new Map(all.map((choice) => [nameOf(choice), choice])).values()];
    const isSame = isWhole === this.#isWhole && String(choices.map(nameOf)) === String(this.#choices.map(nameOf));
    if (isSame) return;
    this.#choices = choices;
    this.#isWhole = isWhole;
    this.#begin();
  }

  #everything() {
    return this.#tour.places.flatMap((place) => place.epochs.flatMap((epoch) => [
      { place, epoch }, ...(epoch.original ? [{ place, epoch, isOriginal: true }] : []),
    ]));
  }

  /** @returns {string[]} Digests of the panoramas of which both eyes can see a whole sphere at once. */
  get held() {
    const known = [...this.#known.values()].filter(({ scene }) => isHeld(scene));
    return [...new Set(known.map(({ scene }) => scene.left.panorama.digest))];
  }

  /** @returns {number | undefined} Share of the tour's files, from 0 to 1; undefined while their number is not known. */
  get keptShare() {
    if (!this.#everything().every((choice) => this.#known.has(nameOf(choice)))) return undefined;
    const names = new Set([...this.#known.values()].flatMap(({ names }) => names));
    return [...names].filter((name) => store.has(name)).length / names.size;
  }

  async #begin() {
    this.#round += 1;
    const round = this.#round;
    this.#wake();
    try {
      await this.#fetchRound(round);
      this.#failures = 0;
    } catch (error) {
      if (error instanceof Superseded) return;
      this.#failures += 1;
      setTimeout(() => round === this.#round && this.#begin(), backoff_s(this.#failures) * 1000);
    }
  }

  async #fetchRound(round) {
    for (const choice of this.#choices) {
      await this.#fetch(sphereOf(await this.#learn(choice, round)), round);
      this.#tell();
    }
    for (const choice of this.#choices.slice(0, LOOKED_AT)) {
      const pictures = picturesOf((await this.#learn(choice, round)).scene);
      await this.#fetch(pictures.flatMap((picture) => this.#firstLook(picture)), round);
    }
    for (const choice of this.#choices.length > 0 ? this.#everything() : []) await this.#learn(choice, round);
    if (this.#isWhole) await this.#fetchWhole(round);
    this.#tell();
  }

  /** Everything, the coarser first, of all scenes by turns. */
  async #fetchWhole(round) {
    const all = this.#choices.map((choice) => this.#known.get(nameOf(choice)).names);
    const longest = Math.max(...all.map(({ length }) => length));
    for (let from = 0; from < longest; from += PORTION) {
      for (const names of all) await this.#fetch(names.slice(from, from + PORTION), round);
      this.#tell();
    }
  }

  #firstLook(picture) {
    return this.#player.firstLook(picture).map((tile) => tileAddress(picture.panorama, tile));
  }

  async #learn(choice, round) {
    await this.#mayGoOn(round);
    const name = nameOf(choice);
    if (!this.#known.has(name)) {
      const scene = await fetchScene(choice);
      this.#known.set(name, { scene, names: [...mediaOf(choice.epoch), ...picturesOf(scene).flatMap(filesOf)] });
    }
    return this.#known.get(name);
  }

  /** Fetches what is not there yet, a few at a time; what the server does not have is left out. */
  async #fetch(addresses, round) {
    const lacking = addresses.filter((address) => !store.has(address)).values();
    const hand = async () => {
      for (const address of lacking) {
        await this.#mayGoOn(round);
        await fetched(address, { priority: "low" }).catch((fault) => {
          if (fault.passes) throw fault;
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
    await store.settled();
  }

  /** Resolves when nothing else is wanted. */
  async #mayGoOn(round) {
    while (round === this.#round && !this.#player.isIdle) {
      await new Promise((resolve) => this.#waiting.push(resolve));
    }
    if (round !== this.#round) throw new Superseded();
  }

  #wake() {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #tell() {
    const { dataset } = document.documentElement;
    dataset.held = String(this.held.length);
    const share = this.keptShare;
    if (share !== undefined) dataset.kept = share.toFixed(3);
    this.onChange();
  }
}

function nameOf({ place, epoch, isOriginal = false }) {
  return `${place.id}/${epoch.id}/${isOriginal}`;
}

function picturesOf({ left, right }) {
  return right ? [left, right] : [left];
}

/** What a scene needs to appear: for each eye a preview and the coarse tiles. */
function sphereOf({ scene }) {
  return picturesOf(scene).flatMap(({ panorama }) => [...previewOf(panorama), ...coarseOf(panorama)]);
}

function isHeld(scene) {
  return picturesOf(scene).flatMap(({ panorama }) => coarseOf(panorama)).every((address) => store.has(address));
}

function previewOf({ preview }) {
  return preview ? [preview] : [];
}

function coarseOf(panorama) {
  return coarseTilesOf(panorama).map((tile) => tileAddress(panorama, tile));
}

/** Addresses of all that belongs to a picture, the coarser tiles first. */
function filesOf({ panorama }) {
  return [...previewOf(panorama), ...allTiles(panorama).flat().map((tile) => tileAddress(panorama, tile))];
}

/** Addresses of sound and captions. */
function mediaOf({ narration = {}, captions = {} }) {
  return [...Object.values(narration), ...Object.values(captions)].map((digest) => `/media/${digest}`);
}
