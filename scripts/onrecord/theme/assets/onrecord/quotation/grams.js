// @ts-check
/** Runs of words and their hashes: `search/runs.py`, again, for the reader's browser. */

const LONGEST = 5;
const COMMON_SHIFT = 14;

/**
 * FNV-1a, 32 bits, over the code points of a folded word.
 * @param {string} word
 */
export function hashWord(word) {
  let value = 0x811c9dc5;
  for (const character of word) {
    value = Math.imul(value ^ /** @type {number} */ (character.codePointAt(0)), 0x01000193);
  }
  return value >>> 0;
}

/**
 * The hash of a run and one word more; the run of no words is 0.
 * @param {number} run
 * @param {number} word
 */
export function join(run, word) {
  let value = (Math.imul(run, 0x9e3779b1) + word) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * @typedef {object} Gram
 * @property {number} start the run's first word
 * @property {number} length in words
 * @property {number} hash
 * @property {boolean} sampled whether the index keeps only some of its sections
 */

/**
 * The runs by which the index knows these words: from each place the shortest that is not common.
 * @param {string[]} words folded
 * @param {Set<number>} common the first 18 bits of the hashes of common runs
 * @returns {Gram[]}
 */
export function gramsOf(words, common) {
  const hashes = words.map(hashWord);
  /** @type {Map<number, Gram>} */
  const grams = new Map();
  for (let start = 0; start < hashes.length; start++) {
    let hash = 0;
    /** @type {Gram | undefined} */
    let gram;
    for (let length = 1; length <= LONGEST && start + length <= hashes.length && !(gram && !gram.sampled); length++) {
      hash = join(hash, hashes[start + length - 1]);
      const sampled = common.has(hash >>> COMMON_SHIFT);
      if (!sampled || length > 1) gram = { start, length, hash, sampled };
    }
    if (gram && !grams.has(gram.hash)) grams.set(gram.hash, gram);
  }
  return [...grams.values()];
}
