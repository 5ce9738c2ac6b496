import { Temporal } from 'temporal-polyfill';
import type { WeeklyHours } from '../alerts/index.ts';

/**
 * When the quiet that holds at an instant ends, in milliseconds since 1970; null where none holds. The hours are those of the wall clock
 * in their zone: on a day without 02:30 what begins then begins at 03:30, as `Temporal` disambiguates (“compatible”, RFC 5545 §3.3.5).
 */
export function quietUntil(hours: WeeklyHours, at: number): number | null {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.zone);
  let latest: number | null = null;
  // Hours that go on past midnight belong to the day on which they began.
  for (const back of [0, 1]) {
    const day = now.toPlainDate().subtract({ days: back });
    if (!hours.days.includes(day.dayOfWeek)) continue;
    const begins = instantOf(day, hours.from, hours.zone);
    const ends = instantOf(hours.from < hours.to ? day : day.add({ days: 1 }), hours.to, hours.zone);
    if (begins <= at && at < ends && (latest === null || ends > latest)) latest = ends;
  }
  return latest;
}

function instantOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
