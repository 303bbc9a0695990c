/**
 * Decodes pictures beside the page, so that no frame waits for it: {id, body} comes in, {id, bitmap} goes out, without a bitmap
 * where the body is no picture. One after the other: several at once would take all cores from what is drawn.
 */

// The bytes as they are: pictures are opaque and in the colours of the screen.
const AS_IT_IS = { premultiplyAlpha: "none", colorSpaceConversion: "none" };

let last = Promise.resolve();

addEventListener("message", ({ data }) => {
  last = last.then(() => decode(data));
});

async function decode({ id, body }) {
  try {
    const bitmap = await createImageBitmap(body, AS_IT_IS);
    postMessage({ id, bitmap }, [bitmap]);
  } catch {
    postMessage({ id });
  }
}
