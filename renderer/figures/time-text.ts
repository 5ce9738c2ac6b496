const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something was, in the largest unit that says enough: `3 h`, `12 d`. Both in milliseconds since 1970. */
export function ageText(then: number, now: number): string {
  const age = Math.max(0, now - then);
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)} h`;
  if (age < 730 * DAY) return `${Math.floor(age / DAY)} d`;
  return `${Math.floor(age / (365 * DAY))} y`;
}

/** An instant as a person reads it: the time alone where it was today, else the day, in the person's zone. */
export function momentText(at: string, now: number, zone?: string): string {
  const then = new Date(at);
  const day: Intl.DateTimeFormatOptions = { timeZone: zone, year: 'numeric', month: 'short', day: 'numeric' };
  const time: Intl.DateTimeFormatOptions = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const sameDay = then.toLocaleDateString('en-CA', day) === new Date(now).toLocaleDateString('en-CA', day);
  return sameDay ? then.toLocaleTimeString('en-GB', time) : then.toLocaleString('en-GB', { ...day, ...time }).replace(',', '');
}

/** A day as a person reads it: `1 Apr 2025`. `day` is `YYYY-MM-DD`; no zone can move it. */
export function dayText(day: string, locale?: string): string {
  const instant = new Date(`${day}T00:00:00Z`);
  return instant.toLocaleDateString(locale ?? 'en-GB', { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });
}

/** How much longer, in milliseconds, as the status line says it. */
export function remainingText(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.max(1, Math.ceil(milliseconds / 1000))} s left`;
  if (milliseconds < HOUR) return `${Math.ceil(milliseconds / MINUTE)} min left`;
  return `${Math.ceil(milliseconds / HOUR)} h left`;
}
