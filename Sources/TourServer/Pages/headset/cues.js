/**
 * Captions (WebVTT), read by the browser itself.
 */

/**
 * @typedef {{from_s: number, to_s: number, text: string}} Cue
 * @param {Blob} file
 * @returns {Promise<Cue[]>} In order of their beginnings; none of what is no WebVTT.
 */
export async function cuesOf(file) {
  const track = document.createElement("track");
  const address = URL.createObjectURL(file);
  const read = new Promise((resolve) => {
    track.addEventListener("load", resolve);
    track.addEventListener("error", resolve);
  });
  document.createElement("audio").append(track);
  track.track.mode = "hidden";
  track.src = address;
  await read;
  URL.revokeObjectURL(address);
  return [...track.track.cues ?? []].map((cue) => (
    { from_s: cue.startTime, to_s: cue.endTime, text: plain(cue) }
  ));
}

/** Without the marks for voices and styles; lines stay. */
function plain(cue) {
  return cue.getCueAsHTML().textContent.trim();
}

/** @param {Cue[]} cues @returns {string} What is to be read at a moment. */
export function textAt(cues, position_s) {
  return cues.filter(({ from_s, to_s }) => from_s <= position_s && position_s < to_s).map(({ text }) => text).join("\n");
}
