// @ts-check
/** Whether one word may be another, misspelt. */

const SHORTEST = 4;
/** Words of so many letters may differ in two places, shorter ones in one. */
const LONG = 8;
const KNOWN_AT_MOST = 50_000;

/** @type {Map<string, boolean>} */
const known = new Map();

/**
 * Letters changed, left out, put in, or two of them in each other's place (Damerau 1964): one, or two in a long word.
 * @param {string} one
 * @param {string} other
 */
export function misspelt(one, other) {
  const longer = Math.max(one.length, other.length);
  const allowed = longer >= LONG ? 2 : 1;
  if (Math.min(one.length, other.length) < SHORTEST || Math.abs(one.length - other.length) > allowed) return false;
  if (/[0-9]/.test(one + other)) return false;
  const key = `${one} ${other}`;
  let answer = known.get(key);
  if (answer === undefined) {
    answer = distance(one, other) <= allowed;
    if (known.size >= KNOWN_AT_MOST) known.clear();
    known.set(key, answer);
  }
  return answer;
}

/**
 * The optimal string alignment distance.
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  /** @type {number[]} */
  let twoAbove = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const here = [row];
    for (let column = 1; column <= other.length; column++) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1;
      here[column] = Math.min(above[column] + 1, here[column - 1] + 1, above[column - 1] + differs);
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) here[column] = Math.min(here[column], twoAbove[column - 2] + 1);
    }
    twoAbove = above;
    above = here;
  }
  return above[other.length];
}

/**
 * A word without the "'s" at its end.
 * @param {string} word folded
 */
export function base(word) {
  return word.endsWith("'s") ? word.slice(0, -2) : word;
}
