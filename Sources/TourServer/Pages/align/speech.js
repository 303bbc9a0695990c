/**
 * Words of the page, and the names of what is worked on.
 */
import { yearsOf } from "../common/years.js";

const $ = (id) => document.getElementById(id);

/** Puts the words of the page where its elements ask for them. */
export function speak(words, language) {
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

/**
 * @param {object} state As the program tells it.
 * @param {(index: number) => void} choose Of several pictures, the one to work on.
 */
export function nameAll({ place, epoch, base, pictures, languages }, words, language, choose) {
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
    button.addEventListener("click", () => choose(index));
    return button;
  }));
}
