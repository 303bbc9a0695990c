/**
 * Where the marks of the points stand in a picture: where they were clicked, or where the result would have them.
 */
import { direction, placeOf } from "./model.js";
import { stateOf } from "./outcome.js";

/**
 * @param {import("./work.js").Work} work
 * @param {object | null} solution
 * @param {"place" | "gaze"} side In the photo, or in the panorama.
 * @param {{toScreen: (value: object) => object}} view Of this side.
 * @returns {object[]} As `Marks` shows them.
 */
export function marksOf(work, solution, side, view) {
  return work.points.map((point, index) => {
    const value = point[side] ?? hint(point, solution, side);
    return {
      id: point.id,
      label: String(index + 1),
      at: value && view.toScreen(value),
      to: side === "place" ? missOf(point, solution, view) : null,
      state: stateOf(point, solution),
      isHint: !point[side],
      isSelected: point.id === work.selected,
    };
  });
}

/** Where the result would have the side that is missing. */
function hint({ place, gaze }, solution, side) {
  const model = solution?.model;
  if (!model) return null;
  if (side === "place" && gaze) return placeOf(model, direction(gaze));
  const [answer] = solution.asked ?? [];
  return side === "gaze" && place && answer ? { yaw: answer[0], pitch: answer[1] } : null;
}

function missOf({ id, place }, solution, view) {
  const offset = solution?.byID.get(id)?.offset_px;
  return place && offset ? view.toScreen({ x: place.x + offset[0], y: place.y + offset[1] }) : null;
}
