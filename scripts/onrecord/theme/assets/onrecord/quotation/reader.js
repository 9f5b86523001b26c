// @ts-check
/** Fetches the files of the quotation index, each once, and keeps what could not be fetched from spoiling the rest. */

import { DamagedError, keyOf, readHashes, readShard, shardOf } from "./shard.js";
import { readDictionary, readRecords } from "./records.js";

/** @typedef {import("./shard.js").Layout} Layout */
/** @typedef {import("./records.js").Record} Record */

/**
 * @typedef {object} Manifest
 * @property {number} version
 * @property {string} folder
 * @property {number} chunk
 * @property {number} many
 * @property {number} commonBits
 * @property {string} common
 */

const VERSION = 1;

/** The index as a whole cannot be used; the message is for the reader. */
export class UnavailableError extends Error {}

export class QuotationIndex {
  /**
   * @param {URL} base the index's folder
   * @param {Manifest & Layout} manifest
   * @param {RequestCache} [cache] how its files are fetched
   */
  constructor(base, manifest, cache = "default") {
    this.cache = cache;
    this.layout = manifest;
    this.chunk = manifest.chunk;
    this.many = manifest.many;
    this.folder = new URL(`${manifest.folder}/`, base);
    this.common = readHashes(Uint8Array.from(atob(manifest.common), (one) => one.charCodeAt(0)), manifest.commonBits);
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /**
   * @param {URL} base the index's folder
   * @param {RequestCache} [cache] `reload` where what was cached has proved useless
   * @returns {Promise<QuotationIndex>}
   */
  static async open(base, cache = "default") {
    let response;
    try {
      response = await fetch(new URL("index.json", base), { cache });
    } catch {
      throw new UnavailableError("The index of quotations could not be loaded. Are you offline?");
    }
    if (!response.ok) throw new UnavailableError("This site has no index of quotations.");
    try {
      const manifest = await response.json();
      if (manifest.version !== VERSION) throw new DamagedError("another version");
      return new QuotationIndex(base, manifest, cache);
    } catch {
      throw new UnavailableError("The index of quotations is damaged. Reload the page to try again.");
    }
  }

  /**
   * What says which statements have a run, given its home: of these homes, and as far as it could be loaded.
   * @param {number[]} homes
   * @returns {Promise<{numbers: (home: number, run: number) => Uint32Array | undefined, failed: number}>}
   */
  async shards(homes) {
    const loading = new Map(homes.map((home) => [shardOf(home, this.layout), this.shard(shardOf(home, this.layout))]));
    /** @type {Map<number, Map<number, Uint32Array>>} */
    const loaded = new Map();
    for (const [number, shard] of loading) {
      const runs = await shard.catch(() => undefined);
      if (runs) loaded.set(number, runs);
    }
    return {
      numbers: (home, run) => loaded.get(shardOf(home, this.layout))?.get(keyOf(run, this.layout)),
      failed: loading.size - loaded.size,
    };
  }

  /**
   * The records of these statements; what could not be loaded is missing, and counted.
   * @param {number[]} numbers
   * @returns {Promise<{records: Map<number, Record>, failed: number}>}
   */
  async records(numbers) {
    const records = new Map();
    let failed = 0;
    const chunks = new Map(numbers.map((one) => Math.floor(one / this.chunk)).map((one) => [one, this.chunkOf(one)]));
    for (const [number, loading] of chunks) {
      const all = await loading.catch(() => undefined);
      if (!all) failed++;
      for (const one of numbers) {
        const record = Math.floor(one / this.chunk) === number && all?.[one % this.chunk];
        if (record) records.set(one, record);
      }
    }
    return { records, failed };
  }

  /**
   * @param {number} number
   * @returns {Promise<Map<number, Uint32Array>>}
   */
  shard(number) {
    return this.once(`shards/${number.toString(16)}.bin`, async (bytes) => readShard(bytes, this.layout));
  }

  /**
   * @param {number} number
   * @returns {Promise<Record[]>}
   */
  chunkOf(number) {
    const dictionary = this.once("records/dictionary.bin", readDictionary);
    return this.once(`records/${number.toString(16)}.bin`, async (bytes) => readRecords(bytes, await dictionary));
  }

  /**
   * Fetch and read a file, if that has not been done; one that failed is tried again when it is next asked for.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array) => Promise<T>} read
   * @returns {Promise<T>}
   */
  once(name, read) {
    let loading = this.files.get(name);
    if (!loading) {
      loading = this.load(name).then(read);
      loading.catch(() => this.files.delete(name));
      this.files.set(name, loading);
    }
    return loading;
  }

  /** @param {string} name */
  async load(name) {
    const response = await fetch(new URL(name, this.folder), { cache: this.cache });
    if (!response.ok) throw new DamagedError(`${name}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
