// @ts-check
/** What was found by words: the list, a part at a time, and one line that says how much there is. */

import { element, statementItem } from "./element.js";
import { hit, MOST_WORDS, textsOf } from "./find.js";
import { fragment } from "./landing.js";
import { _ } from "./language.js";
import { counted, number as written } from "./wording.js";

/** @typedef {import("./quotation/index.js").Index} Index */
/** @typedef {import("./find.js").Found} Found */
/** @typedef {import("./find.js").Hit} Hit */
/** @typedef {{heading: string, numbers: number[]}} Group */

const PER_PAGE = 20;
/** The first part ends once so many sections of the record are needed for it, if it has some results by then. */
const FIRST_SECTIONS = 4;
const FIRST_RESULTS = 5;
/** A longer statement is shown with these many words before and after what was found. */
const WORDS = { before: 16, all: 64 };
const SHOWN_QUERY = 120;

/**
 * Shows the first results, and more of them when asked to.
 * @param {Index} index
 * @param {Group[]} groups
 * @param {string[]} sought
 * @param {object} where
 * @param {HTMLElement} where.list
 * @param {HTMLButtonElement} where.more
 * @param {() => boolean} where.current whether the answer is still to what was asked last
 * @param {() => void} where.failed called where more results could not be loaded
 * @param {boolean} where.fold whether the articles' own claims are folded below what was said
 * @returns {Promise<boolean>} whether some of the first could not be loaded
 */
export async function show(index, groups, sought, { list, more, current, failed, fold }) {
  const left = groups.filter(({ numbers }) => numbers.length).map(({ heading, numbers }) => ({ heading, numbers: [...numbers] }));
  if (left.length === 1) left[0].heading = "";
  const claims = folded(list);

  let begun = false;

  /** @param {number} room how many more results to show, at most */
  async function showMore(room) {
    const next = left.flatMap(({ heading, numbers }) => numbers.map((number) => ({ heading, number }))).slice(0, room);
    const texts = await textsOf(index, next.map(({ number }) => number));
    if (!current()) return false;
    if (!begun) list.replaceChildren();
    /** @type {HTMLElement[]} */
    const added = [];
    for (const { heading, number } of next) {
      const own = texts.read.get(number);
      if (!own) continue;
      const item = resultItem(hit(own.statement, own.section, sought));
      if (own.statement.kind === "assertion" && fold) claims.add(item);
      else listFor(list, heading).append(item);
      added.push(item);
    }
    for (const { number } of next) left.find(({ numbers }) => numbers[0] === number)?.numbers.shift();
    more.hidden = !left.some(({ numbers }) => numbers.length);
    claims.tell(!more.hidden);
    const first = added.find((item) => item.getClientRects().length) ?? added[0];
    if (begun) first?.querySelector("a")?.focus();
    begun = true;
    return texts.failed > 0;
  }

  more.onclick = async () => {
    if (await showMore(PER_PAGE)) failed();
  };
  more.hidden = true;
  if (!left.length) {
    list.replaceChildren();
    return false;
  }
  return showMore(firstPart(index, left.flatMap(({ numbers }) => numbers.slice(0, PER_PAGE))));
}

/**
 * The claims among what was found, below what was said: one click shows them; they are shown where there is nothing else.
 * @param {HTMLElement} list
 */
function folded(list) {
  const words = element("summary", "");
  const items = element("ol", "");
  const box = /** @type {HTMLDetailsElement} */ (element("details", "search-claims", [words, items]));
  return {
    /** @param {HTMLElement} item */
    add(item) {
      items.append(item);
    },
    /** @param {boolean} pending whether some of what was found is still to be shown */
    tell(pending) {
      if (!items.children.length) return;
      if (!box.isConnected) box.open = !list.querySelector("li");
      words.textContent = pending
        ? _(`At least ${counted(items.children.length, "claim")} of the articles themselves`)
        : _(`${counted(items.children.length, "claim")} of the articles themselves`);
      list.append(box);
    },
  };
}

/**
 * How many results come first: those of few sections, since each is a file.
 * @param {Index} index
 * @param {number[]} numbers
 */
function firstPart(index, numbers) {
  const sections = new Set();
  for (const [at, number] of numbers.slice(0, PER_PAGE).entries()) {
    sections.add(index.sectionOf(number));
    if (sections.size > FIRST_SECTIONS && at >= FIRST_RESULTS) return at;
  }
  return PER_PAGE;
}

/**
 * The list of results below a heading, the last one if it has that.
 * @param {HTMLElement} list
 * @param {string} heading
 */
function listFor(list, heading) {
  const last = /** @type {HTMLElement | null} */ (list.querySelector(":scope > ol:last-of-type"));
  if (last && last.dataset.heading === heading) return last;
  const made = element("ol", "");
  made.dataset.heading = heading;
  if (heading) list.append(element("h2", "", heading));
  list.append(made);
  return made;
}

/**
 * @param {Hit} found
 * @returns {HTMLElement}
 */
export function resultItem(found) {
  const { statement, section, run, marks } = found;
  const first = run ? run[0] : (marks[0] ?? 0);
  const sentence = statement.sentences.filter((start) => start <= (statement.words[first]?.start ?? 0)).length;
  const runs = run ? [run] : marks.map((at) => /** @type {[number, number]} */ ([at, at]));
  const end = runs.length ? fragment(run ? `s${Math.max(1, sentence)}` : "", statement.text, statement.words, runs) : "";
  return statementItem(statement, section, { words: excerpt(found), fragment: end });
}

/**
 * The statement's words, around what was found where they are many, with that marked.
 * @param {Hit} found
 * @returns {(string | HTMLElement)[]}
 */
function excerpt({ statement: { text, words }, run, marks }) {
  const ranges = run ? [{ start: words[run[0]].start, end: words[run[1]].end }] : marks.map((at) => words[at]);
  let from = 0;
  let to = text.length;
  if (words.length > WORDS.all + WORDS.before) {
    const begin = Math.max(0, (run ? run[0] : (marks[0] ?? 0)) - WORDS.before);
    from = begin ? words[begin].start : 0;
    const end = Math.min(words.length, begin + WORDS.all) - 1;
    to = end < words.length - 1 ? words[end].end : text.length;
  }
  /** @type {(string | HTMLElement)[]} */
  const parts = [from > 0 ? "… " : ""];
  let at = from;
  for (const { start, end } of ranges) {
    if (start < at || start >= to) continue;
    parts.push(text.slice(at, start), element("mark", "", text.slice(start, Math.min(end, to))));
    at = Math.min(end, to);
  }
  parts.push(text.slice(at, to), to < text.length ? " …" : "");
  return parts;
}

/**
 * One line that says how much was found, as elements: its number carries what tests read.
 * @param {Found} found
 * @param {object} about
 * @param {boolean} about.narrowed
 * @param {string} about.by who said it, where that was taken from the words
 * @param {{count: number, least: boolean} | undefined} about.some how many statements have half of the words or more
 * @param {string} about.text what was asked
 * @returns {(string | Node)[]}
 */
export function summary({ allowed, words, sought }, { narrowed, by, some, text }) {
  const total = allowed.length;
  const number = element("span", "", total ? counted(total) : _("No statement"));
  number.dataset.count = String(total);
  const asked = shortened(text);
  const one = words.length === 1;
  const cutOff = new Set(sought).size > words.length ? _(`Only the first ${MOST_WORDS} different words were looked for.`) : "";
  const said = by && ` ${_(`by ${by}`)}`;
  const filters = narrowed ? ` ${_("with these filters")}` : "";
  if (!words.length) return [number, `${said}${filters}.`];
  if (total) return [number, ` ${one ? _("with this word") : _("with all of these words")}${said}${filters && `,${filters}`}.${after(cutOff)}`];
  return [number, ` ${_(`has all the words of “${asked}”`)}${said}${filters}.${after(some?.count ? nearest(some) : "")}${after(cutOff)}`];
}

/** @param {string} sentence */
function after(sentence) {
  return sentence && ` ${sentence}`;
}

/** @param {{count: number, least: boolean}} some */
function nearest({ count, least }) {
  if (least) return _(`At least ${written(count)} have half of them or more.`);
  return count === 1 ? _("1 has half of them or more.") : _(`${written(count)} have half of them or more.`);
}

/**
 * @param {string} text
 * @returns {string} the text on one line, not too long to be shown
 */
export function shortened(text) {
  const line = text.trim().replace(/\s+/gu, " ");
  return line.length > SHOWN_QUERY ? `${line.slice(0, SHOWN_QUERY)} …` : line;
}
