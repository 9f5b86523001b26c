// @ts-check
/** Ranks statements by the runs of words that they share with a query, the rarer the run the more. */

import { gramsOf } from "./grams.js";

/** @typedef {import("./reader.js").QuotationIndex} QuotationIndex */
/** @typedef {import("./grams.js").Gram} Gram */

/** So many runs are looked up at most: what a shard holds is enough to know a statement by, and each costs a fetch. */
const LOOKUPS = 14;
/** Bits for a run of which the index keeps a sample, and bits more for each word of a run, since order tells too. */
const SAMPLED = 0.01;
const LENGTH = 1 / 8;

/**
 * @typedef {object} Candidate
 * @property {number} number of the statement
 * @property {number} score the information in the shared runs, in bits
 */

/**
 * @param {QuotationIndex} index
 * @param {string[]} words folded
 * @returns {Promise<{candidates: Candidate[], failed: number}>} the best first, of equals the earlier
 */
export async function candidatesFor(index, words) {
  const grams = spread(gramsOf(words, index.common), words);
  const { numbers, failed } = await index.shards(grams.map((gram) => gram.hash));
  /** @type {Map<number, number>} */
  const scores = new Map();
  for (const gram of grams) {
    for (const [number, bits] of informed(gram)) scores.set(number, (scores.get(number) ?? 0) + bits);
  }
  const candidates = Array.from(scores, ([number, score]) => ({ number, score }));
  candidates.sort((one, other) => other.score - one.score || one.number - other.number);
  return { candidates, failed };

  /**
   * The statements with a run, or with more of the words from there on, and how much that says.
   * @param {Gram} gram
   */
  function informed(gram) {
    /** @type {Map<number, number>} */
    const bits = new Map();
    let run = gram.hash;
    for (let length = gram.length; ; length++) {
      const found = numbers(gram.hash, run);
      if (!found) return bits;
      // A sample does not say what else holds the run: it must not put those above the others, only name some.
      const says = gram.sampled ? SAMPLED : Math.log2((index.layout.statements + 1) / found.length) + LENGTH * length;
      for (const number of found) bits.set(number, says);
      if (found.length <= index.many || gram.longer.length <= length - gram.length) return bits;
      run = gram.longer[length - gram.length];
    }
  }
}

/**
 * At most so many runs, from all parts of the query, of each part the longest in letters: long words are rare words.
 * @param {Gram[]} grams
 * @param {string[]} words
 */
function spread(grams, words) {
  if (grams.length <= LOOKUPS) return grams;
  const letters = (/** @type {Gram} */ gram) => words.slice(gram.start, gram.start + gram.length).join("").length;
  return Array.from({ length: LOOKUPS }, (_, part) => {
    const from = Math.floor((part * grams.length) / LOOKUPS);
    const to = Math.floor(((part + 1) * grams.length) / LOOKUPS);
    return grams.slice(from, to).reduce((one, other) => (letters(other) > letters(one) ? other : one));
  });
}
