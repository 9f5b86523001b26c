// @ts-check
/** What is asked on the search page, and its address: the whole of the state, so that a search can be linked. */

import { decoded } from "./quotation/entities.js";

/** @typedef {"kind" | "speaker" | "topic" | "outlet" | "year" | "checked"} Facet each may have several values, of which one is enough */
/** @typedef {"after" | "before"} Limit a year, month or day: from its first day on, and up to the day before that */

/**
 * @typedef {object} Question
 * @property {string} q
 * @property {Record<Facet, string[]>} facets
 * @property {Record<Limit, string>} limits
 * @property {string} sort
 * @property {string} plain whether names in the question are only words, not who spoke
 */

/**
 * @typedef {object} Understood a question's words without what its operators say
 * @property {string} text
 * @property {Record<Facet, string[]>} named values of facets, as a reader writes them
 * @property {Record<Limit, string>} limits
 * @property {string[]} wrong operators that cannot be followed, as typed
 */

/** @type {Facet[]} */
export const FACETS = ["kind", "speaker", "topic", "outlet", "year", "checked"];
/** @type {Limit[]} */
export const LIMITS = ["after", "before"];

/** More of a question's words are not put into the address: hosts refuse addresses that are very long. */
const MOST_CHARACTERS = 4000;
const OPERATOR = /(?<=^|\s)(speaker|topic|outlet|after|before):(?:"([^"]*)"|“([^”]*)”|([^\s"“”]+))/giu;
const DAY = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u;

/**
 * @param {URLSearchParams} given
 * @returns {Question} the question in an address
 */
export function questionIn(given) {
  const value = (/** @type {string} */ name) => given.get(name) ?? "";
  return {
    q: value("q"),
    facets: perFacet((name) => [...new Set(given.getAll(name).filter(Boolean))]),
    limits: { after: value("after"), before: value("before") },
    sort: value("sort"),
    plain: value("plain"),
  };
}

/**
 * @param {Question} question
 * @returns {URLSearchParams} what stands for it in an address
 */
export function addressOf({ q, facets, limits, sort, plain }) {
  const stated = [
    ["q", q],
    ...FACETS.flatMap((name) => facets[name].map((value) => [name, value])),
    ...LIMITS.map((name) => [name, limits[name]]),
    ["sort", sort],
    ["plain", plain],
  ];
  return new URLSearchParams(stated.filter(([, value]) => value).map(([name, value]) => [name, value.slice(0, MOST_CHARACTERS)]));
}

/**
 * What is asked in the field: entities are what they stand for, line breaks are spaces, operators are no words.
 * @param {string} q
 * @returns {Understood}
 */
export function understood(q) {
  const named = perFacet(() => /** @type {string[]} */ ([]));
  const limits = { after: "", before: "" };
  /** @type {string[]} */
  const wrong = [];
  const text = decoded(q).replace(/\s+/gu, " ").replace(OPERATOR, (whole, operator, straight, curly, bare) => {
    const name = operator.toLowerCase();
    const value = (straight ?? curly ?? bare).trim();
    if (name !== "after" && name !== "before") named[/** @type {Facet} */ (name)].push(value);
    else if (isDay(value)) limits[/** @type {Limit} */ (name)] = value;
    else wrong.push(whole);
    return "";
  });
  return { text: text.replace(/\s+/gu, " ").trim(), named, limits, wrong };
}

/**
 * A question with another value of an operator in it.
 * @param {string} q
 * @param {string} name
 * @param {string} typed
 * @param {string} value
 */
export function rewritten(q, name, typed, value) {
  return q.replace(OPERATOR, (whole, operator, straight, curly, bare) => {
    const meant = operator.toLowerCase() === name && (straight ?? curly ?? bare).trim() === typed;
    return meant ? `${name}:"${value}"` : whole;
  });
}

/**
 * Whether a text is a year, a month or a day: 2016, 2016-03, 2016-03-15.
 * @param {string} value
 */
export function isDay(value) {
  return DAY.test(value);
}

/**
 * @template T
 * @param {(name: Facet) => T} value
 * @returns {Record<Facet, T>}
 */
export function perFacet(value) {
  return /** @type {Record<Facet, T>} */ (Object.fromEntries(FACETS.map((name) => [name, value(name)])));
}

/**
 * Whether anything but words is asked for.
 * @param {Question} question
 * @param {Understood} asked
 */
export function isNarrowed({ facets, limits }, asked) {
  return (
    FACETS.some((name) => facets[name].length || asked.named[name].length) ||
    LIMITS.some((name) => limits[name] || asked.limits[name])
  );
}
