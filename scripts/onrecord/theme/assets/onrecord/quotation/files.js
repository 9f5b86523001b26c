// @ts-check
/**
 * The files of the index, each fetched once, and where in them what stands: all that is needed to ask for the sections
 * that may hold some words.  `search/index.py` writes them.
 */

import { _ } from "../language.js";
import { DamagedError, fromText, unpacked, Varints } from "./bytes.js";
import { gramsOf } from "./grams.js";

const VERSION = 4;
/** So many runs are looked up at most: each costs a fetch. */
const LOOKUPS = 3;
const FURTHER_LOOKUPS = 12;
/** Bits for each word of a run of which the index keeps a sample, and bits more for each of another, since order tells too. */
const SAMPLED = 0.01;
const LENGTH = 1 / 8;

/** The index as a whole cannot be used; the message is for the reader. */
export class UnavailableError extends Error {}

/**
 * @param {URL} folder the index's
 * @param {RequestCache} [cache] `reload` where what was cached has proved useless
 * @returns {Promise<Files>}
 */
export async function openFiles(folder, cache = "default") {
  let response;
  try {
    response = await fetch(new URL("index.json", folder), { cache });
  } catch {
    throw new UnavailableError(_("The index of quotations could not be loaded. Are you offline?"));
  }
  if (!response.ok) throw new UnavailableError(_("This site has no index of quotations."));
  try {
    const manifest = await response.json();
    if (manifest.version !== VERSION) throw new DamagedError("another version");
    const layout = await unpacked(fromText(manifest.layout));
    return new Files(new URL(`${manifest.folder}/`, folder), new Varints(layout), cache);
  } catch {
    throw new UnavailableError(_("The index of quotations is damaged. Reload the page to try again."));
  }
}

export class Files {
  /**
   * @param {URL} folder
   * @param {Varints} layout
   * @param {RequestCache} cache how the files are fetched
   */
  constructor(folder, layout, cache) {
    this.folder = folder;
    this.cache = cache;
    const { words, bits } = layout.head();
    /** What the words of each file of words do not stand before. @type {string[]} */
    this.firstWords = words?.split("\n") ?? [];
    /** @type {number} */
    this.bits = bits;
    /** The number of the first statement of each section, and at last that of all. */
    this.firsts = [0, ...layout.ascending(layout.next())];
    /** The number of the first section in each file, and at last that of all. */
    this.starts = [0, ...layout.ascending(layout.next())];
    this.common = new Set(layout.rest());
    if (this.starts.at(-1) !== this.firsts.length - 1) throw new DamagedError("it does not add up");
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.loaded = new Map();
  }

  /**
   * The sections that share the rarest runs with some words, the rarer the run the more, best first.
   * @param {string[]} words folded
   * @param {number} most
   * @param {{further?: boolean}} [how] whether all runs are looked up, for words that are not found as they stand
   * @returns {Promise<{sections: {number: number, score: number}[], failed: number}>}
   */
  async candidates(words, most, { further = false } = {}) {
    const grams = this.grams(words, further ? FURTHER_LOOKUPS : LOOKUPS);
    const lists = await Promise.allSettled(grams.map(({ hash }) => this.sectionsWith(hash)));
    let failed = 0;
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const [at, list] of lists.entries()) {
      if (list.status === "rejected") {
        failed++;
        continue;
      }
      const { length, sampled } = grams[at];
      // A sample does not say what else holds the run: it must not put those above the others, only name some.
      const says = sampled ? SAMPLED * length : Math.log2(this.firsts.length / list.value.length) + LENGTH * length;
      for (const number of list.value) scores.set(number, (scores.get(number) ?? 0) + says);
    }
    const sections = Array.from(scores, ([number, score]) => ({ number, score }));
    sections.sort((one, other) => other.score - one.score || one.number - other.number);
    return { sections: sections.slice(0, most), failed };
  }

  /**
   * At most so many runs of some words, from all parts of them, of each part the longest in letters: long words are rare.
   * @param {string[]} words folded
   * @param {number} [most]
   */
  grams(words, most = LOOKUPS) {
    const grams = gramsOf(words, this.common);
    if (grams.length <= most) return grams;
    const letters = (/** @type {import("./grams.js").Gram} */ { start, length, sampled }) =>
      sampled ? 0 : words.slice(start, start + length).join("").length;
    return Array.from({ length: most }, (_, part) => {
      const from = Math.floor((part * grams.length) / most);
      const to = Math.floor(((part + 1) * grams.length) / most);
      return grams.slice(from, to).reduce((one, other) => (letters(other) > letters(one) ? other : one));
    });
  }

  /**
   * The numbers of the sections that have a run, ascending; of a common run only some.
   * @param {number} hash
   */
  async sectionsWith(hash) {
    const shard = Math.floor(hash / 2 ** (32 - this.bits));
    const numbers = new Varints(await this.bytes(`runs/${shard.toString(16)}.bin`));
    const count = numbers.next();
    const at = numbers.ascending(count).indexOf(hash % 2 ** (32 - this.bits));
    const counts = numbers.several(count);
    if (at < 0) return counts.subarray(0, 0);
    for (const before of counts.subarray(0, at)) numbers.several(before);
    return numbers.ascending(counts[at]);
  }

  /**
   * The name of the file that has a section.
   * @param {number} section
   */
  sectionFile(section) {
    return `sections/${last(this.starts, section).toString(16)}.bin`;
  }

  /**
   * The name of the file in which a word stands, if it stands anywhere; undefined where no statement has any.
   * @param {string} word
   */
  wordFile(word) {
    return this.firstWords.length ? `words/${last(this.firstWords, word).toString(16)}.bin` : undefined;
  }

  /**
   * What a file holds, fetched if that has not been done; one that failed is fetched again when it is next asked for.
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  bytes(name) {
    let loading = this.loaded.get(name);
    if (!loading) {
      loading = this.#load(name);
      loading.catch(() => this.loaded.delete(name));
      this.loaded.set(name, loading);
    }
    return loading;
  }

  /** @param {string} name */
  async #load(name) {
    const response = await fetch(new URL(name, this.folder), { cache: this.cache });
    if (!response.ok) throw new DamagedError(`${name}: ${response.status}`);
    return unpacked(await response.arrayBuffer());
  }
}

/**
 * The number of the last value, of ascending ones, that is not more than another.
 * @template {number | string} T
 * @param {T[]} values
 * @param {T} value
 */
export function last(values, value) {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (values[middle] <= value) from = middle;
    else to = middle - 1;
  }
  return from;
}
