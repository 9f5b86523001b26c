// @ts-check
/** Words that say little of what was said: a wrong one among them matters less. */

export const FUNCTION_WORDS = new Set(
  `a about after all also although am an and any are as at be because been before being but by can cannot could did do
  does dont for from had has have he her him his how i if in into is it its just like may me might more most must my no
  not of on one only or our out over said say she should so some such than that the their them then there these they
  this those to too up us very was we were what when where which while who whose why will with would you your`.split(/\s+/),
);
