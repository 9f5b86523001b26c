// @ts-check
/** The article's text on the desk's page: which of its words are where, drawn with the statements in it, dragged and selected. */

import { element } from "./desk.js";

/** @typedef {[number, number]} Span in code points of the article's text */
/**
 * @typedef {object} Statement
 * @property {Span[]} content
 * @property {Span[]} source
 * @property {Span[]} cue
 * @property {string} kind
 * @property {string | null} speaker
 * @property {string | null} candidate
 * @property {string | null} basis
 * @property {number | null} certainty
 * @property {string[] | null} topics
 * @property {boolean} checked
 * @property {string[]} corrected
 */

const TOKEN = /[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}'’-]*|\S/gu;

export const paragraphs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".article-text [data-article-text]")]);
const places = paragraphs.map((one) => /** @type {Span} */ ((one.dataset.articleText ?? "").split("-").map(Number)));
/** For each paragraph what was drawn in it last. @type {string[]} */
const drawn = [];
/** What the page had as the id of each statement, by where its words begin. */
export const ids = new Map(idsOnPage(paragraphs));

/** @type {string[]} */
let letters = [];
/** @type {Span[]} */
let tokens = [];
/** @type {Statement[]} */
let statements = [];
/** The number of the chosen statement; -1 for none. */
let chosen = -1;
/** What is done with the words that an end was dragged to. @type {(to: Span[]) => void} */
let dragged = () => {};

/** @param {Element[]} texts the paragraphs as a build set them */
export function* idsOnPage(texts) {
  for (const [number, paragraph] of texts.entries()) {
    for (const mark of paragraph.querySelectorAll("mark[id]")) {
      const range = /** @type {Document} */ (paragraph.ownerDocument).createRange();
      range.setStart(paragraph, 0);
      range.setEndBefore(mark);
      yield /** @type {[number, string]} */ ([places[number][0] + [...range.toString()].length, mark.id]);
    }
  }
}

/** @param {(to: Span[]) => void} act what to do with the words that the chosen statement has once an end was dragged */
export function whenDragged(act) {
  dragged = act;
}

/** @param {string} text the article's, as the files have it now */
export function read(text) {
  letters = Array.from(text);
  tokens = [];
  let units = 0;
  let points = 0;
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    points += Array.from(text.slice(units, index)).length;
    const size = Array.from(word).length;
    tokens.push([points, points + size]);
    points += size;
    units = index + word.length;
  }
}

/**
 * Sets the article's text again, with the statements as they are now.
 * @param {Statement[]} all
 * @param {number} number of the one that is chosen; -1 for none
 */
export function drawStatements(all, number) {
  statements = all;
  chosen = number;
  draw();
}

function draw() {
  const content = statements[chosen]?.content;
  const near = byParagraph();
  for (const [number, paragraph] of paragraphs.entries()) {
    const [from, to] = places[number];
    const ends = new Set([from, to]);
    const here = near[number];
    const shown = JSON.stringify([here.map((at) => [at, statements[at], ids.get(statements[at].content[0][0])]), here.includes(chosen) && chosen]);
    if (drawn[number] === shown) continue; // of a long article all but one or two
    drawn[number] = shown;
    for (const one of here.map((at) => statements[at])) {
      for (const end of [...one.content, ...one.source, ...one.cue].flat()) if (end > from && end < to) ends.add(end);
    }
    const cuts = [...ends].sort((one, other) => one - other);
    const pieces = cuts.slice(0, -1).flatMap((start, at) => [
      ...(content?.[0][0] === start ? [handle("start")] : []),
      piece(start, cuts[at + 1], here),
      ...(content?.[content.length - 1][1] === cuts[at + 1] ? [handle("end")] : []),
    ]);
    paragraph.replaceChildren(...pieces);
  }
}

/** @returns {number[][]} for each paragraph the statements that have a part in it, in their order */
function byParagraph() {
  const found = paragraphs.map(() => /** @type {Set<number>} */ (new Set()));
  for (const [at, { content, source, cue }] of statements.entries()) {
    for (const [start, end] of [...content, ...source, ...cue]) {
      for (let number = paragraphAt(start); number < places.length && places[number][0] < end; number++) found[number].add(at);
    }
  }
  return found.map((numbers) => [...numbers]);
}

/**
 * The number of the first paragraph that ends after a place.
 * @param {number} place
 */
function paragraphAt(place) {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle][1] > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * What an end of the chosen statement is dragged by; the keyboard has buttons for that.
 * @param {"start" | "end"} which
 */
function handle(which) {
  const made = element("span", { class: `desk-handle desk-handle--${which}`, "aria-hidden": "true" });
  made.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    document.documentElement.setPointerCapture(event.pointerId); // which a handle that is drawn anew would lose
    drag(which, event.pointerId);
  });
  // A finger here does not scroll.
  made.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  return made;
}

/**
 * Moves an end of the chosen statement, word by word, with the pointer, until that is let go.
 * @param {"start" | "end"} which
 * @param {number} pointer
 */
function drag(which, pointer) {
  const one = statements[chosen];
  const was = one.content;
  const [at, side] = which === "start" ? [0, 0] : [was.length - 1, 1];
  const ends = tokens.map((token) => token[side]);
  const move = (/** @type {PointerEvent} */ { pointerId, clientX, clientY }) => {
    const place = pointerId === pointer ? placeAt(clientX, clientY) : null;
    if (place === null) return;
    const moved = was.map((span) => /** @type {Span} */ ([...span]));
    moved[at][side] = ends.reduce((near, end) => (Math.abs(end - place) < Math.abs(near - place) ? end : near));
    if (moved[at][0] >= moved[at][1] || same(moved, one.content)) return;
    one.content = moved;
    draw();
  };
  const stop = (/** @type {PointerEvent} */ { pointerId, type }) => {
    if (pointerId !== pointer) return;
    listening.abort();
    const to = one.content;
    one.content = was;
    draw();
    if (type === "pointerup" && !same(to, was)) dragged(to);
  };
  const listening = new AbortController();
  document.addEventListener("pointermove", move, listening);
  for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) document.addEventListener(name, stop, listening);
}

/**
 * Where in the article's text a point of the window is; nothing beside it.
 * @param {number} x
 * @param {number} y
 */
function placeAt(x, y) {
  // Safari has the older one alone.
  const found = document.caretPositionFromPoint?.(x, y);
  const range = found ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = found ? [found.offsetNode, found.offset] : [range?.startContainer, range?.startOffset ?? 0];
  const number = node ? paragraphs.findIndex((one) => one.contains(node)) : -1;
  return node && number >= 0 ? places[number][0] + before(paragraphs[number], node, offset) : null;
}

/**
 * @param {number} start
 * @param {number} end
 * @param {number[]} near the statements that may have a part in it
 */
function piece(start, end, near) {
  const text = letters.slice(start, end).join("");
  const has = (/** @type {Span[]} */ spans) => spans.some(([left, right]) => left <= start && end <= right);
  const holding = near.filter((number) => has(statements[number].content));
  const current = statements[chosen];
  const part = current && (has(current.source) ? "source" : has(current.cue) ? "cue" : "");
  if (!holding.length && !part) return document.createTextNode(text);
  if (!holding.length) return element("span", { class: `context-${part}` }, text);
  // Of statements within each other the shortest is meant, but for the chosen one.
  const number = holding.includes(chosen) ? chosen : holding.reduce((one, other) => (length(other) < length(one) ? other : one));
  const { kind, checked, content } = statements[number];
  const mark = element("mark", { class: `statement-mark statement-mark--${kind} desk-mark${checked ? " desk-mark--checked" : ""}` }, text);
  mark.dataset.number = String(number);
  mark.classList.toggle("is-target", number === chosen);
  if (content[0][0] === start) {
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-pressed", String(number === chosen));
    mark.id = ids.get(start) ?? `desk-${start}`;
  }
  return mark;
}

/** @param {number} number */
function length(number) {
  return statements[number].content.reduce((sum, [start, end]) => sum + end - start, 0);
}

/**
 * Gives a statement the focus.
 * @param {number} number
 */
export function reveal(number) {
  const mark = /** @type {HTMLElement | null} */ (document.querySelector(`mark[data-number="${number}"]`));
  mark?.focus({ preventScroll: true });
  mark?.scrollIntoView({ block: "nearest" });
}

/** @returns {Span[]} what is selected in the article, without white space at its ends, a span for each paragraph */
export function selected() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  /** @type {Span[]} */
  const spans = [];
  for (const [number, paragraph] of paragraphs.entries()) {
    if (!range.intersectsNode(paragraph)) continue;
    const [from, to] = places[number];
    const inside = (/** @type {Node} */ node) => paragraph.contains(node);
    let start = inside(range.startContainer) ? from + before(paragraph, range.startContainer, range.startOffset) : from;
    let end = inside(range.endContainer) ? from + before(paragraph, range.endContainer, range.endOffset) : to;
    while (start < end && !letters[start].trim()) start++;
    while (start < end && !letters[end - 1].trim()) end--;
    // A combining mark belongs to its letter.
    while (start > from && /^\p{M}/u.test(letters[start] ?? "")) start--;
    while (end < to && /^\p{M}/u.test(letters[end] ?? "")) end++;
    if (start < end) spans.push([start, end]);
  }
  return spans;
}

/**
 * @param {HTMLElement} paragraph
 * @param {Node} node
 * @param {number} offset
 */
function before(paragraph, node, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

/** @param {Span[]} spans */
export function said(spans) {
  return spans.map(([start, end]) => letters.slice(start, end).join("")).join(" […] ");
}

/**
 * Where the next word begins or ends; nothing where there is none.
 * @param {number} place
 * @param {0 | 1} side the beginning of words, or their end
 * @param {-1 | 1} by
 */
export function nextWord(place, side, by) {
  const ends = tokens.map((token) => token[side]);
  return by > 0 ? ends.find((at) => at > place) : ends.findLast((at) => at < place);
}

/**
 * Both parts of some words, without white space where they were one.
 * @param {Span[]} content
 * @param {number} where the second one begins
 */
export function halves(content, where) {
  /** @type {Span[]} */
  const first = [];
  /** @type {Span[]} */
  const second = [];
  for (const [start, end] of content) {
    let cut = Math.max(start, Math.min(end, where));
    if (cut < end) second.push([cut, end]);
    while (cut > start && !letters[cut - 1].trim()) cut--;
    if (start < cut) first.push([start, cut]);
  }
  return [first, second];
}

/**
 * @param {Span[]} one
 * @param {Span[]} other
 */
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
