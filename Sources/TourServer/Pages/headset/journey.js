/**
 * The way through the tour: which scene was chosen, and what is said while it is not there.
 */
import { fetchScene, headingOf } from "./fetchscene.js";
import { linkTo, parsedLink } from "./link.js";
import { patiently } from "./server.js";
import { sceneNamed } from "./tour.js";

export class Journey {
  #player;
  #interface;
  #messages;
  /** @type {import("./tour.js").Tour} */
  #tour;
  /** What was chosen last: {place, epoch, isOriginal}. */
  #choice;
  /** The place that the gaze was turned to last. @type {import("./tour.js").Place | undefined} */
  #faced;
  /** Whether the guide or the drive says which place is shown. */
  isLed = false;

  /**
   * @param {import("./player.js").Player} player
   * @param {import("./interface.js").Interface} surface
   * @param {import("./messages.js").Messages} messages
   */
  constructor(player, surface, messages) {
    this.#player = player;
    this.#interface = surface;
    this.#messages = messages;
    player.onMissing = (scene) => this.#miss(scene);
    surface.places.onChoice = (place) => this.goTo(place);
    surface.caption.onOriginal = (isOriginal) => this.choose({ ...this.#choice, isOriginal });
  }

  /** Begins where the address says, or at the first place, facing the middle of its picture. */
  start(tour) {
    this.#tour = tour;
    const { place, epoch, angles } = parsedLink(location.hash);
    const scene = sceneNamed(tour, place, epoch);
    this.#player.gaze.set({ heading: headingOf(scene.epoch), ...angles });
    this.#faced = scene.place;
    this.choose(scene);
    // By now the page may have written another address of its own, so the event's counts.
    addEventListener("hashchange", ({ newURL }) => this.#follow(new URL(newURL).hash));
  }

  #follow(fragment) {
    const { place, epoch, angles } = parsedLink(fragment);
    this.#player.gaze.set(angles);
    const { place: before, epoch: epochBefore, isOriginal } = this.#choice;
    const scene = sceneNamed(this.#tour, place ?? before.id, epoch ?? epochBefore.id);
    if (angles.heading !== undefined) this.#faced = scene.place;
    this.choose({ ...scene, isOriginal: isOriginal && scene.epoch === epochBefore });
  }

  /**
   * Faces the middle of the picture, upright, where one has come to another place: what is told there is told of that side. Between
   * epochs the gaze stays, and in VR it is the head's own.
   * @param {import("./scenes.js").Scene} scene That has begun to appear.
   */
  arrive({ place, epoch }) {
    const { calm, gaze, isImmersive } = this.#player;
    if (place !== this.#faced && !isImmersive) {
      calm.blink(() => gaze.set({ heading: headingOf(epoch), pitch: 0 }));
    }
    this.#faced = place;
  }

  /** @returns {string | undefined} The address of what is shown. */
  link() {
    return this.#player.scene && linkTo(this.#player.scene, this.#player.gaze.goal);
  }

  /** @returns {{place: object, epoch: object} | undefined} What was chosen last. */
  get choice() {
    return this.#choice;
  }

  /** @returns {import("./tour.js").Place[]} */
  get places() {
    return this.#tour?.places ?? [];
  }

  /** In the time that is shown, where the place has it. @param {import("./tour.js").Place} place */
  goTo(place) {
    this.choose(sceneNamed(this.#tour, place.id, this.#choice.epoch.id));
  }

  /** @param {import("./tour.js").Epoch} epoch Of this place. */
  chooseEpoch(epoch) {
    this.choose({ place: this.#choice.place, epoch });
  }

  /** Goes to the epoch after this one, and from the last to the first. */
  next() {
    const { place, epoch } = this.#choice;
    const { epochs } = place;
    this.chooseEpoch(epochs[(epochs.indexOf(epoch) + 1) % epochs.length]);
  }

  /**
   * Goes to an epoch beside this one, if there is one.
   * @param {number} step 1 for the next newer one, −1 for the next older.
   */
  step(step) {
    const { epochs } = this.#choice.place;
    const epoch = epochs[epochs.indexOf(this.#choice.epoch) + step];
    if (epoch) this.chooseEpoch(epoch);
  }

  /**
   * Shows a scene as soon as it can; until then, and where it cannot, the present one stays.
   * @param {{place: import("./tour.js").Place, epoch: import("./tour.js").Epoch, isOriginal?: boolean}} choice
   * @param {() => boolean} [isDue] Whether its time has come.
   */
  choose({ place, epoch, isOriginal = false }, isDue = () => true) {
    if (isSame({ epoch, isOriginal }, this.#choice)) return;
    const choice = { place, epoch, isOriginal, isDue };
    this.#choice = choice;
    this.#interface.showChoice(choice);
    this.#load(choice);
  }

  async #load(choice) {
    try {
      const scene = await this.#scene(choice);
      if (scene) this.#player.expect(scene, choice.isDue);
    } catch {
      this.#miss(choice);
    }
  }

  /**
   * The scene of a choice, however long it takes.
   * @returns {Promise<import("./scenes.js").Scene | undefined>} Undefined if something else was chosen meanwhile.
   */
  async #scene(choice) {
    const isWanted = () => this.#choice === choice;
    const scene = await patiently(
      async () => (isWanted() ? fetchScene(choice) : undefined),
      (_, wait_s) => this.#messages.untilRetry(this.#player.scene !== undefined, wait_s),
    );
    if (!isWanted()) return undefined;
    this.#messages.serverBack();
    return scene;
  }

  /** Goes back to the scene that is shown, if there is one. */
  #miss(missing) {
    const choice = this.#choice;
    if (!isSame(choice, missing)) return;
    const shown = this.#player.scene;
    if (shown) {
      this.#choice = { place: shown.place, epoch: shown.epoch, isOriginal: shown.isOriginal };
      this.#interface.showChoice(shown);
    }
    this.#messages.pictureMissing(shown !== undefined, () => {
      this.#player.forgive();
      this.#load(choice);
    });
  }
}

function isSame(a, b) {
  return a.epoch === b?.epoch && a.isOriginal === b.isOriginal;
}
