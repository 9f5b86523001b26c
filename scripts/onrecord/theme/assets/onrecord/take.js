// @ts-check
/** Copies what lies beside a statement's page: its citations, and the HTML of its card. */

/**
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

const list = document.querySelector(".take-along ul");
if (list && navigator.clipboard) {
  const done = document.createElement("p");
  done.setAttribute("role", "status");
  list.after(done);
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("a[data-take]"))) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${link.textContent}`);
    button.addEventListener("click", () => take(link, done));
    link.after(" ", button);
  }
}
