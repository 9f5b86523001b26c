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

/**
 * Says why something was not done; where the file is another by now, with both of its texts.
 * @param {HTMLElement} says
 * @param {Error & {answer?: {now?: string, wanted?: string}}} error
 * @param {() => unknown} again reads the file again
 */
export function tell(says, error, again) {
  says.replaceChildren(error.message);
  const { now, wanted } = error.answer ?? {};
  if (now === undefined) return;
  const both = [["In the file now", now], ["Would have been written", wanted ?? ""]];
  says.append(...both.map(([name, text]) => element("details", {}, element("summary", {}, name), element("pre", {}, text))));
  says.append(element("button", { type: "button", click: () => void again() }, "Read the file again"));
}

/**
 * Waits for builds.
 * @param {() => unknown} renew what to do after each
 */
export async function follow(renew) {
  let epoch = 0;
  for (;;) {
    try {
      const response = await fetch(`/livereload/${epoch}/${Date.now()}`);
      const now = Number(await response.text());
      if (epoch && now > epoch) await renew();
      epoch = now || epoch;
    } catch {
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

if (document.querySelector("#desk-queue")) void import("./queue.js");
else if (document.querySelector(".article-text")) void import("./article.js");
else if (/\/speakers\/[^/]+\/$/u.test(pathname)) void import("./person.js");
else if (/\/topics\/[^/]+\/$/u.test(pathname)) {
  document.querySelector("h1")?.after(element("p", {}, element("a", { href: `${base}#topics` }, "Edit topics at the desk")));
} else {
  const link = document.querySelector(".neighbors a");
  if (link) link.after(" ", element("a", { href: `${link.getAttribute("href")}`.replace("/#", "/?desk#") }, "Correct it at the desk"));
}
