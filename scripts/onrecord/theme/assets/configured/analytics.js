// @ts-check
/** Google Analytics, where the configuration asks for it, and the reader agrees if they are asked. */

(() => {
  const { property, consent } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  if (consent !== undefined) {
    try {
      if (!JSON.parse(localStorage.getItem("onrecord.consent") ?? "{}").analytics) return;
    } catch {
      return;
    }
  }
  /** @type {IArguments[]} */
  const layer = (/** @type {any} */ (window).dataLayer ??= []);
  function send() {
    layer.push(arguments);
  }
  /** @type {(...values: unknown[]) => void} */ (send)("js", new Date());
  /** @type {(...values: unknown[]) => void} */ (send)("config", property);
  const script = document.createElement("script");
  script.async = true;
  script.src = `https://www.googletagmanager.com/gtag/js?id=${encodeURIComponent(property ?? "")}`;
  document.head.append(script);
})();
