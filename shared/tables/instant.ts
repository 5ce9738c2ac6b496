import { Temporal } from 'temporal-polyfill';

/** The order of day, month and year in dates such as `5/9/2017`. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export interface InstantOptions {
  /** IANA name, or an offset such as `+02:00`, of the clock that wrote times without an offset. UTC unless told. */
  readonly zone?: string;
  /** How to read `5/9/2017`; where absent, only dates that have one reading are accepted. */
  readonly order?: DateOrder;
}

/** A date and time as written, before any time zone. */
interface Written {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC where the text says so. */
  readonly offset: number | null;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const CLOCK = String.raw`(?:[T ,;]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|(?:UTC|GMT)?\s*[+-]\d{2}:?\d{2})?)?$`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${CLOCK}`);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${CLOCK}`);
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${CLOCK}`);
const NAMED_MONTH_FIRST = new RegExp(String.raw`^(?:[A-Za-z]{3},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})${CLOCK}`);
const NAMED_DAY_FIRST = new RegExp(String.raw`^(?:[A-Za-z]{3},?\s+)?(\d{1,2})[\s-]([A-Za-z]{3,9})\.?[\s-](\d{4})${CLOCK}`);

/**
 * The instant that a date cell names, as ISO 8601 in UTC with milliseconds, or `null` where the text names none: a form not known, a day
 * or time that does not exist (`2024-02-30`, the hour that summer time skips), or two readings (`5/9/2017`) with no order given.
 * Thirteen and ten digits are milliseconds and seconds since 1970. Of a local hour that occurs twice, the earlier is taken.
 */
export function readInstant(cell: string, options: InstantOptions = {}): string | null {
  const text = cell.trim();
  if ((options.zone === undefined || options.zone === 'UTC') && text.length >= 19) {
    const iso = isoInstant(text);
    if (iso !== null) return iso;
  }
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString();
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000).toISOString();
  const written = readWritten(text, options.order);
  return typeof written === 'string' || !exists(written) ? null : instantOf(written, options.zone ?? 'UTC');
}

/** Why `readInstant` refused, as a sentence with its remedy. */
export function instantFault(cell: string, options: InstantOptions = {}): string {
  const shown = cell.length > 60 ? `${cell.slice(0, 57)}…` : cell;
  if (cell.trim() === '') return 'The cell is empty, where a date must be. Export the file again, or fill it in.';
  const written = readWritten(cell.trim(), options.order);
  if (written === 'ambiguous') return `“${shown}” may be day/month or month/day. Say which order the file uses.`;
  if (written === 'unknown') return `“${shown}” is not a date in a known form. Write it like 2024-03-01 12:00:00.`;
  if (!exists(written)) return `“${shown}” is a day or time that does not exist. Correct it in the file.`;
  return `“${shown}” does not exist in ${options.zone ?? 'UTC'}: summer time skips that hour. Check the time zone of the file.`;
}

/**
 * The order that a whole column of dates proves: one `25/12/2019` settles it for all. `ambiguous` where every date reads both ways,
 * `mixed` where the dates contradict each other, `none-needed` where no date depends on it.
 */
export function detectDateOrder(cells: Iterable<string>): DateOrder | 'ambiguous' | 'mixed' | 'none-needed' {
  let [dayFirst, monthFirst, depends] = [false, false, false];
  for (const cell of cells) {
    const match = NUMERIC.exec(cell.trim());
    if (match === null || match[2] === '.') continue;
    depends = true;
    if (Number(match[1]) > 12) dayFirst = true;
    if (Number(match[3]) > 12) monthFirst = true;
  }
  if (dayFirst && monthFirst) return 'mixed';
  if (dayFirst) return 'dmy';
  if (monthFirst) return 'mdy';
  return depends ? 'ambiguous' : 'none-needed';
}

/** Whether a time zone's name is known here: an IANA name such as `Europe/Amsterdam`, or an offset such as `-06:00`. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The form almost every row has, `2020-12-31 06:14:54` with `T`, a fraction or `Z` where there are any, character by character: a
 * regular expression would take longer than all the rest of reading a row.
 */
function isoInstant(text: string): string | null {
  const separator = text.charCodeAt(10);
  if (separator !== SPACE && separator !== LETTER_T) return null;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON)
    return null;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)];
  if (!(year >= 1970 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return null;
  if (!(twoDigits(text, 11) <= 23 && twoDigits(text, 14) <= 59 && twoDigits(text, 17) <= 59)) return null;
  const seconds = separator === LETTER_T ? text.slice(0, 19) : `${text.slice(0, 10)}T${text.slice(11, 19)}`;
  if (text.length === 19) return `${seconds}.000Z`;
  const rest = FRACTION.exec(text.slice(19));
  return rest === null ? null : `${seconds}.${(rest[1] ?? '').slice(0, 3).padEnd(3, '0')}Z`;
}

const [SPACE, DASH, COLON, LETTER_T] = [32, 45, 58, 84];
const FRACTION = /^(?:\.(\d{1,9}))?Z?$/;

/** The number of two digits; `NaN`, which no comparison accepts, where one is none. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function readWritten(text: string, order: DateOrder | undefined): Written | 'ambiguous' | 'unknown' {
  let match = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (match !== null) return written(match[1], match[2], match[3], match, 4);
  match = NUMERIC.exec(text);
  if (match !== null) return numeric(match, order);
  match = NAMED_MONTH_FIRST.exec(text);
  if (match !== null) return written(match[3], monthOf(match[1]), match[2], match, 4);
  match = NAMED_DAY_FIRST.exec(text);
  if (match !== null) return written(match[3], monthOf(match[2]), match[1], match, 4);
  return 'unknown';
}

function numeric(match: RegExpExecArray, order: DateOrder | undefined): Written | 'ambiguous' | 'unknown' {
  const [, first, separator, second, third] = match;
  // `23-12-22`: two digits first can only be a year where the source is known to write years first.
  if (order === 'ymd') return third?.length === 2 ? written(`20${first?.padStart(2, '0')}`, second, third, match, 5) : 'unknown';
  const year = third?.length === 2 ? `20${third}` : third;
  const effective = order ?? orderOf(Number(first), Number(second), separator);
  if (effective === null) return 'ambiguous';
  return effective === 'dmy' ? written(year, second, first, match, 5) : written(year, first, second, match, 5);
}

/** Dots are written only where the day comes first; slashes and dashes are written both ways. */
function orderOf(first: number, second: number, separator: string | undefined): 'dmy' | 'mdy' | null {
  if (separator === '.' || (first > 12 && second <= 12)) return 'dmy';
  if (second > 12 && first <= 12) return 'mdy';
  return first === second ? 'dmy' : null;
}

function written(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  match: RegExpExecArray,
  clock: number,
): Written | 'unknown' {
  const half = match[clock + 4]?.toLowerCase().replaceAll('.', '');
  const hour = Number(match[clock] ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return 'unknown';
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0),
    minute: Number(match[clock + 1] ?? 0),
    second: Number(match[clock + 2] ?? 0),
    millisecond: Number((match[clock + 3] ?? '').slice(0, 3).padEnd(3, '0')),
    offset: offsetOf(match[clock + 5]),
  };
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const match = /([+-])(\d{2}):?(\d{2})$/.exec(text);
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** Month names in English, long or short; `0` (which does not exist) otherwise. */
function monthOf(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

function exists(at: Written): boolean {
  return (
    at.year >= 1970 &&
    at.year <= 2200 &&
    at.month >= 1 &&
    at.month <= 12 &&
    at.day >= 1 &&
    at.day <= daysIn(at.year, at.month) &&
    at.hour <= 23 &&
    at.minute <= 59 &&
    at.second <= 59 &&
    Math.abs(at.offset ?? 0) <= 14 * 60
  );
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function instantOf(at: Written, zone: string): string | null {
  const local = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second, at.millisecond);
  if (at.offset !== null) return new Date(local - at.offset * 60_000).toISOString();
  if (zone === 'UTC') return new Date(local).toISOString();
  const offset = offsetAt(at, zone);
  return offset === null ? null : new Date(local - offset).toISOString();
}

/** Offsets of whole days, because a zone lookup costs more than reading the row. A day that changes its offset is not remembered. */
const DAY_OFFSETS = new Map<string, number>();

function offsetAt(at: Written, zone: string): number | null {
  const key = `${zone} ${at.year}-${at.month}-${at.day}`;
  const known = DAY_OFFSETS.get(key);
  if (known !== undefined) return known;
  const midnight = new Temporal.PlainDate(at.year, at.month, at.day);
  const start = midnight.toZonedDateTime(zone);
  const end = midnight.add({ days: 1 }).toZonedDateTime(zone);
  if (start.offsetNanoseconds === end.offsetNanoseconds) {
    if (DAY_OFFSETS.size > 20_000) DAY_OFFSETS.clear();
    DAY_OFFSETS.set(key, start.offsetNanoseconds / 1e6);
    return start.offsetNanoseconds / 1e6;
  }
  const local = new Temporal.PlainDateTime(at.year, at.month, at.day, at.hour, at.minute, at.second, at.millisecond);
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(local) ? zoned.offsetNanoseconds / 1e6 : null;
}
