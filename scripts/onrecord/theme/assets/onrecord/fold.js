// @ts-check
/**
 * Folding: a text as words that can be compared, whatever way its marks, dashes, accents and spaces were typed.
 *
 * Words are runs of letters and digits (Unicode categories L, M and N).  An apostrophe inside a word belongs to it and
 * is dropped, so “Russia’s”, "Russia's" and "Russias" are one word; a hyphen separates two.  Case and accents are
 * folded by NFKD without marks, in lower case.
 */

/**
 * A word of a text: as compared, and where it stands, in UTF-16 code units.
 * @typedef {{folded: string, start: number, end: number}} Word
 */

const WORD = /[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]+(?:['’‘ʼ′`´＇][\p{L}\p{M}\p{N}]+)*/gu;
const NOT_COMPARED = /[^\p{L}\p{N}]/gu;

/**
 * @param {string} text
 * @returns {Word[]} the text's words in their order; those that fold to nothing are left out
 */
export function words(text) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const folded = match[0].normalize("NFKD").replace(NOT_COMPARED, "").toLowerCase();
    if (folded) found.push({ folded, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

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
