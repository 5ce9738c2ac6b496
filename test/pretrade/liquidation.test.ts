import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, type Figure, isKnown, ONE, ZERO } from '../../shared/figures/index.ts';
import {
  type Bracket,
  bankruptcyPrice,
  bracketsOf,
  bracketsOfRows,
  equityAt,
  liquidationPrice,
  liquidationWithMaintenanceAtEntry,
  type MarginedPosition,
  type MarginTier,
  notionalAt,
  withDerivedAmounts,
} from '../../shared/pretrade/index.ts';

const VECTORS = new URL('../../../shared/data/vectors/venues-otc.json', import.meta.url);
/** What a check of a property answers when it held; else it names what broke it. */
const HOLDS = { failed: false, counterexample: null };
const d = (value: string | number | Decimal) => new Decimal(value);

/** Binance's BTCUSDT brackets of March 2021 as announced; amounts derived. */
const BINANCE: readonly (readonly [string, string, string])[] = [
  ['0', '50000', '0.004'],
  ['50000', '250000', '0.005'],
  ['250000', '1000000', '0.01'],
  ['1000000', '10000000', '0.025'],
  ['10000000', '20000000', '0.05'],
];

function rows(table: readonly (readonly [string, string | null, string, string?])[]): MarginTier[] {
  return table.map(([floor, cap, rate, amount = '0']) => ({ floor, cap, rate, amount }));
}
const flat = (rate: string, amount = '0') => rows([['0', null, rate, amount]]);

function ok<T>(figure: Figure<T>): T {
  if (!isKnown(figure)) throw new Error(`${figure.unavailable.reason}: ${figure.unavailable.message}`);
  return figure.ok;
}
function reason(figure: Figure<unknown>): string {
  return isKnown(figure) ? 'known' : figure.unavailable.reason;
}

function liquidation(position: MarginedPosition, tiers: readonly MarginTier[]) {
  return liquidationPrice(position, ok(bracketsOfRows(tiers)));
}
function position(
  kind: 'linear' | 'inverse',
  side: 'long' | 'short',
  entry: string,
  quantity: string,
  marginBalance: string,
): MarginedPosition {
  return { kind, side, entry: d(entry), quantity: d(quantity), marginBalance: d(marginBalance) };
}

describe('liquidation prices as published', () => {
  it('dYdX: short 3 ETH from 3000 with 1000 of equity', () => {
    expect(ok(liquidation(position('linear', 'short', '3000', '3', '1000'), flat('0.05'))).price.toFixed(2)).toBe('3174.60');
  });

  it('Binance: the tier is the one at the liquidation price, not at entry', () => {
    const found = ok(liquidation(position('linear', 'long', '50000', '21', '210000'), withDerivedAmounts(rows(BINANCE))));
    expect(found.price.toFixed(2)).toBe('40341.51');
    expect(found.tier).toBe(3);
  });

  it('Bybit: an inverse long, by the formula of 2026 and by the older one', () => {
    const long = position('inverse', 'long', '50000', '60000', '0.12');
    expect(ok(liquidation(long, flat('0.005'))).price.toFixed(2)).toBe('45681.82');
    expect(ok(liquidationWithMaintenanceAtEntry(long, d('0.005'), ZERO)).toFixed(2)).toBe('45662.10');
  });

  it('Bybit: the older cross example, with its bankruptcy price', () => {
    const long = position('inverse', 'long', '8000', '10000', '0.5');
    expect(ok(bankruptcyPrice(long, d('0.00075'))).toFixed(2)).toBe('5718.57');
    expect(ok(liquidationWithMaintenanceAtEntry(long, d('0.005'), d('0.00075'))).toFixed(2)).toBe('5739.08');
  });

  it('Binance COIN-M: the forum’s example, and what the newer amount makes of it', () => {
    const long = position('inverse', 'long', '45000', '10000000', '101');
    expect(ok(liquidation(long, flat('0.125', '11.81'))).price.toFixed(9)).toBe('33578.859744834');
    // The venue printed 33,599.40; two cents are the rounding of the amount, 18 dollars were the wrong one.
    expect(
      ok(liquidation(long, flat('0.125', '11.605')))
        .price.minus('33599.40')
        .abs()
        .toNumber(),
    ).toBeLessThan(0.05);
  });

  it('a cross account: the maintenance and the profit of other positions count', () => {
    const alone = position('linear', 'long', '50000', '1', '6000');
    const crossed = { ...alone, otherMaintenance: d('500'), otherPnl: d('-500') };
    expect(ok(liquidation(crossed, flat('0.004'))).price).toEqual(
      ok(liquidation(position('linear', 'long', '50000', '1', '5000'), flat('0.004'))).price,
    );
  });

  it('a fee for closing moves the price towards the entry', () => {
    const long = position('linear', 'long', '50000', '1', '5000');
    expect(
      ok(liquidation({ ...long, closeFee: d('0.0005') }, flat('0.004'))).price.greaterThan(ok(liquidation(long, flat('0.004'))).price),
    ).toBe(true);
  });
});

describe.skipIf(!existsSync(VECTORS))('liquidation prices of the reference file', () => {
  interface Vector {
    id: string;
    model: string;
    side: 'long' | 'short';
    entry: string;
    qty?: string;
    usd_qty?: string;
    equity?: string;
    coin_equity?: string;
    mmr?: string;
    cum?: string;
    liq: string | null;
    tier_at_liq?: number;
  }
  const file = existsSync(VECTORS) ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Record<string, unknown>) : {};
  const vectors = (file['liquidation'] ?? []) as Vector[];
  const table = (file['tier_tables'] as Record<string, { rows: [number, number, number, number][] }> | undefined)?.['binance_2021_btcusdt'];

  it.each(vectors.filter(({ model }) => !model.endsWith('old_bybit')).map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    const kind = vector.model.startsWith('linear') ? 'linear' : 'inverse';
    const held = position(kind, vector.side, vector.entry, vector.qty ?? vector.usd_qty ?? '', vector.equity ?? vector.coin_equity ?? '');
    const tiers = vector.mmr
      ? flat(vector.mmr, vector.cum)
      : (table?.rows ?? []).map(([floor, cap, rate, amount]) => ({
          floor: `${floor}`,
          cap: `${cap}`,
          rate: `${rate}`,
          amount: `${amount}`,
        }));
    const found = liquidation(held, tiers);
    const decimals = vector.liq?.split('.')[1]?.length ?? 0;
    const answer = isKnown(found) ? found.ok.price.toFixed(decimals) : found.unavailable.reason;
    expect(answer).toBe(vector.liq ?? 'cannot-be-liquidated');
    const tier = isKnown(found) ? found.ok.tier : null;
    expect(tier).toBe(vector.tier_at_liq ?? (vector.liq === null ? null : 1));
  });
});

describe('equity at the liquidation price is the maintenance margin there', () => {
  const cents = (least: number, most: number) => fc.integer({ min: least, max: most }).map((value) => d(value).dividedBy(100));
  /** Tables with up to six rows whose amounts follow from the rates. */
  const table = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 400_000 }), fc.integer({ min: 1, max: 300 })), { minLength: 1, maxLength: 6 })
    .map((steps) => {
      let [floor, rate] = [0, 0];
      return steps.map(([width, more], place): MarginTier => {
        const from = floor;
        floor += width;
        rate += more;
        return {
          floor: `${from}`,
          cap: place === steps.length - 1 ? null : `${floor}`,
          rate: d(rate).dividedBy(10_000).toFixed(),
          amount: '0',
        };
      });
    })
    .map((made) => withDerivedAmounts(made));
  const side = fc.constantFrom('long', 'short');

  function maintenance(brackets: readonly Bracket[], tier: number, notional: Decimal): Decimal {
    const { rate, amount } = brackets[tier - 1]!;
    return rate.times(notional).minus(amount);
  }

  it.each(['linear', 'inverse'] as const)('%s contracts, both sides, all tiers', (kind) => {
    let found = 0;
    expect(
      fc.check(
        fc.property(
          table,
          side,
          cents(1, 10_000_000),
          cents(1, 100_000_000),
          fc.integer({ min: 1, max: 150 }),
          (tiers, direction, entry, size, leverage) => {
            const brackets = ok(bracketsOfRows(tiers));
            // Bounds of an inverse table are coin; a size in coin times the entry keeps them in reach.
            const quantity = kind === 'linear' ? size : size.times(entry);
            const balance = notionalAt(kind, quantity, entry).dividedBy(leverage);
            const held: MarginedPosition = { kind, side: direction, entry, quantity, marginBalance: balance };
            const answer = liquidationPrice(held, brackets);
            if (!isKnown(answer)) return answer.unavailable.reason === 'cannot-be-liquidated';
            found += 1;
            const { price, tier } = answer.ok;
            const notional = notionalAt(kind, quantity, price);
            const { floor, cap } = brackets[tier - 1]!;
            const inside = notional.plus('1e-40').greaterThanOrEqualTo(floor) && (!cap || notional.minus('1e-40').lessThanOrEqualTo(cap));
            const residual = equityAt(held, price)
              .minus(maintenance(brackets, tier, notional))
              .abs();
            return inside && residual.lessThan(notional.plus(1).times('1e-45'));
          },
        ),
        { numRuns: 500 },
      ),
    ).toMatchObject(HOLDS);
    expect(found).toBeGreaterThan(300);
  });

  it('more margin moves the price away from the entry, both sides', () => {
    expect(
      fc.check(
        fc.property(
          table,
          side,
          cents(100, 10_000_000),
          cents(1, 1_000_000),
          fc.integer({ min: 2, max: 100 }),
          (tiers, direction, entry, quantity, leverage) => {
            const balance = quantity.times(entry).dividedBy(leverage);
            const near = liquidation({ kind: 'linear', side: direction, entry, quantity, marginBalance: balance }, tiers);
            const far = liquidation({ kind: 'linear', side: direction, entry, quantity, marginBalance: balance.times('1.1') }, tiers);
            if (!isKnown(near) || !isKnown(far)) return true;
            const moved = far.ok.price.minus(near.ok.price);
            return direction === 'long' ? moved.isNegative() : moved.isPositive();
          },
        ),
      ),
    ).toMatchObject(HOLDS);
  });
});

describe('venues whose rate grows with the size', () => {
  const deribit = {
    venue: 'deribit',
    asOf: '2025-09-17T08:00:00.000Z',
    source: 'made',
    shape: 'continuous',
    instrument: 'BTC-PERPETUAL',
    initialBase: '0.02',
    initialPerUnit: '0.00005',
    maintenanceBase: '0.01',
    maintenancePerUnit: '0.00005',
  } as const;

  it.each(['long', 'short'] as const)('inverse %s: equity equals base · N + per unit · N²', (direction) => {
    const quantity = d('5000000');
    const entry = d('50000');
    const held: MarginedPosition = { kind: 'inverse', side: direction, entry, quantity, marginBalance: d('10') };
    const { price } = ok(liquidationPrice(held, ok(bracketsOf({ ...deribit, settlement: 'inverse' }, quantity))));
    const coin = quantity.dividedBy(price);
    const due = coin.times('0.01').plus(coin.times(coin).times('0.00005'));
    expect(equityAt(held, price).minus(due).abs().lessThan('1e-40')).toBe(true);
    expect(direction === 'long' ? price.lessThan(entry) : price.greaterThan(entry)).toBe(true);
  });

  it('linear: the rate is that of the size, whatever the price', () => {
    const [bracket] = ok(bracketsOf({ ...deribit, settlement: 'linear' }, d('25')));
    expect(bracket?.rate.toFixed()).toBe('0.01125');
  });
});

describe('rates for the whole position, without amounts', () => {
  const whole = rows([
    ['0', '100000', '0.01'],
    ['100000', null, '0.05'],
  ]);

  it('a long falls through the bound: the first price that it comes to counts', () => {
    const held = position('linear', 'long', '50000', '3', '9000');
    const { price, tier } = ok(liquidation(held, whole));
    expect(tier).toBe(2);
    expect(equityAt(held, price).toFixed(6)).toBe(price.times(3).times('0.05').toFixed(6));
  });

  it('a short that rises over the bound is liquidated at the bound', () => {
    const held = position('linear', 'short', '30000', '3', '12000');
    const { price, tier } = ok(liquidation(held, whole));
    expect(tier).toBe(2);
    expect(price.times(3).toFixed(6)).toBe('100000.000000');
    expect(equityAt(held, price).greaterThan(price.times(3).times('0.01'))).toBe(true);
    expect(equityAt(held, price).lessThan(price.times(3).times('0.05'))).toBe(true);
  });
});

describe('answers that are no price', () => {
  it('a fully funded long and a short of an inverse contract without leverage cannot be liquidated', () => {
    expect(reason(liquidation(position('linear', 'long', '50000', '1', '50000'), flat('0.004')))).toBe('cannot-be-liquidated');
    expect(reason(liquidation(position('inverse', 'short', '50000', '50000', '1'), flat('0.004')))).toBe('cannot-be-liquidated');
  });

  it('a position under water at any price is told so, and not that it is safe', () => {
    expect(reason(liquidation(position('linear', 'short', '100', '1', '-200'), flat('0.004')))).toBe('below-maintenance-at-any-price');
    expect(reason(liquidation(position('inverse', 'long', '100', '100', '-2'), flat('0.004')))).toBe('below-maintenance-at-any-price');
  });

  it('tables that cannot be searched are refused', () => {
    const gap = rows([
      ['0', '100', '0.01'],
      ['150', null, '0.02'],
    ]);
    const falling = rows([
      ['0', '100', '0.02'],
      ['100', null, '0.01'],
    ]);
    const unsorted = rows([...BINANCE].toReversed());
    const percent = rows([['0', null, '5']]);
    for (const bad of [gap, falling, unsorted, percent, []]) expect(reason(bracketsOfRows(bad))).toBe('tiers-unsorted');
  });

  it('amounts that contradict the rates are refused where they decide, and only there', () => {
    const [first, second, third] = withDerivedAmounts(rows(BINANCE));
    const wrong = [first!, second!, { ...third!, amount: '1500' }];
    expect(reason(liquidation(position('linear', 'long', '50000', '21', '210000'), wrong))).toBe('tiers-contradictory');
    expect(reason(liquidation(position('linear', 'long', '50000', '0.5', '5000'), wrong))).toBe('known');
  });

  it('a table that ends too early does not answer with its last row', () => {
    const short = rows([['0', '50000', '0.004']]);
    expect(reason(liquidation(position('linear', 'long', '50000', '21', '210000'), short))).toBe('beyond-the-table');
  });

  it.each([
    ['entry', position('linear', 'long', '0', '1', '10')],
    ['quantity', position('linear', 'long', '100', '0', '10')],
    ['negative quantity', position('inverse', 'short', '100', '-5', '10')],
  ])('a %s that is not above zero', (_, held) => {
    expect(reason(liquidation(held, flat('0.004')))).toBe('not-positive');
  });

  it('the trail names formula, inputs and row', () => {
    const found = liquidation(position('linear', 'long', '50000', '21', '210000'), withDerivedAmounts(rows(BINANCE)));
    const step = isKnown(found) ? found.trail[0] : undefined;
    expect(step?.formula).toContain('tier taken at this price');
    expect(step?.inputs.find(({ name }) => name === 'c')?.value).toBe('1300');
    expect(step?.inputs.find(({ name }) => name === 'r')?.value).toBe(ONE.dividedBy(100).toFixed());
  });
});
