/**
 * Decodes pictures beside the page, so that no frame waits for it: {id, body} comes in, {id, bitmap} goes out, without a bitmap
 * where the body is no picture.
 */

// The bytes as they are: pictures are opaque and in the colours of the screen.
const AS_IT_IS = { premultiplyAlpha: "none", colorSpaceConversion: "none" };

addEventListener("message", async ({ data: { id, body } }) => {
  try {
    const bitmap = await createImageBitmap(body, AS_IT_IS);
    postMessage({ id, bitmap }, [bitmap]);
  } catch {
    postMessage({ id });
  }
});
