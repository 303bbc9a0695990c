/**
 * Starts the page: the work, the two pictures, the solver, and saving.
 */
import { Refusal, readPicture, readState, save, solve } from "./desk.js";
import { Marks } from "./marks.js";
import { direction, placeOf } from "./model.js";
import { Outcome, stateOf } from "./outcome.js";
import { Pane } from "./pane.js";
import { PhotoView } from "./photo-view.js";
import { SphereView } from "./sphere-view.js";
import { chosenLanguage, wordsIn, yearsOf } from "./strings.js";
import { Work } from "./work.js";

const $ = (id) => document.getElementById(id);
/** Tiles asked for at a time. */
const PARALLEL = 6;

const language = chosenLanguage();
const words = wordsIn(language);

/** Points that the unknowns need: pose and field of view are four numbers, a point gives two. */
function pointsNeeded(kind, unknowns) {
  if (kind === "panorama") return 2;
  if (kind === "cylinder") return 3;
  if (unknowns.includes("plane")) return 4;
  return Math.ceil((4 + (unknowns.includes("shift") ? 2 : 0) + (unknowns.includes("distortion") ? 1 : 0)) / 2);
}

class AlignmentPage {
  #state;
  #index = 0;
  /** Of each picture. @type {Work[]} */
  #works = [];
  #images = [];
  #solution = null;
  #photoView;
  #sphereView;
  #marks;
  #outcome = new Outcome(words, language);
  #isSolving = false;
  #isSolvingAgain = false;

  async start() {
    speak();
    this.#state = await readState();
    this.#photoView = new PhotoView($("photo"));
    this.#sphereView = new SphereView($("sphere"), this.#state.sphere);
    this.#works = this.#state.pictures.map(({ points, solve: unknowns }) => {
      const work = new Work();
      work.open(points, unknowns);
      work.onChange = () => this.#changed();
      return work;
    });
    this.#marks = {
      place: new Marks(document.querySelector("#photo-pane .marks")),
      gaze: new Marks(document.querySelector("#sphere-pane .marks")),
    };
    this.#connect();
    this.#nameAll();
    await Promise.all([this.#choose(0), this.#readTiles()]);
    document.documentElement.dataset.state = "ready";
  }

  get #picture() {
    return this.#state.pictures[this.#index];
  }

  get #work() {
    return this.#works[this.#index];
  }

  #connect() {
    const page = this;
    // One pane for all pictures: it asks for the work at hand.
    const work = new Proxy({}, {
      get(_, name) {
        const value = page.#work[name];
        return typeof value === "function" ? value.bind(page.#work) : value;
      },
    });
    new Pane($("photo"), this.#photoView, "place", work, this.#marks.place);
    new Pane($("sphere"), this.#sphereView, "gaze", work, this.#marks.gaze);
    this.#photoView.onDraw = () => this.#photoDrawn();
    this.#sphereView.onDraw = () => this.#sphereDrawn();
    this.#outcome.onOffer = (unknowns) => this.#work.solveFor(unknowns);
    this.#outcome.onSelect = (id) => this.#select(id);
    this.#outcome.onRemove = (id) => this.#work.remove(id);
    $("undo").addEventListener("click", () => this.#work.undo());
    $("redo").addEventListener("click", () => this.#work.redo());
    $("save").addEventListener("click", () => this.#save());
    $("notice-close").addEventListener("click", () => this.#notify(null));
    $("opacity").addEventListener("input", (event) => this.#sphereView.fade(event.target.value / 100));
    for (const box of boxes()) box.addEventListener("change", () => this.#solveFor(box));
    document.addEventListener("keydown", (event) => this.#key(event));
    addEventListener("beforeunload", (event) => {
      if (this.#works.some(({ isChanged }) => isChanged)) event.preventDefault();
    });
  }

  #nameAll() {
    const { place, epoch, base, pictures, languages } = this.#state;
    const title = place[language] ?? place[languages[0]] ?? Object.values(place)[0];
    const year = yearsOf(epoch, words);
    document.title = `${title}, ${year}`;
    $("title").textContent = `${title} · ${year}`;
    const below = yearsOf(base, words);
    $("subtitle").textContent = words("subtitle", { year: below });
    document.querySelector("#sphere-pane h2").textContent = words("panorama", { year: below });
    $("sphere").setAttribute("aria-label", words("sphereLabel", { year: below }));
    $("pictures").hidden = pictures.length < 2;
    $("pictures").replaceChildren(...pictures.map(({ name }, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name.split("/").pop();
      button.addEventListener("click", () => this.#choose(index));
      return button;
    }));
  }

  async #choose(index) {
    this.#index = index;
    [...$("pictures").children].forEach((button, i) => button.setAttribute("aria-pressed", i === index));
    const { name, kind, width_px: width, height_px: height, model } = this.#picture;
    $("photo").setAttribute("aria-label", words("photoLabel", { name }));
    $("options").dataset.kind = kind;
    this.#images[index] ??= await readPicture(`photo/${index}`);
    if (index !== this.#index) return;
    const size = { width, height };
    this.#photoView.show(this.#images[index], size);
    this.#sphereView.showPhoto(this.#images[index], size);
    this.#solution = null;
    this.#sphereView.lay(model ?? null);
    if (model) this.#sphereView.frame(model, size);
    this.#changed();
  }

  async #readTiles() {
    const names = [...this.#state.sphere.tiles];
    const readNext = async () => {
      for (let name = names.shift(); name; name = names.shift()) {
        this.#sphereView.addTile(name, await readPicture(`base/${name}`));
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, readNext));
    this.#sphereView.endTiles();
  }

  // Points

  #changed() {
    const work = this.#work;
    $("undo").disabled = !work.canUndo;
    $("redo").disabled = !work.canRedo;
    const needed = pointsNeeded(this.#picture.kind, work.unknowns);
    $("save").disabled = !work.isChanged || work.pairs.length < needed || Boolean(work.half);
    for (const box of boxes()) box.checked = work.unknowns.includes(box.value);
    document.documentElement.dataset.points = work.points.length;
    document.documentElement.dataset.changed = work.isChanged;
    this.#showOutcome();
    this.#drawMarks("place");
    this.#drawMarks("gaze");
    this.#solve();
  }

  #select(id) {
    const work = this.#work;
    work.select(id);
    const { place, gaze } = work.selection;
    if (place) this.#photoView.reveal(place);
    if (gaze) this.#sphereView.reveal(gaze);
  }

  #solveFor({ value, checked }) {
    const others = this.#work.unknowns.filter((name) => name !== value && name !== "plane" && value !== "plane");
    const order = ["shift", "distortion", "plane"];
    this.#work.solveFor(order.filter((name) => others.includes(name) || (checked && name === value)));
  }

  /** One question at a time, the last one in the end. */
  async #solve() {
    if (this.#isSolving) {
      this.#isSolvingAgain = true;
      return;
    }
    this.#isSolving = true;
    try {
      do {
        this.#isSolvingAgain = false;
        await this.#solveOnce();
      } while (this.#isSolvingAgain);
    } catch (error) {
      this.#notifyRefusal(error);
    } finally {
      this.#isSolving = false;
    }
  }

  async #solveOnce() {
    const [work, index] = [this.#work, this.#index];
    const { pairs, unknowns, points } = work;
    const missing = pointsNeeded(this.#picture.kind, unknowns) - pairs.length;
    const shared = { missing, byID: new Map(), ids: pairs.map(({ id }) => id), named: [], unknowns: [] };
    shared.labels = pairs.map((pair) => points.indexOf(pair) + 1);
    if (missing > 0) {
      this.#show(index, { ...shared, model: null, values: {}, standard_deviations: {} });
      return;
    }
    const half = work.half?.place;
    const asked = half ? [[half.x, half.y]] : [];
    const solution = await solve({ index, points: pairs.map(sent), solve: unknowns, asked });
    solution.points.forEach((point, i) => shared.byID.set(pairs[i].id, point));
    this.#show(index, { ...shared, ...solution });
  }

  #show(index, solution) {
    if (index !== this.#index) return;
    this.#solution = solution;
    const isGiven = this.#work.points.length === 0;
    this.#sphereView.lay(solution.model ?? (isGiven ? this.#picture.model : null) ?? null);
    document.documentElement.dataset.solved = this.#work.pairs.map(({ id }) => id).join(" ");
    this.#showOutcome();
    this.#drawMarks("place");
    this.#drawMarks("gaze");
  }

  #showOutcome() {
    this.#outcome.show(this.#work, this.#solution, { hasModel: Boolean(this.#picture.model) });
  }

  #photoDrawn() {
    const { x, y, scale } = this.#photoView.frame;
    document.documentElement.dataset.frame = [x, y, scale].map((value) => value.toFixed(5)).join(" ");
    this.#drawMarks("place");
  }

  #sphereDrawn() {
    const { yaw, pitch, fov } = this.#sphereView.gaze;
    document.documentElement.dataset.gaze = [yaw, pitch, fov].map((value) => value.toFixed(3)).join(" ");
    this.#drawMarks("gaze");
  }

  /** @param {"place" | "gaze"} side */
  #drawMarks(side) {
    const view = side === "place" ? this.#photoView : this.#sphereView;
    const work = this.#work;
    this.#marks[side].show(work.points.map((point, index) => {
      const value = point[side] ?? this.#hint(point, side);
      return {
        id: point.id,
        label: String(index + 1),
        at: value && view.toScreen(value),
        to: side === "place" ? this.#missOf(point, view) : null,
        state: stateOf(point, this.#solution),
        isHint: !point[side],
        isSelected: point.id === work.selected,
      };
    }));
  }

  /** Where the result would have the side that is missing. */
  #hint({ place, gaze }, side) {
    const model = this.#solution?.model;
    if (!model) return null;
    if (side === "place" && gaze) return placeOf(model, direction(gaze));
    const [answer] = this.#solution.asked ?? [];
    return side === "gaze" && place && answer ? { yaw: answer[0], pitch: answer[1] } : null;
  }

  #missOf({ id, place }, view) {
    const offset = this.#solution?.byID.get(id)?.offset_px;
    return place && offset ? view.toScreen({ x: place.x + offset[0], y: place.y + offset[1] }) : null;
  }

  #key(event) {
    const work = this.#work;
    const isControl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isControl && key === "z") event.shiftKey ? work.redo() : work.undo();
    else if (isControl && key === "y") work.redo();
    else if (isControl && key === "s") $("save").disabled || this.#save();
    else if (isControl || event.altKey) return;
    else if (key === "escape") work.select(null);
    else if ((key === "delete" || key === "backspace") && work.selected !== null) work.remove(work.selected);
    else if (key === "n" || key === "p") this.#selectNext(key === "n" ? 1 : -1);
    else return;
    event.preventDefault();
  }

  #selectNext(step) {
    const { points, selected } = this.#work;
    if (points.length === 0) return;
    const at = points.findIndex(({ id }) => id === selected);
    const next = at < 0 ? (step > 0 ? 0 : points.length - 1) : (at + step + points.length) % points.length;
    this.#select(points[next].id);
  }

  // Saving

  async #save(replacesPose = false) {
    const [work, picture] = [this.#work, this.#picture];
    const file = this.#state.file.split("/").pop();
    if (picture.has_pose && !replacesPose) {
      this.#notify(words("replaces", { file }), words("replacesAction"), () => this.#save(true));
      return;
    }
    try {
      const points = work.points.map((point) => ({ ...sent(point), origin: point.origin ?? undefined }));
      const state = await save({ index: this.#index, points, solve: work.unknowns, replaces_pose: replacesPose });
      this.#state = state;
      work.markSaved();
      this.#notify(words("saved", { file }), undefined, undefined, "done");
      document.documentElement.dataset.saved = (Number(document.documentElement.dataset.saved) || 0) + 1;
    } catch (error) {
      this.#notifyRefusal(error, file);
    }
  }

  #notifyRefusal(error, file = "") {
    if (!(error instanceof Refusal)) throw error;
    if (error.kind === "changed") {
      this.#notify(words("changed", { file }), words("changedAction"), () => this.#readAgain(file));
    } else if (error.kind === "gone") {
      this.#notify(words("gone"));
    } else {
      this.#notify(words("refused", { reason: error.reason }));
    }
  }

  /** Takes the file as it is now, and lays the points on top of that. */
  async #readAgain(file) {
    const state = await readState();
    if (state.is_stale) {
      this.#notify(words("otherPictures", { file }));
      return;
    }
    this.#state = state;
    state.pictures.forEach(({ points }, index) => this.#works[index].renumber(points));
    this.#notify(null);
  }

  #notify(text, action, act, kind = "attention") {
    $("notice").hidden = text === null;
    $("notice").dataset.kind = kind;
    $("notice-text").textContent = text ?? "";
    $("notice-action").hidden = !action;
    $("notice-action").textContent = action ?? "";
    $("notice-action").onclick = () => {
      this.#notify(null);
      act();
    };
  }
}

/** A point as the program takes it. */
function sent({ place, gaze }) {
  return { x_px: place.x, y_px: place.y, yaw_deg: gaze.yaw, pitch_deg: gaze.pitch };
}

function boxes() {
  return [...document.querySelectorAll("input[name=solve]")];
}

function speak() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-words]")) {
    if (!element.closest("#sphere-pane h2")) element.textContent = words(element.dataset.words);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", words(element.dataset.label));
  }
  const parts = words("keyList").split("|");
  $("keys").replaceChildren(...parts.map((part, index) => {
    const element = document.createElement(index % 2 === 0 ? "dt" : "dd");
    element.textContent = part;
    return element;
  }));
}

new AlignmentPage().start().catch((error) => {
  document.documentElement.dataset.state = "fault";
  $("notice").hidden = false;
  const isWebGL = error.message === "no WebGL 2";
  $("notice-text").textContent = error instanceof Refusal ? words("gone") : isWebGL ? words("noWebGL") : error.message;
});
