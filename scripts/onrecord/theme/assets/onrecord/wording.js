// @ts-check
/** Numbers and days as people read them, as `pages/templating.py` writes them. */

import { _ } from "./language.js";

const DAY = new Intl.DateTimeFormat(_("en-GB"), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const NOUNS = {
  claim: [_("claim"), _("claims")],
  name: [_("name"), _("names")],
  statement: [_("statement"), _("statements")],
};

/** @param {string} text in quotation marks of ours */
export function quoted(text) {
  return _(`“${text}”`);
}

/** @param {number} count */
export function number(count) {
  return count.toLocaleString(_("en"));
}

/**
 * @param {number} count
 * @param {keyof typeof NOUNS} [noun]
 */
export function counted(count, noun = "statement") {
  return `${number(count)} ${NOUNS[noun][count === 1 ? 0 : 1]}`;
}

/**
 * A date in ISO 8601 as it is read, with the date as it was given for programs.
 * @param {string} date
 * @returns {HTMLTimeElement}
 */
export function day(date) {
  const made = document.createElement("time");
  const [year, month, of] = date.slice(0, 10).split("-").map(Number);
  const read = new Date(0);
  read.setUTCFullYear(year, month - 1, of);
  made.dateTime = date;
  made.textContent = Number.isNaN(read.getTime()) ? date : DAY.format(read);
  return made;
}
