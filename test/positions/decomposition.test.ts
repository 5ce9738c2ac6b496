import { describe, expect, test } from 'vitest';
import { Decimal, known } from '../../shared/figures/index.ts';
import { type Activity, DailyDeflator, decompose, type TermsDraft, totalOf } from '../../shared/positions/index.ts';
import { madeBook } from './made-market.ts';
import { measure, number, parts, position, text } from './told.ts';

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
    expect(parts(result)).toEqual({
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

describe('one missing price', () => {
  const days = { A: { '2026-01-01': '10', '2026-01-31': '12' }, B: { '2026-01-20': '1', '2026-01-31': '2' } };
  const staking = position({ kind: 'native-staking', title: 'A', platform: 'made', opened: '2026-01-01', asset: 'A' }, [
    { kind: 'open', at: '2026-01-01T00:00:00Z', into: [{ asset: 'A', quantity: '10' }] },
    { kind: 'reward', at: '2026-01-10T00:00:00Z', into: [{ asset: 'A', quantity: '1' }] },
    { kind: 'reward', at: '2026-01-10T00:00:00Z', into: [{ asset: 'B', quantity: '5' }], rewardTo: 'claimable' },
  ]);
  const window = { after: '2025-12-31', through: '2026-01-31' };

  test('makes unknown what needs it and nothing else', () => {
    const result = decompose(staking, window, measure(madeBook('USD', days)));
    expect(parts(result)).toEqual({
      price: '20',
      rewards: '10',
      'reward-drift': '2',
      incentives: 'price-missing',
      'incentive-drift': 'price-missing',
    });
    // the value at the end does not depend on a price of the middle: 11·12 + 5·2 − 100
    expect(text(result.nominal)).toBe('42');
    expect(totalOf(result.components)).toMatchObject({ reason: 'price-missing', message: 'No price of B in USD on 2026-01-10.' });
  });

  test('of today hides the value but not what was received', () => {
    const result = decompose(
      staking,
      window,
      measure(madeBook('USD', { A: { ...days.A, '2026-01-10': '10' }, B: { '2026-01-10': '1' } }, {}, 5)),
    );
    expect(parts(result)).toMatchObject({ rewards: '10', incentives: '5', 'incentive-drift': 'price-missing', price: '20' });
    expect(text(result.nominal)).toBe('price-missing');
  });

  test('of a flow is made good by what its source said it was worth', () => {
    const late = madeBook('USD', { A: { '2026-01-31': '12' } });
    const bought = { kind: 'open' as const, at: '2026-01-01T00:00:00Z', into: [{ asset: 'A', quantity: '10' }] };
    const terms = { kind: 'native-staking', title: 'A', platform: 'made', opened: '2026-01-01', asset: 'A' } as const;
    expect(text(decompose(position(terms, [bought]), window, measure(late)).nominal)).toBe('price-missing');
    const told = position(terms, [{ ...bought, worth: { amount: '95', currency: 'USD' } }]);
    expect(text(decompose(told, window, measure(late)).nominal)).toBe('25');
  });
});

test('an activity that makes no sense makes everything unknown, and says which it is', () => {
  const broken = position({ kind: 'earn-flexible', title: 'A', platform: 'made', opened: '2026-01-01', asset: 'A' }, [
    { kind: 'open', at: '2026-01-01T00:00:00Z', into: [{ asset: 'A', quantity: '10' }] },
    { kind: 'slash', at: '2026-01-05T00:00:00Z', into: [{ asset: 'A', quantity: '1' }] },
  ]);
  const result = decompose(broken, { after: '2025-12-31', through: '2026-01-31' }, measure(madeBook('USD', { A: { '2026-01-01': '1' } })));
  for (const worth of [result.end, result.netFlow, result.nominal, result.real, ...result.components.values()]) {
    expect(worth).toMatchObject({ message: '“slash” of 2026-01-05 needs an amount in “outOf”: what was taken.' });
  }
});

describe('inflation', () => {
  test('is what deflating every flow by itself takes from the nominal gain', () => {
    const index: Readonly<Record<string, number>> = { '2026-01-01': 100, '2026-02-01': 103, '2026-03-01': 101, '2026-04-01': 109 };
    const deflator = new DailyDeflator({
      name: 'made',
      index: (day) => known({ value: new Decimal(index[day] ?? 0), observed: day, origin: { kind: 'given' } }),
    });
    const book = madeBook('USD', { A: { '2026-01-01': '10', '2026-02-01': '11', '2026-03-01': '9', '2026-04-01': '14' } });
    const terms = { kind: 'earn-flexible', title: 'A', platform: 'made', opened: '2026-01-01', asset: 'A' } as const;
    const held = position(terms, [
      { kind: 'open', at: '2026-01-01T00:00:00Z', into: [{ asset: 'A', quantity: '10' }] },
      { kind: 'add', at: '2026-02-01T00:00:00Z', into: [{ asset: 'A', quantity: '5' }] },
      { kind: 'withdraw', at: '2026-03-01T00:00:00Z', outOf: [{ asset: 'A', quantity: '3' }] },
    ]);
    const result = decompose(held, { after: '2025-12-31', through: '2026-04-01' }, measure(book, { deflator }));
    const real = (amount: number, day: string) => (amount * 100) / (index[day] ?? 0);
    const gain = real(12 * 14, '2026-04-01') - real(100, '2026-01-01') - real(55, '2026-02-01') + real(27, '2026-03-01');
    expect(number(result.real)).toBeCloseTo(gain, 10);
    expect(number(result.components.get('inflation'))).toBeCloseTo(gain - (12 * 14 - 100 - 55 + 27), 10);
    expect(result.base).toBe('2026-01-01');
  });
});

describe('debt', () => {
  const book = madeBook('USD', { ETH: { '2026-01-01': '3000', '2026-02-01': '2000' }, USDC: { '2026-01-01': '1' } });
  const terms: TermsDraft = {
    kind: 'lending-borrow',
    title: 'ETH',
    platform: 'Aave',
    opened: '2026-01-01',
    collateral: [{ asset: 'ETH', liquidationThreshold: '0.83' }],
    debt: ['USDC'],
  };
  const window = { after: '2025-12-31', through: '2026-02-01' };
  const opened: readonly Omit<Activity, 'stream'>[] = [
    { kind: 'open', at: '2026-01-01T00:00:00Z', into: [{ asset: 'ETH', quantity: '10' }] },
    { kind: 'borrow', at: '2026-01-01T00:00:00Z', outOf: [{ asset: 'USDC', quantity: '15000' }] },
    { kind: 'interest', at: '2026-01-20T00:00:00Z', into: [{ asset: 'USDC', quantity: '60' }] },
  ];

  test('counts against the value, and its interest apart', () => {
    const result = decompose(position(terms, opened), window, measure(book));
    expect(text(result.end)).toBe('4940');
    expect(parts(result)).toEqual({ price: '-10000', interest: '-60' });
    expect(text(result.netFlow)).toBe('15000');
  });

  test('a liquidation costs what was taken beyond what it settled, and is a disposal', () => {
    const rules = { incomeRate: new Decimal(0), gainsRate: new Decimal('0.25'), longTerm: null, method: 'fifo' as const };
    const liquidated = position(terms, [
      ...opened,
      {
        kind: 'liquidation',
        at: '2026-02-01T00:00:00Z',
        outOf: [{ asset: 'ETH', quantity: '4' }],
        into: [{ asset: 'USDC', quantity: '7600' }],
      },
    ]);
    const result = decompose(liquidated, window, measure(book, { tax: rules }));
    // 4 ETH at 2,000 for 7,600 of debt; sold below cost, so that no tax falls due
    expect(parts(result)).toEqual({ price: '-10000', interest: '-60', liquidation: '-400' });
    const risen = madeBook('USD', { ETH: { '2026-01-01': '3000', '2026-02-01': '3500' }, USDC: { '2026-01-01': '1' } });
    expect(parts(decompose(liquidated, window, measure(risen, { tax: rules })))).toMatchObject({ tax: '-500' });
  });

  test('repaid beyond what was owed by the record was interest', () => {
    const repaid = position(terms, [
      ...opened,
      { kind: 'repay', at: '2026-02-01T00:00:00Z', into: [{ asset: 'USDC', quantity: '15100' }] },
    ]);
    const result = decompose(repaid, window, measure(book));
    expect(parts(result)).toMatchObject({ interest: '-100' });
    expect(result.conclusions.map(({ says }) => says)).toEqual(['interest-unrecorded']);
  });
});

describe('gains within a position', () => {
  const book = madeBook('USD', { A: { '2024-01-01': '1', '2025-01-01': '5', '2026-01-01': '10' } });
  const terms = { kind: 'earn-flexible', title: 'A', platform: 'made', opened: '2024-01-01', asset: 'A' } as const;
  const paid = position(terms, [
    { kind: 'open', at: '2024-01-01T00:00:00Z', into: [{ asset: 'A', quantity: '10' }] },
    { kind: 'add', at: '2025-01-01T00:00:00Z', into: [{ asset: 'A', quantity: '10' }] },
    { kind: 'withdraw', at: '2025-01-01T00:00:00Z', outOf: [{ asset: 'A', quantity: '4' }] },
    { kind: 'fee', at: '2026-01-01T00:00:00Z', fees: [{ asset: 'A', quantity: '8' }], feesFrom: 'position' },
  ]);
  const window = { after: '2023-12-31', through: '2026-01-01' };
  const rules = { incomeRate: new Decimal(0), gainsRate: new Decimal('0.1'), longTerm: null };

  test.each([
    // what was withdrawn took its lots with it: 6 left of the first lot
    ['fifo', '-6.4'], // 6·(10−1) + 2·(10−5)
    ['hifo', '-4.8'], // 4 were taken of the dear lot: 6·(10−5) + 2·(10−1)
    ['average', '-5.6'], // cost 3 each
  ] as const)('%s', (method, tax) => {
    expect(parts(decompose(paid, window, measure(book, { tax: { ...rules, method } })))).toMatchObject({ tax });
  });

  test('what was held long enough is taxed at its own rate', () => {
    const longTerm = { rate: new Decimal(0), days: 366 };
    expect(parts(decompose(paid, window, measure(book, { tax: { ...rules, longTerm, method: 'fifo' } })))).toMatchObject({ tax: '-1' });
  });
});
