/** The headset's battery, where the browser tells of it (Battery Status API: Chromium, on secure addresses). */
export class Battery {
  #manager;

  async start() {
    try {
      this.#manager = await navigator.getBattery?.();
    } catch {
      // The browser does not tell this page.
    }
  }

  /** @returns {{battery?: number, charging?: boolean}} As a report has it; empty where it is not known. */
  get report() {
    return this.#manager ? { battery: this.#manager.level, charging: this.#manager.charging } : {};
  }
}
