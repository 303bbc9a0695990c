/**
 * The picture in a headset, through WebXR.
 */
import { Controllers } from "./controllers.js";
import { eyeView } from "./view.js";

const MODE = "immersive-vr";

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
    const session = await navigator.xr.requestSession(MODE);
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
    const baseLayer = new XRWebGLLayer(session, this.#gl, { alpha: false, antialias: false, depth: false });
    session.updateRenderState({ baseLayer });
    this.#space = await session.requestReferenceSpace("local");
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
    const layer = session.renderState.baseLayer;
    const pose = frame.getViewerPose(this.#space);
    this.controllers.readSticks(session);
    if (!pose || this.#gl.isContextLost()) return;
    const views = pose.views.map((eye) => eyeView(eye, layer.getViewport(eye), this.#heading));
    this.#player.draw(views, layer.framebuffer, now_ms);
  }

  #end() {
    this.#session = undefined;
    this.#player.isImmersive = false;
    this.#player.invalidate();
    this.onChange(false);
  }
}
