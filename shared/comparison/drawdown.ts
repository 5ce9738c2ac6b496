/** The deepest fall from a peak. Days by their place in the column. */
export interface WorstDrawdown {
  /** A fraction, at most 0: −0.25 is a quarter below the peak. */
  readonly depth: number;
  readonly peak: number;
  readonly trough: number;
  /** The first day at or above the peak again; null where that has not come yet. */
  readonly recovered: number | null;
}

/**
 * How far each day lies below the highest value up to then: `v / max − 1`, a fraction at most 0. Gaps stay gaps. Days up to the first positive value
 * have none: of nothing one cannot fall.
 *
 * Source: Magdon-Ismail and Atiya, Maximum Drawdown, Risk 17(10), 2004, where it is measured in money; here as a fraction of the peak.
 */
export function drawdownSeries(column: Float64Array): Float64Array {
  let peak = 0;
  return column.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN;
    peak = Math.max(peak, value);
    return peak > 0 ? (value - peak) / peak : Number.NaN;
  });
}

/** The worst drawdown of a column with its days; null where it never falls below a peak. Of equal depths the earliest. */
export function worstDrawdown(column: Float64Array): WorstDrawdown | null {
  const below = drawdownSeries(column);
  let trough = -1;
  for (const [day, depth] of below.entries()) if (depth < (trough < 0 ? 0 : below[trough]!)) trough = day;
  if (trough < 0) return null;
  let peak = trough;
  for (let day = trough; day >= 0; day -= 1) {
    // The last day at the top before the fall began.
    if (below[day] === 0) {
      peak = day;
      break;
    }
  }
  const back = column.findIndex((value, day) => day > trough && value >= column[peak]!);
  return { depth: below[trough]!, peak, trough, recovered: back < 0 ? null : back };
}
