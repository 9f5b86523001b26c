// @ts-check
/**
 * The index that words, names and quotations are looked up in: fetches its files, each once, and tells what could not be
 * fetched from what is not there.  `search/index.py` says what stands in them.
 */

import { _ } from "../language.js";
import { DamagedError, fromText, unpacked, Varints } from "./bytes.js";
import { gramsOf } from "./grams.js";
import { laidOut } from "./sections.js";
import { misspelt } from "./spelling.js";

/** @typedef {import("./sections.js").Section} Section */
/** @typedef {import("./sections.js").Statement} Statement */
/** @typedef {import("./sections.js").Article} Article */

/**
 * @typedef {object} Name
 * @property {"speaker" | "topic" | "outlet"} type
 * @property {string} text
 * @property {string} slug of the page; "" where there is none
 * @property {number} count of statements
 */

/**
 * @typedef {object} Known what the index knows of a word
 * @property {number} count how many statements have it: exactly
 * @property {Uint32Array} numbers of these statements, ascending
 * @property {Name[]} names that end with it
 */

/**
 * @typedef {object} Columns
 * @property {string[]} kinds
 * @property {Uint8Array} kind of each statement, in `kinds`
 * @property {Uint8Array} checked whether an editor found all of each statement right
 * @property {Uint8Array} lengths of each statement in words, 255 at most
 * @property {string[]} speakers
 * @property {Uint32Array} speaker of each statement, in `speakers` and one more; 0 for nobody
 * @property {string[]} topics
 * @property {(number: number) => number[]} topicsOf a statement, in `topics`
 * @property {string[]} outlets
 * @property {Uint32Array} outlet of each section, in `outlets` and one more; 0 for none
 * @property {string[]} dates of each section; "" for none
 */

/**
 * @typedef {object} WordFile
 * @property {string[]} words
 * @property {Map<string, number>} places
 * @property {Uint32Array} counts
 * @property {Varints} numbers
 * @property {number[]} starts where in `numbers` the list of each word begins
 * @property {Record<string, [Name["type"], string, string, number][]>} names
 */

const VERSION = 3;
/** So many runs are looked up at most: each costs a fetch. */
const LOOKUPS = 3;
const FURTHER_LOOKUPS = 12;
/** Bits for each word of a run of which the index keeps a sample, and bits more for each of another, since order tells too. */
const SAMPLED = 0.01;
const LENGTH = 1 / 8;
/** Words that are told to be near to one that is not there. */
const NEAR = 5;
const SHORTEST_BEGINNING = 4;

/** The index as a whole cannot be used; the message is for the reader. */
export class UnavailableError extends Error {}

/**
 * @param {URL} folder the index's
 * @param {RequestCache} [cache] `reload` where what was cached has proved useless
 * @returns {Promise<Index>}
 */
export async function open(folder, cache = "default") {
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
    return new Index(folder, manifest, cache);
  } catch {
    throw new UnavailableError(_("The index of quotations is damaged. Reload the page to try again."));
  }
}

export class Index {
  /**
   * @param {URL} base the index's folder
   * @param {any} manifest
   * @param {RequestCache} cache how its files are fetched
   */
  constructor(base, manifest, cache) {
    this.cache = cache;
    this.folder = new URL(`${manifest.folder}/`, base);
    /** How many statements there are. @type {number} */
    this.statements = manifest.statements;
    /** The number of the first statement of each section, and at last that of all. */
    this.firsts = [0, ...fromText(manifest.sections).rest()];
    /** How many sections there are. */
    this.sections = this.firsts.length - 1;
    /** The number of the first section in each file, and at last that of all. */
    this.files = [0, ...fromText(manifest.files).rest()];
    /** @type {string[]} */
    this.firstWords = manifest.words ? manifest.words.split("\n") : [];
    /** @type {number} */
    this.bits = manifest.bits;
    this.common = new Set(fromText(manifest.common).rest());
    if (this.firsts.at(-1) !== this.statements || this.files.at(-1) !== this.sections) throw new DamagedError("it does not add up");
    /** @type {Map<string, Promise<any>>} */
    this.loaded = new Map();
  }

  /**
   * What the index knows of words; `failed` are those of which it could not be found out.
   * @param {string[]} words folded
   * @returns {Promise<{found: Map<string, Known>, failed: string[]}>}
   */
  async words(words) {
    /** @type {Map<string, Known>} */
    const found = new Map();
    /** @type {string[]} */
    const failed = [];
    const asked = [...new Set(words)].map((word) => ({ word, loading: this.#wordFile(word) }));
    for (const { word, loading } of asked) {
      const file = await loading.catch(() => null);
      if (file === null) failed.push(word);
      else found.set(word, this.#known(file, word));
    }
    return { found, failed };
  }

  /**
   * Words of the record that are spelt like one, or begin with it, those first that more statements have.
   * @param {string} word folded
   * @returns {Promise<{word: string, count: number}[]>}
   */
  async near(word) {
    const file = await this.#wordFile(word);
    if (!file) return [];
    const begins = (/** @type {string} */ other) => word.length >= SHORTEST_BEGINNING && other.startsWith(word);
    const found = file.words.flatMap((other, at) =>
      other !== word && file.counts[at] && (misspelt(word, other) || begins(other)) ? [{ word: other, count: file.counts[at] }] : [],
    );
    return found.sort((one, other) => other.count - one.count).slice(0, NEAR);
  }

  /**
   * The sections that share the rarest runs with some words, the rarer the run the more, best first.
   * @param {string[]} words folded
   * @param {number} most
   * @param {{further?: boolean}} [how] whether all runs are looked up, for words that are not found as they stand
   * @returns {Promise<{sections: {number: number, score: number}[], failed: number}>}
   */
  async candidates(words, most, { further = false } = {}) {
    const grams = spread(gramsOf(words, this.common), words, further ? FURTHER_LOOKUPS : LOOKUPS);
    const shards = new Map(grams.map(({ hash }) => [this.#shardOf(hash), this.#runFile(this.#shardOf(hash))]));
    let failed = 0;
    /** @type {Map<number, Map<number, Uint32Array>>} */
    const read = new Map();
    for (const [number, loading] of shards) {
      const runs = await loading.catch(() => undefined);
      if (runs) read.set(number, runs);
      else failed++;
    }
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const { hash, length, sampled } of grams) {
      const sections = read.get(this.#shardOf(hash))?.get(this.#keyOf(hash)) ?? [];
      // A sample does not say what else holds the run: it must not put those above the others, only name some.
      const says = sampled ? SAMPLED * length : Math.log2((this.sections + 1) / sections.length) + LENGTH * length;
      for (const number of sections) scores.set(number, (scores.get(number) ?? 0) + says);
    }
    const sections = Array.from(scores, ([number, score]) => ({ number, score }));
    sections.sort((one, other) => other.score - one.score || one.number - other.number);
    return { sections: sections.slice(0, most), failed };
  }

  /**
   * Sections by their numbers, as far as they could be loaded; `failed` counts the files that could not.
   * @param {number[]} numbers
   * @returns {Promise<{sections: Map<number, Section>, failed: number}>}
   */
  async read(numbers) {
    /** @type {Map<number, Section>} */
    const sections = new Map();
    const files = new Map(numbers.map((number) => [last(this.files, number), this.#sectionFile(last(this.files, number))]));
    let failed = 0;
    for (const [file, loading] of files) {
      const all = await loading.catch(() => undefined);
      if (!all) failed++;
      for (const number of numbers) if (all && last(this.files, number) === file) sections.set(number, all[number - this.files[file]]);
    }
    return { sections, failed };
  }

  /**
   * The number of the section that a statement stands in.
   * @param {number} statement
   */
  sectionOf(statement) {
    return last(this.firsts, statement);
  }

  /** @returns {Promise<Columns>} */
  columns() {
    return this.#once("columns.bin", (bytes) => {
      const numbers = new Varints(bytes);
      const head = numbers.head();
      const plain = () => {
        const part = bytes.subarray(numbers.at, numbers.at + this.statements);
        numbers.at += this.statements;
        if (part.length < this.statements) throw new DamagedError("ends too early");
        return part;
      };
      const kind = plain();
      const lengths = plain();
      const checked = plain();
      const speaker = numbers.several(this.statements);
      const outlet = numbers.several(this.sections);
      const counts = numbers.several(this.statements);
      let all = 0;
      const starts = Uint32Array.from(counts, (count) => (all += count) - count);
      const topics = numbers.several(all);
      const topicsOf = (/** @type {number} */ number) => [...topics.subarray(starts[number], starts[number] + counts[number])];
      return { ...head, kind, lengths, checked, speaker, outlet, topicsOf };
    });
  }

  /** @param {number} hash */
  #shardOf(hash) {
    return this.bits ? hash >>> (32 - this.bits) : 0;
  }

  /** @param {number} hash */
  #keyOf(hash) {
    return this.bits ? hash % 2 ** (32 - this.bits) : hash;
  }

  /**
   * Which sections have the runs of a shard, by the other bits of their hashes.
   * @param {number} number
   * @returns {Promise<Map<number, Uint32Array>>}
   */
  #runFile(number) {
    return this.#once(`runs/${number.toString(16)}.bin`, (bytes) => {
      const numbers = new Varints(bytes);
      const count = numbers.next();
      const keys = numbers.ascending(count);
      const counts = numbers.several(count);
      return new Map(Array.from(keys, (key, at) => [key, numbers.ascending(counts[at])]));
    });
  }

  /**
   * The file in which a word stands, if it stands anywhere; undefined where no file could have it.
   * @param {string} word
   * @returns {Promise<WordFile | undefined>}
   */
  async #wordFile(word) {
    const number = lastWord(this.firstWords, word);
    if (number < 0) return undefined;
    return this.#once(`words/${number.toString(16)}.bin`, (bytes) => {
      const numbers = new Varints(bytes);
      const head = numbers.head();
      const words = head.words.split("\n");
      const counts = numbers.several(words.length);
      /** @type {number[]} */
      const starts = [];
      for (const count of counts) {
        starts.push(numbers.at);
        for (let left = count; left > 0; left--) numbers.next();
      }
      const places = new Map(words.map((/** @type {string} */ one, /** @type {number} */ at) => [one, at]));
      return { words, places, counts, numbers, starts, names: head.names };
    });
  }

  /**
   * @param {WordFile | undefined} file
   * @param {string} word
   * @returns {Known}
   */
  #known(file, word) {
    const at = file?.places.get(word);
    if (!file || at === undefined) return { count: 0, numbers: new Uint32Array(), names: [] };
    const numbers = new Varints(file.numbers.bytes);
    numbers.at = file.starts[at];
    const named = Object.hasOwn(file.names, word) ? file.names[word] : [];
    return {
      count: file.counts[at],
      numbers: numbers.ascending(file.counts[at]),
      names: named.map(([type, text, slug, count]) => ({ type, text, slug, count })),
    };
  }

  /**
   * @param {number} file
   * @returns {Promise<Section[]>}
   */
  #sectionFile(file) {
    return this.#once(`sections/${file.toString(16)}.bin`, (bytes) => {
      const first = this.files[file];
      const rows = JSON.parse(new TextDecoder().decode(bytes));
      if (rows.length !== this.files[file + 1] - first) throw new DamagedError("of another build");
      return rows.map((/** @type {any} */ row, /** @type {number} */ at) => laidOut(row, first + at, this.firsts[first + at]));
    });
  }

  /**
   * Fetch and read a file, if that has not been done; one that failed is tried again when it is next asked for.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array) => T} read
   * @returns {Promise<T>}
   */
  #once(name, read) {
    let loading = this.loaded.get(name);
    if (!loading) {
      loading = this.#load(name).then(read);
      loading.catch(() => this.loaded.delete(name));
      this.loaded.set(name, loading);
    }
    return loading;
  }

  /** @param {string} name */
  async #load(name) {
    const response = await fetch(new URL(name, this.folder), { cache: this.cache });
    if (!response.ok) throw new DamagedError(`${name}: ${response.status}`);
    return unpacked(new Uint8Array(await response.arrayBuffer()));
  }
}

/**
 * At most so many runs, from all parts of the words, of each part the longest in letters: long words are rare words.
 * @param {import("./grams.js").Gram[]} grams
 * @param {string[]} words
 * @param {number} most
 */
function spread(grams, words, most) {
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
 * The number of the last value, of ascending ones, that is not more than another.
 * @param {number[]} values
 * @param {number} value
 */
function last(values, value) {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (values[middle] <= value) from = middle;
    else to = middle - 1;
  }
  return from;
}

/**
 * The number of the last of some words, in the order of their code points, that is not behind another; -1 for none.
 * @param {string[]} words
 * @param {string} word
 */
function lastWord(words, word) {
  let from = -1;
  let to = words.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (before(word, words[middle])) to = middle - 1;
    else from = middle;
  }
  return from;
}

/**
 * Whether one word stands before another in the order of their code points, by which Python sorts; JavaScript's own goes
 * by UTF-16's units.
 * @param {string} one
 * @param {string} other
 */
function before(one, other) {
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = /** @type {number} */ (left[at].codePointAt(0)) - /** @type {number} */ (right[at].codePointAt(0));
    if (difference) return difference < 0;
  }
  return left.length < right.length;
}
