// @ts-check
/** Runs before anything is drawn: a reader's choice of light or dark must not flash the other first. */

document.documentElement.className = "js";
try {
  const scheme = localStorage.getItem("onrecord.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage may be closed to this site: there is no choice then.
}
