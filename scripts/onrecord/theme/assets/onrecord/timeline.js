// @ts-check
/** The years of what was found, as bars; one that is chosen leaves that year's statements. */

import { element } from "./element.js";
import { _ } from "./language.js";
import { counted, number } from "./wording.js";

const HEIGHT = 32;
const WIDTH = 12;
const SVG = "http://www.w3.org/2000/svg";
/** Fewer years have nothing to compare. */
const FEWEST = 2;
const MOST = 60;

/**
 * @param {Map<string, number>} counts by year
 * @param {string[]} chosen years
 * @param {(year: string) => void} choose called with a year that is chosen, or with "" where it is given up
 * @returns {HTMLElement[]} nothing for less than two years
 */
export function timeline(counts, chosen, choose) {
  const known = [...counts.keys()].sort();
  if (known.length < FEWEST && !chosen.length) return [];
  const first = Number(known[0] ?? chosen[0]);
  const last = Number(known.at(-1) ?? chosen[0]);
  // Years without a statement have their place, as long as that is not most of them.
  const years = last - first < MOST ? Array.from({ length: last - first + 1 }, (_, at) => String(first + at).padStart(4, "0")) : known;
  const most = Math.max(1, ...counts.values());
  const list = element("ol", "timeline", years.map((year) => bar(year, counts.get(year) ?? 0, most, chosen.includes(year), choose)));
  list.setAttribute("aria-label", _("Statements by year"));
  return [list];
}

/**
 * @param {string} year
 * @param {number} count
 * @param {number} most
 * @param {boolean} pressed
 * @param {(year: string) => void} choose
 */
function bar(year, count, most, pressed, choose) {
  const made = /** @type {HTMLButtonElement} */ (element("button", "", [drawn(Math.ceil((count / most) * HEIGHT)), element("span", "timeline__year", year)]));
  made.type = "button";
  made.disabled = !count && !pressed;
  made.setAttribute("aria-pressed", String(pressed));
  made.setAttribute("aria-label", `${year}: ${counted(count)}`);
  made.title = `${year}: ${number(count)}`;
  made.addEventListener("click", () => choose(pressed ? "" : year));
  return element("li", "", [made]);
}

/** @param {number} height */
function drawn(height) {
  const picture = document.createElementNS(SVG, "svg");
  const rectangle = document.createElementNS(SVG, "rect");
  picture.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  picture.setAttribute("aria-hidden", "true");
  for (const [name, value] of Object.entries({ x: 0, y: HEIGHT - height, width: WIDTH, height })) rectangle.setAttribute(name, String(value));
  picture.append(rectangle);
  return picture;
}
