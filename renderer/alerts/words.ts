import { METRIC_UNITS, type SubjectKind } from '../../shared/figures/index.ts';
import { DASH } from '../figures/number-text.ts';
import { metricText } from '../metrics/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in the two largest units that say enough: `2 d 4 h`, `35 min`. */
export function lengthText(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.round(milliseconds / 1000)} s`;
  if (milliseconds < HOUR) return `${Math.round(milliseconds / MINUTE)} min`;
  if (milliseconds < 2 * DAY) return two(milliseconds, HOUR, 'h', MINUTE, 'min');
  if (milliseconds < 90 * DAY) return two(milliseconds, DAY, 'd', HOUR, 'h');
  return `${Math.round(milliseconds / DAY).toLocaleString()} d`;
}

function two(milliseconds: number, large: number, one: string, small: number, other: string): string {
  const whole = Math.floor(milliseconds / large);
  const rest = Math.floor((milliseconds - whole * large) / small);
  return rest === 0 ? `${whole} ${one}` : `${whole} ${one} ${rest} ${other}`;
}

/** An instant in UTC, in which data are stamped: `14 Mar 2026 09:30`. At midnight a day's value counts: it is called by that day, without a time. */
export function instantText(instant: number): string {
  const isDay = instant % DAY === 0;
  const at = new Date(isDay ? instant - 1 : instant);
  const day = at.toLocaleDateString('en-GB', { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });
  return isDay ? day : `${day} ${at.toISOString().slice(11, 16)}`;
}

/** A metric's value as it is printed, with its unit and currency: one of `METRIC_UNITS`, or one that an older entry knew. Null is unknown. */
export function valueText(
  value: string | null,
  {
    unit,
    subject,
    currency,
    discreet = false,
  }: { readonly unit: string; readonly subject: SubjectKind; readonly currency?: string | null | undefined; readonly discreet?: boolean },
): string {
  if (value === null) return DASH;
  const known = METRIC_UNITS.find((each) => each === unit);
  if (known === undefined) return value;
  const figure = { ok: currency == null ? { text: value } : { text: value, currency }, trail: [] };
  return metricText({ unit: known, subject }, figure, { discreet });
}
