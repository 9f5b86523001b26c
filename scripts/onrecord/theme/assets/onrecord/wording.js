// @ts-check
/** Numbers and days as people read them, as `pages/templating.py` writes them. */

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** @param {number} count */
export function number(count) {
  return count.toLocaleString("en");
}

/**
 * @param {number} count
 * @param {string} [noun]
 */
export function counted(count, noun = "statement") {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
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
