import { Temporal } from 'temporal-polyfill';
import type { WeeklyHours } from './rule-terms.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const DAYS_OF_A_WEEK = 7;

/** Whether the zone is one of the IANA database, as far as this machine knows it. */
export function isZone(zone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId !== '';
  } catch {
    return false;
  }
}

/** Whether an instant, in milliseconds since 1970, lies within the hours: their beginning does, their end does not. */
export function isWithinHours(hours: WeeklyHours, at: number): boolean {
  return spansAround(hours, at).some(({ from, to }) => from <= at && at < to);
}

/**
 * The first instant at or after `at` that lies within the hours. They are those of the clock on the wall: where summer time leaves the beginning out,
 * they begin as much later as the clock was put forward; where a time comes twice, the first counts (RFC 5545 §3.3.5).
 */
export function hoursFrom(hours: WeeklyHours, at: number): number | null {
  const next = spansAround(hours, at)
    .filter(({ to }) => at < to)
    .map(({ from }) => Math.max(at, from));
  return next.length === 0 ? null : Math.min(...next);
}

/**
 * When the hours that hold at an instant end: null where none do, infinite where they never do. Hours that begin where others end go on with them.
 */
export function hoursUntil(hours: WeeklyHours, at: number): number | null {
  if (!isWithinHours(hours, at)) return null;
  let end = at;
  // What has gone on for more than a week without a gap goes on for ever.
  for (let span = 0; span <= DAYS_OF_A_WEEK + 1; span += 1) {
    const further = spansAround(hours, end).filter(({ from, to }) => from <= end && end < to);
    if (further.length === 0) return end;
    end = Math.max(...further.map(({ to }) => to));
  }
  return Number.POSITIVE_INFINITY;
}

/** “Monday to Friday, 09:00 to 17:30 (Europe/Zurich)”. */
export function hoursWords({ days, from, to, zone }: WeeklyHours): string {
  const time = from === to ? `from ${from} round the clock` : `${from} to ${to}${from > to ? ' of the day after' : ''}`;
  return `${daysWords(days)}, ${time} (${zone})`;
}

/** Those that began up to yesterday and go on past midnight, and those of the week to come. */
function spansAround(hours: WeeklyHours, at: number): readonly { readonly from: number; readonly to: number }[] {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.zone).toPlainDate();
  const spans = [];
  for (let offset = -1; offset <= DAYS_OF_A_WEEK; offset += 1) {
    const day = today.add({ days: offset });
    if (!hours.days.includes(day.dayOfWeek)) continue;
    const from = instantOf(day, hours.from, hours.zone);
    const to = instantOf(hours.from < hours.to ? day : day.add({ days: 1 }), hours.to, hours.zone);
    if (from < to) spans.push({ from, to });
  }
  return spans;
}

function instantOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}

function daysWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length === DAYS_OF_A_WEEK) return 'every day';
  const [first = 1] = sorted;
  const last = sorted.at(-1) ?? first;
  const isRun = sorted.length > 2 && last - first === sorted.length - 1;
  if (isRun) return `${DAYS[first - 1]} to ${DAYS[last - 1]}`;
  const names = sorted.map((day) => DAYS[day - 1] ?? '');
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
