// @ts-check
/** Finds out whether words that no statement holds were put together from two places of one article. */

import { align } from "./align.js";
import { classify } from "./classify.js";

/** @typedef {import("./check.js").Match} Match */

/** Each piece has at least so many words: fewer stand together by chance. */
const PIECE_WORDS = 4;

/**
 * The two statements of an article that hold the beginning and the end of the words, exactly; else nothing.
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
      const other = second.find((match) => match.record.article.slug === one.record.article.slug);
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
    const piece = words.slice(start, end);
    const record = match.record.words.map((word) => word.folded);
    const { steps, score } = align(piece, record);
    if (classify(steps, piece, record) !== "exact") return [];
    const moved = steps.map((step) => ({ ...step, query: step.query + start }));
    return [{ ...match, steps: moved, score, verdict: /** @type {const} */ ("cut") }];
  });
}
