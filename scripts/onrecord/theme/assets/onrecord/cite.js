// @ts-check
/** A statement as a reader takes it along: its address, and its words with who said them and where. */

/**
 * The address to share: of the sentence where the reader is at one, else of the statement.
 * @param {URL} here the page's address
 * @returns {string}
 */
export function statementAddress(here) {
  const sentence = /^#s\d+$/u.test(here.hash) ? here.hash : "";
  return here.origin + here.pathname + sentence;
}

/**
 * The words as they stand, each part of an interrupted statement on a line of its own, then speaker, article, address.
 * @param {HTMLElement} said the statement's blockquote
 * @param {URL} here the page's address
 * @returns {string}
 */
export function quotation(said, here) {
  const parts = [...said.querySelectorAll("[data-article-text]")].map((part) => part.textContent ?? "");
  const { speaker, article } = said.dataset;
  return `${parts.join("\n")} — ${speaker}, ${article}, ${statementAddress(here)}`;
}
