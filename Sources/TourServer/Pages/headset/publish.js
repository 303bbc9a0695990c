/**
 * Writes on the root element what the last frame showed; main.js says what stands there.
 */
import { RADIANS, compass } from "./gaze.js";

/**
 * @param {object} report Of the player's `onFrame`.
 * @param {import("./gaze.js").Gaze} gaze
 */
export function publish({ scene, sharpness, opacity, lens, textureBytes, isWhole }, { heading, pitch, fov }) {
  const shown = {
    sharp: isWhole ? sharpness : "false",
    scene: nameOf(scene),
    original: String(scene?.isOriginal ?? false),
    lens: nameOf(lens.scene),
    lensFade: lens.opacity.toFixed(3),
    lensSharp: lens.scene ? lens.sharpness : "false",
    gaze: [compass(heading), pitch, fov].map((angle) => (angle / RADIANS).toFixed(2)).join(" "),
    fade: opacity.toFixed(3),
    textureBytes: String(textureBytes),
  };
  const { dataset } = document.documentElement;
  for (const [name, value] of Object.entries(shown)) {
    if (dataset[name] !== value) dataset[name] = value;
  }
}

/** @param {import("./scenes.js").Scene | undefined} scene */
function nameOf(scene) {
  return scene ? `${scene.place.id}/${scene.epoch.id}` : "";
}
