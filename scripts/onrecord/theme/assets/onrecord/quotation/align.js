// @ts-check
/**
 * Lays the words of a query along the words of a statement: which are the same, changed, added or missing.
 *
 * The best alignment of all of the query with any part of the statement (Needleman & Wunsch 1970, free at the
 * statement's ends), where words left out cost by the word while they are few, and hardly more with each once they are
 * many (a gap cost of two pieces, Gotoh 1990): a cut is one fault, however long.
 */

import { misspelt } from "./spelling.js";

/**
 * @typedef {object} Step
 * @property {"same" | "changed" | "added" | "missing"} how a word is changed, added by the query, or missing from it
 * @property {number} query the number of the query's word; -1 for a missing one
 * @property {number} record the number of the statement's word; -1 for an added one
 * @property {boolean} spelling whether a changed word is the same but for its spelling
 */

const SAME = 1;
const SPELLING = 0.5;
const CHANGED = -0.7;
const ADDED = -0.72;
const MISSING = -0.6;
const CUT = -2.2;
const CUT_WORD = -0.02;
const MOST_CELLS = 2_000_000;

/** The four ways to arrive in a cell: at a pair of words, an added word, a missing word, a word that was cut. */
const PAIR = 0;
const PLUS = 1;
const MINUS = 2;
const GAP = 3;
const START = 7;

/**
 * @param {string[]} query folded
 * @param {string[]} record folded
 * @returns {{steps: Step[], score: number}} the steps from the first word of the query to the last
 */
export function align(query, record) {
  const columns = Math.min(record.length, Math.floor(MOST_CELLS / (query.length + 1))) + 1;
  // A byte for each cell and way: which way its best predecessor was arrived at.
  const from = [PAIR, PLUS, MINUS, GAP].map(() => new Uint8Array((query.length + 1) * columns));
  let above = [PAIR, PLUS, MINUS, GAP].map(() => new Float32Array(columns).fill(-Infinity));
  above[PAIR].fill(0);
  from[PAIR].fill(START, 0, columns);
  for (let row = 1; row <= query.length; row++) {
    const here = [PAIR, PLUS, MINUS, GAP].map(() => new Float32Array(columns).fill(-Infinity));
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const plus = best(above, column);
      here[PLUS][column] = above[plus][column] + ADDED;
      from[PLUS][cell] = plus;
      if (!column) continue;
      const pair = best(above, column - 1);
      here[PAIR][column] = above[pair][column - 1] + likeness(query[row - 1], record[column - 1]);
      from[PAIR][cell] = pair;
      const minus = best(here, column - 1);
      here[MINUS][column] = here[minus][column - 1] + MISSING;
      from[MINUS][cell] = minus;
      const opened = Math.max(here[PAIR][column - 1], here[PLUS][column - 1]) + CUT + CUT_WORD;
      const grown = here[GAP][column - 1] + CUT_WORD;
      here[GAP][column] = Math.max(opened, grown);
      from[GAP][cell] = grown >= opened ? GAP : here[PAIR][column - 1] >= here[PLUS][column - 1] ? PAIR : PLUS;
    }
    above = here;
  }
  let column = 0;
  for (let at = 1; at < columns; at++) if (above[best(above, at)][at] > above[best(above, column)][column]) column = at;
  const way = best(above, column);
  return { steps: traced(query, record, from, columns, column, way), score: above[way][column] };
}

/**
 * The way that scores most in a column.
 * @param {Float32Array[]} scores
 * @param {number} column
 */
function best(scores, column) {
  let way = PAIR;
  for (let other = PLUS; other <= GAP; other++) if (scores[other][column] > scores[way][column]) way = other;
  return way;
}

/**
 * @param {string} asked
 * @param {string} word
 */
function likeness(asked, word) {
  if (asked === word) return SAME;
  return misspelt(asked, word) ? SPELLING : CHANGED;
}

/**
 * @param {string[]} query
 * @param {string[]} record
 * @param {Uint8Array[]} from
 * @param {number} columns
 * @param {number} column where the query ends
 * @param {number} way
 * @returns {Step[]}
 */
function traced(query, record, from, columns, column, way) {
  /** @type {Step[]} */
  const steps = [];
  let row = query.length;
  while (row > 0) {
    const before = from[way][row * columns + column];
    if (way === PAIR) {
      row--;
      column--;
      const same = query[row] === record[column];
      const spelling = !same && misspelt(query[row], record[column]);
      steps.push({ how: same ? "same" : "changed", query: row, record: column, spelling });
    } else if (way === PLUS) {
      row--;
      steps.push({ how: "added", query: row, record: -1, spelling: false });
    } else {
      column--;
      steps.push({ how: "missing", query: -1, record: column, spelling: false });
    }
    way = before;
  }
  return steps.reverse();
}
