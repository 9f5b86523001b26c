// @ts-check
/**
 * The search page, first part: looks up what the address asks for while the script that shows it is still on its way.
 * On a slow line each step here is a question and an answer, and each kilobyte before the last of them is waited for.
 */

import {} from "./keys.js"; // which work from the start
import { _ } from "./language.js";
import { openFiles } from "./quotation/files.js";
import { fold } from "./quotation/fold.js";
import { SITE } from "./site.js";

/** Longer questions are read by the second part first. */
const MOST_WORDS = 60;
/** Words that are looked up first, the longest: as `find` does. */
const WORDS = 3;
/** Milliseconds by which they follow the section that the verdict is about: on a slow line they would halve its way. */
const AFTER = 150;

const asked = new URLSearchParams(location.search).get("q") ?? "";
const opening = openFiles(new URL("quotation/", SITE));

async function lookAhead() {
  const words = fold(asked).map((word) => word.folded);
  const files = await opening;
  if (words.length < 2 || words.length > MOST_WORDS) return;
  /** @param {(string | undefined)[]} names */
  const fetchAll = (names) => names.forEach((name) => name && files.bytes(name).catch(() => {}));
  for (const { hash } of files.grams(words)) {
    // A run that stands in one section only says where to look, and waits for no other.
    files.sectionsWith(hash).then((numbers) => numbers.length === 1 && fetchAll([files.sectionFile(numbers[0])]), () => {});
  }
  const { sections } = await files.candidates(words, 1);
  fetchAll(sections.map(({ number }) => files.sectionFile(number)));
  const longest = [...new Set(words)].sort((one, other) => other.length - one.length).slice(0, WORDS);
  setTimeout(() => fetchAll(longest.map((word) => files.wordFile(word))), AFTER);
}

async function begin() {
  if (document.readyState === "loading") await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
  const status = document.querySelector("[data-status]");
  if (status && location.search) status.textContent = _("Searching …");
  const script = await import("./answers.js").catch(() => undefined);
  if (script) script.answers(opening);
  else if (status) status.textContent = _("The script of this page did not load. Reload the page to try again.");
}

// What fails is told by whoever asks for it next.
void lookAhead().catch(() => {});
void begin();
