// @ts-check
/** The editor's desk in the preview: one module, which finds out which page it is on. */

const { pathname } = location;
const base = new URL(".", import.meta.url);
const token = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="onrecord-desk"]')).content;

/**
 * Asks the desk.  A refusal is an error whose message is for the editor.
 * @param {string} path
 * @param {unknown} [body] what to change, if anything
 * @returns {Promise<any>}
 */
export async function ask(path, body) {
  let response;
  try {
    response = await fetch(new URL(`api/${path}`, base), {
      method: body === undefined ? "GET" : "POST",
      headers: { "X-Desk-Token": token, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error("The preview does not answer. Nothing was saved; what you entered is still here. Start it again, then repeat.");
  }
  const answer = await response.json().catch(() => ({ message: "The preview gave no answer that can be read." }));
  if (response.ok) return answer;
  throw Object.assign(new Error(answer.message), { answer });
}

/**
 * @param {string} name
 * @param {Record<string, string | boolean | EventListener>} attributes those that are functions listen to clicks
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener("click", value);
    else if (typeof value === "boolean") made.toggleAttribute(key, value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

if (document.querySelector("#desk-queue")) void import("./queue.js");
else if (document.querySelector(".article-text")) void import("./article.js");
else {
  const link = document.querySelector(".neighbors a");
  if (link) link.after(" ", element("a", { href: `${link.getAttribute("href")}`.replace("/#", "/?desk#") }, "Correct it at the desk"));
}
