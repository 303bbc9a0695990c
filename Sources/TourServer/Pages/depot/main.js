/** The depot's page: which bus has what, and what needs attention. */
import { busCard, releaseCard } from "/pages/depot/cards.js";
import { levelOf, newestOf, reasonsOfBus, reasonsOfRelease } from "/pages/depot/standing.js";
import { LANGUAGES, wordsIn } from "/pages/depot/strings.js";

const AGAIN_MS = 15_000;
const CHOSEN = "zeitreise-depot-language";
/** Days before months, in English too. */
const LOCALES = { de: "de-DE", en: "en-GB" };

const place = (id) => document.getElementById(id);
let language = chosenLanguage();
let latest;

function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const wishes = [asked, localStorage.getItem(CHOSEN), ...navigator.languages].filter(Boolean);
  return wishes.map((wish) => wish.split("-")[0]).find((wish) => LANGUAGES.includes(wish)) ?? "en";
}

/** Words, dates and sizes as the reader's language has them. */
function speech() {
  const words = wordsIn(language);
  const date = (options) => (second) => new Intl.DateTimeFormat(LOCALES[language], options).format(new Date(second * 1000));
  const number = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 });
  return {
    language,
    words,
    day: date({ dateStyle: "medium" }),
    time: date({ dateStyle: "medium", timeStyle: "short" }),
    size: (bytes) => (bytes < 1e9 ? `${number.format(bytes / 1e6)} MB` : `${number.format(bytes / 1e9)} GB`),
  };
}

function show() {
  const say = speech();
  document.documentElement.lang = language;
  for (const spot of document.querySelectorAll("[data-words]")) spot.textContent = say.words(spot.dataset.words);
  place("language").textContent = say.words("other");
  if (!latest) return;
  document.documentElement.dataset.state = "shown";
  const { buses, releases, now } = latest;
  const newest = newestOf(releases);
  const byName = new Intl.Collator(language, { numeric: true });
  const judged = buses.toSorted((one, other) => byName.compare(one.name, other.name)).map((bus) => [bus, reasonsOfBus(bus, newest, now)]);
  place("buses").replaceChildren(...judged.map(([bus, reasons]) => busCard(bus, reasons, say)));
  const isNewest = ({ tour, version }) => newest.get(tour) === version;
  const cards = (some) =>
    some.toReversed().map((release) => releaseCard(release, reasonsOfRelease(release, newest, now), say, newest.get(release.tour)));
  const replaced = releases.filter((release) => !isNewest(release));
  place("releases").replaceChildren(...cards(releases.filter(isNewest)));
  place("replaced-releases").replaceChildren(...cards(replaced));
  place("replaced-count").textContent = say.words("olderReleases", { count: replaced.length });
  place("replaced").hidden = replaced.length === 0;
  place("no-buses").hidden = buses.length > 0;
  place("no-releases").hidden = releases.length > 0;
  const attention = judged.filter(([, reasons]) => levelOf(reasons) !== "good").length;
  place("summary").textContent = buses.length ? say.words("summary", { count: buses.length, buses: buses.length, attention }) : "";
}

async function look() {
  try {
    const answer = await fetch("/api/v1/depot");
    if (!answer.ok) throw new Error(answer.statusText);
    latest = await answer.json();
    place("trouble").hidden = true;
    show();
  } catch {
    const say = speech();
    place("trouble").textContent = say.words("gone", { time: latest ? say.time(latest.now) : "–" });
    place("trouble").hidden = false;
  }
  setTimeout(look, AGAIN_MS);
}

place("language").addEventListener("click", () => {
  language = LANGUAGES.find((other) => other !== language);
  localStorage.setItem(CHOSEN, language);
  show();
});

show();
look();
