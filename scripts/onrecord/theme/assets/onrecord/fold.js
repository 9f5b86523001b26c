// @ts-check
/** Finding folded words in a text; the quote check's folding says when two words are the same. */

/** @typedef {import("./quotation/fold.js").Word} Word */

export { fold as words } from "./quotation/fold.js";

/**
 * Where words stand one after another in a text.
 * @param {Word[]} text
 * @param {Word[]} sought
 * @returns {{start: number, end: number} | null} the first place, from its first word's start to its last word's end
 */
export function findRun(text, sought) {
  if (!sought.length) return null;
  const last = text.length - sought.length;
  for (let from = 0; from <= last; from += 1) {
    if (sought.every((word, at) => text[from + at].folded === word.folded)) {
      return { start: text[from].start, end: text[from + sought.length - 1].end };
    }
  }
  return null;
}

const ENDING = /(?:ings?|edly|ed|ers?|es|s|ly|e)$/u;

/**
 * A word without the commonest English endings, so that "providing" and "provided" are one: enough to tell a word of
 * the question from one that Pagefind only took for near to it.
 * @param {string} folded
 * @returns {string}
 */
export function stem(folded) {
  const short = folded.replace(ENDING, "").replace(/([b-df-hj-np-tv-z])\1$/u, "$1");
  return short.length > 2 ? short : folded;
}

/**
 * Which of the sought words a text has, in any order, and where.  A word of four letters or more may be the beginning
 * of a longer one.
 * @param {Word[]} text
 * @param {Word[]} sought
 * @returns {{places: Word[], had: number}} the text's words that were sought; the share of the sought ones that it has
 */
export function findEach(text, sought) {
  const wanted = [...new Set(sought.map((word) => word.folded))];
  const had = new Set();
  const places = text.filter((word) => {
    const meant = wanted.filter(
      (one) => one === word.folded || stem(one) === stem(word.folded) || (one.length > 3 && word.folded.startsWith(one)),
    );
    for (const one of meant) had.add(one);
    return meant.length > 0;
  });
  return { places, had: had.size / wanted.length };
}
