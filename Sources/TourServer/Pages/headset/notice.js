/**
 * What the page says when there is no picture to show, and beside one. It is told how to say it, and says it anew in another
 * language.
 */

const TOAST_MS = 6000;
const $ = (id) => document.getElementById(id);

export class Notice {
  #root = document.documentElement;
  /** @type {() => Message} */
  #message = () => ({ title: "" });
  /** What the toast is about, and how it is said. */
  #toast = { subject: "", said: () => "" };
  #toastTimer = 0;

  /** @returns {"loading" | "ready" | "fault"} */
  get state() {
    return this.#root.dataset.state;
  }

  /**
   * Says that something is on its way.
   * @typedef {{label: string, run: () => void}} Action
   * @typedef {{title: string, text?: string, action?: Action}} Message
   * @param {() => Message} message
   */
  loading(message) {
    this.#show("loading", message);
  }

  /** Says what is wrong and what to do. @param {() => Message} message */
  fault(message) {
    this.#show("fault", message);
  }

  /** Says everything anew: the language has changed. */
  repeat() {
    this.#writeMessage();
    this.#writeToast();
  }

  /** Gives the page to the picture. */
  clear() {
    if (this.state !== "ready") this.#root.dataset.state = "ready";
  }

  /** @param {number} share Of the coarse sphere, from 0 to 1. */
  progress(share) {
    $("notice-progress").value = share;
  }

  #show(state, message) {
    this.#message = message;
    this.#writeMessage();
    this.#root.dataset.state = state;
  }

  #writeMessage() {
    const { title, text = "", action } = this.#message();
    $("notice-title").textContent = title;
    $("notice-text").textContent = text;
    $("notice-action").hidden = !action;
    $("notice-action").textContent = action?.label ?? "";
    $("notice-action").onclick = action ? () => action.run() : null;
  }

  /**
   * Says something beside the picture.
   * @param {string} subject
   * @param {() => string} said
   * @param {{lasting?: boolean}} [options] `lasting`: until it is taken back.
   */
  toast(subject, said, { lasting = false } = {}) {
    clearTimeout(this.#toastTimer);
    this.#toast = { subject, said };
    this.#writeToast();
    $("toast").hidden = false;
    if (!lasting) this.#toastTimer = setTimeout(() => this.untoast(subject), TOAST_MS);
  }

  /** Takes a toast back, if it is this one. */
  untoast(subject) {
    if (this.#toast.subject === subject) $("toast").hidden = true;
  }

  #writeToast() {
    $("toast").textContent = this.#toast.said();
  }
}
