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
 * @property {"none" | "left" | "right"} eye
 * @property {number} lineWidth_px Of a fine line.
 * @property {Disc} [disc] Where alone something is to be seen.
 * @property {{x: number, y: number, width: number, height: number}} [whole] The viewport of which this is a part.
 *
 * @typedef {object} Disc A circle on the screen, in pixels of the framebuffer.
 * @property {number} x
 * @property {number} y
 * @property {number} xRadius
 * @property {number} yRadius
 *
 * @typedef {object} Sight A view seen from inside one panorama's own frame.
 * @property {import("./matrix.js").Matrix} toClip From the panorama's frame to clip x, y and w.
 * @property {import("./matrix.js").Matrix} fromScreen From ndc x, y and 1 to a ray in the panorama's frame.
 * @property {import("./matrix.js").Vector[]} corners Rays through the four corners of the viewport.
 * @property {import("./matrix.js").Vector} forward Unit vector along the gaze.
 * @property {number} focal_px Pixels per radian where the eye looks straight ahead.
 */
import { applied, dot, headRotation, product, rotationOf, transposed, turned } from "./matrix.js";

/** A fine line has a share of the picture's longer side, and at least two pixels. */
const LINE_SHARE = 1 / 800;
const LEAST_LINE_PX = 2;
/** Cosine from the gaze of a direction that lies before the eye. */
const LEAST_DEPTH = 0.1;
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
    eye: "none",
    lineWidth_px: lineWidth(width, height),
  };
}

function lineWidth(width, height) {
  return Math.max(LEAST_LINE_PX, Math.max(width, height) * LINE_SHARE);
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
    eye: eye.eye,
    lineWidth_px: lineWidth(width, height),
  };
}

/**
 * The direction in which all views look together.
 * @param {View[]} views
 * @returns {import("./matrix.js").Vector} Unit vector in the world.
 */
export function commonForward(views) {
  const forwards = views.map(({ head }) => applied(head, [0, 0, -1]));
  const sum = [0, 1, 2].map((i) => forwards.reduce((sum, forward) => sum + forward[i], 0));
  const length = Math.sqrt(dot(sum, sum));
  return sum.map((value) => value / length);
}

/**
 * Where a circle round a direction is seen.
 * @param {View} view
 * @param {import("./matrix.js").Vector} direction In the world.
 * @param {number} tangent Of the circle's radius.
 * @returns {Disc | undefined} None where the direction lies behind the eye.
 */
export function discAround({ head, lens, viewport }, direction, tangent) {
  const [x, y, z] = applied(transposed(head), direction);
  if (z > -LEAST_DEPTH) return undefined;
  const onScreen = (scale, at, shift, begin, side) => begin + ((scale * (at / -z) - shift + 1) / 2) * side;
  return {
    x: onScreen(lens.xScale, x, lens.xShift, viewport.x, viewport.width),
    y: onScreen(lens.yScale, y, lens.yShift, viewport.y, viewport.height),
    xRadius: (tangent * lens.xScale * viewport.width) / 2,
    yRadius: (tangent * lens.yScale * viewport.height) / 2,
  };
}

/**
 * The part of a view that a disc lies in, to be drawn by itself: the same picture through a smaller window.
 * @param {View} view
 * @param {Disc} disc
 * @returns {View | undefined} None where the disc lies outside.
 */
export function cutTo(view, disc) {
  const whole = view.viewport;
  const [x, width] = overlap(whole.x, whole.width, disc.x, disc.xRadius);
  const [y, height] = overlap(whole.y, whole.height, disc.y, disc.yRadius);
  if (width <= 0 || height <= 0) return undefined;
  const across = within(whole.x, whole.width, x, width);
  const upward = within(whole.y, whole.height, y, height);
  const { xScale, yScale, xShift, yShift } = view.lens;
  const lens = {
    xScale: xScale / across.share,
    yScale: yScale / upward.share,
    xShift: (xShift + across.middle) / across.share,
    yShift: (yShift + upward.middle) / upward.share,
  };
  return { ...view, lens, viewport: { x, y, width, height }, disc, whole };
}

/** @returns {[number, number]} Begin and length, in whole pixels, of the part of a side that a disc covers. */
function overlap(begin, length, middle, radius) {
  const first = Math.max(begin, Math.floor(middle - radius));
  const last = Math.min(begin + length, Math.ceil(middle + radius));
  return [first, last - first];
}

/** Where a part of a side has its middle, from −1 to 1 along the side, and which share of it it is. */
function within(begin, length, partBegin, partLength) {
  return { share: partLength / length, middle: (2 * (partBegin - begin) + partLength) / length - 1 };
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
