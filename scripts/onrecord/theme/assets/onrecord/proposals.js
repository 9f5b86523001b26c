// @ts-check
/** What a question may mean besides its words: somebody's page, who spoke, a word that is spelt otherwise. */

import { button, element, linked } from "./element.js";
import { _ } from "./language.js";
import { fold } from "./quotation/fold.js";
import { counted } from "./wording.js";

/** @typedef {import("./quotation/index.js").Index} Index */
/** @typedef {import("./quotation/index.js").Name} Name */
/** @typedef {import("./find.js").Found} Found */
/** @typedef {{name: Name, from: number, to: number, whole: boolean}} Meant a name, where in the words it was found; `whole` if all of it was typed */

/** Pages and words that are proposed at most. */
const PAGES = 5;
const SPELT = 3;
const NAMED = 8;
const TYPES = { speaker: _("speaker"), topic: _("topic"), outlet: _("outlet") };

/**
 * The names that words stand for: the whole name, or its last word.
 * @param {Found} found
 * @returns {Meant[]} whole names first, then those with more statements
 */
export function namesIn({ sought, known }) {
  /** @type {Meant[]} */
  const meant = [];
  sought.forEach((word, at) => {
    for (const name of known.get(word)?.names ?? []) {
      const own = fold(name.text).map((one) => one.folded);
      const from = at - own.length + 1;
      const whole = from >= 0 && own.every((one, step) => one === sought[from + step]);
      if (whole || own.at(-1) === word) meant.push({ name, from: whole ? from : at, to: at, whole });
    }
  });
  const longest = meant.filter(
    (one) => one.whole || !meant.some((other) => other.whole && other.from <= one.from && one.to <= other.to),
  );
  longest.sort((one, other) => Number(other.whole) - Number(one.whole) || other.name.count - one.name.count);
  return longest.filter((one, at) => longest.findIndex((other) => other.name.text === one.name.text && other.name.type === one.name.type) === at);
}

/**
 * The pages of who and what the question names, if it does nothing else.
 * @param {Meant[]} meant
 * @param {string[]} sought
 * @returns {HTMLElement[]}
 */
export function pages(meant, sought) {
  const named = meant.filter(({ name, from, to }) => (name.slug || name.type === "outlet") && from === 0 && to === sought.length - 1);
  if (!named.length) return [];
  const items = named.slice(0, PAGES).map(({ name }) => {
    const link = linked(name.type === "outlet" ? `search/?${new URLSearchParams({ outlet: name.text })}` : `${name.type}s/${name.slug}/`, name.text);
    return element("li", "", [link, ` · ${TYPES[/** @type {"topic"} */ (name.type)]} · ${counted(name.count)}`]);
  });
  return [element("ul", "named", items)];
}

/**
 * Who may have said the other words, if speakers or outlets are named beside them; `sure` where nobody else is meant.
 * @param {Meant[]} meant
 * @param {string[]} sought
 * @returns {(Meant & {sure: boolean})[]}
 */
export function saidBy(meant, sought) {
  const others = meant.filter(({ name, from, to }) => name.type !== "topic" && to - from + 1 < sought.length);
  return others.slice(0, PAGES).map((one) => {
    const rivals = others.filter((other) => other.to === one.to && other.name.type === one.name.type);
    return { ...one, sure: one.whole || rivals.length === 1 };
  });
}

/**
 * Words that nobody said, with words that somebody did and that are spelt alike.
 * @param {Index} index
 * @param {Found} found
 * @returns {Promise<{word: string, instead: string[]}[]>}
 */
export async function alike(index, { words, known }) {
  const absent = words.filter((word) => known.get(word) && !known.get(word)?.count && !known.get(word)?.names.length);
  const near = await Promise.all(
    absent.slice(0, SPELT).map(async (word) => ({ word, instead: (await index.near(word).catch(() => [])).slice(0, SPELT).map((one) => one.word) })),
  );
  return near.filter(({ instead }) => instead.length);
}

/**
 * @param {{word: string, instead: string[]}[]} near
 * @param {(word: string, instead: string) => void} replace
 * @returns {HTMLElement[]}
 */
export function spellings(near, replace) {
  return near.map(({ word, instead }) => {
    const choices = instead.flatMap((one, at) => [at ? ", " : "", button(one, () => replace(word, one))]);
    return element("p", "proposal", [_(`“${word}” stands in no statement. Did you mean`), " ", ...choices, "?"]);
  });
}

/**
 * What the operators of a question were taken to mean; of several names one can be chosen.
 * @param {import("./narrowing.js").Narrowing["meant"]} meant
 * @param {(facet: string, typed: string, name: string) => void} choose
 * @returns {HTMLElement[]}
 */
export function meanings(meant, choose) {
  return meant.map(({ facet, typed, names }) => {
    const shown = names.slice(0, NAMED).flatMap((name, at) => [at ? ", " : "", names.length > 1 ? button(name, () => choose(facet, typed, name)) : name]);
    const more = names.length > NAMED ? ` ${_(`and ${names.length - NAMED} more`)}` : "";
    return element("p", "proposal", [_(`${facet}:${typed} is`), " ", ...shown, `${more}.`]);
  });
}
