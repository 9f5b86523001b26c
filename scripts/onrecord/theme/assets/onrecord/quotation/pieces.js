// @ts-check
/** A text of the record cut into pieces by what an alignment says of its words: what is shown, before it is shown. */

import { CUT_WORDS, gaps } from "./classify.js";

/** @typedef {import("./answer.js").Match} Match */
/** @typedef {import("./answer.js").Passage} Passage */

/**
 * @typedef {object} Piece
 * @property {"around" | "same" | "changed" | "missing" | "left out" | "added"} how `around`: beside the asked words;
 *   `left out`: many in one place
 * @property {string} text the record's words; nothing where the query added some
 * @property {string} typed the query's words, where they differ
 * @property {boolean} turns whether it turns the sense
 */

/** A longer text is shown with so many words before and after the asked ones. */
const AROUND = 24;

/**
 * The match's text, or the part of it around the asked words, in order.  What differs in one place is one piece.
 * @param {Match} match
 * @param {Passage} asked
 * @returns {Piece[]}
 */
export function pieces(match, asked) {
  const { text, words } = match;
  const groups = grouped(match);
  const placed = groups.filter((group) => group.record.length);
  if (!placed.length) return [{ how: "around", text, typed: "", turns: false }];
  const { from, to } = shownWords(match, placed[0].record[0], /** @type {number} */ (placed.at(-1)?.record.at(-1)));
  const turning = new Set(match.turns.flatMap((turn) => turn.record));
  /** @type {Piece[]} */
  const found = [];
  let at = from ? words[from].start : 0;
  let next = from;
  if (from) found.push(around("… "));

  /** @param {number} until the words before this one stand beside those that were asked for */
  const pass = (until) => {
    for (; next < until; next++) {
      const { start, end } = words[next];
      found.push(around(text.slice(at, start)), { ...around(text.slice(start, end)), turns: turning.has(next) });
      at = end;
    }
  };

  for (const { how, query, record, turns } of groups) {
    const typed = how === "same" || !query.length ? "" : said(asked.text, asked.words, query);
    if (!record.length) {
      found.push(around(" "), { how, text: "", typed, turns }, around(" "));
      continue;
    }
    pass(record[0]);
    found.push(around(text.slice(at, words[record[0]].start)));
    found.push({ how, text: said(text, words, record), typed, turns });
    next = /** @type {number} */ (record.at(-1)) + 1;
    at = words[next - 1].end;
  }
  pass(to + 1);
  found.push(around(to < words.length - 1 ? " …" : text.slice(at)));
  return joined(found);
}

/** @param {string} text @returns {Piece} */
function around(text) {
  return { how: "around", text, typed: "", turns: false };
}

/**
 * The text of these words, which stand one after another, as it stands.
 * @param {string} text
 * @param {import("./fold.js").Word[]} words
 * @param {number[]} numbers
 */
function said(text, words, numbers) {
  return text.slice(words[numbers[0]].start, words[/** @type {number} */ (numbers.at(-1))].end);
}

/**
 * The first and the last word that are shown: some around those that were placed, or their whole sentences where what
 * stands around turns the sense.
 * @param {Match} match
 * @param {number} first
 * @param {number} last
 */
function shownWords({ words, turns, sentence }, first, last) {
  let from = Math.max(0, first - AROUND);
  let to = Math.min(words.length - 1, last + AROUND);
  if (turns.some((turn) => turn.around)) {
    while (from && words[from - 1].start >= sentence[0]) from--;
    while (to < words.length - 1 && words[to + 1].end <= sentence[1]) to++;
  }
  return { from, to };
}

/**
 * The steps, those that are the same or different one after another put together.
 * @param {Match} match
 */
function grouped({ steps, turns }) {
  const cuts = gaps(steps).filter((gap) => gap.end - gap.start >= CUT_WORDS);
  const record = new Set(turns.flatMap((turn) => turn.record));
  const query = new Set(turns.flatMap((turn) => turn.query));
  /** @type {{kind: string, how: Piece["how"], query: number[], record: number[], turns: boolean}[]} */
  const groups = [];
  steps.forEach((step, at) => {
    const cut = cuts.some(({ start, end }) => start <= at && at < end);
    const kind = cut ? "left out" : step.how === "same" ? "same" : "different";
    let group = groups.at(-1);
    if (group?.kind !== kind) {
      group = { kind, how: "same", query: [], record: [], turns: false };
      groups.push(group);
    }
    if (step.query >= 0) group.query.push(step.query);
    if (step.record >= 0) group.record.push(step.record);
    if (kind !== "same") group.turns ||= record.has(step.record) || query.has(step.query);
  });
  for (const group of groups) {
    const { kind, query, record } = group;
    if (kind === "left out") group.how = "left out";
    else if (kind === "different") group.how = !record.length ? "added" : query.length ? "changed" : "missing";
  }
  return groups;
}

/**
 * The pieces without empty ones, plain ones beside each other put together, with one space where several met.
 * @param {Piece[]} found
 */
function joined(found) {
  /** @type {Piece[]} */
  const result = [];
  for (const piece of found.filter(({ text, typed }) => text || typed)) {
    const last = result.at(-1);
    if (last?.how === "around" && piece.how === "around" && !last.turns && !piece.turns) {
      last.text = (last.text + piece.text).replace(/ {2,}/gu, " ");
    } else result.push({ ...piece });
  }
  return result;
}

/**
 * The anchor of the sentence in which the asked words begin.
 * @param {Match} match
 */
export function anchor({ statement, words, steps }) {
  const first = steps.find((step) => step.record >= 0);
  if (!first || !statement) return "";
  const { start } = words[first.record];
  return `s${Math.max(1, statement.sentences.filter((sentence) => sentence <= start).length)}`;
}
