// @ts-check
/** The search page: the address holds the question, the page shows the answer. */

import { MOST_WORDS, filterValues, find } from "./find.js";
import { words } from "./fold.js";
import { element, resultItem } from "./results.js";

/** @typedef {{q: string, kind: string, speaker: string, topic: string}} Question */

const PER_PAGE = 20;
const SHOWN_QUERY = 120;
/** @type {("kind" | "speaker" | "topic")[]} */
const FILTERS = ["kind", "speaker", "topic"];

const page = /** @type {HTMLElement} */ (document.querySelector("#search-page"));
const form = /** @type {HTMLFormElement} */ (page.querySelector("form"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const filters = /** @type {HTMLElement} */ (page.querySelector("[data-filters]"));
const status = /** @type {HTMLElement} */ (page.querySelector("[data-status]"));
const list = /** @type {HTMLElement} */ (page.querySelector("[data-results]"));
const more = /** @type {HTMLButtonElement} */ (page.querySelector("[data-more]"));
const title = document.title;

const select = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
const kinds = new Map([...select("kind").options].filter(({ value }) => value).map(({ value, text }) => [value, text]));

/** Counts the questions asked: an answer that comes after a newer question is dropped. */
let asked = 0;

/** @returns {Question} the question in the page's address */
function addressed() {
  const given = new URLSearchParams(location.search);
  const { q, kind, speaker, topic } = Object.fromEntries(["q", ...FILTERS].map((name) => [name, given.get(name) ?? ""]));
  return { q, kind, speaker, topic };
}

/** @returns {Question} the question in the form */
function entered() {
  return { q: field.value, kind: select("kind").value, speaker: select("speaker").value, topic: select("topic").value };
}

/** @param {Question} question */
function enter(question) {
  field.value = question.q;
  for (const name of FILTERS) {
    const menu = select(name);
    const value = question[name];
    // An address can name what this site does not have; the menu then shows it, and the list stays empty.
    if (![...menu.options].some((option) => option.value === value)) menu.add(new Option(value, value));
    menu.value = value;
  }
}

/** Puts the form's question into the address, one step of the history each, and answers it. */
function ask() {
  const question = entered();
  const address = new URL(location.href);
  address.hash = "";
  address.search = new URLSearchParams(Object.entries(question).filter(([, value]) => value)).toString();
  if (address.href !== location.href) history.pushState(null, "", address);
  void answer(question);
}

/** Shows the filters, filled with what the site has. */
async function fillFilters() {
  const values = await filterValues();
  for (const name of /** @type {const} */ (["speaker", "topic"])) {
    const menu = select(name);
    const chosen = menu.value;
    menu.length = 1;
    for (const value of values[name] ?? []) menu.add(new Option(value, value));
    if (chosen && !values[name]?.includes(chosen)) menu.add(new Option(chosen, chosen));
    menu.value = chosen;
    /** @type {HTMLElement} */ (menu.closest("label")).hidden = menu.length === 1;
  }
  filters.hidden = false;
}

/** @param {Question} question */
async function answer(question) {
  asked += 1;
  const mine = asked;
  const chosen = Object.fromEntries(FILTERS.filter((name) => question[name]).map((name) => [name, question[name]]));
  const filtered = Object.keys(chosen).length > 0;
  const sought = words(question.q).length;
  list.replaceChildren();
  more.hidden = true;
  document.title = question.q.trim() ? `${cut(question.q)} · ${title}` : title;
  if (!sought && !filtered) {
    status.textContent = question.q.trim()
      ? "There is no word in that to search for: only marks or symbols. Type a word or more."
      : "Type some words, or choose a kind, a speaker or a topic.";
    return;
  }
  status.textContent = "Searching …";
  try {
    const found = await find(question.q, chosen);
    if (mine !== asked) return;
    await show(found, question, sought);
    if (filters.hidden) await fillFilters();
  } catch (error) {
    if (mine === asked) fail();
  }
}

/**
 * @param {import("./find.js").Found} found
 * @param {Question} question
 * @param {number} sought
 */
async function show(found, question, sought) {
  const answered = summary(found, question, sought);
  const groups = [
    { heading: "These words, one after another", hits: found.exact.map((hit) => async () => hit) },
    { heading: "All of these words, here and there", hits: [...found.all] },
    { heading: "Some of these words", hits: [...found.some] },
  ].filter(({ hits }) => hits.length);
  if (groups.length === 1) groups[0].heading = "";
  const mine = asked;

  /** @param {number} room how many more results to show */
  async function showMore(room) {
    const first = list.querySelectorAll("li").length;
    while (groups.length && room > 0) {
      const group = groups[0];
      const next = await Promise.all(group.hits.splice(0, room).map((read) => read()));
      if (mine !== asked) return;
      let items = /** @type {HTMLElement | null} */ (list.querySelector("ol:last-of-type"));
      if (!items || group.heading !== items.dataset.heading) {
        if (group.heading) list.append(element("h2", "", group.heading));
        items = document.createElement("ol");
        items.dataset.heading = group.heading;
        list.append(items);
      }
      items.append(...next.map((hit) => resultItem(hit, kinds)));
      room -= next.length;
      if (!group.hits.length) groups.shift();
    }
    more.hidden = !groups.length;
    if (first) list.querySelectorAll("li").item(first)?.querySelector("a")?.focus();
  }

  more.onclick = () => void showMore(PER_PAGE).catch(fail);
  await showMore(PER_PAGE);
  if (mine === asked) status.textContent = answered;
}

/**
 * @param {import("./find.js").Found} found
 * @param {Question} question
 * @param {number} sought
 * @returns {string}
 */
function summary(found, question, sought) {
  const total = found.exact.length + found.all.length;
  const statements = `${total} ${total === 1 ? "statement" : "statements"}`;
  const filtered = FILTERS.some((name) => question[name]) ? " with these filters" : "";
  const cutOff = sought > MOST_WORDS ? ` Only the first ${MOST_WORDS} words were looked for.` : "";
  if (!sought) return total ? `${statements}${filtered}.` : `No statement${filtered}.`;
  if (!total) {
    const some = found.some.length ? ` ${found.some.length} ${found.some.length === 1 ? "has" : "have"} some of them.` : "";
    return `No statement has all the words of “${cut(question.q)}”${filtered}.${some}${cutOff}`;
  }
  if (sought === 1) return `${statements}${filtered}.${cutOff}`;
  if (found.exact.length === total) return `${statements} with these words, one after another${filtered}.${cutOff}`;
  const exact = found.exact.length || "none";
  return `${statements} with all of these words${filtered}, ${exact} of them one after another.${cutOff}`;
}

/** Says that the index did not load, and offers to try again. */
function fail() {
  list.replaceChildren();
  more.hidden = true;
  const again = element("button", "", "Try again");
  again.addEventListener("click", () => void answer(entered()));
  status.replaceChildren("The search index could not be loaded, so nothing was searched. ", again);
}

/**
 * @param {string} text
 * @returns {string} the text on one line, not too long to be shown
 */
function cut(text) {
  const line = text.trim().replace(/\s+/gu, " ");
  return line.length > SHOWN_QUERY ? `${line.slice(0, SHOWN_QUERY)} …` : line;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
filters.addEventListener("change", ask);
addEventListener("popstate", () => {
  enter(addressed());
  void answer(addressed());
});

const first = addressed();
enter(first);
void answer(first);
// Nothing is fetched for a reader who only passes by; the first sign of interest fetches the index and its filters.
for (const sign of ["pointermove", "pointerdown", "focusin", "keydown"]) {
  addEventListener(sign, () => void (filters.hidden && fillFilters().catch(() => {})), { once: true });
}
