// @ts-check
/** Reads the records of statements: what the quote check compares with and shows. */

import { DamagedError, unsealed } from "./shard.js";
import { fold } from "./fold.js";

/** @typedef {import("./fold.js").Word} Word */

/**
 * @typedef {object} Article
 * @property {string} slug
 * @property {string} title
 * @property {boolean} opening whether the title is only the text's first words
 * @property {string | null} outlet
 * @property {string | null} published
 */

/**
 * @typedef {object} Record
 * @property {string} id
 * @property {string} kind
 * @property {string} by who said it, in the reader's words
 * @property {Article} article
 * @property {string} text all content spans, one after the other, a line break between them
 * @property {number[]} sentences where in the text each sentence begins
 * @property {number[]} spans where in the text each content span begins
 * @property {Word[]} words
 */

/** A stored block of the deflate format (RFC 1951, 3.2.4) has a head of five bytes. */
const STORED_HEAD = 5;

/**
 * @param {Uint8Array} sealed
 * @returns {Promise<Uint8Array>}
 */
export function readDictionary(sealed) {
  return inflated(unsealed(sealed), new Uint8Array());
}

/**
 * @param {Uint8Array} sealed a chunk: after its checksum a raw deflate stream that continues the dictionary's
 * @param {Uint8Array} dictionary
 * @returns {Promise<Record[]>}
 */
export async function readRecords(sealed, dictionary) {
  const json = new TextDecoder().decode((await inflated(unsealed(sealed), dictionary)).subarray(dictionary.length));
  const columns = JSON.parse(json);
  return columns.ids.map((/** @type {string} */ id, /** @type {number} */ row) => {
    const [slug, title, opening, outlet, published] = columns.about[columns.articles[row]];
    const about = { slug, title, opening, outlet, published };
    return laidOut({ id, kind: columns.kinds[row], by: columns.by[row], article: about }, columns.words[row]);
  });
}

/**
 * @param {Pick<Record, "id" | "kind" | "by" | "article">} facts
 * @param {string[][]} spans for each content span its sentences
 * @returns {Record}
 */
function laidOut(facts, spans) {
  let text = "";
  /** @type {number[]} */
  const sentences = [];
  /** @type {number[]} */
  const starts = [];
  for (const span of spans) {
    if (text) text += "\n";
    starts.push(text.length);
    for (const sentence of span) {
      sentences.push(text.length);
      text += sentence;
    }
  }
  /** @type {Word[] | undefined} */
  let words;
  return {
    ...facts,
    text,
    sentences,
    spans: starts,
    get words() {
      return (words ??= fold(text));
    },
  };
}

/**
 * The browser's decompressor takes no dictionary, but what a deflate stream has already said serves as one: so the
 * dictionary goes before the stream, as a block that is stored as it is.
 * @param {Uint8Array} stream
 * @param {Uint8Array} dictionary at most 65,535 bytes
 */
async function inflated(stream, dictionary) {
  if (!("DecompressionStream" in globalThis)) throw new DamagedError("this browser cannot unpack records");
  const head = new Uint8Array(STORED_HEAD);
  new DataView(head.buffer).setUint16(1, dictionary.length, true);
  new DataView(head.buffer).setUint16(3, ~dictionary.length, true);
  const whole = new Blob([head, dictionary, stream].map((part) => /** @type {BlobPart} */ (part)));
  const unpacked = whole.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}
