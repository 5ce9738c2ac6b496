import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, isKnown } from '../../shared/figures/index.ts';
import {
  accountHealth,
  collateralLiquidationPrice,
  jumpRateCurve,
  lendingRates,
  loop,
  type RateCurve,
} from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

const aave: RateCurve = {
  base: decimal(0),
  slope1: decimal('0.055'),
  slope2: decimal('0.6'),
  optimal: decimal('0.9'),
  reserveFactor: decimal('0.1'),
};
const compound = jumpRateCurve(decimal('0.02'), decimal('0.1'), decimal('3'), decimal('0.8'), decimal('0.15'));

describe('lending rates', () => {
  it.each([
    [aave, '0.45', '0.0275', '0.0111375'],
    [aave, '0.9', '0.055', '0.04455'],
    [aave, '0.95', '0.355', '0.303525'],
    [aave, '1', '0.655', '0.5895'],
    [aave, '0', '0', '0'],
    [compound, '0.5', '0.07', '0.02975'],
    [compound, '0.8', '0.1', '0.068'],
    [compound, '0.9', '0.4', '0.306'],
  ])('of a curve at a utilisation: borrow and supply', (curve, utilisation, borrow, supply) => {
    const { borrowApr, supplyApr } = valueIn(lendingRates(decimal(utilisation), curve));
    expect(like(`${borrow}0000000000`, borrowApr)).toBe(borrow);
    expect(like(`${supply}0000000000`, supplyApr)).toBe(supply);
  });

  it('never fall as utilisation rises, and do not jump at the bend', () => {
    const utilisation = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(utilisation, utilisation, (one, two) => {
        const [less, more] = [Math.min(one, two), Math.max(one, two)].map((u) => valueIn(lendingRates(new Decimal(u), aave)));
        expect(more!.borrowApr.greaterThanOrEqualTo(less!.borrowApr)).toBe(true);
        expect(more!.supplyApr.greaterThanOrEqualTo(less!.supplyApr)).toBe(true);
      }),
    );
    const [at, past] = ['0.9', '0.9000000000000000001'].map((u) => valueIn(lendingRates(decimal(u), aave)).borrowApr);
    expect(past!.minus(at!).toNumber()).toBeLessThan(1e-17);
  });

  it('go on beyond full utilisation, as bad debt makes it', () => {
    expect(valueIn(lendingRates(decimal('1.1'), aave)).borrowApr.toFixed()).toBe('1.255');
  });

  it.each([
    [{ ...aave }, '-0.01', 'negative-utilisation'],
    [{ ...aave, optimal: decimal('-0.1') }, '0.5', 'optimal-outside-range'],
    [{ ...aave, optimal: decimal('90') }, '0.5', 'optimal-outside-range'],
    [{ ...aave, optimal: decimal('1') }, '1.01', 'beyond-the-curve'],
    [{ ...aave, reserveFactor: decimal('1.1') }, '0.5', 'reserve-factor-outside-range'],
  ])('are unavailable outside their domain', (curve, utilisation, reason) => {
    expect(reasonIn(lendingRates(decimal(utilisation), curve))).toBe(reason);
  });
});

const CURVES = '../shared/data/yield/lending/aave_v3_rate_curve_changes_ray.csv';

describe.skipIf(!existsSync(CURVES))('the rate curves that Aave really set', () => {
  const [head, ...lines] = existsSync(CURVES) ? readFileSync(CURVES, 'utf8').trim().split('\n') : [''];
  const names = head!.split(',');
  const curves = lines.flatMap((line) => {
    const cells = line.split(',');
    const ray = (name: string) => new Decimal(cells[names.indexOf(name)]!).dividedBy('1e27');
    return ['before', 'after'].map((when) => ({
      base: ray(`base_${when}`),
      slope1: ray(`slope1_${when}`),
      slope2: ray(`slope2_${when}`),
      optimal: ray(`uopt_${when}`),
      reserveFactor: decimal('0.1'),
    }));
  });

  it('all bend at base + slope1 and end at base + slope1 + slope2', () => {
    expect(curves.length).toBeGreaterThan(300);
    for (const curve of curves) {
      expect(valueIn(lendingRates(curve.optimal, curve)).borrowApr.minus(curve.base.plus(curve.slope1)).abs().toNumber()).toBeLessThan(
        1e-50,
      );
      const most = curve.base.plus(curve.slope1).plus(curve.optimal.lessThan(1) ? curve.slope2 : 0);
      expect(
        valueIn(lendingRates(decimal(1), curve))
          .borrowApr.minus(most)
          .abs()
          .toNumber(),
      ).toBeLessThan(1e-50);
    }
  });
});

const ether = { amount: decimal(10), price: decimal(3000), liquidationThreshold: decimal('0.83') };
const dollars = { amount: decimal(5000), price: decimal(1), liquidationThreshold: decimal('0.78') };
const owed = (amount: number) => [{ amount: decimal(amount), price: decimal(1) }];

describe('the health of a borrowing account', () => {
  it('is collateral by its thresholds over debt, and its liquidation price where it is 1', () => {
    const health = valueIn(accountHealth([ether], owed(15_000)));
    expect(health.healthFactor.toFixed()).toBe('1.66');
    expect(like('1807.2289156626506', valueIn(collateralLiquidationPrice([ether], owed(15_000), 0)))).toBe('1807.2289156626506');
    const both = valueIn(accountHealth([ether, dollars], owed(20_000)));
    expect(both.healthFactor.toFixed()).toBe('1.44');
    expect(like('1939.75903614457831', valueIn(collateralLiquidationPrice([ether, dollars], owed(20_000), 0)))).toBe('1939.75903614457831');
  });

  it('is 1 at the liquidation price, and after the common shock', () => {
    const amount = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 4 }), amount, (holdings, debt) => {
        const collateral = holdings.map(([a, p]) => ({
          amount: new Decimal(a),
          price: new Decimal(p),
          liquidationThreshold: decimal('0.8'),
        }));
        const debts = [{ amount: new Decimal(debt), price: decimal(1) }];
        const { commonShock } = valueIn(accountHealth(collateral, debts));
        const shocked = collateral.map((one) => ({ ...one, price: one.price.times(decimal(1).minus(commonShock)) }));
        expect(valueIn(accountHealth(shocked, debts)).healthFactor.minus(1).abs().toNumber()).toBeLessThan(1e-40);
        const price = collateralLiquidationPrice(collateral, debts, 0);
        const fallen = isKnown(price) ? [{ ...collateral[0]!, price: price.ok }, ...collateral.slice(1)] : shocked;
        expect(valueIn(accountHealth(fallen, debts)).healthFactor.minus(1).abs().toNumber()).toBeLessThan(1e-40);
      }),
    );
  });

  it('below 1 wants prices to rise', () => {
    const { healthFactor, commonShock } = valueIn(accountHealth([ether], owed(30_000)));
    expect(healthFactor.toFixed()).toBe('0.83');
    expect(commonShock.lessThan(0)).toBe(true);
  });

  it.each([
    [[ether], [], 'no-debt'],
    [[ether], owed(0), 'no-debt'],
    [[], [], 'no-debt'],
    [[], owed(1), 'no-collateral'],
    [[{ ...ether, liquidationThreshold: decimal(0) }], owed(1), 'no-collateral'],
    [[{ ...ether, amount: decimal(-1) }], owed(1), 'negative-amount'],
    [[ether], owed(-1), 'negative-amount'],
    [[{ ...ether, liquidationThreshold: decimal(83) }], owed(1), 'threshold-outside-range'],
  ])('is unavailable where it has no meaning', (collateral, debt, reason) => {
    expect(reasonIn(accountHealth(collateral, debt))).toBe(reason);
  });

  it('knows collateral whose fall alone cannot matter', () => {
    expect(reasonIn(collateralLiquidationPrice([ether, dollars], owed(3000), 0))).toBe('cannot-be-liquidated');
    expect(reasonIn(collateralLiquidationPrice([ether], owed(3000), 1))).toBe('no-collateral');
    expect(reasonIn(collateralLiquidationPrice([ether], [], 0))).toBe('no-debt');
  });
});

describe('a loop', () => {
  const rates = { supplyApr: decimal('0.03'), borrowApr: decimal('0.02') };
  const [ltv, threshold] = [decimal('0.8'), decimal('0.83')];

  it('without end earns the closed form', () => {
    expect(like('0.0700000000', valueIn(loop(rates, ltv, threshold, 'without-end')).netApr)).toBe('0.07');
  });

  it('of N rounds is the sum of its rounds, and nears the endless one', () => {
    for (const rounds of [1, 2, 10]) {
      let [supplied, borrowed, last] = [1, 0, 1];
      for (let round = 0; round < rounds; round++) {
        last *= 0.8;
        supplied += last;
        borrowed += last;
      }
      const result = valueIn(loop(rates, ltv, threshold, rounds));
      expect(result.netApr.toNumber()).toBeCloseTo(supplied * 0.03 - borrowed * 0.02, 14);
      expect(result.leverage.toNumber()).toBeCloseTo(supplied, 12);
      expect(result.healthFactor.toNumber()).toBeCloseTo((supplied * 0.83) / borrowed, 12);
    }
    expect(valueIn(loop(rates, ltv, threshold, 500)).netApr.toNumber()).toBeCloseTo(0.07, 14);
  });

  it('shows how far it is from liquidation, which more rounds shorten', () => {
    const distances = [1, 3, 10, 'without-end' as const].map((rounds) =>
      valueIn(loop(rates, ltv, threshold, rounds)).liquidationDistance.toNumber(),
    );
    expect([...distances].sort((a, b) => b - a)).toEqual(distances);
    expect(distances.at(-1)).toBeCloseTo(1 - 0.8 / 0.83, 12);
  });

  it.each([
    ['1', '0.83', 3, 'loan-to-value-outside-range'],
    ['0', '0.83', 3, 'loan-to-value-outside-range'],
    ['0.8', '83', 3, 'threshold-outside-range'],
    ['0.8', '0.83', 0, 'no-loops'],
    ['0.8', '0.83', 1.5, 'no-loops'],
  ])('at %s with threshold %s and %s rounds is unavailable: %s', (value, liquidation, rounds, reason) => {
    expect(reasonIn(loop(rates, decimal(value), decimal(liquidation), rounds))).toBe(reason);
  });
});
