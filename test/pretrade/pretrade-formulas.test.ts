import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, type Figure, isKnown, ONE } from '../../shared/figures/index.ts';
import {
  annualFunding,
  averageTrueRange,
  blendedFee,
  breakEven,
  coinNotional,
  continuousRates,
  type ContinuousMargin,
  type FeeSchedule,
  fundingCost,
  fundingRange,
  fundingScenarios,
  fundingSettlements,
  inverseBreakEven,
  inverseSizeFromMaxLoss,
  limitUse,
  liquidationDistance,
  maximumLeverage,
  type OpenInterestMargin,
  openInterestRates,
  optionFee,
  optionMargin,
  ownFeeTier,
  portfolioMarginRefused,
  requiredMargin,
  riskPerTrade,
  sizeFromMaxLoss,
  tierAt,
  type TieredMargin,
  tradingFee,
  worstDailyMove,
} from '../../shared/pretrade/index.ts';

const d = (value: string | number | Decimal) => new Decimal(value);
function ok<T>(figure: Figure<T>): T {
  if (!isKnown(figure)) throw new Error(`${figure.unavailable.reason}: ${figure.unavailable.message}`);
  return figure.ok;
}
function reason(figure: Figure<unknown>): string {
  return isKnown(figure) ? 'known' : figure.unavailable.reason;
}
const about = { venue: 'made', asOf: '2025-09-17T08:00:00.000Z', source: 'made' };

describe('margin', () => {
  const deribit: ContinuousMargin = {
    ...about,
    shape: 'continuous',
    instrument: 'BTC_USDC-PERPETUAL',
    settlement: 'linear',
    initialBase: '0.02',
    initialPerUnit: '0.00005',
    maintenanceBase: '0.01',
    maintenancePerUnit: '0.00005',
    maxLeverage: '50',
  };
  const dydx: OpenInterestMargin = {
    ...about,
    shape: 'open-interest',
    instrument: 'BTC-USD',
    settlement: 'linear',
    initialRate: '0.05',
    maintenanceRate: '0.03',
    openInterest: '600',
    lowerCap: '20000000',
    upperCap: '50000000',
  };
  const binance: TieredMargin = {
    ...about,
    shape: 'tiers',
    instrument: 'BTCUSDT',
    settlement: 'linear',
    unit: 'quote',
    amounts: 'given',
    tiers: [
      { floor: '0', cap: '50000', rate: '0.004', amount: '0', maxLeverage: '125' },
      { floor: '50000', cap: '250000', rate: '0.005', amount: '50', initialRate: '0.01' },
      { floor: '250000', cap: '1000000', rate: '0.01', amount: '1300' },
    ],
  };

  it('Deribit: 25 BTC at 100,000 need 53,125 and 28,125', () => {
    const { initial, maintenance } = ok(continuousRates(deribit, d(25)));
    expect(initial.toFixed()).toBe('0.02125');
    expect(initial.times(2_500_000).toFixed()).toBe('53125');
    expect(maintenance.times(2_500_000).toFixed()).toBe('28125');
    expect(ok(maximumLeverage(deribit, d(25), d(100_000))).toFixed(4)).toBe('47.0588');
    expect(ok(maximumLeverage(deribit, d('0.1'), d(100_000))).toFixed(4)).toBe('49.9875');
  });

  it('dYdX: open interest between the caps scales the initial rate', () => {
    expect(ok(openInterestRates(dydx, d(50_000))).initial.toFixed(6)).toBe('0.366667');
    expect(ok(openInterestRates(dydx, d(10_000))).initial.toFixed()).toBe('0.05');
    expect(ok(openInterestRates(dydx, d(1_000_000))).initial.toFixed()).toBe('1');
    expect(ok(openInterestRates({ ...dydx, lowerCap: '0', upperCap: '0' }, d(50_000))).initial.toFixed()).toBe('0.05');
    const { openInterest: _, ...untold } = dydx;
    expect(reason(openInterestRates(untold, d(50_000)))).toBe('open-interest-unknown');
  });

  it('a row holds sizes above its floor and up to its cap', () => {
    const tier = (notional: number) => ok(tierAt(binance, d(notional), ONE)).tier;
    expect([tier(1), tier(50_000), tier(50_000.01), tier(250_000), tier(1_000_000)]).toEqual([1, 1, 2, 2, 3]);
    expect(reason(tierAt(binance, d(1_000_001), ONE))).toBe('beyond-the-table');
  });

  it('the most leverage is the row’s, or one over its initial rate, or unknown', () => {
    expect(ok(maximumLeverage(binance, d(1), d(40_000))).toFixed()).toBe('125');
    expect(ok(maximumLeverage(binance, d(4), d(50_000))).toFixed()).toBe('100');
    expect(reason(maximumLeverage(binance, d(10), d(50_000)))).toBe('unknown-maximum');
  });

  it('contracts are told from units by their size', () => {
    const okx: TieredMargin = {
      ...binance,
      unit: 'contracts',
      contractSize: '0.01',
      contractUnit: 'base',
      amounts: 'whole',
      tiers: [
        { floor: '0', cap: '500', rate: '0.004', amount: '0' },
        { floor: '500', cap: '1000', rate: '0.005', amount: '0' },
      ],
    };
    // Five coins are 500 contracts, whatever they cost.
    expect([ok(tierAt(okx, d(5), d(1))).tier, ok(tierAt(okx, d('5.01'), d(1_000_000))).tier]).toEqual([1, 2]);
    const { contractSize: _, ...unsized } = okx;
    expect(reason(tierAt(unsized, d(5), d(1)))).toBe('unit-unknown');
  });

  it('required margin is notional over leverage, with both fees', () => {
    const long = { kind: 'linear' as const, side: 'long' as const, entry: d(50_000), quantity: d(2) };
    const needed = ok(requiredMargin(long, d(10), { open: d('0.0005'), close: d('0.0005') }));
    // Bankrupt at 45,000: closing there costs 45 of fee.
    expect([needed.initial, needed.openFee, needed.closeFee, needed.total].map((each) => each.toFixed())).toEqual([
      '10000',
      '50',
      '45',
      '10095',
    ]);
    const coin = ok(requiredMargin({ kind: 'inverse', side: 'short', entry: d(50_000), quantity: d(100_000) }, d(4)));
    expect(coin.total.toFixed()).toBe('0.5');
    expect(reason(requiredMargin(long, d(0)))).toBe('not-positive');
  });

  it('a bought option needs its premium; a written one and portfolio margin are refused with the reason', () => {
    expect(ok(optionMargin('long', d(3), d('0.05'))).toFixed()).toBe('0.15');
    expect(reason(optionMargin('short', d(3), d('0.05')))).toBe('written-option');
    expect(portfolioMarginRefused().unavailable).toMatchObject({
      reason: 'portfolio-margin',
      message: expect.stringContaining('whole account'),
    });
  });
});

describe('distance', () => {
  it('as a fraction, in ranges and in worst days', () => {
    const distance = ok(liquidationDistance('long', d(50_000), d(45_000), { averageRange: d(2_000), worstMove: d('0.05') }));
    expect([distance.fraction, distance.ranges, distance.worstMoves].map(String)).toEqual(['0.1', '2.5', '2']);
    expect(ok(liquidationDistance('short', d(50_000), d(60_000)))).toEqual({ fraction: d('0.2') });
    expect(reason(liquidationDistance('short', d(50_000), d(49_000)))).toBe('already-liquidated');
  });

  it('ranges reach over the close before, and moves go against the side', () => {
    const bar = (high: number, low: number, close: number) => ({ high: d(high), low: d(low), close: d(close) });
    const bars = [bar(105, 95, 100), bar(112, 108, 110), bar(111, 88, 90)];
    expect(ok(averageTrueRange(bars)).toFixed()).toBe('17.5');
    expect(ok(worstDailyMove('long', bars)).toFixed()).toBe(d(22).dividedBy(110).toFixed());
    expect(ok(worstDailyMove('short', bars)).toFixed()).toBe('0.12');
    expect(reason(averageTrueRange(bars.slice(0, 1)))).toBe('too-few-observations');
  });
});

describe('funding', () => {
  const hours = (text: string) => Date.parse(text);

  it('fourteen days of eight hours are 42 settlements, and cost 4,200', () => {
    const count = ok(fundingSettlements(hours('2025-09-01T00:00:00Z'), hours('2025-09-15T00:00:00Z'), d(8)));
    expect(count.toFixed()).toBe('42');
    expect(ok(fundingCost('long', d(1_000_000), d('0.0001'), count)).toFixed()).toBe('4200');
    expect(ok(fundingCost('short', d(1_000_000), d('0.0001'), count)).toFixed()).toBe('-4200');
  });

  it('opened at a settlement it is not paid, closed at one it is', () => {
    expect(ok(fundingSettlements(hours('2025-09-01T08:00:00Z'), hours('2025-09-02T08:00:00Z'), d(8))).toFixed()).toBe('3');
    expect(ok(fundingSettlements(hours('2025-09-01T07:59:59.999Z'), hours('2025-09-01T08:00:00Z'), d(8))).toFixed()).toBe('1');
    expect(reason(fundingSettlements(1, 0, d(8)))).toBe('closes-before-it-opens');
    expect(reason(fundingSettlements(0, 1, d(0)))).toBe('not-positive');
  });

  it('counts the multiples of the interval that lie in (open, close]', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), fc.constantFrom(1, 4, 8), (from, more, interval) => {
        const [open, close] = [from * 1_800_000, (from + more) * 1_800_000];
        let expected = 0;
        for (let at = 0; at <= close; at += interval * 3_600_000) if (at > open) expected += 1;
        expect(ok(fundingSettlements(open, close, d(interval))).toNumber()).toBe(expected);
      }),
    );
  });

  it('0.01 % for eight hours and 0.00125 % for one are the same year', () => {
    expect(ok(annualFunding(d('0.0001'), d(8))).toFixed()).toBe('0.1095');
    expect(ok(annualFunding(d('0.0000125'), d(1))).toFixed()).toBe('0.1095');
  });

  it('a range from what was settled, cheapest first for either side', () => {
    const rates = ok(fundingRange(['-3', '-1', '0', '1', '1', '1', '2', '2', '3', '9'].map((rate) => d(rate).dividedBy(10_000))));
    expect([rates.low, rates.base, rates.high].map(String)).toEqual(['-0.0003', '0.0001', '0.0003']);
    const costs = ok(fundingScenarios('short', d(10_000), rates, d(3)));
    expect([costs.low, costs.base, costs.high].map(String)).toEqual(['-9', '-3', '9']);
    expect(reason(fundingRange([d('0.0001')]))).toBe('too-few-observations');
    expect(reason(fundingScenarios('long', d(1), { low: d(2), base: d(1), high: d(3) }, d(1)))).toBe('rates-unsorted');
  });
});

describe('fees', () => {
  const schedule: FeeSchedule = {
    ...about,
    product: 'perpetual',
    currency: 'USD',
    conditions: 'all',
    tiers: [
      { name: 'VIP 0', minimums: { volume: '0', token: '0' }, maker: '0.0002', taker: '0.0005' },
      { name: 'VIP 1', minimums: { volume: '15000000', token: '25' }, maker: '0.00016', taker: '0.0004' },
      { name: 'VIP 2', minimums: { volume: '50000000', token: '100' }, maker: '0.00014', taker: '0.00035' },
    ],
  };
  const name = (conditions: FeeSchedule['conditions'], standing: Parameters<typeof ownFeeTier>[1]) =>
    ok(ownFeeTier({ ...schedule, conditions }, standing)).tier.name;

  it('all: the last row of which everything is met, and what is unknown is not met', () => {
    expect(name('all', { volume: d(60_000_000), token: d(30) })).toBe('VIP 1');
    expect(name('all', { volume: d(60_000_000) })).toBe('VIP 0');
    expect(name('all', {})).toBe('VIP 0');
  });

  it('any: one is enough; best-of: the cheapest that one reaches', () => {
    expect(name('any', { volume: d(1), token: d(100) })).toBe('VIP 2');
    const odd = { ...schedule, conditions: 'best-of' as const, tiers: [...schedule.tiers].toReversed() };
    expect(ok(ownFeeTier(odd, { volume: d(15_000_000) })).tier.name).toBe('VIP 1');
  });

  it('no row at all is told', () => {
    expect(reason(ownFeeTier({ ...schedule, tiers: schedule.tiers.slice(1) }, {}))).toBe('no-tier');
  });

  it('Kraken: 100,000 dollars at 50,000 cost 0.0008 BTC as taker and 0.0003 as maker', () => {
    const coin = ok(coinNotional(d(100_000), d(50_000)));
    expect(ok(tradingFee(coin, d('0.0004'), 'taker')).net.toFixed()).toBe('0.0008');
    expect(ok(tradingFee(coin, d('0.00015'), 'maker')).net.toFixed()).toBe('0.0003');
  });

  it('Deribit: the cap bites below a premium of 0.0024', () => {
    const fee = (premium: string) => ok(optionFee(ONE, d('0.0003'), d(premium), d('0.125'))).toFixed();
    expect([fee('0.05'), fee('0.0024'), fee('0.0016')]).toEqual(['0.0003', '0.0003', '0.0002']);
  });

  it('a blend of maker and taker', () => {
    expect(ok(blendedFee(d(3_000_000), d('0.6'), { maker: d('0.000125'), taker: d('0.0003') })).toFixed()).toBe('585');
    expect(reason(blendedFee(ONE, d(60), { maker: ONE, taker: ONE }))).toBe('share-outside-range');
  });

  it('a token’s discount is a line of its own, and a rebate is not discounted', () => {
    const discount = { label: 'BNB', share: '0.1', appliesTo: 'both' as const };
    const fee = ok(tradingFee(d(100_000), d('0.0005'), 'taker', discount));
    expect([fee.gross, fee.discount, fee.net].map(String)).toEqual(['50', '5', '45']);
    expect(ok(tradingFee(d(100_000), d('-0.00005'), 'maker', discount)).discount.isZero()).toBe(true);
    expect(ok(tradingFee(d(100_000), d('0.0005'), 'taker', { ...discount, appliesTo: 'maker' })).net.toFixed()).toBe('50');
  });
});

describe('break-even and size', () => {
  const fees = { in: d('0.0005'), out: d('0.0005') };
  const rate = fc.integer({ min: -5, max: 50 }).map((tenth) => d(tenth).dividedBy(100_000));
  const price = fc.integer({ min: 100, max: 10_000_000 }).map((cents) => d(cents).dividedBy(100));
  const side = fc.constantFrom('long' as const, 'short' as const);

  it('the published cases', () => {
    expect(ok(breakEven('long', d(50_000), d(2), fees, d(420))).toFixed(4)).toBe('50260.1301');
    expect(ok(sizeFromMaxLoss(d(5_000), d(50_000), d(48_500), fees)).toFixed(8)).toBe('3.22736808');
  });

  it('at the break-even price the position has earned nothing, linear and inverse', () => {
    fc.assert(
      fc.property(side, price, price, rate, rate, fc.integer({ min: -100, max: 100 }), (direction, entry, quantity, into, out, paid) => {
        const s = direction === 'long' ? 1 : -1;
        const funding = entry.times(quantity).times(paid).dividedBy(10_000);
        const exit = ok(breakEven(direction, entry, quantity, { in: into, out }, funding));
        const profit = exit.minus(entry).times(s).times(quantity);
        const costs = quantity.times(entry).times(into).plus(quantity.times(exit).times(out)).plus(funding);
        expect(profit.minus(costs).abs().lessThan('1e-35')).toBe(true);

        const coins = quantity.dividedBy(entry).times(paid).dividedBy(10_000);
        const coinExit = ok(inverseBreakEven(direction, entry, quantity, { in: into, out }, coins));
        const coinProfit = ONE.dividedBy(entry).minus(ONE.dividedBy(coinExit)).times(s).times(quantity);
        const coinCosts = quantity.dividedBy(entry).times(into).plus(quantity.dividedBy(coinExit).times(out)).plus(coins);
        expect(coinProfit.minus(coinCosts).abs().lessThan('1e-35')).toBe(true);
      }),
    );
  });

  it('the sized position loses just the limit at its stop, linear and inverse', () => {
    fc.assert(
      fc.property(price, price, rate, rate, fc.integer({ min: 1, max: 1_000_000 }), (entry, stop, into, out, loss) => {
        fc.pre(!entry.equals(stop) && into.plus(out).isPositive());
        const quantity = ok(sizeFromMaxLoss(d(loss), entry, stop, { in: into, out }));
        const lost = quantity.times(entry.minus(stop).abs()).plus(quantity.times(entry).times(into)).plus(quantity.times(stop).times(out));
        expect(lost.minus(loss).abs().lessThan('1e-40')).toBe(true);
        const face = ok(inverseSizeFromMaxLoss(d(loss), entry, stop, { in: into, out }));
        const coin = face.dividedBy(entry).minus(face.dividedBy(stop)).abs();
        expect(coin.plus(face.dividedBy(entry).times(into)).plus(face.dividedBy(stop).times(out)).minus(loss).abs().lessThan('1e-40')).toBe(
          true,
        );
      }),
    );
  });

  it.each([
    ['stop-at-entry', () => sizeFromMaxLoss(d(1), d(100), d(100), fees)],
    ['not-positive', () => sizeFromMaxLoss(d(0), d(100), d(90), fees)],
    ['not-positive', () => sizeFromMaxLoss(d(1), d(100), d(90), fees, d(-1))],
    ['fee-outside-range', () => sizeFromMaxLoss(d(1), d(100), d(90), { in: d('0.5'), out: d(0) })],
    ['fee-outside-range', () => breakEven('long', d(100), d(1), { in: d(5), out: d(5) })],
    ['not-positive', () => breakEven('long', d(100), d(0), fees)],
    ['no-break-even', () => breakEven('short', d(100), d(1), fees, d(200))],
    ['no-break-even', () => inverseBreakEven('long', d(100), d(1), fees, d('0.01'))],
  ])('%s', (expected, run) => {
    expect(reason(run())).toBe(expected);
  });

  it('a fixed fraction, capped at half of Kelly’s', () => {
    expect(ok(riskPerTrade(d(100_000), d('0.01')))).toMatchObject({ cappedByKelly: false, amount: d(1_000) });
    // p = 0.4, b = 2: Kelly 0.1, half of it 0.05.
    const edge = { winShare: d('0.4'), payoff: d(2) };
    expect(ok(riskPerTrade(d(100_000), d('0.1'), edge))).toMatchObject({ cappedByKelly: true, fraction: d('0.05') });
    expect(ok(riskPerTrade(d(100_000), d('0.02'), edge)).cappedByKelly).toBe(false);
    expect(reason(riskPerTrade(d(100_000), d('0.02'), { winShare: d('0.3'), payoff: d(2) }))).toBe('no-edge');
    expect(reason(riskPerTrade(d(100_000), d(2)))).toBe('fraction-outside-range');
  });

  it('limits are green below 70 %, amber below 90 %, red from there', () => {
    const band = (exposure: string) => ok(limitUse(d(exposure), d(100))).band;
    expect([band('69.9'), band('70'), band('89.9'), band('90'), band('130')]).toEqual(['green', 'amber', 'amber', 'red', 'red']);
    expect(reason(limitUse(d(1), d(0)))).toBe('no-limit');
  });
});
