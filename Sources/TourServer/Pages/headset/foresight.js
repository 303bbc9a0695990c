/**
 * What to ask for while the head moves: what it will look at in a moment, and in a turn no more than passengers can make out.
 */
import { HeadMotion } from "./headmotion.js";
import { ranked, seenTiles, tileAddress, tileBytes, tileKey } from "./panorama.js";
import { store } from "./store.js";
import { sightOf } from "./view.js";

/** So far ahead of the head tiles are asked for: about what it takes to get, decode and upload some. */
const AHEAD_S = 0.3;
/** While the head turns faster than this, radians a second, what lies beside the gaze is nowhere long enough to be made out. */
const TURNING = 0.25;
/** So long it must have been slower, for a head slows down at times within a turn, and frames are late at times. */
const SLOW_MS = 250;
/** Cosine from the gaze of what is asked for all the same; eyes seldom turn further in their sockets. */
const NEAR_GAZE = Math.cos(28 * (Math.PI / 180));

export class Foresight {
  #motion = new HeadMotion();
  /** When the head was last seen to turn. */
  #turned_ms = -Infinity;
  #isTurning = false;

  /** @param {import("./matrix.js").Matrix} head As of this frame. */
  observe(head, now_ms) {
    this.#motion.observe(head, now_ms);
    if (this.#motion.speed > TURNING) this.#turned_ms = now_ms;
    this.#isTurning = now_ms - this.#turned_ms < SLOW_MS;
  }

  get isMoving() {
    return this.#motion.speed > 0;
  }

  /** Whether it moves so slowly that all is made out. */
  get isCalm() {
    return this.#motion.speed < TURNING;
  }

  /**
   * @param {object} plan Of the player's.
   * @param {number} room_bytes For fine tiles.
   * @returns {{panorama: object, tiles: object[], kept?: object[]}} To be asked for, and what stays beside.
   */
  coming(plan, room_bytes) {
    const { panorama, pose, views, sights, seen, tiles } = plan;
    if (!this.isMoving) return plan;
    const ahead = this.#motion.predicted(views, AHEAD_S).map((view) => sightOf(view, pose));
    const all = ranked(panorama, [...seen, ...seenTiles(panorama, ahead, room_bytes)], [...sights, ...ahead]);
    const isWorthwhile = ({ tile, rank }) => !this.#isTurning || rank > NEAR_GAZE || store.has(tileAddress(panorama, tile));
    const wanted = all.filter(isWorthwhile).map(({ tile }) => tile);
    const visible = new Set(tiles.map((tile) => tileKey(panorama, tile)));
    // What is seen and there already stays; what is not seen yet has the room that is left.
    const isHere = (tile) => visible.has(tileKey(panorama, tile));
    let left = room_bytes / tileBytes(panorama) - tiles.length;
    const fitting = wanted.filter((tile) => isHere(tile) || (left -= 1) >= 0);
    return { panorama, tiles: fitting, kept: tiles };
  }
}
