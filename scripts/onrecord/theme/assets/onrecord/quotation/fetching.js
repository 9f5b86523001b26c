// @ts-check
/** Which sections of the record to read for a query: those that share its rarest runs of words, then its words. */

import { LIGHT_WORDS } from "./lexicon.js";
import { base } from "./spelling.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Section} Section */

/** Sections that are read at first: those that may hold every run. */
const FIRST = 3;
const NEARLY_ALL = 0.9;
/** Runs that weigh so much, in bits, are not of those that everybody uses. */
const SURE = 10;
/** A short query shares its few runs with more sections: one more is read for each word under this. */
const SHORT = 8;
/** Then those that share enough. */
const THEN = 5;
const ENOUGH = 0.4;
/** Words that are looked up by themselves, and the statements that have the most of them. */
const WORDS = 10;
const STATEMENTS = 8;
/** What has less of the words than this is not near. */
const SHARE = 0.3;
/** Of few words all are looked up, and more of the places that have them are read: their order is all that tells. */
const FEW = 5;
const READ_FOR_FEW = 30;
/** A word in more of the statements than this says little, if there are others. */
const COMMON = 1 / 20;

/**
 * @typedef {object} Wave
 * @property {Section[]} sections that were not read before
 * @property {number} failed how many files could not be loaded
 * @property {Map<string, number>} counts how many statements have a word, as far as that is known
 * @property {boolean} sure whether words that stand in a row would be in them
 */

/**
 * The sections that may hold the words, in up to three waves, each of which costs more look-ups.
 * @param {Index} index
 * @param {string[]} words folded
 * @returns {AsyncGenerator<Wave>}
 */
export async function* wavesOf(index, words) {
  /** @type {Set<number>} */
  const seen = new Set();
  /** @type {Map<string, number>} */
  let counts = new Map();
  const read = async (/** @type {number[]} */ numbers, /** @type {number} */ failed, sure = true) => {
    const others = [...new Set(numbers)].filter((number) => !seen.has(number));
    for (const number of others) seen.add(number);
    const found = await index.read(others);
    return { sections: others.flatMap((number) => found.sections.get(number) ?? []), failed: failed + found.failed, counts, sure };
  };
  const few = await index.candidates(words, FIRST + SHORT);
  // Of runs that everybody uses the index has a sample, which weighs next to nothing.
  const likely = best(few.sections, FIRST + SHORT, NEARLY_ALL);
  const first = likely.slice(0, FIRST + Math.max(0, SHORT - words.length));
  const sure = likely.length > 0 && likely.length === first.length && few.sections[0].score >= SURE;
  yield read(first, few.failed, sure);
  const having = await byWords(index, words);
  counts = having.counts;
  yield read(having.statements.map((number) => index.sectionOf(number)), having.failed, sure);
  const [most, part] = words.length <= FEW ? [READ_FOR_FEW, NEARLY_ALL] : [THEN, ENOUGH];
  const many = await index.candidates(words, most, { further: true });
  yield read(best(many.sections, most, part), many.failed);
}

/**
 * The numbers of the best sections, as long as they score at least so much of the best's.
 * @param {{number: number, score: number}[]} sections
 * @param {number} most
 * @param {number} part
 */
function best(sections, most, part) {
  return sections.slice(0, most).flatMap(({ number, score }) => (score >= sections[0].score * part ? [number] : []));
}

/**
 * The statements that have the most of the words, the rarer the word the more.
 * @param {Index} index
 * @param {string[]} words folded
 * @returns {Promise<{statements: number[], counts: Map<string, number>, failed: number}>}
 */
async function byWords(index, words) {
  const few = words.length <= FEW;
  const content = [...new Set(words)].filter((word) => few || (!LIGHT_WORDS.has(word) && !LIGHT_WORDS.has(base(word))));
  const asked = content.sort((one, other) => other.length - one.length).slice(0, WORDS);
  const { found, failed } = await index.words(asked);
  const rare = [...found.values()].filter((one) => one.count <= index.statements * COMMON);
  /** @type {Map<number, number>} */
  const scores = new Map();
  for (const { count, numbers } of rare.length && !few ? rare : found.values()) {
    const says = Math.log(1 + index.statements / (count || 1));
    for (const number of numbers) scores.set(number, (scores.get(number) ?? 0) + says);
  }
  const all = asked.reduce((sum, word) => sum + Math.log(1 + index.statements / (found.get(word)?.count || 1)), 0);
  const ranked = [...scores].filter(([, score]) => score >= all * SHARE).sort(([one, score], [other, otherScore]) => otherScore - score || one - other);
  const counts = new Map(Array.from(found, ([word, { count }]) => [word, count]));
  const statements = ranked.slice(0, few ? READ_FOR_FEW : STATEMENTS).map(([number]) => number);
  return { statements, counts, failed: failed.length };
}
