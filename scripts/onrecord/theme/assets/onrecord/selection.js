// @ts-check
/** Words of an article that a reader selects: a link to exactly these, a copy of them, and a search for them. */

import { copy } from "./clipboard.js";
import { button, element, linked } from "./element.js";
import { fragment } from "./landing.js";
import { _ } from "./language.js";
import { fold } from "./quotation/fold.js";

/** @typedef {{text: string, address: string}} Selected the characters as they stand, and the address of their words */

const PARTS = "[data-article-text]";
/** Milliseconds without a change after which a selection is one. */
const REST = 150;
/** Longer questions are cut by the search field. */
const MOST_ASKED = 2000;

/**
 * What is selected of the article's text; nothing where no word of it is.
 * @returns {Selected | undefined}
 */
export function selected() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  let [text, from, to] = ["", Infinity, 0];
  for (const part of document.querySelectorAll(PARTS)) {
    const inside = document.createRange();
    inside.selectNodeContents(part);
    if (range.compareBoundaryPoints(Range.START_TO_END, inside) <= 0 || range.compareBoundaryPoints(Range.END_TO_START, inside) >= 0) continue;
    const [start, end] = [length(inside, range, "start"), length(inside, range, "end")];
    if (start === end) continue;
    from = Math.min(from, text.length + start);
    to = text.length + end;
    text += `${inside.toString()}\n`;
  }
  const words = fold(text);
  const first = words.findIndex((word) => word.end > from);
  const last = words.findLastIndex((word) => word.start < to);
  if (first < 0 || last < first) return undefined;
  const page = new URL(location.href);
  page.hash = "";
  return { text: text.slice(from, to).trim(), address: page.href + fragment("", text, words, [[first, last]]) };
}

/**
 * How many characters of a part stand before an end of a selection, which may be outside.
 * @param {Range} inside of all that is in the part
 * @param {Range} range
 * @param {"start" | "end"} end
 */
function length(inside, range, end) {
  const before = inside.cloneRange();
  const [node, offset] = end === "start" ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
  const at = inside.comparePoint(node, offset);
  if (at < 0) return 0;
  if (!at) before.setEnd(node, offset);
  return before.toString().length;
}

/** Shows a bar while words of the article are selected. */
export function offer() {
  const search = linked("search/", _("Search"));
  const told = element("span", "");
  told.setAttribute("role", "status");
  /** @type {Selected | undefined} */
  let now;
  const taking = (/** @type {string} */ what, /** @type {(one: Selected) => string} */ of) => async () => {
    if (now) told.textContent = (await copy(of(now))) ? _(`${what} copied.`) : _("Copying is not allowed here.");
  };
  const bar = element("div", "selected md-typeset", [
    button(_("Copy link"), taking(_("Link"), (one) => one.address)),
    button(_("Copy words"), taking(_("Words"), (one) => one.text)),
    search,
    told,
  ]);
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", _("The selected words"));
  bar.hidden = true;
  // What is pressed must not end the selection.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  (document.querySelector("main") ?? document.body).append(bar);
  const show = () => {
    now = selected();
    bar.hidden = !now;
    told.textContent = "";
    if (!now) return;
    // It must not cover what it is for.
    const low = Number(getSelection()?.getRangeAt(0).getBoundingClientRect().bottom) > innerHeight / 2;
    bar.classList.toggle("selected--above", low);
    search.search = new URLSearchParams({ q: now.text.slice(0, MOST_ASKED) }).toString();
  };
  let rest = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(rest);
    rest = setTimeout(show, REST);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") bar.hidden = true;
  });
  show();
}

/**
 * Marks the words that an address names, in a browser that does not do it.
 * @param {string} hash with text directives: `:~:text=[before-,]first[,last][,-after]`
 */
export function mark(hash) {
  const ranges = hash.slice(hash.indexOf(":~:") + 3).split("&").flatMap((one) => (one.startsWith("text=") ? (found(one.slice(5)) ?? []) : []));
  if (!ranges.length) return;
  ranges[0].startContainer.parentElement?.scrollIntoView({ block: "center" });
  if ("highlights" in CSS) CSS.highlights.set("named", new Highlight(...ranges));
  else getSelection()?.addRange(ranges[0]);
}

/**
 * @param {string} directive
 * @returns {Range | undefined} the first words that it names
 */
function found(directive) {
  const texts = directive.split(",");
  const before = texts[0].endsWith("-") ? pattern(texts.shift()?.slice(0, -1)) + String.raw`\s*` : "";
  const after = texts.at(-1)?.startsWith("-") ? String.raw`\s*` + pattern(texts.pop()?.slice(1)) : "";
  const wanted = new RegExp(`(${before})${texts.map(pattern).join("[^]*?")}(?=${after})`, "iu");
  const parts = [...document.querySelectorAll(PARTS)];
  const match = wanted.exec(parts.map((part) => part.textContent).join("\n"));
  if (!match) return undefined;
  const range = document.createRange();
  range.setStart(...place(parts, match.index + match[1].length));
  range.setEnd(...place(parts, match.index + match[0].length));
  return range;
}

/** @param {string} [encoded] */
function pattern(encoded = "") {
  const text = decodeURIComponent(encoded).replace(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
  return text.replace(/\s+/gu, String.raw`\s+`);
}

/**
 * Where a character stands in the page.
 * @param {Element[]} parts
 * @param {number} at its number in their texts, one on a line
 * @returns {[Node, number]}
 */
function place(parts, at) {
  let left = at;
  for (const part of parts) {
    const nodes = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const { length: own } = /** @type {Text} */ (node);
      if (left <= own) return [node, left];
      left -= own;
    }
    left -= 1;
  }
  return [parts[parts.length - 1], 0];
}
