// @ts-check
/** What a full-text search found: the list, a part at a time, and one line that says how much there is. */

import { MOST_WORDS } from "./find.js";
import { chosenIn } from "./question.js";
import { KINDS } from "./quotation/kinds.js";
import { element, resultItem } from "./results.js";

/** @typedef {import("./find.js").Found} Found */
/** @typedef {import("./question.js").Question} Question */

const PER_PAGE = 20;
const SHOWN_QUERY = 120;

/**
 * Shows the first results, and more of them when asked to.
 * @param {Found} found
 * @param {object} where
 * @param {HTMLElement} where.list
 * @param {HTMLButtonElement} where.more
 * @param {() => boolean} where.current whether the answer is still to what was asked last
 * @param {() => void} where.failed
 */
export async function show(found, { list, more, current, failed }) {
  const groups = [
    { heading: "These words, one after another", hits: found.exact.map((hit) => async () => hit) },
    { heading: "All of these words, here and there", hits: [...found.all] },
    { heading: "Some of these words", hits: [...found.some] },
  ].filter(({ hits }) => hits.length);
  if (groups.length === 1) groups[0].heading = "";
  list.replaceChildren();

  /** @param {number} room how many more results to show */
  async function showMore(room) {
    const first = list.querySelectorAll("li").length;
    while (groups.length && room > 0) {
      const group = groups[0];
      const next = await Promise.all(group.hits.splice(0, room).map((read) => read()));
      if (!current()) return;
      let items = /** @type {HTMLElement | null} */ (list.querySelector("ol:last-of-type"));
      if (!items || group.heading !== items.dataset.heading) {
        if (group.heading) list.append(element("h2", "", group.heading));
        items = document.createElement("ol");
        items.dataset.heading = group.heading;
        list.append(items);
      }
      items.append(...next.map((hit) => resultItem(hit, KINDS)));
      room -= next.length;
      if (!group.hits.length) groups.shift();
    }
    more.hidden = !groups.length;
    if (first) list.querySelectorAll("li").item(first)?.querySelector("a")?.focus();
  }

  more.onclick = () => void showMore(PER_PAGE).catch(failed);
  await showMore(PER_PAGE);
}

/**
 * @param {Found} found
 * @param {Question} question
 * @param {number} sought words
 * @returns {string}
 */
export function summary(found, question, sought) {
  const total = found.exact.length + found.all.length;
  const statements = `${total} ${total === 1 ? "statement" : "statements"}`;
  const filtered = Object.keys(chosenIn(question)).length ? " with these filters" : "";
  const cutOff = sought > MOST_WORDS ? ` Only the first ${MOST_WORDS} words were looked for.` : "";
  if (!sought) return total ? `${statements}${filtered}.` : `No statement${filtered}.`;
  if (!total) {
    const some = found.some.length ? ` ${found.some.length} ${found.some.length === 1 ? "has" : "have"} some of them.` : "";
    return `No statement has all the words of “${shortened(question.q)}”${filtered}.${some}${cutOff}`;
  }
  if (sought === 1) return `${statements}${filtered}.${cutOff}`;
  if (found.exact.length === total) return `${statements} with these words, one after another${filtered}.${cutOff}`;
  const exact = found.exact.length || "none";
  return `${statements} with all of these words${filtered}, ${exact} of them one after another.${cutOff}`;
}

/**
 * @param {string} text
 * @returns {string} the text on one line, not too long to be shown
 */
export function shortened(text) {
  const line = text.trim().replace(/\s+/gu, " ");
  return line.length > SHOWN_QUERY ? `${line.slice(0, SHOWN_QUERY)} …` : line;
}
