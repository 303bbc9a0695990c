/**
 * Eyes: where they look, through which lens, onto which part of a framebuffer.
 *
 * @typedef {object} Lens A perspective projection: ndc.x = (xScale·x + xShift·z) / −z, and the same for y.
 * @property {number} xScale
 * @property {number} yScale
 * @property {number} xShift
 * @property {number} yShift
 *
 * @typedef {object} Pose How the camera of a panorama stood: rolled, then pitched up, then turned; radians.
 * @property {number} heading Of the panorama's centre column, clockwise from north.
 * @property {number} pitch Of its middle above the horizon.
 * @property {number} roll The camera's right side down.
 *
 * @typedef {object} View
 * @property {import("./matrix.js").Matrix} head From the eye's frame to the world's.
 * @property {Lens} lens
 * @property {{x: number, y: number, width: number, height: number}} viewport In pixels of the framebuffer.
 *
 * @typedef {object} Sight A view seen from inside one panorama's own frame.
 * @property {import("./matrix.js").Matrix} toClip From the panorama's frame to clip x, y and w.
 * @property {import("./matrix.js").Matrix} fromScreen From ndc x, y and 1 to a ray in the panorama's frame.
 * @property {import("./matrix.js").Vector[]} corners Rays through the four corners of the viewport.
 * @property {import("./matrix.js").Vector} forward Unit vector along the gaze.
 * @property {number} focal_px Pixels per radian where the eye looks straight ahead.
 */
import { applied, headRotation, product, rotationOf, transposed, turned } from "./matrix.js";

const CORNERS = [[-1, 1], [1, 1], [1, -1], [-1, -1]];

/**
 * Distance of the picture plane.
 * @param {number} fov Radians.
 * @param {number} side_px The side that spans the field of view.
 * @returns {number} Pixels.
 */
export function focalLength(fov, side_px) {
  return side_px / 2 / Math.tan(fov / 2);
}

/**
 * The page's own view; the field of view spans the canvas's longer side, so that a shared view fits any screen.
 * @returns {View}
 */
export function pageView(gaze, width, height) {
  const focal = focalLength(gaze.fov, Math.max(width, height));
  return {
    head: headRotation(gaze),
    lens: { xScale: (2 * focal) / width, yScale: (2 * focal) / height, xShift: 0, yShift: 0 },
    viewport: { x: 0, y: 0, width, height },
  };
}

/**
 * One eye of a headset. The panorama lies at infinity, so the eye's position does not matter.
 * @param {XRView} eye
 * @param {XRViewport} viewport
 * @param {number} heading World heading of the reference space's −z, radians.
 * @returns {View}
 */
export function eyeView(eye, viewport, heading) {
  const { x, y, width, height } = viewport;
  const p = eye.projectionMatrix;
  return {
    head: product(turned(heading), rotationOf(eye.transform.matrix)),
    lens: { xScale: p[0], yScale: p[5], xShift: p[8], yShift: p[9] },
    viewport: { x, y, width, height },
  };
}

/**
 * @param {View} view
 * @param {Pose} pose Of the panorama.
 * @returns {Sight}
 */
export function sightOf({ head, lens, viewport }, pose) {
  const { xScale, yScale, xShift, yShift } = lens;
  const toEye = product(transposed(head), headRotation(pose));
  const toPanorama = transposed(toEye);
  const throughLens = [1 / xScale, 0, xShift / xScale, 0, 1 / yScale, yShift / yScale, 0, 0, -1];
  const fromScreen = product(toPanorama, throughLens);
  return {
    toClip: product([xScale, 0, xShift, 0, yScale, yShift, 0, 0, -1], toEye),
    fromScreen,
    corners: CORNERS.map(([x, y]) => applied(fromScreen, [x, y, 1])),
    forward: applied(toPanorama, [0, 0, -1]),
    focal_px: Math.max((xScale * viewport.width) / 2, (yScale * viewport.height) / 2),
  };
}
