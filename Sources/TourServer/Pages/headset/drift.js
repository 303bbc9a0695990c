/**
 * How sound is held to the common time.
 */

/** Nobody hears these, each with headphones of their own. */
const UNHEARD_S = 0.06;
/** Where a correction that has begun ends, so that it does not begin again at once. */
const ENOUGH_S = 0.015;
/** More is made good at once. */
const LARGE_S = 0.4;
/** By which share the sound runs faster or slower: a third of a semitone. */
const RATE_SHARE = 0.02;

/**
 * @param {number} drift_s By how much the sound is ahead; negative where it lags.
 * @param {number} rate At which it plays now.
 * @returns {{seek: boolean, rate: number}}
 */
export function correction(drift_s, rate) {
  const distance_s = Math.abs(drift_s);
  if (!(distance_s <= LARGE_S)) return { seek: true, rate: 1 };
  const isCorrecting = rate !== 1;
  if (distance_s <= (isCorrecting ? ENOUGH_S : UNHEARD_S)) return { seek: false, rate: 1 };
  return { seek: false, rate: 1 - Math.sign(drift_s) * RATE_SHARE };
}
