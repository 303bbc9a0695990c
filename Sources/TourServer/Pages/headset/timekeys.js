/**
 * Keys that go through time: L the time lens (held, or on and off), page up and down the epochs, D what is documented,
 * O the original.
 */
import { Hold } from "./hold.js";

/**
 * @param {import("./timelens.js").TimeLens} lens
 * @param {import("./journey.js").Journey} journey
 * @param {import("./caption.js").Caption} caption
 */
export function listenToTimeKeys(lens, journey, caption) {
  const hold = new Hold(() => {});
  const step = (by) => (lens.isOpen ? lens.step(by) : journey.step(by));
  const actions = {
    l: (event) => {
      if (lens.isOpen) return lens.close();
      hold.begin(event);
      return lens.open();
    },
    d: () => caption.toggleOutline(),
    o: () => caption.toggleOriginal(),
    pageup: () => step(1),
    pagedown: () => step(-1),
    escape: () => lens.close(),
  };
  addEventListener("keydown", (event) => {
    const isOurs = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
    if (isOurs && !(event.target instanceof HTMLInputElement && event.key.startsWith("Page"))) {
      actions[event.key.toLowerCase()]?.(event);
    }
  });
  addEventListener("keyup", ({ key }) => {
    if (key.toLowerCase() === "l" && hold.end()) lens.close();
  });
  addEventListener("blur", () => {
    if (hold.end()) lens.close();
  });
}
