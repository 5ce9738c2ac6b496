import { Decimal, History, medianOf } from '../figures/index.ts';
import type { MeasureName, Subject } from './expression.ts';
import { lengthOf } from './quantity.ts';

/** Statistics nearer than this, relatively, are noise of binary numbers. */
const EQUAL = 1e-12;

/**
 * What a function of the grammar gives at a history's last observation; NaN where it cannot be told. The window is open at its beginning and ends
 * with that observation, not with the clock, so that it hangs on the data alone. Alerts say the same of that observation: they compute all of a
 * history at once, this one instant of very many histories.
 */
export function measureAtEnd(measure: MeasureName, window: number, history: History): number {
  const last = history.length - 1;
  if (last < 0) return Number.NaN;
  const from = history.at[last]! - window;
  switch (measure) {
    case 'change':
    case 'points':
      return grown(measure === 'change', history, last, from);
    case 'min':
    case 'max':
    case 'drawdown':
      return extreme(measure, history, last, from);
    default:
      return statistic(measure, history, last, from);
  }
}

/** Instant of the last known observation; NaN where there is none. */
export function lastKnownAt({ at, value, length }: History): number {
  for (let index = length - 1; index >= 0; index -= 1) if (!Number.isNaN(value[index]!)) return at[index]!;
  return Number.NaN;
}

/** Whether it has been observed unchanged for so long, at the last observation; null where that is unknown. */
export function stuckAtEnd(window: number, history: History): boolean | null {
  const last = history.length - 1;
  if (last < 0 || Number.isNaN(history.value[last]!)) return null;
  let since = last;
  for (let index = last - 1; index >= 0; index -= 1) {
    if (Number.isNaN(history.value[index]!)) continue;
    if (!history.isSame(index, last)) break;
    since = index;
  }
  return history.at[last]! - history.at[since]! >= window;
}

/**
 * Whether a value has just come to the other side of a level at the last observation; null where it is unknown, or was never known before. Observations
 * in between at which it is unknown are stepped over. Of a measure, what it was when its window ended at the earlier observation.
 */
export function crossedAtEnd(of: Subject, direction: 'above' | 'below', level: number, history: History): boolean | null {
  const now = valueAtEnd(of, history);
  if (Number.isNaN(now) || Number.isNaN(level)) return null;
  let then = Number.NaN;
  for (let length = history.length - 1; length > 0 && Number.isNaN(then); length -= 1) {
    then = valueAtEnd(of, new History(history.at, history.value, length));
  }
  if (Number.isNaN(then)) return null;
  return direction === 'below' ? now < level && then >= level : now > level && then <= level;
}

/** What a comparison compares, at the last observation; an age there and a rank among others cannot be told of one history. */
function valueAtEnd(of: Subject, history: History): number {
  if (of.kind === 'name') return history.length === 0 ? Number.NaN : history.value[history.length - 1]!;
  return of.kind === 'measure' ? measureAtEnd(of.measure, lengthOf(of.window), history) : Number.NaN;
}

/** Against the last known observation at or before the window's beginning; growth from nothing or from a debt is no per cent of anything. */
function grown(isRelative: boolean, history: History, last: number, from: number): number {
  let then = last;
  while (then >= 0 && !(history.at[then]! <= from && !Number.isNaN(history.value[then]!))) then -= 1;
  if (then < 0 || Number.isNaN(history.value[last]!)) return Number.NaN;
  if (isRelative && !(history.value[then]! > 0)) return Number.NaN;
  const [now, before] = [history.decimalAt(last), history.decimalAt(then)];
  return Number(isRelative ? now.dividedBy(before).minus(1) : now.minus(before));
}

function extreme(kind: 'min' | 'max' | 'drawdown', history: History, last: number, from: number): number {
  const { at, value } = history;
  const sign = kind === 'min' ? -1 : 1;
  let found = -1;
  for (let index = last; index >= 0 && at[index]! > from; index -= 1) {
    if (!Number.isNaN(value[index]!) && (found < 0 || value[index]! * sign > value[found]! * sign)) found = index;
  }
  if (found < 0) return Number.NaN;
  if (kind !== 'drawdown') return value[found]!;
  if (!(value[found]! > 0) || Number.isNaN(value[last]!)) return Number.NaN;
  return Number(new Decimal(1).minus(history.decimalAt(last).dividedBy(history.decimalAt(found))));
}

/** Unknown until the history reaches back to the window's beginning: a mean over 30 days that has seen three is none. */
function statistic(kind: 'mean' | 'median' | 'zscore', history: History, last: number, from: number): number {
  const { at, value } = history;
  if (!(firstKnownAt(history) <= from)) return Number.NaN;
  const sample: number[] = [];
  for (let index = last; index >= 0 && at[index]! > from; index -= 1) if (!Number.isNaN(value[index]!)) sample.push(value[index]!);
  if (kind === 'median') return medianOf(sample);
  if (kind === 'mean') return sample.length === 0 ? Number.NaN : momentsOf(sample).mean;
  // The observation that is measured is not among those that it is measured by.
  const now = value[last]!;
  if (Number.isNaN(now) || sample.length < 3) return Number.NaN;
  const { mean, deviation } = momentsOf(sample.slice(1));
  return deviation > EQUAL * Math.abs(mean) ? (now - mean) / deviation : Number.NaN;
}

function firstKnownAt({ at, value, length }: History): number {
  for (let index = 0; index < length; index += 1) if (!Number.isNaN(value[index]!)) return at[index]!;
  return Number.NaN;
}

/** Mean and sample standard deviation, in two passes. */
export function momentsOf(sample: readonly number[]): { readonly mean: number; readonly deviation: number } {
  let total = 0;
  for (const value of sample) total += value;
  const mean = total / sample.length;
  let squares = 0;
  for (const value of sample) squares += (value - mean) ** 2;
  return { mean, deviation: sample.length < 2 ? 0 : Math.sqrt(squares / (sample.length - 1)) };
}
