/**
 * Words over the picture on the page: what is told, what the guide says, why the picture has stepped back; and offers, each
 * with one thing to press.
 */

const $ = (id) => document.getElementById(id);

export class Overlay {
  /** What is offered, the latest last. @type {{subject: string, said: () => {text: string, label: string}, run: () => void}[]} */
  #offers = [];

  /**
   * @param {"subtitle" | "message" | "calm"} subject
   * @param {string} text Empty to take it away.
   * @param {string} [title]
   */
  say(subject, text, title = "") {
    const element = $(subject);
    element.hidden = !text && !title;
    element.querySelector("h2").textContent = title;
    element.querySelector("h2").hidden = !title;
    element.querySelector("p").textContent = text;
  }

  /**
   * Offers something until it is pressed, or taken back.
   * @param {string} subject
   * @param {{said: () => {text: string, label: string}, run: () => void}} offer `said` in the language of the moment.
   */
  offer(subject, offer) {
    if (this.#offers.some((known) => known.subject === subject)) return;
    this.#offers.push({ subject, ...offer });
    this.#showOffer();
  }

  /** @param {string} subject */
  withdraw(subject) {
    this.#offers = this.#offers.filter((offer) => offer.subject !== subject);
    this.#showOffer();
  }

  /** Says what is offered anew: the language has changed. */
  repeat() {
    this.#showOffer();
  }

  #showOffer() {
    const offer = this.#offers.at(-1);
    $("offer").hidden = !offer;
    if (!offer) return;
    const { text, label } = offer.said();
    $("offer").dataset.subject = offer.subject;
    $("offer-text").textContent = text;
    $("offer-action").textContent = label;
    $("offer-action").onclick = () => {
      this.withdraw(offer.subject);
      offer.run();
    };
  }
}
