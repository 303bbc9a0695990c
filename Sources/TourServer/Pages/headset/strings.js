/**
 * The page's own words, a file a language: `languages/TAG.json`. Translators edit those; `{name}` is filled in.
 * `de-x-leicht` is easy German.
 */
import { Fault, fetched } from "./server.js";

export const LANGUAGES = ["de", "en", "de-x-leicht"];
const CHOSEN = "zeitreise-language";

const STRINGS = Object.fromEntries(await Promise.all(LANGUAGES.map(async (language) => [language, await strings(language)])));

/**
 * @returns {Promise<Record<string, string>>} Keys stand for themselves where there is no such file.
 * @throws {Fault} One that passes: then the page starts once more (common/start.js).
 */
async function strings(language) {
  try {
    return JSON.parse(await (await fetched(new URL(`languages/${language}.json`, import.meta.url).pathname)).text());
  } catch (error) {
    if (error instanceof Fault && !error.passes) return {};
    throw error;
  }
}

/**
 * The language of the page: of the address (`?lang=`), as the passenger chose it, of the browser, or of the tour, where
 * there are words in it.
 * @param {string[]} tourLanguages
 * @returns {string}
 */
export function chosenLanguage(tourLanguages = []) {
  const asked = new URLSearchParams(location.search).get("lang");
  const wishes = [asked, localStorage.getItem(CHOSEN), ...navigator.languages, ...tourLanguages].filter(Boolean);
  return wishes.map(spokenFor).find(Boolean) ?? "en";
}

/** Remembers what the passenger has chosen; it goes before what the address asks for. @param {string} language */
export function chooseLanguage(language) {
  localStorage.setItem(CHOSEN, language);
  const address = new URL(location);
  address.searchParams.delete("lang");
  history.replaceState(null, "", address);
}

/** @returns {string | undefined} The page's own language for a tag: the very one, or the one that it is a kind of. */
export function spokenFor(tag) {
  return LANGUAGES.find((language) => language === tag) ?? LANGUAGES.find((language) => language === tag.split("-")[0]);
}

/**
 * For texts and sound of the tour.
 * @param {string} language The wanted one.
 * @param {string[]} tourLanguages
 * @returns {string[]} The preferred first: who lacks easy German understands German.
 */
export function understood(language, tourLanguages) {
  return [...new Set([language, language.split("-")[0], ...tourLanguages])];
}

/**
 * What easy German lacks is said in German.
 * @param {string} language One that {@link chosenLanguage} gives.
 * @returns {(key: string, values?: Record<string, string>) => string} A key that is not known stands for itself.
 */
export function wordsIn(language) {
  const strings = { ...STRINGS[spokenFor(language.split("-")[0])], ...STRINGS[language] };
  return (key, values = {}) => {
    if (!(key in strings)) console.warn(`No words for "${key}"`);
    return (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
}
