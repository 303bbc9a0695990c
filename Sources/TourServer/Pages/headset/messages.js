/**
 * What can go wrong or take time, in words; each fault says what happened and what to do.
 */
import { inLanguage } from "./tour.js";

export class Messages {
  #notice;
  #words;
  /** For the tour's own words, the preferred first. @type {string[]} */
  #languages = [];

  /**
   * @param {import("./notice.js").Notice} notice
   * @param {(key: string) => string} words
   */
  constructor(notice, words) {
    this.#notice = notice;
    this.#words = words;
  }

  /**
   * From now on in another language, what is said already too.
   * @param {(key: string) => string} words
   * @param {string[]} languages
   */
  speak(words, languages = []) {
    this.#words = words;
    this.#languages = languages;
    this.#notice.repeat();
  }

  /** @param {Record<string, string>} titles Of the tour, by language. */
  loading(titles = {}) {
    this.#notice.loading(() => ({ title: inLanguage(titles, this.#languages), text: this.#words("loading") }));
  }

  /** @param {string} code For the guide to read. */
  enrolment(code) {
    this.#notice.loading(() => ({ title: code, text: this.#words("enrolment") }));
  }

  /** The guide or the drive decides from now on what is shown. */
  led() {
    this.#toast("led");
  }

  noWebGL() {
    this.#fault("webgl");
  }

  emptyTour() {
    this.#fault("empty", reload("reload"));
  }

  unreadableTour() {
    this.#fault("tour", reload("again"));
  }

  contextLost() {
    this.#notice.loading(() => this.#message("lost", reload("reload")));
  }

  /**
   * @param {boolean} hasPicture Whether a picture is shown meanwhile.
   * @param {() => void} retry
   */
  serverGone(hasPicture, retry) {
    if (hasPicture) this.#toast("serverToast", { lasting: true });
    else this.#fault("server", { label: "retry", run: retry });
  }

  /** Says that the server is gone; resolves when it is time to try again, or when the passenger asks for it. */
  untilRetry(hasPicture, wait_s) {
    return new Promise((resolve) => {
      setTimeout(resolve, wait_s * 1000);
      this.serverGone(hasPicture, resolve);
    });
  }

  /** The server answers. */
  serverBack() {
    this.#notice.untoast("serverToast");
  }

  /** @param {() => void} retry */
  pictureMissing(hasPicture, retry) {
    if (hasPicture) this.#toast("pictureToast");
    else this.#fault("picture", { label: "again", run: retry });
  }

  tileMissing() {
    this.#toast("tileToast");
  }

  immersiveFailed() {
    this.#toast("immersiveToast");
  }

  motionDenied() {
    this.#toast("motionToast");
  }

  motionAbsent() {
    this.#toast("noMotionToast");
  }

  followOn() {
    this.#toast("followToast");
  }

  followDenied() {
    this.#toast("followDenied");
  }

  followFound() {
    this.#notice.untoast("followAbsent");
  }

  /** A place is offered: how one comes to that is said no more, for there is not room for both on a phone. */
  followReached() {
    this.#notice.untoast("followToast");
  }

  followAbsent() {
    this.#toast("followAbsent");
  }

  /** @param {{label: string, run: () => void}} [action] Its label is a key. */
  #fault(subject, action) {
    this.#notice.fault(() => this.#message(subject, action));
  }

  #message(subject, action) {
    const words = this.#words;
    return {
      title: words(`${subject}Title`),
      text: words(`${subject}Text`),
      action: action && { label: words(action.label), run: action.run },
    };
  }

  #toast(key, options) {
    this.#notice.toast(key, () => this.#words(key), options);
  }
}

function reload(label) {
  return { label, run: () => location.reload() };
}
