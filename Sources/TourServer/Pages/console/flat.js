/**
 * A panorama laid out flat, upright and with its camera's heading in the middle, from the small picture of its six faces.
 */
const RADIANS = Math.PI / 180;
/** Of the small picture: front, right, back, left, up, down, side by side. */
const SIDE = 256;

/**
 * @param {import("./tour.js").Epoch} epoch
 * @returns {Promise<{picture: HTMLCanvasElement, middle_deg: number}>}
 */
export async function flattened(epoch, width, height) {
  const manifest = await (await got(`/api/v1/panoramas/${epoch.panorama}`)).json();
  if (!manifest.preview) throw new Error("no preview");
  const faces = await pixels(await (await got(manifest.preview)).blob());
  const pose = poseOf(epoch, manifest);
  const picture = document.createElement("canvas");
  Object.assign(picture, { width, height });
  const context = picture.getContext("2d");
  const flat = context.createImageData(width, height);
  lay(faces, new Uint32Array(flat.data.buffer), width, height, pose);
  context.putImageData(flat, 0, 0);
  return { picture, middle_deg: pose.heading_deg };
}

/** The tour's word goes before the panorama's. */
export function poseOf({ pose, heading_deg }, manifest) {
  const upright = { heading_deg: 0, pitch_deg: 0, roll_deg: 0 };
  return pose ?? { ...upright, ...manifest.pose, ...(heading_deg !== undefined && { heading_deg }) };
}

async function got(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

async function pixels(blob) {
  const image = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return new Uint32Array(context.getImageData(0, 0, 6 * SIDE, SIDE).data.buffer);
}

function lay(faces, flat, width, height, { pitch_deg, roll_deg }) {
  const [sinPitch, cosPitch] = [Math.sin(pitch_deg * RADIANS), Math.cos(pitch_deg * RADIANS)];
  const [sinRoll, cosRoll] = [Math.sin(roll_deg * RADIANS), Math.cos(roll_deg * RADIANS)];
  for (let row = 0; row < height; row += 1) {
    const up_rad = (0.5 - (row + 0.5) / height) * Math.PI;
    for (let column = 0; column < width; column += 1) {
      const yaw = ((column + 0.5) / width - 0.5) * 2 * Math.PI;
      // Right, up and ahead of an upright camera with this heading; then of the camera as it stood.
      const [x, y, z] = [Math.cos(up_rad) * Math.sin(yaw), Math.sin(up_rad), Math.cos(up_rad) * Math.cos(yaw)];
      const [up, ahead] = [y * cosPitch - z * sinPitch, y * sinPitch + z * cosPitch];
      flat[row * width + column] = faces[texel(x * cosRoll - up * sinRoll, x * sinRoll + up * cosRoll, ahead)];
    }
  }
}

/** The texel of the six faces in a direction: right, up, ahead. */
function texel(x, y, z) {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  const longest = Math.max(ax, ay, az);
  let [face, across, down] = [0, 0, 0];
  if (longest === az) [face, across, down] = z > 0 ? [0, x, -y] : [2, -x, -y];
  else if (longest === ax) [face, across, down] = x > 0 ? [1, -z, -y] : [3, z, -y];
  else [face, across, down] = y > 0 ? [4, x, z] : [5, x, -z];
  const at = (value) => Math.min(Math.floor(((value / longest + 1) / 2) * SIDE), SIDE - 1);
  return at(down) * 6 * SIDE + face * SIDE + at(across);
}
