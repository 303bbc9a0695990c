/** The form for the PIN, with the wait that wrong ones cost. */
import { $, hide, say } from "./dom.js";
import { signIn } from "./session.js";

export class SignIn {
  #desk;
  #button = $("sign-in-button");
  #pin = $("pin");
  /** What is said, as a key with values; or words that are said already. */
  #note = () => "";
  #timer = 0;

  /** @type {() => Promise<void>} */
  onSession = async () => {};

  constructor(desk) {
    this.#desk = desk;
    $("sign-in-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#button.disabled) this.#try();
    });
  }

  show(note = "") {
    if (note || this.#timer === 0) this.#say(() => note);
    if (document.activeElement === document.body) this.#pin.focus();
  }

  speak() {
    say($("sign-in-note"), this.#note());
  }

  async #try() {
    const words = (key, values) => () => this.#desk.words(key, values);
    this.#button.disabled = true;
    this.#say(words("signingIn"));
    try {
      await signIn(this.#pin.value);
      this.#pin.value = "";
      this.#say(() => "");
      this.#button.disabled = false;
      await this.onSession();
    } catch (error) {
      this.#button.disabled = false;
      if (error.reason === "wait") return this.#wait(error.wait_s);
      this.#say(words(error.reason));
      if (error.reason === "wrong") this.#pin.select();
    }
    return undefined;
  }

  #wait(seconds) {
    this.#button.disabled = seconds > 0;
    this.#say(() => (seconds > 0 ? this.#desk.words("wait", { count: seconds }) : ""));
    this.#timer = seconds > 0 ? setTimeout(() => this.#wait(seconds - 1), 1000) : 0;
  }

  #say(note) {
    this.#note = note;
    hide($("sign-in-note"), false);
    this.speak();
  }
}
