// @ts-check
/** Narrows a speaker's statements down by kind, topic, outlet, year and whether they were checked; the address keeps what was chosen. */

import { _ } from "./language.js";
import { counted } from "./wording.js";

/** @typedef {"kind" | "topic" | "outlet" | "year" | "checked"} Facet */
/** @typedef {Record<Facet, (string | string[])[]>} Columns what the statements of all pages have, in their order */

const FACETS = /** @type {const} */ (["kind", "topic", "outlet", "year", "checked"]);
const PER_PAGE = 100;

/**
 * What the statements on the page have.
 * @param {HTMLElement[]} entries
 */
function columnsOf(entries) {
  const column = (/** @type {Facet} */ name) =>
    entries.map((entry) => (name === "topic" ? (entry.dataset.topic ?? "").split(" ") : (entry.dataset[name] ?? "")));
  return /** @type {Columns} */ (Object.fromEntries(FACETS.map((name) => [name, column(name)])));
}

/**
 * @param {Columns} columns
 * @param {URLSearchParams} chosen
 */
function matching(columns, chosen) {
  const has = (/** @type {string | string[]} */ value, /** @type {string} */ wanted) =>
    Array.isArray(value) ? value.includes(wanted) : value === wanted;
  return [...columns.kind.keys()].filter((at) =>
    [...chosen].every(([name, wanted]) => has(columns[/** @type {Facet} */ (name)][at], wanted)),
  );
}

/**
 * What stands at an address.  A page is parsed on its way: a policy that asks for trusted types lets no text be one.
 * @param {string} address
 * @param {"document" | "json"} type
 * @returns {Promise<any>}
 */
function fetched(address, type) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error(`${address}: ${request.status}`));
    request.addEventListener("load", () => (request.status === 200 && request.response ? resolve(request.response) : fail()));
    request.addEventListener("error", fail);
    request.open("GET", address);
    request.responseType = type;
    request.send();
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 */
function narrow(form, list) {
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const pager = /** @type {HTMLElement | null} */ (document.querySelector("nav.pager"));
  const menus = FACETS.map((name) => /** @type {HTMLSelectElement | null} */ (form.elements.namedItem(name))).filter(
    (menu) => menu !== null,
  );
  const more = document.createElement("button");
  const own = /** @type {HTMLElement[]} */ ([...list.children]);
  /** @type {Map<number, Promise<Element[]>>} */
  const pages = new Map([[1, Promise.resolve(own)]]);
  /** @type {Promise<Columns> | undefined} */
  let loading = form.dataset.columns ? undefined : Promise.resolve(columnsOf(own));
  let asked = 0;

  more.type = "button";
  more.className = "filters__more";
  more.textContent = _("Show more");
  more.hidden = true;
  list.after(more);

  const allColumns = () => {
    loading ??= fetched(/** @type {string} */ (form.dataset.columns), "json");
    loading.catch(() => (loading = undefined));
    return loading;
  };

  /** @param {number} number */
  const entriesOf = (number) => {
    const there = pages.get(number);
    if (there) return there;
    const address = `../${form.dataset.page}.${number}/`;
    const found = fetched(address, "document").then((/** @type {Document} */ page) => [
      ...(page.querySelector("[data-statements]")?.children ?? []),
    ]);
    found.catch(() => pages.delete(number));
    pages.set(number, found);
    return found;
  };

  const chosen = () =>
    new URLSearchParams(menus.filter((menu) => menu.value).map((menu) => [menu.name, menu.value]));

  /** @param {number} most */
  const show = async (most) => {
    const question = chosen();
    const mine = ++asked;
    more.hidden = true;
    const any = String(question) !== "";
    if (pager) pager.hidden = any;
    list.classList.remove("said--failed");
    if (!any) {
      status.textContent = "";
      list.replaceChildren(...own);
      return;
    }
    try {
      const places = matching(await allColumns(), question);
      const shown = [];
      for (const at of places.slice(0, most)) {
        const entries = await entriesOf(Math.floor(at / PER_PAGE) + 1);
        if (mine !== asked) return;
        shown.push(entries[at % PER_PAGE]);
      }
      if (mine !== asked) return;
      list.replaceChildren(...shown.map((entry) => document.adoptNode(entry)));
      status.textContent = `${counted(places.length)}.`;
      more.hidden = places.length <= most;
      more.onclick = () => void show(most + PER_PAGE);
    } catch {
      if (mine !== asked) return;
      if (pager) pager.hidden = false;
      list.replaceChildren(...own);
      status.textContent = _("The other pages could not be loaded: these are all statements, not the ones asked for.");
    }
  };

  /** Sets the menus to what the address asks for; what this speaker does not have is left out of it. */
  const follow = () => {
    const asked = new URLSearchParams(location.search);
    for (const menu of menus) {
      const value = asked.get(menu.name) ?? "";
      menu.value = [...menu.options].some((option) => option.value === value) ? value : "";
    }
    void show(PER_PAGE);
  };

  form.addEventListener("change", () => {
    const question = String(chosen());
    history.pushState(null, "", (question ? `?${question}` : location.pathname) + location.hash);
    void show(PER_PAGE);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", follow);
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", /** @type {string} */ (link.getAttribute("href")));
    follow();
    document.getElementById("statements")?.scrollIntoView();
  });
  form.hidden = false;
  follow();
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-narrow]"));
const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-statements]"));
if (form && list) narrow(form, list);
