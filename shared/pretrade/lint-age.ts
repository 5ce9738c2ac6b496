import type { Finding } from './reference.ts';

const MINUTE = 60_000;
const DAY = 1_440;

/** Minutes from one instant to another; negative where the second is earlier. */
export function minutesBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / MINUTE;
}

/** What is to be said of how old something is: older than it may be, or from a time to come. Old things may be shown, but pass no check. */
export function lintAge(what: string, asOf: string, now: string, mostMinutes: number): readonly Finding[] {
  const age = minutesBetween(asOf, now);
  const where = { what, field: 'asOf' };
  // Clocks of a venue and of this machine differ by seconds, not by minutes.
  if (age < -5) {
    const says = `The ${what} is of ${asOf}, which is still to come.`;
    return [
      {
        rule: 'from-the-future',
        severity: 'warning',
        where,
        says,
        remedy: 'Set the clock, or tell when the file was saved.',
        acceptable: true,
      },
    ];
  }
  if (age <= mostMinutes) return [];
  const says = `The ${what} is of ${asOf}, ${inWords(age)} ago; more than ${inWords(mostMinutes)} is old.`;
  return [{ rule: 'stale', severity: 'warning', where, says, remedy: 'Save it again from the venue.', acceptable: true }];
}

/** How old things may be before the lint speaks, in minutes. */
export const OLD_AFTER = { depth: 5, instrument: 30 * DAY, margin: 30 * DAY, fees: 90 * DAY } as const;

function inWords(minutes: number): string {
  const [size, unit] = minutes < 120 ? [minutes, 'minute'] : minutes < 2 * DAY ? [minutes / 60, 'hour'] : [minutes / DAY, 'day'];
  const whole = Math.round(size);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
