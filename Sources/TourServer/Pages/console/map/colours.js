/** The colours of the base layer, as the style sheet has them for a light and a dark screen: what is drawn on a canvas knows no style. */
const probe = document.createElement("span");

/** @returns {(kind: string) => string} The colour of what is drawn, by its kind. */
export function coloursIn(element) {
  element.append(probe);
  probe.hidden = true;
  return (kind) => {
    probe.style.color = `var(--map-${kind})`;
    return getComputedStyle(probe).color;
  };
}

/** Calls when the screen turns light or dark, by the guide's choice or the device's. */
export function onTurn(act) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
  new MutationObserver(act).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
