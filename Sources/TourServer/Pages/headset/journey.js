/**
 * The way through the tour: which scene was chosen, and what is said while it is not there.
 */
import { RADIANS } from "./gaze.js";
import { linkTo, parsedLink } from "./link.js";
import { patiently } from "./server.js";
import { fetchPanorama, sceneNamed } from "./tour.js";

export class Journey {
  #player;
  #interface;
  #messages;
  /** @type {import("./tour.js").Tour} */
  #tour;
  /** What was chosen last: {place, epoch}. */
  #choice;

  /**
   * @param {import("./player.js").Player} player
   * @param {import("./interface.js").Interface} surface
   * @param {import("./messages.js").Messages} messages
   */
  constructor(player, surface, messages) {
    this.#player = player;
    this.#interface = surface;
    this.#messages = messages;
    player.onScene = (scene) => surface.showScene(scene);
    player.onMissing = (scene) => this.#miss(scene);
    surface.places.onChoice = (place) => this.choose(sceneNamed(this.#tour, place.id, this.#choice.epoch.id));
    surface.epochs.onChoice = (epoch) => this.choose({ place: this.#choice.place, epoch });
  }

  /** Begins where the address says, or at the first place, facing the middle of its picture. */
  start(tour) {
    this.#tour = tour;
    const { place, epoch, angles } = parsedLink(location.hash);
    const scene = sceneNamed(tour, place, epoch);
    this.#player.gaze.set({ heading: headingOf(scene.epoch), ...angles });
    this.choose(scene);
    addEventListener("hashchange", () => this.#follow());
  }

  #follow() {
    const { place, epoch, angles } = parsedLink(location.hash);
    this.#player.gaze.set(angles);
    this.choose(sceneNamed(this.#tour, place ?? this.#choice.place.id, epoch ?? this.#choice.epoch.id));
  }

  /** @returns {string | undefined} The address of what is shown. */
  link() {
    return this.#player.scene && linkTo(this.#player.scene, this.#player.gaze.goal);
  }

  /** Goes to the epoch after this one, and from the last to the first. */
  next() {
    const { place, epoch } = this.#choice;
    const { epochs } = place;
    this.choose({ place, epoch: epochs[(epochs.indexOf(epoch) + 1) % epochs.length] });
  }

  /**
   * Shows a scene as soon as it can; until then, and where it cannot, the present one stays.
   * @param {{place: import("./tour.js").Place, epoch: import("./tour.js").Epoch}} choice
   */
  choose(choice) {
    if (choice.epoch === this.#choice?.epoch) return;
    this.#choice = choice;
    this.#interface.showChoice(choice);
    this.#load(choice);
  }

  async #load(choice) {
    try {
      const panorama = await this.#panorama(choice);
      if (panorama) this.#player.expect({ ...choice, panorama, pose: poseOf(choice.epoch, panorama) });
    } catch {
      this.#miss(choice);
    }
  }

  /**
   * The panorama of a choice, however long it takes.
   * @returns {Promise<import("./panorama.js").Panorama | undefined>} Undefined if something else was chosen meanwhile.
   */
  async #panorama(choice) {
    const isWanted = () => this.#choice === choice;
    const panorama = await patiently(
      async () => (isWanted() ? fetchPanorama(choice.epoch.panorama) : undefined),
      (_, wait_s) => this.#messages.untilRetry(this.#player.scene !== undefined, wait_s),
    );
    if (!isWanted()) return undefined;
    this.#messages.serverBack();
    return panorama;
  }

  /** Goes back to the scene that is shown, if there is one. */
  #miss({ epoch }) {
    const choice = this.#choice;
    if (choice.epoch !== epoch) return;
    const shown = this.#player.scene;
    if (shown) {
      this.#choice = { place: shown.place, epoch: shown.epoch };
      this.#interface.showChoice(shown);
    }
    this.#messages.pictureMissing(shown !== undefined, () => {
      this.#player.forgive();
      this.#load(choice);
    });
  }
}

/** @returns {number} Radians. */
function headingOf({ heading_deg = 0 }) {
  return heading_deg * RADIANS;
}

/**
 * The epoch knows the heading, the panorama how its camera leant.
 * @returns {import("./view.js").Pose}
 */
function poseOf(epoch, { pose: { pitch_deg = 0, roll_deg = 0 } = {} }) {
  return { heading: headingOf(epoch), pitch: pitch_deg * RADIANS, roll: roll_deg * RADIANS };
}
