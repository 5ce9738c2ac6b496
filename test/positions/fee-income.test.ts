import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import {
  constantProductLoss,
  expectedImpermanentLoss,
  feeApr,
  feeBreakEvenDays,
  feeShare,
  lossVersusRebalancing,
} from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

describe('fee income', () => {
  it.each([
    ['1250000', 1, '0.17109375'],
    ['7000000', 7, '0.136875'],
  ])('on a volume of %s in %i days is an APR of %s', (volume, days, apr) => {
    expect(valueIn(feeApr(decimal(volume), decimal('0.003'), decimal(8_000_000), decimal(days))).toFixed()).toBe(apr);
  });

  it('makes good a divergence loss in as many days as the table says', () => {
    const loss = valueIn(constantProductLoss(decimal('1.5')))
      .negated()
      .times(decimal(10_000).times('1.25'));
    expect(like('252.551286084109509', loss)).toBe('252.551286084109509');
    expect(like('53.8776076979433619', valueIn(feeBreakEvenDays(loss, decimal('4.6875'))))).toBe('53.8776076979433619');
    expect(valueIn(feeBreakEvenDays(decimal(0), decimal(1))).isZero()).toBe(true);
  });

  it('goes to active liquidity by its share', () => {
    expect(valueIn(feeShare(decimal(25), decimal(1000))).toFixed()).toBe('0.025');
    expect(reasonIn(feeShare(decimal(2), decimal(1)))).toBe('more-than-all');
    expect(reasonIn(feeShare(decimal(0), decimal(0)))).toBe('no-liquidity');
  });

  it.each([
    ['1', '0.003', '0', '1', 'no-liquidity'],
    ['1', '0.003', '1', '0', 'no-period'],
    ['-1', '0.003', '1', '1', 'negative-amount'],
    ['1', '-0.003', '1', '1', 'negative-amount'],
  ])('on %s at %s over %s in %s days is unavailable: %s', (volume, fee, liquidity, days, reason) => {
    expect(reasonIn(feeApr(decimal(volume), decimal(fee), decimal(liquidity), decimal(days)))).toBe(reason);
  });

  it('that does not come in makes nothing good', () => {
    expect(reasonIn(feeBreakEvenDays(decimal(1), decimal(0)))).toBe('never-breaks-even');
    expect(reasonIn(feeBreakEvenDays(decimal(-1), decimal(1)))).toBe('negative-amount');
  });
});

describe('what volatility costs a pool', () => {
  it('is σ²/8 a year to arbitrage, and an expected loss', () => {
    expect(valueIn(lossVersusRebalancing(decimal('0.8'))).toFixed()).toBe('0.08');
    expect(like('-0.0768836536133642171', valueIn(expectedImpermanentLoss(decimal('0.8'), decimal(1))))).toBe('-0.0768836536133642171');
  });

  it('is expected to lose less than the rate at which arbitrage takes, and nearly that over a short time', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3, noNaN: true }), (sigma) => {
        const rate = valueIn(lossVersusRebalancing(new Decimal(sigma)));
        expect(
          valueIn(expectedImpermanentLoss(new Decimal(sigma), decimal(1)))
            .negated()
            .lessThan(rate),
        ).toBe(true);
        const short = valueIn(expectedImpermanentLoss(new Decimal(sigma), decimal('1e-9'))).times('-1e9');
        expect(short.dividedBy(rate).minus(1).abs().toNumber()).toBeLessThan(1e-8);
      }),
    );
  });

  it('is unavailable where it has no meaning', () => {
    expect(reasonIn(lossVersusRebalancing(decimal(-1)))).toBe('negative-volatility');
    expect(reasonIn(expectedImpermanentLoss(decimal(-1), decimal(1)))).toBe('negative-volatility');
    expect(reasonIn(expectedImpermanentLoss(decimal(1), decimal(-1)))).toBe('negative-days');
  });
});
