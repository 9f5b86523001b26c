// @ts-check
/** What a reader typed or pasted, taken apart: quotation marks, sentences, and what to check of them. */

import { fold } from "./fold.js";
import { TITLES } from "./lexicon.js";

/** @typedef {import("./answer.js").Passage} Passage */

/** More words than this are not checked. */
export const MOST_WORDS = 300;
/** Fewer words are no quotation. */
export const FEWEST_WORDS = 3;

/**
 * @typedef {object} Part
 * @property {string} text without its marks
 * @property {boolean} marked whether it stands in quotation marks
 */

// Curly marks are matched by hand, since they may stand in each other.
const MARKED = /„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)"|''([^]+?)''|(?<![\p{L}\p{N}])[‘']([^]+?)[’'](?![\p{L}\p{N}])/gu;
const SENTENCE = /[^.!?…]+(?:[.!?…]+(?!\s+["“‘(]?[\p{Lu}\p{N}])(?<!\p{L}{4}[.!?]+(?=\s))[^.!?…]*)*[.!?…]*["”’)\]]*\s*/gu;

/**
 * What stands in quotation marks and what stands around, in order.
 *
 * Marks around fewer than three words set off a title or a word, and are read over.
 * @param {string} text
 * @returns {Part[]}
 */
export function parts(text) {
  /** @type {Part[]} */
  const found = [];
  let at = 0;
  for (const { start, end, inside } of marks(text)) {
    if (start < at || fold(inside).length < FEWEST_WORDS) continue;
    found.push({ text: text.slice(at, start), marked: false }, { text: inside, marked: true });
    at = end;
  }
  found.push({ text: text.slice(at), marked: false });
  return found.filter((part) => fold(part.text).length);
}

/**
 * @param {string} text
 * @returns {{start: number, end: number, inside: string}[]} in order
 */
function marks(text) {
  const found = curly(text);
  for (const match of text.matchAll(MARKED)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (found.some((one) => start < one.end && one.start < end)) continue;
    found.push({ start, end, inside: match.slice(1).find(Boolean) ?? "" });
  }
  return found.sort((one, other) => one.start - other.start);
}

/**
 * What stands in curly marks, the outermost where they stand in each other.
 *
 * One that is open at the end of a paragraph is opened again by the next (a quotation of several paragraphs); one that
 * closes nothing closes what was closed before it, and one that is never closed opens nothing.
 * @param {string} text
 */
function curly(text) {
  /** @type {{start: number, end: number, inside: string}[]} */
  const found = [];
  let depth = 0;
  let start = -1;
  let last = -1;
  const add = (/** @type {number} */ end) => found.push({ start, end, inside: text.slice(start + 1, end).replace(/[”\s]+$/, "") });
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "“") {
      if (depth && /\n\s*$/.test(text.slice(start, at))) {
        add(at);
        depth = 0;
      }
      if (!depth++) start = at;
      last = -1;
    } else if (text[at] === "”") {
      if (depth) depth--;
      else if (found.length) start = /** @type {{start: number}} */ (found.pop()).start;
      else continue;
      last = at + 1;
      if (!depth) add(at + 1);
    }
  }
  if (depth && last > 0) add(last);
  return found;
}

/**
 * The sentences of a text.
 * @param {string} text
 * @returns {string[]}
 */
export function sentences(text) {
  /** @type {string[]} */
  const found = [];
  let open = "";
  for (const [piece] of text.matchAll(SENTENCE)) {
    const sentence = open + piece;
    const words = fold(sentence);
    const last = words.at(-1);
    // The stop after a title or an initial ends nothing: "Mr.", "J."
    const ends = !last || !/\.\s+$/.test(sentence) || !(TITLES.has(last.folded) || last.end - last.start === 1);
    if (ends && words.length) found.push(sentence);
    open = ends && words.length ? "" : sentence;
  }
  if (open) found.push(open);
  return found;
}

/**
 * @param {string} text
 * @param {boolean} marked
 * @returns {Passage}
 */
export function passage(text, marked = false) {
  return { text, words: fold(text), marked };
}

/**
 * The numbers of the words in square brackets: the quoter's own, a name in place of a pronoun.
 * @param {Passage} passage
 * @returns {Set<number>}
 */
export function bracketed({ text, words }) {
  /** @type {Set<number>} */
  const found = new Set();
  for (const match of text.matchAll(/\[[^[\]]*\]/g)) {
    words.forEach((word, at) => {
      if (word.start >= match.index && word.end <= match.index + match[0].length) found.add(at);
    });
  }
  return found;
}
