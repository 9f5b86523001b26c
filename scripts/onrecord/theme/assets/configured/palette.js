// @ts-check
/** The palettes of the site's configuration: set before anything is drawn, and changed by the switches in the header. */

(() => {
  const STORED = "onrecord.palette";
  const root = document.documentElement;
  root.className = location.protocol === "file:" ? "no-js" : "js"; // as in scheme.js
  root.classList.toggle("asked", location.search !== "");
  /** @type {{media?: string, scheme: string, primary?: string, accent?: string}[]} */
  const choices = JSON.parse(document.currentScript?.dataset.palette ?? "[]");

  /** The number of the palette in force: the reader's choice, else the first one for what the system asks for. */
  function chosen() {
    let stored = null;
    try {
      stored = localStorage.getItem(STORED);
    } catch {
      // Storage may be closed to this site: there is no choice then.
    }
    if (stored !== null && choices[Number(stored)]) return Number(stored);
    return Math.max(0, choices.findIndex(({ media }) => media && matchMedia(media).matches));
  }

  function show() {
    const number = chosen();
    let choice = choices[number];
    if (choice.media === "(prefers-color-scheme)") {
      const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      choice = choices.find(({ media }) => media === `(prefers-color-scheme: ${wanted})`) ?? choice;
    }
    for (const name of /** @type {const} */ (["scheme", "primary", "accent"])) {
      const value = choice[name];
      if (value) root.setAttribute(`data-md-color-${name}`, value);
      else root.removeAttribute(`data-md-color-${name}`);
    }
    for (const button of document.querySelectorAll("[data-palette-switch]")) {
      button.toggleAttribute("hidden", button.getAttribute("data-palette-switch") !== String(number));
    }
  }

  show();
  document.addEventListener("DOMContentLoaded", show);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-palette-switch]") : null;
    if (!button) return;
    const next = (Number(button.getAttribute("data-palette-switch")) + 1) % choices.length;
    try {
      localStorage.setItem(STORED, String(next));
    } catch {
      return; // Nothing keeps the choice.
    }
    show();
    /** @type {HTMLElement | null} */ (document.querySelector("[data-palette-switch]:not([hidden])"))?.focus();
  });
})();
