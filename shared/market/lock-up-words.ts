/**
 * How long a deposit is held back, in days, from what a source says about a pool in a few words (“7 days unstaking”, “48h cooldown”, “no
 * lock-up”); the longer of a span (“3–5 days”). `null` where the words speak of no wait or do not say how long: that is unknown, not nothing.
 */
export function lockUpDays(words: string): number | null {
  if (!WAIT.test(words)) return null;
  const span = SPAN.exec(words);
  if (span) return Number(span[1]) * DAYS[span[2]!.toLowerCase()]!;
  return NONE.test(words) ? 0 : null;
}

const WAIT = /\b(?:un)?(?:lock|stak|bond)\w*|\b(?:cool[- ]?down|withdraw|redemption|redeem|exit|vesting)\w*/i;
/** A number and a unit; of `3-5 days` the regular expression finds the number that stands before the unit. */
const SPAN = /(\d{1,4}(?:\.\d+)?)\s*-?\s*(hours?|hrs?|h|days?|d|weeks?|w|months?|years?|y)\b/i;
const NONE =
  /\b(?:no|without|zero)\s+(?:un)?(?:lock|stak|bond|cool[- ]?down|withdraw)|\binstant\w*\s+(?:unstak|unlock|withdraw|redemption|redeem|exit)/i;

const DAYS: Readonly<Record<string, number>> = {
  h: 1 / 24,
  hr: 1 / 24,
  hrs: 1 / 24,
  hour: 1 / 24,
  hours: 1 / 24,
  d: 1,
  day: 1,
  days: 1,
  w: 7,
  week: 7,
  weeks: 7,
  month: 30,
  months: 30,
  y: 365,
  year: 365,
  years: 365,
};
