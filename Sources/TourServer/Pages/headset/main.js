/**
 * The headset page: starts everything and joins it together.
 *
 * `?lang=de` chooses the language, `?texture_mib=128` the memory for textures. What the page is at stands on the root
 * element: `data-state` (loading, ready, fault), `data-sharp` (true, false, or partly where tiles are missing for
 * good), `data-scene`, `data-original` (whether it is shown without its restoration), `data-gaze` (heading, pitch and
 * field of view in degrees), `data-fade` (opacity of the scene on top), `data-lens` (the scene in the open time lens),
 * `data-lens-fade` and `data-lens-sharp` (as of the scene on top), `data-texture-bytes`, `data-immersive` and `data-menu`.
 */
import { Ahead } from "./ahead.js";
import { Battery } from "./battery.js";
import { fitCanvas } from "./canvas.js";
import { Companion } from "./companion.js";
import { admitted } from "./enrolment.js";
import { Gaze } from "./gaze.js";
import { GazeMenu } from "./gazemenu.js";
import { Immersive, immersiveSupport } from "./immersive.js";
import { listenToHands } from "./input.js";
import { Interface } from "./interface.js";
import { restWhenIdle } from "./idle.js";
import { Journey } from "./journey.js";
import { Link } from "./link.js";
import { Live } from "./live.js";
import { menuItems } from "./menuitems.js";
import { Messages } from "./messages.js";
import { Motion } from "./motion.js";
import { Notice } from "./notice.js";
import { keepPage } from "./offline.js";
import { Player } from "./player.js";
import { publish } from "./publish.js";
import { Ride } from "./ride.js";
import { patiently } from "./server.js";
import { chosenLanguage, understood, wordsIn } from "./strings.js";
import { TimeLens } from "./timelens.js";
import { listenToTimeKeys } from "./timekeys.js";
import { fetchTour } from "./tour.js";

const MIB = 2 ** 20;
const TEXTURE_MIB = 256;
/** A device that knows how it is held says so sooner. */
const SENSOR_WAIT_MS = 1000;

const canvas = document.getElementById("picture");
const notice = new Notice();
const surface = new Interface();
const messages = new Messages(notice, wordsIn(chosenLanguage()));

speak(chosenLanguage());
messages.loading();
const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false });
const gaze = new Gaze();
const player = startedPlayer();
if (player) await run();
else messages.noWebGL();

/** @returns {Player | undefined} None where the browser cannot draw what the page needs. */
function startedPlayer() {
  try {
    return gl ? new Player(canvas, gl, gaze, textureBudget(), colours()) : undefined;
  } catch {
    return undefined;
  }
}

async function run() {
  const journey = new Journey(player, surface, messages);
  const lens = new TimeLens(player, messages);
  fitCanvas(canvas, () => player.invalidate());
  listenToHands(canvas, gaze, lens);
  listenToTimeKeys(lens, journey, surface.caption);
  connectPlayer(new Link(() => journey.link()), journey, lens);
  connectTime(journey, lens);
  connectMotion();
  const immersive = new Immersive(player, gl);
  surviveContextLoss(immersive);
  const ride = new Ride(player, immersive);
  connectImmersive(immersive, ride, journey, lens);
  restWhenIdle(() => notice.state === "ready" && !surface.isOpen && !ride.settings.isOpen);
  await begin(journey, lens, ride, immersive);
}

/** Gets the tour, however long it takes. */
async function begin(journey, lens, ride, immersive) {
  let tour = { title: {}, languages: [], places: [] };
  const speakAll = (language = chosenLanguage(tour.languages)) => {
    const languages = understood(language, tour.languages);
    const words = speak(language, languages);
    surface.showTour(tour, languages);
    ride.speak(language, words, languages);
    surface.showImmersive(immersive.isRunning);
    if (journey.choice) surface.showChoice(journey.choice);
    lens.repeat();
    if (player.scene) surface.caption.show(player.scene);
  };
  ride.onLanguage = (language) => speakAll(obeyed(language, tour));
  speakAll();
  try {
    const pause = (_, wait_s) => messages.untilRetry(false, wait_s);
    await admitted((code) => messages.enrolment(code), pause);
    tour = await patiently(fetchTour, pause);
  } catch {
    return messages.unreadableTour();
  }
  const isEmpty = tour.places.length === 0;
  // The line is not idle while the interface is put together.
  if (!isEmpty) journey.start(tour);
  speakAll();
  if (isEmpty) return messages.emptyTour();
  messages.loading(tour.title);
  const ahead = new Ahead(tour, player);
  await ahead.start();
  return followDrive(new Live(tour, ahead), journey, ride, immersive);
}

/** Who reads easy German goes on with that where the guide wants German. */
function obeyed(language, tour) {
  const own = chosenLanguage(tour.languages);
  return own.split("-")[0] === language ? own : language;
}

/** While a drive is on or a guide leads, the server says what is shown. */
function followDrive(live, journey, ride, immersive) {
  live.onState = (state, local_s) => ride.take(state, local_s);
  live.onScene = (choice, timeline) => {
    journey.choose(choice, () => timeline.position_s() >= 0);
    ride.follow(choice.epoch, timeline);
  };
  live.onNoScene = () => ride.follow(undefined, { position_s: () => 0, isPaused: true });
  const battery = new Battery();
  battery.start();
  live.condition = () => ({ worn: immersive.isWorn, frame_rate_hz: immersive.frameRate_hz, ...battery.report });
  const show = player.onScene;
  player.onScene = (scene) => {
    show(scene);
    live.began(scene);
    ride.begun(scene);
    if (!live.isLed) ride.tell(scene);
  };
  if (player.scene) ride.tell(player.scene);
  live.onLead = (leads) => {
    journey.isLed = leads;
    if (leads) messages.led();
  };
  live.onAlone = () => connectCompanion(journey, ride);
  return live.start();
}

/** Where there is no bus and no guide, the visitor's own phone may say at which place he stands. */
function connectCompanion(journey, ride) {
  if (!Companion.isPossible) return;
  const companion = new Companion(journey.places);
  companion.onState = (state) => {
    surface.showFollow(companion.isOn);
    if (state === "waiting") messages.followOn();
    if (state === "on") messages.followFound();
    if (state === "denied") messages.followDenied();
    if (state === "absent") messages.followAbsent();
    if (!companion.isOn) ride.withdrawPlace();
  };
  companion.onPlace = (place) => {
    // What is on show already needs no offer.
    if (!place || place.id === player.scene?.place.id) ride.withdrawPlace();
    else {
      messages.followReached();
      ride.offerPlace(place, () => journey.goTo(place));
    }
  };
  surface.onFollow = () => (companion.isOn ? companion.stop() : companion.start());
  surface.showFollow(false);
}

function speak(language, languages = []) {
  const words = wordsIn(language);
  messages.speak(words, languages);
  surface.speak(language, words);
  return words;
}

/** @returns {number} Bytes. */
function textureBudget() {
  const asked = Number(new URLSearchParams(location.search).get("texture_mib"));
  return (asked > 0 ? asked : TEXTURE_MIB) * MIB;
}

/** @returns {{ink: string, paper: string, stone: string}} The page's colours, as `#rrggbb`. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: colour("ink"), paper: colour("paper"), stone: colour("stone") };
}

/** @param {Immersive} immersive */
function surviveContextLoss(immersive) {
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    messages.contextLost();
  });
  canvas.addEventListener("webglcontextrestored", () => {
    player.restore();
    immersive.restore();
  });
}

/** @param {Link} link @param {Journey} journey @param {TimeLens} lens */
function connectPlayer(link, journey, lens) {
  player.onScene = (scene) => {
    journey.arrive(scene);
    surface.caption.show(scene);
    lens.over(scene);
  };
  player.onTile = (fault) => {
    if (!fault) messages.serverBack();
    else if (fault.passes) messages.serverGone(player.scene !== undefined, () => player.forgive());
    else messages.tileMissing();
  };
  player.onFrame = (report) => {
    notice.progress(report.coarseShare);
    if (report.isWhole) notice.clear();
    if (report.isWhole && report.sharpness !== "false") {
      lens.prepare();
      keepPage();
    }
    surface.lens.follow(report.lens.disc);
    publish(report, gaze);
    link.touch();
  };
}

function connectTime(journey, lens) {
  surface.caption.onShow = (caption) => player.inscriptions.showCaption(caption);
  lens.onChange = (epoch) => {
    const years = surface.showLens(epoch);
    if (epoch) player.inscriptions.showLabel(years);
  };
  surface.lens.onToggle = () => lens.toggle();
  surface.epochs.onChoice = (epoch) => (lens.isOpen ? lens.choose(epoch) : journey.chooseEpoch(epoch));
  surface.caption.onOutline = (isOutlined) => {
    player.isOutlined = isOutlined;
    player.invalidate();
  };
}

function connectMotion() {
  if (!Motion.isHandheld) return;
  const motion = new Motion(gaze);
  motion.onChange = (leads) => surface.showMotion(leads);
  surface.onMotion = async () => {
    if (motion.leads) motion.stop();
    else if (!await motion.start()) messages.motionDenied();
    else setTimeout(() => motion.leads || messages.motionAbsent(), SENSOR_WAIT_MS);
  };
  if (Motion.needsPermission) surface.showMotion(false);
  else motion.start();
}

function connectImmersive(immersive, ride, journey, lens) {
  const { controllers } = immersive;
  const menu = new GazeMenu(colours());
  menu.describe = () => menuItems({ journey, ride, lens, surface, immersive, menu });
  menu.title = () => ride.words("menu");
  menu.isLarge = ride.settings.chosen.large;
  player.inscriptions.menu = menu;
  immersive.onChange = (isRunning) => {
    surface.showImmersive(isRunning);
    player.inscriptions.leave();
    menu.close();
    lens.close();
  };
  controllers.onPress = () => menu.press() || journey.next();
  controllers.onHold = () => lens.open();
  controllers.onRelease = () => lens.close();
  controllers.onStep = (step) => (lens.isOpen ? lens.step(step) : journey.step(step));
  controllers.onTurn = (step) => (lens.isOpen ? lens.step(step) : ride.snap(step));
  controllers.onRecentre = () => ride.recentre();
  controllers.onSqueeze = () => surface.caption.toggleOutline();
  const toggle = async () => {
    ride.wake();
    try {
      await (immersive.isRunning ? immersive.leave() : immersive.enter());
    } catch {
      messages.immersiveFailed();
    }
  };
  surface.onImmersive = toggle;
  ride.enter = toggle;
  const offer = async () => {
    const support = await immersiveSupport();
    surface.offerImmersive(support);
    if (support === "ready") immersive.offer();
  };
  navigator.xr?.addEventListener("devicechange", offer);
  offer();
}
