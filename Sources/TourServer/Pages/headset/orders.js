/**
 * What the guide's console asks of headsets, found out from one state after another. What counts (`recentres`) is obeyed once,
 * however many states were missed; what was asked before this headset came is over.
 */
import { identity } from "./enrolment.js";

export class Orders {
  #before;

  /** @type {(volume: number) => void} */
  onVolume = () => {};
  /** @type {(language: string | undefined) => void} Undefined where each headset has its own. */
  onLanguage = () => {};
  /** @type {(text: Record<string, string> | undefined) => void} By language. */
  onMessage = () => {};
  /** @type {(isOff: boolean) => void} */
  onHeadsetsOff = () => {};
  /** Whether the bus is too fast for the place, and the guide does not say otherwise. @type {(isTooFast: boolean) => void} */
  onTooFast = () => {};
  /** The guide wants the still view, whatever the bus does. @type {(isCalm: boolean) => void} */
  onCalm = () => {};
  /** @type {(target: {heading_deg: number, pitch_deg: number} | undefined) => void} */
  onPointAt = () => {};
  onRecentre = () => {};
  /** @type {(number: number) => void} Is to show its number. */
  onIdentify = () => {};
  /** @type {(frame: "world" | "vehicle" | undefined) => void} */
  onYawFrame = () => {};

  /** @param {object} state */
  take(state) {
    const { id, number } = identity() ?? {};
    const before = this.#before;
    this.#before = state;
    const changed = (of, tell) => {
      const now = of(state);
      if (!before || JSON.stringify(now) !== JSON.stringify(of(before))) tell(now);
    };
    changed(({ volume }) => volume, (volume) => this.onVolume(volume));
    changed(({ language }) => language, (language) => this.onLanguage(language));
    changed(({ messages }) => messages.at(-1), (message) => this.onMessage(message?.text));
    changed(({ headsets_off }) => headsets_off, (isOff) => this.onHeadsetsOff(isOff));
    changed(({ too_fast, comfort }) => (too_fast ?? false) && comfort !== "show", (isTooFast) => this.onTooFast(isTooFast));
    changed(({ comfort }) => comfort === "calm", (isCalm) => this.onCalm(isCalm));
    changed(({ point_at }) => point_at, (target) => this.onPointAt(target));
    changed(({ yaw_frame, yaw_frames_of }) => yaw_frames_of?.[id] ?? yaw_frame, (frame) => this.onYawFrame(frame));
    const counted = (of) => before !== undefined && of(state) > of(before);
    if (counted(({ recentres, recentres_of }) => recentres + (recentres_of?.[id] ?? 0))) this.onRecentre();
    if (counted(({ identifies }) => identifies?.[id] ?? 0)) this.onIdentify(number);
  }
}
