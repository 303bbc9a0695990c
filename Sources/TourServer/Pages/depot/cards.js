/** Buses and releases as cards. Texts of others go in as text alone. */
import { levelOf } from "/pages/depot/standing.js";

const ICONS = {
  good: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8 12.2l2.8 2.8L16 9.5",
  attention: "M12 4 2.8 20h18.4zM12 10v4.5m0 2.5v.01",
  fault: "M8 3.5h8l5 5v7l-5 5H8l-5-5v-7zM12 8v5m0 3v.01",
};

export function busCard(bus, reasons, say) {
  const plays = bus.releases.map(({ tour, version }) => say.words("release", { tour, version })).join("; ");
  const days = bus.certificate_days_left ?? undefined;
  return card(bus.name, reasons, say, [
    ["plays", plays || say.words("none")],
    ["seen", say.time(bus.seen)],
    ["certificate", certificate(days, say)],
    ["free", say.size(bus.free_bytes)],
    ["program", bus.program],
    ["key", `${bus.key.slice(0, 12)}…`],
  ]);
}

export function releaseCard(release, reasons, say, newest) {
  const title = release.title[say.language] ?? Object.values(release.title)[0] ?? release.tour;
  return card(title, reasons, say, [
    ["id", say.words("release", release)],
    ...(newest > release.version ? [["replaced", say.words("release", { tour: release.tour, version: newest })]] : []),
    ["made", say.day(release.made)],
    ["until", say.day(release.expires)],
    ["size", say.size(release.bytes)],
    ["key", `${release.key.slice(0, 12)}…`],
  ]);
}

function certificate(days, say) {
  if (days === undefined) return say.words("noCertificate");
  return days < 0 ? say.words("daysOver", { count: -days }) : say.words("daysLeft", { count: days });
}

function card(title, reasons, say, facts) {
  const level = levelOf(reasons);
  const item = element("li", "", { className: "card" });
  item.dataset.level = level;
  const standing = element("p", "", { className: "standing" });
  standing.append(icon(level), element("span", say.words(level)));
  item.append(element("h3", title), standing);
  for (const { word, values } of reasons) item.append(element("p", say.words(word, values), { className: "needs" }));
  const list = element("dl");
  for (const [word, value] of facts) list.append(element("dt", say.words(word)), element("dd", value));
  item.append(list);
  return item;
}

function element(name, text = "", properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, properties);
}

function icon(level) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("class", "icon");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[level]);
  picture.append(path);
  return picture;
}
