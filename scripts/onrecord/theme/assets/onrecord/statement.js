// @ts-check
/** A statement as a reader takes it along: its address, its words, its citations, and the HTML of its card. */

import { copy } from "./clipboard.js";
import { _ } from "./language.js";

const said = /** @type {HTMLElement | null} */ (document.querySelector("blockquote.statement"));

/**
 * The address to share: of the sentence where the reader is at one, else of the statement.
 * @returns {string}
 */
function address() {
  const sentence = /^#s\d+$/u.test(location.hash) ? location.hash : "";
  return location.origin + location.pathname + sentence;
}

/**
 * The words as they stand, each part of an interrupted statement on a line of its own, then speaker, article, address.
 * @param {HTMLElement} said the statement's blockquote
 * @returns {string}
 */
function quotation(said) {
  const parts = [...said.querySelectorAll("[data-article-text]")].map((part) => part.textContent ?? "");
  const { credit, article } = said.dataset;
  return `${parts.join("\n")} — ${credit}, ${article}, ${address()}`;
}

/**
 * Saves a text as a file of that name and media type.
 * @param {string} text
 * @param {DOMStringMap} as
 */
function save(text, { file = "", media }) {
  const link = document.createElement("a");
  // What reads RIS wants lines to end so.
  const lines = file.endsWith(".ris") ? text.replaceAll("\n", "\r\n") : text;
  link.href = URL.createObjectURL(new Blob([lines], { type: media }));
  link.download = file;
  link.click();
}

for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-actions]"))) {
  const done = /** @type {HTMLElement} */ (row.querySelector("[role=status]"));
  row.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button || !said) return;
    const what = (button.getAttribute("aria-label") ?? button.textContent ?? "").replace(_("Copy "), "");
    const written = row.closest("dt")?.nextElementSibling?.textContent;
    const text = written ?? (button.dataset.copy === "link" ? address() : quotation(said));
    if (button.dataset.file) return save(text, button.dataset);
    const worked = await copy(text);
    button.focus();
    done.textContent = worked
      ? _(`${what[0].toUpperCase()}${what.slice(1)} copied.`)
      : written
        ? _("Copying is not allowed here; select the text instead.")
        : _(`Copying is not allowed here: ${text}`);
  });
  row.hidden = false;
}

/** The form that a report of an error is written with; it sends nothing itself, but makes the address of a mail or an issue. */
function reportForm() {
  const open = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-report]"));
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".report-form"));
  if (!open || !form || !said) return;
  const field = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
  const send = /** @type {HTMLAnchorElement} */ (form.querySelector("[data-report-link]"));
  const write = () => {
    const what = field("what").value;
    const chosen = what === "kind";
    /** @type {HTMLElement} */ (form.querySelector("[data-right]")).hidden = chosen;
    /** @type {HTMLElement} */ (form.querySelector("[data-right-kind]")).hidden = !chosen;
    send.href = reportAddress(open, what, chosen ? field("kind").value : field("right").value.trim());
  };
  form.addEventListener("input", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  open.addEventListener("click", (event) => {
    event.preventDefault();
    form.hidden = false;
    write();
    field("what").focus();
  });
}

/**
 * @param {HTMLAnchorElement} open the link that works without a script
 * @param {string} what the key of a correction; "" for none
 * @param {string} right its value
 */
function reportAddress(open, what, right) {
  const page = location.origin + location.pathname;
  const id = location.pathname.split("/").at(-2);
  const words = [.../** @type {HTMLElement} */ (said).querySelectorAll("[data-article-text]")].map((part) => part.textContent ?? "");
  // JSON's texts are YAML's too.
  const text = (/** @type {string} */ value) => JSON.stringify(value.replace(/\s+/gu, " ").trim());
  const entry = what && right ? ["", `# statement: ${id}`, `- words: ${text(words.join(" "))}`, `  ${what}: ${text(right)}`, ""] : [];
  const body = [page, what ? `Wrong: ${what}` : "", right && `Right: ${right}`, ...entry].join("\n");
  const [address, fragment = ""] = open.href.split("#");
  const before = address.startsWith("mailto:") ? address.replace(/([?&])body=[^&]*&?/u, "$1").replace(/[?&]$/u, "") : address;
  return `${before}${before.includes("?") ? "&" : "?"}body=${encodeURIComponent(body)}${fragment && `#${fragment}`}`;
}

reportForm();
