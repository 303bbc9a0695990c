/** What is on now, how long the narration still lasts, how the drive is, and why the last thing happened or did not. */
import { yearsOf } from "../common/years.js";
import { $, Keyed, hide, made, mark, say } from "./dom.js";
import { Narration } from "./narration.js";
import { because, clock, outlookWords } from "./reasons.js";
import { isBlind, positionOf } from "./standing.js";
import { inLanguage, sceneOf } from "./tour.js";

/** What says why a scene has come, or not; the rest is motion, or said by what comes next. */
const TOLD = ["shown", "left", "passed", "too-fast", "calm", "guided", "lost", "detour", "returned", "estimated", "ignoring", "found"];
const FEW_DAYS = 7;

export class Now {
  #desk;
  #narration = new Narration();
  #faults = new Keyed($("faults"), () => made("li"));

  constructor(desk) {
    this.#desk = desk;
  }

  update() {
    this.#scene();
    this.#bus();
    this.#outlook();
    this.#why();
  }

  /** What comes next, and what keeps it from coming. */
  #outlook() {
    const { words, state, tour, language, line } = this.#desk;
    if (isBlind(state)) return say($("outlook"), words("outlook_byHand"));
    const place = tour.places.find(({ id }) => id === state.outlook?.place);
    const elapsed_s = line.server_s - state.server_time_s;
    return say($("outlook"), outlookWords(words, language, state, inLanguage(place?.title, language), elapsed_s));
  }

  #scene() {
    const { words, state, tour, language } = this.#desk;
    const coming = state.awaited && sceneOf(tour, state.awaited);
    const shown = coming ?? sceneOf(tour, state.scene);
    say($("now-kind"), this.#kind());
    say($("now-place"), shown ? inLanguage(shown.place.title, language) : words("nothingShown"));
    say($("now-epoch"), shown ? yearsOf(shown.epoch, words) : " ");
    this.#told(coming ? undefined : shown);
  }

  #kind() {
    const { words, state, line } = this.#desk;
    if (state.awaited) return words("nowAwaited", state.awaited);
    if (!state.scene) return words("nowNothing");
    if (state.scene.paused_at_s !== undefined) return words("nowPaused");
    return words(line.server_s < state.scene.start_s ? "nowComing" : "nowShown");
  }

  /** How much of the narration is left, of the longest where each headset has its own language. */
  #told(shown) {
    const { words, state, line } = this.#desk;
    const duration_s = shown && this.#narration.duration_s(shown.epoch.narration, state.language);
    hide($("narration"), !duration_s);
    if (!duration_s) return;
    const position_s = Math.max(state.scene.paused_at_s ?? line.server_s - state.scene.start_s, 0);
    const left_s = Math.max(duration_s - position_s, 0);
    $("narration-bar").value = Math.min(position_s / duration_s, 1);
    say($("narration-left"), left_s > 0 ? words("left", { left: clock(left_s) }) : words("told"));
  }

  #bus() {
    const { words, state } = this.#desk;
    const { kind, key } = positionOf(state);
    mark($("position"), "data-kind", kind);
    say($("position-text"), words(key));
    say($("speed"), words("kmh", { speed: Math.round(state.speed_mps * 3.6) }));
    hide($("speed"), isBlind(state));
    hide($("held"), !state.held);
    hide($("too-fast"), !state.too_fast);
    const faults = state.faults.map((fault) => words(`fault_${fault}`));
    const days = state.certificate_days;
    if (days <= FEW_DAYS) faults.push(words("certificateDays", { count: days }));
    this.#faults.show(faults, (fault) => fault, say);
  }

  #why() {
    const { words, state, tour, language } = this.#desk;
    const event = state.events.findLast(({ kind }) => TOLD.includes(kind));
    if (!event) return say($("why"), " ");
    const place = tour.places.find(({ id }) => id === event.place);
    const reason = because(words, language, event);
    const values = { place: inLanguage(place?.title, language), event: words(`event_${event.kind}`), reason };
    // That the bus is on its route needs no reason, and an order is one.
    const key = event.reason === "on-route" || event.kind === "guided" ? "whyPlain" : place ? "why" : "whyAlone";
    return say($("why"), words(key, values));
  }
}
