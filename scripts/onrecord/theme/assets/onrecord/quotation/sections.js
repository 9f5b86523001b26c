// @ts-check
/** Sections of the record as the index has them: an article's published text, with the statements that stand in it. */

import { fold } from "./fold.js";

/** @typedef {import("./fold.js").Word} Word */

/**
 * @typedef {object} Article
 * @property {string} slug
 * @property {string} title
 * @property {boolean} opening whether the title is only the text's first words
 * @property {string | null} outlet
 * @property {string | null} published
 * @property {string | null} language
 */

/**
 * @typedef {object} Statement
 * @property {number} number
 * @property {string} id
 * @property {string} kind
 * @property {string} by who said it, in the reader's words
 * @property {string | null} speaker
 * @property {string | null} page the slug of the speaker's page
 * @property {[string, string]} told the article's words for who said it, where they tell a role, and the words that tell
 *   that it was said; each may be ""
 * @property {string[]} found what others published about it, each in a line
 * @property {[number, number][]} spans where in the section's text each content span stands
 * @property {string} text all content spans, one after the other, a line break between them
 * @property {number[]} sentences where in `text` each sentence begins
 * @property {Word[]} words
 */

/**
 * @typedef {object} Section
 * @property {number} number
 * @property {Article} article
 * @property {string} text pieces of the article's text, a line break between them where some of it is not published
 * @property {Word[]} words
 * @property {number[]} breaks the numbers of the words before which text is missing: they are not neighbors of the last
 * @property {Statement[]} statements
 */

/**
 * @param {any} row as the build wrote it
 * @param {number} number the section's
 * @param {number} first the number of its first statement
 * @returns {Section}
 */
export function laidOut(row, number, first) {
  const [slug, title, opening, outlet, published, language] = row.article;
  const text = row.pieces.join("\n");
  /** @type {Word[] | undefined} */
  let words;
  /** @type {number[] | undefined} */
  let breaks;
  const section = {
    number,
    article: { slug, title, opening, outlet, published, language },
    text,
    statements: row.statements.map((/** @type {any[]} */ one, /** @type {number} */ at) => statement(one, text, first + at)),
    get words() {
      return (words ??= fold(text));
    },
    get breaks() {
      return (breaks ??= breaksOf(row.pieces, section.words));
    },
  };
  return section;
}

/**
 * @param {any[]} row
 * @param {string} text the section's
 * @param {number} number
 * @returns {Statement}
 */
function statement([id, kind, by, speaker, page, ends, sentences, told = ["", ""], found = []], text, number) {
  /** @type {[number, number][]} */
  const spans = [];
  for (let at = 0; at < ends.length; at += 2) spans.push([ends[at], ends[at + 1]]);
  const own = spans.map(([start, end]) => text.slice(start, end)).join("\n");
  /** @type {Word[] | undefined} */
  let words;
  return {
    number,
    id,
    kind,
    by,
    speaker,
    page,
    told,
    found,
    spans,
    text: own,
    sentences,
    get words() {
      return (words ??= fold(own));
    },
  };
}

/**
 * @param {string[]} pieces
 * @param {Word[]} words
 */
function breaksOf(pieces, words) {
  const found = [];
  let at = 0;
  for (const piece of pieces.slice(0, -1)) {
    at += piece.length + 1;
    const next = words.findIndex((word) => word.start >= at);
    if (next > 0) found.push(next);
  }
  return found;
}
