// @ts-check
/** The quotation check as elements.  Texts are only ever set as text, so nothing in them is read as markup. */

import { button, element, facts, linked, said, statementItem } from "../element.js";
import { fragment } from "../landing.js";
import { _ } from "../language.js";
import { quoted as inMarks } from "../wording.js";
import { MOST_WORDS } from "./passages.js";
import { anchor, pieces } from "./pieces.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Check} Check */
/** @typedef {import("./answer.js").Match} Match */
/** @typedef {import("./answer.js").Passage} Passage */
/** @typedef {import("./answer.js").Turn} Turn */
/** @typedef {import("./answer.js").Verdict} Verdict */
/** @typedef {import("./pieces.js").Piece} Piece */

/**
 * @typedef {object} Options
 * @property {number} [most] how many statements to show of each quotation, all of them if not given
 * @property {boolean} [narrowed] whether filters left some statements out
 * @property {() => void} [again] what tries again where files did not load
 */

const SHOWN_WORDS = 14;

/** What each verdict says: its name, and a sentence. @type {Record<Verdict, [string, string]>} */
const VERDICTS = {
  exact: [_("Exact"), _("These words stand in the record.")],
  close: [_("Close", "verdict"), _("Not these words, but nearly: what was said is underlined, what was typed is struck through.")],
  cut: [_("Cut"), _("These words stand in the record, but not together: what was left out is shown in brackets.")],
  outside: [_("In the article, outside any statement"), _("These words stand in an article, but not among what somebody is on record with.")],
  meaning: [_("Meaning differs"), _("Nearly these words stand in the record, but what differs turns their sense.")],
  absent: [_("Not found"), _("These words do not stand in the record.")],
  unchecked: [_("Could not be checked"), _("Parts of the index did not load, so that nothing can be said.")],
};
const ABSENT_HERE = _("These words do not stand in what the filters leave.");
const ELSEWHERE = _("Without the filters they are on record:");
const JOINED = _("These words stand in the record, but in two places. Each is shown.");
const NEAREST = _("The nearest that there is:");
/** What a reader who cannot see the marks is told before and after the words. */
const SPOKEN = {
  changed: [`${_("said:")} `, `; ${_("typed:")} `],
  missing: [`${_("missing:")} `, ""],
  "left out": [`${_("left out:")} `, ""],
  added: [`${_("not said:")} `, ""],
};

/**
 * The answer for everything that was typed.  Words to look for, rather than a quotation, get none.
 * @param {Answer} answer
 * @param {Options} [options]
 * @returns {HTMLElement[]}
 */
export function rendered({ checks, aside, unchecked, by, skipped }, options = {}) {
  const shown = checks.filter((check) => !check.keywords || check.verdict === "unchecked");
  const sections = shown.map((check) => section(check, { by, several: checks.length > 1 }, options));
  if (!sections.length) return [];
  if (aside.length) sections.push(note(_(`Set aside, as words about who spoke: ${quoted(aside)}.`)));
  if (unchecked.length) sections.push(note(_(`Not checked: ${quoted(unchecked)}.`)));
  if (checks.some((check) => check.failed && check.verdict !== "unchecked")) {
    sections.push(note(_("A part of the index did not load, so a quotation may have been missed."), options.again));
  }
  if (skipped) sections.push(note(_(`Only the first ${MOST_WORDS} words were checked.`)));
  return sections;
}

/**
 * One line that says what was found, to be read aloud; nothing for words to look for.
 * @param {Answer} answer
 */
export function summary({ checks }) {
  const shown = checks.filter((check) => !check.keywords || check.verdict === "unchecked");
  if (!shown.length) return "";
  if (shown.length === 1) return _(`Quote check: ${inLine(nameOf(shown[0]))}.`);
  const counts = new Map();
  for (const check of shown.toSorted((one, other) => order(one) - order(other))) {
    const name = inLine(nameOf(check));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const named = Array.from(counts, ([name, count]) => `${count} ${name}`).join(", ");
  return _(`Quote check of ${shown.length} quotations: ${named}.`);
}

/** @param {string} name of a verdict, as it reads within a line */
function inLine(name) {
  return name[0].toLowerCase() + name.slice(1);
}

/** @param {Check} check */
function order({ verdict }) {
  return Object.keys(VERDICTS).indexOf(verdict);
}

/** @param {Check} check */
function nameOf({ verdict, speaker }) {
  return VERDICTS[verdict][0] + (speaker === "other" ? _(", by somebody else") : "");
}

/**
 * @param {Check} check
 * @param {{by: string, several: boolean}} about
 * @param {Options} options
 */
function section(check, { by, several }, { most = Infinity, narrowed = false, again }) {
  const { passage, verdict, joined, matches, others, speaker } = check;
  const made = element("section", `check check--${verdict}`);
  made.dataset.verdict = verdict;
  if (speaker) made.dataset.speaker = speaker;
  const heading = element("h2", "check__verdict", [element("strong", "", nameOf(check))]);
  if (several) heading.append(" ", element("q", "", shortened(passage.text)));
  made.append(heading, element("p", "check__says", sentence(check, narrowed && others.length > 0)));
  if (by && speaker === "same") made.append(note(_(`By ${by}, as asked.`)));
  if (by && speaker === "other") made.append(note(_(`These words are on record, by somebody else than ${by}:`)));
  for (const turn of matches[0]?.turns ?? []) if (verdict === "meaning") made.append(element("p", "check__turn", told(turn)));
  if (verdict === "unchecked" && again) made.append(note("", again));
  if (verdict === "absent" && matches.length) made.append(element("p", "check__nearest", NEAREST));
  if (matches.length) made.append(items(matches.slice(0, joined ? matches.length : most), passage));
  if (others.length && (verdict === "absent" || verdict === "outside")) {
    made.append(element("p", "check__nearest", ELSEWHERE), items(others.slice(0, most), passage));
  }
  return made;
}

/**
 * @param {Check} check
 * @param {boolean} elsewhere whether the words are on record without the filters
 */
function sentence({ verdict, joined, matches }, elsewhere) {
  if (joined) return JOINED;
  if (verdict === "absent" && elsewhere) return ABSENT_HERE;
  if (verdict === "meaning" && matches[0]?.turns.some((turn) => turn.around)) return _("These words stand there, but the sentence around them turns their sense.");
  return VERDICTS[verdict][1];
}

/** @param {Turn} turn */
function told({ said, typed, around }) {
  if (around) return [_("The sentence says"), " ", element("strong", "", said), "."];
  if (said && typed) return [_("The record says"), " ", element("strong", "", said), _(", not"), " ", element("strong", "", typed), "."];
  if (said) return [_("The record also says"), " ", element("strong", "", said), "."];
  return [_("The record does not say"), " ", element("strong", "", typed), "."];
}

/**
 * @param {Match[]} matches
 * @param {Passage} passage
 */
function items(matches, passage) {
  return element("ol", "check__matches", matches.map((match) => item(match, passage)));
}

/**
 * @param {Match} match
 * @param {Passage} passage
 */
function item(match, passage) {
  const { section, statement, text, words } = match;
  const parts = pieces(match, passage).flatMap(shown);
  const placed = match.steps.filter((step) => step.record >= 0).map((step) => step.record);
  const runs = placed.length ? [/** @type {[number, number]} */ ([placed[0], placed.at(-1)])] : [];
  const end = fragment(anchor(match), text, words, runs);
  if (statement) return statementItem(statement, section, { words: parts, fragment: end });
  const made = element("li", "entry", [said(linked(`articles/${section.article.slug}/${end}`, parts), section)]);
  made.append(facts(section, [element("span", "legend", _("The article’s text"))], ""));
  return made;
}

/**
 * @param {Piece} piece
 * @returns {(string | HTMLElement)[]}
 */
function shown({ how, text, typed, turns }) {
  if (how === "around") return turns ? [element("strong", "turn", text)] : [text];
  if (how === "same") return [element("mark", "", text)];
  const [before, between] = SPOKEN[how];
  const made = element("span", `difference difference--${how.replace(" ", "-")}${turns ? " difference--turns" : ""}`);
  made.append(element("span", "unseen", before));
  if (text) made.append(element("ins", "", text));
  if (typed) made.append(element("span", "unseen", between), text ? " " : "", element("del", "", typed));
  return [made];
}

/**
 * @param {string} text
 * @param {() => void} [again]
 */
function note(text, again) {
  return element("p", "check__note", again ? [text && `${text} `, button(_("Try again"), again)] : text);
}

/** @param {string[]} texts */
function quoted(texts) {
  return texts.map((text) => inMarks(shortened(text))).join(", ");
}

/** @param {string} text */
function shortened(text) {
  const words = text.trim().split(/\s+/u);
  return words.slice(0, SHOWN_WORDS).join(" ") + (words.length > SHOWN_WORDS ? " …" : "");
}
