// @ts-check
/** Elements of what is found.  Texts are only ever set as text, so nothing in them is read as markup. */

import { KINDS } from "./quotation/kinds.js";
import { SITE } from "./site.js";
import { day, quoted } from "./wording.js";

/** @typedef {import("./quotation/index.js").Section} Section */
/** @typedef {import("./quotation/index.js").Statement} Statement */

/**
 * @param {string} name
 * @param {string} className
 * @param {string | (string | Node)[]} [content]
 * @returns {HTMLElement}
 */
export function element(name, className, content = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...(typeof content === "string" ? [content] : content));
  return made;
}

/**
 * @param {string} path below the site
 * @param {string | (string | Node)[]} content
 * @returns {HTMLAnchorElement}
 */
export function linked(path, content) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", "", content));
  made.href = new URL(path, SITE).href;
  return made;
}

/**
 * @param {string} label
 * @param {() => void} act
 * @returns {HTMLButtonElement}
 */
export function button(label, act) {
  const made = /** @type {HTMLButtonElement} */ (element("button", "", label));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/**
 * A statement in a list: its words, which lead to its page, and what is known of it.
 * @param {Statement} statement
 * @param {Section} section
 * @param {{words: (string | Node)[], fragment: string}} how its words as elements; the end of its page's address
 * @returns {HTMLElement}
 */
export function statementItem(statement, section, { words, fragment }) {
  const { id, kind, by, page, told, found } = statement;
  const made = element("li", `entry entry--${kind}`, [said(linked(`statements/${id}/${fragment}`, words), section)]);
  made.dataset.statement = id;
  const speaker = page ? linked(`speakers/${page}/`, by) : by;
  const theirs = (/** @type {string} */ text) => written(element("span", "", quoted(text)), section);
  const [called, cue] = told;
  const how = [...(called ? [", ", theirs(called)] : []), ...(cue ? [" · ", theirs(cue)] : [])];
  const line = facts(section, [element("span", `legend legend--${kind}`, KINDS.get(kind) ?? kind), " · ", speaker, ...how], `#${id}`);
  line.append(...found.flatMap((one) => [" · ", element("span", "entry__found", one)]));
  made.append(line);
  return made;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {Section} section that the words are of
 */
export function said(link, section) {
  const made = written(element("p", "entry__words", [link]), section);
  made.dir = "auto";
  return made;
}

/**
 * Says of an article's words in which language they are, where the page is in another.
 * @template {HTMLElement} T
 * @param {T} made
 * @param {Section} section
 * @returns {T}
 */
function written(made, { article }) {
  const language = article.language ?? "en";
  if (language !== document.documentElement.lang) made.lang = language;
  return made;
}

/**
 * What stands below the words: what is told first, then the article, its outlet and its day.
 * @param {Section} section
 * @param {(string | Node)[]} first
 * @param {string} fragment of the link to the article
 */
export function facts(section, first, fragment) {
  const { article } = section;
  const link = written(linked(`articles/${article.slug}/${fragment}`, article.title), section);
  const outlet = article.outlet ? [" · ", article.outlet] : [];
  const when = article.published ? [" · ", day(article.published)] : [];
  return element("p", "entry__facts", [...first, " · ", link, ...outlet, ...when]);
}
