// @ts-check
/** What every page does with a script: the scheme switch, the key "/", search fields, and the parts of a marked statement. */

import {} from "./keys.js";

const root = document.documentElement;
const STORED = "onrecord.scheme";

/** Whether the page is dark now, by the reader's choice or else by the system's. */
function isDark() {
  return (root.dataset.scheme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

function schemeSwitch() {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-scheme-switch]"));
  if (!button) return;
  const say = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem(STORED, root.dataset.scheme);
    } catch {
      // Storage may be closed to this site: the choice then lasts as long as the page.
    }
    say();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", say);
  say();
}

/** Search fields answer while one types, from the first time that one is used; a pasted paragraph becomes one line. */
function searchFields() {
  /** @type {Set<HTMLInputElement>} */
  const used = new Set();
  document.addEventListener("focusin", async ({ target }) => {
    if (!(target instanceof HTMLInputElement && target.matches("[data-search-field]")) || used.has(target)) return;
    used.add(target);
    if (target.closest("#search-page")) return;
    const { answerWhileTyping } = await import("./box.js");
    answerWhileTyping(target);
  });
  document.addEventListener("paste", (event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement && target.matches("[data-search-field]"))) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\r\n]/u.test(text)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = target;
    const line = text.replace(/\s+/gu, " ").trim();
    target.setRangeText(line, selectionStart ?? value.length, selectionEnd ?? value.length, "end");
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** An address names a statement's first mark only; its further marks are shown with it. */
function targetMarks() {
  const show = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const mark of document.querySelectorAll("mark[data-statement]")) {
      mark.classList.toggle("is-target", id !== "" && mark.getAttribute("data-statement") === id);
    }
  };
  addEventListener("hashchange", show);
  show();
}

/** A table too wide for its column scrolls; a keyboard must reach it for that. */
function wideTables() {
  for (const table of document.querySelectorAll(".md-typeset table")) {
    if (table.scrollWidth > table.clientWidth) table.setAttribute("tabindex", "0");
  }
}

/** Words of an article can be taken along when they are selected, and an address may name some. */
function words() {
  if (!document.querySelector("[data-article-text]")) return;
  const selecting = async () => {
    if (getSelection()?.isCollapsed !== false) return;
    document.removeEventListener("selectionchange", selecting);
    const { offer } = await import("./selection.js");
    offer();
  };
  document.addEventListener("selectionchange", selecting);
  if (!("fragmentDirective" in document) && location.hash.includes(":~:text=")) {
    void import("./selection.js").then(({ mark }) => mark(location.hash));
  }
}

schemeSwitch();
words();
searchFields();
targetMarks();
wideTables();
const place = document.querySelector("[data-print-address]");
if (place) place.textContent = location.origin + location.pathname;

export {};
