// @ts-check
/** Finds the quotations in what a reader typed or pasted: each is checked by itself. */

import { fold } from "./fold.js";

/** @typedef {import("./fold.js").Word} Word */

/**
 * @typedef {object} Passage
 * @property {string} text as typed
 * @property {Word[]} words
 */

/** More words than this are not checked. */
export const MOST_WORDS = 300;
/** Fewer words are no quotation. */
export const FEWEST_WORDS = 3;
/** Unmarked words up to here are taken as one quotation, more sentence by sentence. */
const ONE_QUOTATION = 40;

// A curly mark that is not closed before the next one opens: a quotation of several paragraphs.
const MARKED = /“([^“”]+)(?:”|(?=“)|$)|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)"|''([^]+?)''|(?<![\p{L}\p{N}])[‘']([^]+?)[’'](?![\p{L}\p{N}])/gu;
const SENTENCE = /[^.!?…]+(?:[.!?…]+(?!\s+["“‘(]?[\p{Lu}\p{N}])[^.!?…]*)*[.!?…]*["”’)\]]*\s*/gu;

/**
 * @param {string} typed
 * @returns {{passages: Passage[], skipped: number}} the passages to check, and how many words were too many
 */
export function passagesOf(typed) {
  const words = fold(typed);
  const skipped = Math.max(0, words.length - MOST_WORDS);
  const text = skipped ? typed.slice(0, words[MOST_WORDS - 1].end) : typed;
  const checked = words.slice(0, MOST_WORDS);
  const marked = Array.from(text.matchAll(MARKED), (match) => passage(match.slice(1).find(Boolean) ?? ""));
  const quotations = marked.filter((one) => one.words.length >= FEWEST_WORDS);
  const outside = checked.length - quotations.reduce((sum, one) => sum + one.words.length, 0);
  if (quotations.length > 1 || (quotations.length && outside >= FEWEST_WORDS)) return { passages: quotations, skipped };
  if (checked.length <= ONE_QUOTATION) return { passages: checked.length ? [passage(text)] : [], skipped };
  const sentences = Array.from(text.matchAll(SENTENCE), (match) => passage(match[0]));
  return { passages: sentences.filter((one) => one.words.length >= FEWEST_WORDS), skipped };
}

/**
 * @param {string} text
 * @returns {Passage}
 */
export function passage(text) {
  return { text, words: fold(text) };
}
