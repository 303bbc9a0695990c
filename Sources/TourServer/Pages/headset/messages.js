/**
 * What can go wrong or take time, in words; each fault says what happened and what to do.
 */

export class Messages {
  #notice;
  #words;

  /**
   * @param {import("./notice.js").Notice} notice
   * @param {(key: string) => string} words
   */
  constructor(notice, words) {
    this.#notice = notice;
    this.#words = words;
  }

  /** From now on in another language. */
  speak(words) {
    this.#words = words;
  }

  loading(title = "") {
    this.#notice.loading({ title, text: this.#words("loading") });
  }

  /** @param {string} code For the guide to read. */
  enrolment(code) {
    this.#notice.loading({ title: code, text: this.#words("enrolment") });
  }

  /** The guide or the drive decides from now on what is shown. */
  led() {
    this.#notice.toast(this.#words("led"));
  }

  noWebGL() {
    this.#fault("webgl");
  }

  emptyTour() {
    this.#fault("empty", this.#reload("reload"));
  }

  unreadableTour() {
    this.#fault("tour", this.#reload("again"));
  }

  contextLost() {
    const words = this.#words;
    this.#notice.loading({ title: words("lostTitle"), text: words("lostText"), action: this.#reload("reload") });
  }

  /**
   * @param {boolean} hasPicture Whether a picture is shown meanwhile.
   * @param {() => void} retry
   */
  serverGone(hasPicture, retry) {
    if (hasPicture) this.#notice.toast(this.#words("serverToast"), { lasting: true });
    else this.#fault("server", { label: this.#words("retry"), run: retry });
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
    this.#notice.untoast(this.#words("serverToast"));
  }

  /** @param {() => void} retry */
  pictureMissing(hasPicture, retry) {
    if (hasPicture) this.#notice.toast(this.#words("pictureToast"));
    else this.#fault("picture", { label: this.#words("again"), run: retry });
  }

  tileMissing() {
    this.#notice.toast(this.#words("tileToast"));
  }

  immersiveFailed() {
    this.#notice.toast(this.#words("immersiveToast"));
  }

  motionDenied() {
    this.#notice.toast(this.#words("motionToast"));
  }

  motionAbsent() {
    this.#notice.toast(this.#words("noMotionToast"));
  }

  #fault(subject, action) {
    this.#notice.fault({ title: this.#words(`${subject}Title`), text: this.#words(`${subject}Text`), action });
  }

  #reload(label) {
    return { label: this.#words(label), run: () => location.reload() };
  }
}
