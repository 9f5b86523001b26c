// @ts-check
/** Which statements a question's facets and dates leave, and how many each further choice would. */

import { fold } from "./quotation/fold.js";
import { FACETS, isDay, LIMITS, perFacet } from "./question.js";

/** @typedef {import("./quotation/index.js").Index} Index */
/** @typedef {import("./quotation/index.js").Columns} Columns */
/** @typedef {import("./question.js").Facet} Facet */
/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./question.js").Understood} Understood */
/** @typedef {Record<Facet, Map<string, number>>} Counts */

/** Beside the facets, which have a bit each in their order, the bit of the dates. */
const DATED = 1 << FACETS.length;

/** Who checked a statement, where anybody did. */
const CHECKED = ["editor"];

export class Narrowing {
  /**
   * @param {Index} index
   * @param {Columns} columns
   * @param {Question} question
   * @param {Understood} asked
   */
  constructor(index, columns, question, asked) {
    this.columns = columns;
    this.index = index;
    /** What is chosen that the site does not have, as it is written. @type {string[]} */
    this.unknown = [];
    /** What an operator's words may mean, where that is not one name as it is written. @type {{facet: Facet, typed: string, names: string[]}[]} */
    this.meant = [];
    /** The names of what is chosen. @type {Record<Facet, string[]>} */
    this.chosen = perFacet((name) => this.#chosen(name, question.facets[name], asked.named[name]));
    this.limits = LIMITS.map((name) => [asked.limits[name], question.limits[name]].filter(Boolean));
    for (const limit of this.limits.flat()) if (!isDay(limit)) this.unknown.push(limit);
    this.fails = this.#fails();
  }

  /**
   * Whether the question leaves a statement.
   * @param {number} number
   */
  allows(number) {
    return this.fails[number] === 0;
  }

  /**
   * How many of these statements each value of each facet would leave, with the other facets as they are chosen.
   * @param {Iterable<number>} numbers
   * @returns {Counts}
   */
  counts(numbers) {
    const counts = perFacet(() => /** @type {Map<string, number>} */ (new Map()));
    for (const number of numbers) {
      FACETS.forEach((name, at) => {
        // What is left of the years is what the dates would leave as well.
        const own = 1 << at | (name === "year" ? DATED : 0);
        if (this.fails[number] & ~own) return;
        for (const value of this.values(name, number)) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
      });
    }
    return counts;
  }

  /**
   * @param {Facet} name
   * @param {number} number of a statement
   * @returns {string[]}
   */
  values(name, number) {
    const { columns } = this;
    if (name === "kind") return [columns.kinds[columns.kind[number]]];
    if (name === "speaker") return columns.speaker[number] ? [columns.speakers[columns.speaker[number] - 1]] : [];
    if (name === "checked") return columns.checked[number] ? CHECKED : [];
    if (name === "topic") return columns.topicsOf(number).map((topic) => columns.topics[topic]);
    const section = this.index.sectionOf(number);
    if (name === "outlet") return columns.outlet[section] ? [columns.outlets[columns.outlet[section] - 1]] : [];
    const date = columns.dates[section];
    return date ? [date.slice(0, 4)] : [];
  }

  /** @param {number} number of a statement */
  date(number) {
    return this.columns.dates[this.index.sectionOf(number)];
  }

  /**
   * The values that are chosen: those of the address as they stand, and those that have all the words that were typed.
   * @param {Facet} name
   * @param {string[]} exact
   * @param {string[]} typed
   */
  #chosen(name, exact, typed) {
    const own = { year: [], kind: this.columns.kinds, checked: CHECKED };
    const known = own[/** @type {"kind"} */ (name)] ?? this.columns[/** @type {"speakers"} */ (`${name}s`)];
    this.unknown.push(...exact.filter((value) => name !== "year" && !known.includes(value)));
    const found = typed.flatMap((value) => {
      const meant = named(known, value);
      if (!meant.length) this.unknown.push(value);
      else if (meant[0] !== value) this.meant.push({ facet: name, typed: value, names: meant });
      return meant.length ? meant : [value];
    });
    return [...new Set([...exact, ...found])];
  }

  /** For each statement the bits of what it fails. */
  #fails() {
    const fails = new Uint8Array(this.index.statements);
    const wanted = FACETS.map((name) => new Set(this.chosen[name]));
    if (!wanted.some((values) => values.size) && !this.limits.flat().length) return fails;
    const [after, before] = this.limits;
    for (let number = 0; number < fails.length; number++) {
      FACETS.forEach((name, at) => {
        if (wanted[at].size && !this.values(name, number).some((value) => wanted[at].has(value))) fails[number] |= 1 << at;
      });
      if (!after.length && !before.length) continue;
      const date = this.date(number);
      // A text's beginning comes before it: so "2016-03" is not after the first of that month, and not before the last.
      const within = date && after.every((limit) => isDay(limit) && date >= limit) && before.every((limit) => isDay(limit) && date < limit);
      if (!within) fails[number] |= DATED;
    }
    return fails;
  }
}

/** What the build adds to a name to tell it from another: "Vale (in The pier)". */
const ADDED = /\s*\([^()]*\)$/u;

/**
 * The names that are meant by what a reader writes: the one that is the same but for case and accents, or those that
 * end with its words, or have them, or have words that begin with them.
 * @param {string[]} names
 * @param {string} typed
 */
export function named(names, typed) {
  const sought = fold(typed).map((word) => word.folded);
  if (!sought.length) return [];
  const own = names.map((name) => ({ name, words: fold(name).map((word) => word.folded), short: fold(name.replace(ADDED, "")).map((word) => word.folded) }));
  const ways = [
    (/** @type {typeof own[0]} */ { words }) => words.join(" ") === sought.join(" "),
    (/** @type {typeof own[0]} */ { short }) => short.slice(-sought.length).join(" ") === sought.join(" "),
    (/** @type {typeof own[0]} */ { short }) => sought.every((word) => short.includes(word)),
    (/** @type {typeof own[0]} */ { short }) => sought.every((word) => short.some((one) => one.startsWith(word))),
  ];
  return ways.map((way) => own.filter(way).map(({ name }) => name)).find((found) => found.length) ?? [];
}
