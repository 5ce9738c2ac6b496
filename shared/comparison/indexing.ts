import { type Figure, known, unavailable } from '../figures/index.ts';

/** What an index begins with. */
export const INDEX_BASE = 100;

/**
 * A series as an index: its value on the day `base` is 100, and 150 is half as much again. Days before the base are left out. Unavailable where the
 * base is unknown, zero or negative: of those no ratio means anything.
 */
export function indexed(column: Float64Array, base: number): Figure<Float64Array> {
  const start = column[base];
  if (start === undefined || !Number.isFinite(start)) {
    return unavailable('no-base', 'It has no value on the first day that all have in common.');
  }
  if (start <= 0) {
    return unavailable('base-not-positive', 'Its value on the first common day is zero or negative, and an index needs a positive one.');
  }
  return known(column.map((value, place) => (place < base ? Number.NaN : (value / start) * INDEX_BASE)));
}
