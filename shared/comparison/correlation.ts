import { type Figure, known, unavailable } from '../figures/index.ts';
import { deviationOf, meanOf } from './moments.ts';

export const CORRELATION_METHODS = ['pearson', 'spearman'] as const;
export type CorrelationMethod = (typeof CORRELATION_METHODS)[number];

/** Fewer common days than this tell nothing: of ten, the 95 % interval of Fisher's z around 0 still runs from −0.63 to 0.63. */
export const LEAST_PAIRS = 10;
/** Values that differ by less than this share of their size differ by the rounding of binary numbers. */
const EQUAL = 1e-12;

export interface Correlation {
  /** From −1 to 1. */
  readonly value: number;
  /** Days on which both are known. */
  readonly n: number;
  /** Place of the first and the last of them. */
  readonly first: number;
  readonly last: number;
}

/**
 * The correlation of two columns over the days on which both are known: Pearson's product moment, or Spearman's, which is Pearson's of the ranks
 * (ties share their mean rank). Unavailable under {@link LEAST_PAIRS} common days and where one of the two does not move.
 *
 * Sources: Pearson, Proc. R. Soc. 58, 1895; Spearman, Am. J. Psychol. 15, 1904.
 */
export function correlation(one: Float64Array, other: Float64Array, method: CorrelationMethod): Figure<Correlation> {
  return correlationBetween(one, other, method, 0, Math.min(one.length, other.length));
}

/**
 * The same over a moving window that ends with each day: the value of a day speaks of the `window` days up to it. NaN where there is none.
 */
export function rollingCorrelation(one: Float64Array, other: Float64Array, method: CorrelationMethod, window: number): Float64Array {
  return one.map((_, day) => {
    if (day + 1 < window) return Number.NaN;
    const found = correlationBetween(one, other, method, day + 1 - window, day + 1);
    return 'ok' in found ? found.ok.value : Number.NaN;
  });
}

function correlationBetween(
  one: Float64Array,
  other: Float64Array,
  method: CorrelationMethod,
  from: number,
  to: number,
): Figure<Correlation> {
  const days: number[] = [];
  for (let day = from; day < to; day += 1) if (Number.isFinite(one[day]!) && Number.isFinite(other[day]!)) days.push(day);
  if (days.length < LEAST_PAIRS) {
    return unavailable(
      'too-few-pairs',
      `${days.length === 0 ? 'They have no day' : `They have only ${days.length} ${days.length === 1 ? 'day' : 'days'}`} in common; a correlation needs ${LEAST_PAIRS} at least.`,
      { n: days.length },
    );
  }
  const pick = (column: Float64Array) => Float64Array.from(days, (day) => column[day]!);
  const values = [pick(one), pick(other)] as const;
  if (!moves(values[0]) || !moves(values[1])) {
    return unavailable('constant-series', 'One of the two does not move on their common days, and what stands still goes with nothing.', {
      n: days.length,
    });
  }
  const [a, b] = method === 'spearman' ? [ranksOf(values[0]), ranksOf(values[1])] : values;
  return known({ value: productMoment(a, b), n: days.length, first: days[0]!, last: days.at(-1)! });
}

function moves(values: Float64Array): boolean {
  return deviationOf(values) > EQUAL * Math.abs(meanOf(values));
}

function productMoment(one: Float64Array, other: Float64Array): number {
  const [mean, otherMean] = [meanOf(one), meanOf(other)];
  const [spread, otherSpread] = [deviationOf(one), deviationOf(other)];
  let total = 0;
  // Each deviation by its own spread first: products of very large or very small values would leave the range of numbers.
  for (const [place, value] of one.entries()) total += ((value - mean) / spread) * ((other[place]! - otherMean) / otherSpread);
  return Math.max(-1, Math.min(1, total / (one.length - 1)));
}

/** The rank of each value from 1; equal values share the mean of their ranks. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = [...values.keys()].sort((one, other) => values[one]! - values[other]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1;
    for (let place = from; place < to; place += 1) ranks[order[place]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
