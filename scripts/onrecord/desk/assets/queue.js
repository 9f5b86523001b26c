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
    if (!start) {
      rest(state);
      const { groups } = await ask("people");
      section("people", groups.map(group));
    }
    part("statements").append(...state.statements.map(item));
    start += state.statements.length;
    more.hidden = start >= state.total - state.checked;
  } catch (error) {
    part("says").textContent = /** @type {Error} */ (error).message;
  }
}

/** @param {any} state */
function rest(state) {
  for (const name of ["problems", "notices"]) section(name, state[name].map((/** @type {string} */ one) => element("li", {}, one)));
  part("articles").append(
    ...state.articles.map((/** @type {any} */ one) =>
      element("li", {}, element("a", { href: `../articles/${one.key}/`, dir: "auto" }, one.title), ` ${one.checked} of ${one.statements}`),
    ),
  );
}

/**
 * A part of the page that is there where there is something in it.
 * @param {string} name
 * @param {HTMLElement[]} items
 */
function section(name, items) {
  /** @type {HTMLElement} */ (root.querySelector(`[data-for="${name}"]`)).hidden = !items.length;
  part(name).replaceChildren(...items);
}

/** @param {{names: string[], articles: number[], reasons: string[]}} one */
function group({ names, articles, reasons }) {
  const told = element("span", { role: "status" });
  const made = element("li", {});
  const who = names.map((name, at) => `${name} (${articles[at]})`).join(", ");
  const act = (/** @type {string} */ label, /** @type {() => Promise<void>} */ does) =>
    element("button", { type: "button", "aria-label": `${label}: ${names.join(", ")}`, click: () => void does().catch((error) => (told.textContent = error.message)) }, label);
  const join = act("They are one person", async () => {
    const { file } = await ask("people", { names });
    told.textContent = `Written to ${file}. `;
    part("people").querySelector("[data-undo]")?.remove(); // only the last change is taken back
    join.replaceWith(undo);
    undo.focus();
  });
  const undo = act("Undo the last change", async () => {
    await ask("undo", {});
    told.textContent = "Taken back. ";
    undo.replaceWith(join);
    join.focus();
  });
  undo.dataset.undo = "";
  made.append(element("bdi", {}, who), ` · ${reasons.join("; ")} `, join, " ", told);
  return made;
}

/** @param {any} one */
function item(one) {
  const known = one.kind === "assertion" ? "claim" : one.speaker ? `${one.speaker}${one.certainty === null ? "" : `, ${Math.round(100 * one.certainty)} %`}` : "speaker open";
  return element(
    "li",
    {},
    element("a", { href: `../articles/${one.article}/?desk=queue#${one.id}`, dir: "auto" }, one.text),
    ` ${known} · ${one.kind} · ${one.title ?? one.article}`,
  );
}

more.addEventListener("click", () => void load());
void load();
