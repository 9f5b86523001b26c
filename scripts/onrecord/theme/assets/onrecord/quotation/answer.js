// @ts-check
/**
 * The shapes of an answer of the quotation check: what `check` gives, and `render.js` shows.
 *
 * @typedef {import("./align.js").Step} Step
 * @typedef {import("./fold.js").Word} Word
 *
 * @typedef {"exact" | "close" | "cut" | "outside" | "meaning" | "absent" | "unchecked"} Verdict `outside`: word for
 *   word in an article's text, but in no statement; `unchecked`: files failed, so that nothing can be said
 *
 * @typedef {object} Passage words that are checked together
 * @property {string} text as typed, entities decoded
 * @property {Word[]} words
 * @property {boolean} marked whether it stood in quotation marks
 *
 * @typedef {object} Turn what turns the sense
 * @property {"negation" | "number" | "unit" | "name" | "word"} what
 * @property {string} said the record's words; "" where the query added some
 * @property {string} typed the query's words; "" where it left some out, and where the run around is negated
 * @property {number[]} record the numbers of the record's words, in `Match.words`
 * @property {number[]} query the numbers of the query's words
 * @property {boolean} around whether the record's words stand outside the run that was asked for: "We do not want to"
 *
 * @typedef {object} Match a place of the record beside the words that were asked for
 * @property {import("./index.js").Section} section where it stands: `section.article` is the article
 * @property {import("./index.js").Statement | undefined} statement undefined: the article's text itself (`outside`)
 * @property {string} text of the statement, or of the section
 * @property {Word[]} words of that text
 * @property {Step[]} steps
 * @property {number} score
 * @property {number} different the weight of the words that differ
 * @property {Verdict} verdict
 * @property {Turn[]} turns what turns the sense, where the verdict is `meaning`
 * @property {[number, number]} sentence where in `text` the sentences begin and end in which the words stand
 *
 * @typedef {object} Check the answer for one passage
 * @property {Passage} passage
 * @property {Verdict} verdict
 * @property {boolean} keywords whether these are words to look for rather than a quotation: no verdict is shown then,
 *   `matches` has the statements nearest to them
 * @property {boolean} joined whether the words were put together from the places in `matches` (a `cut`)
 * @property {Match[]} matches the best first; where nothing was found, the nearest or none
 * @property {Match[]} others what has the words but is not allowed by the filters
 * @property {"" | "same" | "other" | "unknown"} speaker whether who was named in the query (`Answer.by`) said it
 * @property {number} failed how many files could not be loaded
 *
 * @typedef {object} Answer the answer for everything that was typed
 * @property {Check[]} checks none for fewer than three words
 * @property {string[]} aside reporting clauses that were set aside: "he said"
 * @property {string[]} unchecked what stood outside of the passages and was not checked
 * @property {string} by the name of who is said to have said it, as typed; "" where nobody is named
 * @property {number} skipped how many words were too many
 *
 * @typedef {object} Options
 * @property {(statement: number) => boolean} [allows] whether the filters allow a statement, by its number
 */

export {};
