// @ts-check
/** Compares a passage with the statements and the texts of sections: where it stands, exactly, nearly or not at all. */

import { align } from "./align.js";
import { classify, faults, withoutChance } from "./classify.js";
import { placeOf, stepsAt } from "./exact.js";
import { LIGHT_WORDS } from "./lexicon.js";
import { turnedAround, turned } from "./meaning.js";
import { bracketed } from "./passages.js";
import { base } from "./spelling.js";

/** @typedef {import("./answer.js").Match} Match */
/** @typedef {import("./answer.js").Passage} Passage */
/** @typedef {import("./answer.js").Verdict} Verdict */
/** @typedef {import("./align.js").Step} Step */
/** @typedef {import("./fold.js").Word} Word */
/** @typedef {import("./index.js").Section} Section */
/** @typedef {import("./index.js").Statement} Statement */
/** @typedef {{section: Section, statement: Statement}} Place */

/** Statements that are aligned: those that share the most words with the passage. */
const ALIGNED = 12;
/** What shares less of a passage's words than this is not aligned with it. */
const SHARED = 0.35;
/** BM25's k1 and b, and the words of a usual statement. */
const SATURATION = 1.2;
const LENGTH = 0.25;
const USUAL_WORDS = 22;
/** So many words at most are looked for, and so many of them may say little: a sentence has more. */
const MOST_KEYWORDS = 15;
const LIGHT_KEYWORDS = 0.25;
const FEW_KEYWORDS = 4;
/** Marks and letters that end a sentence. */
const END = /[.!?…]["”’)\]]*\s|\n/g;

/**
 * The statements that hold all words of a passage in a row; where the sense is turned around them, the verdict says so.
 * @param {Passage} passage
 * @param {Place[]} places
 * @returns {Match[]}
 */
export function exactly(passage, places) {
  const asked = passage.words.map((word) => word.folded);
  return places.flatMap(({ section, statement }) => inRow(asked, section, statement)).sort((one, other) => Number(other.verdict === "exact") - Number(one.verdict === "exact"));
}

/**
 * The places in the sections' texts that hold all words of a passage in a row.
 * @param {Passage} passage
 * @param {Section[]} sections
 * @returns {Match[]}
 */
export function outside(passage, sections) {
  const asked = passage.words.map((word) => word.folded);
  return sections.flatMap((section) => inRow(asked, section, undefined));
}

/**
 * @param {string[]} asked folded
 * @param {Section} section
 * @param {Statement | undefined} statement
 * @returns {Match[]}
 */
function inRow(asked, section, statement) {
  const { text, words } = statement ?? section;
  /** @type {Match | undefined} */
  let first;
  for (let at = placeOf(asked, words); at >= 0; at = placeOf(asked, words, at + 1)) {
    if (!statement && section.breaks.some((place) => at < place && place < at + asked.length)) continue;
    const match = matched(section, statement, stepsAt(at, asked.length), asked.length, 0, statement ? "exact" : "outside");
    match.turns = turnedAround(match.steps, { text, words }, match.sentence);
    if (!match.turns.length) return [match];
    match.verdict = "meaning";
    first ??= match;
  }
  return first ? [first] : [];
}

/**
 * The statements that are most like a passage, aligned with it, the best first.
 * @param {Passage} passage
 * @param {Place[]} places
 * @returns {Match[]}
 */
export function nearly(passage, places) {
  const asked = passage.words.map((word) => word.folded);
  const own = bracketed(passage);
  const shared = places
    .map((place) => ({ place, share: shareOf(asked, place.statement.words) }))
    .filter(({ share }) => share >= SHARED)
    .sort((one, other) => other.share - one.share);
  return shared
    .slice(0, ALIGNED)
    .map(({ place }) => aligned(passage, asked, own, place))
    .sort((one, other) => other.score - one.score || one.different - other.different || rank(one) - rank(other));
}

/**
 * How many of the words another text has too, as a part of all of them.
 * @param {string[]} asked folded
 * @param {Word[]} words
 */
function shareOf(asked, words) {
  const there = new Set(words.map((word) => word.folded));
  return asked.filter((word) => there.has(word)).length / asked.length;
}

/**
 * @param {Passage} passage
 * @param {string[]} asked folded
 * @param {Set<number>} own the numbers of the words in brackets
 * @param {Place} place
 * @returns {Match}
 */
function aligned(passage, asked, own, { section, statement }) {
  const words = statement.words.map((word) => word.folded);
  const { steps, score } = align(asked, words);
  const tidy = withoutChance(steps);
  const match = matched(section, statement, tidy, score, faults(tidy, asked, words, own).different, classify(tidy, asked, words, own));
  if (match.verdict === "absent") return match;
  match.turns = turned(tidy, passage, statement, own);
  if (match.turns.length) match.verdict = "meaning";
  else if (match.verdict === "close") match.turns = turnedAround(tidy, statement, match.sentence);
  return match;
}

/** @type {Verdict[]} */
const ORDER = ["exact", "close", "meaning", "cut", "absent"];

/** @param {Match} match */
function rank({ verdict }) {
  return ORDER.indexOf(verdict);
}

/**
 * @param {Section} section
 * @param {Statement | undefined} statement
 * @param {Step[]} steps
 * @param {number} score
 * @param {number} different
 * @param {Verdict} verdict
 * @returns {Match}
 */
function matched(section, statement, steps, score, different, verdict) {
  const { text, words } = statement ?? section;
  const placed = steps.flatMap((step) => (step.record >= 0 ? [words[step.record]] : []));
  /** @type {[number, number]} */
  const sentence = placed.length ? sentenceOf(text, placed[0].start, placed[placed.length - 1].end) : [0, 0];
  return { section, statement, text, words, steps, score, different, verdict, turns: [], sentence };
}

/**
 * Where the sentences begin and end that have a part of a text.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {[number, number]}
 */
function sentenceOf(text, start, end) {
  let from = 0;
  for (const { index, 0: mark } of text.matchAll(END)) {
    // The stop after an initial or a title ends nothing: "U.S.", "Mr.".
    if (/(?:^|[\s.(])\p{Lu}\p{Ll}{0,3}\.$/u.test(text.slice(Math.max(0, index - 5), index + 1))) continue;
    if (index + mark.length <= start) from = index + mark.length;
    else if (index + 1 >= end) return [from, index + mark.trimEnd().length];
  }
  return [from, text.length];
}

/**
 * The statements that have the most of a passage's words, in whatever order: ranked by BM25 (Robertson & Zaragoza 2009)
 * without repetitions, so that rare words count more and long statements less.
 * @param {Passage} passage
 * @param {Place[]} places
 * @param {{counts: Map<string, number>, statements: number}} index how many statements have a word, and how many there are
 * @returns {Match[]} with nothing aligned, and as their score the part of the words' weight that they have
 */
export function nearest(passage, places, { counts, statements }) {
  const asked = [...new Set(passage.words.map((word) => word.folded))].filter((word) => !LIGHT_WORDS.has(base(word)));
  const says = new Map(asked.map((word) => [word, Math.log(1 + statements / ((counts.get(word) ?? 0) + 1))]));
  const all = [...says.values()].reduce((sum, one) => sum + one, 0) || 1;
  const scored = places.map(({ section, statement }) => {
    const own = new Set(statement.words.flatMap(({ folded }) => [folded, base(folded)]));
    const share = asked.reduce((sum, word) => sum + (own.has(word) ? (says.get(word) ?? 0) : 0), 0) / all;
    const length = LENGTH * (statement.words.length / USUAL_WORDS) + 1 - LENGTH;
    return { match: matched(section, statement, [], share, 0, "absent"), order: share / (1 + SATURATION * length) };
  });
  return scored.sort((one, other) => other.order - one.order).map(({ match }) => match);
}

/**
 * Whether words are to be looked for rather than checked: no marks, no sentence, no three of them in a row on record.
 * @param {Passage} passage
 * @param {Section[]} sections
 */
export function keywordsOnly({ text, words, marked }, sections) {
  if (marked || words.length > MOST_KEYWORDS || /[.!?]["”’\s]*$/.test(text)) return false;
  const light = words.filter((word) => LIGHT_WORDS.has(word.folded)).length;
  if (light > Math.max(FEW_KEYWORDS - words.length / 2, words.length * LIGHT_KEYWORDS)) return false;
  const asked = words.map((word) => word.folded);
  return !asked.slice(2).some((_, at) => sections.some((section) => placeOf(asked.slice(at, at + 3), section.words) >= 0));
}
