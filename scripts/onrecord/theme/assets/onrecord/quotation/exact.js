// @ts-check
/** Finds words that stand somewhere in a row, as they were asked for. */

/** @typedef {import("./align.js").Step} Step */
/** @typedef {import("./fold.js").Word} Word */

/**
 * Where words stand one after the other; -1 where they do not.
 * @param {string[]} words folded
 * @param {Word[]} among
 * @param {number} [from] the first place to look at
 */
export function placeOf(words, among, from = 0) {
  const last = among.length - words.length;
  for (let at = from; at <= last; at++) {
    let same = 0;
    while (same < words.length && among[at + same].folded === words[same]) same++;
    if (same === words.length) return at;
  }
  return -1;
}

/**
 * The steps of an alignment in which all words are the same.
 * @param {number} at where they stand in the record
 * @param {number} count
 * @returns {Step[]}
 */
export function stepsAt(at, count) {
  return Array.from({ length: count }, (_, word) => ({ how: "same", query: word, record: at + word, spelling: false }));
}
