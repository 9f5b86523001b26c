// @ts-check
/** The keys "/" and Ctrl-K go to the search field, or to the search page where no field is in sight. */

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element | null} */ (event.target instanceof Element ? event.target : null);
  if (event.altKey || event.defaultPrevented) return;
  const held = event.ctrlKey || event.metaKey;
  const typing = target?.closest("input, textarea, select, [contenteditable]");
  if (held ? event.key.toLowerCase() !== "k" : event.key !== "/" || typing) return;
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-search-field]"));
  const field = [...fields].find((one) => one.getClientRects().length);
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".site-search-link"));
  if (!field && !link) return;
  event.preventDefault();
  if (field) {
    field.focus();
    field.select();
  } else link?.click();
});

export {};
