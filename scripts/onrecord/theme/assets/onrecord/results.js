// @ts-check
/** Results as elements.  Texts are only ever set as text, so nothing in them is read as markup. */

import { SITE } from "./site.js";

/** @typedef {import("./find.js").Hit} Hit */

/** A longer statement is shown with these many words before and after what was found. */
const WORDS = { before: 16, all: 64 };

/**
 * @param {Hit} hit
 * @param {Map<string, string>} kinds the readers' word for each kind
 * @returns {HTMLLIElement}
 */
export function resultItem(hit, kinds) {
  const item = document.createElement("li");
  item.className = `entry entry--${hit.kind}`;

  const said = element("p", "entry__words");
  said.dir = "auto";
  const link = document.createElement("a");
  link.href = new URL(`statements/${hit.id}/${hit.sentence ? `#${hit.sentence}` : ""}`, SITE).href;
  link.append(...excerpt(hit));
  said.append(link);

  const facts = element("p", "entry__facts");
  const article = document.createElement("a");
  article.href = new URL(`articles/${hit.articleId}/#${hit.id}`, SITE).href;
  article.textContent = hit.article;
  facts.append(
    element("span", `legend legend--${hit.kind}`, kinds.get(hit.kind) ?? hit.kind),
    ` · ${hit.speaker} · `,
    article,
  );

  item.append(said, facts);
  return item;
}

/**
 * The statement's words, around what was found where they are many, with that marked.
 * @param {Hit} hit
 * @returns {(string | HTMLElement)[]}
 */
function excerpt({ text, marks }) {
  const places = [...text.matchAll(/\S+/gu)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  let from = 0;
  let to = text.length;
  if (places.length > WORDS.all + WORDS.before) {
    const first = marks.length ? places.findIndex((place) => place.end > marks[0].start) : 0;
    const begin = Math.max(0, first - WORDS.before);
    from = places[begin].start;
    to = places[Math.min(places.length, begin + WORDS.all) - 1].end;
  }
  /** @type {(string | HTMLElement)[]} */
  const parts = [from > 0 ? "… " : ""];
  let at = from;
  for (const { start, end } of marks) {
    if (start < at || start >= to) continue;
    parts.push(text.slice(at, start), element("mark", "", text.slice(start, Math.min(end, to))));
    at = Math.min(end, to);
  }
  parts.push(text.slice(at, to), to < text.length ? " …" : "");
  return parts;
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} [text]
 * @returns {HTMLElement}
 */
export function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
