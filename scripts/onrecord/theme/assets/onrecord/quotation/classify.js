// @ts-check
/** Says what an alignment amounts to: exact, close, cut, or not the same words at all. */

import { LIGHT_WORDS } from "./lexicon.js";

/** @typedef {import("./align.js").Step} Step */
/** @typedef {"exact" | "close" | "cut" | "absent"} Verdict */

/** So many words left out in one place are a cut; fewer are missing words. */
export const CUT_WORDS = 3;
/** A piece between cuts has so many words; a shorter one stands there by chance. */
const PIECE_WORDS = 3;
/** How much of the weight of all words may differ: in one place, in several, and in a quotation that is cut as well. */
const CLOSE_ONCE = 0.5;
const CLOSE = 0.33;
const CUT = 0.2;
/** Of all words, how many may differ at most, however little they weigh. */
const PLACES = 0.3;
/** With fewer words, none may differ but in spelling. */
const FEW_WORDS = 4;
/** What a word that says little weighs beside another word, and one in brackets, which the quoter put there. */
const LIGHT = 0.4;
/** A word that is only misspelt counts as so much of a different one. */
const SPELLING = 0.5;
/** Nothing is called nearest that shares less of the query than this. */
const NEAREST = 0.4;

/**
 * The steps with chance pieces beyond a cut taken off: their words count as added.
 * @param {Step[]} steps
 * @returns {Step[]}
 */
export function withoutChance(steps) {
  let tidy = steps;
  for (const backwards of [false, true]) {
    if (backwards) tidy = tidy.slice().reverse();
    const cut = firstCut(tidy);
    if (cut && tidy.slice(0, cut.start).filter((step) => step.how === "same").length < PIECE_WORDS) {
      const added = tidy.slice(0, cut.start).filter((step) => step.query >= 0);
      tidy = [
        ...added.map((step) => /** @type {Step} */ ({ ...step, how: "added", record: -1, spelling: false })),
        ...tidy.slice(cut.end),
      ];
    }
    if (backwards) tidy = tidy.slice().reverse();
  }
  return tidy;
}

/** @param {Step[]} steps */
function firstCut(steps) {
  return gaps(steps).find((gap) => gap.end - gap.start >= CUT_WORDS);
}

/**
 * The runs of missing words.
 * @param {Step[]} steps
 */
export function gaps(steps) {
  /** @type {{start: number, end: number}[]} */
  const found = [];
  for (let at = 0; at < steps.length; at++) {
    if (steps[at].how !== "missing") continue;
    const start = at;
    while (steps[at + 1]?.how === "missing") at++;
    found.push({ start, end: at + 1 });
  }
  return found;
}

/**
 * How much of the query differs, by number and by weight, and whether the rest is cut.
 * @param {Step[]} steps
 * @param {string[]} query folded
 * @param {string[]} record folded
 * @param {Set<number>} bracketed the numbers of the query's words in brackets
 */
export function faults(steps, query, record, bracketed) {
  const found = { places: 0, different: 0, same: 0, weight: 0, cut: false, once: inOnePlace(steps) };
  for (const step of steps) {
    if (step.query < 0) continue;
    const own = bracketed.has(step.query);
    const weight = own ? LIGHT : weigh(query[step.query]);
    found.weight += weight;
    if (step.how === "same") {
      found.same += 1;
    } else {
      found.places += step.spelling || own ? SPELLING : 1;
      found.different += step.spelling ? SPELLING * weight : Math.max(weight, step.record < 0 ? 0 : weigh(record[step.record]));
    }
  }
  for (const gap of gaps(steps)) {
    if (gap.end - gap.start >= CUT_WORDS) {
      found.cut = true;
    } else {
      found.places += gap.end - gap.start;
      for (const step of steps.slice(gap.start, gap.end)) found.different += weigh(record[step.record]);
    }
  }
  return found;
}

/**
 * Whether all that differs stands in one place, and is no more than a name or a phrase.
 * @param {Step[]} steps
 */
function inOnePlace(steps) {
  const first = steps.findIndex((step) => step.how !== "same");
  const last = steps.findLastIndex((step) => step.how !== "same");
  return last - first < CUT_WORDS && steps.slice(first, last + 1).every((step) => step.how !== "same");
}

/**
 * A contraction says as little as the words it is made of: "we’re", "don’t".
 * @param {string} word folded
 */
function weigh(word) {
  return LIGHT_WORDS.has(word) || LIGHT_WORDS.has(word.replace(/n?'[a-z]+$/, "")) ? LIGHT : 1;
}

/**
 * @param {Step[]} steps
 * @param {string[]} query folded
 * @param {string[]} record folded
 * @param {Set<number>} [bracketed] the numbers of the query's words in brackets
 * @returns {Verdict}
 */
export function classify(steps, query, record, bracketed = new Set()) {
  const { places, different, weight, cut, once } = faults(steps, query, record, bracketed);
  if (!places) return cut ? "cut" : "exact";
  if (query.length < FEW_WORDS) return places <= SPELLING && !cut ? "close" : "absent";
  if (cut) return different <= weight * CUT ? "cut" : "absent";
  if (places > Math.max(1, query.length * PLACES)) return "absent";
  return different <= weight * (places <= 1 || once ? CLOSE_ONCE : CLOSE) ? "close" : "absent";
}

/**
 * Whether so much is the same that a statement is worth showing as the nearest.
 * @param {Step[]} steps
 */
export function near(steps) {
  const words = steps.filter((step) => step.query >= 0).length;
  const same = steps.filter((step) => step.how === "same").length;
  return same >= Math.max(2, words * NEAREST);
}
