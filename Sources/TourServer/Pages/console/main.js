/**
 * The guide's console: signs in, and joins line, orders and views together.
 *
 * What the page is at stands on the root element: `data-screen` (start, sign-in, console), `data-line` (open, lost),
 * `data-controls` (true, false) and `data-revision` (of the state that is shown).
 */
import { Address } from "./address.js";
import { After } from "./after.js";
import { Departure } from "./departure.js";
import { $, hide, say } from "./dom.js";
import { Drive } from "./drive.js";
import { Line } from "./line.js";
import { MapView } from "./map/view.js";
import { Menu } from "./menu.js";
import { Orders } from "./orders.js";
import { Seats } from "./seats.js";
import { presentSession, signOut } from "./session.js";
import { SignIn } from "./signin.js";
import { Status } from "./status.js";
import { Tabs } from "./tabs.js";
import { fetchTour, inLanguage } from "./tour.js";
import { chooseLanguage, chosenLanguage, wordsIn } from "./words.js";

const RETRY_MS = 1000;
const TICK_MS = 500;
const { dataset } = document.documentElement;

let isRestoring = false;
const line = new Line();
const orders = new Orders(line);
/** What the views show and do. @typedef {typeof desk} Desk */
const desk = {
  language: "en",
  words: undefined,
  /** Both languages' words, for messages. */
  all: {},
  tour: undefined,
  state: undefined,
  headsets: [],
  waiting: [],
  session: undefined,
  line,
  /** Gives an order and says what becomes of it. @returns {Promise<import("./orders.js").Outcome>} */
  async order(name, order) {
    status.giving(name);
    const outcome = await orders.give(order);
    status.given(name, order, outcome);
    if (outcome.kind === "signedOut") ended();
    return outcome;
  },
};

const signIn = new SignIn(desk);
const status = new Status(desk);
const views = {
  drive: new Drive(desk),
  map: new MapView(desk),
  address: new Address(desk),
  departure: new Departure(desk),
  seats: new Seats(desk),
  after: new After(desk),
};
const tabs = new Tabs(() => update());
const menu = new Menu(desk);

Object.assign(desk.all, { de: await wordsIn("de"), en: await wordsIn("en") });
connect();
speak(chosenLanguage());
await restore();
setInterval(update, TICK_MS);

function connect() {
  signIn.onSession = () => restore();
  menu.onLanguage = (language) => {
    chooseLanguage(language);
    speak(language);
  };
  menu.onSignOut = async (ofAll) => {
    try {
      await signOut(ofAll);
      ended();
    } catch {
      status.note(desk.words("gone"));
    }
  };
  line.onState = (state) => {
    desk.state = state;
    dataset.revision = state.revision;
    update();
  };
  line.onHeadsets = ({ headsets, waiting }) => {
    Object.assign(desk, { headsets, waiting });
    update();
  };
  line.onControls = (session) => {
    desk.session = session;
    orders.controls = session.controls;
    dataset.controls = session.controls;
    update();
  };
  line.onChange = (isOpen) => {
    const wasLost = dataset.line === "lost";
    dataset.line = isOpen ? "open" : "lost";
    update();
    if (isOpen && wasLost) renew();
  };
  line.onRefused = () => setTimeout(restore, RETRY_MS);
  $("take-over").addEventListener("click", () => desk.order(desk.words("takeOver"), { command: "take_over" }));
}

/** Goes on with the session that there is, or asks for one; waits for the server as long as it takes. */
async function restore() {
  if (isRestoring) return;
  isRestoring = true;
  const found = await present();
  isRestoring = false;
  if (found) begin(found);
  else ended();
}

async function present() {
  for (;;) {
    try {
      const session = await presentSession();
      return session && { session, tour: await fetchTour() };
    } catch {
      dataset.line = "lost";
      if (dataset.screen === "console") update();
      else show("sign-in", desk.words("gone"));
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function begin({ session, tour }) {
  desk.tour = tour;
  desk.session = { ...desk.session, ...session };
  orders.begin(session);
  dataset.controls = session.controls;
  for (const view of Object.values(views)) view.begin();
  show("console");
  speak(desk.language);
  line.open();
}

/** A server that was started anew may have another tour. */
async function renew() {
  views.seats.begin();
  const before = JSON.stringify(desk.tour);
  desk.tour = await fetchTour().catch(() => desk.tour);
  if (JSON.stringify(desk.tour) === before) return;
  for (const view of Object.values(views)) view.begin();
  speak(desk.language);
}

/** Nobody is signed in any more. */
function ended() {
  line.close();
  const wasIn = dataset.screen === "console";
  Object.assign(desk, { session: undefined, state: undefined, headsets: [], waiting: [] });
  show("sign-in", wasIn ? desk.words("ended") : "");
}

function show(screen, note) {
  dataset.screen = screen;
  hide($("sign-in"), screen !== "sign-in");
  hide($("console"), screen !== "console");
  if (screen === "sign-in") signIn.show(note);
}

function speak(language) {
  desk.language = language;
  desk.words = desk.all[language];
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-words]")) say(element, desk.words(element.dataset.words));
  for (const element of document.querySelectorAll("[data-title]")) element.title = desk.words(element.dataset.title);
  for (const element of document.querySelectorAll("[data-label]")) element.ariaLabel = desk.words(element.dataset.label);
  if (desk.tour) {
    document.title = `${desk.words("console")} · ${inLanguage(desk.tour.title, language)}`;
    say($("tour-title"), inLanguage(desk.tour.title, language));
    for (const view of Object.values(views)) view.speak();
  } else document.title = desk.words("console");
  menu.speak();
  signIn.speak();
  update();
}

function update() {
  if (!desk.state || !desk.session) return;
  status.update();
  views.drive.updateOrders();
  views.seats.updateBadge();
  views[tabs.chosen].update();
}
