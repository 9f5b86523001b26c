// Asks each of the searches in a page of its own; the benchmark calls these.

const at = (path) => new URL(path, location.origin);

export const contenders = {
  /** The search page's own parts, without the page: what the check says, and how many statements have all of the words. */
  async ours() {
    const load = (name) => import(at(`source/${name}.js`));
    const [{ open }, { check }, { find, ordered, textsOf }] = await Promise.all(["quotation/index", "quotation/check", "find"].map(load));
    const index = await open(at("quotation/"));
    return async (typed) => {
      const answer = await check(index, typed);
      const found = await find(index, typed, { allows: () => true });
      const one = answer.checks[0];
      const matches = one?.matches ?? [];
      let ids = matches.map((match) => match.statement?.id).filter(Boolean);
      if (!one) {
        const { runs, others } = await ordered(index, found, { sort: "" });
        const first = [...runs, ...others].slice(0, 3);
        const { read } = await textsOf(index, first);
        ids = first.map((number) => read.get(number)?.statement.id).filter(Boolean);
      }
      return {
        verdicts: answer.checks.filter((each) => !each.keywords).map((each) => each.verdict),
        ids,
        places: matches.map((match) => match.section.text),
        count: found.all.length,
        least: found.least,
      };
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
      return { verdicts: [], ids: items.slice(0, 3).map((item) => item[0].location), places: [], count: items.length };
    };
  },
};
