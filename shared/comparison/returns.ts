/** How the change from one day to the next is told. */
export const RETURN_FORMS = ['simple', 'log'] as const;
export type ReturnForm = (typeof RETURN_FORMS)[number];

/** Days of a year by which daily deviations are annualised: these markets never close. */
export const DAYS_OF_YEAR = 365;

/**
 * Daily returns of a column of days: simple `v₁ / v₀ − 1`, or log `ln(v₁ / v₀)`; the first day has none. Each is between neighbouring days: across
 * a gap there is no daily return, and none is made up. NaN also where a value is zero or negative.
 *
 * Source: Campbell, Lo and MacKinlay, The Econometrics of Financial Markets (1997), §1.4.
 */
export function dailyReturns(column: Float64Array, form: ReturnForm): Float64Array {
  return column.map((value, place) => {
    const before = place === 0 ? Number.NaN : column[place - 1]!;
    if (!(value > 0) || !(before > 0)) return Number.NaN;
    const simple = (value - before) / before;
    if (form === 'simple') return simple;
    // Small changes keep their digits by ln(1 + x); a fall to nearly nothing keeps them by its own logarithm.
    return Math.abs(simple) < 0.5 ? Math.log1p(simple) : Math.log(value / before);
  });
}

/** The changes from one day to the next, `v₁ − v₀`: what moves of a rate, whose own ratio tells little. NaN across gaps. */
export function dailyChanges(column: Float64Array): Float64Array {
  return column.map((value, place) => (place === 0 ? Number.NaN : value - column[place - 1]!));
}
