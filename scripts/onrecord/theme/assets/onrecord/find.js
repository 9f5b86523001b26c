// @ts-check
/**
 * Finding statements: Pagefind proposes, a literal comparison decides what comes first.
 *
 * Pagefind stems words even inside quotation marks and has its own idea of where a word ends, so it is asked in more
 * than one way, and the text of what it proposes is compared word by word with what the reader typed.
 */

import { findEach, findRun, words } from "./fold.js";
import { ask } from "./index.js";

/** @typedef {import("./fold.js").Word} Word */
/** @typedef {Partial<Record<import("./question.js").Facet, string>>} Filters */
/** @typedef {"" | "newest" | "oldest"} Sort by relevance, or by the articles' dates */

/**
 * A statement that was found.  `run` is where the sought words stand one after another in `text`, `had` the share of
 * them that it has at all, `marks` the ranges to point out, `sentence` the anchor of the sentence that `run` begins in.
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} text
 * @property {string} kind
 * @property {string} speaker
 * @property {string} article
 * @property {string} articleId
 * @property {string} date the article's
 * @property {Record<string, string[]>} facets
 * @property {{start: number, end: number} | null} run
 * @property {number} had
 * @property {{start: number, end: number}[]} marks
 * @property {string | null} sentence
 */

/** @typedef {() => Promise<Hit>} Later a statement that is read when it is shown */

/**
 * What was found: statements with the words one after another, with all of them, and with some.
 * @typedef {{exact: Hit[], all: Later[], some: Later[]}} Found
 */

/** A query's words beyond these are not looked for: no statement's page is needed to tell that many apart. */
export const MOST_WORDS = 48;

/** How many proposals are compared word by word, for a few words and for more. */
const COMPARED = { few: 60, many: 300 };

/** How many statements with only some of the words are offered, and the least share of the words they must have. */
const NEAREST = 20;
const LEAST_SHARE = 0.5;

/** Pagefind is asked for so many words of a long question: each word costs a part of its index, of some 50 KB. */
const ASKED = 3;

const QUOTATION_MARKS = /["“”„‟«»‹›「」『』＂]/gu;
const NEVER_INDEXED = /[^\p{L}\p{M}\p{N}]/gu;
const PLAIN_WORD = /^[\p{P}]*[\p{L}\p{M}\p{N}]+(?:['’\-‐‑–—][\p{L}\p{M}\p{N}]+)*[\p{P}]*$/u;

/**
 * How many statements each value of each facet would leave: with the other facets as they are chosen.
 * @param {string} query
 * @param {Filters} filters
 * @returns {Promise<Record<string, Record<string, number>>>}
 */
export function counts(query, filters) {
  return ask(async (pagefind) => {
    await pagefind.filters();
    const counted = await countsIn(pagefind, query, filters);
    for (const name of /** @type {(keyof Filters)[]} */ (Object.keys(filters))) {
      const { [name]: _, ...others } = filters;
      counted[name] = (await countsIn(pagefind, query, others))[name] ?? {};
    }
    return counted;
  });
}

/**
 * @param {any} pagefind
 * @param {string} query
 * @param {Filters} filters
 * @returns {Promise<Record<string, Record<string, number>>>}
 */
async function countsIn(pagefind, query, filters) {
  const sought = words(query).slice(0, MOST_WORDS);
  const { results, filters: proposed } = await pagefind.search(sought.length ? asking(query, sought) : null, { filters });
  // Pagefind counts all that it proposes, whether it has the very words or not: right for very many, not for few.
  if (!sought.length || results.length > COMPARED.few) return { ...proposed };
  const { exact, all } = await findIn(pagefind, query, { filters });
  /** @type {Record<string, Record<string, number>>} */
  const counted = {};
  for (const [name, values] of Object.entries(proposed)) {
    counted[name] = Object.fromEntries(Object.keys(values).map((value) => [value, 0]));
  }
  for (const hit of [...exact, ...(await Promise.all(all.map((later) => later())))]) {
    for (const [name, values] of Object.entries(hit.facets)) {
      counted[name] ??= {};
      for (const value of values) counted[name][value] = (counted[name][value] ?? 0) + 1;
    }
  }
  return counted;
}

/**
 * @param {string} query what the reader typed; without a word in it, everything that passes the filters is found
 * @param {Filters} filters
 * @param {object} [how]
 * @param {string} [how.sort] a Sort; anything else is by relevance
 * @param {Promise<boolean>} [how.recognized] whether something better is known than statements with some of the words
 * @returns {Promise<Found>}
 */
export function find(query, filters, { sort = "", recognized } = {}) {
  return ask((pagefind) => findIn(pagefind, query, { filters, sort, recognized }));
}

/**
 * @param {any} pagefind
 * @param {string} query
 * @param {{filters: Filters, sort?: string, recognized?: Promise<boolean>}} how
 * @returns {Promise<Found>}
 */
async function findIn(pagefind, query, { filters, sort = "", recognized }) {
  const sought = words(query).slice(0, MOST_WORDS);
  const asked = asking(query, sought);
  const candidates = await proposals(pagefind, sought.length ? [...forms(asked, words(asked))] : [null], filters, sort);
  if (!sought.length && (!sort || candidates.length > COMPARED.many)) {
    return { exact: [], all: later(candidates, []), some: [] };
  }
  const limit = sought.length < 4 && !sort ? COMPARED.few : COMPARED.many;
  const hits = await Promise.all(candidates.slice(0, limit).map((result) => read(result, sought)));
  if (sort) hits.sort(byDate(sort));
  const exact = hits.filter((hit) => hit.run);
  const all = hits.filter((hit) => !hit.run && hit.had === 1);
  const enough = exact.length + all.length > 0 || (await recognized);
  const some = enough ? [] : await withSome(pagefind, sought, filters);
  return {
    exact,
    // Pagefind puts the best first: what is beyond the limit is taken at its word.
    all: [...all.map((hit) => async () => hit), ...later(candidates.slice(limit), sought)],
    some: some.map((hit) => async () => hit),
  };
}

/**
 * What Pagefind proposes, each statement once; in the order of the articles' years where that is asked for.  Pagefind
 * could sort by date itself, but would then load every statement's place in that order before any search.
 * @param {any} pagefind
 * @param {(string | null)[]} asked
 * @param {Filters} filters
 * @param {string} sort
 * @returns {Promise<any[]>}
 */
async function proposals(pagefind, asked, filters, sort) {
  const years = sort && !filters.year ? Object.keys((await pagefind.filters()).year ?? {}).sort() : [];
  if (sort === "newest") years.reverse();
  const parts = years.map((year) => /** @type {Filters} */ ({ ...filters, year }));
  // What has no year comes where the oldest are.
  const ordered = sort === "oldest" ? [filters, ...parts] : [...parts, filters];
  const dated = new Set();
  /** @type {any[][]} */
  const found = [];
  for (const part of ordered) {
    /** @type {Map<string, any>} */
    const proposed = new Map();
    for (const form of asked) {
      for (const result of (await pagefind.search(form, { filters: part })).results) {
        if (!proposed.has(result.id)) proposed.set(result.id, result);
      }
    }
    if (part !== filters) for (const id of proposed.keys()) dated.add(id);
    found.push([...proposed.values()]);
  }
  return ordered.flatMap((part, at) => found[at].filter((one) => part !== filters || !dated.has(one.id)));
}

/**
 * @param {string} sort
 * @returns {(one: Hit, other: Hit) => number}
 */
function byDate(sort) {
  const sign = sort === "oldest" ? 1 : -1;
  return (one, other) => sign * (one.date < other.date ? -1 : one.date > other.date ? 1 : 0);
}

/**
 * Statements with some of the words, for a question that no statement answers as a whole.  Words that few statements
 * have count for more.
 * @param {any} pagefind
 * @param {Word[]} sought
 * @param {Filters} filters
 * @returns {Promise<Hit[]>}
 */
async function withSome(pagefind, sought, filters) {
  /** @type {Map<string, {result: any, weight: number}>} */
  const weighed = new Map();
  const distinct = [...new Set(sought.map(({ folded }) => folded))];
  for (const word of distinct.sort((one, other) => other.length - one.length).slice(0, ASKED)) {
    const { results } = await pagefind.search(word, { filters });
    for (const result of results) {
      const known = weighed.get(result.id) ?? { result, weight: 0 };
      weighed.set(result.id, { result: known.result, weight: known.weight + 1 / results.length });
    }
  }
  const best = [...weighed.values()].sort((a, b) => b.weight - a.weight).slice(0, NEAREST);
  const hits = await Promise.all(best.map(({ result }) => read(result, sought)));
  return hits.filter((hit) => hit.had >= LEAST_SHARE).sort((a, b) => b.had - a.had);
}

/**
 * @param {any[]} results Pagefind's
 * @param {Word[]} sought
 * @returns {Later[]}
 */
function later(results, sought) {
  return results.map((result) => () => ask(() => read(result, sought)));
}

/**
 * As much of a question as Pagefind is asked for: of a long one the run of words with the most letters, since long words
 * are rare.  Whatever has all the words, or has them one after another, has those too.
 * @param {string} query
 * @param {Word[]} sought
 * @returns {string}
 */
function asking(query, sought) {
  if (sought.length <= ASKED + 1) return query;
  const typed = query.replace(QUOTATION_MARKS, " ").split(/\s+/u).filter((word) => words(word).length);
  const runs = Array.from({ length: Math.min(typed.length, MOST_WORDS) - ASKED + 1 }, (_, at) => typed.slice(at, at + ASKED));
  const worth = (/** @type {string[]} */ run) => run.filter((word) => PLAIN_WORD.test(word)).join("").length;
  return runs.length ? runs.reduce((one, other) => (worth(other) > worth(one) ? other : one)).join(" ") : query;
}

/**
 * The ways in which Pagefind is asked, the most exact first: the words as white space separates them, without the
 * symbols that it leaves out; as they are folded here; and without those that it may cut differently.
 * @param {string} query
 * @param {Word[]} sought
 * @returns {Set<string>}
 */
function forms(query, sought) {
  const typed = query.replace(QUOTATION_MARKS, " ").split(/\s+/u).filter((word) => words(word).length);
  const joined = typed.slice(0, MOST_WORDS).map((word) => word.replace(NEVER_INDEXED, "")).join(" ");
  const spaced = sought.map((word) => word.folded).join(" ");
  const sure = typed.slice(0, MOST_WORDS).filter((word) => PLAIN_WORD.test(word)).join(" ");
  return new Set([`"${joined}"`, `"${spaced}"`, joined, spaced, sure].filter((form) => words(form).length));
}

/**
 * @param {any} result Pagefind's
 * @param {Word[]} sought
 * @returns {Promise<Hit>}
 */
async function read(result, sought) {
  const data = await result.data();
  // What Pagefind itself would not give back as it was, or not cut into sentences, comes as JSON.
  const meta = { ...data.meta, ...JSON.parse(data.meta.exact ?? "{}") };
  const { text, sentences } = textOf(meta.sentences ?? [data.content]);
  const own = words(text);
  const run = findRun(own, sought);
  const { places, had } = sought.length ? findEach(own, sought) : { places: [], had: 1 };
  return {
    id: data.raw_url,
    text,
    kind: data.filters.kind[0],
    speaker: meta.title,
    article: meta.article,
    articleId: meta.article_id,
    date: meta.date ?? "",
    facets: data.filters,
    run,
    had,
    marks: run ? [run] : places,
    sentence: run ? (sentences.findLast(({ start }) => start <= run.start)?.id ?? null) : null,
  };
}

/**
 * A statement's words, and where each of its sentences begins.
 * @param {string[]} said its sentences
 * @returns {{text: string, sentences: {id: string, start: number}[]}}
 */
function textOf(said) {
  const starts = [];
  let text = "";
  for (const [number, sentence] of said.entries()) {
    if (text) text += " ";
    starts.push({ id: `s${number + 1}`, start: text.length });
    text += sentence.split(/\s+/u).filter(Boolean).join(" ");
  }
  return { text, sentences: starts };
}
