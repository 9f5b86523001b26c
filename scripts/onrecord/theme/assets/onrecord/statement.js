// @ts-check
/** A statement as a reader takes it along: its address, its words, its citations, and the HTML of its card. */

const actions = /** @type {HTMLElement | null} */ (document.querySelector("[data-actions]"));
const said = /** @type {HTMLElement | null} */ (document.querySelector("blockquote.statement"));
const files = document.querySelector(".take-along ul");

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
  const { speaker, article } = said.dataset;
  return `${parts.join("\n")} — ${speaker}, ${article}, ${address()}`;
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
 * Copies what lies beside the page.
 * @param {HTMLAnchorElement} link to the file
 * @param {HTMLElement} done where the outcome is told
 */
async function take(link, done) {
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    const text = link.dataset.take ? (await answer.json())[link.dataset.take] : await answer.text();
    await navigator.clipboard.writeText(text);
    done.textContent = `${link.textContent} copied.`;
  } catch {
    done.textContent = "Copying is not allowed here; open the link instead.";
  }
}

if (actions && said) {
  const done = /** @type {HTMLElement} */ (actions.querySelector("[role=status]"));
  actions.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const isLink = button.dataset.copy === "link";
    const text = isLink ? address() : quotation(said);
    const worked = await copy(text);
    button.focus();
    done.textContent = worked ? (isLink ? "Link copied." : "Quotation copied.") : `Copying is not allowed here: ${text}`;
  });
  actions.hidden = false;
}

if (files && navigator.clipboard) {
  const done = document.createElement("p");
  done.setAttribute("role", "status");
  files.after(done);
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (files.querySelectorAll("a[data-take]"))) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${link.textContent}`);
    button.addEventListener("click", () => take(link, done));
    link.after(" ", button);
  }
}
