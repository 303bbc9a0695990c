/**
 * The interface steps back when nobody has touched anything for a while, and is there again at the first touch.
 */

const IDLE_MS = 5000;
const INPUTS = ["pointerdown", "pointermove", "pointerup", "wheel", "keydown", "focusin"];

/** @param {() => boolean} mayRest Whether the interface can be spared now. */
export function restWhenIdle(mayRest) {
  const root = document.documentElement;
  let timer = 0;
  const rest = () => {
    const isNeeded = !mayRest() || document.querySelector("header :focus-visible, footer :focus-visible");
    if (isNeeded) wake();
    else root.dataset.idle = "";
  };
  const wake = () => {
    delete root.dataset.idle;
    clearTimeout(timer);
    timer = setTimeout(rest, IDLE_MS);
  };
  for (const input of INPUTS) addEventListener(input, wake, { passive: true });
  wake();
}
