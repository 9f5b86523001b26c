// @ts-check
/** The index, opened once for a page, and anew where its files have proved useless. */

import { _ } from "./language.js";
import { openFiles, UnavailableError } from "./quotation/files.js";
import { Index } from "./quotation/index.js";
import { SITE } from "./site.js";

/** @typedef {import("./quotation/files.js").Files} Files */

/**
 * @typedef {object} Library
 * @property {() => Promise<Index>} index the index; where it could not be opened, another try
 * @property {() => void} renew what is asked for next is fetched anew: the site may have been published since, or a file
 *   came damaged
 * @property {(error: unknown) => string} told what a reader is told of a failure
 */

/**
 * @param {Promise<Files>} [first] its files, where they are being opened already
 * @returns {Library}
 */
export function library(first) {
  /** @type {Promise<Index> | undefined} */
  let opening = first?.then((files) => new Index(files));
  /** @type {RequestCache} */
  let cache = "default";
  const forget = () => (opening = undefined);
  opening?.catch(forget);
  return {
    index() {
      if (!opening) {
        opening = openFiles(new URL("quotation/", SITE), cache).then((files) => new Index(files));
        opening.catch(forget);
      }
      return opening;
    },
    renew() {
      forget();
      cache = "reload";
    },
    told: (error) => (error instanceof UnavailableError ? error.message : _("The index of quotations could not be used.")),
  };
}
