// @ts-check
/**
 * The quotation check: what a reader typed against the record, as a whole first, then what stands in quotation marks,
 * or sentence by sentence.
 */

import { mayBe, readings, reporting, tidied } from "./aside.js";
import { exactly, keywordsOnly, nearest, nearly, outside } from "./compare.js";
import { decoded } from "./entities.js";
import { wavesOf } from "./fetching.js";
import { fold } from "./fold.js";
import { joined } from "./joined.js";
import { likeNames } from "./meaning.js";
import { FEWEST_WORDS, MOST_WORDS, parts, passage, sentences } from "./passages.js";
import { base } from "./spelling.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Check} Check */
/** @typedef {import("./answer.js").Match} Match */
/** @typedef {import("./answer.js").Options} Options */
/** @typedef {import("./aside.js").Reading} Reading */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Section} Section */
/** @typedef {import("./index.js").Statement} Statement */
/** @typedef {import("./passages.js").Part} Part */
/** @typedef {Reading & {marked: boolean}} Way one way to read what was typed */
/** @typedef {Check & {way: Way}} Examined */

const SHOWN = 5;
/** More words than this of an article's text are a passage of several sentences. */
const LINE = 20;
/** Up to so many words are one quotation, unless they are whole sentences. */
const ONE_QUOTATION = 40;
/** In a sentence of somebody's own fewer marked words are a title or a term. */
const FEWEST_QUOTED = 4;
const NOTHING = { counts: new Map(), statements: 1 };
/** A part of a sentence that has so few words on record was put in between. */
const FOREIGN = 0.5;

/**
 * @param {Index} index
 * @param {string} typed
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function check(index, typed, options = {}) {
  const { text, skipped } = limited(decoded(typed));
  if (fold(text).length < FEWEST_WORDS) return { checks: [], aside: [], unchecked: [], by: "", skipped };
  const found = parts(text);
  const whole = await withName(index, await examine(index, waysOf(text, found), options), options);
  // A passage of an article has statements in it; a line or two of it stands where it stands.
  const passing = whole.verdict === "outside" && whole.passage.words.length > LINE;
  if (found.length > 1 && found.some((part) => part.marked && !isTerm(part, found))) {
    const several = fails(whole) || strayed(whole, found) || passing;
    const each = several ? await byParts(index, found, options) : undefined;
    if (each && (whole.verdict !== "outside" || each.checks.some(stated))) return { ...each, skipped };
  } else if (whole.verdict !== "exact" && (whole.verdict !== "outside" || passing)) {
    const each = await bySentences(index, text, whole, options);
    if (each && (whole.verdict !== "outside" || each.checks.some(stated))) return { ...each, skipped };
  }
  return { checks: [whole], aside: whole.way.aside, unchecked: [], by: whole.way.by, skipped };
}

/**
 * @param {string} text
 * @returns {{text: string, skipped: number}} as much of it as is checked, and how many words are not
 */
function limited(text) {
  const words = fold(text);
  if (words.length <= MOST_WORDS) return { text, skipped: 0 };
  return { text: text.slice(0, words[MOST_WORDS - 1].end), skipped: words.length - MOST_WORDS };
}

/** @param {Check} check */
function fails({ verdict }) {
  return verdict === "absent" || verdict === "unchecked";
}

/**
 * Whether statements were found for a check.
 * @param {Check} check
 */
function stated({ verdict }) {
  return verdict === "exact" || verdict === "meaning";
}

/**
 * The ways to read a text: as it is, without what only reports that it was said.
 * @param {string} text
 * @param {Part[]} found
 * @returns {Way[]}
 */
function waysOf(text, found) {
  const quoted = found.filter((part) => part.marked);
  const around = found.filter((part) => !part.marked);
  const clauses = around.map((part) => reporting(part.text));
  /** @type {Way[]} */
  const ways = [{ text, aside: [], by: "", marked: quoted.length > 0 && !around.length }];
  if (quoted.length && around.length && clauses.every(Boolean)) {
    const by = clauses.map((clause) => clause?.by).find(Boolean) ?? "";
    ways.push({ text: quoted.map((part) => part.text).join(" "), aside: around.map((part) => tidied(part.text)), by, marked: true });
  }
  return [...ways, ...readings(text).map((reading) => ({ ...reading, marked: quoted.length > 0 }))];
}

/**
 * @param {Index} index
 * @param {Way[]} ways
 * @param {Options} options
 * @returns {Promise<Examined>}
 */
async function examine(index, ways, options) {
  const core = ways.reduce((one, other) => (other.text.length < one.text.length ? other : one));
  /** @type {Section[]} */
  const sections = [];
  let failed = 0;
  /** @type {Examined | undefined} */
  let best;
  for await (const wave of wavesOf(index, fold(core.text).map((word) => word.folded))) {
    failed += wave.failed;
    sections.push(...wave.sections);
    best = judged(ways, sections, options, { counts: wave.counts, statements: index.statements });
    // Somebody else may have said the same elsewhere.
    if (best.speaker !== "other" && (best.verdict === "exact" || (wave.sure && settled(best)))) break;
  }
  const answer = await otherName(index, /** @type {Examined} */ (best));
  return { ...answer, failed, verdict: failed && answer.verdict === "absent" ? "unchecked" : answer.verdict };
}

/**
 * What was found, where a name is not misspelt but another that the record knows: "Iraq" for "Iran".
 * @param {Index} index
 * @param {Examined} found
 * @returns {Promise<Examined>}
 */
async function otherName(index, found) {
  const [match] = found.matches;
  if (found.verdict !== "close") return found;
  const turns = likeNames(match.steps, found.passage, match);
  if (!turns.length) return found;
  const names = turns.map((turn) => base(found.passage.words[turn.query[0]].folded));
  const known = await index.words(names);
  const others = turns.filter((_, at) => known.found.get(names[at])?.names.length);
  if (!others.length) return found;
  return { ...found, verdict: "meaning", matches: [{ ...match, verdict: "meaning", turns: others }, ...found.matches.slice(1)] };
}

/** @param {Examined} best */
function settled(best) {
  return best.verdict !== "absent" && !best.joined;
}

/**
 * What the sections say of the ways to read a query: the best of them.
 * @param {Way[]} ways
 * @param {Section[]} sections
 * @param {Options} options
 * @param {{counts: Map<string, number>, statements: number}} [known] how many statements have a word, and how many there are
 * @returns {Examined}
 */
function judged(ways, sections, { allows }, known = NOTHING) {
  const every = sections.flatMap((section) => section.statements.map((statement) => ({ section, statement })));
  const places = allows ? every.filter(({ statement }) => allows(statement.number)) : every;
  const open = allows ? sections.filter((section) => section.statements.some((statement) => allows(statement.number))) : sections;
  const read = ways.map((way) => ({ way, asked: passage(way.text, way.marked) }));
  const others = allows ? read.flatMap(({ asked }) => exactly(asked, every.filter(({ statement }) => !allows(statement.number)))) : [];
  const made = (/** @type {typeof read[number]} */ { way, asked }, /** @type {Match[]} */ matches, verdict = matches[0].verdict) =>
    answered(way, asked, matches, verdict, others);
  const near = read.map((one) => ({ one, matches: nearly(one.asked, places).filter((match) => match.verdict !== "absent") }));
  const bestOf = (/** @type {Match[]} */ matches) => Math.max(-Infinity, ...matches.map((match) => match.score));
  // Who typed the clause as the article has it is shown that place too.
  const withPlace = (/** @type {typeof read[number]} */ one, /** @type {Match[]} */ matches) =>
    one === read[0] ? matches : [...matches.slice(0, SHOWN - 1), ...outside(read[0].asked, open).slice(0, 1)];
  let turned;
  for (const one of read) {
    const matches = exactly(one.asked, places);
    // Who takes a clause off must not take off words that are on record.
    if (!matches.length || bestOf(near[0].matches) > one.asked.words.length) continue;
    if (matches[0].verdict === "exact") return made(one, withPlace(one, matches));
    turned ??= made(one, withPlace(one, matches));
  }
  if (turned) return turned;
  // What stands in a statement that the filters leave out stands in no place outside of statements.
  for (const one of others.length ? [] : read) {
    const matches = outside(one.asked, open);
    if (matches.length && bestOf(near[0].matches) <= one.asked.words.length) return made(one, matches);
  }
  const found = near.filter(({ matches }) => matches.length);
  found.sort((one, other) => bestOf(other.matches) - bestOf(one.matches));
  if (found.length) return made(found[0].one, found[0].matches);
  const all = [...places.map(whole), ...(allows ? [] : open.map((section) => whole({ section, statement: undefined })))];
  for (const one of read) {
    const matches = joined(all, one.asked.words.map((word) => word.folded));
    if (matches.length) return { ...made(one, matches, "cut"), joined: true };
  }
  const first = read[0];
  const keywords = keywordsOnly(first.asked, open);
  const aligned = keywords ? [] : nearly(first.asked, places).filter((match) => match.score > 0).slice(0, 1);
  const matches = [...aligned, ...nearest(first.asked, places, known).filter((match) => match.statement !== aligned[0]?.statement)];
  return { ...made(first, matches.slice(0, SHOWN), "absent"), keywords };
}

/**
 * @param {{section: Section, statement: Statement | undefined}} place
 * @returns {Match}
 */
function whole({ section, statement }) {
  const { text, words } = statement ?? section;
  return { section, statement, text, words, steps: [], score: 0, different: 0, verdict: "absent", turns: [], sentence: [0, text.length] };
}

/**
 * @param {Way} way
 * @param {import("./answer.js").Passage} asked
 * @param {Match[]} matches
 * @param {import("./answer.js").Verdict} verdict
 * @param {Match[]} others
 * @returns {Examined}
 */
function answered(way, asked, matches, verdict, others) {
  const same = (/** @type {Match} */ { statement, section }) =>
    Boolean(way.by) && [statement?.speaker, section.article.outlet].some((name) => name && mayBe(way.by, name));
  const sorted = [...matches.filter(same), ...matches.filter((match) => !same(match))];
  const known = matches.length > 0 && matches.every((match) => match.statement?.speaker);
  const speaker = !way.by || verdict === "absent" ? "" : matches.some(same) ? "same" : known ? "other" : "unknown";
  return { way, passage: asked, verdict, keywords: false, joined: false, matches: sorted.slice(0, SHOWN), others: others.slice(0, SHOWN), speaker, failed: 0 };
}

/** So many words beside exact ones may be a name. */
const NAME = 4;

/**
 * What was found, with a name that stands bare beside the words taken off: `Brook immunity should not be a condition`;
 * and nobody called somebody else whom the record does not know by name.
 * @param {Index} index
 * @param {Examined} found
 * @param {Options} options
 * @returns {Promise<Examined>}
 */
async function withName(index, found, options) {
  const bare = bareName(found);
  if (bare) {
    const [match] = found.matches;
    const speaks = Boolean(match.statement?.speaker && mayBe(bare.by, match.statement.speaker));
    if (speaks || (await isKnown(index, bare.by))) return { ...judged([{ ...found.way, ...bare }], [match.section], options), failed: found.failed };
  }
  if (found.speaker !== "other" || (await isKnown(index, found.way.by))) return found;
  return { ...found, speaker: "" };
}

/**
 * @param {Examined} found
 * @returns {{text: string, by: string} | undefined} the words, and what may be a name before or after them
 */
function bareName({ verdict, matches, passage: { text, words }, way }) {
  if (verdict !== "close" || way.by) return undefined;
  const { steps } = matches[0];
  const first = steps.findIndex((step) => step.how === "same");
  const last = steps.findLastIndex((step) => step.how === "same");
  const added = [...steps.slice(0, first), ...steps.slice(last + 1)];
  const [before, after] = [first, steps.length - 1 - last];
  if ((before > 0) === (after > 0) || before + after > NAME) return undefined;
  if (added.some((step) => step.how !== "added") || steps.slice(first, last + 1).some((step) => step.how !== "same")) return undefined;
  const [own, name] = before ? [words.slice(before), words.slice(0, before)] : [words.slice(0, -after), words.slice(-after)];
  return { text: text.slice(own[0].start, own[own.length - 1].end), by: text.slice(name[0].start, name[name.length - 1].end) };
}

/**
 * Whether the record has a speaker or an outlet of this name.
 * @param {Index} index
 * @param {string} by
 */
async function isKnown(index, by) {
  const last = base(fold(by).at(-1)?.folded ?? "");
  const { found } = await index.words([last]);
  return (found.get(last)?.names ?? []).some((name) => name.type !== "topic" && mayBe(by, name.text));
}

/**
 * Whether a whole that is nearly on record differs only around its quotation marks, and nothing there is on record.
 * @param {Examined} whole
 * @param {Part[]} found
 */
function strayed({ verdict, passage: asked, matches, way }, found) {
  if (verdict === "exact" || verdict === "outside" || way.aside.length) return false;
  const quoted = found.filter((part) => part.marked).map((part) => ({ start: asked.text.indexOf(part.text), length: part.text.length }));
  const inside = (/** @type {number} */ at) => quoted.some(({ start, length }) => asked.words[at].start >= start && asked.words[at].end <= start + length);
  return matches[0].steps.every((step) => (step.query < 0 ? false : inside(step.query) ? step.how === "same" : step.how === "added"));
}

/**
 * Whether a part is a title or a term in marks within a sentence of its own, and nothing that somebody is quoted with.
 * @param {Part} part
 * @param {Part[]} found
 */
function isTerm(part, found) {
  return fold(part.text).length < FEWEST_QUOTED && found.some((one) => !one.marked && !reporting(one.text));
}

/**
 * Each marked part by itself; what stands around them is not checked.
 * @param {Index} index
 * @param {Part[]} found
 * @param {Options} options
 */
async function byParts(index, found, options) {
  const quoted = found.filter((part) => part.marked && !isTerm(part, found));
  const around = found.filter((part) => !quoted.includes(part)).map((part) => ({ text: tidied(part.text), clause: reporting(part.text) }));
  const by = quoted.length === 1 ? (around.map(({ clause }) => clause?.by).find(Boolean) ?? "") : "";
  const each = new Map(quoted.map((part) => [part.text, part]));
  const checks = await Promise.all(Array.from(each.values(), async ({ text }) => withName(index, await examine(index, [{ text, aside: [], by, marked: true }], options), options)));
  return {
    checks,
    aside: around.filter(({ clause, text }) => clause && text).map(({ text }) => text),
    unchecked: around.filter(({ clause, text }) => !clause && text).map(({ text }) => text),
    by,
  };
}

/**
 * A text of several sentences, of which the record does not have all, sentence by sentence; nothing for others.
 * @param {Index} index
 * @param {string} text
 * @param {Examined} whole
 * @param {Options} options
 */
async function bySentences(index, text, whole, options) {
  const each = [...new Set(sentences(text))];
  if (each.length < 2 || (!fails(whole) && whole.verdict !== "outside" && !foreign(whole))) return undefined;
  if (fold(text).length <= ONE_QUOTATION && !ofWholeSentences(text, each)) return undefined;
  const checks = await Promise.all(each.map((sentence) => checkSentence(index, sentence, options)));
  const examined = checks.filter((one) => typeof one !== "string");
  if (!examined.length || (examined.every(fails) && !fails(whole))) return undefined;
  const { found, unchecked } = together(checks, options);
  return { checks: found, aside: found.flatMap(({ way }) => way.aside), unchecked, by: "" };
}

/**
 * Whether a text begins, goes on and ends as sentences do.
 * @param {string} text
 * @param {string[]} each
 */
function ofWholeSentences(text, each) {
  return /[.!?…]["”’)\]\s]*$/.test(text) && each.every((sentence) => /^[\s"“‘'(]*[\p{Lu}\p{N}]/u.test(sentence));
}

/**
 * @param {Index} index
 * @param {string} sentence
 * @param {Options} options
 * @returns {Promise<Examined | string>} a sentence that is too short as it is
 */
async function checkSentence(index, sentence, options) {
  if (fold(sentence).length < FEWEST_WORDS) return sentence;
  const ways = waysOf(sentence, parts(sentence)).map((way) => ({ ...way, marked: true }));
  return withName(index, await examine(index, ways, options), options);
}

/**
 * Whether one of the sentences is hardly there in what the whole was found to be.
 * @param {Examined} whole
 */
function foreign({ passage: asked, matches, joined: pieces }) {
  if (pieces) return false;
  const same = new Set(matches[0].steps.filter((step) => step.how === "same").map((step) => step.query));
  let at = 0;
  return sentences(asked.text).some((sentence) => {
    const start = at;
    at += fold(sentence).length;
    const there = asked.words.filter((_, place) => place >= start && place < at && same.has(place)).length;
    return at - start >= FEWEST_WORDS && there < (at - start) * FOREIGN;
  });
}

/**
 * Sentences that stand one after the other in one place are one quotation; a short one is a part of what is beside it, if
 * it stands there, or was not checked.
 * @param {(Examined | string)[]} checks
 * @param {Options} options
 */
function together(checks, options) {
  /** @type {Examined[]} */
  const found = [];
  /** @type {string[]} */
  const unchecked = [];
  let short = "";
  for (const one of checks) {
    const before = found.at(-1);
    if (typeof one === "string") {
      const longer = before && !short ? continued(before, one, before, options) : undefined;
      if (longer) found[found.length - 1] = longer;
      else short += one;
      continue;
    }
    const led = short ? continued({ ...one, passage: passage(short) }, one.passage.text, one, options) : undefined;
    if (short && !led) unchecked.push(tidied(short));
    short = "";
    const here = led ?? one;
    const both = before && here.matches[0]?.section === before.matches[0]?.section && here.matches[0]?.statement === before.matches[0]?.statement;
    const whole = both && !fails(before) && !fails(here) ? continued(before, here.passage.text, here, options) : undefined;
    if (whole) found[found.length - 1] = whole;
    else found.push(here);
  }
  if (short) unchecked.push(tidied(short));
  return { found, unchecked };
}

/**
 * What was found for some words and more that follow them, in the same section; nothing where these do not belong there.
 * @param {Examined} first
 * @param {string} more
 * @param {Examined} other
 * @param {Options} options
 * @returns {Examined | undefined}
 */
function continued(first, more, other, options) {
  const match = other.matches[0];
  if (!match || fails(other)) return undefined;
  const aside = first.way === other.way ? first.way.aside : [...first.way.aside, ...other.way.aside];
  const both = judged([{ ...first.way, text: `${first.passage.text} ${more}`, aside }], [match.section], options);
  const better = both.verdict === first.verdict || both.verdict === other.verdict || both.verdict === "exact";
  return fails(both) || both.joined || !better ? undefined : { ...both, failed: first === other ? first.failed : first.failed + other.failed };
}
