// @ts-check
/**
 * Runs before anything is drawn: a reader's choice of light or dark must not flash the other first.  A page that is
 * opened as a file loads no other script of ours, as browsers have it, and says so where it would need one.
 */

document.documentElement.className = location.protocol === "file:" ? "no-js" : "js";
// What is answered in a page has its room from the start.
document.documentElement.classList.toggle("asked", location.search !== "");
try {
  const scheme = localStorage.getItem("onrecord.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage may be closed to this site: there is no choice then.
}
// A large script that another one will ask for is fetched meanwhile, after what the page needs at once.
if (document.currentScript?.dataset.later) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: document.currentScript.dataset.later }));
}
