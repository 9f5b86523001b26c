// @ts-check
/** An article at the desk: its statements can be chosen, moved, changed, added and accepted; each change is saved at once. */

import { follow } from "./desk.js";
import { change, choose, inTurn, kept, open, remember, state, whenDrawn } from "./editing.js";
import { fill, listen, offerNames, panel } from "./panel.js";
import { ids, idsOnPage, whenDragged } from "./text.js";

/** Shows what a build made of a change, around the article's text: that is the desk's, and what is typed stays. */
async function renew() {
  const fresh = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  const [here, there] = [document, fresh].map((one) => one.querySelector("article"));
  const [text, other] = [here, there].map((one) => one?.querySelector(".article-text"));
  const seen = (/** @type {Element | null | undefined} */ one) =>
    JSON.stringify([...(one?.querySelectorAll("[data-article-text]") ?? [])].map((part) => [part.getAttribute("data-article-text"), part.textContent]));
  if (!here || !there || !text || !other || seen(text) !== seen(other)) return location.reload();
  const focused = document.activeElement;
  const selection = getSelection();
  const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = selection ?? {};
  for (const [at, id] of idsOnPage([...other.querySelectorAll("[data-article-text]")])) ids.set(at, id);
  other.replaceWith(text);
  here.replaceChildren(...there.childNodes);
  // What is moved loses the focus and what is selected in it.
  if (focused instanceof HTMLElement && text.contains(focused)) focused.focus({ preventScroll: true });
  if (anchorNode && focusNode && text.contains(anchorNode) && text.contains(focusNode)) {
    selection?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  }
}

whenDragged((to) => inTurn(() => change({ to })));
whenDrawn(fill);
document.body.append(panel);
document.body.classList.add("has-desk");
if (await open()) {
  listen();
  const id = decodeURIComponent(location.hash.slice(1));
  const { start = null, typed = null } = kept();
  const at = typed === null ? ([...ids].find(([, own]) => own === id)?.[0] ?? start) : start;
  const number = at === null ? -1 : state.statements.findIndex(({ content }) => content[0][0] === at);
  if (number >= 0) {
    choose(number, true);
    if (typed !== null) {
      remember({ typed });
      fill();
    }
  }
  await offerNames();
  void follow(renew);
}
