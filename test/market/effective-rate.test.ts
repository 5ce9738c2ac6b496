import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import {
  aprToApy,
  apyToApr,
  bestHarvests,
  blockRateToApy,
  type Compounding,
  horizonReturn,
  marketCalculators,
  yearOfHarvests,
} from '../../shared/market/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

describe('APR to APY', () => {
  it.each<[string, Compounding, string]>([
    ['0.05', 12, '0.0511618978817331898'],
    ['0.05', 365, '0.0512674964674625505'],
    ['0.05', 8760, '0.051270946366460524'],
    ['0.05', 31_536_000, '0.051271096334354555'],
    ['0.05', 'continuous', '0.0512710963760240397'],
    ['0.2', 365, '0.221335858251738581'],
    ['1', 365, '1.7145674820218743'],
    ['10', 365, '19252.8327075850513'],
    ['-0.1', 12, '-0.095541625850160534'],
  ])('%s compounded %s times is %s', (apr, perYear, apy) => {
    expect(like(apy, valueIn(aprToApy(decimal(apr), perYear)))).toBe(apy);
  });

  it.each<[string, Compounding, string]>([
    ['0.05', 12, '0.0488894854037796193'],
    ['0.05', 365, '0.0487934252464057279'],
    ['0.05', 'continuous', '0.0487901641694320031'],
  ])('APY %s compounded %s times comes from %s', (apy, perYear, apr) => {
    // The table gives its digits cut off or rounded; one unit of the last place covers both.
    const computed = valueIn(apyToApr(decimal(apy), perYear));
    expect(computed.minus(apr).abs().toNumber()).toBeLessThanOrEqual(1e-19);
  });

  it('is taken back by its inverse for any rate and compounding', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.99, max: 50, noNaN: true }),
        fc.oneof(fc.integer({ min: 1, max: 31_536_000 }), fc.constant('continuous' as const)),
        (rate, perYear) => {
          const there = valueIn(aprToApy(new Decimal(rate), perYear));
          const back = valueIn(apyToApr(there, perYear));
          expect(back.minus(rate).abs().toNumber()).toBeLessThanOrEqual(1e-25 * Math.max(1, Math.abs(rate)));
        },
      ),
    );
  });

  it('rises with the number of periods towards continuous compounding', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 5, noNaN: true }), fc.integer({ min: 1, max: 100_000 }), (rate, perYear) => {
        const apr = new Decimal(rate);
        const [fewer, more, most] = [perYear, perYear + 1, 'continuous' as const].map((n) => valueIn(aprToApy(apr, n)));
        expect(fewer!.lessThan(more!)).toBe(true);
        expect(more!.lessThan(most!)).toBe(true);
      }),
    );
  });

  it('keeps the digits of tiny rates, which (1 + r/n)^n − 1 loses', () => {
    const apy = valueIn(aprToApy(decimal('1e-70'), 12));
    expect(apy.toSignificantDigits(40).equals('1e-70')).toBe(true);
    expect(
      valueIn(apyToApr(decimal('1e-70'), 'continuous'))
        .toSignificantDigits(40)
        .equals('1e-70'),
    ).toBe(true);
  });

  it('is unavailable where one period loses everything, or the year does', () => {
    expect(reasonIn(aprToApy(decimal('-12'), 12))).toBe('period-loses-everything');
    expect(reasonIn(aprToApy(decimal('-13'), 12))).toBe('period-loses-everything');
    expect(reasonIn(aprToApy(decimal('-13'), 'continuous'))).toBeNull();
    expect(reasonIn(apyToApr(decimal('-1'), 12))).toBe('rate-loses-everything');
    expect(reasonIn(apyToApr(decimal('-1.5'), 'continuous'))).toBe('rate-loses-everything');
    expect(reasonIn(aprToApy(decimal('0.05'), 0))).toBe('compounding-below-once-a-year');
    expect(reasonIn(apyToApr(decimal('0.05'), 1.5))).toBe('compounding-below-once-a-year');
  });

  it('says so where the result is too large to write down, at once', () => {
    expect(reasonIn(aprToApy(decimal('1e15'), 'continuous'))).toBe('out-of-range');
    expect(reasonIn(aprToApy(decimal('1e9000'), Number.MAX_SAFE_INTEGER))).toBe('out-of-range');
  });
});

describe('other rates', () => {
  it('annualises a rate per block as Compound v2 documents it', () => {
    const perBlock = decimal('1902587519').dividedBy('1e18');
    expect(like('0.00501248644141061565', valueIn(blockRateToApy(perBlock, decimal(7200))))).toBe('0.00501248644141061565');
  });

  it('gives over 365 days the APY itself, and over none nothing', () => {
    expect(valueIn(horizonReturn(decimal('0.07'), decimal(365))).toDecimalPlaces(50)).toEqual(decimal('0.07'));
    expect(valueIn(horizonReturn(decimal('0.07'), decimal(0))).isZero()).toBe(true);
    expect(reasonIn(horizonReturn(decimal('0.07'), decimal(-1)))).toBe('negative-days');
  });

  it('finds the number of harvests that leaves most, against trying all of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 100_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 50 }),
        (value, percent, cost) => {
          const [V, apr, g] = [decimal(value), decimal(percent).dividedBy(100), decimal(cost)];
          const best = bestHarvests(V, apr, g);
          const gain = (n: number) => value * ((1 + percent / 100 / n) ** n - 1) - n * cost;
          const most = Math.max(...Array.from({ length: 400 }, (_, index) => gain(index + 1)));
          expect(gain(best)).toBeGreaterThanOrEqual(most - 1e-9 * value);
          expect(valueIn(yearOfHarvests(V, apr, g, best)).toNumber()).toBeCloseTo(gain(best), 6);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('the calculators of market', () => {
  const [toApy, toApr] = marketCalculators;

  it('take a count as number or text and give 34 digits with a trail', () => {
    for (const perYear of [12, '12']) {
      const input = toApy!.input.parse({ apr: '0.05', perYear });
      expect(toApy!.run(input)).toMatchObject({
        ok: { apy: '0.0511618978817331898048738909608001' },
        trail: [
          {
            figure: 'apy',
            formula: 'apy = (1 + apr/n)^n − 1',
            inputs: [
              { name: 'apr', value: '0.05' },
              { name: 'perYear', value: '12' },
            ],
          },
        ],
      });
    }
    expect(toApr!.run(toApr!.input.parse({ apy: '0.05', perYear: 'continuous' }))).toMatchObject({
      ok: { apr: '0.04879016416943200306537440422316466' },
    });
  });

  it.each([
    [{ apr: 0.05, perYear: 12 }, 'apr'],
    [{ apr: '5%', perYear: 12 }, 'apr'],
    [{ apr: '', perYear: 12 }, 'apr'],
    [{ apr: '0.05', perYear: 0 }, 'perYear'],
    [{ apr: '0.05', perYear: '0' }, 'perYear'],
    [{ apr: '0.05', perYear: -1 }, 'perYear'],
    [{ apr: '0.05', perYear: 1.5 }, 'perYear'],
    [{ apr: '0.05', perYear: '1e3' }, 'perYear'],
    [{ apr: '0.05', perYear: 'daily' }, 'perYear'],
    [{ apr: '0.05' }, 'perYear'],
    [{ apr: '0.05', perYear: 12, period: 'month' }, ''],
  ])('refuse %j at the field', (input, path) => {
    const parsed = toApy!.input.safeParse(input);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });

  it('answer schemas that their own answers fit', () => {
    const answer = toApy!.run({ apr: '-0.1', perYear: 365 });
    expect(toApy!.ok.safeParse('ok' in answer ? answer.ok : null).success).toBe(true);
  });
});
