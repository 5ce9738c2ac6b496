import { describe, expect, test } from 'vitest';
import { Decimal, decimalText, known } from '../../shared/figures/index.ts';
import type { Activity } from '../../shared/positions/activity.ts';
import type { Component } from '../../shared/positions/components.ts';
import { decompose, type Measure, totalOf } from '../../shared/positions/decomposition.ts';
import { DailyDeflator } from '../../shared/positions/deflation.ts';
import { moneyDecimal } from '../../shared/positions/fixed-point.ts';
import type { PriceBook } from '../../shared/market/index.ts';
import { DailyPrices } from '../../shared/positions/prices.ts';
import { termsSchema } from '../../shared/positions/terms.ts';
import type { Worth } from '../../shared/positions/valuation.ts';
import type { Measured } from '../../shared/positions/walk.ts';
import { madeBook } from './made-market.ts';

function position(terms: unknown, activities: readonly Omit<Activity, 'stream'>[]): Measured {
  return {
    terms: termsSchema.parse(terms),
    entries: activities.map((activity, index) => ({
      id: `e${index}`,
      activity: { stream: 'position:p', ...activity },
      origin: { kind: 'event', event: `e${index}` },
    })),
  };
}

function measure(book: PriceBook, more: Partial<Measure> = {}): Measure {
  return { prices: new DailyPrices(book, 'USD'), deflator: null, tax: null, ...more };
}

function text(worth: Worth | undefined, places = 2): string {
  if (worth === undefined) return 'none';
  return typeof worth === 'bigint' ? decimalText(moneyDecimal(worth).toDecimalPlaces(places)) : worth.reason;
}

function textOf(components: ReadonlyMap<Component, Worth>, places = 2): Record<string, string> {
  return Object.fromEntries([...components].map(([name, worth]) => [name, text(worth, places)]));
}

describe('a concentrated pool, as drawn in the design', () => {
  const book = madeBook('USD', {
    WETH: { '2025-04-01': '2000', '2025-11-01': '2200' },
    USDC: { '2025-04-01': '1' },
    ETH: { '2025-04-01': '2000', '2025-11-01': '2200' },
    ARB: { '2025-05-01': '0.60', '2025-11-01': '0.459' },
  });
  const deflator = new DailyDeflator({
    name: 'made prices',
    index: (day) =>
      known({
        value: new Decimal(day < '2025-11-01' ? '100' : '101.2099999'),
        observed: day,
        origin: { kind: 'row', dataset: 'cpi', row: 1 },
      }),
  });
  const pool = position(
    {
      kind: 'liquidity',
      title: 'WETH–USDC 0.05 %',
      platform: 'Uniswap v3',
      opened: '2025-04-01',
      pool: { model: 'concentrated', assets: ['WETH', 'USDC'], lower: '1500', upper: '2500' },
    },
    [
      {
        kind: 'open',
        at: '2025-04-01T09:12:00Z',
        into: [
          { asset: 'WETH', quantity: '2.203589074677' },
          { asset: 'USDC', quantity: '5592.82185064599973' },
        ],
      },
      { kind: 'gas', at: '2025-04-01T09:12:00Z', fees: [{ asset: 'ETH', quantity: '0.0191' }] },
      { kind: 'reward', at: '2025-05-01T00:00:00Z', rewardTo: 'claimable', into: [{ asset: 'ARB', quantity: '100' }] },
      { kind: 'collect-fees', at: '2025-06-01T00:00:00Z', into: [{ asset: 'USDC', quantity: '412.60' }] },
    ],
  );

  test('has the components of the picture and adds up', () => {
    const result = decompose(
      pool,
      { after: '2025-03-31', through: '2025-11-01' },
      measure(book, {
        deflator,
        tax: { incomeRate: new Decimal('0.26'), gainsRate: new Decimal('0.2'), longTerm: null, method: 'fifo' as const },
      }),
    );
    expect(textOf(result.components)).toEqual({
      price: '440.72',
      divergence: '-99.45',
      'pool-fees': '412.6',
      incentives: '60',
      'incentive-drift': '-14.1',
      gas: '-38.2',
      tax: '-122.88',
      // (10,341.27 + 45.90 − 122.88)·(1/1.0121 − 1); the collected fees left while money was still worth its first day's
      inflation: '-122.71',
    });
    expect(totalOf(result.components)).toBe(result.real);
    // 10,000 + 38.20 from the first day, 412.60 gone for the last 153 of 214 days
    expect(text(result.capital)).toBe('9743.21');
  });
});
