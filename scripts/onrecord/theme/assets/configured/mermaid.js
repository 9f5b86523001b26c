// @ts-check
/** Draws a page's diagrams: with the editor's own copy of Mermaid where a script has loaded one, else with unpkg.com's. */

const MERMAID = "https://unpkg.com/mermaid@11/dist/mermaid.min.js";
const held = /** @type {any} */ (window);

/** @returns {Promise<void>} */
function loaded() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = MERMAID;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

if (!held.mermaid) await loaded();
const dark = getComputedStyle(document.body).colorScheme === "dark";
held.mermaid.initialize({ startOnLoad: false, theme: dark ? "dark" : "default" });
const diagrams = [...document.querySelectorAll("pre.mermaid")].map((source) => {
  const place = document.createElement("div");
  place.className = "mermaid";
  place.textContent = source.textContent;
  source.replaceWith(place);
  return place;
});
await held.mermaid.run({ nodes: diagrams });

export {};
