// @ts-check
/** The readers' words for the kinds of statements, as `model/readers_words.py` has them. */

import { _ } from "../language.js";

export const KINDS = new Map([
  ["direct", _("Quotation")],
  ["mixed", _("Partly quoted")],
  ["indirect", _("Reported")],
  ["assertion", _("Claim")],
]);
