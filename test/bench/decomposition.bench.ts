import { expect, test } from 'vitest';
import { addDays, Decimal, known } from '../../shared/figures/index.ts';
import type { PriceBook } from '../../shared/market/index.ts';
import {
  DailyPrices,
  decompose,
  type Entry,
  type Measured,
  quickMoneyWeightedReturn,
  termsSchema,
  totalOf,
} from '../../shared/positions/index.ts';

const FIRST = '2022-01-01';
const DAYS = 1_460;
const ASSETS = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE'];

/** Four years of daily prices that wander, in five assets. */
function book(): PriceBook {
  const prices = new Map(
    ASSETS.map((asset, place) => [
      asset,
      Array.from({ length: DAYS + 1 }, (_, day) => new Decimal((100 + 30 * Math.sin(day / 50 + place)).toFixed(6))),
    ]),
  );
  const first = Date.parse(FIRST) / 86_400_000;
  return {
    price(asset, _currency, day) {
      const value = prices.get(asset)?.[Date.parse(day) / 86_400_000 - first];
      if (!value) throw new Error(`no price of ${asset} on ${day}`);
      return known({ value, observed: day, origin: { kind: 'row', dataset: asset, row: 1 } });
    },
    rate: () => {
      throw new Error('not asked');
    },
    rateDays: () => [],
  };
}

/** Positions that are opened, rewarded and now and then drawn on. */
function positions(count: number, activities: number): readonly Measured[] {
  return Array.from({ length: count }, (_, place) => {
    const asset = ASSETS[place % ASSETS.length] ?? 'AAA';
    const entries = Array.from({ length: activities }, (_, at): Entry => {
      const day = addDays(FIRST, Math.floor((at * (DAYS - 1)) / activities));
      const amount = [{ asset, quantity: at === 0 ? '1000' : `0.${String(123_456_789 + at * 7_919).slice(0, 9)}` }];
      const shared = { stream: 'kraken:earn:x', at: `${day}T12:00:00.000Z` };
      const activity =
        at === 0
          ? { kind: 'open' as const, into: amount, ...shared }
          : at % 20 === 0
            ? { kind: 'withdraw' as const, outOf: amount, ...shared }
            : { kind: 'reward' as const, into: amount, ...shared };
      return { id: `${place}.${at}`, activity, origin: { kind: 'row', dataset: 'batch', row: at + 1 } };
    });
    return { terms: termsSchema.parse({ kind: 'earn-flexible', title: asset, platform: 'made', opened: FIRST, asset }), entries };
  });
}

function taken(all: readonly Measured[]): { readonly milliseconds: number; readonly added: boolean } {
  const prices = new DailyPrices(book(), 'USD');
  const window = { after: '2021-12-31', through: addDays(FIRST, DAYS) };
  const measure = {
    prices,
    deflator: null,
    tax: { incomeRate: new Decimal('0.25'), gainsRate: new Decimal('0.2'), longTerm: null, method: 'fifo' as const },
  };
  let added = true;
  const begin = performance.now();
  for (const position of all) {
    const result = decompose(position, window, measure);
    added &&= totalOf(result.components) === result.real;
    quickMoneyWeightedReturn(result);
  }
  return { milliseconds: performance.now() - begin, added };
}

test('positions fully decomposed: time grows no faster than activities', () => {
  taken(positions(100, 100));
  const rows = [
    [1_000, 100],
    [10_000, 100],
    [1_000, 1_000],
    [10, 100_000],
  ] as const;
  for (const [count, activities] of rows) {
    const all = positions(count, activities);
    const { milliseconds, added } = taken(all);
    expect(added).toBe(true);
    const each = (milliseconds * 1_000) / (count * activities);
    console.log(`${count} positions × ${activities} activities: ${milliseconds.toFixed(0)} ms, ${each.toFixed(2)} µs an activity`);
  }
});
