// @ts-check
/** The queue: what to look at first, look-alike speakers, topics, and how far each article is. */

import { ask, element, follow, tell } from "./desk.js";

/** @typedef {{id: string, kind: string, text: string, speaker: string | null, certainty: number | null, article: string, title: string | null}} Item */
/** @typedef {{reason: string, speakers: {slug: string, name: string, articles: number}[]}} Group */
/** @typedef {{name: string, phrases: string[], count: number}} Topic */

const root = /** @type {HTMLElement} */ (document.querySelector("#desk-queue"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-${name}]`));
const more = /** @type {HTMLButtonElement} */ (part("more"));
const says = part("says");
const SOON = 150;
/** @type {Item[]} */
let items = [];
/** Speakers about whom something was said since the last build, which has not seen it. @type {Set<string>} */
const settled = new Set();

/** @param {() => unknown} press */
async function act(press) {
  try {
    await press();
  } catch (error) {
    tell(says, /** @type {Error} */ (error), all);
  }
}

/**
 * @param {string} name
 * @param {() => unknown} press
 */
function button(name, press) {
  return element("button", { type: "button", click: () => void act(press) }, name);
}

/**
 * Fills a section with a list, and hides it where there is nothing.
 * @param {string} name
 * @param {HTMLElement[]} rows
 */
function list(name, rows) {
  part(name).hidden = !rows.length;
  /** @type {HTMLElement} */ (part(name).querySelector("ul")).replaceChildren(...rows);
}

async function all() {
  items = [];
  settled.clear();
  await statements();
  await alike();
  await topics();
}

async function statements() {
  const state = await ask(`queue?start=${items.length}`);
  const done = `${state.checked.toLocaleString("en")} of ${state.total.toLocaleString("en")} statements are checked.`;
  says.textContent = done;
  /** @type {HTMLProgressElement} */ (part("progress")).value = state.total ? state.checked / state.total : 1;
  items.push(...state.statements);
  part("statements").replaceChildren(...items.map(item));
  more.hidden = items.length >= state.total - state.checked;
  list("problems", state.problems.map((/** @type {string} */ one) => element("li", {}, one)));
  list("notices", state.notices.map(notice));
  part("articles").replaceChildren(
    ...state.articles.map((/** @type {any} */ one) =>
      element("li", {}, element("a", { href: `../articles/${one.key}/`, dir: "auto" }, one.title), ` ${one.checked} of ${one.statements}`),
    ),
  );
}

/** @param {Item} one */
function item(one) {
  const known = one.kind === "assertion" ? "claim" : one.speaker ? `${one.speaker}${one.certainty === null ? "" : `, ${Math.round(100 * one.certainty)} %`}` : "speaker open";
  const link = element("a", { href: `../articles/${one.article}/?desk=queue#${one.id}`, dir: "auto" }, one.text);
  return element("li", {}, link, ` ${known} · ${one.kind} · ${one.title ?? one.article}`);
}

/** @param {{message: string, article: string | null, line: number}} one */
function notice({ message, article, line }) {
  const row = element("li", {}, message);
  const remove = async () => {
    const { digest } = await ask(`articles/${article}`);
    await ask(`articles/${article}`, { op: "restore", line, digest });
    row.remove();
    says.textContent = "Removed; the page follows.";
  };
  if (article) row.append(" ", button("Remove it", remove));
  return row;
}

async function alike() {
  const { groups, digest } = await ask("alike");
  const open = groups.filter((/** @type {Group} */ one) => !one.speakers.some(({ slug }) => settled.has(slug)));
  list("alike", open.map((/** @type {Group} */ one) => group(one, digest)));
}

/**
 * @param {Group} alike
 * @param {string} digest
 */
function group({ reason, speakers }, digest) {
  const boxes = speakers.map(({ slug, name, articles }) => {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", value: slug, checked: true }));
    return { box, row: element("label", {}, box, " ", element("a", { href: `../speakers/${slug}/`, dir: "auto" }, name), ` (${articles})`) };
  });
  const save = async (/** @type {string} */ op) => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    await ask("people", { op, speakers: chosen, digest });
    for (const { slug } of speakers) settled.add(slug);
    await alike();
    says.textContent = "Saved.";
  };
  return element(
    "li",
    { class: "desk__alike" },
    element("p", { class: "desk__row" }, ...boxes.map((one) => one.row)),
    element("p", {}, `${reason}.`),
    element("p", { class: "desk__row" }, button("One person", () => save("merge")), button("Different people", () => save("apart"))),
  );
}

async function topics() {
  const state = await ask("topics");
  const faults = state.faults.map((/** @type {any} */ one) => element("li", { class: "desk__fault" }, `${state.file}:${one.line}: ${one.message}`));
  const rows = state.topics.map((/** @type {Topic} */ one) => topic(one, state.digest));
  list("topics", [...faults, ...rows, ...(faults.length ? [] : [topic(null, state.digest)])]);
}

/**
 * @param {Topic | null} one nothing for one that is not there yet
 * @param {string} digest
 */
function topic(one, digest) {
  const name = /** @type {HTMLInputElement} */ (element("input", { autocomplete: "off" }));
  const phrases = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: "2" }));
  const count = element("output", {}, one ? told(one.count) : "");
  name.value = one?.name ?? "";
  phrases.value = one?.phrases.join("\n") ?? "";
  const typed = () => phrases.value.split("\n").filter((phrase) => phrase.trim());
  const change = async (/** @type {Record<string, unknown>} */ asked) => {
    await ask("topics", { name: one?.name ?? null, digest, ...asked });
    await topics();
    says.textContent = "Saved.";
  };
  let timer = 0;
  const counting = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void act(async () => {
      const asked = typed();
      const query = new URLSearchParams((asked.length ? asked : [name.value]).map((phrase) => ["phrase", phrase]));
      const found = await ask(`count?${query}`);
      if (`${asked}` === `${typed()}`) count.textContent = told(found.count);
    }), SOON);
  };
  for (const input of [name, phrases]) input.addEventListener("input", counting);
  return element(
    "li",
    { class: "desk__topic" },
    element("p", { class: "desk__row" }, element("label", {}, one ? "Topic " : "Another topic ", name), element("label", {}, "Phrases, one a line ", phrases), count),
    element(
      "p",
      { class: "desk__row" },
      button(one ? "Save" : "Add", () => change({ op: "set", to: name.value, phrases: typed() })),
      ...(one ? [button("Remove", () => change({ op: "remove" }))] : []),
    ),
  );
}

/** @param {number} count */
function told(count) {
  return `${count.toLocaleString("en")} ${count === 1 ? "statement" : "statements"}`;
}

/** @param {"undo" | "redo"} which */
async function turn(which) {
  const { file } = await ask(which, {});
  await all();
  says.textContent = file ? `${which === "undo" ? "Taken back" : "Done again"} in ${file}.` : `There is nothing to ${which}.`;
}

/** What a build changed is shown, unless somebody is typing here. */
async function renew() {
  if (!document.activeElement?.closest("input, textarea")) await act(all);
}

more.addEventListener("click", () => void act(statements));
for (const which of /** @type {const} */ (["undo", "redo"])) part(which).addEventListener("click", () => void act(() => turn(which)));
void act(all);
void follow(renew);
