// @ts-check
/** The search page: the address holds the question; the page says whether it is a quotation, and lists what has it. */

import { choose, count } from "./facets.js";
import { counts, find } from "./find.js";
import { words } from "./fold.js";
import { shortened, show, summary } from "./found.js";
import { addressOf, chosenIn, questionIn } from "./question.js";
import { quoteCheck, UnavailableError } from "./quotation/index.js";
import { FEWEST_WORDS, passagesOf } from "./quotation/passages.js";
import { rendered, summary as checkSummary } from "./quotation/render.js";
import { element } from "./results.js";

/** @typedef {import("./question.js").Question} Question */

/** Milliseconds without a key after which what was typed is looked up. */
const PAUSE = 250;

const page = /** @type {HTMLElement} */ (document.querySelector("#search-page"));
const form = /** @type {HTMLFormElement} */ (page.querySelector("form"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const filters = /** @type {HTMLElement} */ (page.querySelector("[data-filters]"));
const checked = /** @type {HTMLElement} */ (page.querySelector("[data-check]"));
const checkedSays = /** @type {HTMLElement} */ (page.querySelector("[data-check-says]"));
const status = /** @type {HTMLElement} */ (page.querySelector("[data-status]"));
const list = /** @type {HTMLElement} */ (page.querySelector("[data-results]"));
const more = /** @type {HTMLButtonElement} */ (page.querySelector("[data-more]"));
const title = document.title;

/** Counts the questions asked: an answer that comes after a newer question is dropped. */
let asked = 0;
let pause = 0;

/** @returns {Question} the question in the form */
function entered() {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) said.set(name, String(value));
  return questionIn(said);
}

/** @param {Question} question */
function enter(question) {
  field.value = question.q;
  choose(form, question);
}

/**
 * Puts the form's question into the address and answers it.  A question is one step of the history; one that is still
 * being typed takes the place of what it was a moment before.
 * @param {{typing: boolean}} how
 */
function ask({ typing }) {
  clearTimeout(pause);
  const question = entered();
  const address = new URL(location.href);
  address.hash = "";
  address.search = addressOf(question).toString();
  const same = address.href === location.href;
  if (history.state?.typing) history.replaceState({ typing }, "", address);
  else if (!same) history.pushState({ typing }, "", address);
  if (!(same && typing)) void answer(question);
}

/** @param {Question} question */
async function answer(question) {
  asked += 1;
  const mine = asked;
  const sought = words(question.q).length;
  const filtered = Object.keys(chosenIn(question)).length > 0;
  document.title = question.q.trim() ? `${shortened(question.q)} · ${title}` : title;
  more.hidden = true;
  if (sought < FEWEST_WORDS) clearCheck();
  if (!sought && !filtered) {
    list.replaceChildren();
    status.textContent = question.q.trim()
      ? "There is no word in that to search for: only marks or symbols. Type a word or more."
      : "Type some words, or choose a kind, a speaker or a topic.";
    return;
  }
  status.textContent = "Searching …";
  const several = sought >= FEWEST_WORDS && passagesOf(question.q).passages.length > 1;
  const recognized = sought < FEWEST_WORDS ? Promise.resolve(false) : checkQuotation(question.q, mine);
  if (several) checkedOnly();
  else await findWords(question, { sought, recognized, mine });
}

/**
 * @param {string} typed
 * @param {number} mine
 * @returns {Promise<boolean>} whether the words, or nearly they, stand in the record
 */
async function checkQuotation(typed, mine) {
  try {
    const answered = await quoteCheck(typed);
    if (mine !== asked) return false;
    checked.replaceChildren(...rendered(answered));
    checkedSays.textContent = checkSummary(answered.checks);
    return answered.checks.some((one) => one.verdict !== "not found");
  } catch (error) {
    if (mine !== asked) return false;
    const message = error instanceof UnavailableError ? error.message : "The quotation could not be checked.";
    checked.replaceChildren(element("p", "check__note", message));
    checkedSays.textContent = message;
    return false;
  }
}

function clearCheck() {
  checked.replaceChildren();
  checkedSays.textContent = "";
}

/** Of several quotations no statement has all the words. */
function checkedOnly() {
  list.replaceChildren();
  status.textContent = "Each quotation was checked by itself.";
}

/**
 * @param {Question} question
 * @param {{sought: number, recognized: Promise<boolean>, mine: number}} how many words, and whether as a quotation
 */
async function findWords(question, { sought, recognized, mine }) {
  const current = () => mine === asked;
  try {
    const chosen = chosenIn(question);
    // What is near to a quotation is shown by the quote check, and better.
    const found = await find(question.q, chosen, { sort: question.sort, recognized });
    if (!current()) return;
    await show(found, { list, more, current, failed: fail });
    if (!current()) return;
    status.textContent = summary(found, question, sought);
    const counted = await counts(question.q, chosen);
    if (!current()) return;
    count(form, counted);
    filters.hidden = false;
  } catch {
    if (current()) fail();
  }
}

/** Says that the index did not load, and offers to try again. */
function fail() {
  list.replaceChildren();
  more.hidden = true;
  const again = element("button", "", "Try again");
  again.addEventListener("click", () => void answer(entered()));
  status.replaceChildren("The search index could not be loaded, so the full text was not searched. ", again);
}

/** Shows the menus to a reader who has not asked for anything yet. */
async function offerFilters() {
  if (!filters.hidden) return;
  const mine = asked;
  const counted = await counts("", {});
  if (mine !== asked || !filters.hidden) return;
  count(form, counted);
  filters.hidden = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({ typing: false });
});
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => ask({ typing: true }), PAUSE);
});
filters.addEventListener("change", () => ask({ typing: false }));
addEventListener("popstate", () => {
  clearTimeout(pause);
  const question = questionIn(new URLSearchParams(location.search));
  enter(question);
  void answer(question);
});

const first = questionIn(new URLSearchParams(location.search));
enter(first);
void answer(first);
// Nothing is fetched for a reader who only passes by; the first sign of interest fetches the index and its filters.
for (const sign of ["pointermove", "pointerdown", "focusin", "keydown"]) {
  addEventListener(sign, () => void offerFilters().catch(() => {}), { once: true });
}
