/**
 * The picture in a headset, through WebXR.
 */
import { Controllers } from "./controllers.js";
import { headAngles, rotationOf } from "./matrix.js";
import { Worn } from "./worn.js";
import { YawFrame, yawFrameOf } from "./yawframe.js";
import { eyeView } from "./view.js";

const MODE = "immersive-vr";
/** Pinching fingers do what a trigger does. */
const OPTIONS = { optionalFeatures: ["hand-tracking"] };

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
  #isLeaving = false;
  /** Of the last frame: radians, seconds. */
  #head = { yaw: 0, now_s: 0 };
  /** What makes directions in the world of the space's own. */
  yaw = new YawFrame(frameOfThis());
  worn = new Worn();

  /** Called when a session has begun or ended. @type {(isRunning: boolean) => void} */
  onChange = () => {};
  /** Called when the system has ended a session that nobody wanted to leave. */
  onLost = () => {};
  /** Called when the system has set its own space anew. */
  onReset = () => {};
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
    await this.#begin(await navigator.xr.requestSession(MODE, OPTIONS));
  }

  /** Has the browser itself offer VR, where it can. */
  async offer() {
    try {
      const session = await navigator.xr?.offerSession?.(MODE, OPTIONS);
      if (session) await this.#begin(session);
    } catch {
      // Nobody took it, or the page's own button was pressed instead.
    }
  }

  async #begin(session) {
    this.#session = session;
    this.#isLeaving = false;
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
    this.#space.addEventListener?.("reset", () => this.onReset());
    this.yaw.align(0, this.#player.gaze.heading, now_s());
    this.worn = new Worn();
    this.#player.isImmersive = true;
    session.requestAnimationFrame((now_ms, frame) => this.#draw(now_ms, frame));
    this.onChange(true);
  }

  /** Ends the session, if there is one. */
  async leave() {
    this.#isLeaving = true;
    await this.#session?.end();
  }

  #draw(now_ms, frame) {
    const { session } = frame;
    session.requestAnimationFrame((now_ms, frame) => this.#draw(now_ms, frame));
    const layer = session.renderState.baseLayer;
    const pose = frame.getViewerPose(this.#space);
    this.controllers.readSticks(session);
    if (!pose || this.#gl.isContextLost()) return;
    this.#follow(pose);
    const heading = this.yaw.headingAt(this.#head.now_s);
    const views = pose.views.map((eye) => eyeView(eye, layer.getViewport(eye), heading));
    this.#player.draw(views, layer.framebuffer, now_ms);
  }

  #follow({ views }) {
    const { heading, pitch } = headAngles(rotationOf(views[0].transform.matrix));
    this.#head = { yaw: heading, now_s: now_s() };
    this.yaw.watch(heading, this.#head.now_s);
    this.worn.take(heading, pitch, this.#head.now_s);
  }

  /** @param {"world" | "vehicle" | undefined} frame As the console wants it; undefined for that of this type of headset. */
  setFrame(frame = frameOfThis()) {
    if (frame !== this.yaw.mode) this.yaw.setMode(frame, now_s());
  }

  /** Lets what lies before the passenger now be a direction in the world. @param {number} heading Radians. */
  recentre(heading) {
    this.yaw.align(this.#head.yaw, heading, this.#head.now_s);
    this.#player.inscriptions.leave();
  }

  #end() {
    const isLost = !this.#isLeaving;
    this.#session = undefined;
    this.#player.isImmersive = false;
    this.#player.invalidate();
    this.onChange(false);
    if (isLost) this.onLost();
  }
}

function now_s() {
  return performance.now() / 1000;
}

/** @returns {"world" | "vehicle"} Of the address (`?yaw_frame=`), or of this type of headset. */
function frameOfThis() {
  const asked = new URLSearchParams(location.search).get("yaw_frame");
  return asked === "world" || asked === "vehicle" ? asked : yawFrameOf(navigator.userAgent);
}
