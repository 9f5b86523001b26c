// @ts-check
/** The quote check: what a reader typed, quotation by quotation, against the record. */

import { align } from "./align.js";
import { candidatesFor } from "./candidates.js";
import { classify, faults, near, withoutChance } from "./classify.js";
import { joined } from "./joined.js";
import { passage, passagesOf } from "./passages.js";

/** @typedef {import("./align.js").Step} Step */
/** @typedef {import("./classify.js").Verdict} Verdict */
/** @typedef {import("./passages.js").Passage} Passage */
/** @typedef {import("./reader.js").QuotationIndex} QuotationIndex */
/** @typedef {import("./records.js").Record} Record */
/** @typedef {import("./candidates.js").Candidate} Candidate */

/**
 * @typedef {object} Match a statement beside the words that were asked for
 * @property {Record} record
 * @property {number} number
 * @property {Step[]} steps
 * @property {number} score
 * @property {number} different the weight of the words that differ
 * @property {Verdict} verdict
 */

/**
 * @typedef {object} Check the answer for one quotation
 * @property {Passage} passage
 * @property {Verdict} verdict
 * @property {Match[]} matches the best first; where nothing was found, the nearest or none
 * @property {number} failed how many files could not be loaded
 */

/** Statements that are fetched and aligned: first those that may hold every word, then those that share enough. */
const FIRST = 6;
const THEN = 4;
const NEARLY_ALL = 0.9;
const ENOUGH = 0.5;
/** A short query shares its few runs with more statements: one more is fetched for each word under this. */
const SHORT = 10;
const SHOWN = 5;

/**
 * @param {QuotationIndex} index
 * @param {string} typed
 * @returns {Promise<{checks: Check[], skipped: number}>}
 */
export async function check(index, typed) {
  const { passages, skipped } = passagesOf(typed);
  const checks = await Promise.all(passages.map((one) => checkPassage(index, one)));
  return { checks: await together(index, checks), skipped };
}

/**
 * Sentences that stand one after the other in one statement are one quotation.
 * @param {QuotationIndex} index
 * @param {Check[]} checks
 */
async function together(index, checks) {
  /** @type {Check[]} */
  const result = [];
  for (const one of checks) {
    const before = result.at(-1);
    const statement = before?.matches[0]?.number;
    if (before && statement !== undefined && one.matches[0]?.number === statement) {
      const whole = passage(`${before.passage.text} ${one.passage.text}`);
      const both = compared(whole, before.matches[0].record, statement);
      if (both.verdict !== "not found") {
        result[result.length - 1] = { ...before, passage: whole, verdict: both.verdict, matches: [both] };
        continue;
      }
    }
    result.push(one);
  }
  return result;
}

/**
 * @param {QuotationIndex} index
 * @param {Passage} asked
 * @returns {Promise<Check>}
 */
export async function checkPassage(index, asked) {
  const words = asked.words.map((word) => word.folded);
  const found = await candidatesFor(index, words);
  const first = upTo(found.candidates, FIRST + Math.max(0, SHORT - words.length), NEARLY_ALL);
  let { matches, failed } = await fetched(index, asked, first);
  failed += found.failed;
  if (matches[0]?.verdict !== "exact") {
    const more = await fetched(index, asked, found.candidates.slice(first.length, first.length + THEN).filter((one) => one.score >= found.candidates[0].score * ENOUGH));
    matches = [...matches, ...more.matches].sort(better);
    failed += more.failed;
  }
  if (!matches.length || matches[0].verdict === "not found") {
    const pieces = joined(matches, words);
    if (pieces.length) return { passage: asked, verdict: "cut", matches: pieces, failed };
    return { passage: asked, verdict: "not found", matches: matches.filter((one) => near(one.steps)).slice(0, 1), failed };
  }
  const { verdict } = matches[0];
  const shown = matches.filter((one) => one.verdict !== "not found").slice(0, SHOWN);
  return { passage: asked, verdict, matches: shown, failed };
}

/**
 * The best candidates, as long as they score at least so much of the best's.
 * @param {Candidate[]} candidates
 * @param {number} most
 * @param {number} part
 */
function upTo(candidates, most, part) {
  return candidates.slice(0, most).filter((one) => one.score >= candidates[0].score * part);
}

/**
 * @param {QuotationIndex} index
 * @param {Passage} asked
 * @param {Candidate[]} candidates
 */
async function fetched(index, asked, candidates) {
  const { records, failed } = await index.records(candidates.map((one) => one.number));
  const matches = Array.from(records, ([number, record]) => compared(asked, record, number)).sort(better);
  return { matches, failed };
}

/**
 * @param {Passage} asked
 * @param {Record} record
 * @param {number} number
 * @returns {Match}
 */
function compared(asked, record, number) {
  const query = asked.words.map((word) => word.folded);
  const words = record.words.map((word) => word.folded);
  const { steps, score } = align(query, words);
  const tidy = withoutChance(steps);
  const { different } = faults(tidy, query, words);
  return { record, number, steps: tidy, score, different, verdict: classify(tidy, query, words) };
}

/** @type {Verdict[]} */
const ORDER = ["exact", "close", "cut", "not found"];

/**
 * @param {Match} one
 * @param {Match} other
 */
function better(one, other) {
  return (
    Number(other.verdict === "exact") - Number(one.verdict === "exact") ||
    other.score - one.score ||
    one.different - other.different ||
    ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict) ||
    one.number - other.number
  );
}
