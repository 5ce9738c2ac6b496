import { History } from '../figures/index.ts';
import { lastKnownAt, measureAtEnd, momentsOf } from './window-measure.ts';

/** What grades ask of a history, as of the end of a day. */
export const HISTORY_MEASURES = [
  'change-7d',
  'change-30d',
  'change-365d',
  'points-7d',
  'points-30d',
  'drawdown-30d',
  'worst-fall',
  'worst-fall-365d',
  'volatility-30d',
  'volatility-365d',
  'unsteadiness-30d',
  'unsteadiness-180d',
  'worst-off-par',
  'days-known',
  'days-old',
] as const;
export type HistoryMeasure = (typeof HISTORY_MEASURES)[number];

/** A measure with the observations that it rests on first and last; or why it cannot be told. */
export type Measured =
  | { readonly value: number; readonly from: number; readonly to: number }
  | { readonly reason: string; readonly message: string };

const DAY = 864e5;
/** What was last seen longer ago says nothing of the momentum now. */
const MOST_DAYS_OLD = 7;
/** Of a window's days this share must have been observed for a spread to be told of it. */
const LEAST_SHARE = 0.6;

/** A measure of what was observed until the end of a day (its instant, exclusive). Nothing later is looked at. */
export function historyMeasure(measure: HistoryMeasure, whole: History, end: number): Measured {
  const history = until(whole, end);
  const last = lastKnownAt(history);
  if (Number.isNaN(last)) return unknown('no-history', 'Nothing of it had been observed by then.');
  const to = history.length - 1;
  const first = firstKnown(history);
  const daysOld = Math.max(0, Math.floor((end - 1 - last) / DAY));
  switch (measure) {
    case 'days-known':
      return { value: Math.floor((end - 1 - history.at[first]!) / DAY), from: first, to };
    case 'days-old':
      return { value: daysOld, from: to, to };
    case 'worst-fall':
      return worstFall(history, first, to);
    case 'worst-off-par':
      return worstOffPar(history, end - 365 * DAY);
    case 'worst-fall-365d':
      return worstFall(history, since(history, end - 365 * DAY), to);
    default:
      break;
  }
  const [name, days] = windowOf(measure);
  if (days <= 30 && daysOld > MOST_DAYS_OLD) return unknown('stale', `It was last observed ${daysOld} days before.`);
  if (name === 'volatility') return volatility(history, last - days * DAY, days);
  if (name === 'unsteadiness') return unsteadiness(history, last - days * DAY, days);
  const value = measureAtEnd(name, days * DAY, history);
  const from = Math.max(first, since(history, last - days * DAY) - 1);
  return Number.isNaN(value)
    ? unknown('short-history', `It has not been observed ${days} days before, or not above zero.`)
    : { value, from, to };
}

type Windowed = 'change' | 'points' | 'drawdown' | 'volatility' | 'unsteadiness';

function windowOf(measure: HistoryMeasure): readonly [Windowed, number] {
  const [name = '', days = ''] = measure.split('-');
  return [name as Windowed, Number.parseInt(days, 10)];
}

/** The deepest fall from an earlier high. */
function worstFall({ value }: History, first: number, to: number): Measured {
  let [high, worst, from, until] = [first, 0, first, to];
  for (let index = first; index <= to; index += 1) {
    if (Number.isNaN(value[index]!)) continue;
    if (!(value[high]! >= value[index]!)) high = index;
    if (!(value[high]! > 0)) continue;
    const fall = 1 - value[index]! / value[high]!;
    if (fall > worst) [worst, from, until] = [fall, high, index];
  }
  if (to - first < 1) return unknown('short-history', 'It has been observed only once.');
  return { value: worst, from, to: until };
}

function worstOffPar(history: History, from: number): Measured {
  const begin = since(history, from);
  let [worst, found] = [-1, -1];
  for (let index = begin; index < history.length; index += 1) {
    const off = Math.abs(1 - history.value[index]!);
    if (off > worst) [worst, found] = [off, index];
  }
  return found < 0 ? unknown('no-history', 'It was not observed within a year.') : { value: worst, from: found, to: found };
}

/** Standard deviation of logarithmic returns from one day's last observation to the next's, for a year (× √365). */
function volatility(history: History, from: number, days: number): Measured {
  const daily = dailyOf(history, from);
  const returns: number[] = [];
  for (let at = 1; at < daily.length; at += 1) {
    const [then, now] = [daily[at - 1]!, daily[at]!];
    // A gap is a return over several days, which must not count as one.
    if (now.day - then.day === 1 && then.value > 0 && now.value > 0) returns.push(Math.log(now.value / then.value));
  }
  if (returns.length < Math.max(5, days * LEAST_SHARE)) {
    return unknown(
      'short-history',
      `Of ${days} days ${returns.length} daily returns are known; ${Math.ceil(days * LEAST_SHARE)} are needed.`,
    );
  }
  return { value: momentsOf(returns).deviation * Math.sqrt(365), from: daily[0]!.index, to: daily.at(-1)!.index };
}

/** Standard deviation over the mean, of one observation a day. */
function unsteadiness(history: History, from: number, days: number): Measured {
  const daily = dailyOf(history, from);
  if (daily.length < Math.max(5, days * LEAST_SHARE)) {
    return unknown('short-history', `Of ${days} days ${daily.length} have been observed; ${Math.ceil(days * LEAST_SHARE)} are needed.`);
  }
  const { mean, deviation } = momentsOf(daily.map(({ value }) => value));
  if (!(mean > 0)) return unknown('no-mean', 'Its mean is not above zero, so no spread can be told relative to it.');
  return { value: deviation / mean, from: daily[0]!.index, to: daily.at(-1)!.index };
}

interface Daily {
  readonly day: number;
  readonly index: number;
  readonly value: number;
}

/** The last known observation of each day after an instant. */
function dailyOf({ at, value, length }: History, from: number): readonly Daily[] {
  const daily: Daily[] = [];
  for (let index = 0; index < length; index += 1) {
    if (!(at[index]! > from) || Number.isNaN(value[index]!)) continue;
    const day = Math.floor(at[index]! / DAY);
    if (daily.at(-1)?.day === day) daily.pop();
    daily.push({ day, index, value: value[index]! });
  }
  return daily;
}

function until(history: History, end: number): History {
  let length = history.length;
  while (length > 0 && history.at[length - 1]! >= end) length -= 1;
  return length === history.length ? history : new History(history.at, history.value, length);
}

/** Index of the first observation after an instant. */
function since({ at, length }: History, from: number): number {
  let index = 0;
  while (index < length && at[index]! <= from) index += 1;
  return Math.min(index, Math.max(0, length - 1));
}

function firstKnown({ value, length }: History): number {
  let index = 0;
  while (index < length && Number.isNaN(value[index]!)) index += 1;
  return index;
}

function unknown(reason: string, message: string): Measured {
  return { reason, message };
}
