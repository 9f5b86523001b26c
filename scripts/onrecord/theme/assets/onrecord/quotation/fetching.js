// @ts-check
/** Which sections of the record to read for a query: those that share its rarest runs of words, then its words. */

import { LIGHT_WORDS } from "./lexicon.js";
import { base } from "./spelling.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Section} Section */

/** Sections that are read at first: those that may hold every run. */
const FIRST = 3;
const NEARLY_ALL = 0.9;
/** A short query shares its few runs with more sections: one more is read for each word under this. */
const SHORT = 8;
/** Then those that share enough. */
const THEN = 5;
const ENOUGH = 0.4;
/** Words that are looked up by themselves, and the statements that have the most of them. */
const WORDS = 10;
const STATEMENTS = 8;
/** A word in more of the statements than this says little, if there are others. */
const COMMON = 1 / 20;

/**
 * @typedef {object} Wave
 * @property {Section[]} sections that were not read before
 * @property {number} failed how many files could not be loaded
 */

/**
 * The sections that may hold the words, in up to three waves, each of which costs more look-ups.
 * @param {Index} index
 * @param {string[]} words folded
 * @returns {AsyncGenerator<Wave>}
 */
export async function* wavesOf(index, words) {
  const { sections, failed } = await index.candidates(words, FIRST + SHORT + THEN);
  const best = sections[0]?.score ?? 0;
  const first = sections.slice(0, FIRST + Math.max(0, SHORT - words.length)).filter((one) => one.score >= best * NEARLY_ALL);
  const then = sections.slice(first.length, first.length + THEN).filter((one) => one.score >= best * ENOUGH);
  const seen = new Set(first.map((one) => one.number));
  yield read(index, [...seen], failed);
  if (then.length) yield read(index, then.map((one) => one.number), 0);
  for (const one of then) seen.add(one.number);
  const more = await byWords(index, words);
  const others = [...new Set(more.statements.map((number) => index.sectionOf(number)))].filter((number) => !seen.has(number));
  yield read(index, others, more.failed);
}

/**
 * @param {Index} index
 * @param {number[]} numbers
 * @param {number} failed
 * @returns {Promise<Wave>}
 */
async function read(index, numbers, failed) {
  if (!numbers.length) return { sections: [], failed };
  const found = await index.read(numbers);
  return { sections: numbers.flatMap((number) => found.sections.get(number) ?? []), failed: failed + found.failed };
}

/**
 * The statements that have the most of the words, the rarer the word the more.
 * @param {Index} index
 * @param {string[]} words folded
 * @returns {Promise<{statements: number[], failed: number}>}
 */
async function byWords(index, words) {
  const content = [...new Set(words)].filter((word) => !LIGHT_WORDS.has(word) && !LIGHT_WORDS.has(base(word)));
  const asked = content.sort((one, other) => other.length - one.length).slice(0, WORDS);
  const { found, failed } = await index.words(asked);
  const rare = [...found.values()].filter((one) => one.count <= index.statements * COMMON);
  /** @type {Map<number, number>} */
  const scores = new Map();
  for (const { count, numbers } of rare.length ? rare : found.values()) {
    const says = Math.log(1 + index.statements / (count || 1));
    for (const number of numbers) scores.set(number, (scores.get(number) ?? 0) + says);
  }
  const ranked = [...scores].sort(([one, score], [other, otherScore]) => otherScore - score || one - other);
  return { statements: ranked.slice(0, STATEMENTS).map(([number]) => number), failed: failed.length };
}
