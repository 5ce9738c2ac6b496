import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import { constantProductLoss, stableSwapOutcome, weightedImpermanentLoss } from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

const weighted = (...legs: [string, string][]) =>
  weightedImpermanentLoss(legs.map(([weight, priceRatio]) => ({ weight: decimal(weight), priceRatio: decimal(priceRatio) })));
const ratio = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

describe('impermanent loss of two equal weights', () => {
  it.each([
    ['0.25', '-0.2'],
    ['0.5', '-0.0571909584179366341'],
    ['0.8', '-0.00619201000009346826'],
    ['1.25', '-0.00619201000009346826'],
    ['1.5', '-0.0202041028867287607'],
    ['2', '-0.0571909584179366341'],
    ['4', '-0.2'],
    ['10', '-0.425040425423931031'],
    ['1', '0'],
  ])('at a relative price of %s is %s, by both formulas', (k, loss) => {
    const general = valueIn(weighted(['0.5', k], ['0.5', '1'])).loss;
    const closed = valueIn(constantProductLoss(decimal(k)));
    for (const value of [general, closed]) expect(like(`${loss}${loss.includes('.') ? '' : '.'}`.padEnd(21, '0'), value)).toBe(loss);
  });

  it('is the same for k and 1/k', () => {
    fc.assert(
      fc.property(ratio, (k) => {
        const [there, back] = [new Decimal(k), new Decimal(1).dividedBy(k)].map((price) => valueIn(constantProductLoss(price)));
        expect(there!.minus(back!).abs().toNumber()).toBeLessThan(1e-50);
      }),
    );
  });
});

describe('impermanent loss of a weighted pool', () => {
  it.each([
    [
      [
        ['0.8', '2'],
        ['0.2', '1'],
      ],
      '-0.0327215963376398454',
    ],
    [
      [
        ['0.8', '1'],
        ['0.2', '2'],
      ],
      '-0.042751370835804161',
    ],
    [
      [
        ['1', '2'],
        ['1', '0.5'],
        ['1', '1'],
      ],
      '-0.142857142857142857',
    ],
    [
      [
        ['0.333333333333333333', '2'],
        ['0.333333333333333333', '0.5'],
        ['0.333333333333333333', '1'],
      ],
      '-0.142857142857142857',
    ],
    [
      [
        ['60', '3'],
        ['20', '1'],
        ['20', '0.7'],
      ],
      '-0.158840048130338512',
    ],
  ] as [[string, string][], string][])('%j is %s', (legs, loss) => {
    expect(like(loss, valueIn(weighted(...legs)).loss)).toBe(loss);
  });

  const legs = fc.array(fc.tuple(fc.double({ min: 0.01, max: 10, noNaN: true }), ratio), { minLength: 2, maxLength: 8 });

  it('is never a gain, and none where all prices move together', () => {
    fc.assert(
      fc.property(legs, ratio, (pairs, together) => {
        const loss = (same: boolean) =>
          valueIn(
            weightedImpermanentLoss(pairs.map(([w, k]) => ({ weight: new Decimal(w), priceRatio: new Decimal(same ? together : k) }))),
          ).loss;
        expect(loss(false).greaterThan(0)).toBe(false);
        expect(loss(false).lessThan(-1)).toBe(false);
        expect(loss(true).isZero()).toBe(true);
      }),
    );
  });

  it('knows relative prices only', () => {
    fc.assert(
      fc.property(legs, ratio, (pairs, factor) => {
        const loss = (by: number) =>
          valueIn(weightedImpermanentLoss(pairs.map(([w, k]) => ({ weight: new Decimal(w), priceRatio: new Decimal(k).times(by) })))).loss;
        expect(loss(1).minus(loss(factor)).abs().toNumber()).toBeLessThan(1e-45);
      }),
    );
  });

  it('is everything where one token becomes worthless', () => {
    expect(valueIn(weighted(['0.5', '0'], ['0.5', '1'])).loss.toFixed()).toBe('-1');
  });

  it.each([
    [[['1', '2']], 'one-leg'],
    [[], 'one-leg'],
    [
      [
        ['0', '2'],
        ['1', '1'],
      ],
      'weight-not-positive',
    ],
    [
      [
        ['-1', '2'],
        ['2', '1'],
      ],
      'weight-not-positive',
    ],
    [
      [
        ['0.5', '-2'],
        ['0.5', '1'],
      ],
      'negative-price',
    ],
    [
      [
        ['0.5', '0'],
        ['0.5', '0'],
      ],
      'worthless',
    ],
  ] as [[string, string][], string][])('%j is unavailable: %s', (legs, reason) => {
    expect(reasonIn(weighted(...legs))).toBe(reason);
    expect(reasonIn(constantProductLoss(decimal(-1)))).toBe('negative-price');
  });
});

describe('a stable-swap pool', () => {
  // D = 2,000,000.
  it.each([
    ['100', '0.99', '1377364.99548', '624265.063781', '1987856.4093', '-0.001077181255'],
    ['100', '0.95', '1708469.28571', '300977.961209', '1924023.78263', '-0.01332113711'],
    ['100', '0.50', '1995024.96828', '68330.8724394', '1065843.35658', '-0.2894377623'],
    ['2000', '0.99', '1844599.09486', '156631.474365', '1982784.57828', '-0.00362584006'],
    ['2000', '0.95', '1934505.38717', '68753.8771852', '1906533.995', '-0.02229025898'],
    ['2000', '0.50', '1999750.0625', '15687.8394245', '1015562.87067', '-0.3229580862'],
  ])('with A = %s at a price of %s', (amplification, price, x, y, lp, loss) => {
    const outcome = valueIn(stableSwapOutcome(decimal(amplification), decimal(price)));
    const worth = outcome.lpValue.times(2_000_000);
    expect(like(lp, worth)).toBe(lp);
    expect(like(x, worth.times(outcome.cheaperShare).dividedBy(price))).toBe(x);
    expect(like(y, worth.times(decimal(1).minus(outcome.cheaperShare)))).toBe(y);
    expect(like(loss, outcome.loss)).toBe(loss);
  });

  it('holds what minimises its value on its invariant, found by another road', () => {
    // Golden-section search for the least p·x + y over x, with y from the invariant's quadratic.
    for (const [A, p] of [
      [100, 0.97],
      [2000, 0.9],
      [30, 1.08],
    ] as const) {
      const ann = 2 * A;
      const value = (x: number) => {
        const b = x + 1 / ann - 1;
        const y = (-b + Math.sqrt(b * b + 1 / (ann * x))) / 2;
        return p * x + y;
      };
      let [low, high] = [1e-6, 2];
      for (let round = 0; round < 200; round++) {
        const [left, right] = [low + (high - low) * 0.381966, high - (high - low) * 0.381966];
        if (value(left) < value(right)) high = right;
        else low = left;
      }
      expect(valueIn(stableSwapOutcome(decimal(A), decimal(String(p)))).lpValue.toNumber()).toBeCloseTo(value((low + high) / 2), 10);
    }
  });

  it('loses like x·y = k where A vanishes, and like a constant sum where it is huge', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (p) => {
        const price = new Decimal(p);
        const product = valueIn(constantProductLoss(price));
        expect(
          valueIn(stableSwapOutcome(decimal('1e-30'), price))
            .loss.minus(product)
            .abs()
            .toNumber(),
        ).toBeLessThan(1e-12);
        const drained = Decimal.min(price, 1).dividedBy(price.plus(1).dividedBy(2)).minus(1);
        expect(
          valueIn(stableSwapOutcome(decimal('1e30'), price))
            .loss.minus(drained)
            .abs()
            .toNumber(),
        ).toBeLessThan(1e-12);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same for p and 1/p, none at par, and never a gain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 1e-4, max: 1e4, noNaN: true }), (A, p) => {
        const [one, other] = [new Decimal(p), new Decimal(1).dividedBy(p)].map(
          (price) => valueIn(stableSwapOutcome(decimal(A), price)).loss,
        );
        expect(one!.minus(other!).abs().toNumber()).toBeLessThan(1e-40);
        expect(one!.greaterThan(0)).toBe(false);
        expect(valueIn(stableSwapOutcome(decimal(A), decimal(1))).loss.isZero()).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is unavailable without amplification or price', () => {
    expect(reasonIn(stableSwapOutcome(decimal(0), decimal('0.9')))).toBe('amplification-not-positive');
    expect(reasonIn(stableSwapOutcome(decimal(100), decimal(0)))).toBe('price-not-positive');
    expect(reasonIn(stableSwapOutcome(decimal(100), decimal(-1)))).toBe('price-not-positive');
  });
});
