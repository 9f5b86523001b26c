// @ts-check
/** The menus that narrow a search down: what each value would leave, counted. */

import { FACETS } from "./question.js";
import { KINDS } from "./quotation/kinds.js";

/** @typedef {import("./question.js").Facet} Facet */
/** @typedef {import("./question.js").Question} Question */
/** @typedef {Partial<Record<Facet, Record<string, number>>>} Counts */

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function menuOf(form, name) {
  return /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
}

/**
 * Sets the menus to a question's facets.  An address can name what this site does not have; the menu then shows it, and
 * the list stays empty.
 * @param {HTMLFormElement} form
 * @param {Question} question
 */
export function choose(form, question) {
  for (const name of [...FACETS, /** @type {const} */ ("sort")]) {
    const menu = menuOf(form, name);
    const value = question[name];
    if (![...menu.options].some((option) => option.value === value)) menu.add(new Option(labeled(name, value), value));
    menu.value = value;
  }
}

/**
 * Fills the menus with the values that the site has, and how many statements each would leave.
 * @param {HTMLFormElement} form
 * @param {Counts} counts
 */
export function count(form, counts) {
  for (const name of FACETS) {
    const menu = menuOf(form, name);
    const chosen = menu.value;
    // Of speakers there may be thousands: only those who are left.
    const values = Object.entries(counts[name] ?? {}).filter(
      ([value, number]) => number || value === chosen || name !== "speaker",
    );
    if (chosen && !values.some(([value]) => value === chosen)) values.push([chosen, 0]);
    values.sort(name === "year" ? ([a], [b]) => (a < b ? 1 : -1) : ([a], [b]) => order(name, a, b));
    menu.length = 1;
    for (const [value, number] of values) menu.add(new Option(`${labeled(name, value)} (${number})`, value));
    menu.value = chosen;
    /** @type {HTMLElement} */ (menu.closest("label")).hidden = menu.length === 1;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function labeled(name, value) {
  return name === "kind" ? (KINDS.get(value) ?? value) : value;
}

/**
 * @param {Facet} name
 * @param {string} one
 * @param {string} other
 */
function order(name, one, other) {
  if (name !== "kind") return one.localeCompare(other, "en");
  const kinds = [...KINDS.keys()];
  return kinds.indexOf(one) - kinds.indexOf(other);
}
