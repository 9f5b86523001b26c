// @ts-check
/**
 * What turns the sense where a query differs from the record: a negation, a number, a unit, another name, or a word
 * like "only".
 *
 * Both sides of a difference are read as what they mean: "can't" is a negation, "two hundred" and "200" one number, "$15"
 * and "15 dollars" one sum.  What one side means and the other does not turns the sense; synonyms, tenses, articles and
 * misspellings mean nothing of the kind.
 */

import { CUT_WORDS } from "./classify.js";
import { AUXILIARIES, DATES, LIGHT_WORDS, MEASURES, NOT_ONLY, NUMBERS, OPPOSITES, TITLES, TURNING_WORDS } from "./lexicon.js";
import { base, distance, misspelt } from "./spelling.js";

/** @typedef {import("./align.js").Step} Step */
/** @typedef {import("./answer.js").Turn} Turn */
/** @typedef {import("./fold.js").Word} Word */

/**
 * @typedef {object} Side the words of the query, or of the record, and their text
 * @property {string} text
 * @property {Word[]} words
 */

/**
 * @typedef {object} Sign something that a word, or a few of them, mean
 * @property {"negation" | "number" | "unit" | "word"} what
 * @property {string} key two signs with the same one mean the same
 * @property {number[]} at the numbers of the words
 * @property {boolean} weak whether it is as often something else
 */

/** From a cut only what stands so near to the words beside it says something of them. */
const BESIDE_CUT = 3;
/** So far before the run that was asked for a negation may stand, and so far after it. */
const BEFORE = 8;
const AFTER = 2;
/** Letters of a word so short that only two of them in each other's place make it misspelt: "nto". */
const SWAPPED = 3;
/** A name of so many letters may be misspelt in two. */
const LONG_NAME = 6;
/** A name is what has a capital, unless so many words of a text have one: a headline. */
const HEADLINE = 0.85;
const HEADLINE_WORDS = 6;

const ARTICLES = new Set(["a", "an", "the"]);
/** Words that begin a clause of its own: a negation before them does not reach beyond. */
const CLAUSE = new Set("and but or because although though while when where which who whom whose so then if unless until since as except than".split(" "));
const STOPS = /[,;:.!?…—–()\n]|\s-+\s/;

/**
 * What differs between the aligned words so that the sense is another.
 * @param {Step[]} steps
 * @param {Side} query
 * @param {Side} record
 * @param {Set<number>} own the numbers of the query's words in brackets
 * @returns {Turn[]}
 */
export function turned(steps, query, record, own) {
  return regions(steps, query, record).flatMap((region) => {
    const asked = signs(query.words, region.query);
    const there = signs(record.words, region.record);
    // "does not" at the end of what was asked for ends in the middle of "doesn't", and the other way round.
    const goingOn = signs(record.words, [...region.record, ...following(region, record)]);
    // A name in brackets with which the query begins or ends may stand beside the words that it was put for.
    const named = region.query.length > 0 && region.query.every((at) => own.has(at)) && (region.query[0] === 0 || region.last);
    /** @type {Turn[]} */
    const found = [];
    for (const what of /** @type {const} */ (["negation", "number", "unit", "word"])) {
      let typed = unmatched(asked, there, what).filter((sign) => unmatched([sign], goingOn, what).length);
      let said = unmatched(there, asked, what);
      if (!said.length || named) typed = typed.filter((sign) => !sign.at.every((at) => own.has(at)));
      if (named) said = [];
      if (said.length && said.every((sign) => respelt(sign, query, record, region)) && typed.every((sign) => copied(sign, query, record, region))) [typed, said] = [[], []];
      if (region.cut) said = said.filter((sign) => what === "negation" && besideCut(sign, region, record));
      const strong = [...said, ...typed].some((sign) => !sign.weak) || (said.length > 0 && typed.length > 0);
      if ((said.length || typed.length) && strong) {
        found.push(turn(what, typed.flatMap((sign) => sign.at), said.flatMap((sign) => sign.at), query, record));
      }
    }
    if (!named) found.push(...opposites(region, query, record), ...otherNames(region, query, record));
    return found;
  });
}

/**
 * @typedef {object} Region a place where query and record differ, with the figures beside it
 * @property {number[]} query the numbers of its words
 * @property {number[]} record
 * @property {boolean} cut whether it is many words left out
 * @property {boolean} last whether the query ends in it
 */

/**
 * @param {Step[]} steps
 * @param {Side} query
 * @param {Side} record
 */
function regions(steps, query, record) {
  /** @type {Region[]} */
  const found = [];
  const figure = (/** @type {Step} */ step) => step.query >= 0 && isFigure(query.words[step.query].folded);
  for (let at = 0; at < steps.length; at++) {
    if (steps[at].how === "same") continue;
    let end = at + 1;
    // "$15" and "15 dollars" differ before the figure and after it: one place.
    for (let next = end; next < steps.length && (steps[next].how !== "same" || figure(steps[next])); next++) if (steps[next].how !== "same") end = next + 1;
    let start = at;
    while (start > 0 && figure(steps[start - 1])) start--;
    let after = end;
    while (after < steps.length && figure(steps[after])) after++;
    const some = steps.slice(start, after);
    const differing = steps.slice(at, end);
    const missing = differing.filter((step) => step.how === "missing").length;
    found.push({
      query: some.filter((step) => step.query >= 0).map((step) => step.query),
      record: some.filter((step) => step.record >= 0).map((step) => step.record),
      cut: missing >= CUT_WORDS && missing === differing.length,
      last: after === steps.length,
    });
    at = end - 1;
  }
  return found;
}

/** @param {string} word folded */
function isFigure(word) {
  return /^[0-9]/.test(word) || NUMBERS.has(word) || (MEASURES.has(word) && !/^[a-z]/.test(word));
}

/**
 * What the words mean that is a sign, in order.
 * @param {Word[]} words
 * @param {number[]} places the numbers of those to read, in order
 * @returns {Sign[]}
 */
export function signs(words, places) {
  places = places.filter((at) => !ARTICLES.has(words[at].folded));
  /** @type {Sign[]} */
  const found = [];
  for (let at = 0; at < places.length; at++) {
    const word = words[places[at]].folded;
    const next = at + 1 < places.length ? words[places[at + 1]].folded : "";
    const number = numberAt(words, places, at);
    if (word === "no" && next === "one") {
      found.push({ what: "negation", key: "nobody", at: [places[at], places[++at]], weak: false });
    } else if (word === "per" && next === "cent") {
      found.push({ what: "unit", key: "percent", at: [places[at], places[++at]], weak: false });
    } else if (negated(word)) {
      found.push({ what: "negation", key: next === "ever" ? "never" : "not", at: [places[at]], weak: false });
    } else if (TURNING_WORDS.has(word)) {
      const label = /** @type {string} */ (TURNING_WORDS.get(word));
      const key = label.replace("?", "");
      found.push({ what: /^n/.test(key) ? "negation" : "word", key, at: [places[at]], weak: key !== label });
    } else if (number) {
      found.push(...number.signs);
      at += number.length - 1;
    } else if (MEASURES.has(word)) {
      const weak = !/^[^a-z]|^percent$/.test(word);
      found.push({ what: "unit", key: /** @type {string} */ (MEASURES.get(word)), at: [places[at]], weak });
    }
  }
  return found;
}

/**
 * Whether a word is an auxiliary with "n't", with or without its apostrophe.
 * @param {string} word folded
 */
export function negated(word) {
  const match = /^([a-z]+)(?:n'?|'n)t$/.exec(word);
  return match !== null && AUXILIARIES.has(match[1]);
}

/**
 * The number that begins at a place: figures or words, "1.6 million", "two hundred and fifty".
 * @param {Word[]} words
 * @param {number[]} places
 * @param {number} start
 * @returns {{signs: Sign[], length: number} | undefined}
 */
function numberAt(words, places, start) {
  let value = 0;
  let part = -1;
  let end = start;
  let ordinal = "";
  let weak = false;
  /** @type {Sign[]} */
  const units = [];
  for (; end < places.length && !ordinal && !units.length; end++) {
    const word = base(words[places[end]].folded);
    const figure = /^([0-9][0-9.]*)([a-z]*)$/.exec(word);
    const meaning = NUMBERS.get(word);
    if (figure) {
      if (part >= 0 || value) break;
      part = Number.parseFloat(figure[1]);
      const suffix = { m: "million", b: "billion", k: "thousand" }[figure[2]] ?? figure[2];
      const times = NUMBERS.get(suffix);
      if (["st", "nd", "rd", "th"].includes(suffix)) ordinal = "th";
      else if (times?.startsWith("*")) part *= Number(times.slice(1));
      else if (MEASURES.has(suffix)) units.push({ what: "unit", key: /** @type {string} */ (MEASURES.get(suffix)), at: [places[end]], weak: false });
      else if (suffix) ordinal = suffix;
    } else if (meaning?.startsWith("*")) {
      const times = Number(meaning.slice(1));
      if (part < 0 && value) break;
      part = (part < 0 ? 1 : part) * times;
      if (times > 100) [value, part] = [value + part, -1];
    } else if (meaning) {
      const read = /** @type {RegExpExecArray} */ (/^([0-9.]+)([a-z]*)(\??)$/.exec(meaning));
      const own = Number(read[1]);
      if (part >= 0 && !(own < 10 && part >= 20 && part % 10 === 0) && !(own < 100 && part >= 100 && part % 100 === 0)) break;
      weak = read[3] === "?" && part < 0 && !value;
      part = Math.max(part, 0) + own;
      ordinal = read[2];
    } else if (word === "and" && part >= 100 && end + 1 < places.length && /^[0-9]+$/.test(NUMBERS.get(words[places[end + 1]].folded) ?? "")) {
      continue;
    } else {
      break;
    }
  }
  if (end === start) return undefined;
  const sum = value + Math.max(part, 0);
  const key = `${sum}${ordinal}`;
  return { signs: [{ what: "number", key, at: places.slice(start, end), weak: weak && end === start + 1 }, ...units], length: end - start };
}

/**
 * The signs of one kind that the other side does not have.
 * @param {Sign[]} some
 * @param {Sign[]} others
 * @param {Sign["what"]} what
 */
function unmatched(some, others, what) {
  const left = others.filter((sign) => sign.what === what).map((sign) => sign.key);
  return some.filter((sign) => {
    if (sign.what !== what) return false;
    const at = left.indexOf(sign.key);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * The word of the record after a region in which the query ends.
 * @param {Region} region
 * @param {Side} record
 */
function following({ record: places, query: asked, last }, { words: all }) {
  const next = places.length ? places[places.length - 1] + 1 : -1;
  return last && asked.length && next > 0 && next < all.length ? [next] : [];
}

/**
 * Whether each word of a sign of the record stands in the query, if perhaps misspelt.
 * @param {Sign} sign
 * @param {Side} query
 * @param {Side} record
 * @param {Region} region
 */
function respelt(sign, query, record, region) {
  return sign.at.every((place) => {
    const word = record.words[place].folded;
    return region.query.some((at) => {
      const other = query.words[at].folded;
      if (other === word) return sign.at.length > 1;
      if (word.length === SWAPPED && [...other].sort().join() === [...word].sort().join()) return true;
      return misspelt(other, word) && !LIGHT_WORDS.has(other) && !NUMBERS.has(other) && other !== word.replace(/^n/, "");
    });
  });
}

/**
 * Whether all words of a sign of the query stand in the record.
 * @param {Sign} sign
 * @param {Side} query
 * @param {Side} record
 * @param {Region} region
 */
function copied(sign, query, record, region) {
  return sign.at.every((place) => region.record.some((at) => record.words[at].folded === query.words[place].folded));
}

/**
 * @param {Sign} sign
 * @param {Region} region
 * @param {Side} record
 */
function besideCut(sign, region, record) {
  const [first, last] = [region.record[0], /** @type {number} */ (region.record.at(-1))];
  const at = sign.at[0];
  if (at - first < BESIDE_CUT && reaches(record, first - 1, at)) return true;
  return last - at < BESIDE_CUT && reaches(record, at, last + 1);
}

/**
 * Whether no clause ends between two words.
 * @param {Side} side
 * @param {number} from
 * @param {number} to
 */
function reaches(side, from, to) {
  for (let at = Math.max(from, 0) + 1; at <= to && at < side.words.length; at++) {
    if (STOPS.test(side.text.slice(side.words[at - 1].end, side.words[at].start))) return false;
    if (at < to && CLAUSE.has(side.words[at].folded)) return false;
  }
  return true;
}

/**
 * Whether no mark parts two words.
 * @param {Side} side
 * @param {number} from
 * @param {number} to
 */
function unbroken({ text, words: all }, from, to) {
  return all.slice(from, to).every((word, at) => !STOPS.test(text.slice(word.end, all[from + at + 1].start)));
}

/**
 * @param {Turn["what"]} what
 * @param {number[]} typed the numbers of the query's words
 * @param {number[]} said those of the record's
 * @param {Side} query
 * @param {Side} record
 * @returns {Turn}
 */
function turn(what, typed, said, query, record) {
  return { what, typed: words(query, typed), said: words(record, said), query: typed, record: said, around: false };
}

/**
 * Some words of a side, as they stand there.
 * @param {Side} side
 * @param {number[]} places
 */
function words({ text, words: all }, places) {
  if (!places.length) return "";
  const [first, last] = [Math.min(...places), Math.max(...places)];
  if (last - first < places.length + 2) return text.slice(all[first].start, all[last].end);
  return places.map((at) => text.slice(all[at].start, all[at].end)).join(" … ");
}

/**
 * @param {Region} region
 * @param {Side} query
 * @param {Side} record
 * @returns {Turn[]}
 */
function opposites(region, query, record) {
  return region.record.flatMap((said) => {
    const there = record.words[said].folded;
    const typed = region.query.find((at) => {
      const asked = query.words[at].folded;
      return OPPOSITES.has(`${there} ${asked}`) || OPPOSITES.has(`${asked} ${there}`);
    });
    return typed === undefined ? [] : [turn("word", [typed], [said], query, record)];
  });
}

/**
 * Names of the record in whose place the query has another.
 * @param {Region} region
 * @param {Side} query
 * @param {Side} record
 * @returns {Turn[]}
 */
function otherNames(region, query, record) {
  const folded = (/** @type {Side} */ side, /** @type {number[]} */ places) => places.map((at) => base(side.words[at].folded));
  const asked = folded(query, region.query);
  const there = folded(record, region.record);
  const cased = hasCase(query);
  const said = region.record.filter((at, place) => isName(record, at) && !isTitle(record, at) && !asked.some((word) => alike(word, there[place])));
  const typed = region.query.filter((at, place) => {
    if (there.some((word) => alike(word, asked[place])) || LIGHT_WORDS.has(asked[place]) || isTitle(query, at)) return false;
    // A first name put before the name with which the record's words begin, and no other one's in its place.
    if (region.query[0] === 0 && place === region.query.length - 1 && isCapital(query, at + 1) && !touches(region, record)) return false;
    return cased ? isCapital(query, at) : region.query.length === region.record.length;
  });
  return said.length && typed.length ? [turn("name", typed, said, query, record)] : [];
}

/**
 * Words with capitals in the place of names that are spelled much alike: misspelt, unless the record knows them as names.
 * @param {Step[]} steps
 * @param {Side} query
 * @param {Side} record
 * @returns {Turn[]}
 */
export function likeNames(steps, query, record) {
  return steps.flatMap((step) => {
    if (step.how !== "changed" || !isCapital(query, step.query) || !isName(record, step.record)) return [];
    const [asked, there] = [base(query.words[step.query].folded), base(record.words[step.record].folded)];
    const longer = asked.startsWith(there) || there.startsWith(asked);
    return asked === there || longer || !alike(asked, there) ? [] : [turn("name", [step.query], [step.record], query, record)];
  });
}

/**
 * Whether the last word of a region and the one after it are parts of one name.
 * @param {Region} region
 * @param {Side} record
 */
function touches({ record: places }, { text, words: all }) {
  const last = places[places.length - 1];
  if (last === undefined || last + 1 >= all.length || DATES.has(base(all[last].folded))) return false;
  return /^[\s.]*$/.test(text.slice(all[last].end, all[last + 1].start));
}

/**
 * Whether a word is a title before a name, or "the President".
 * @param {Side} side
 * @param {number} at
 */
function isTitle(side, at) {
  return TITLES.has(base(side.words[at].folded)) && (isCapital(side, at + 1) || side.words[at - 1]?.folded === "the");
}

/**
 * @param {string} one
 * @param {string} other
 */
function alike(one, other) {
  if (DATES.has(one) && DATES.has(other)) return one === other;
  if (Math.max(one.length, other.length) >= LONG_NAME && distance(one, other) <= 2) return true;
  return one === other || misspelt(one, other) || one.startsWith(other) && other.length > 2 || other.startsWith(one) && one.length > 2;
}

/**
 * Whether a word has a capital that does not come from the beginning of a sentence alone.
 * @param {Side} side
 * @param {number} at
 */
function isName(side, at) {
  const { text, words: all } = side;
  if (!isCapital(side, at) || /^i('|$)/.test(all[at].folded) || LIGHT_WORDS.has(all[at].folded) || isHeadline(side)) return false;
  if (!begins(side, at)) return true;
  return at + 1 < all.length && isCapital(side, at + 1) && !STOPS.test(text.slice(all[at].end, all[at + 1].start));
}

/**
 * Whether a sentence begins with a word.
 * @param {Side} side
 * @param {number} at
 */
function begins({ text, words: all }, at) {
  return at === 0 || /[.!?:…\n“"‘]/.test(text.slice(all[at - 1].end, all[at].start));
}

/**
 * @param {Side} side
 * @param {number} at
 */
function isCapital({ text, words: all }, at) {
  return at < all.length && /^\p{Lu}/u.test(text.slice(all[at].start, all[at].end));
}

/** @param {Side} side */
function isHeadline(side) {
  const content = side.words.flatMap((word, at) => (LIGHT_WORDS.has(word.folded) || word.folded.length < 4 ? [] : [at]));
  return content.length >= HEADLINE_WORDS && content.filter((at) => isCapital(side, at)).length > content.length * HEADLINE;
}

/**
 * Whether a text tells names by their capitals.
 * @param {Side} side
 */
function hasCase(side) {
  return side.words.some((word, at) => isCapital(side, at) && (!begins(side, at) || word.folded === "i")) || (/^\p{Lu}/u.test(side.text) && /\p{Ll}/u.test(side.text));
}

/**
 * What turns a run's sense from outside: a negation in its clause ("We do not want to | prolong the war"), or the unit of
 * its first or last figure ("$ | 15 million").
 * @param {Step[]} steps
 * @param {Side} record
 * @param {[number, number]} sentence where the run's sentences begin and end in the text
 * @returns {Turn[]}
 */
export function turnedAround(steps, record, [start, end]) {
  const placed = steps.flatMap((step) => (step.record >= 0 ? [step.record] : []));
  const [first, last] = [placed[0], /** @type {number} */ (placed.at(-1))];
  const { words: all } = record;
  const beside = [first - 1, last + 1].filter((at, end) => isUnitOf(record, at, end ? last : first));
  if (beside.length) return [{ ...turn("unit", [], [beside[0]], record, record), around: true }];
  // Of a run of several clauses, the negated one must be the most.
  const enough = Math.ceil((last - first + 1) / 2) - 1;
  for (let at = first - 1; at >= Math.max(0, first - BEFORE) && all[at].start >= start; at--) {
    if (isNegation(record, at) && reaches(record, at, first) && unbroken(record, first, first + enough)) return [around(at, record)];
  }
  for (let at = last + 1; at <= Math.min(all.length - 1, last + AFTER) && all[at].end <= end; at++) {
    const denies = negated(all[at].folded) || ["not", "never", "cannot"].includes(all[at].folded);
    if (denies && isNegation(record, at) && reaches(record, last, at) && unbroken(record, last - enough, last)) return [around(at, record)];
  }
  return [];
}

/**
 * Whether a word is a currency or percent sign and belongs to the figure beside it.
 * @param {Side} record
 * @param {number} at
 * @param {number} figure
 */
function isUnitOf({ words: all, text }, at, figure) {
  if (!all[at] || !/^[0-9]/.test(all[figure].folded)) return false;
  const sign = /^\p{Sc}$/u.test(all[at].folded) || (at > figure && all[at].folded === "percent");
  return sign && /^ ?$/.test(at < figure ? text.slice(all[at].end, all[figure].start) : text.slice(all[figure].end, all[at].start));
}

/**
 * Whether a word negates what follows: "not", but not "not only".
 * @param {Side} record
 * @param {number} at
 */
function isNegation({ words: all }, at) {
  const word = all[at].folded;
  const sign = TURNING_WORDS.get(word) ?? "";
  if (!negated(word) && !/^n/.test(sign)) return false;
  const next = all[at + 1]?.folded ?? "";
  return !NOT_ONLY.has(`${negated(word) ? "n't" : word} ${next}`) && !(word === "no" && ["doubt", "wonder", "matter"].includes(next));
}

/**
 * @param {number} at
 * @param {Side} record
 * @returns {Turn}
 */
function around(at, record) {
  const before = at > 0 && AUXILIARIES.has(record.words[at - 1].folded);
  const said = before && !negated(record.words[at].folded) ? [at - 1, at] : [at];
  return { ...turn("negation", [], said, record, record), around: true };
}
