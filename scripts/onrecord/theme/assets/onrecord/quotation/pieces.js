// @ts-check
/** A statement's text cut into pieces by what an alignment says of its words: what is shown, before it is shown. */

import { CUT_WORDS, gaps } from "./classify.js";

/** @typedef {import("./check.js").Match} Match */
/** @typedef {import("./passages.js").Passage} Passage */

/**
 * @typedef {object} Piece
 * @property {"around" | "same" | "changed" | "missing" | "left out" | "added"} how `around`: beside the asked words;
 *   `left out`: many in one place
 * @property {string} text the record's words; nothing where the query added some
 * @property {string} typed the query's words, where they differ
 */

/** A longer statement is shown with so many words before and after the asked ones. */
const AROUND = 24;

/**
 * The text of the match's record, or of the part of it around the asked words, in order.
 * @param {Match} match
 * @param {Passage} asked
 * @returns {Piece[]}
 */
export function pieces(match, asked) {
  const { text, words } = match.record;
  const placed = match.steps.filter((step) => step.record >= 0).map((step) => step.record);
  if (!placed.length) return [{ how: "around", text, typed: "" }];
  const from = Math.max(0, placed[0] - AROUND);
  const to = Math.min(words.length - 1, /** @type {number} */ (placed.at(-1)) + AROUND);
  const start = from ? words[from].start : 0;
  const end = to < words.length - 1 ? words[to].end : text.length;
  /** @type {Piece[]} */
  const found = [{ how: "around", text: `${from ? "… " : ""}${text.slice(start, words[placed[0]].start)}`, typed: "" }];
  let at = words[placed[0]].start;
  for (const { how, query, record } of labeled(match)) {
    const typed = query >= 0 && how !== "same" ? asked.text.slice(asked.words[query].start, asked.words[query].end) : "";
    const word = record >= 0 ? words[record] : undefined;
    const between = word ? text.slice(at, word.start) : "";
    const said = word ? text.slice(word.start, word.end) : "";
    at = word ? word.end : at;
    const last = /** @type {Piece} */ (found.at(-1));
    if (last.how === how) {
      last.text += between + said;
      last.typed += typed && ` ${typed}`;
    } else {
      if (between) found.push({ how: "around", text: between, typed: "" });
      found.push({ how, text: said, typed });
    }
  }
  found.push({ how: "around", text: `${text.slice(at, end)}${end < text.length ? " …" : ""}`, typed: "" });
  return found.filter((piece) => piece.text || piece.typed);
}

/**
 * The steps, those of a cut called left out.
 * @param {Match} match
 * @returns {{how: Piece["how"], query: number, record: number}[]}
 */
function labeled({ steps }) {
  const cuts = gaps(steps).filter((gap) => gap.end - gap.start >= CUT_WORDS);
  return steps.map((step, at) => ({
    ...step,
    how: cuts.some((cut) => cut.start <= at && at < cut.end) ? "left out" : step.how,
  }));
}

/**
 * The anchor of the sentence in which the asked words begin.
 * @param {Match} match
 */
export function anchor({ record, steps }) {
  const first = steps.find((step) => step.record >= 0);
  if (!first) return "";
  const { start } = record.words[first.record];
  return `s${record.sentences.filter((sentence) => sentence <= start).length}`;
}
