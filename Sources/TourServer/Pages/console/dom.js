/** Touches the page only where something has changed: sixty headsets report twice a second. */

export const $ = (id) => document.getElementById(id);

/** @param {HTMLElement} element */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {HTMLElement} element */
export function mark(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** @param {HTMLElement} element */
export function hide(element, isHidden) {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

/**
 * A new element.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
export function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button that says something and does something. */
export function button(words, act, attributes = {}) {
  const element = made("button", { type: "button", ...attributes }, words);
  element.addEventListener("click", act);
  return element;
}

/** Elements by key, in an order that changes: those that stay are moved, and keep the focus. */
export class Keyed {
  #parent;
  #make;
  #elements = new Map();

  /**
   * @param {HTMLElement} parent
   * @param {(item: object) => HTMLElement} make
   */
  constructor(parent, make) {
    this.#parent = parent;
    this.#make = make;
  }

  clear() {
    this.#elements.clear();
    this.#parent.replaceChildren();
  }

  /**
   * @template T
   * @param {T[]} items
   * @param {(item: T) => string} keyOf
   * @param {(element: HTMLElement, item: T) => void} update
   */
  show(items, keyOf, update) {
    const gone = new Set(this.#elements.keys());
    const focused = this.#parent.contains(document.activeElement) ? document.activeElement : undefined;
    let before = this.#parent.firstChild;
    for (const item of items) {
      const key = keyOf(item);
      gone.delete(key);
      if (!this.#elements.has(key)) this.#elements.set(key, this.#make(item));
      const element = this.#elements.get(key);
      if (element === before) before = before.nextSibling;
      else this.#parent.insertBefore(element, before);
      update(element, item);
    }
    for (const key of gone) {
      this.#elements.get(key).remove();
      this.#elements.delete(key);
    }
    // To be moved costs an element the focus.
    if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
  }
}
