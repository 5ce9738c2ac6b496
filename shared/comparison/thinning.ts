import type { Observed } from './alignment.ts';

/** A stretch of a series sampled to the pixel; NaN is a gap. */
export interface Thinned {
  readonly at: Float64Array;
  readonly value: Float64Array;
  /** How many observations lie in the stretch. */
  readonly observations: number;
}

/**
 * The observations from `from` to `to` (milliseconds), sampled to `columns` pixels: of each column of pixels the first, lowest, highest and last are
 * kept, so that a million draw as a thousand would and no peak is lost; an unknown stays between its neighbours as a gap. What fits is not touched.
 * One observation before and one after the stretch is kept, so that lines run on to its edges.
 */
export function thinned({ at, value, length }: Observed, from: number, to: number, columns: number): Thinned {
  const first = Math.max(0, lowerBound(at, length, from) - 1);
  const last = Math.min(length, lowerBound(at, length, to + 1) + 1);
  const inside = lowerBound(at, length, to + 1) - lowerBound(at, length, from);
  if (last - first <= columns * 4) {
    return { at: at.slice(first, last), value: value.slice(first, last), observations: Math.max(0, inside) };
  }
  const keptAt: number[] = [];
  const keptValue: number[] = [];
  const keep = (index: number) => {
    keptAt.push(at[index]!);
    keptValue.push(value[index]!);
  };
  const pixelOf = (index: number) => Math.floor(((at[index]! - from) / Math.max(1, to - from)) * columns);
  for (let begin = first; begin < last; ) {
    const pixel = pixelOf(begin);
    let end = begin;
    let [low, high, unknown] = [-1, -1, -1];
    while (end < last && pixelOf(end) === pixel) {
      const each = value[end]!;
      if (Number.isNaN(each)) unknown = unknown < 0 ? end : unknown;
      else {
        if (low < 0 || each < value[low]!) low = end;
        if (high < 0 || each > value[high]!) high = end;
      }
      end += 1;
    }
    const chosen = new Set([begin, low, high, unknown, end - 1].filter((index) => index >= 0));
    for (const index of [...chosen].sort((one, other) => one - other)) keep(index);
    begin = end;
  }
  return { at: Float64Array.from(keptAt), value: Float64Array.from(keptValue), observations: Math.max(0, inside) };
}

/** The first index whose instant is not before `instant`. */
function lowerBound(at: Float64Array, length: number, instant: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
