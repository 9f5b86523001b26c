// @ts-check
/**
 * Reporting clauses in what was typed: "he said", "Dana Brook told reporters:", "according to the mayor".
 *
 * They belong to whoever quotes, not to the words quoted.  A clause is a subject and a cue of the lexicon, in either
 * order, with whom it was said to and when.  Where it ends is not known for sure without marks, so there are several
 * readings of a text, and what the record holds decides between them.
 */

import { fold } from "./fold.js";
import { CUES, LIGHT_WORDS, PLAIN_CUES, QUOTE_CUES, TITLES, TURNING_WORDS } from "./lexicon.js";
import { base } from "./spelling.js";

/** @typedef {import("./fold.js").Word} Word */

/**
 * @typedef {object} Reading a text without its reporting clauses
 * @property {string} text what remains
 * @property {string[]} aside the clauses
 * @property {string} by the name of who is said to have said it, or ""
 */

/**
 * @typedef {object} Clause
 * @property {number} end the number of the first word after it
 * @property {string} by
 * @property {boolean} open whether more words may belong to it
 */

/** Words of a subject, of an addressee, of what else is in a clause, and of a whole clause beside marks. */
const SUBJECT = 8;
const ADDRESSEE = 3;
const CIRCUMSTANCE = 7;
const CLAUSE = 18;
/** Words that remain: at least so many, and half of all or so many. */
const FEWEST = 3;
const ENOUGH = 6;
const TOLD = /^(tell|told|inform|assur|remind|notif|advis|ask|warn|promis)/;
const LEADS = /^(and|but|as|then|while|so)$/;
const BREAK = /[,;:.!?—–“”"\n]|\s-\s/;
const PRONOUNS = new Set("i he she they it we you".split(" "));
const DETERMINERS = new Set("the a an his her their its our my one another some several many two three".split(" "));
/** What may stand inside a noun phrase, between subject and cue, and at the beginning of a circumstance. */
const INSIDE = new Set("of for at in from with and the a an".split(" "));
const BETWEEN = new Set("has had have also later then once recently again previously already himself herself".split(" "));
const CIRCUMSTANCES = new Set(
  `in on at to during after before from via by through as when about of yesterday today later earlier monday tuesday wednesday
  thursday friday saturday sunday this last`.split(/\s+/),
);

/**
 * Whether the whole of a text reports that somebody says something, and who: what may stand beside marked words.
 * @param {string} text
 * @returns {{by: string} | undefined}
 */
export function reporting(text) {
  const words = fold(text);
  if (!words.length) return { by: "" };
  if (words.length > CLAUSE) return undefined;
  const rest = words.filter((word) => !BETWEEN.has(word.folded) && !LEADS.test(word.folded));
  // "and added", "adding:"
  if (rest.length === 1 && CUES.has(rest[0].folded)) return { by: "" };
  for (let start = 0; start < words.length; start++) {
    // "In an interview, Brook said", "and Brook added", "As Brook put it".
    const lead = start === 0 || (start <= CIRCUMSTANCE && /[,;]\s/.test(text.slice(words[start - 1].end, words[start].start)) && (CIRCUMSTANCES.has(words[0].folded) || CUES.has(words[0].folded))) || (start === 1 && LEADS.test(words[0].folded));
    if (!lead) continue;
    const clause = clauseAt(text, words, start, true);
    if (clause && (clause.end >= words.length || (clause.end === words.length - 1 && words[clause.end].folded === "that"))) return { by: clause.by };
  }
  const name = text.replace(/^[\s,:;.—–-]*(?:by\s+)?|[\s,:;.—–-]+$/gi, "");
  return words.length <= 5 && isName(name) ? { by: name } : undefined;
}

/**
 * The ways to read a text that may have reporting clauses at its beginning, in its middle and at its end.
 * @param {string} text
 * @returns {Reading[]}
 */
export function readings(text) {
  const middle = withoutMiddle(text);
  const words = fold(middle.text);
  const ends = [{ at: words.length, by: "" }, ...endings(middle.text, words)];
  const begins = [{ at: 0, by: "" }, ...beginnings(middle.text, words)];
  return ends.flatMap((end) =>
    begins.flatMap((begin) => {
      const kept = end.at - begin.at;
      if (kept < FEWEST || (kept < words.length / 2 && kept < ENOUGH) || (kept === words.length && !middle.aside.length)) return [];
      const [from, to] = [begin.at ? words[begin.at].start : 0, end.at < words.length ? words[end.at - 1].end : middle.text.length];
      const clauses = [middle.text.slice(0, from), middle.text.slice(to)].map(tidied).filter(Boolean);
      return [{ text: middle.text.slice(from, to), aside: [...clauses, ...middle.aside], by: begin.by || end.by || middle.by }];
    }),
  );
}

/** @param {string} clause */
export function tidied(clause) {
  return clause.replace(/^[\s,;:.—–“”"'‘’-]+|[\s,;:.—–“”"'‘’-]+$/g, "").replace(/\s+/g, " ");
}

/**
 * Where what is quoted may begin after a reporting clause.
 * @param {string} text
 * @param {Word[]} words
 */
function beginnings(text, words) {
  /** @type {{at: number, by: string}[]} */
  const found = [];
  const label = /^[\s"“”]*([^:\n“”"]{2,60}):(?=\s)/.exec(text);
  if (label && isName(label[1]) && fold(label[1]).length <= SUBJECT) found.push({ at: fold(label[0]).length, by: label[1].trim() });
  for (const start of leads(text, words)) {
    const clause = clauseAt(text, words, start, false);
    if (!clause) continue;
    const after = clause.end < words.length ? text.slice(words[clause.end - 1].end, words[clause.end].start) : "";
    if (words[clause.end]?.folded === "that") found.push({ at: clause.end + 1, by: clause.by });
    if (BREAK.test(after) || clause.open) found.push({ at: clause.end, by: clause.by });
  }
  return found.filter(({ at }, place) => at < words.length && found.findIndex((one) => one.at === at) === place);
}

/**
 * Where a clause may begin at a text's beginning: at once, or after "In an interview,".
 * @param {string} text
 * @param {Word[]} words
 */
function leads(text, words) {
  const comma = words.findIndex((word, at) => at < CIRCUMSTANCE && /,\s/.test(text.slice(word.end, words[at + 1]?.start)));
  if (comma > 0 && (CIRCUMSTANCES.has(words[0].folded) || CUES.has(words[0].folded))) return [0, comma + 1];
  return words.length && LEADS.test(words[0].folded) ? [0, 1] : [0];
}

/**
 * Where what is quoted may end before a reporting clause.
 * @param {string} text
 * @param {Word[]} words
 */
function endings(text, words) {
  const found = [];
  for (let at = words.length - 1; at >= Math.max(3, words.length - CLAUSE); at--) {
    if (!/[,;—–”"?!’']|\s-\s/.test(text.slice(words[at - 1].end, words[at].start))) continue;
    const clause = clauseAt(text, words, at, true);
    if (clause && clause.end >= words.length) found.push({ at, by: clause.by });
  }
  return found;
}

/**
 * A text without the short clauses between commas that have a cue: "We will go, he said, and soon".
 * @param {string} text
 * @returns {Reading}
 */
function withoutMiddle(text) {
  /** @type {string[]} */
  const aside = [];
  let by = "";
  const rest = text.replace(/,["”’']?\s([^,.!?;:“”"]{4,80})(?=,["“‘']?\s|,["“‘'])/g, (whole, /** @type {string} */ clause) => {
    const words = fold(clause);
    const found = words.length ? clauseAt(clause, words, 0, true) : undefined;
    if (!found || found.end < words.length) return whole;
    aside.push(tidied(clause));
    by ||= found.by;
    return "";
  });
  return { text: rest, aside, by };
}

/**
 * The reporting clause that begins with a word.
 * @param {string} text
 * @param {Word[]} words
 * @param {number} start
 * @param {boolean} beside whether it stands beside marks or at an end, where any cue may be inverted or "she smiled"
 * @returns {Clause | undefined}
 */
function clauseAt(text, words, start, beside) {
  if (words[start].folded === "according" && words[start + 1]?.folded === "to") {
    const end = phraseEnd(text, words, start + 2);
    const name = end > start + 2 ? text.slice(words[start + 2].start, words[end - 1].end) : "";
    return end > start + 2 ? { end, by: isName(name) ? name : "", open: false } : undefined;
  }
  const isCue = (/** @type {number} */ at) => at < words.length && !TURNING_WORDS.has(words[at].folded) && (at === start || !isCapital(text, words[at])) && (CUES.has(words[at].folded) || (beside && QUOTE_CUES.has(words[at].folded)));
  if (beside && isCue(start) && !/ing$/.test(words[start].folded)) {
    // "said Dana Brook, the mayor of Elm"
    const subject = subjectAt(text, words, start + 1);
    if (subject) return { end: circumstances(text, words, subject.end, true), by: subject.by, open: false };
  }
  const subject = subjectAt(text, words, start);
  if (!subject) return undefined;
  let cue = subject.end;
  while (cue < words.length && BETWEEN.has(words[cue].folded)) cue++;
  if (!isCue(cue) && !(words[cue]?.folded === "put" && words[cue + 1]?.folded === "it")) return undefined;
  if (/ing$/.test(words[cue].folded)) return undefined;
  let end = words[cue].folded === "put" ? cue + 2 : cue + 1;
  if (TOLD.test(words[cue].folded)) {
    const told = subjectAt(text, words, end) ?? { end: end + 1 };
    end = Math.min(told.end, end + ADDRESSEE, words.length);
  }
  // "said to reporters", but not "agreed to sell".
  const purpose = words[end]?.folded === "to" && !PLAIN_CUES.has(words[cue].folded);
  const close = purpose ? end : circumstances(text, words, end, false);
  return { end: close, by: subject.by, open: close === end && subject.sure && PLAIN_CUES.has(words[cue].folded) };
}

/**
 * The subject of a clause: a pronoun, a name, or a noun phrase.
 * @param {string} text
 * @param {Word[]} words
 * @param {number} start
 * @returns {{end: number, by: string, sure: boolean} | undefined}
 */
function subjectAt(text, words, start) {
  const first = words[start];
  // What nobody said is no report.
  if (!first || /^n/.test(TURNING_WORDS.get(first.folded) ?? "")) return undefined;
  if (PRONOUNS.has(first.folded)) return { end: start + 1, by: "", sure: true };
  let end = start;
  if (!LIGHT_WORDS.has(first.folded) && isCapital(text, first)) {
    while (end < words.length && end < start + 5 && (end === start || joins(text, words, end)) && namePart(text, words, end)) end++;
    while (end > start + 1 && !isCapital(text, words[end - 1])) end--;
    const by = text.slice(words[start].start, words[end - 1].end);
    return { end, by: TITLES.has(words[end - 1].folded) ? "" : by, sure: true };
  }
  if (!DETERMINERS.has(first.folded)) return bareSubject(text, words, start);
  end = phraseEnd(text, words, start);
  while (end > start + 1 && BETWEEN.has(words[end - 1].folded)) end--;
  return end > start + 1 ? { end, by: lastName(text, words, start, end), sure: false } : undefined;
}

/**
 * A name typed without capitals: "dana brook said".
 * @param {string} text
 * @param {Word[]} words
 * @param {number} start
 */
function bareSubject(text, words, start) {
  let end = start;
  while (end < words.length && end < start + 3 && (end === start || joins(text, words, end)) && !LIGHT_WORDS.has(words[end].folded) && !CUES.has(words[end].folded)) end++;
  return end > start && PLAIN_CUES.has(words[end]?.folded ?? "") ? { end, by: text.slice(words[start].start, words[end - 1].end), sure: false } : undefined;
}

/**
 * The last words with capitals in a noun phrase: "the mayor, Dana Brook".
 * @param {string} text
 * @param {Word[]} words
 * @param {number} start
 * @param {number} end
 */
function lastName(text, words, start, end) {
  let from = end;
  while (from > start + 1 && isCapital(text, words[from - 1])) from--;
  return end - from >= 2 ? text.slice(words[from].start, words[end - 1].end) : "";
}

/**
 * Where a noun phrase ends: before a cue, a mark, or a word that is in none.
 * @param {string} text
 * @param {Word[]} words
 * @param {number} start
 */
function phraseEnd(text, words, start) {
  let end = start;
  while (end < words.length && end < start + SUBJECT && (end === start || joins(text, words, end))) {
    const { folded } = words[end];
    if (end > start && (CUES.has(folded) || (LIGHT_WORDS.has(folded) && !INSIDE.has(folded)))) break;
    end++;
  }
  return end;
}

/**
 * Where ends what tells when, where and to whom: "on Monday", "in an interview with a paper", ", the mayor of Elm".
 * @param {string} text
 * @param {Word[]} words
 * @param {number} start
 * @param {boolean} apposition whether a name stands before it
 */
function circumstances(text, words, start, apposition) {
  let end = start;
  while (end < words.length && end < start + CIRCUMSTANCE) {
    const between = text.slice(words[end - 1].end, words[end].start);
    if (end === start) {
      const appositive = apposition && /^[,\s]+$/.test(between) && /,/.test(between) && DETERMINERS.has(words[end].folded);
      if (!CIRCUMSTANCES.has(words[end].folded) && !appositive) return start;
      if (!appositive && BREAK.test(between)) return start;
    } else if (BREAK.test(between) || words[end].folded === "that") {
      break;
    }
    end++;
  }
  return end;
}

/**
 * Whether only a space, a hyphen or the stop of an initial or a title parts a word from the one before it.
 * @param {string} text
 * @param {Word[]} words
 * @param {number} at
 */
function joins(text, words, at) {
  const before = words[at - 1];
  const short = TITLES.has(before.folded) || before.end - before.start <= 2;
  return (short ? /^[\s.’'-]*$/ : /^[\s’'-]*$/).test(text.slice(before.end, words[at].start));
}

/**
 * @param {string} text
 * @param {Word[]} words
 * @param {number} at
 */
function namePart(text, words, at) {
  return isCapital(text, words[at]) ? !LIGHT_WORDS.has(words[at].folded) : words[at].folded.length <= 3 && !LIGHT_WORDS.has(words[at].folded) && at + 1 < words.length && isCapital(text, words[at + 1]);
}

/**
 * @param {string} text
 * @param {Word} word
 */
function isCapital(text, word) {
  return /^\p{Lu}/u.test(text.slice(word.start, word.end));
}

/**
 * Whether each word of a text has a capital, but for particles.
 * @param {string} text
 */
function isName(text) {
  const words = fold(text);
  if (!words.length || words.some((word) => LIGHT_WORDS.has(word.folded) && word.folded.length > 2)) return false;
  return isCapital(text, words[0]) && words.every((word) => isCapital(text, word) || word.folded.length <= 3);
}

/**
 * Whether a name may be a speaker's: all words of the shorter one are in the longer one, or are initials there.
 * @param {string} by as typed
 * @param {string} speaker as the record has it
 */
export function mayBe(by, speaker) {
  const [one, other] = [by, speaker].map((name) => fold(name).map((word) => base(word.folded)).filter((word) => !TITLES.has(word)));
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length > 0 && short.every((word) => long.some((full) => full === word || (word.length === 1 && full.startsWith(word))));
}
