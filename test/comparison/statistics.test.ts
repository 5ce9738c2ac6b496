import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  binEdges,
  correlation,
  dailyChanges,
  dailyReturns,
  deviationOf,
  drawdownSeries,
  histogram,
  indexed,
  LEAST_PAIRS,
  meanOf,
  quantileOf,
  ranksOf,
  rollingCorrelation,
  summaryOf,
  worstDrawdown,
  yearlyVolatility,
} from '../../shared/comparison/index.ts';
import { Decimal, isKnown } from '../../shared/figures/index.ts';

const column = (...values: readonly number[]) => Float64Array.from(values);
const GAP = Number.NaN;
/** Made values; what NumPy 2.4.6 and SciPy say of them stands beside each test. */
const MADE = Float64Array.from({ length: 80 }, (_, i) => ((i * 37) % 101) / 7 + (i % 5) ** 2);
const OTHER = Float64Array.from({ length: 80 }, (_, i) => ((i * 53) % 97) / 3 - (i % 7));

function valueOf(one: Float64Array, other: Float64Array, method: 'pearson' | 'spearman' = 'pearson'): number {
  const found = correlation(one, other, method);
  if (!isKnown(found)) throw new Error(found.unavailable.message);
  return found.ok.value;
}

function reasonOf(one: Float64Array, other: Float64Array): string | null {
  const found = correlation(one, other, 'pearson');
  return isKnown(found) ? null : found.unavailable.reason;
}

describe('mean and deviation', () => {
  // NIST Statistical Reference Datasets, univariate summary statistics: certified values.
  test('NumAcc1: 10000001, 10000003, 10000002', () => {
    const values = column(10_000_001, 10_000_003, 10_000_002);
    expect([meanOf(values), deviationOf(values)]).toEqual([10_000_002, 1]);
  });

  test.each([
    ['NumAcc2', 1.2, 1.1, 1.3],
    ['NumAcc3', 1_000_000.2, 1_000_000.1, 1_000_000.3],
    ['NumAcc4', 10_000_000.2, 10_000_000.1, 10_000_000.3],
  ])('%s: 1,001 values with mean %f and deviation 0.1', (_, first, low, high) => {
    const values = Float64Array.from({ length: 1001 }, (_, i) => (i === 0 ? first : i % 2 === 1 ? low : high));
    expect(meanOf(values)).toBeCloseTo(first, 12 - Math.ceil(Math.log10(first)));
    expect(deviationOf(values)).toBeCloseTo(0.1, 8);
  });

  test('as NumPy has them', () => {
    expect(meanOf(MADE)).toBeCloseTo(13.146428571428572, 12);
    expect(deviationOf(MADE)).toBeCloseTo(7.449683971042403, 12);
  });

  test('nothing is said of nothing, and no deviation of one', () => {
    expect(meanOf(column())).toBeNaN();
    expect(deviationOf(column(5))).toBeNaN();
  });

  test('as sixty digits have them', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 }), (values) => {
        const mean = values.reduce((total, value) => total.plus(value), new Decimal(0)).div(values.length);
        const squares = values.reduce((total, value) => total.plus(new Decimal(value).minus(mean).pow(2)), new Decimal(0));
        const deviation = squares.div(values.length - 1).sqrt();
        expect(Math.abs(meanOf(Float64Array.from(values)) - mean.toNumber())).toBeLessThanOrEqual(1e-9);
        expect(Math.abs(deviationOf(Float64Array.from(values)) - deviation.toNumber())).toBeLessThanOrEqual(1e-8);
      }),
    );
  });
});

describe('quantiles', () => {
  test('type 7 as R documents it: the quartiles of 1 to 10', () => {
    const sorted = Float64Array.from({ length: 10 }, (_, i) => i + 1);
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantileOf(sorted, share))).toEqual([1, 3.25, 5.5, 7.75, 10]);
  });

  test('as NumPy has them', () => {
    const sorted = MADE.toSorted();
    const wanted = [2.107142857142857, 7.142857142857143, 12.071428571428571, 17.75, 27.29285714285714];
    for (const [place, share] of [0.05, 0.25, 0.5, 0.75, 0.95].entries()) expect(quantileOf(sorted, share)).toBeCloseTo(wanted[place]!, 12);
  });

  test('never leave the values, and never fall as the share rises', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const sorted = Float64Array.from(values).sort();
          const here = quantileOf(sorted, share);
          expect(here).toBeGreaterThanOrEqual(sorted[0]!);
          expect(here).toBeLessThanOrEqual(sorted.at(-1)!);
          expect(quantileOf(sorted, Math.min(1, share + 0.1))).toBeGreaterThanOrEqual(here);
        },
      ),
    );
  });
});

describe('correlation', () => {
  // Anscombe, Graphs in Statistical Analysis, The American Statistician 27(1), 1973: four pictures, one correlation.
  const X = column(10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5);
  test.each([
    ['first', X, column(8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68), 0.81642],
    ['second', X, column(9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74), 0.81624],
    ['third', X, column(7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73), 0.81629],
    ['fourth', column(8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8), column(6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89), 0.81652],
  ])('Anscombe, %s data set', (_, x, y, wanted) => {
    expect(valueOf(x, y)).toBeCloseTo(wanted, 5);
  });

  test('Spearman, the worked example of hours of television and IQ: −29/165', () => {
    const iq = column(106, 100, 86, 101, 99, 103, 97, 113, 112, 110);
    const hours = column(7, 27, 2, 50, 28, 29, 20, 12, 6, 17);
    expect(valueOf(iq, hours, 'spearman')).toBeCloseTo(-29 / 165, 14);
  });

  test('as SciPy has them, ties and all', () => {
    expect(valueOf(MADE, OTHER)).toBeCloseTo(0.07770090510809105, 12);
    expect(valueOf(MADE, OTHER, 'spearman')).toBeCloseTo(0.08966927864036231, 12);
  });

  test('ties share their mean rank', () => {
    expect([...ranksOf(column(5, 1, 5, 3, 5))]).toEqual([4, 1, 4, 2, 4]);
  });

  test('only of days on which both are known, and says how many', () => {
    const [one, other] = [MADE.slice(), OTHER.slice()];
    one[3] = GAP;
    other[70] = Number.POSITIVE_INFINITY;
    const found = correlation(one, other, 'pearson');
    expect(isKnown(found) && found.ok).toMatchObject({ n: 78, first: 0, last: 79 });
    const without = (values: Float64Array) => values.filter((_, day) => day !== 3 && day !== 70);
    expect(isKnown(found) && found.ok.value).toBeCloseTo(valueOf(without(MADE), without(OTHER)), 14);
  });

  test('unavailable of few pairs, of none, of one point, of a series that stands still', () => {
    expect(reasonOf(MADE.slice(0, LEAST_PAIRS - 1), OTHER)).toBe('too-few-pairs');
    expect(reasonOf(MADE.slice(0, LEAST_PAIRS), OTHER)).toBeNull();
    expect(reasonOf(column(1), column(1))).toBe('too-few-pairs');
    expect(reasonOf(column(), column())).toBe('too-few-pairs');
    expect(reasonOf(MADE, new Float64Array(80).fill(GAP))).toBe('too-few-pairs');
    expect(reasonOf(MADE, new Float64Array(80).fill(0.1))).toBe('constant-series');
    expect(
      reasonOf(
        MADE,
        Float64Array.from({ length: 80 }, (_, i) => 1e9 + (i % 2) * 1e-7),
      ),
    ).toBe('constant-series');
  });

  test('is the same either way round, within −1 and 1, deaf to scale, and 1 with itself', () => {
    const value = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 1024);
    const values = fc.array(value, { minLength: LEAST_PAIRS, maxLength: 40 });
    fc.assert(
      fc.property(values, values, fc.constantFrom('pearson' as const, 'spearman' as const), (a, b, method) => {
        const [one, other] = [Float64Array.from(a), Float64Array.from(b)];
        const found = correlation(one, other, method);
        const back = correlation(other, one, method);
        expect(isKnown(found)).toBe(isKnown(back));
        if (!isKnown(found) || !isKnown(back)) return;
        expect(found.ok.value).toBeCloseTo(back.ok.value, 12);
        expect(Math.abs(found.ok.value)).toBeLessThanOrEqual(1);
        const scaled = correlation(
          one.map((value) => value * 4),
          other.map((value) => value / -8),
          method,
        );
        expect(isKnown(scaled) && scaled.ok.value).toBeCloseTo(-found.ok.value, 9);
        const own = correlation(one, one, method);
        expect(isKnown(own) && own.ok.value).toBeCloseTo(1, 12);
      }),
    );
  });

  test('survives values at the ends of what numbers hold', () => {
    const huge = MADE.map((value) => value * 1e150);
    const tiny = OTHER.map((value) => value * 1e-150);
    expect(valueOf(huge, tiny)).toBeCloseTo(0.07770090510809105, 10);
  });

  test('rolling: each day speaks of the days up to it, and of no later one', () => {
    const rolling = rollingCorrelation(MADE, OTHER, 'pearson', 30);
    expect(rolling.findIndex((value) => !Number.isNaN(value))).toBe(29);
    expect(rolling[50]).toBeCloseTo(valueOf(MADE.slice(21, 51), OTHER.slice(21, 51)), 14);
    const changed = OTHER.map((value, day) => (day > 50 ? value + 1000 * day : value));
    expect(rollingCorrelation(MADE, changed, 'pearson', 30).slice(0, 51)).toEqual(rolling.slice(0, 51));
  });
});

describe('distribution', () => {
  test('bins by Freedman and Diaconis, as NumPy has them', () => {
    const edges = binEdges(MADE);
    const wanted = [
      0, 4.26530612244898, 8.53061224489796, 12.795918367346939, 17.06122449979592, 21.3265306122449, 25.591836734693878,
      29.857142857142858,
    ];
    expect(edges).toHaveLength(8);
    for (const [place, edge] of edges.entries()) expect(edge).toBeCloseTo(wanted[place]!, 6);
    expect(histogram(MADE, edges)).toEqual([9, 14, 20, 12, 12, 8, 5]);
  });

  test('Sturges where the quartiles are equal, one bin of a constant, none of nothing', () => {
    const flat = Float64Array.from({ length: 64 }, (_, i) => (i === 0 ? 0 : i === 1 ? 2 : 1));
    expect(binEdges(flat)).toHaveLength(8);
    expect(binEdges(column(3, 3, 3))).toEqual([3, 3]);
    expect(histogram(column(3, 3, 3), [3, 3])).toEqual([3]);
    expect(binEdges(column())).toEqual([]);
    expect(histogram(column(1), [])).toEqual([]);
  });

  test('every value lies in one bin, and one outlier does not make a thousand bins', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 300 }), (values) => {
        const given = Float64Array.from(values);
        const edges = binEdges(given);
        expect(edges.length).toBeLessThanOrEqual(61);
        expect(histogram(given, edges).reduce((total, count) => total + count, 0)).toBe(values.length);
      }),
    );
  });
});

describe('returns', () => {
  test('simple and log, and none across a gap, from nothing or to less than nothing', () => {
    expect([...dailyReturns(column(100, 110, 99), 'simple')]).toEqual([GAP, 0.1, -0.1]);
    expect(dailyReturns(column(100, 110), 'log')[1]).toBeCloseTo(Math.log(1.1), 15);
    expect([...dailyReturns(column(100, GAP, 110, 0, 5, -1), 'simple')].every(Number.isNaN)).toBe(true);
    expect([...dailyChanges(column(0.04, 0.05, GAP, 0.03))].map((value) => Number(value.toFixed(10)))).toEqual([GAP, 0.01, GAP, GAP]);
  });

  test('log returns add up to the log of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 }), (values) => {
        const logs = dailyReturns(Float64Array.from(values), 'log').slice(1);
        expect(logs.reduce((total, each) => total + each, 0)).toBeCloseTo(Math.log(values.at(-1)! / values[0]!), 8);
      }),
    );
  });

  test('volatility a year: one per cent up and down by turns', () => {
    const logs = Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));
    const found = yearlyVolatility(logs);
    expect(isKnown(found) && found.ok).toBeCloseTo(0.01 * Math.sqrt((100 / 99) * 365), 12);
    expect(isKnown(yearlyVolatility(column(GAP, 0.1)))).toBe(false);
  });
});

describe('drawdown', () => {
  test('by hand', () => {
    const values = column(GAP, 100, 120, GAP, 90, 60, 119, 120, 130, 65);
    expect([...drawdownSeries(values)].map((value) => Number(value.toFixed(4)))).toEqual([
      GAP,
      0,
      0,
      GAP,
      -0.25,
      -0.5,
      -0.0083,
      0,
      0,
      -0.5,
    ]);
    expect(worstDrawdown(values)).toEqual({ depth: -0.5, peak: 2, trough: 5, recovered: 7 });
    expect(worstDrawdown(column(130, 65, 70))).toEqual({ depth: -0.5, peak: 0, trough: 1, recovered: null });
    expect(worstDrawdown(column(1, 2, 3))).toBeNull();
    expect(worstDrawdown(column(GAP))).toBeNull();
    expect(worstDrawdown(column(-5, 0))).toBeNull();
  });

  test('is the deepest of all pairs of days', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.constant(GAP)), { maxLength: 40 }), (values) => {
        let deepest = 0;
        for (const [i, high] of values.entries())
          for (const low of values.slice(i + 1)) if (low < high) deepest = Math.min(deepest, low / high - 1);
        const worst = worstDrawdown(Float64Array.from(values));
        expect(worst?.depth ?? 0).toBeCloseTo(deepest, 12);
        if (worst === null) return;
        expect(values[worst.trough]! / values[worst.peak]! - 1).toBeCloseTo(worst.depth, 12);
        expect(worst.recovered === null || values[worst.recovered]! >= values[worst.peak]!).toBe(true);
      }),
    );
  });
});

describe('index and summary', () => {
  test('100 on the base day, and nothing before it', () => {
    const found = indexed(column(40, 50, GAP, 75), 1);
    expect(isKnown(found) && [...found.ok]).toEqual([GAP, 100, GAP, 150]);
    const reasons = [indexed(column(0, 1), 0), indexed(column(-1, 1), 0), indexed(column(GAP, 1), 0), indexed(column(), -1)];
    expect(reasons.map((each) => (isKnown(each) ? null : each.unavailable.reason))).toEqual([
      'base-not-positive',
      'base-not-positive',
      'no-base',
      'no-base',
    ]);
  });

  test('a summary names the days that it rests on', () => {
    const found = summaryOf(column(GAP, 4, 1, GAP, 9, 4));
    expect(isKnown(found) && found.ok).toMatchObject({
      n: 4,
      mean: 4.5,
      lowest: 1,
      median: 4,
      highest: 9,
      places: { first: 1, last: 5, lowest: 2, highest: 4 },
    });
    expect(isKnown(summaryOf(column(GAP, GAP)))).toBe(false);
  });
});
