// @ts-check
/** Asks once what may be loaded and kept; the address's part "#__consent" asks again. */

(() => {
  const STORED = "onrecord.consent";
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("__consent"));
  if (!form) return;
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=checkbox]")]);
  let stored = null;
  try {
    stored = localStorage.getItem(STORED);
  } catch {
    return; // Nothing would keep the answer.
  }
  if (stored !== null) {
    const given = JSON.parse(stored);
    for (const box of boxes) box.checked = Boolean(given[box.name]);
  }
  const show = () => {
    if (stored === null || location.hash === "#__consent") form.hidden = false;
  };
  /** @param {Event} event @param {string[]} names */
  const keep = (event, names) => {
    event.preventDefault();
    localStorage.setItem(STORED, JSON.stringify(Object.fromEntries(names.map((name) => [name, true]))));
    history.replaceState(null, "", location.pathname + location.search);
    location.reload();
  };
  form.addEventListener("submit", (event) =>
    keep(event, boxes.filter(({ checked }) => checked).map(({ name }) => name)),
  );
  form.addEventListener("reset", (event) => keep(event, []));
  addEventListener("hashchange", show);
  show();
})();
