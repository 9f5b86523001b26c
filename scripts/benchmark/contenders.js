// Asks each of the searches in a page of its own; the benchmark calls these.

const at = (path) => new URL(path, location.origin);

export const contenders = {
  async "quote check"() {
    const [{ QuotationIndex }, { check }] = await Promise.all([
      import(at("assets/onrecord/quotation/reader.js")),
      import(at("assets/onrecord/quotation/check.js")),
    ]);
    let index;
    return async (typed) => {
      index ??= QuotationIndex.open(at("quotation/"));
      const { checks } = await check(await index, typed);
      return { verdict: checks[0]?.verdict ?? "", ids: checks[0]?.matches.map((match) => match.record.id) ?? [] };
    };
  },

  async "full text"() {
    const { find } = await import(at("assets/onrecord/find.js"));
    return async (typed) => {
      const { exact, all, some } = await find(typed, {});
      const rest = await Promise.all([...all, ...some].slice(0, 5).map((read) => read()));
      const ids = [...exact, ...rest].slice(0, 5).map((hit) => hit.id);
      return { verdict: exact.length + all.length ? "found" : "not found", ids };
    };
  },

  async "pagefind alone"() {
    const pagefind = await import(at("pagefind/pagefind.js"));
    await pagefind.init();
    return async (typed) => {
      const { results } = await pagefind.search(typed);
      const first = await Promise.all(results.slice(0, 5).map((result) => result.data()));
      return { verdict: first.length ? "found" : "not found", ids: first.map((one) => one.meta.id) };
    };
  },

  async material() {
    const worker = new Worker(at("material/worker.js"));
    const answer = (message) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data.data);
        worker.onerror = reject;
        worker.postMessage(message);
      });
    const { config, docs } = await (await fetch(at("material/search_index.json"))).json();
    await answer({ type: 0, data: { config, docs, options: { suggest: false } } });
    return async (typed) => {
      // As Material does for a reader: no operators, and every word may go on.
      const words = typed.replace(/["*+\-:^~]+/g, " ").trim().split(/\s+/);
      const { items } = await answer({ type: 2, data: words.map((word) => `${word}*`).join(" ") });
      return { verdict: items.length ? "found" : "not found", ids: items.slice(0, 5).map((item) => item[0].location) };
    };
  },
};
