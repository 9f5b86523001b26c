// @ts-check
/** Finds out whether words that stand nowhere in a row were put together from two places of one article. */

import { placeOf, stepsAt } from "./exact.js";

/** @typedef {import("./answer.js").Match} Match */

/** Each piece has at least so many words: fewer stand together by chance. */
const PIECE_WORDS = 4;

/**
 * The two places of an article that hold the beginning and the end of the words, exactly; else nothing.
 *
 * The first piece is made as long as it can be.
 * @param {Match[]} matches
 * @param {string[]} words
 * @returns {Match[]}
 */
export function joined(matches, words) {
  for (let cut = words.length - PIECE_WORDS; cut >= PIECE_WORDS; cut--) {
    const first = holding(matches, words, 0, cut);
    const second = first.length ? holding(matches, words, cut, words.length) : [];
    for (const one of first) {
      const other = second.find((match) => match.section.article.slug === one.section.article.slug);
      if (other) return [one, other];
    }
  }
  return [];
}

/**
 * @param {Match[]} matches
 * @param {string[]} words
 * @param {number} start
 * @param {number} end
 * @returns {Match[]}
 */
function holding(matches, words, start, end) {
  return matches.flatMap((match) => {
    const at = placeOf(words.slice(start, end), match.words);
    if (at < 0) return [];
    const steps = stepsAt(at, end - start).map((step) => ({ ...step, query: step.query + start }));
    return [{ ...match, steps, score: end - start, different: 0, verdict: /** @type {const} */ ("cut") }];
  });
}
