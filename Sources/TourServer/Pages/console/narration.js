/** How long narrations are, asked of the sound files themselves. */
export class Narration {
  /** Digest → seconds; 0 until it is known. */
  #durations = new Map();

  /**
   * @param {Record<string, string> | undefined} narration Digests by language.
   * @param {string | undefined} language Of all headsets; the longest counts where each has its own.
   * @returns {number} Seconds; 0 where there is none or it is not known yet.
   */
  duration_s(narration = {}, language) {
    const digests = narration[language] ? [narration[language]] : Object.values(narration);
    return Math.max(0, ...digests.map((digest) => this.#of(digest)));
  }

  #of(digest) {
    if (!this.#durations.has(digest)) {
      this.#durations.set(digest, 0);
      const audio = new Audio();
      audio.preload = "metadata";
      audio.addEventListener("loadedmetadata", () => {
        this.#durations.set(digest, Number.isFinite(audio.duration) ? audio.duration : 0);
        audio.removeAttribute("src");
      });
      // Until it comes no time is said.
      audio.addEventListener("error", () => setTimeout(() => this.#durations.delete(digest), 5000), { once: true });
      audio.src = `/media/${digest}`;
    }
    return this.#durations.get(digest);
  }
}
