// @ts-check
/** Answers while a reader types in the search box of any page; Enter goes to the search page as ever. */

import { find } from "./find.js";
import { resultItem } from "./results.js";
import { SITE } from "./site.js";
import { fold } from "./quotation/fold.js";
import { quoteCheck, UnavailableError } from "./quotation/index.js";
import { KINDS } from "./quotation/kinds.js";
import { FEWEST_WORDS } from "./quotation/passages.js";
import { rendered, summary } from "./quotation/render.js";

/** Milliseconds without a key after which what was typed is looked up. */
const PAUSE = 150;
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
  said.setAttribute("role", "status");
  const shown = document.createElement("div");
  const all = document.createElement("a");
  all.className = "answers__all";
  all.textContent = "All results";
  panel.append(said, shown, all);
  form.append(panel);
  form.classList.add("has-answers");
  let asked = 0;
  let timer = 0;

  async function answer() {
    const mine = ++asked;
    const typed = field.value;
    const words = fold(typed).length;
    if (!words) return close();
    const checking = words < FEWEST_WORDS ? Promise.resolve(undefined) : quoteCheck(typed).catch(unavailable);
    const recognized = checking.then((answer) => answer instanceof Object && "checks" in answer && isKnown(answer));
    const [checked, found] = await Promise.all([checking, find(typed, {}, { recognized }).catch(() => undefined)]);
    if (mine !== asked) return;
    const parts = [];
    let line = "";
    const seen = new Set();
    if (checked instanceof UnavailableError) line = checked.message;
    else if (checked) {
      parts.push(...rendered(checked, { most: MOST_MATCHES }));
      line = summary(checked.checks);
      for (const match of checked.checks.flatMap((one) => one.matches)) seen.add(match.record.id);
    }
    const several = checked && !(checked instanceof UnavailableError) && checked.checks.length > 1;
    const hits = found && !several ? await firstOf(seen.size ? { ...found, some: [] } : found, seen) : [];
    if (mine !== asked) return;
    if (hits.length) {
      const list = document.createElement("ol");
      list.append(...hits.map((hit) => resultItem(hit, KINDS)));
      parts.push(list);
    }
    const here = stops().indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    shown.replaceChildren(...parts);
    const count = found && !several ? found.exact.length + found.all.length : 0;
    if (!found) line += " The search index could not be loaded.";
    else if (count) line += ` ${count} ${count === 1 ? "statement has" : "statements have"} all of these words.`;
    else if (!several && !seen.size) line += " No statement has all of these words.";
    said.textContent = line.trim();
    const address = new URL(form.action);
    address.search = new URLSearchParams({ q: typed }).toString();
    all.href = address.href;
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
  const { href } = new URL("assets/onrecord/search.css", SITE);
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/**
 * @param {unknown} error
 * @returns {UnavailableError}
 */
function unavailable(error) {
  return error instanceof UnavailableError ? error : new UnavailableError("The quotation could not be checked.");
}

/** @param {{checks: import("./quotation/check.js").Check[]}} answer */
function isKnown({ checks }) {
  return checks.some((check) => check.verdict !== "not found");
}

/**
 * The first results that are not shown already.
 * @param {import("./find.js").Found} found
 * @param {Set<string>} seen
 */
async function firstOf(found, seen) {
  const later = [...found.all, ...found.some].slice(0, MOST_RESULTS + seen.size);
  const hits = [...found.exact.slice(0, MOST_RESULTS + seen.size), ...(await Promise.all(later.map((read) => read())))];
  return hits.filter((hit) => !seen.has(hit.id)).slice(0, MOST_RESULTS);
}
