// @ts-check
/** A statement as a reader takes it along: its address, its words, its citations, and the HTML of its card. */

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
 * Puts a text on the clipboard; where a page may not write there (no https), by the way that came before.
 * @param {string} text
 * @returns {Promise<boolean>} whether it worked
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
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
    const what = (button.getAttribute("aria-label") ?? button.textContent ?? "").replace("Copy ", "");
    const written = row.closest("dt")?.nextElementSibling?.textContent;
    const text = written ?? (button.dataset.copy === "link" ? address() : quotation(said));
    if (button.dataset.file) return save(text, button.dataset);
    const worked = await copy(text);
    button.focus();
    done.textContent = worked
      ? `${what[0].toUpperCase()}${what.slice(1)} copied.`
      : `Copying is not allowed here${written ? "; select the text instead." : `: ${text}`}`;
  });
  row.hidden = false;
}
