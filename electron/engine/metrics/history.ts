import { decimalText, type Figure, type History, isKnown } from '../../../shared/figures/index.ts';
import type { MetricHistory } from '../sources.ts';
import type { HistoryAnswer } from './answers.ts';

/** Which part of a history a chart shows, in milliseconds since 1970, and of how many points it can make use. */
export interface ChartWindow {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly points: number;
}

/** A history as a chart draws it: within a window the observation before it too, so that its line comes in from the edge. */
export function chartOf(
  figure: Figure<MetricHistory>,
  window: ChartWindow,
): HistoryAnswer | Exclude<Figure<never>, { readonly ok: never }> {
  if (!isKnown(figure)) return figure;
  const { history, currency, basis, says } = figure.ok;
  const first = Math.max(0, firstFrom(history, window.from ?? Number.NEGATIVE_INFINITY) - 1);
  const end = firstFrom(history, (window.to ?? Number.POSITIVE_INFINITY) + 1);
  return {
    currency: currency ?? null,
    basis: basis ?? null,
    says: says ?? null,
    total: Math.max(0, end - first),
    points: thinned(history, first, end, window.points).map((index) => ({
      at: history.at[index]!,
      value: Number.isNaN(history.value[index]!) ? null : decimalText(history.decimalAt(index)),
      origin: figure.ok.originOf(index),
    })),
    gaps: gapsIn(history, first, end),
  };
}

/** The place of the first observation at or after an instant. */
function firstFrom(history: History, at: number): number {
  let [low, high] = [0, history.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (history.at[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of each stretch its first, lowest, highest and last observation, and the first that is unknown, so that no peak and no hole is lost. */
function thinned({ value }: History, first: number, end: number, points: number): readonly number[] {
  const count = end - first;
  if (count <= points) return Array.from({ length: Math.max(0, count) }, (_, index) => first + index);
  const stretch = Math.ceil(count / Math.max(1, Math.floor(points / 4)));
  const kept: number[] = [];
  for (let from = first; from < end; from += stretch) {
    const to = Math.min(end, from + stretch);
    let [lowest, highest, unknown] = [from, from, -1];
    for (let index = from; index < to; index += 1) {
      const one = value[index]!;
      if (Number.isNaN(one)) unknown = unknown === -1 ? index : unknown;
      else {
        if (!(value[lowest]! <= one)) lowest = index;
        if (!(value[highest]! >= one)) highest = index;
      }
    }
    const places = new Set([from, lowest, highest, to - 1, ...(unknown === -1 ? [] : [unknown])]);
    kept.push(...[...places].toSorted((a, b) => a - b));
  }
  return kept;
}

/** A wait more than two and a half times the usual one is a gap; one that is half again as long may be a weekend between two days. */
const LONG_WAIT = 2.5;

function gapsIn({ at }: History, first: number, end: number): HistoryAnswer['gaps'] {
  const waits = new Float64Array(Math.max(0, end - first - 1)).map((_, index) => at[first + index + 1]! - at[first + index]!);
  const usual = waits.toSorted()[waits.length >> 1] ?? 0;
  const gaps: HistoryAnswer['gaps'] = [];
  waits.forEach((wait, index) => {
    if (wait > LONG_WAIT * usual) gaps.push({ from: at[first + index]!, to: at[first + index + 1]! });
  });
  return gaps;
}
