import type { History } from '../figures/index.ts';

/** Observations in order of time: only the first `length` count, NaN is unknown. A {@link History} is one. */
export type Observed = Pick<History, 'at' | 'value' | 'length'>;

/** Several series on one grid of days. */
export interface Aligned {
  /** Days since 1970-01-01 of the grid's first day. */
  readonly firstDay: number;
  readonly days: number;
  /** For each series one value a day; NaN is a gap. */
  readonly columns: readonly Float64Array[];
  /** For each series and day, which observation the value is; −1 in a gap. Trails are told from it. */
  readonly taken: readonly Int32Array[];
}

const DAY = 86_400_000;
/** A grid longer than this is a slip in somebody's instants (about 270 years), and would only fill the memory. */
const MOST_DAYS = 100_000;

/**
 * The day that an instant counts for, in days since 1970. A day is closed at its end: an observation at midnight exactly is the close of the day
 * that has just ended.
 */
export function closingDay(at: number): number {
  return Math.ceil(at / DAY) - 1;
}

/** The last millisecond of a day, where its close is drawn. */
export function dayClose(day: number): number {
  return (day + 1) * DAY - 1;
}

/**
 * Series of unlike sampling on one grid of days: each day holds the last known value at its close, no older than `tolerance` whole days; `0` takes
 * values of that day only. What is older is a gap and stays one; nothing is interpolated, nothing is looked up from later. An observation that is
 * unknown ends what was known before it.
 *
 * `from` and `to` (days since 1970) bound the grid; without them it runs from the first to the last observation of any series. Observations before
 * `from` may still be carried into it.
 */
export function align(
  series: readonly Observed[],
  { tolerance, from, to }: { readonly tolerance: number; readonly from?: number; readonly to?: number },
): Aligned {
  const filled = series.filter(({ length }) => length > 0);
  const firstDay = from ?? Math.min(...filled.map(({ at }) => closingDay(at[0]!)));
  const lastDay = to ?? Math.max(...filled.map(({ at, length }) => closingDay(at[length - 1]!)));
  const days = filled.length === 0 ? 0 : Math.max(0, Math.min(MOST_DAYS, lastDay - firstDay + 1));
  const columns: Float64Array[] = [];
  const taken: Int32Array[] = [];
  for (const { at, value, length } of series) {
    const column = new Float64Array(days).fill(Number.NaN);
    const rows = new Int32Array(days).fill(-1);
    let next = 0;
    for (let place = 0; place < days; place += 1) {
      const day = firstDay + place;
      while (next < length && closingDay(at[next]!) <= day) next += 1;
      const last = next - 1;
      if (last < 0 || !Number.isFinite(value[last]!) || day - closingDay(at[last]!) > tolerance) continue;
      column[place] = value[last]!;
      rows[place] = last;
    }
    columns.push(column);
    taken.push(rows);
  }
  return { firstDay: days === 0 ? 0 : firstDay, days, columns, taken };
}

/** The first day on which every series is known, by its place in the grid; −1 where there is none. */
export function firstCommonDay({ columns, days }: Pick<Aligned, 'columns' | 'days'>): number {
  if (columns.length === 0) return -1;
  for (let place = 0; place < days; place += 1) if (columns.every((column) => Number.isFinite(column[place]!))) return place;
  return -1;
}
