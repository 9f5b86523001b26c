// @ts-check
/** Answers while a reader types in the search box of any page; Enter goes to the search page as ever. */

import { element } from "./element.js";
import { find, hit, ordered, textsOf, withSome } from "./find.js";
import { resultItem } from "./found.js";
import { _ } from "./language.js";
import { library } from "./library.js";
import { namesIn, pages } from "./proposals.js";
import { understood } from "./question.js";
import { check } from "./quotation/check.js";
import { fold } from "./quotation/fold.js";
import { FEWEST_WORDS } from "./quotation/passages.js";
import { rendered, summary } from "./quotation/render.js";
import { SITE } from "./site.js";
import { number } from "./wording.js";

/** Milliseconds without a key after which what was typed is looked up, and after which the answer is read aloud. */
const PAUSE = 150;
const REST = 900;
const MOST_RESULTS = 4;
const MOST_MATCHES = 2;

/**
 * @param {HTMLInputElement} field
 */
export function answerWhileTyping(field) {
  wearStyles();
  const form = /** @type {HTMLFormElement} */ (field.form);
  const panel = document.createElement("div");
  panel.className = "answers md-typeset";
  panel.hidden = true;
  const said = document.createElement("p");
  said.className = "answers__said";
  const aloud = element("p", "unseen");
  aloud.setAttribute("role", "status");
  const shown = document.createElement("div");
  const all = document.createElement("a");
  all.className = "answers__all";
  all.textContent = _("All results");
  panel.append(said, aloud, shown, all);
  form.append(panel);
  form.classList.add("has-answers");
  let asked = 0;
  let timer = 0;
  let rest = 0;
  const shelf = library();

  async function answer() {
    const mine = ++asked;
    const typed = field.value;
    const { text } = understood(typed);
    const words = fold(text);
    if (!words.length) return close();
    const address = new URL(form.action);
    address.search = new URLSearchParams({ q: typed }).toString();
    all.href = address.href;
    const current = () => mine === asked;
    try {
      const index = await shelf.index();
      const checking = words.length < FEWEST_WORDS ? undefined : check(index, text);
      const finding = find(index, text, { allows: () => true });
      // The verdict is shown as soon as it is there.
      const answered = await checking;
      if (!current()) return;
      const verdict = answered ? rendered(answered, { most: MOST_MATCHES }) : [];
      const line = answered ? summary(answered) : "";
      if (verdict.length) put(verdict, line);
      if (answered && answered.checks.length > 1) return;
      const seen = new Set(answered?.checks.flatMap((one) => one.matches.map((match) => match.statement?.number)));
      await list(index, await finding, { verdict, line, seen: answered?.checks.every((one) => one.keywords) ? new Set() : seen, current });
    } catch (error) {
      if (current()) put([], shelf.told(error));
    }
  }

  /**
   * Puts the first statements that have the words below the verdict.
   * @param {import("./quotation/index.js").Index} index
   * @param {import("./find.js").Found} found
   * @param {{verdict: HTMLElement[], line: string, seen: Set<number | undefined>, current: () => boolean}} about
   */
  async function list(index, found, { verdict, line, seen, current }) {
    const { runs, others } = await ordered(index, found, { sort: "" });
    const known = [...seen].some((number) => number !== undefined);
    const some = found.allowed.length || known ? [] : (await withSome(index, found, () => true)).best;
    const numbers = [...runs, ...others, ...some].filter((number) => !seen.has(number)).slice(0, MOST_RESULTS);
    const { read } = await textsOf(index, numbers);
    if (!current()) return;
    const named = pages(namesIn(found), found.sought);
    const items = numbers.flatMap((number) => {
      const own = read.get(number);
      return own ? [resultItem(hit(own.statement, own.section, found.sought))] : [];
    });
    const count = found.allowed.length;
    let more = "";
    if (found.least) more = _("A part of the index did not load, so the words could not be looked up.");
    else if (count) more = count === 1 ? _("1 statement has all of these words.") : _(`${number(count)} statements have all of these words.`);
    else if (!known) more = _("No statement has all of these words.");
    put([...named, ...verdict, ...(items.length ? [element("ol", "", items)] : [])], `${line} ${more}`.trim());
  }

  /**
   * @param {HTMLElement[]} parts
   * @param {string} line
   */
  function put(parts, line) {
    const here = stops().indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    shown.replaceChildren(...parts);
    said.textContent = line;
    clearTimeout(rest);
    rest = setTimeout(() => (aloud.textContent = line), REST);
    panel.hidden = false;
    // A reader may have moved into the answers to the words before the last ones.
    if (here > 0) focusOn(here);
  }

  /** What the arrow keys move through. */
  function stops() {
    return [field, ...panel.querySelectorAll("a")];
  }

  /** @param {number} at */
  function focusOn(at) {
    const all = stops();
    all[Math.min(all.length - 1, Math.max(0, at))].focus();
  }

  function close() {
    asked++;
    panel.hidden = true;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void answer(), PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      field.focus();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !panel.hidden) {
      event.preventDefault();
      const here = stops().indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
      focusOn(here + (event.key === "ArrowDown" ? 1 : -1));
    }
  });
  if (field.value) void answer();
}

/** A page without a search form in its text comes without the style sheet of answers. */
function wearStyles() {
  const { href } = new URL("assets/onrecord/answers.css", SITE);
  const worn = [href, href.replace("answers.css", "search.css")];
  if ([...document.styleSheets].some((sheet) => worn.includes(sheet.href ?? ""))) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}
