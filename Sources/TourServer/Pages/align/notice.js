/**
 * What the page has to say, with an action where there is one.
 */
const $ = (id) => document.getElementById(id);

/**
 * @param {string | null} text None closes it.
 * @param {string} [action] What its button says.
 * @param {() => void} [act]
 * @param {"attention" | "done"} [kind]
 */
export function notify(text, action, act, kind = "attention") {
  $("notice").hidden = text === null;
  $("notice").dataset.kind = kind;
  $("notice-text").textContent = text ?? "";
  $("notice-action").hidden = !action;
  $("notice-action").textContent = action ?? "";
  $("notice-action").onclick = () => {
    notify(null);
    act();
  };
}
