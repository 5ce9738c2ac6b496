/** The middle of numbers in any order, or the mean of the two middle ones; NaN of none, and where one of them is not known. */
export function medianOf(values: readonly number[] | Float64Array): number {
  if (values.length === 0) return Number.NaN;
  // Numbers that are not known come last.
  const sorted = new Float64Array(values).sort();
  if (Number.isNaN(sorted[sorted.length - 1]!)) return Number.NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
