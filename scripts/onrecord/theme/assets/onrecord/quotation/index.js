// @ts-check
/**
 * The index that words, names and quotations are looked up in: reads its files, and tells what could not be fetched from
 * what is not there.  `search/index.py` says what stands in them.
 */

import { DamagedError, Varints } from "./bytes.js";
import { last, openFiles } from "./files.js";
import { laidOut } from "./sections.js";
import { misspelt } from "./spelling.js";

export { UnavailableError } from "./files.js";

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

/** Words that are told to be near to one that is not there. */
const NEAR = 5;
const SHORTEST_BEGINNING = 4;

/**
 * @param {URL} folder the index's
 * @param {RequestCache} [cache] `reload` where what was cached has proved useless
 * @returns {Promise<Index>}
 */
export async function open(folder, cache) {
  return new Index(await openFiles(folder, cache));
}

export class Index {
  /** @param {import("./files.js").Files} files */
  constructor(files) {
    this.files = files;
    /** How many sections there are. */
    this.sections = files.firsts.length - 1;
    /** How many statements there are. */
    this.statements = files.firsts[this.sections];
    /** What was read of files, by their names. @type {Map<string, Promise<any>>} */
    this.known = new Map();
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

  /** @type {import("./files.js").Files["candidates"]} */
  candidates(words, most, how) {
    return this.files.candidates(words, most, how);
  }

  /**
   * Sections by their numbers, as far as they could be loaded; `failed` counts the files that could not.
   * @param {number[]} numbers
   * @returns {Promise<{sections: Map<number, Section>, failed: number}>}
   */
  async read(numbers) {
    /** @type {Map<number, Section>} */
    const sections = new Map();
    const { starts } = this.files;
    const files = new Map(numbers.map((number) => [last(starts, number), this.#sectionFile(last(starts, number))]));
    let failed = 0;
    for (const [file, loading] of files) {
      const all = await loading.catch(() => undefined);
      if (!all) failed++;
      for (const number of numbers) if (all && last(starts, number) === file) sections.set(number, all[number - starts[file]]);
    }
    return { sections, failed };
  }

  /**
   * The number of the section that a statement stands in.
   * @param {number} statement
   */
  sectionOf(statement) {
    return last(this.files.firsts, statement);
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

  /**
   * The file in which a word stands, if it stands anywhere; undefined where no file could have it.
   * @param {string} word
   * @returns {Promise<WordFile | undefined>}
   */
  async #wordFile(word) {
    const name = this.files.wordFile(word);
    if (!name) return undefined;
    return this.#once(name, (bytes) => {
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
    const { firsts, starts } = this.files;
    const first = starts[file];
    return this.#once(this.files.sectionFile(first), (bytes) => {
      const rows = JSON.parse(new TextDecoder().decode(bytes));
      if (rows.length !== starts[file + 1] - first) throw new DamagedError("of another build");
      return rows.map((/** @type {any} */ row, /** @type {number} */ at) => laidOut(row, first + at, firsts[first + at]));
    });
  }

  /**
   * Read a file, if that has not been done; one that failed is tried again when it is next asked for.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array) => T} read
   * @returns {Promise<T>}
   */
  #once(name, read) {
    let reading = this.known.get(name);
    if (!reading) {
      reading = this.files.bytes(name).then(read);
      reading.catch(() => this.known.delete(name));
      this.known.set(name, reading);
    }
    return reading;
  }
}
