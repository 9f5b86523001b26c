// @ts-check
/** The readers' words for the kinds of statements, as `model/readers_words.py` has them. */

export const KINDS = new Map([
  ["direct", "Quotation"],
  ["mixed", "Partly quoted"],
  ["indirect", "Reported"],
  ["assertion", "Claim"],
]);
