/**
 * What the menu in the headset offers: all that controllers and the page can do.
 */
import { yearsOf } from "../common/years.js";
import { inLanguage } from "./tour.js";
import { LANGUAGES, wordsIn } from "./strings.js";

const LOUDER = 0.2;
const MOST_EPOCHS = 5;
/** On one page, a row each: their titles are long. */
const MOST_PLACES = 5;

/**
 * @param {object} parts
 * @param {import("./journey.js").Journey} parts.journey
 * @param {import("./ride.js").Ride} parts.ride
 * @param {import("./timelens.js").TimeLens} parts.lens
 * @param {import("./interface.js").Interface} parts.surface
 * @param {import("./immersive.js").Immersive} parts.immersive
 * @param {import("./gazemenu.js").GazeMenu} parts.menu
 * @returns {import("./gazemenu.js").Item[][]} By rows.
 */
export function menuItems({ journey, ride, lens, surface, immersive, menu }) {
  if (menu.page.name === "places" && !journey.isLed) return placeItems(journey, ride, menu);
  const { settings, words } = ride;
  const { place, epoch } = journey.choice ?? {};
  const epochs = nearest(place?.epochs ?? [], epoch).map((one) => ({
    id: `epoch ${one.id}`,
    text: yearsOf(one, words),
    isOn: one === epoch,
    run: () => surface.epochs.onChoice(one),
  }));
  const setting = (name) => ({ id: name, text: words(name), isOn: settings.chosen[name], run: () => settings.toggle(name) });
  const louder = (id, step) => ({ id, text: words(id), repeats: true, run: () => settings.turnUp(step) });
  const turn = (id, step) => ({ id, text: words(id), repeats: true, run: () => ride.snap(step) });
  const next = LANGUAGES[(LANGUAGES.indexOf(document.documentElement.lang) + 1) % LANGUAGES.length];
  return [
    epochs,
    [
      ...(epochs.length > 1 ? [{ id: "lens", text: words("lens"), isOn: lens.isOpen, run: () => lens.toggle() }] : []),
      ...(surface.caption.canOutline
        ? [{ id: "outline", text: words("outline"), isOn: surface.caption.isOutlined, run: () => surface.caption.toggleOutline() }] : []),
      setting("captions"),
      setting("large"),
    ],
    [
      louder("quieter", -LOUDER),
      louder("louder", LOUDER),
      { id: "language", text: wordsIn(next)("languageName"), run: () => settings.onLanguage(next) },
      { id: "recentre", text: words("recentre"), run: () => ride.recentre() },
    ],
    [turn("turnLeft", -1), turn("turnRight", 1), setting("vignette"), setting("window")],
    [
      ...(!journey.isLed && journey.places.length > 1 ? [{ id: "places", text: words("places"), run: () => show(menu, "places") }] : []),
      { id: "close", text: words("close"), run: () => menu.close() },
      { id: "leave", text: words("leaveVR"), run: () => immersive.leave() },
    ],
  ].filter((row) => row.length > 0);
}

function show(menu, name, from = 0) {
  menu.page = { name, from };
}

/** The tour's places, some at a time. */
function placeItems(journey, { words, languages }, menu) {
  const { from } = menu.page;
  const { places } = journey;
  const turn = (id, to) => ({ id, text: words(id), run: () => show(menu, "places", to) });
  return [
    ...places.slice(from, from + MOST_PLACES).map((place) => [{
      id: `place ${place.id}`,
      text: inLanguage(place.title, languages) || place.id,
      isOn: place === journey.choice?.place,
      run: () => {
        journey.goTo(place);
        menu.close();
      },
    }]),
    [
      ...(from > 0 ? [turn("placesBefore", from - MOST_PLACES)] : []),
      { id: "back", text: words("menu"), run: () => show(menu, "") },
      ...(from + MOST_PLACES < places.length ? [turn("placesMore", from + MOST_PLACES)] : []),
    ],
  ];
}

/** Those around the one that is shown, as many as there is room for. */
function nearest(epochs, shown) {
  const first = Math.min(Math.max(0, epochs.indexOf(shown) - Math.floor(MOST_EPOCHS / 2)), Math.max(0, epochs.length - MOST_EPOCHS));
  return epochs.slice(first, first + MOST_EPOCHS);
}
