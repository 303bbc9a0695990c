/**
 * What is known of where an order has arrived. Headsets report the number (`revision`) of the state that they have obeyed, and the
 * scene that they show; one that tells no number may still show that it has obeyed (the scene, the language). Of all others it is only
 * known that a line to them is open.
 */
const PRESENT_S = 10;
/** Orders that have arrived when the picture is there. */
const SCENES = ["next", "back", "go_to", "epoch"];

/**
 * @param {object} headset Of the list of headsets.
 * @returns {boolean} Whether it takes part: its line is open, or it has reported a moment ago.
 */
export function isPresent({ connected, report_age_s }) {
  return connected || report_age_s < PRESENT_S;
}

/**
 * @param {{command: string, headset?: string, revision: number}} order That has been carried out.
 * @param {object[]} headsets
 * @param {object} state The present one.
 * @returns {{of: number, arrived: number, sent: number}} Of the headsets that it concerns: those that are known to have obeyed,
 *   and those of which it is only known that it was sent to them.
 */
export function arrival(order, headsets, state) {
  const concerned = headsets.filter((headset) => isPresent(headset) && (!order.headset || headset.id === order.headset));
  const arrived = concerned.filter(({ report }) => hasObeyed(order, report, state));
  const sent = concerned.filter((headset) => headset.connected && isSilent(headset.report) && !arrived.includes(headset));
  return { of: concerned.length, arrived: arrived.length, sent: sent.length };
}

/** Whether a headset never says what it has obeyed. */
function isSilent({ revision }) {
  return revision === undefined;
}

function hasObeyed({ command, revision, language }, report, state) {
  if (SCENES.includes(command)) return !state.awaited && isSame(report.scene, state.scene) && !(report.revision < revision);
  if (!isSilent(report)) return report.revision >= revision;
  return command === "language" && language !== undefined && report.language?.split("-")[0] === language;
}

/** @returns {boolean} */
export function isSame(scene, other) {
  return scene?.place === other?.place && scene?.epoch === other?.epoch;
}
