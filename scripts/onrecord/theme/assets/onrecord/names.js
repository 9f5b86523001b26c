// @ts-check
/** The field above the indexes of speakers and of tags: any part of a name finds it, whatever its case and its accents. */

import { _ } from "./language.js";
import { fold } from "./quotation/fold.js";
import { counted } from "./wording.js";

/** @typedef {{names: string[], addresses: string[], counts: number[]}} Names */

/** Names that are shown at once: twice as many take a slow phone a tenth of a second with each key. */
const MOST = 50;

/** @type {Promise<{names: Names, folded: string[]}> | undefined} */
let loading;

/** @param {string} text */
function words(text) {
  return fold(text).map((word) => word.folded);
}

/**
 * The names of the whole index, fetched when they are first asked for.
 * @param {string} address
 */
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const names = /** @type {Names} */ (await response.json());
  return { names, folded: names.names.map((name) => ` ${words(name).join(" ")}`) };
}

/**
 * The places of the names that have every sought word in them, those first in which each begins a word.
 * @param {string[]} folded names, each after a space
 * @param {string[]} sought
 */
function found(folded, sought) {
  const all = [...folded.keys()].filter((at) => sought.every((word) => folded[at].includes(word)));
  const begins = (/** @type {number} */ at) => sought.every((word) => folded[at].includes(` ${word}`));
  return [...all.filter(begins), ...all.filter((at) => !begins(at))];
}

/**
 * @param {string} name
 * @param {string} address
 * @param {number} count
 */
function line(name, address, count) {
  const item = document.createElement("li");
  const shown = document.createElement("span");
  const link = document.createElement("a");
  const facts = document.createElement("span");
  shown.className = "index__name";
  shown.dir = "auto";
  link.href = address;
  link.textContent = name;
  facts.className = "index__facts";
  facts.textContent = counted(count);
  shown.append(link);
  item.append(shown, " ", facts);
  return item;
}

/** @param {number} total */
function said(total) {
  if (!total) return _("No name has that in it.");
  if (total > MOST) return _(`${counted(total, "name")}, of which these are the first ${MOST}.`);
  return `${counted(total, "name")}.`;
}

/** @param {HTMLElement} box */
function findNames(box) {
  const field = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const list = /** @type {HTMLElement} */ (box.querySelector("ul"));
  const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  const folder = box.dataset.names ?? "";

  const fetchNames = () => {
    loading ??= load(`${folder}names.json`);
    loading.catch(() => (loading = undefined));
    return loading;
  };

  const answer = async () => {
    const asked = field.value;
    const sought = words(asked);
    box.classList.toggle("names--asked", sought.length > 0);
    if (!sought.length) {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    try {
      const { names, folded } = await fetchNames();
      if (field.value !== asked) return;
      const all = found(folded, sought);
      status.textContent = said(all.length);
      list.replaceChildren(
        ...all.slice(0, MOST).map((at) => line(names.names[at], `${folder}${names.addresses[at]}`, names.counts[at])),
      );
    } catch {
      if (field.value !== asked) return;
      box.classList.remove("names--asked");
      list.replaceChildren();
      status.textContent = _("The names could not be loaded: try again, or go by the lists below.");
    }
  };

  field.addEventListener("focus", () => void fetchNames().catch(() => {}), { once: true });
  field.addEventListener("input", answer);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    void answer();
  });
  box.hidden = false;
  // A browser that comes back to the page may have kept what was in the field.
  if (field.value) void answer();
}

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-names]"));
if (box) findNames(box);
