/**
 * Keeps a pixel of the canvas a pixel of the screen.
 * @param {HTMLCanvasElement} canvas
 * @param {() => void} onFit Called when it has another size.
 */
export function fitCanvas(canvas, onFit) {
  const fit = ([{ contentRect, devicePixelContentBoxSize }]) => {
    const [exact] = devicePixelContentBoxSize ?? [];
    canvas.width = devicePixels(contentRect.width, exact?.inlineSize);
    canvas.height = devicePixels(contentRect.height, exact?.blockSize);
    onFit();
  };
  const observer = new ResizeObserver(fit);
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(canvas);
  }
}

/** The browser's own count, unless it is none (Safari) or that of another screen (emulated devices). */
function devicePixels(side_css, exact_px = 0) {
  const about_px = Math.max(1, Math.round(side_css * devicePixelRatio));
  return Math.abs(exact_px - about_px) <= 1 ? exact_px : about_px;
}
