// @ts-check
/** The panel beside an article: buttons and fields for the chosen statement, and the keys that press them. */

import { ask, element } from "./desk.js";
import {
  accept,
  add,
  change,
  choose,
  chosen,
  idOfChosen,
  inTurn,
  isQueued,
  kept,
  merge,
  move,
  nextInQueue,
  numberOf,
  remember,
  says,
  split,
  state,
  turn,
  useSelection,
  withdraw,
} from "./editing.js";
import { paragraphs, said } from "./text.js";

/** @typedef {import("./text.js").Statement} Statement */

const KINDS = { direct: "Quotation", mixed: "Partly quoted", indirect: "Reported", assertion: "Claim" };
const KNOWN = {
  named: "named beside these words",
  pronoun: "taken from a pronoun",
  title: "taken from a title",
  continuation: "goes on from the words before",
  unresolved: "left open",
};

/** Where the statement begins that the panel shows. @type {number | undefined} */
let shown;
/** @type {{speakers: string[], topics: string[]}} */
let names = { speakers: [], topics: [] };

const form = element("div", { class: "desk__form" });
export const panel = element("aside", { class: "desk", "aria-label": "The desk" }, says, form);

/** Offers the names of the whole archive, which take longer than the article does. */
export async function offerNames() {
  names = await ask("names").catch(() => names);
  fill();
}

/** Fills the panel with the chosen statement. */
export function fill() {
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
  const words = element("blockquote", { class: "desk__words", dir: "auto" }, said(one.content));
  const how = one.checked ? "Checked by an editor." : one.corrected.length ? `Corrected: ${one.corrected.join(", ")}.` : "";
  const known = one.kind === "assertion" ? "" : evidence(one);
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
      button(one.checked ? "Accepted" : "Accept", "a", () => accept(isDated()), { class: "desk__accept", "aria-pressed": String(one.checked) }),
      element("label", {}, element("input", { type: "checkbox", name: "dated" }), " with today’s date"),
    ),
  ];
}

/**
 * What stands beside a statement about its speaker: in which words, and how sure that is.
 * @param {Statement} one
 */
function evidence(one) {
  const parts = [
    one.source.length ? `Source: “${said(one.source)}”.` : "",
    one.cue.length ? `Cue: “${said(one.cue)}”.` : "",
    one.basis ? `The speaker is ${KNOWN[/** @type {keyof typeof KNOWN} */ (one.basis)]}${one.certainty === null ? "" : `, ${Math.round(100 * one.certainty)} %`}.` : "",
    one.candidate ? `A guess: ${one.candidate}.` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

function isDated() {
  return !!(/** @type {HTMLInputElement | null} */ (form.querySelector("[name=dated]"))?.checked);
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

/**
 * Lets a name be typed in the place of the one that is there.
 * @param {HTMLInputElement | null} input
 */
function begin(input) {
  input?.focus();
  input?.select();
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

export function listen() {
  for (const paragraph of paragraphs) {
    paragraph.addEventListener("click", ({ target }) => {
      const mark = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("mark[data-number]")) : null;
      if (mark && (getSelection()?.isCollapsed ?? true)) chooseMarked(mark);
    });
  }
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select")) return;
    const arrows = { ArrowDown: "↓", ArrowUp: "↑" };
    const pressed = arrows[/** @type {keyof typeof arrows} */ (event.key)] ?? event.key;
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
