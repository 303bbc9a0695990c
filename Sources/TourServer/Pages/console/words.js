/**
 * The page's own words, a file a language: `languages/TAG.json`. Translators edit those; `{name}` is filled in. A key with
 * `_one` is taken where `count` is 1.
 */
const LANGUAGES = ["de", "en"];
const CHOSEN = "zeitreise-console-language";

/** @returns {string} Of the address (`?lang=`), as the guide chose it, or of the browser. */
export function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const wishes = [asked, localStorage.getItem(CHOSEN), ...navigator.languages].filter(Boolean);
  return wishes.map((wish) => wish.split("-")[0]).find((wish) => LANGUAGES.includes(wish)) ?? "en";
}

/** Remembers the other language, and goes on in it. */
export function chooseLanguage(language) {
  localStorage.setItem(CHOSEN, language);
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  history.replaceState(null, "", address);
}

/** @returns {Promise<(key: string, values?: Record<string, string | number>) => string>} */
export async function wordsIn(language) {
  const answer = await fetch(`/pages/console/languages/${language}.json`);
  const strings = await answer.json();
  return (key, values = {}) => {
    const text = (values.count === 1 && strings[`${key}_one`]) || strings[key] || key;
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
}
