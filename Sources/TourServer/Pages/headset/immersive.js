/**
 * The picture in a headset, through WebXR.
 */
import { Backdrop } from "./backdrop.js";
import { Controllers } from "./controllers.js";
import { FrameRate } from "./framerate.js";
import { headAngles, rotationOf } from "./matrix.js";
import { Worn } from "./worn.js";
import { YawFrame, yawFrameOf } from "./yawframe.js";
import { eyeView } from "./view.js";

const MODE = "immersive-vr";
/** All headsets can keep it up for a whole tour, in a warm bus too. */
const FRAME_RATE_HZ = 72;
/** How much coarser the rim may be while two pictures are drawn one over another. */
const FOVEATION = 0.5;
/** Pinching fingers do what a trigger does; layers show the panorama without drawing it. */
const OPTIONS = { optionalFeatures: ["hand-tracking", "layers"] };

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
  #isLeaving = false;
  /** Of the last frame: radians, seconds. */
  #head = { yaw: 0, now_s: 0 };
  /** What makes directions in the world of the space's own. */
  yaw = new YawFrame(frameOfThis());
  worn = new Worn();
  #frames = new FrameRate();

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

  /** @returns {boolean | undefined} Whether somebody wears the headset, as far as that is known. */
  get isWorn() {
    return this.worn.isWorn(now_s());
  }

  /** @returns {number | undefined} Of the picture in the headset; undefined where there is none. */
  get frameRate_hz() {
    return this.isRunning ? this.#frames.hz(now_s()) : undefined;
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
    this.#space = await session.requestReferenceSpace("local");
    await this.#makeLayers(session);
    await settleRate(session);
    this.#space.addEventListener?.("reset", () => this.onReset());
    this.yaw.align(0, this.#player.gaze.heading, now_s());
    this.worn = new Worn();
    this.#frames = new FrameRate();
    this.#player.isImmersive = true;
    session.requestAnimationFrame((now_ms, frame) => this.#draw(now_ms, frame));
    this.onChange(true);
  }

  async #makeLayers(session) {
    await this.#gl.makeXRCompatible();
    const hasLayers = Backdrop.isSupported(session);
    this.#base = new XRWebGLLayer(session, this.#gl, { alpha: hasLayers, antialias: false, depth: false });
    session.updateRenderState(hasLayers ? { layers: [this.#base] } : { baseLayer: this.#base });
    if (hasLayers) {
      this.#player.backdrop = new Backdrop(session, this.#gl, this.#space, this.#base, this.#player.budget_bytes);
    }
  }

  /** Goes on with a new graphics context, in the same session: the old one's layers are gone. */
  async restore() {
    const session = this.#session;
    if (!session) return;
    this.#base = undefined;
    this.#player.backdrop = undefined;
    try {
      await this.#makeLayers(session);
    } catch {
      await session.end();
    }
  }

  /** Ends the session, if there is one. */
  async leave() {
    this.#isLeaving = true;
    await this.#session?.end();
  }

  #draw(now_ms, frame) {
    const { session } = frame;
    session.requestAnimationFrame((now_ms, frame) => this.#draw(now_ms, frame));
    const layer = this.#base;
    const pose = frame.getViewerPose(this.#space);
    this.controllers.readSticks(session);
    if (!pose || !layer || this.#gl.isContextLost()) return;
    this.#follow(pose);
    this.#frames.take(this.#head.now_s);
    const heading = this.yaw.headingAt(this.#head.now_s);
    const views = pose.views.map((eye) => eyeView(eye, layer.getViewport(eye), heading));
    const { backdrop } = this.#player;
    if (backdrop) Object.assign(backdrop, { frame, heading });
    this.#player.draw(views, layer.framebuffer, now_ms);
    if ("fixedFoveation" in layer) layer.fixedFoveation = this.#player.isLayered ? FOVEATION : 0;
  }

  #follow({ views }) {
    const { heading, pitch } = headAngles(rotationOf(views[0].transform.matrix));
    this.#head = { yaw: heading, now_s: now_s() };
    this.yaw.watch(heading, this.#head.now_s);
    const { yaw, deviation } = this.yaw.besideBus(heading, this.#head.now_s);
    this.worn.take(yaw, pitch, this.#head.now_s, deviation);
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
    this.#player.backdrop = undefined;
    this.#player.invalidate();
    this.onChange(false);
    if (isLost) this.onLost();
  }
}

/** Asks for the rate, or for the next higher one; the headset's own goes on where it has none. */
async function settleRate(session) {
  const rate = [...session.supportedFrameRates ?? []].sort((a, b) => a - b).find((rate) => rate >= FRAME_RATE_HZ);
  if (rate) await session.updateTargetFrameRate?.(rate).catch(() => undefined);
}

function now_s() {
  return performance.now() / 1000;
}

/** @returns {"world" | "vehicle"} Of the address (`?yaw_frame=`), or of this type of headset. */
function frameOfThis() {
  const asked = new URLSearchParams(location.search).get("yaw_frame");
  return asked === "world" || asked === "vehicle" ? asked : yawFrameOf(navigator.userAgent);
}
