// @ts-check
/**
 * Words as they are compared: `text/fold.py`, again, for the reader's browser.  Unlike the build, the reader needs
 * to know where each word stood, to mark it.
 */

/**
 * @typedef {object} Word
 * @property {string} folded what is compared
 * @property {number} start where the word begins in the text, in UTF-16 units
 * @property {number} end where it ends
 */

const APOSTROPHES = new Set("'`´‘’‚‛ʹʻʼʽˈˊˋ′‵＇");
const CURRENCIES = "$¢£¥֏৳฿៛₡₦₨₩₪₫€₭₮₱₲₴₵₸₹₺₽₾₿";
const PERCENT = "percent";
const SIGNS = new Set(`.,'%${CURRENCIES}`);
const SILENT = new Set("™℠®©");
/** @type {Record<string, string>} */
const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ŋ: "ng", ς: "σ",
};
const UNSPACED = [[0x3040, 0x30ff], [0x3400, 0x9fff], [0xf900, 0xfaff], [0x20000, 0x3ffff]];
// Inside a word: anything but a space and the signs above.
const IN = `[^ .,'%${CURRENCIES}]`;
const TAIL = `(?:'${IN}+)*`;
const WORD = new RegExp(
  [
    String.raw`(?:[a-z]\.)+[a-z](?:\.?'${IN}+)*(?!${IN})`,
    String.raw`[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)*${IN}*${TAIL}`,
    String.raw`(?:(?<!${IN})(?<![.,'])\.(?=[0-9]))?${IN}+(?:(?<=[0-9])\.(?=[0-9])${IN}+)*${TAIL}`,
    String.raw`(?<=[0-9] ?)%`,
    String.raw`[${CURRENCIES}](?= ?\.?[0-9])|(?<=[0-9] ?)[${CURRENCIES}]`,
  ].join("|"),
  "g",
);
const DROPPED = /,|(?<![0-9])\.|\.(?![0-9])/g;
const FORMAT = /\p{Cf}/u;
const MARK = /\p{M}/u;
const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;

/** @type {Map<string, string>} */
const known = new Map();

/**
 * What one code point becomes: letters and digits, a sign that may belong to a word, a space for all others.
 * @param {string} character
 * @returns {string}
 */
export function foldCharacter(character) {
  let folded = known.get(character);
  if (folded === undefined) {
    folded = APOSTROPHES.has(character) ? "'" : "";
    if (!folded && !SILENT.has(character) && !FORMAT.test(character)) {
      const lower = [...character.normalize("NFKD").toLowerCase()];
      for (const letter of lower.map((one) => LETTERS[one] ?? one).join("").normalize("NFKD")) folded += kept(letter);
    }
    known.set(character, folded);
  }
  return folded;
}

/** @param {string} letter */
function kept(letter) {
  if (MARK.test(letter)) return "";
  const point = /** @type {number} */ (letter.codePointAt(0));
  if (UNSPACED.some(([first, last]) => first <= point && point <= last)) return ` ${letter} `;
  return SIGNS.has(letter) || LETTER_OR_NUMBER.test(letter) ? letter : " ";
}

/**
 * The folded words of a text, in order.
 * @param {string} text
 * @returns {Word[]}
 */
export function fold(text) {
  let folded = "";
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  let at = 0;
  for (const character of text) {
    const plain = foldCharacter(character);
    for (let unit = 0; unit < plain.length; unit++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    folded += plain;
    at += character.length;
  }
  return Array.from(folded.matchAll(WORD), (match) => ({
    folded: finished(match[0]),
    start: starts[match.index],
    end: ends[match.index + match[0].length - 1],
  }));
}

/** @param {string} word */
function finished(word) {
  if (word === "%") return PERCENT;
  return word.startsWith(".") ? `0${word}` : word.replace(DROPPED, "");
}
