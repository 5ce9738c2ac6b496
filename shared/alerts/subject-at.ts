import { type History, medianOf } from '../figures/index.ts';
import { lengthOf, type MeasureName, type Subject, type TestName } from '../watchlists/index.ts';
import { FALSE, TRUE, UNKNOWN } from './block.ts';

/** Statistics that are nearer than this, relatively, are taken as equal: below lies the rounding of binary numbers. */
const EQUAL = 1e-12;

/**
 * Why a value cannot be said: nothing was ever observed; the last observation knows nothing; it is too old; the window began before the first
 * observation; what it would be a share of is not above zero; or the observations do not differ.
 */
export type WhyUnknown = 'never-observed' | 'not-known' | 'stale' | 'window-not-seen' | 'no-base' | 'no-spread';

/** What an expression's subject was at an instant, and the observations (indices in the history) that it rests on. */
export interface SubjectAt {
  /** NaN where unknown. Times are in milliseconds. */
  readonly value: number;
  readonly unknown: WhyUnknown | null;
  /** The instants between which it looks: the beginning, which does not belong to it, and the end. Equal where it looks at one value. */
  readonly from: number;
  readonly to: number;
  /** The observations that decide: the value; the two of a change; the highest and the last of a drawdown; all of a mean. */
  readonly observations: readonly number[];
}

/**
 * Reads a subject at an instant straight from its history: what a rule's evaluation carries along, computed anew of the window alone. A value older
 * than `stale` milliseconds is unknown. Of a rank, the history is that of the rank.
 */
export function subjectAt(subject: Subject, history: History, at: number, stale = Number.POSITIVE_INFINITY): SubjectAt {
  const last = lastIndexAt(history, at);
  if (last < 0) return { value: Number.NaN, unknown: 'never-observed', from: at, to: at, observations: [] };
  if (subject.kind === 'age') return ageOf(history, last, at);
  if (subject.kind !== 'measure') return valueOf(history, last, at, stale);
  const window = lengthOf(subject.window);
  return MEASURES[subject.measure]({ history, last, at, from: at - window, window, stale });
}

/** Whether a test holds at an instant: {@link TRUE}, {@link FALSE}, or {@link UNKNOWN}. */
export function testAt(test: TestName, window: number, history: History, at: number, stale = Number.POSITIVE_INFINITY): number {
  const last = lastIndexAt(history, at);
  const known = lastKnown(history, last);
  if (known < 0) return UNKNOWN;
  if (test === 'missing') return at - history.at[known]! >= window ? TRUE : FALSE;
  if (known < last || at - history.at[last]! >= stale) return UNKNOWN;
  let since = last;
  for (let index = last - 1; index >= 0; index -= 1) {
    if (Number.isNaN(history.value[index]!)) continue;
    if (!history.isSame(index, last)) break;
    since = index;
    if (history.at[last]! - history.at[since]! >= window) break;
  }
  return history.at[last]! - history.at[since]! >= window ? TRUE : FALSE;
}

/** The last observation at or before an instant; −1 where there is none. */
export function lastIndexAt(history: History, at: number): number {
  let [low, high] = [0, history.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (history.at[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

interface Looked {
  readonly history: History;
  readonly last: number;
  readonly at: number;
  readonly from: number;
  readonly window: number;
  readonly stale: number;
}

const MEASURES: Readonly<Record<MeasureName, (looked: Looked) => SubjectAt>> = {
  change: (looked) => changeOf(looked, true),
  points: (looked) => changeOf(looked, false),
  min: (looked) => extremeOf(looked, -1),
  max: (looked) => extremeOf(looked, 1),
  drawdown: drawdownOf,
  mean: meanOf,
  median: middleOf,
  zscore: scoreOf,
};

function valueOf(history: History, last: number, at: number, stale: number): SubjectAt {
  const value = history.value[last]!;
  const unknown = Number.isNaN(value) ? 'not-known' : at - history.at[last]! >= stale ? 'stale' : null;
  return { value: unknown === null ? value : Number.NaN, unknown, from: at, to: at, observations: [last] };
}

function ageOf(history: History, last: number, at: number): SubjectAt {
  const known = lastKnown(history, last);
  if (known < 0) return { value: Number.NaN, unknown: 'not-known', from: at, to: at, observations: [last] };
  return { value: at - history.at[known]!, unknown: null, from: at, to: at, observations: [known] };
}

function changeOf({ history, last, at, from, stale }: Looked, isRelative: boolean): SubjectAt {
  const now = valueOf(history, last, at, stale);
  const then = lastKnown(history, lastIndexAt(history, from));
  const reading = { from, to: at, observations: then < 0 ? [last] : [then, last] };
  if (now.unknown !== null) return { ...now, ...reading };
  if (then < 0) return { value: Number.NaN, unknown: 'window-not-seen', ...reading };
  if (from - history.at[then]! >= stale) return { value: Number.NaN, unknown: 'stale', ...reading };
  const before = history.value[then]!;
  if (!isRelative) return { value: now.value - before, unknown: null, ...reading };
  if (!(before > 0)) return { value: Number.NaN, unknown: 'no-base', ...reading };
  return { value: now.value / before - 1, unknown: null, ...reading };
}

/** The observation that is the lowest (`sign` −1) or highest of the window; the latest of several. */
function extremeIn({ history, last, from }: Looked, sign: 1 | -1): number {
  let found = -1;
  for (let index = last; index >= 0 && history.at[index]! > from; index -= 1) {
    const value = history.value[index]!;
    if (!Number.isNaN(value) && (found < 0 || value * sign > history.value[found]! * sign)) found = index;
  }
  return found;
}

function extremeOf(looked: Looked, sign: 1 | -1): SubjectAt {
  const found = extremeIn(looked, sign);
  const value = found < 0 ? Number.NaN : looked.history.value[found]!;
  return { value, unknown: found < 0 ? 'not-known' : null, from: looked.from, to: looked.at, observations: found < 0 ? [] : [found] };
}

function drawdownOf(looked: Looked): SubjectAt {
  const { history, last, at, from, stale } = looked;
  const now = valueOf(history, last, at, stale);
  const highest = extremeIn(looked, 1);
  const reading = { from, to: at, observations: highest < 0 || highest === last ? [last] : [highest, last] };
  if (now.unknown !== null) return { ...now, ...reading };
  if (highest < 0) return { value: Number.NaN, unknown: 'not-known', ...reading };
  if (!(history.value[highest]! > 0)) return { value: Number.NaN, unknown: 'no-base', ...reading };
  return { value: 1 - now.value / history.value[highest]!, unknown: null, ...reading };
}

/** The known observations after `from` up to `last`. */
function knownIn(history: History, from: number, last: number): readonly number[] {
  const found: number[] = [];
  for (let index = last; index >= 0 && history.at[index]! > from; index -= 1) if (!Number.isNaN(history.value[index]!)) found.push(index);
  return found.reverse();
}

function isCovered(history: History, from: number): boolean {
  for (let index = 0; index < history.length && history.at[index]! <= from; index += 1)
    if (!Number.isNaN(history.value[index]!)) return true;
  return false;
}

function meanOf({ history, last, at, from }: Looked): SubjectAt {
  const observations = knownIn(history, from, last);
  const reading = { from, to: at, observations };
  if (!isCovered(history, from)) return { value: Number.NaN, unknown: 'window-not-seen', ...reading };
  if (observations.length === 0) return { value: Number.NaN, unknown: 'not-known', ...reading };
  return { value: momentsOf(history, observations).mean, unknown: null, ...reading };
}

function middleOf({ history, last, at, from }: Looked): SubjectAt {
  const observations = knownIn(history, from, last);
  const reading = { from, to: at, observations };
  if (!isCovered(history, from)) return { value: Number.NaN, unknown: 'window-not-seen', ...reading };
  if (observations.length === 0) return { value: Number.NaN, unknown: 'not-known', ...reading };
  return { value: medianOf(observations.map((index) => history.value[index]!)), unknown: null, ...reading };
}

/** Of the last observation, at its own instant: it is measured by those before it. */
function scoreOf({ history, last, window }: Looked): SubjectAt {
  const at = history.at[last]!;
  const from = at - window;
  const observations = knownIn(history, from, last);
  const reading = { from, to: at, observations };
  if (Number.isNaN(history.value[last]!)) return { value: Number.NaN, unknown: 'not-known', ...reading };
  if (!isCovered(history, from)) return { value: Number.NaN, unknown: 'window-not-seen', ...reading };
  const { count, mean, squares } = momentsOf(history, observations.slice(0, -1));
  const spread = count < 2 ? 0 : Math.sqrt(squares / (count - 1));
  if (!(spread > EQUAL * Math.abs(mean))) return { value: Number.NaN, unknown: 'no-spread', ...reading };
  return { value: (history.value[last]! - mean) / spread, unknown: null, ...reading };
}

/** Welford's running mean and sum of squared distances from it. */
function momentsOf(
  history: History,
  observations: readonly number[],
): { readonly count: number; readonly mean: number; readonly squares: number } {
  let [count, mean, squares] = [0, 0, 0];
  for (const index of observations) {
    const value = history.value[index]!;
    count += 1;
    const apart = value - mean;
    mean += apart / count;
    squares += apart * (value - mean);
  }
  return { count, mean, squares };
}

function lastKnown(history: History, last: number): number {
  let index = last;
  while (index >= 0 && Number.isNaN(history.value[index]!)) index -= 1;
  return index;
}
