// @ts-check
/** Where a link lands in a page: at words that the browser marks (WICG, "URL Fragment Text Directives"). */

/** @typedef {import("./quotation/fold.js").Word} Word */

/** A longer run is named by its first and its last words. */
const ENDS = 5;
/** So many words beside a run tell it from others like it. */
const BESIDE = 3;
const MOST = 4;

/**
 * @param {string} anchor the id of an element to land at where the browser knows no directives, or nothing
 * @param {string} text
 * @param {Word[]} words of that text
 * @param {[number, number][]} runs the numbers of their first and last words
 * @returns {string} the end of an address, with its mark
 */
export function fragment(anchor, text, words, runs) {
  const directives = runs.slice(0, MOST).map((run) => directive(text, words, run));
  return directives.length ? `#${anchor}:~:${directives.map((one) => `text=${one}`).join("&")}` : anchor && `#${anchor}`;
}

/**
 * @param {string} text
 * @param {Word[]} words
 * @param {[number, number]} run
 */
function directive(text, words, [first, last]) {
  const part = (/** @type {number} */ from, /** @type {number} */ to) => encoded(text.slice(words[from].start, words[to].end));
  if (last - first >= 2 * ENDS) return `${part(first, first + ENDS - 1)},${part(last - ENDS + 1, last)}`;
  const before = Math.max(lineStart(text, words, first), first - BESIDE);
  const prefix = before < first ? `${part(before, first - 1)}-,` : "";
  return `${prefix}${part(first, last)}`;
}

/**
 * The first word of the line that a word stands in: words of two paragraphs do not stand beside each other.
 * @param {string} text
 * @param {Word[]} words
 * @param {number} at
 */
function lineStart(text, words, at) {
  let first = at;
  while (first && !text.slice(words[first - 1].end, words[first].start).includes("\n")) first--;
  return first;
}

/** @param {string} text */
function encoded(text) {
  return encodeURIComponent(text.replace(/\s+/gu, " ")).replace(/[-!'()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
