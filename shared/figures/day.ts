/** A calendar day in UTC, `YYYY-MM-DD`. Comparing two as text compares them in time. */
export type Day = string;

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const MILLISECONDS = 86_400_000;

/** Days since 1970-01-01; `null` where the text is no day that exists (`2024-02-30`). */
export function dayNumber(day: Day): number | null {
  const match = DAY_TEXT.exec(day);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const instant = Date.UTC(year, month - 1, date);
  const read = new Date(instant);
  if (read.getUTCFullYear() !== year || read.getUTCMonth() !== month - 1 || read.getUTCDate() !== date) return null;
  return instant / MILLISECONDS;
}

export function isDay(text: string): text is Day {
  return dayNumber(text) !== null;
}

/** The day of an instant in UTC. `at` is an ISO 8601 instant ending in `Z`, or milliseconds since 1970. */
export function dayOf(at: string | number): Day {
  return typeof at === 'string' && DAY_TEXT.test(at.slice(0, 10)) && at.endsWith('Z')
    ? at.slice(0, 10)
    : new Date(at).toISOString().slice(0, 10);
}

/** The day that is `days` later (earlier where negative). Throws where `day` is no day. */
export function addDays(day: Day, days: number): Day {
  return new Date((requireDay(day) + days) * MILLISECONDS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative where `to` is earlier. Throws where either is no day. */
export function daysBetween(from: Day, to: Day): number {
  return requireDay(to) - requireDay(from);
}

function requireDay(day: Day): number {
  const number = dayNumber(day);
  if (number === null) throw new RangeError(`not a day: ${day}`);
  return number;
}
