// @ts-check
/** The quote check, for a page: loads the index when it is first asked, and again after it could not be loaded. */

import { check } from "./check.js";
import { SITE } from "../site.js";
import { QuotationIndex, UnavailableError } from "./reader.js";

/** @typedef {import("./check.js").Check} Check */

const FOLDER = new URL("quotation/", SITE);

/** @type {Promise<QuotationIndex> | undefined} */
let opening;

/**
 * @param {string} typed
 * @returns {Promise<{checks: Check[], skipped: number}>}
 * @throws {UnavailableError} its message is for the reader
 */
export async function quoteCheck(typed) {
  opening ??= QuotationIndex.open(FOLDER);
  try {
    const answer = await check(await opening, typed);
    if (!answer.checks.some((one) => one.failed)) return answer;
    // The site may have been published anew since the index was opened: its files have other names then.  Or one came damaged.
    opening = QuotationIndex.open(FOLDER, "reload");
    return await check(await opening, typed);
  } catch (error) {
    opening = undefined;
    if (error instanceof UnavailableError) throw error;
    throw new UnavailableError("The quotation could not be checked. Reload the page to try again.");
  }
}

export { UnavailableError };
