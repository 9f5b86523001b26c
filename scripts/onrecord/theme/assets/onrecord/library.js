// @ts-check
/** The index, opened once for a page, and anew where its files have proved useless. */

import { _ } from "./language.js";
import { open, UnavailableError } from "./quotation/index.js";
import { SITE } from "./site.js";

/** @typedef {import("./quotation/index.js").Index} Index */

/**
 * @typedef {object} Library
 * @property {() => Promise<Index>} index the index; where it could not be opened, another try
 * @property {() => void} renew what is asked for next is fetched anew: the site may have been published since, or a file
 *   came damaged
 * @property {(error: unknown) => string} told what a reader is told of a failure
 */

/** @returns {Library} */
export function library() {
  /** @type {Promise<Index> | undefined} */
  let opening;
  /** @type {RequestCache} */
  let cache = "default";
  return {
    index() {
      opening ??= open(new URL("quotation/", SITE), cache).catch((error) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    renew() {
      opening = undefined;
      cache = "reload";
    },
    told: (error) => (error instanceof UnavailableError ? error.message : _("The index of quotations could not be used.")),
  };
}
