// @ts-check
/** What is asked on the search page, and its address: the whole of the state, so that a search can be linked. */

/** @typedef {"kind" | "speaker" | "topic" | "outlet" | "year"} Facet */
/** @typedef {{q: string, sort: string} & Record<Facet, string>} Question */

/** @type {Facet[]} */
export const FACETS = ["kind", "speaker", "topic", "outlet", "year"];

/** More of a question's words are not put into the address: hosts refuse addresses that are very long. */
const MOST_CHARACTERS = 4000;

/**
 * @param {URLSearchParams} given
 * @returns {Question} the question in an address
 */
export function questionIn(given) {
  const value = (/** @type {string} */ name) => given.get(name) ?? "";
  const [kind, speaker, topic, outlet, year] = FACETS.map(value);
  return { q: value("q"), sort: value("sort"), kind, speaker, topic, outlet, year };
}

/**
 * @param {Question} question
 * @returns {URLSearchParams} what stands for it in an address
 */
export function addressOf(question) {
  const stated = ["q", ...FACETS, "sort"].map((name) => [name, question[/** @type {keyof Question} */ (name)]]);
  const said = stated.filter(([, value]) => value);
  return new URLSearchParams(said.map(([name, value]) => [name, value.slice(0, MOST_CHARACTERS)]));
}

/**
 * @param {Question} question
 * @returns {Partial<Record<Facet, string>>} the facets that are chosen
 */
export function chosenIn(question) {
  return Object.fromEntries(FACETS.filter((name) => question[name]).map((name) => [name, question[name]]));
}
