/**
 * The picture in a headset, through WebXR.
 */
import { Backdrop } from "./backdrop.js";
import { Controllers } from "./controllers.js";
import { eyeView } from "./view.js";

const MODE = "immersive-vr";
/** All headsets can keep it up for a whole tour, in a warm bus too. */
const FRAME_RATE_HZ = 72;
/** How much coarser the rim may be while two pictures are drawn one over another. */
const FOVEATION = 0.5;

/** @returns {Promise<"ready" | "insecure" | "absent">} Whether a headset can be entered from here. */
export async function immersiveSupport() {
  if (!isSecureContext) return "insecure";
  try {
    return await navigator.xr?.isSessionSupported(MODE) ? "ready" : "absent";
  } catch {
    return "absent";
  }
}

export class Immersive {
  #player;
  #gl;
  /** @type {XRSession | undefined} */
  #session;
  /** @type {XRReferenceSpace} */
  #space;
  /** What the page draws. @type {XRWebGLLayer} */
  #base;
  /** World heading of the space's −z, radians. */
  #heading = 0;

  /** Called when a session has begun or ended. @type {(isRunning: boolean) => void} */
  onChange = () => {};
  /** The passenger's hands. */
  controllers = new Controllers();

  /**
   * @param {import("./player.js").Player} player
   * @param {WebGL2RenderingContext} gl
   */
  constructor(player, gl) {
    this.#player = player;
    this.#gl = gl;
  }

  get isRunning() {
    return this.#session !== undefined;
  }

  /** Begins a session, looking where the page looked; must be called from a tap. */
  async enter() {
    const session = await navigator.xr.requestSession(MODE, { optionalFeatures: ["layers"] });
    this.#session = session;
    session.addEventListener("end", () => this.#end());
    this.controllers.listenTo(session);
    try {
      await this.#prepare(session);
    } catch (error) {
      await session.end();
      throw error;
    }
  }

  async #prepare(session) {
    await this.#gl.makeXRCompatible();
    const hasLayers = Backdrop.isSupported(session);
    this.#base = new XRWebGLLayer(session, this.#gl, { alpha: hasLayers, antialias: false, depth: false });
    session.updateRenderState(hasLayers ? { layers: [this.#base] } : { baseLayer: this.#base });
    this.#space = await session.requestReferenceSpace("local");
    if (hasLayers) {
      this.#player.backdrop = new Backdrop(session, this.#gl, this.#space, this.#base, this.#player.budget_bytes);
    }
    await settleRate(session);
    this.#heading = this.#player.gaze.heading;
    this.#player.isImmersive = true;
    session.requestAnimationFrame((now_ms, frame) => this.#draw(now_ms, frame));
    this.onChange(true);
  }

  /** Ends the session, if there is one. */
  async leave() {
    await this.#session?.end();
  }

  #draw(now_ms, frame) {
    const { session } = frame;
    session.requestAnimationFrame((now_ms, frame) => this.#draw(now_ms, frame));
    const layer = this.#base;
    const pose = frame.getViewerPose(this.#space);
    this.controllers.readSticks(session);
    if (!pose || this.#gl.isContextLost()) return;
    const views = pose.views.map((eye) => eyeView(eye, layer.getViewport(eye), this.#heading));
    const { backdrop } = this.#player;
    if (backdrop) Object.assign(backdrop, { frame, heading: this.#heading });
    this.#player.draw(views, layer.framebuffer, now_ms);
    if ("fixedFoveation" in layer) layer.fixedFoveation = this.#player.isLayered ? FOVEATION : 0;
  }

  #end() {
    this.#session = undefined;
    this.#player.isImmersive = false;
    this.#player.backdrop = undefined;
    this.#player.invalidate();
    this.onChange(false);
  }
}

/** Asks for the rate, or for the next higher one; the headset's own goes on where it has none. */
async function settleRate(session) {
  const rate = [...session.supportedFrameRates ?? []].sort((a, b) => a - b).find((rate) => rate >= FRAME_RATE_HZ);
  if (rate) await session.updateTargetFrameRate?.(rate).catch(() => undefined);
}
