import { quantileOf } from './moments.ts';

/** The edges of bins of one width; a value on an edge belongs to the bin above it, the highest value to the last bin. */
export type BinEdges = readonly number[];

/** More bins than this are no picture. */
const MOST_BINS = 60;

/**
 * Bins for values in any order by the rule of Freedman and Diaconis: width `2 · IQR / n^(1/3)`, made even so that they end at the extremes
 * (Zeitschrift für Wahrscheinlichkeitstheorie 57, 1981). Where the quartiles are equal, Sturges's number `⌈log₂ n⌉ + 1` (JASA 21, 1926). One bin of
 * width nothing for a constant, none for no values; at most 60.
 */
export function binEdges(values: Float64Array): BinEdges {
  const sorted = values.toSorted();
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return [];
  if (!(high > low)) return [low, high];
  const width = (2 * (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25))) / Math.cbrt(sorted.length);
  const wanted = width > 0 ? Math.ceil((high - low) / width) : Math.ceil(Math.log2(sorted.length)) + 1;
  const count = Math.max(1, Math.min(MOST_BINS, wanted));
  return Array.from({ length: count + 1 }, (_, edge) => (edge === count ? high : low + ((high - low) / count) * edge));
}

/** How many values lie in each bin. Values outside the edges are in none. */
export function histogram(values: Float64Array, edges: BinEdges): readonly number[] {
  const bins = edges.length - 1;
  if (bins < 1) return [];
  const counts = Array.from({ length: bins }, () => 0);
  const [low, high] = [edges[0]!, edges[bins]!];
  for (const value of values) {
    if (!(value >= low && value <= high)) continue;
    let bin = high > low ? Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins)) : 0;
    // The quotient may round over an edge: the edges decide.
    while (bin > 0 && value < edges[bin]!) bin -= 1;
    while (bin < bins - 1 && value >= edges[bin + 1]!) bin += 1;
    counts[bin]! += 1;
  }
  return counts;
}
