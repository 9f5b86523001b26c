// @ts-check
/** An article at the desk: its statements can be chosen, moved, changed, added and accepted; each change is saved at once. */

import { ask, element, follow, tell as tellIn } from "./desk.js";

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
/**
 * @typedef {object} State
 * @property {string} file
 * @property {string} digest
 * @property {string} text
 * @property {Statement[]} statements
 * @property {{line: number, message: string}[]} faults
 * @property {number} undo
 * @property {number} redo
 */

const KINDS = { direct: "Quotation", mixed: "Partly quoted", indirect: "Reported", assertion: "Claim" };
const KNOWN = {
  named: "named beside these words",
  pronoun: "taken from a pronoun",
  title: "taken from a title",
  continuation: "goes on from the words before",
  unresolved: "left open",
};
const TOKEN = /[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}'’-]*|\S/gu;
const [, key] = /** @type {RegExpMatchArray} */ (location.pathname.match(/\/articles\/([^/]+)\/$/u));
const KEPT = `onrecord.desk ${key}`;

const paragraphs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".article-text [data-article-text]")]);
const places = paragraphs.map((one) => /** @type {Span} */ ((one.dataset.articleText ?? "").split("-").map(Number)));
/** For each paragraph what was drawn in it last. @type {string[]} */
const drawn = [];
/** What the page had as the id of each statement, by where its words begin. */
const ids = new Map(idsOnPage(paragraphs));

/** Nothing before it was opened. */
let state = /** @type {State} */ (/** @type {unknown} */ (undefined));
/** @type {string[]} */
let letters = [];
/** @type {Span[]} */
let tokens = [];
/** The number of the chosen statement; -1 for none. */
let chosen = -1;
/** @type {Promise<void>} */
let working = Promise.resolve();
/** What was selected when what is done now was pressed. @type {Span[] | null} */
let pressed = null;
/** Where the statement begins that the panel shows. @type {number | undefined} */
let shown;
/** @type {{speakers: string[], topics: string[]}} */
let names = { speakers: [], topics: [] };

const says = element("p", { role: "status", class: "desk__says" });
const form = element("div", { class: "desk__form" });
const panel = element("aside", { class: "desk", "aria-label": "The desk" }, says, form);

/** @param {Element[]} texts the paragraphs as a build set them */
function* idsOnPage(texts) {
  for (const [number, paragraph] of texts.entries()) {
    for (const mark of paragraph.querySelectorAll("mark[id]")) {
      const range = /** @type {Document} */ (paragraph.ownerDocument).createRange();
      range.setStart(paragraph, 0);
      range.setEndBefore(mark);
      yield /** @type {[number, string]} */ ([places[number][0] + [...range.toString()].length, mark.id]);
    }
  }
}

/**
 * @param {State} now
 * @param {Span[]} [meant] the words of the statement to be chosen, or of one that has a part of them
 */
function take(now, meant) {
  state = now;
  if (meant) chosen = numberOf(meant);
  letters = Array.from(state.text);
  tokens = [];
  let units = 0;
  let points = 0;
  for (const { 0: word, index } of state.text.matchAll(TOKEN)) {
    points += Array.from(state.text.slice(units, index)).length;
    const size = Array.from(word).length;
    tokens.push([points, points + size]);
    points += size;
    units = index + word.length;
  }
  draw();
}

/**
 * The number of the statement with these words, else of one with a part of them; -1 for none.
 * @param {Span[]} words
 */
function numberOf(words) {
  const parts = (/** @type {Statement} */ { content }) => content.some(([start, end]) => words.some(([from, to]) => start < to && from < end));
  const number = state.statements.findIndex(({ content }) => same(content, words));
  return number < 0 ? state.statements.findIndex(parts) : number;
}

/** Sets the article's text again, with the statements as they are now, and the panel. */
function draw() {
  drawText();
  fill();
}

function drawText() {
  const content = state.statements[chosen]?.content;
  const near = byParagraph();
  for (const [number, paragraph] of paragraphs.entries()) {
    const [from, to] = places[number];
    const ends = new Set([from, to]);
    const here = near[number];
    const shown = JSON.stringify([here.map((at) => [at, state.statements[at], ids.get(state.statements[at].content[0][0])]), here.includes(chosen) && chosen]);
    if (drawn[number] === shown) continue; // of a long article all but one or two
    drawn[number] = shown;
    for (const one of here.map((at) => state.statements[at])) {
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
  for (const [at, { content, source, cue }] of state.statements.entries()) {
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
  const one = state.statements[chosen];
  const was = one.content;
  const [at, side] = which === "start" ? [0, 0] : [was.length - 1, 1];
  const ends = tokens.map((token) => token[side]);
  const move_ = (/** @type {PointerEvent} */ { pointerId, clientX, clientY }) => {
    const place = pointerId === pointer ? placeAt(clientX, clientY) : null;
    if (place === null) return;
    const moved = was.map((span) => /** @type {Span} */ ([...span]));
    moved[at][side] = ends.reduce((near, end) => (Math.abs(end - place) < Math.abs(near - place) ? end : near));
    if (moved[at][0] >= moved[at][1] || same(moved, one.content)) return;
    one.content = moved;
    drawText();
  };
  const stop = (/** @type {PointerEvent} */ { pointerId, type }) => {
    if (pointerId !== pointer) return;
    listening.abort();
    const to = one.content;
    one.content = was;
    drawText();
    if (type === "pointerup" && !same(to, was)) inTurn(() => change({ to }));
  };
  const listening = new AbortController();
  document.addEventListener("pointermove", move_, listening);
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
  const holding = near.filter((number) => has(state.statements[number].content));
  const current = state.statements[chosen];
  const part = current && (has(current.source) ? "source" : has(current.cue) ? "cue" : "");
  if (!holding.length && !part) return document.createTextNode(text);
  if (!holding.length) return element("span", { class: `context-${part}` }, text);
  // Of statements within each other the shortest is meant, but for the chosen one.
  const number = holding.includes(chosen) ? chosen : holding.reduce((one, other) => (length(other) < length(one) ? other : one));
  const { kind, checked, content } = state.statements[number];
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
  return state.statements[number].content.reduce((sum, [start, end]) => sum + end - start, 0);
}

/**
 * @param {number} number
 * @param {boolean} [focus]
 */
function choose(number, focus = true) {
  chosen = Math.max(-1, Math.min(state.statements.length - 1, number));
  remember({ start: state.statements[chosen]?.content[0][0] ?? null, typed: null });
  const id = idOfChosen();
  if (id && location.hash) history.replaceState(null, "", `#${id}`); // the page may be loaded again
  draw();
  if (focus && chosen >= 0) {
    const mark = /** @type {HTMLElement | null} */ (document.querySelector(`mark[data-number="${chosen}"]`));
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: "nearest" });
  }
}

/** @param {Record<string, unknown>} values */
function remember(values) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...values }));
  } catch {
    // Without storage a page that is built anew forgets what was chosen.
  }
}

/** @returns {{start?: number | null, typed?: string | null}} */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  } catch {
    return {};
  }
}

/**
 * Saves a change and shows what it gave.
 * @param {Record<string, unknown>} change
 * @param {Span[] | null} [then] the statement to choose then
 * @returns {Promise<boolean>} whether it was saved
 */
async function save(change, then = null) {
  const at = chosen;
  try {
    const now = await ask(`articles/${key}`, { ...change, digest: state.digest });
    // A quick editor has gone on to another one by now.
    const next = chosen === at ? then : (state.statements[chosen]?.content ?? null);
    take(now);
    if (next) choose(state.statements.findIndex((one) => same(one.content, next)), false);
    says.textContent = "Saved.";
    return true;
  } catch (error) {
    tell(/** @type {Error} */ (error));
    return false;
  }
}

/** @param {Error} error */
function tell(error) {
  tellIn(says, error, open);
}

/**
 * @param {Span[]} one
 * @param {Span[]} other
 */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @param {Partial<Statement> & {to?: Span[], day?: string}} [changes] */
function change(changes = {}) {
  const one = state.statements[chosen];
  if (!one) return Promise.resolve(false);
  const { to = one.content, ...values } = changes;
  const { kind, speaker, topics, checked } = one;
  return save({ op: "set", content: one.content, to, kind, speaker, topics, checked, ...values }, to);
}

async function accept() {
  const dated = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=dated]"))?.checked;
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  const id = idOfChosen();
  const at = chosen;
  if (!(await change({ checked: true, ...(dated ? { day } : {}) }))) return;
  if (isQueued()) await nextInQueue(id);
  else if (chosen === at) choose(Math.min(at + 1, state.statements.length - 1));
}

/** Whether this came from the queue, so that the next comes from it too. */
function isQueued() {
  return new URLSearchParams(location.search).get("desk") === "queue";
}

/**
 * Goes to what comes next in the queue, which the build may not have caught up with.
 * @param {string | undefined} id of the statement that was just accepted, or passed over
 */
async function nextInQueue(id) {
  const done = new Set(/** @type {string[]} */ (JSON.parse(sessionStorage.getItem("onrecord.accepted") ?? "[]")));
  if (id) done.add(id);
  sessionStorage.setItem("onrecord.accepted", JSON.stringify([...done]));
  const { statements } = await ask("queue?start=0");
  const next = statements.find((/** @type {any} */ one) => !done.has(one.id));
  location.assign(next ? `../${next.article}/?desk=queue#${next.id}` : new URL(".", import.meta.url));
  const number = state.statements.findIndex(({ content }) => ids.get(content[0][0]) === next?.id);
  if (number >= 0) choose(number); // in the same page, which is not loaded again
}

function idOfChosen() {
  return ids.get(state.statements[chosen]?.content[0][0] ?? -1);
}

/**
 * Moves an end of the chosen statement by a word.
 * @param {"start" | "end"} which
 * @param {-1 | 1} by
 */
function move(which, by) {
  const content = state.statements[chosen]?.content.map((span) => /** @type {Span} */ ([...span]));
  if (!content) return false;
  const side = which === "start" ? 0 : 1;
  const span = which === "start" ? content[0] : content[content.length - 1];
  const ends = tokens.map((token) => token[side]);
  const next = by > 0 ? ends.find((at) => at > span[side]) : ends.findLast((at) => at < span[side]);
  if (next === undefined) return false;
  span[side] = next;
  return span[0] < span[1] && change({ to: content });
}

/** @returns {Span[]} what is selected in the article, without white space at its ends, a span for each paragraph */
function selected() {
  if (pressed) return pressed;
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

/** @param {string} kind */
function add(kind) {
  const to = selected();
  if (!to.length) return refuse("Select the words of the statement in the article first.");
  return save({ op: "add", to, kind }, to);
}

function useSelection() {
  const to = selected();
  if (!to.length) return refuse("Select the right words in the article first.");
  return change({ to });
}

function split() {
  const [where] = selected();
  const one = state.statements[chosen];
  const inside = one?.content.some(([start, end]) => where && start < where[0] && where[0] < end);
  if (!inside) return refuse("Select the first words of the second part, within the statement.");
  /** @type {Span[]} */
  const first = [];
  /** @type {Span[]} */
  const second = [];
  for (const [start, end] of one.content) {
    let cut = Math.max(start, Math.min(end, where[0]));
    if (cut < end) second.push([cut, end]);
    while (cut > start && !letters[cut - 1].trim()) cut--;
    if (start < cut) first.push([start, cut]);
  }
  return save({ op: "split", content: one.content, parts: [first, second] }, first);
}

function merge() {
  const [one, next] = state.statements.slice(chosen, chosen + 2);
  if (!next) return refuse("There is no statement after this one.");
  const to = [...one.content, ...next.content].sort(([left], [right]) => left - right);
  const { kind, speaker, topics } = one;
  return save({ op: "merge", contents: [one.content, next.content], to, kind, speaker, topics }, to);
}

/** @param {string} reason */
async function withdraw(reason) {
  const one = state.statements[chosen];
  if (!one || !reason.trim()) return refuse("Say why it is withdrawn: the reason is shown to readers.");
  const at = chosen;
  const done = await save({ op: "withdraw", content: one.content, reason });
  if (done && chosen === at) choose(at);
  return done;
}

/** @param {"undo" | "redo"} which */
async function turn(which) {
  try {
    const { file } = await ask(which, {});
    await open();
    says.textContent = file ? `${which === "undo" ? "Taken back" : "Done again"} in ${file}.` : `There is nothing to ${which}.`;
  } catch (error) {
    tell(/** @type {Error} */ (error));
  }
}

/**
 * Does one thing after the other, to choose another statement too: what is pressed while a change is being saved goes by
 * what that gave, and by what was selected when it was pressed.
 * @param {() => unknown} act
 */
function inTurn(act) {
  const selection = selected();
  const begin_ = () => {
    pressed = selection;
    try {
      return act();
    } finally {
      pressed = null;
    }
  };
  working = working.then(begin_).then(() => {}, tell);
}

/**
 * Chooses the statement that a mark stands for, when all that was pressed before is done.
 * @param {HTMLElement} mark
 * @param {boolean} [typing] whether a name is to be typed then
 */
function chooseMarked(mark, typing = false) {
  const { content } = state.statements[Number(mark.dataset.number)];
  inTurn(() => {
    choose(numberOf(content), !typing);
    if (typing) begin(/** @type {HTMLInputElement | null} */ (form.querySelector("[name=speaker]")));
  });
}

/** @param {string} message */
function refuse(message) {
  says.textContent = message;
  return false;
}

/** Fills the panel with the chosen statement. */
function fill() {
  const one = state.statements[chosen];
  const count = `${state.statements.filter(({ checked }) => checked).length} of ${state.statements.length} checked`;
  const bar = element(
    "p",
    { class: "desk__bar" },
    button("Previous", "↑", () => choose(chosen - 1), { disabled: chosen < 1 }),
    button("Next", "↓", () => choose(chosen + 1), { disabled: chosen >= state.statements.length - 1 }),
    button("Undo", "u", () => turn("undo"), { disabled: !state.undo }),
    button("Redo", "r", () => turn("redo"), { disabled: !state.redo }),
    ` ${count} `,
    element("a", { href: new URL("./", import.meta.url).href }, "Queue"),
    ...(isQueued() ? [button("Next in the queue", "n", () => nextInQueue(idOfChosen()))] : []),
  );
  const faults = state.faults.map(({ line, message }) => element("p", { class: "desk__fault" }, `${state.file}:${line}: ${message}`));
  const focused = document.activeElement instanceof HTMLElement && form.contains(document.activeElement) ? document.activeElement : null;
  const reason = one?.content[0][0] === shown ? reasonField()?.value : "";
  shown = one?.content[0][0];
  form.replaceChildren(bar, ...faults, ...(one ? about(one) : [element("p", {}, "Choose a statement in the article, or select words to add one.")]), adding());
  const field = reasonField();
  if (field && reason) field.value = reason;
  if (focused) /** @type {HTMLElement | undefined} */ ([...form.querySelectorAll("button, input")].find((other) => likeness(other) === likeness(focused)))?.focus();
}

function reasonField() {
  return /** @type {HTMLInputElement | null} */ (form.querySelector("[name=reason]"));
}

/** @param {Element} control what tells it from the others of the panel */
function likeness(control) {
  return `${control.tagName} ${control.getAttribute("name") ?? control.textContent}`;
}

/**
 * @param {Statement} one
 * @returns {Node[]}
 */
function about(one) {
  const said = (/** @type {Span[]} */ spans) => spans.map(([start, end]) => letters.slice(start, end).join("")).join(" […] ");
  const words = element("blockquote", { class: "desk__words", dir: "auto" }, said(one.content));
  const how = one.checked ? "Checked by an editor." : one.corrected.length ? `Corrected: ${one.corrected.join(", ")}.` : "";
  const known = one.kind === "assertion" ? "" : known_(one, said);
  return [
    words,
    element("p", { class: "desk__facts" }, [known, how].filter(Boolean).join(" ")),
    element(
      "p",
      { class: "desk__row", role: "group", "aria-label": "Kind" },
      ...Object.entries(KINDS).map(([kind, name], at) =>
        button(name, String(at + 1), () => change({ kind, ...(kind === "assertion" ? { speaker: null } : {}) }), { "aria-pressed": String(kind === one.kind) }),
      ),
    ),
    ...(one.kind === "assertion" ? [] : [speakerRow(one)]),
    element(
      "p",
      { class: "desk__row", role: "group", "aria-label": "Ends" },
      button("Start ←", "[", () => move("start", -1)),
      button("Start →", "]", () => move("start", 1)),
      button("End ←", "{", () => move("end", -1)),
      button("End →", "}", () => move("end", 1)),
      button("Use selection", "s", () => useSelection()),
    ),
    element(
      "p",
      { class: "desk__row" },
      button("Split at selection", "/", () => split()),
      button("Merge with next", "m", () => merge()),
    ),
    ...(names.topics.length ? [topicsRow(one)] : []),
    withdrawRow(),
    element(
      "p",
      { class: "desk__row" },
      button(one.checked ? "Accepted" : "Accept", "a", () => accept(), { class: "desk__accept", "aria-pressed": String(one.checked) }),
      element("label", {}, element("input", { type: "checkbox", name: "dated" }), " with today’s date"),
    ),
  ];
}

/**
 * Lets a name be typed in the place of the one that is there.
 * @param {HTMLInputElement | null} input
 */
function begin(input) {
  input?.focus();
  input?.select();
}

/**
 * @param {Statement} one
 * @param {(spans: Span[]) => string} said
 */
function known_(one, said) {
  const parts = [
    one.source.length ? `Source: “${said(one.source)}”.` : "",
    one.cue.length ? `Cue: “${said(one.cue)}”.` : "",
    one.basis ? `The speaker is ${KNOWN[/** @type {keyof typeof KNOWN} */ (one.basis)]}${one.certainty === null ? "" : `, ${Math.round(100 * one.certainty)} %`}.` : "",
    one.candidate ? `A guess: ${one.candidate}.` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

/** @param {Statement} one */
function speakerRow(one) {
  const here = state.statements.flatMap(({ speaker }) => (speaker ? [speaker] : []));
  const all = [...new Set([...here, ...names.speakers])];
  const typed = kept().typed;
  const input = /** @type {HTMLInputElement} */ (
    element("input", { name: "speaker", list: "desk-speakers", autocomplete: "off", value: typed ?? one.speaker ?? one.candidate ?? "" })
  );
  const set = () => change({ speaker: input.value.trim() || null }).then((done) => done && remember({ typed: null }));
  input.addEventListener("input", () => remember({ typed: input.value }));
  input.addEventListener("mousedown", (event) => {
    if (document.activeElement === input) return;
    event.preventDefault();
    begin(input);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") inTurn(set);
  });
  const likely = [...new Set(here)].filter((name) => name !== one.speaker).slice(0, 6);
  return element(
    "div",
    {},
    element("p", { class: "desk__row" }, element("label", {}, "Speaker ", input), button("Set", "Enter", set), button("Open", "o", () => change({ speaker: null }), { disabled: !one.speaker })),
    element("datalist", { id: "desk-speakers" }, ...all.slice(0, 2000).map((name) => element("option", { value: name }))),
    element("p", { class: "desk__row", role: "group", "aria-label": "Speakers of this article" }, ...likely.map((name) => button(name, "", () => change({ speaker: name })))),
  );
}

/** @param {Statement} one */
function topicsRow(one) {
  const boxes = names.topics.map((name) => {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", value: name, checked: !!one.topics?.includes(name) }));
    box.addEventListener("change", () => {
      const on = boxes.filter((label) => label.querySelector("input")?.checked).map((label) => label.querySelector("input")?.value ?? "");
      inTurn(() => change({ topics: on }));
    });
    return element("label", {}, box, ` ${name}`);
  });
  return element("details", { class: "desk__topics", open: one.topics !== null }, element("summary", {}, one.topics ? "Topics, set by an editor" : "Topics, as found"), ...boxes);
}

function withdrawRow() {
  const reason = /** @type {HTMLInputElement} */ (element("input", { name: "reason", autocomplete: "off", placeholder: "not a statement" }));
  const go = () => withdraw(reason.value);
  reason.addEventListener("keydown", (event) => {
    if (event.key === "Enter") inTurn(go);
  });
  return element("p", { class: "desk__row" }, element("label", {}, "Reason ", reason), button("Withdraw", "x", go));
}

function adding() {
  return element(
    "p",
    { class: "desk__row", role: "group", "aria-label": "Add the selected words as" },
    "Add selection: ",
    ...Object.entries(KINDS).map(([kind, name]) => button(name, "", () => add(kind))),
  );
}

/**
 * @param {string} name
 * @param {string} shortcut a key that does the same
 * @param {() => unknown} press
 * @param {Record<string, string | boolean>} [more]
 */
function button(name, shortcut, press, more = {}) {
  const made = element("button", { type: "button", ...more, click: () => inTurn(press) }, name);
  if (shortcut) made.dataset.key = shortcut;
  if (shortcut && shortcut !== "Enter") made.title = `Key ${shortcut}`;
  // A click must not take the selection in the article away before it is used.
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  return made;
}

function listen() {
  for (const paragraph of paragraphs) {
    paragraph.addEventListener("click", ({ target }) => {
      const mark = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("mark[data-number]")) : null;
      if (mark && (getSelection()?.isCollapsed ?? true)) chooseMarked(mark);
    });
  }
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select")) return;
    const names_ = { ArrowDown: "↓", ArrowUp: "↑" };
    const pressed = names_[/** @type {keyof typeof names_} */ (event.key)] ?? event.key;
    if (event.key === "Enter" && target.matches("mark[data-number]")) {
      event.preventDefault();
      return chooseMarked(/** @type {HTMLElement} */ (target), true);
    }
    const found = /** @type {HTMLButtonElement | undefined} */ (
      [...form.querySelectorAll("button")].find((one) => one.dataset.key === pressed && one.dataset.key !== "Enter")
    );
    if (!found || found.disabled) return;
    event.preventDefault();
    event.stopPropagation();
    found.click();
  }, true);
}

async function open() {
  try {
    take(await ask(`articles/${key}`), state?.statements[chosen]?.content);
    says.textContent = "";
    return true;
  } catch (error) {
    tell(/** @type {Error} */ (error));
    return false;
  }
}

/** Shows what a build made of a change, around the article's text: that is the desk's, and what is typed stays. */
async function renew() {
  const fresh = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  const [here, there] = [document, fresh].map((one) => one.querySelector("article"));
  const [text, other] = [here, there].map((one) => one?.querySelector(".article-text"));
  const seen = (/** @type {Element | null | undefined} */ one) =>
    JSON.stringify([...(one?.querySelectorAll("[data-article-text]") ?? [])].map((part) => [part.getAttribute("data-article-text"), part.textContent]));
  if (!here || !there || !text || !other || seen(text) !== seen(other)) return location.reload();
  const focused = document.activeElement;
  const selection = getSelection();
  const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = selection ?? {};
  for (const [at, id] of idsOnPage([...other.querySelectorAll("[data-article-text]")])) ids.set(at, id);
  other.replaceWith(text);
  here.replaceChildren(...there.childNodes);
  // What is moved loses the focus and what is selected in it.
  if (focused instanceof HTMLElement && text.contains(focused)) focused.focus({ preventScroll: true });
  if (anchorNode && focusNode && text.contains(anchorNode) && text.contains(focusNode)) {
    selection?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  }
}

document.body.append(panel);
document.body.classList.add("has-desk");
if (await open()) {
  listen();
  const id = decodeURIComponent(location.hash.slice(1));
  const { start = null, typed = null } = kept();
  const at = typed === null ? ([...ids].find(([, own]) => own === id)?.[0] ?? start) : start;
  const number = at === null ? -1 : state.statements.findIndex(({ content }) => content[0][0] === at);
  if (number >= 0) {
    choose(number, true);
    if (typed !== null) {
      remember({ typed });
      fill();
    }
  }
  names = await ask("names").catch(() => names);
  fill();
  void follow(renew);
}
