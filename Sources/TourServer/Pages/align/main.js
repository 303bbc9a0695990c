/**
 * Starts the page: the work, the two pictures, the solver, and saving.
 */
import { Refusal, readPicture, readState, save } from "./desk.js";
import { Marks } from "./marks.js";
import { marksOf } from "./markings.js";
import { notify } from "./notice.js";
import { Outcome } from "./outcome.js";
import { Pane } from "./pane.js";
import { PhotoView } from "./photo-view.js";
import { Questions, pointsNeeded, sent, solutionOf } from "./solving.js";
import { nameAll, speak } from "./speech.js";
import { SphereView } from "./sphere-view.js";
import { chosenLanguage, wordsIn } from "./strings.js";
import { Work } from "./work.js";

const $ = (id) => document.getElementById(id);
/** Tiles asked for at a time. */
const PARALLEL = 6;

const language = chosenLanguage();
const words = wordsIn(language);

class AlignmentPage {
  #state;
  #index = 0;
  /** Of each picture. @type {Work[]} */
  #works = [];
  #images = [];
  #solution = null;
  #isSaving = false;
  #photoView;
  #sphereView;
  #marks;
  #outcome = new Outcome(words, language);
  #questions = new Questions(async () => {
    const index = this.#index;
    this.#show(index, await solutionOf(this.#work, this.#picture, index));
  });

  async start() {
    speak(words, language);
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
    nameAll(this.#state, words, language, (index) => this.#choose(index));
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
    $("notice-close").addEventListener("click", () => notify(null));
    $("opacity").addEventListener("input", (event) => this.#sphereView.fade(event.target.value / 100));
    for (const box of boxes()) box.addEventListener("change", () => this.#solveFor(box));
    document.addEventListener("keydown", (event) => this.#key(event));
    addEventListener("beforeunload", (event) => {
      if (this.#works.some(({ isChanged }) => isChanged)) event.preventDefault();
    });
  }

  async #choose(index) {
    // What was asked about the one picture is not answered for the other.
    if (index !== this.#index) notify(null);
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
    this.#offerSaving();
    for (const box of boxes()) box.checked = work.unknowns.includes(box.value);
    document.documentElement.dataset.points = work.points.length;
    document.documentElement.dataset.changed = work.isChanged;
    this.#showOutcome();
    this.#drawMarks("place");
    this.#drawMarks("gaze");
    this.#solve();
  }

  #offerSaving() {
    const work = this.#work;
    const isComplete = work.pairs.length >= pointsNeeded(this.#picture, work.unknowns) && !work.half;
    $("save").disabled = this.#isSaving || !work.isChanged || !isComplete;
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

  async #solve() {
    try {
      await this.#questions.ask();
    } catch (error) {
      this.#notifyRefusal(error);
    }
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
    this.#marks[side].show(marksOf(this.#work, this.#solution, side, view));
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
      notify(words("replaces", { file }), words("replacesAction"), () => this.#save(true));
      return;
    }
    const draft = work.draft();
    const points = draft.points.map((point) => ({ ...sent(point), origin: point.origin ?? undefined }));
    this.#setSaving(true);
    try {
      this.#state = await save({ index: this.#index, points, solve: draft.unknowns, replaces_pose: replacesPose });
      work.markSaved(draft);
      notify(words("saved", { file }), undefined, undefined, "done");
      document.documentElement.dataset.saved = (Number(document.documentElement.dataset.saved) || 0) + 1;
    } catch (error) {
      this.#notifyRefusal(error, file);
    } finally {
      this.#setSaving(false);
    }
  }

  /** One at a time: the next one has to know what numbers this one has given the points. */
  #setSaving(isSaving) {
    this.#isSaving = isSaving;
    this.#offerSaving();
  }

  #notifyRefusal(error, file = "") {
    if (!(error instanceof Refusal)) throw error;
    if (error.kind === "changed") {
      notify(words("changed", { file }), words("changedAction"), () => this.#readAgain(file));
    } else if (error.kind === "gone") {
      notify(words("gone"));
    } else {
      notify(words(file ? "refused" : "unsolved", { reason: error.reason }));
    }
  }

  /** Takes the file as it is now, and lays the points on top of that. */
  async #readAgain(file) {
    const state = await readState();
    if (state.is_stale) {
      notify(words("otherPictures", { file }));
      return;
    }
    this.#state = state;
    state.pictures.forEach(({ points }, index) => this.#works[index].renumber(points));
    notify(null);
  }
}

function boxes() {
  return [...document.querySelectorAll("input[name=solve]")];
}

new AlignmentPage().start().catch((error) => {
  document.documentElement.dataset.state = "fault";
  $("notice").hidden = false;
  const isWebGL = error.message === "no WebGL 2";
  $("notice-text").textContent = error instanceof Refusal ? words("gone") : isWebGL ? words("noWebGL") : error.message;
});
