// @ts-check
/** The queue: what to look at first, and how far each article is. */

import { ask, element } from "./desk.js";

const root = /** @type {HTMLElement} */ (document.querySelector("#desk-queue"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-${name}]`));
const more = /** @type {HTMLButtonElement} */ (part("more"));
let start = 0;

async function load() {
  try {
    const state = await ask(`queue?start=${start}`);
    part("says").textContent = `${state.checked.toLocaleString("en")} of ${state.total.toLocaleString("en")} statements are checked.`;
    if (!start) rest(state);
    part("statements").append(...state.statements.map(item));
    start += state.statements.length;
    more.hidden = start >= state.total - state.checked;
  } catch (error) {
    part("says").textContent = /** @type {Error} */ (error).message;
  }
}

/** @param {any} state */
function rest(state) {
  /** @type {HTMLElement} */ (root.querySelector('[data-for="problems"]')).hidden = !state.problems.length;
  part("problems").append(...state.problems.map((/** @type {string} */ one) => element("li", {}, one)));
  part("articles").append(
    ...state.articles.map((/** @type {any} */ one) =>
      element("li", {}, element("a", { href: `../articles/${one.key}/`, dir: "auto" }, one.title), ` ${one.checked} of ${one.statements}`),
    ),
  );
}

/** @param {any} one */
function item(one) {
  const known = one.kind === "assertion" ? "claim" : one.speaker ? `${one.speaker}${one.certainty === null ? "" : `, ${Math.round(100 * one.certainty)} %`}` : "speaker open";
  return element(
    "li",
    {},
    element("a", { href: `../articles/${one.article}/?desk#${one.id}`, dir: "auto" }, one.text),
    ` ${known} · ${one.kind} · ${one.title ?? one.article}`,
  );
}

more.addEventListener("click", () => void load());
void load();
