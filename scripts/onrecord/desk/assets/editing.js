// @ts-check
/** What an editor does to an article: its statements as the files have them, the chosen one, and each change, saved at once. */

import { ask, element, tell as tellIn } from "./desk.js";
import { drawStatements, halves, ids, nextWord, read, reveal, same, selected } from "./text.js";

/** @typedef {import("./text.js").Span} Span */
/** @typedef {import("./text.js").Statement} Statement */
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

const [, key] = /** @type {RegExpMatchArray} */ (location.pathname.match(/\/articles\/([^/]+)\/$/u));
const KEPT = `onrecord.desk ${key}`;

/** Where an editor is told what came of it. */
export const says = element("p", { role: "status", class: "desk__says" });
/** Nothing before it was opened. */
export let state = /** @type {State} */ (/** @type {unknown} */ (undefined));
/** The number of the chosen statement; -1 for none. */
export let chosen = -1;
/** @type {Promise<void>} */
let working = Promise.resolve();
/** What was selected when what is done now was pressed. @type {Span[] | null} */
let pressed = null;
/** What else shows the statements. */
let drawn = () => {};

/** @param {() => void} act what to do whenever the article's text was drawn anew */
export function whenDrawn(act) {
  drawn = act;
}

export async function open() {
  try {
    take(await ask(`articles/${key}`), state?.statements[chosen]?.content);
    says.textContent = "";
    return true;
  } catch (error) {
    tell(/** @type {Error} */ (error));
    return false;
  }
}

/**
 * @param {State} now
 * @param {Span[]} [meant] the words of the statement to be chosen, or of one that has a part of them
 */
function take(now, meant) {
  state = now;
  if (meant) chosen = numberOf(meant);
  read(state.text);
  draw();
}

/** Shows the statements as they are now. */
function draw() {
  drawStatements(state.statements, chosen);
  drawn();
}

/**
 * The number of the statement with these words, else of one with a part of them; -1 for none.
 * @param {Span[]} words
 */
export function numberOf(words) {
  const parts = (/** @type {Statement} */ { content }) => content.some(([start, end]) => words.some(([from, to]) => start < to && from < end));
  const number = state.statements.findIndex(({ content }) => same(content, words));
  return number < 0 ? state.statements.findIndex(parts) : number;
}

/**
 * @param {number} number
 * @param {boolean} [focus]
 */
export function choose(number, focus = true) {
  chosen = Math.max(-1, Math.min(state.statements.length - 1, number));
  remember({ start: state.statements[chosen]?.content[0][0] ?? null, typed: null });
  const id = idOfChosen();
  if (id && location.hash) history.replaceState(null, "", `#${id}`); // the page may be loaded again
  draw();
  if (focus && chosen >= 0) reveal(chosen);
}

export function idOfChosen() {
  return ids.get(state.statements[chosen]?.content[0][0] ?? -1);
}

/** @param {Record<string, unknown>} values */
export function remember(values) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...values }));
  } catch {
    // Without storage a page that is built anew forgets what was chosen.
  }
}

/** @returns {{start?: number | null, typed?: string | null}} */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  } catch {
    return {};
  }
}

/**
 * Does one thing after the other, to choose another statement too: what is pressed while a change is being saved goes by
 * what that gave, and by what was selected when it was pressed.
 * @param {() => unknown} act
 */
export function inTurn(act) {
  const words = selectedWords();
  const run = () => {
    pressed = words;
    try {
      return act();
    } finally {
      pressed = null;
    }
  };
  working = working.then(run).then(() => {}, tell);
}

/** What is selected in the article, or was when what is done now was pressed. */
function selectedWords() {
  return pressed ?? selected();
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

/** @param {string} message */
function refuse(message) {
  says.textContent = message;
  return false;
}

/** @param {Partial<Statement> & {to?: Span[], day?: string}} [changes] */
export function change(changes = {}) {
  const one = state.statements[chosen];
  if (!one) return Promise.resolve(false);
  const { to = one.content, ...values } = changes;
  const { kind, speaker, topics, checked } = one;
  return save({ op: "set", content: one.content, to, kind, speaker, topics, checked, ...values }, to);
}

/** @param {boolean} dated whether with today's date */
export async function accept(dated) {
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  const id = idOfChosen();
  const at = chosen;
  if (!(await change({ checked: true, ...(dated ? { day } : {}) }))) return;
  if (isQueued()) await nextInQueue(id);
  else if (chosen === at) choose(Math.min(at + 1, state.statements.length - 1));
}

/**
 * Moves an end of the chosen statement by a word.
 * @param {"start" | "end"} which
 * @param {-1 | 1} by
 */
export function move(which, by) {
  const content = state.statements[chosen]?.content.map((span) => /** @type {Span} */ ([...span]));
  if (!content) return false;
  const side = which === "start" ? 0 : 1;
  const span = which === "start" ? content[0] : content[content.length - 1];
  const next = nextWord(span[side], side, by);
  if (next === undefined) return false;
  span[side] = next;
  return span[0] < span[1] && change({ to: content });
}

/** @param {string} kind */
export function add(kind) {
  const to = selectedWords();
  if (!to.length) return refuse("Select the words of the statement in the article first.");
  return save({ op: "add", to, kind }, to);
}

export function useSelection() {
  const to = selectedWords();
  if (!to.length) return refuse("Select the right words in the article first.");
  return change({ to });
}

export function split() {
  const [where] = selectedWords();
  const one = state.statements[chosen];
  const inside = one?.content.some(([start, end]) => where && start < where[0] && where[0] < end);
  if (!inside) return refuse("Select the first words of the second part, within the statement.");
  const parts = halves(one.content, where[0]);
  return save({ op: "split", content: one.content, parts }, parts[0]);
}

export function merge() {
  const [one, next] = state.statements.slice(chosen, chosen + 2);
  if (!next) return refuse("There is no statement after this one.");
  const to = [...one.content, ...next.content].sort(([left], [right]) => left - right);
  const { kind, speaker, topics } = one;
  return save({ op: "merge", contents: [one.content, next.content], to, kind, speaker, topics }, to);
}

/** @param {string} reason */
export async function withdraw(reason) {
  const one = state.statements[chosen];
  if (!one || !reason.trim()) return refuse("Say why it is withdrawn: the reason is shown to readers.");
  const at = chosen;
  const done = await save({ op: "withdraw", content: one.content, reason });
  if (done && chosen === at) choose(at);
  return done;
}

/** @param {"undo" | "redo"} which */
export async function turn(which) {
  try {
    const { file } = await ask(which, {});
    await open();
    says.textContent = file ? `${which === "undo" ? "Taken back" : "Done again"} in ${file}.` : `There is nothing to ${which}.`;
  } catch (error) {
    tell(/** @type {Error} */ (error));
  }
}

/** Whether this came from the queue, so that the next comes from it too. */
export function isQueued() {
  return new URLSearchParams(location.search).get("desk") === "queue";
}

/**
 * Goes to what comes next in the queue, which the build may not have caught up with.
 * @param {string | undefined} id of the statement that was just accepted, or passed over
 */
export async function nextInQueue(id) {
  const done = new Set(/** @type {string[]} */ (JSON.parse(sessionStorage.getItem("onrecord.accepted") ?? "[]")));
  if (id) done.add(id);
  sessionStorage.setItem("onrecord.accepted", JSON.stringify([...done]));
  const { statements } = await ask("queue?start=0");
  const next = statements.find((/** @type {any} */ one) => !done.has(one.id));
  location.assign(next ? `../${next.article}/?desk=queue#${next.id}` : new URL(".", import.meta.url));
  const number = state.statements.findIndex(({ content }) => ids.get(content[0][0]) === next?.id);
  if (number >= 0) choose(number); // in the same page, which is not loaded again
}
