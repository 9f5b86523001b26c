// @ts-check
/** An article's marks: which kinds are shown, as the address says, and beside the text who says what is pointed at. */

import { _ } from "./language.js";

const SAID = ["direct", "mixed", "indirect"];
const KINDS = [...SAID, "assertion"];

/**
 * The kinds that a value of the address leaves.
 * @param {string} value
 */
function kindsOf(value) {
  if (value === "said") return SAID;
  if (value === "none") return [];
  return KINDS.includes(value) ? [value] : KINDS;
}

/**
 * Shows the marks of these kinds, and their statements in the list below.
 * @param {string[]} kinds
 */
function show(kinds) {
  const on = (/** @type {Element} */ part, /** @type {string} */ name) =>
    kinds.some((kind) => part.classList.contains(`${name}--${kind}`));
  for (const name of ["statement-mark", "statement-link"]) {
    for (const part of document.querySelectorAll(`.article-text .${name}`)) part.classList.toggle("is-off", !on(part, name));
  }
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".by-speaker"))) {
    const rows = /** @type {HTMLElement[]} */ ([...list.children]);
    for (const row of rows) {
      const kind = row.querySelector(".legend");
      row.hidden = kinds.length > 0 && !(kind && on(kind, "legend"));
    }
    list.hidden = rows.every((row) => row.hidden);
    /** @type {HTMLElement} */ (list.previousElementSibling).hidden = list.hidden;
  }
}

/** @param {HTMLElement} choices */
function kindChoices(choices) {
  const links = [...choices.querySelectorAll("a")];
  const valueOf = (/** @type {string} */ search) => new URLSearchParams(search).get("kind") ?? "";
  const follow = () => {
    const asked = valueOf(location.search);
    const chosen = links.find((link) => valueOf(link.search) === asked) ?? links[0];
    for (const link of links) {
      if (link === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    show(kindsOf(valueOf(chosen.search)));
  };
  choices.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.search || location.pathname);
    follow();
  });
  addEventListener("popstate", follow);
  follow();
}

/**
 * Says beside the text who says what the pointer or the keyboard is at.
 * @param {HTMLElement} box
 */
function pointedAt(box) {
  const text = document.querySelector(".article-text");
  let last = "";
  const point = (/** @type {Event} */ { target }) => {
    const part = target instanceof Element ? target.closest(".statement-mark, .statement-link") : null;
    const id = part?.getAttribute("data-statement") ?? part?.getAttribute("href")?.split("/").at(-2);
    if (!part || !id || id === last || part.classList.contains("is-off")) return;
    last = id;
    const [kind, ...by] = (part.getAttribute("data-by") ?? "").split(" · ");
    const name = document.createElement("strong");
    const link = document.createElement("a");
    name.textContent = by.join(" · ");
    link.href = `../../statements/${id}/`;
    link.textContent = _("Open this statement");
    const line = document.createElement("span");
    line.className = `legend ${[...part.classList].find((one) => one.includes("--"))?.replace(/^.*--/u, "legend--") ?? ""}`;
    line.textContent = kind;
    box.replaceChildren(line, " ", name, " ", link);
    for (const mark of document.querySelectorAll(".statement-mark")) {
      mark.classList.toggle("is-pointed", mark.getAttribute("data-statement") === id);
    }
  };
  text?.addEventListener("pointerover", point);
  text?.addEventListener("focusin", point);
}

/** A sheet has done its work once a link in it was followed: what that leads to lies below. */
function closing(/** @type {HTMLElement} */ sheet) {
  sheet.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a") && sheet.matches(":popover-open")) sheet.hidePopover();
  });
}

const choices = /** @type {HTMLElement | null} */ (document.querySelector("[data-kinds]"));
const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-pointed]"));
const sheet = /** @type {HTMLElement | null} */ (document.querySelector(".side"));
if (sheet) closing(sheet);
if (choices) kindChoices(choices);
if (box) pointedAt(box);
