// @ts-check
/** Runs of words and their hashes: `quotation/grams.py`, again, for the reader's browser. */

const LONGEST = 5;
const SHORTEST_QUERY = 3;
const COMMON_SHIFT = 8;

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
 * @property {boolean} sampled whether the index keeps only some of its statements
 * @property {number[]} longer the hashes of the runs that go on from it, each a word longer
 */

/**
 * The runs by which the index would know these words: from each place the shortest that is not common.
 * @param {string[]} words folded
 * @param {Set<number>} common the first 24 bits of the hashes of common runs
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
    for (let length = 1; length <= LONGEST && start + length <= hashes.length; length++) {
      hash = join(hash, hashes[start + length - 1]);
      if (gram && !gram.sampled) {
        gram.longer.push(hash);
      } else {
        const sampled = common.has(hash >>> COMMON_SHIFT);
        if (!sampled || length >= SHORTEST_QUERY) gram = { start, length, hash, sampled, longer: [] };
      }
    }
    const before = gram && grams.get(gram.hash);
    if (gram && !(before && before.longer.length >= gram.longer.length)) grams.set(gram.hash, gram);
  }
  return [...grams.values()];
}
