import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Day, done, type Outcome, refuse } from '../figures/index.ts';

/**
 * Until when something must be done, as it is agreed: a local time with the zone in whose clock it is meant. `occurrence` is told only where
 * the clock shows that time twice on the day.
 */
export const cutOffSchema = z.strictObject({
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "18:45"'),
  zone: z.string().min(1).max(60),
  occurrence: z.enum(['earlier', 'later']).optional(),
});
export type CutOff = z.infer<typeof cutOffSchema>;

/**
 * The instant of a cut-off on a day, ISO 8601 in UTC with milliseconds. Refused where the zone is not known (an offset is none: it does not
 * move with summer time), where summer time skips that time on that day, and where the clock shows it twice and nobody said which is meant.
 */
export function cutOffInstant(day: Day, { time, zone, occurrence }: CutOff): Outcome<string> {
  if (!isNamedZone(zone)) {
    return refuse(
      'unknown-zone',
      `“${zone}” is no time zone by name. Write the zone of the desk or bank as in the IANA list, such as America/New_York or Europe/Amsterdam.`,
      { zone },
    );
  }
  const local = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return done(instantText(earlier));
  if (!later.toPlainDateTime().equals(local)) {
    return refuse(
      'time-is-skipped',
      `${time} does not exist in ${zone} on ${day}: summer time skips it. The clock goes on at ${clockText(later)}; ask which time is meant.`,
      { day, time, zone },
    );
  }
  if (occurrence === undefined) {
    return refuse(
      'time-occurs-twice',
      `The clock in ${zone} shows ${time} twice on ${day}: at ${utcText(earlier)} and at ${utcText(later)} UTC. Say whether the earlier or the later is meant.`,
      { day, time, zone, earlier: instantText(earlier), later: instantText(later) },
    );
  }
  return done(instantText(occurrence === 'earlier' ? earlier : later));
}

/** Whole minutes from now to the instant, rounded down; negative once it has passed. */
export function minutesUntil(instant: string, now: string): number {
  return Math.floor((Date.parse(instant) - Date.parse(now)) / 60_000);
}

function isNamedZone(zone: string): boolean {
  if (/^[+-]|^\d/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function instantText(at: Temporal.ZonedDateTime): string {
  return new Date(at.epochMilliseconds).toISOString();
}

function utcText(at: Temporal.ZonedDateTime): string {
  return instantText(at).slice(11, 16);
}

function clockText(at: Temporal.ZonedDateTime): string {
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}
