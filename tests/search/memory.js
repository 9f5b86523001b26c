// The index's API over sections in memory, in the plainest way: what the check decides is tested apart from the files.

import { fold } from "/assets/onrecord/quotation/fold.js";

const LONGEST = 3;

/** @param {any[]} sections as `sections_of` gives them */
export function indexOf(sections, { failing = [] } = {}) {
  for (const one of [...sections, ...sections.flatMap((section) => section.statements)]) one.words = fold(one.text);
  const statements = sections.flatMap((section) => section.statements);
  const runs = sections.map((section) => new Set([section, ...section.statements].flatMap((one) => runsOf(one.words.map((word) => word.folded)))));
  return {
    statements: statements.length,
    sections: sections.length,
    async words(words) {
      const found = new Map();
      for (const word of words) {
        const own = statements.filter((one) => one.words.some(({ folded }) => folded === word || folded === `${word}'s`));
        const speakers = new Set(statements.map((one) => one.speaker).filter((name) => name && fold(name).at(-1)?.folded === word));
        found.set(word, { count: own.length, numbers: own.map((one) => one.number), names: [...speakers].map((text) => ({ type: "speaker", text, count: 1 })) });
      }
      return { found, failed: [] };
    },
    async candidates(words, most) {
      const asked = [...new Set(runsOf(words))];
      const holding = asked.map((run) => runs.filter((some) => some.has(run)).length);
      const scores = sections.map((section, at) => ({
        number: section.number,
        score: asked.reduce((sum, run, place) => sum + (runs[at].has(run) ? Math.log2((sections.length + 1) / holding[place]) : 0), 0),
      }));
      return { sections: scores.filter((one) => one.score).sort((one, other) => other.score - one.score).slice(0, most), failed: failing.length };
    },
    async read(numbers) {
      const found = numbers.filter((number) => !failing.includes(number)).map((number) => [number, sections[number]]);
      return { sections: new Map(found), failed: numbers.length - found.length };
    },
    sectionOf(number) {
      return sections.findIndex((section) => section.statements.some((one) => one.number === number));
    },
  };
}

function runsOf(words) {
  return words.flatMap((_, at) => Array.from({ length: LONGEST }, (_, more) => words.slice(at, at + more + 1).join(" ")));
}
