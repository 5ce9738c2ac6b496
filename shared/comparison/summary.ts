import { type Figure, known, unavailable } from '../figures/index.ts';
import { deviationOf, knownValues, meanOf, quantileOf } from './moments.ts';
import { DAYS_OF_YEAR } from './returns.ts';

/** What is said of a column of days at a glance. Quantiles by type 7, the deviation of the sample (n − 1). */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** NaN of one value. */
  readonly deviation: number;
  readonly lowest: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly highest: number;
  /** Places of the first, last, lowest and highest known day. */
  readonly places: { readonly first: number; readonly last: number; readonly lowest: number; readonly highest: number };
}

/** Summary statistics over the known days of a column; unavailable where none is known. */
export function summaryOf(column: Float64Array): Figure<Summary> {
  const values = knownValues(column).sort();
  if (values.length === 0) return unavailable('no-values', 'Nothing is known of it in this time.');
  const [lowest, highest] = [values[0]!, values.at(-1)!];
  const isKnown = (value: number) => Number.isFinite(value);
  return known({
    n: values.length,
    mean: meanOf(values),
    deviation: deviationOf(values),
    lowest,
    lowerQuartile: quantileOf(values, 0.25),
    median: quantileOf(values, 0.5),
    upperQuartile: quantileOf(values, 0.75),
    highest,
    places: {
      first: column.findIndex(isKnown),
      last: column.findLastIndex(isKnown),
      lowest: column.indexOf(lowest),
      highest: column.indexOf(highest),
    },
  });
}

/** Volatility a year: the deviation of daily log returns times √365. Unavailable of fewer than two returns. */
export function yearlyVolatility(logReturns: Float64Array): Figure<number> {
  const deviation = deviationOf(knownValues(logReturns));
  return Number.isFinite(deviation)
    ? known(deviation * Math.sqrt(DAYS_OF_YEAR))
    : unavailable('too-few-returns', 'It takes two daily returns at least: three days in a row with positive values.');
}
