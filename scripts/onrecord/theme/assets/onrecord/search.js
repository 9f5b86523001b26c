// @ts-check
/**
 * The search page, first part: looks up what the address asks for while the script that shows it is still on its way.
 */

import { _ } from "./language.js";
import { library } from "./library.js";
import {} from "./page.js"; // which every page loads: here in one fetch with this one
import { fold } from "./quotation/fold.js";

/** Longer questions are read by the second part first. */
const MOST_WORDS = 60;
/** Words that are looked up first, the longest: as `find` does. */
const WORDS = 3;
/** Runs of words that are looked for in so many sections. */
const SECTIONS = 6;

const shelf = library();
const asked = new URLSearchParams(location.search).get("q") ?? "";

async function lookAhead() {
  const words = fold(asked).map((word) => word.folded);
  const index = await shelf.index();
  if (words.length < 2 || words.length > MOST_WORDS) return;
  const { sections } = await index.candidates(words, SECTIONS);
  // A browser has six connections to a host: the runs go first.
  void index.words([...new Set(words)].sort((one, other) => other.length - one.length).slice(0, WORDS));
  if (sections.length) await index.read([sections[0].number]);
}

// What fails is told by whoever asks for it next.
void lookAhead().catch(() => {});
const status = document.querySelector("[data-status]");
if (status && location.search) status.textContent = _("Searching …");
void import("./answers.js").then(
  ({ answers }) => answers(shelf),
  () => {
    if (status) status.textContent = _("The script of this page did not load. Reload the page to try again.");
  },
);
