// @ts-check
/** A speaker at the desk: names, roles, one person who was two, two who were one; each change is saved in people.yml. */

import { ask, element, follow, tell } from "./desk.js";

/** @typedef {{slug: string, name: string, articles?: number}} Named */
/** @typedef {{reason: string, speakers: Named[]}} Group */
/**
 * @typedef {object} State
 * @property {string} file
 * @property {string} digest
 * @property {{line: number, message: string}[]} faults
 * @property {Record<string, string | string[]>} fields
 * @property {{key: string, title: string}[]} articles
 * @property {Group[]} alike
 * @property {number} undo
 * @property {number} redo
 */

const FIELDS = /** @type {const} */ ([
  ["name", "Name", false],
  ["shown", "Shown as", false],
  ["aliases", "Other names, one a line", true],
  ["roles", "Roles, one a line", true],
  ["articles", "Only in these articles, one a line", true],
  ["wikidata", "Wikidata", false],
]);
const [, slug] = /** @type {RegExpMatchArray} */ (location.pathname.match(/\/speakers\/([^/]+)\/$/u));

const says = element("p", { role: "status", class: "desk__says" });
const form = element("div", { class: "desk__form" });
const panel = element("aside", { class: "desk", "aria-label": "The desk" }, says, form);
let state = /** @type {State} */ (/** @type {unknown} */ (undefined));
/** @type {Named[]} */
let everyone = [];
/** What the speaker is called once the page is built again. */
let called = "";

async function open() {
  state = await ask(`people/${decodeURIComponent(slug)}`);
  fill();
}

/** @param {Record<string, unknown>} change */
async function save(change) {
  const { digest, undo, redo } = await ask("people", { speakers: [slug], ...change, digest: state.digest });
  Object.assign(state, { digest, undo, redo });
  says.textContent = "Saved. The page follows.";
}

function fill() {
  const { file, faults, undo, redo } = state;
  form.replaceChildren(
    element(
      "p",
      { class: "desk__bar" },
      button("Undo", () => turn("undo"), !undo),
      button("Redo", () => turn("redo"), !redo),
      element("a", { href: new URL("./", import.meta.url).href }, "Queue"),
    ),
    ...faults.map(({ line, message }) => element("p", { class: "desk__fault" }, `${file}:${line}: ${message}`)),
    fields(),
    ...state.alike.map(group),
    merging(),
    ...(state.articles.length > 1 ? [splitting()] : []),
  );
}

/** @param {"undo" | "redo"} which */
async function turn(which) {
  const { file } = await ask(which, {});
  await open();
  says.textContent = file ? `${which === "undo" ? "Taken back" : "Done again"} in ${file}.` : `There is nothing to ${which}.`;
}

/**
 * @param {string} name
 * @param {() => unknown} press
 * @param {boolean} [disabled]
 */
function button(name, press, disabled = false) {
  return element("button", { type: "button", disabled, click: () => act(press) }, name);
}

/** @param {() => unknown} press */
async function act(press) {
  try {
    await press();
  } catch (error) {
    tell(says, /** @type {Error} */ (error), open);
  }
}

function fields() {
  const inputs = FIELDS.map(([name, label, several]) => {
    const value = state.fields[name] ?? "";
    const text = Array.isArray(value) ? value.join("\n") : value;
    const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (element(several ? "textarea" : "input", { name, autocomplete: "off" }));
    input.value = text;
    return { name, several, input, row: element("label", {}, `${label} `, input) };
  });
  const go = () => {
    const typed = inputs.map(({ name, several, input }) => [name, several ? input.value.split("\n") : input.value]);
    const wanted = { ...state.fields, ...Object.fromEntries(typed) };
    called = wanted.shown || wanted.name;
    return save({ op: "set", fields: wanted });
  };
  return element("div", { class: "desk__fields" }, ...inputs.map(({ row }) => row), element("p", {}, button("Save", go)));
}

/** @param {Group} alike */
function group({ reason, speakers }) {
  const slugs = speakers.map((one) => one.slug);
  const others = slugs.filter((one) => one !== slug);
  return element(
    "div",
    { class: "desk__alike", role: "group", "aria-label": "Looks alike" },
    element("p", {}, `${speakers.map(({ name }) => name).join(" / ")}: ${reason}.`),
    element("p", { class: "desk__row" }, button("One person", () => save({ op: "merge", speakers: [slug, ...others] })), button("Different people", () => save({ op: "apart", speakers: slugs }))),
  );
}

function merging() {
  const input = /** @type {HTMLInputElement} */ (element("input", { name: "other", list: "desk-people", autocomplete: "off" }));
  const go = () => {
    const other = everyone.find(({ name }) => name === input.value.trim());
    if (!other) throw new Error("Choose the other one by the name that is shown.");
    return save({ op: "merge", speakers: [slug, other.slug] });
  };
  return element(
    "div",
    {},
    element("p", { class: "desk__row" }, element("label", {}, "The same person as ", input), button("Merge", go)),
    element("datalist", { id: "desk-people" }, ...everyone.map(({ name }) => element("option", { value: name }))),
  );
}

function splitting() {
  const told = /** @type {HTMLInputElement} */ (element("input", { name: "told", autocomplete: "off", placeholder: "poet" }));
  const boxes = state.articles.map(({ key, title }) => {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", value: key }));
    return { box, row: element("label", { dir: "auto" }, box, ` ${title}`) };
  });
  const go = () => save({ op: "split", told: told.value, articles: boxes.filter(({ box }) => box.checked).map(({ box }) => box.value) });
  return element(
    "details",
    { class: "desk__topics" },
    element("summary", {}, "Some articles are about somebody else"),
    ...boxes.map(({ row }) => row),
    element("p", { class: "desk__row" }, element("label", {}, "Who is ", told), button("Split", go)),
  );
}

/** After a build the page is another, or at another address: nothing that is being typed is lost. */
async function renew() {
  const busy = document.activeElement?.closest(".desk input, .desk textarea");
  if (busy) return (says.textContent = "The site was built again; reload the page when you are done.");
  /** @type {Named[]} */
  const now = await ask("speakers");
  const own = now.find((one) => one.slug === slug);
  const other = now.find(({ name }) => name === called) ?? own;
  // What is shown early in a build has not the new name yet: the end of the build is waited for.
  if (other === own && own && called && own.name !== called) return;
  if (other === own && own) location.reload();
  else location.assign(other ? `../${other.slug}/` : "../");
}

document.body.append(panel);
document.body.classList.add("has-desk");
void act(async () => {
  everyone = (await ask("speakers")).filter((/** @type {Named} */ one) => one.slug !== slug);
  await open();
  void follow(renew);
});
