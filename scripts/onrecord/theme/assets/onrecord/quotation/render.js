// @ts-check
/** The quote check as elements.  Texts are only ever set as text, so nothing in them is read as markup. */

import { KINDS } from "./kinds.js";
import { anchor, pieces } from "./pieces.js";
import { MOST_WORDS } from "./passages.js";
import { SITE } from "../site.js";

/** @typedef {import("./check.js").Check} Check */
/** @typedef {import("./check.js").Match} Match */
/** @typedef {import("./passages.js").Passage} Passage */
/** @typedef {import("./pieces.js").Piece} Piece */

const SHOWN_WORDS = 14;

/** What each verdict says: its name, and a sentence. */
const VERDICTS = {
  exact: ["Exact", "These words stand in the record."],
  close: ["Close", "Not these words, but nearly: what was said is underlined, what was typed is struck through."],
  cut: ["Cut", "These words stand in the record, but not together: what was left out is shown in brackets."],
  "not found": ["Not found", "These words do not stand in the record."],
};
const JOINED = "These words stand in the record, but in two places. Each is shown.";
const NEAREST = "The nearest that there is:";
/** What a reader who cannot see the marks is told before and after the words. */
const SPOKEN = {
  changed: ["said: ", "; typed: "],
  missing: ["missing: ", ""],
  "left out": ["left out: ", ""],
  added: ["not said: ", ""],
};

/**
 * The answer for everything that was typed.
 * @param {{checks: Check[], skipped: number}} answer
 * @param {{most?: number}} [options] how many statements to show of each quotation, all of them if not given
 * @returns {HTMLElement[]}
 */
export function rendered({ checks, skipped }, { most = Infinity } = {}) {
  const sections = checks.map((check) => section(check, { most, several: checks.length > 1 }));
  if (checks.some((check) => check.failed)) {
    sections.push(element("p", "check__note", "A part of the index did not load, so a quotation may have been missed."));
  }
  if (skipped) sections.push(element("p", "check__note", `Only the first ${MOST_WORDS} words were checked.`));
  return sections;
}

/**
 * One line that says what was found, to be read aloud.
 * @param {Check[]} checks
 */
export function summary(checks) {
  if (checks.length === 1) return `Quote check: ${VERDICTS[checks[0].verdict][0].toLowerCase()}.`;
  const counts = Object.entries(VERDICTS).map(([verdict, [name]]) => ({
    name: name.toLowerCase(),
    count: checks.filter((check) => check.verdict === verdict).length,
  }));
  const said = counts.filter(({ count }) => count).map(({ name, count }) => `${count} ${name}`);
  return `Quote check of ${checks.length} quotations: ${said.join(", ")}.`;
}

/**
 * @param {Check} check
 * @param {{most: number, several: boolean}} options
 */
function section({ passage, verdict, matches }, { most, several }) {
  const made = element("section", `check check--${verdict.replace(" ", "-")}`);
  const [name, sentence] = VERDICTS[verdict];
  const heading = element("h2", "check__verdict");
  heading.append(element("strong", "", name));
  if (several) heading.append(" ", element("q", "", cut(passage.text)));
  const joined = verdict === "cut" && matches.length > 1 && matches[0].steps.length < passage.words.length;
  made.append(heading, element("p", "check__says", joined ? JOINED : sentence));
  if (verdict === "not found" && matches.length) made.append(element("p", "check__nearest", NEAREST));
  const list = element("ol", "check__matches");
  list.append(...matches.slice(0, joined ? matches.length : most).map((match) => item(match, passage)));
  if (matches.length) made.append(list);
  return made;
}

/**
 * @param {Match} match
 * @param {Passage} passage
 */
function item(match, passage) {
  const { id, kind, by, article } = match.record;
  const made = element("li", `entry entry--${kind}`);
  const words = element("p", "entry__words");
  words.dir = "auto";
  const link = linked(`statements/${id}/#${anchor(match)}`, "");
  link.append(...pieces(match, passage).flatMap(shown));
  words.append(link);
  const facts = element("p", "entry__facts");
  const when = [article.outlet, article.published].filter(Boolean).join(", ");
  facts.append(element("span", `legend legend--${kind}`, KINDS.get(kind) ?? kind), ` · ${by} · `);
  facts.append(linked(`articles/${article.slug}/#${id}`, article.title), when && ` · ${when}`);
  made.append(words, facts);
  return made;
}

/**
 * @param {Piece} piece
 * @returns {(string | HTMLElement)[]}
 */
function shown({ how, text, typed }) {
  if (how === "around") return [text];
  if (how === "same") return [element("mark", "", text)];
  const [before, between] = SPOKEN[how];
  const made = element("span", `difference difference--${how.replace(" ", "-")}`);
  made.append(element("span", "unseen", before));
  if (text) made.append(element("ins", "", text));
  if (typed) made.append(element("span", "unseen", between), text ? " " : "", element("del", "", typed));
  return how === "added" ? [" ", made] : [made];
}

/** @param {string} text */
function cut(text) {
  const words = text.trim().split(/\s+/u);
  return words.slice(0, SHOWN_WORDS).join(" ") + (words.length > SHOWN_WORDS ? " …" : "");
}

/**
 * @param {string} path below the site
 * @param {string} text
 */
function linked(path, text) {
  const made = document.createElement("a");
  made.href = new URL(path, SITE).href;
  made.textContent = text;
  return made;
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} [text]
 */
function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
