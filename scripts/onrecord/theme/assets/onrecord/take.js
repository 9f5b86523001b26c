// @ts-check
/** A list as a reader takes it along: a table, JSON, or references for a reference manager. */

import { textsOf } from "./find.js";
import { _ } from "./language.js";
import { SITE } from "./site.js";
import { quoted } from "./wording.js";

/** @typedef {import("./quotation/index.js").Index} Index */
/** @typedef {import("./quotation/index.js").Section} Section */
/** @typedef {import("./quotation/index.js").Statement} Statement */
/** @typedef {{id: string, kind: string, speaker: string, text: string, title: string, outlet: string, published: string, address: string}} Row */

/** A longer list is a part of the data set, which is there to be taken along as a whole. */
export const MOST = 2000;
/** What a table calculator would take for a formula is put behind an apostrophe; the page says so. */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;
/** Control characters and white space, and marks of direction, by which what follows can be read backwards. */
const SPACE = /[\s\p{Cc}]+/gu;
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const AT_ONCE = 50;

/** @type {Record<string, {media: string, file: string, written: (rows: Row[]) => string}>} */
export const FORMATS = {
  CSV: { media: "text/csv", file: "statements.csv", written: table },
  JSON: { media: "application/json", file: "statements.json", written: (rows) => `${JSON.stringify(rows, null, 1)}\n` },
  RIS: { media: "application/x-research-info-systems", file: "statements.ris", written: (rows) => rows.map(reference).join("") },
  Text: { media: "text/plain", file: "statements.txt", written: (rows) => rows.map(line).join("") },
};

/**
 * @param {Index} index
 * @param {number[]} numbers
 * @param {(done: number) => void} progress
 * @returns {Promise<{rows: Row[], failed: number}>}
 */
export async function rowsOf(index, numbers, progress) {
  /** @type {Row[]} */
  const rows = [];
  let failed = 0;
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const part = numbers.slice(at, at + AT_ONCE);
    const texts = await textsOf(index, part);
    failed += texts.failed;
    for (const number of part) {
      const own = texts.read.get(number);
      if (own) rows.push(row(own.statement, own.section));
    }
    progress(at + part.length);
  }
  return { rows, failed };
}

/**
 * Saves a list as a file.
 * @param {string} name of a format
 * @param {Row[]} rows
 */
export function save(name, rows) {
  const { media, file, written } = FORMATS[name];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([written(rows)], { type: `${media};charset=utf-8` }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/**
 * @param {Statement} statement
 * @param {Section} section
 * @returns {Row}
 */
function row({ id, kind, speaker, text }, { article }) {
  const { title, outlet, published } = article;
  const address = new URL(`statements/${id}/`, SITE).href;
  return { id, kind, speaker: speaker ?? "", text, title, outlet: outlet ?? "", published: published ?? "", address };
}

/** @param {Row[]} rows */
function table(rows) {
  const names = /** @type {(keyof Row)[]} */ (["id", "kind", "speaker", "text", "title", "outlet", "published", "address"]);
  const lines = [names, ...rows.map((one) => names.map((name) => one[name]))];
  return `\ufeff${lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("")}`;
}

/** @param {string} text */
function cell(text) {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** @param {Row} one a reference of the type NEWS */
function reference({ id, speaker, text, title, outlet, published, address }) {
  const day = published.slice(0, 10).replaceAll("-", "/");
  const fields = [
    ["TY", "NEWS"], ["ID", `onrecord-${id}`], ["TI", title], ["T2", outlet], ["PY", day.slice(0, 4)], ["DA", day && `${day}/`],
    ["UR", address], ["N1", `${speaker && `${speaker}: `}${text}`],
  ];
  const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${oneLine(value)}\r\n`);
  return `${lines.join("")}ER  - \r\n`;
}

/** @param {Row} one */
function line({ kind, speaker, text, title, outlet, published, address }) {
  const words = kind === "direct" ? text : quoted(text);
  const where = [quoted(title), outlet, published].filter(Boolean).join(", ");
  const place = _(`In: ${where}.`);
  return `${oneLine(`${speaker && `${speaker}: `}${words} ${place} ${address}`)}\n`;
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(SPACE, " ").replace(DIRECTIONS, "").trim();
}
