/** The values of a column that are known, in their order. */
export function knownValues(column: Float64Array): Float64Array {
  return column.filter((value) => Number.isFinite(value));
}

/** The arithmetic mean; NaN of none. Taken as the mean and the mean of what is left over, so that large values with small differences keep theirs. */
export function meanOf(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  const rough = total / values.length;
  let rest = 0;
  for (const value of values) rest += value - rough;
  return rough + rest / values.length;
}

/** The sample's standard deviation (n − 1), in two passes (Chan, Golub and LeVeque 1983); NaN of fewer than two. */
export function deviationOf(values: Float64Array): number {
  if (values.length < 2) return Number.NaN;
  const mean = meanOf(values);
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    squares += (value - mean) ** 2;
    rest += value - mean;
  }
  return Math.sqrt(Math.max(0, squares - (rest * rest) / values.length) / (values.length - 1));
}

/**
 * The quantile of sorted values for a share of 0 to 1, between neighbours by a straight line: type 7 of Hyndman and Fan (The American Statistician
 * 50(4), 1996), which R and NumPy take unless told otherwise. NaN of none.
 */
export function quantileOf(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * Math.min(1, Math.max(0, share));
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low + (high - low) * (place - below);
}
