import { Temporal } from 'temporal-polyfill';
import type { WeeklyHours } from '../../../shared/alerts/index.ts';

/** The first instant at or after `at` that lies within the hours, in milliseconds since 1970; null where there is none. */
export function hoursFrom(hours: WeeklyHours, at: number): number | null {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.zone);
  // Hours that go on past midnight may have begun yesterday; those of one day of the week come again after seven.
  for (let offset = -1; offset <= 7; offset += 1) {
    const day = now.toPlainDate().add({ days: offset });
    if (!hours.days.includes(day.dayOfWeek)) continue;
    const from = instantOf(day, hours.from, hours.zone);
    const to = instantOf(hours.from < hours.to ? day : day.add({ days: 1 }), hours.to, hours.zone);
    if (at < to && from < to) return Math.max(at, from);
  }
  return null;
}

function instantOf(day: Temporal.PlainDate, time: string, zone: string): number {
  return day.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(zone).epochMilliseconds;
}
