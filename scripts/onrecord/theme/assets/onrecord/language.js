// @ts-check
/** The language of readers' words: English in the sources; `rendering/bundle.py` puts others in place of what stands in `_()`. */

/**
 * @param {string} text in double quotes or backticks, without either of them in it
 * @param {string} [_context] in quotes, where the same text means something else elsewhere
 * @returns {string}
 */
export const _ = (text, _context) => text;
