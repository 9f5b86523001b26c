// @ts-check
/** The menus that narrow a search down: what each value would leave, counted; of speakers one may choose several. */

import { _ } from "./language.js";
import { FACETS, LIMITS, perFacet } from "./question.js";
import { KINDS } from "./quotation/kinds.js";
import { number } from "./wording.js";

/** @typedef {import("./question.js").Facet} Facet */
/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./narrowing.js").Counts} Counts */

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function menusOf(form, name) {
  return /** @type {HTMLSelectElement[]} */ ([...form.elements].filter((one) => one instanceof HTMLSelectElement && one.name === name));
}

/**
 * Sets the form to a question.  An address can name what this site does not have; the menu then shows it, and the list
 * stays empty.
 * @param {HTMLFormElement} form
 * @param {Question} question
 */
export function choose(form, { facets, limits, sort }) {
  for (const name of FACETS) setMenus(form, name, facets[name]);
  for (const name of LIMITS) /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = limits[name];
  setMenus(form, "sort", [sort]);
}

/**
 * A menu for each value that is chosen, and for speakers one more.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string[]} values
 */
function setMenus(form, name, values) {
  const [first, ...others] = menusOf(form, name);
  if (!first) return; // a page of the editor's own may not have it
  for (const other of others) other.closest("label")?.remove();
  set(first, name, values[0] ?? "");
  let last = first;
  const more = name === "speaker" && values.length ? [...values.slice(1), ""] : values.slice(1);
  for (const value of more) {
    const label = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (first.closest("label")).cloneNode(true));
    const menu = /** @type {HTMLSelectElement} */ (label.querySelector("select"));
    /** @type {Text} */ (label.firstChild).data = _("or");
    menu.setAttribute("aria-label", _("or somebody else"));
    menu.options[0].text = "…";
    set(menu, name, value);
    last.closest("label")?.after(label);
    last = menu;
  }
}

/**
 * @param {HTMLSelectElement} menu
 * @param {string} name
 * @param {string} value
 */
function set(menu, name, value) {
  menu.value = value;
  if (menu.value === value) return; // to look through thousands of speakers would be felt
  menu.add(new Option(labeled(name, value), value));
  menu.value = value;
}

/**
 * Fills the menus with the values that the site has, and how many statements each would leave.
 * @param {HTMLFormElement} form
 * @param {Counts} counts
 * @param {Record<Facet, string[]>} known every value that the site has
 */
export function count(form, counts, known) {
  for (const name of FACETS) {
    const menus = menusOf(form, name);
    const chosen = menus.map((menu) => menu.value).filter(Boolean);
    // Of speakers there may be thousands: only those who are left.
    const left = name === "speaker" ? [...counts[name].keys()] : [...new Set([...known[name], ...counts[name].keys()])];
    const values = [...new Set([...left, ...chosen])].sort((one, other) => order(name, one, other));
    const options = values.map((value) => /** @type {[string, string]} */ ([`${labeled(name, value)} (${number(counts[name].get(value) ?? 0)})`, value]));
    for (const menu of menus) {
      const { value } = menu;
      menu.length = 1;
      menu.append(...options.map(([text, own]) => new Option(text, own)));
      menu.value = value;
      menu.disabled = menu.length === 1;
      // Where nothing was ever checked there is nothing to choose.
      if (name === "checked") /** @type {HTMLElement} */ (menu.closest("label")).hidden = menu.disabled;
    }
  }
}

/**
 * What the form has chosen.
 * @param {FormData} given
 * @returns {Record<Facet, string[]>}
 */
export function chosenIn(given) {
  return perFacet((name) => [...new Set(given.getAll(name).map(String).filter(Boolean))]);
}

/**
 * @param {string} name
 * @param {string} value
 */
function labeled(name, value) {
  if (name === "checked") return value === "editor" ? _("By an editor") : value;
  return name === "kind" ? (KINDS.get(value) ?? value) : value;
}

/**
 * @param {Facet} name
 * @param {string} one
 * @param {string} other
 */
function order(name, one, other) {
  if (name === "year") return one < other ? 1 : -1;
  if (name !== "kind") return one.localeCompare(other, _("en"));
  const kinds = [...KINDS.keys()];
  return kinds.indexOf(one) - kinds.indexOf(other);
}
