/**
 * What the page says when there is no picture to show, and beside one.
 */

const TOAST_MS = 6000;
const $ = (id) => document.getElementById(id);

export class Notice {
  #root = document.documentElement;
  #toastTimer = 0;

  /** @returns {"loading" | "ready" | "fault"} */
  get state() {
    return this.#root.dataset.state;
  }

  /** Says that something is on its way. @param {{title: string, text?: string, action?: Action}} message */
  loading(message) {
    this.#show("loading", message);
  }

  /**
   * Says what is wrong and what to do.
   * @typedef {{label: string, run: () => void}} Action
   * @param {{title: string, text: string, action?: Action}} message
   */
  fault(message) {
    this.#show("fault", message);
  }

  /** Gives the page to the picture. */
  clear() {
    if (this.state !== "ready") this.#root.dataset.state = "ready";
  }

  /** @param {number} share Of the coarse sphere, from 0 to 1. */
  progress(share) {
    $("notice-progress").value = share;
  }

  #show(state, { title, text = "", action }) {
    $("notice-title").textContent = title;
    $("notice-text").textContent = text;
    $("notice-action").hidden = !action;
    $("notice-action").textContent = action?.label ?? "";
    $("notice-action").onclick = action ? () => action.run() : null;
    this.#root.dataset.state = state;
  }

  /** Says something beside the picture. @param {{lasting?: boolean}} [options] `lasting`: until it is taken back. */
  toast(text, { lasting = false } = {}) {
    clearTimeout(this.#toastTimer);
    $("toast").textContent = text;
    $("toast").hidden = false;
    if (!lasting) this.#toastTimer = setTimeout(() => this.untoast(text), TOAST_MS);
  }

  /** Takes a toast back, if it is this one. */
  untoast(text) {
    if ($("toast").textContent === text) $("toast").hidden = true;
  }
}
