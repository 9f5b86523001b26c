// @ts-check
/** The search page, second part: the address holds the question; the page says whether it is on record, and lists what is. */

import { button, element } from "./element.js";
import { choose, chosenIn, count } from "./facets.js";
import { find, ordered, withSome } from "./find.js";
import { show, shortened, summary } from "./found.js";
import { _ } from "./language.js";
import { library } from "./library.js";
import { Narrowing } from "./narrowing.js";
import {} from "./page.js"; // which every page loads: here in one fetch with this one
import { alike, meanings, namesIn, pages, saidBy, spellings } from "./proposals.js";
import { addressOf, isNarrowed, perFacet, questionIn, rewritten, understood } from "./question.js";
import { check } from "./quotation/check.js";
import { fold } from "./quotation/fold.js";
import { FEWEST_WORDS } from "./quotation/passages.js";
import { rendered, summary as checkSummary } from "./quotation/render.js";
import { FORMATS, MOST, rowsOf, save } from "./take.js";
import { timeline } from "./timeline.js";
import { counted, number, quoted } from "./wording.js";

/** @typedef {import("./quotation/answer.js").Answer} Answer */
/** @typedef {import("./quotation/index.js").Index} Index */
/** @typedef {import("./find.js").Found} Found */
/** @typedef {import("./proposals.js").Meant} Meant */
/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./question.js").Understood} Understood */

/**
 * One question on its way to its answer.
 * @typedef {object} Asking
 * @property {Question} question
 * @property {Understood} asked
 * @property {string[]} words folded
 * @property {boolean} narrowed
 * @property {Index} index
 * @property {Narrowing | undefined} narrowing
 * @property {(number: number) => boolean} allows
 * @property {() => boolean} current whether nothing newer was asked
 */

/** Milliseconds without a key after which what was typed is looked up, and after which its answer is read aloud. */
const PAUSE = 150;
const REST = 900;
/** Milliseconds after an answer until the menus are filled for it, which takes a large file. */
const IDLE = 1000;
/** Milliseconds after which an answer to what was asked before goes. */
const STALE = 400;
/** Milliseconds until a frame that a page out of sight does not draw is not waited for. */
const FRAME = 100;
const GROUPS = { runs: _("These words, one after another"), others: _("All of these words, here and there"), some: _("Some of these words") };

/** Waits for the next frame, as long as there is to be one: what a reader did is seen before it is answered. */
function drawn() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, FRAME);
  });
}

/** @param {Promise<import("./quotation/files.js").Files>} opening */
export function answers(opening) {
  const shelf = library(opening);
  const page = /** @type {HTMLElement} */ (document.querySelector("#search-page"));
  const form = /** @type {HTMLFormElement} */ (page.querySelector("form"));
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (page.querySelector(`[data-${name}]`));
  const [filters, proposed, checked, status, years, list, take] = [
    "filters", "proposals", "check", "status", "years", "results", "take",
  ].map(part);
  const more = /** @type {HTMLButtonElement} */ (part("more"));
  const aloud = part("aloud");
  const title = document.title;

  /** Counts the questions asked: an answer that comes after a newer question is dropped. */
  let asked = 0;
  let pause = 0;
  let rest = 0;
  let plain = "";

  /** @returns {Question} the question in the form */
  function entered() {
    const given = new FormData(form);
    const value = (/** @type {string} */ name) => String(given.get(name) ?? "");
    const limits = { after: value("after").trim(), before: value("before").trim() };
    return { q: field.value, facets: chosenIn(given), limits, sort: value("sort"), plain };
  }

  /** @param {Question} question */
  function enter(question) {
    field.value = question.q;
    plain = question.plain;
    choose(form, question);
  }

  /**
   * Puts a question into the address and answers it.  A question is one step of the history; one that is still being
   * typed takes the place of what it was a moment before.
   * @param {Question} question
   * @param {{typing?: boolean}} [how]
   */
  function ask(question, { typing = false } = {}) {
    clearTimeout(pause);
    const address = new URL(location.href);
    address.hash = "";
    address.search = addressOf(question).toString();
    const same = address.href === location.href;
    if (history.state?.typing) history.replaceState({ typing }, "", address);
    else if (!same) history.pushState({ typing }, "", address);
    if (same && typing) return;
    enter(question);
    asked += 1;
    const mine = asked;
    if (typing) void answer(question, { typing });
    else void drawn().then(() => (mine === asked ? answer(question) : undefined));
  }

  /**
   * @param {Question} question
   * @param {{typing?: boolean, anew?: boolean}} [how] `anew`: files were fetched anew, because some had failed
   */
  async function answer(question, { typing = false, anew = false } = {}) {
    asked += 1;
    const mine = asked;
    const understanding = understood(question.q);
    const words = fold(understanding.text).map((word) => word.folded);
    const narrowed = isNarrowed(question, understanding);
    document.title = question.q.trim() ? `${shortened(question.q)} · ${title}` : title;
    document.documentElement.classList.toggle("asked", words.length > 0 || narrowed);
    clear(words);
    if (!words.length && !narrowed) {
      latest = undefined;
      years.replaceChildren();
      list.replaceChildren();
      status.textContent = question.q.trim()
        ? _("There is no word in that to search for: only marks or symbols. Type a word or more.")
        : _("Type some words, or choose a kind, a speaker or a topic.");
      return speak("", typing);
    }
    status.textContent = _("Searching …");
    try {
      const index = await shelf.index();
      if (mine !== asked) return;
      const narrowing = narrowed ? new Narrowing(index, await index.columns(), question, understanding) : undefined;
      if (mine !== asked) return;
      const allows = narrowing ? (/** @type {number} */ number) => narrowing.allows(number) : () => true;
      const current = () => mine === asked;
      const failed = await answerWith({ question, asked: understanding, words, narrowed, index, narrowing, allows, current });
      // The site may have been published anew since the index was opened: its files have other names then.
      if (failed && !anew && mine === asked) {
        shelf.renew();
        return await answer(question, { typing, anew: true });
      }
    } catch (error) {
      if (mine === asked) fail(shelf.told(error));
    }
    if (mine === asked) speak([checkedLine, status.textContent ?? ""].filter(Boolean).join(" "), typing);
  }

  let checkedLine = "";
  /** Whether the menus have what can be chosen. */
  let filled = false;
  /** Whether bars of years are likely to come. */
  let ofYears = true;
  /** What was listed last. @type {{index: Index, numbers: number[], all: number[]} | undefined} */
  let latest;

  /** Puts the line that says what was found below what has come above it: anew, since one that is pushed down jumps. */
  function putStatus() {
    years.before(status);
  }

  /** @param {string[]} words */
  function clear(words) {
    more.hidden = true;
    take.hidden = true;
    checkedLine = "";
    proposed.replaceChildren();
    if (words.length < FEWEST_WORDS) checked.replaceChildren();
    // The answer before stays while the next one is only a moment away, and no longer.
    const before = [checked, list].map((one) => ({ one, first: one.firstChild }));
    const mine = asked;
    setTimeout(() => {
      for (const { one, first } of before) if (mine === asked && one.firstChild === first) one.replaceChildren();
      putStatus();
    }, STALE);
  }

  /**
   * @param {Asking} asking
   * @returns {Promise<boolean>} whether a part of the index did not load that had something to say
   */
  async function answerWith(asking) {
    const { asked, words, index, narrowing, current } = asking;
    const checking = words.length < FEWEST_WORDS ? Promise.resolve(undefined) : checkQuotation(asking);
    const outside = asked.text.replace(/["“”„«»][^"“”„«»]*["“”„«»]/gu, " ");
    const first = outside === asked.text ? [] : fold(outside).map((word) => word.folded).slice(0, FEWEST_WORDS);
    const [answered, found] = await Promise.all([checking, find(index, asked.text, { allows: asking.allows, first })]);
    if (!current()) return false;
    tellOperators(asking);
    putStatus();
    const failed = found.least || Boolean(answered?.checks.some((one) => one.failed));
    if (answered && answered.checks.length > 1) {
      list.replaceChildren();
      status.textContent = _("Each quotation was checked by itself.");
      return failed;
    }
    await listFound(asking, found, answered);
    const counting = () => void (current() && countIn(asking, current).catch(() => {}));
    if (narrowing || filled) counting();
    else setTimeout(counting, IDLE);
    return failed;
  }

  /**
   * @param {Asking} asking
   * @returns {Promise<Answer | undefined>} nothing where it could not be checked
   */
  async function checkQuotation({ asked, index, allows, narrowed, current }) {
    try {
      const answered = await check(index, asked.text, { allows });
      if (!current()) return undefined;
      checked.replaceChildren(...rendered(answered, { narrowed, again }));
      putStatus();
      checkedLine = checkSummary(answered);
      return answered;
    } catch (error) {
      if (!current()) return undefined;
      uncheckedFor(shelf.told(error));
      return undefined;
    }
  }

  /**
   * @param {Asking} asking
   * @param {Found} found
   * @param {Answer | undefined} answered
   */
  async function listFound(asking, found, answered) {
    const { question, asked, index, narrowed, narrowing, allows, current } = asking;
    const meant = namesIn(found);
    const told = [...pages(meant, found.sought)];
    let by = "";
    let shown = found;
    const named = question.plain || answered?.aside.length ? [] : saidBy(meant, found.sought);
    if (!found.allowed.length && !found.least) {
      const instead = await otherwise(asking, found, { named, answered });
      if (!current()) return;
      if (instead) ({ found: shown, by } = instead);
    }
    const known = answered?.checks.some(({ verdict, keywords }) => !keywords && verdict !== "absent" && verdict !== "unchecked");
    if (by) told.push(taken(asking, by));
    else if (named.length && !known) told.push(element("p", "proposal", named.flatMap((one) => [only(asking, one), " "])));
    if (shown.least) {
      proposed.append(...told);
      return failList(_("The words could not be looked up, because a part of the index did not load."));
    }
    const some = shown.words.length > 1 && !shown.allowed.length && !known ? await withSome(index, shown, allows) : undefined;
    const length = narrowing ? (/** @type {number} */ number) => narrowing.columns.lengths[number] : undefined;
    const order = { sort: question.sort, date: await dates(asking), length };
    const { runs, others } = await ordered(index, shown, order);
    if (!current()) return;
    latest = { index, numbers: [...runs, ...others], all: shown.all };
    const groups = Object.entries({ runs, others, some: some?.best ?? [] }).map(([name, numbers]) => ({ heading: GROUPS[/** @type {"runs"} */ (name)], numbers }));
    // The number and the list change together: neither stands beside what the other was for another question.
    const failed = await show(index, groups, shown.sought, { list, more, current, failed: failPart, fold: !question.facets.kind.length });
    if (!current()) return;
    proposed.append(...told);
    putStatus();
    status.replaceChildren(...summary(shown, { narrowed, by, some, text: asked.text }), ...alsoTold(narrowing));
    if (failed) failPart();
    take.hidden = !latest.numbers.length;
    years.classList.toggle("search-years--coming", latest.numbers.length > 1 && ofYears);
    if (!shown.allowed.length) proposed.append(...spellings(await alike(index, found), (word, instead) => ask({ ...question, q: replaced(question.q, word, instead) })));
  }

  /**
   * What is found where no statement has all of the words: the words of the quotation that was checked, without what
   * was set aside; the others beside a speaker's name, by that speaker.
   * @param {Asking} asking
   * @param {Found} found
   * @param {{named: (Meant & {sure: boolean})[], answered: Answer | undefined}} known
   * @returns {Promise<{found: Found, by: string} | undefined>}
   */
  async function otherwise({ asked, index, allows }, found, { named, answered }) {
    const passage = answered?.checks[0]?.passage;
    if (passage && passage.words.length < found.sought.length && (answered.aside.length || answered.by)) {
      const quoted = await find(index, passage.text, { allows });
      if (quoted.allowed.length) return { found: quoted, by: "" };
    }
    for (const one of named.filter(({ sure }) => sure)) {
      const words = fold(asked.text);
      const text = asked.text.slice(0, words[one.from].start) + asked.text.slice(words[one.to].end);
      const facets = { ...perFacet(() => /** @type {string[]} */ ([])), [one.name.type]: [one.name.text] };
      const theirs = new Narrowing(index, await index.columns(), { ...questionIn(new URLSearchParams()), facets }, understood(""));
      const other = await find(index, text, { allows: (number) => allows(number) && theirs.allows(number) });
      if (other.words.length && other.allowed.length) return { found: { ...other, all: other.allowed }, by: one.name.text };
    }
    return undefined;
  }

  /**
   * That a name was taken as who said the words, with a way back.
   * @param {Asking} asking
   * @param {string} by
   */
  function taken({ question }, by) {
    return element("p", "proposal", [_(`By ${by}.`), " ", button(_("Look for the name as a word"), () => ask({ ...question, plain: "1" }))]);
  }

  /**
   * A button that leaves the statements of one speaker, or of one outlet, that have the other words.
   * @param {Pick<Asking, "question" | "asked">} asking
   * @param {Meant} named
   */
  function only({ question, asked }, { name, from, to }) {
    const words = fold(asked.text);
    const text = `${asked.text.slice(0, words[from].start)}${asked.text.slice(words[to].end)}`.trim();
    const type = /** @type {"speaker" | "outlet"} */ (name.type);
    const facets = { ...question.facets, [type]: [...question.facets[type], name.text] };
    return button(type === "speaker" ? _(`Only by ${name.text}`) : _(`Only from ${name.text}`), () => ask({ ...question, q: text, facets }));
  }

  /**
   * @param {Asking} asking
   * @returns {Promise<((number: number) => string) | undefined>} the statements' dates, where an order needs them
   */
  async function dates({ question, index, narrowing, asked }) {
    if (!question.sort) return undefined;
    const all = narrowing ?? new Narrowing(index, await index.columns(), question, asked);
    return (number) => all.date(number);
  }

  /** @param {Narrowing | undefined} narrowing */
  function alsoTold(narrowing) {
    if (!narrowing?.unknown.length) return [];
    const names = narrowing.unknown.map((value) => quoted(shortened(value))).join(", ");
    return [` ${_(`Nothing here is called ${names}.`)}`];
  }

  /** @param {Asking} asking */
  function tellOperators({ question, asked, narrowing }) {
    const choose = (/** @type {string} */ facet, /** @type {string} */ typed, /** @type {string} */ name) =>
      ask({ ...question, q: rewritten(question.q, facet, typed, name) });
    proposed.append(...meanings(narrowing?.meant ?? [], choose));
    for (const wrong of asked.wrong) {
      proposed.append(element("p", "proposal", _(`“${shortened(wrong)}” is no date: write 2016, 2016-03 or 2016-03-15.`)));
    }
  }

  /**
   * @param {string} q
   * @param {string} word folded
   * @param {string} instead
   */
  function replaced(q, word, instead) {
    const place = fold(q).find((one) => one.folded === word);
    return place ? q.slice(0, place.start) + instead + q.slice(place.end) : q;
  }

  /**
   * Fills the menus and draws the years: what was found, or everything.
   * @param {Pick<Asking, "question" | "asked" | "index" | "narrowing">} asking
   * @param {() => boolean} current
   */
  async function countIn({ question, asked, index, narrowing }, current) {
    const columns = await index.columns();
    if (!current()) return;
    const own = narrowing ?? new Narrowing(index, columns, question, asked);
    const counts = own.counts(latest?.all ?? Array(index.statements).keys());
    const known = { kind: columns.kinds, speaker: columns.speakers, topic: columns.topics, outlet: columns.outlets, year: [], checked: [] };
    count(form, counts, known);
    filled = true;
    if (!latest) return; // nothing is asked: nothing is to come into sight by itself
    const bars = timeline(counts.year, question.facets.year, (year) => {
      const now = entered();
      ask({ ...now, facets: { ...now.facets, year: year ? [year] : [] } });
    });
    years.replaceChildren(...bars);
    ofYears = bars.length > 0;
  }

  function again() {
    shelf.renew();
    void answer(entered());
  }

  /** @param {string} message */
  function fail(message) {
    checked.replaceChildren();
    const quoted = fold(field.value).length >= FEWEST_WORDS;
    if (quoted) uncheckedFor(message);
    failList(quoted ? _("No statements were looked up.") : message);
  }

  /** @param {string} message why nothing can be said of a quotation */
  function uncheckedFor(message) {
    const heading = element("h2", "check__verdict", [element("strong", "", _("Could not be checked"))]);
    const made = element("section", "check check--unchecked", [heading, element("p", "check__note", [`${message} `, button(_("Try again"), again)])]);
    made.dataset.verdict = "unchecked";
    checked.replaceChildren(made);
    checkedLine = _("The quotation could not be checked.");
  }

  /** @param {string} message why there is no list */
  function failList(message) {
    list.replaceChildren();
    more.hidden = true;
    status.replaceChildren(`${message} `, button(_("Try again"), again));
  }

  function failPart() {
    status.append(` ${_("Some of them could not be loaded.")} `, button(_("Try again"), again));
  }

  /**
   * Has an answer read aloud once, when typing rests.
   * @param {string} line
   * @param {boolean} typing
   */
  function speak(line, typing) {
    clearTimeout(rest);
    const say = () => {
      const text = line || (status.textContent ?? "");
      if (aloud.textContent !== text) aloud.textContent = text;
    };
    if (typing) rest = setTimeout(say, REST);
    else say();
  }

  /** Fills the menus for a reader who has not asked for anything yet. */
  async function offerFilters() {
    if (filled) return;
    const mine = asked;
    const question = entered();
    const index = await shelf.index();
    await countIn({ question, asked: understood(question.q), index, narrowing: undefined }, () => mine === asked && !filled);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(entered());
  });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    clearTimeout(rest);
    plain = "";
    pause = setTimeout(() => ask(entered(), { typing: true }), PAUSE);
  });
  filters.addEventListener("change", () => ask(entered()));
  addEventListener("popstate", () => {
    clearTimeout(pause);
    const question = questionIn(new URLSearchParams(location.search));
    enter(question);
    void answer(question);
  });
  for (const format of Object.keys(FORMATS)) {
    take.append(" ", button(format, () => void takeAlong(format).catch((error) => failList(shelf.told(error)))));
  }

  /** @param {string} format */
  async function takeAlong(format) {
    const said = part("taken");
    if (!latest) return;
    const { index, numbers } = latest;
    const wanted = numbers.slice(0, MOST);
    const { rows, failed } = await rowsOf(index, wanted, (done) => (said.textContent = _(`${done} of ${wanted.length} …`)));
    if (failed) {
      said.textContent = _("A part of the index did not load, so nothing was saved. Try again.");
      return shelf.renew();
    }
    save(format, rows);
    said.textContent =
      numbers.length > wanted.length
        ? _(`${counted(rows.length)} saved of ${number(numbers.length)}; the data set has all.`)
        : _(`${counted(rows.length)} saved.`);
    speak(said.textContent, false);
  }

  // What was typed before this script was there is asked.
  const first = questionIn(new URLSearchParams(location.search));
  if (field.value && field.value !== first.q && document.activeElement === field) first.q = field.value;
  enter(first);
  void answer(first);
  // Nothing more is fetched for a reader who only passes by; the first sign of interest fetches the filters.
  for (const sign of ["pointermove", "pointerdown", "focusin", "keydown"]) {
    addEventListener(sign, () => void offerFilters().catch(() => {}), { once: true });
  }
}
