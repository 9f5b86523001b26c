// @ts-check
/**
 * Finding statements by their words: which have all of them, counted, and which have them one after another.
 *
 * The index knows of every word in which statements it stands.  Few words, long ones, narrow a question down to so few
 * statements that the rest is seen in their texts, which are shown anyway.
 */

import { fold } from "./quotation/fold.js";

/** @typedef {import("./quotation/index.js").Index} Index */
/** @typedef {import("./quotation/index.js").Name} Name */
/** @typedef {import("./quotation/index.js").Section} Section */
/** @typedef {import("./quotation/index.js").Statement} Statement */
/** @typedef {{count: number, numbers: Uint32Array, names: Name[]}} Known what the index knows of a word */

/**
 * @typedef {object} Found
 * @property {number[]} all the numbers of the statements that have all of the words, whatever else is asked for
 * @property {number[]} allowed those of them that are allowed, ascending
 * @property {boolean} least whether there may be more of them
 * @property {Map<string, Known>} known
 * @property {string[]} unknown words of which the index could not say where they stand
 * @property {string[]} words the words that were looked for, each once
 * @property {string[]} sought the words in their order
 */

/** @typedef {{statement: Statement, section: Section, run: [number, number] | null, marks: number[]}} Hit `run` and `marks` are numbers of words */

/** More different words than these are not looked for: no statement need be told from others by that many. */
export const MOST_WORDS = 48;
/** So many words are looked up first, and so many with each further look. */
const FIRST = 3;
const FURTHER = 6;
/** Texts that are read to see whether they have the other words: at most so many sections of the record. */
const READ = 3;
/** Sections that are read to find the words one after another. */
const NEAR = 4;
/** How many statements with only some of the words are offered, and the least share of the words they must have. */
const NEAREST = 20;
const LEAST_SHARE = 0.5;

/**
 * @param {Index} index
 * @param {string} text what is asked for, without operators
 * @param {object} how
 * @param {(number: number) => boolean} how.allows
 * @param {string[]} [how.first] words that are looked up whatever their length: they may be names
 * @returns {Promise<Found>}
 */
export async function find(index, text, { allows, first = [] }) {
  const sought = fold(text).map((word) => word.folded);
  const words = [...new Set(sought)].slice(0, MOST_WORDS);
  const found = { all: /** @type {number[]} */ ([]), known: new Map(), unknown: /** @type {string[]} */ ([]), words, sought };
  const left = new Set(words.toSorted((one, other) => Number(first.includes(other)) - Number(first.includes(one)) || other.length - one.length));
  let numbers = words.length ? undefined : range(index.statements);
  for (let most = Math.max(FIRST, first.length); left.size && numbers?.length !== 0; most = FURTHER) {
    const seen = numbers && (await seenIn(index, numbers, [...left, ...found.unknown]));
    if (seen) {
      return { ...found, unknown: [], all: seen, allowed: seen.filter(allows), least: false };
    }
    const next = [...left].slice(0, most);
    const { found: known, failed } = await index.words(next);
    for (const word of next) left.delete(word);
    found.unknown.push(...failed);
    for (const [word, what] of known) found.known.set(word, what);
    numbers = intersection(numbers, next.filter((word) => known.has(word)).map((word) => known.get(word)?.numbers ?? []));
  }
  if (found.unknown.length && numbers?.length) {
    const seen = await seenIn(index, numbers, found.unknown, Infinity);
    if (seen) return { ...found, unknown: [], all: seen, allowed: seen.filter(allows), least: false };
  }
  if (numbers?.length === 0) found.unknown = [];
  const all = found.unknown.length || !numbers ? [] : numbers;
  return { ...found, all, allowed: all.filter(allows), least: found.unknown.length > 0 };
}

/**
 * Which of these statements have these words as well, by their texts.
 * @param {Index} index
 * @param {number[]} numbers
 * @param {string[]} words
 * @param {number} [most] sections; with more of them nothing is read
 * @returns {Promise<number[] | undefined>} nothing where there are too many, or some could not be read
 */
async function seenIn(index, numbers, words, most = READ) {
  const sections = [...new Set(numbers.map((number) => index.sectionOf(number)))];
  if (sections.length > Math.min(most, 100)) return undefined;
  const texts = await textsOf(index, numbers);
  if (texts.failed) return undefined;
  return numbers.filter((number) => {
    const own = texts.read.get(number);
    const had = own && wordsOf(own.statement);
    return had && words.every((word) => had.has(word));
  });
}

/**
 * @param {Index} index
 * @param {number[]} numbers
 * @returns {Promise<{read: Map<number, {statement: Statement, section: Section}>, failed: number}>}
 */
export async function textsOf(index, numbers) {
  const wanted = new Set(numbers);
  const { sections, failed } = await index.read([...new Set(numbers.map((number) => index.sectionOf(number)))]);
  /** @type {Map<number, {statement: Statement, section: Section}>} */
  const read = new Map();
  for (const section of sections.values()) {
    for (const statement of section.statements) {
      if (wanted.has(statement.number)) read.set(statement.number, { statement, section });
    }
  }
  return { read, failed };
}

/**
 * The numbers of the statements in the order in which they are shown: by date, or those with the words one after
 * another first, then the short before the long, where that is known.
 * @param {Index} index
 * @param {Found} found
 * @param {object} how
 * @param {string} how.sort
 * @param {(number: number) => string} [how.date]
 * @param {(number: number) => number} [how.length]
 * @returns {Promise<{runs: number[], others: number[]}>}
 */
export async function ordered(index, { allowed, sought }, { sort, date, length }) {
  if (sort && date) {
    const sign = sort === "oldest" ? 1 : -1;
    const dates = new Map(allowed.map((number) => [number, date(number)]));
    // What has no date comes where the oldest are.
    const compared = (/** @type {number} */ one, /** @type {number} */ other) => compare(dates.get(one) ?? "", dates.get(other) ?? "");
    return { runs: [], others: allowed.toSorted((one, other) => sign * compared(one, other) || one - other) };
  }
  const { runs, lengths } = await withRun(index, allowed, sought);
  const others = allowed.filter((number) => !runs.includes(number));
  // With every word in each, BM25 is a matter of length: it is known of all, or of none.
  const known = length ?? (others.every((number) => lengths.has(number)) ? (/** @type {number} */ number) => lengths.get(number) ?? 0 : undefined);
  if (known) others.sort((one, other) => known(one) - known(other) || one - other);
  return { runs, others };
}

/**
 * The statements that have the words one after another, as far as the index leads to them, and the lengths in words of
 * those that were read for it.
 * @param {Index} index
 * @param {number[]} allowed
 * @param {string[]} sought
 * @returns {Promise<{runs: number[], lengths: Map<number, number>}>}
 */
async function withRun(index, allowed, sought) {
  if (!sought.length) return { runs: [], lengths: new Map() };
  const own = [...new Set(allowed.map((number) => index.sectionOf(number)))];
  let sections = own;
  if (own.length > NEAR && sought.length === 1) return { runs: [], lengths: new Map() };
  if (own.length > NEAR) {
    const candidates = await index.candidates(sought, NEAR);
    const there = new Set(own);
    sections = candidates.sections.map((one) => one.number).filter((number) => there.has(number)).slice(0, NEAR);
  }
  const wanted = new Set(allowed);
  const { sections: read } = await index.read(sections);
  const statements = [...read.values()].flatMap((section) => section.statements).filter((one) => wanted.has(one.number));
  const lengths = new Map(statements.map((one) => [one.number, one.words.length]));
  const having = sought.length > 1 ? statements.filter((one) => runOf(one, sought)) : [];
  return { runs: having.map((one) => one.number).sort((one, other) => one - other), lengths };
}

/**
 * Statements with some of the words, for a question that no statement answers as a whole.  Words that few statements
 * have count for more.
 * @param {Index} index
 * @param {Found} found
 * @param {(number: number) => boolean} allows
 * @returns {Promise<{best: number[], count: number, least: boolean}>} the best first; how many have half of the words
 *   or more, and whether there may be more of them, because not all words were looked up
 */
export async function withSome(index, { words, known }, allows) {
  const missing = words.filter((word) => !known.has(word)).slice(0, FURTHER);
  const more = missing.length ? (await index.words(missing)).found : new Map();
  const looked = words.filter((word) => known.has(word) || more.has(word)).length;
  /** @type {Map<number, {weight: number, had: number}>} */
  const weighed = new Map();
  for (const word of words) {
    const { count, numbers } = known.get(word) ?? more.get(word) ?? { count: 0, numbers: [] };
    const weight = Math.log(1 + (index.statements - count + 0.5) / (count + 0.5));
    for (const number of numbers) {
      const before = weighed.get(number) ?? { weight: 0, had: 0 };
      weighed.set(number, { weight: before.weight + weight, had: before.had + 1 });
    }
  }
  const least = words.length * LEAST_SHARE;
  const some = [...weighed].filter(([number, { had }]) => had >= least && allows(number));
  some.sort(([one, a], [other, b]) => b.weight - a.weight || one - other);
  return { best: some.slice(0, NEAREST).map(([number]) => number), count: some.length, least: looked < words.length };
}

/**
 * A statement as a hit: what of it was sought.
 * @param {Statement} statement
 * @param {Section} section
 * @param {string[]} sought
 * @returns {Hit}
 */
export function hit(statement, section, sought) {
  const run = sought.length ? runOf(statement, sought) : null;
  const wanted = new Set(sought);
  const marks = run ? [] : [...statement.words.keys()].filter((at) => forms(statement.words[at].folded).some((form) => wanted.has(form)));
  return { statement, section, run, marks };
}

/**
 * Where words stand one after another in a statement.
 * @param {Statement} statement
 * @param {string[]} sought
 * @returns {[number, number] | null} the first place
 */
function runOf({ words }, sought) {
  const last = words.length - sought.length;
  for (let from = 0; from <= last; from++) {
    if (sought.every((word, at) => forms(words[from + at].folded).includes(word))) return [from, from + sought.length - 1];
  }
  return null;
}

/** @type {WeakMap<Statement, Set<string>>} */
const had = new WeakMap();

/** @param {Statement} statement */
function wordsOf(statement) {
  let own = had.get(statement);
  if (!own) had.set(statement, (own = new Set(statement.words.flatMap((word) => forms(word.folded)))));
  return own;
}

/**
 * What a word is found by: itself, and without the "'s" of a possessive.
 * @param {string} folded
 */
function forms(folded) {
  return folded.endsWith("'s") && folded.length > 2 ? [folded, folded.slice(0, -2)] : [folded];
}

/**
 * @param {number[] | undefined} numbers ascending; all if not given
 * @param {Iterable<number>[]} lists each ascending
 * @returns {number[] | undefined}
 */
function intersection(numbers, lists) {
  let common = numbers;
  for (const list of lists) {
    const own = new Set(list);
    common = common ? common.filter((number) => own.has(number)) : [...list];
  }
  return common;
}

/** @param {number} count */
function range(count) {
  return Array.from({ length: count }, (_, number) => number);
}

/**
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
