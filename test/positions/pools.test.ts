import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import {
  breakEvenDays,
  decompose,
  feesOverDivergence,
  type Pool,
  poolModel,
  type TermsDraft,
  valueOfHolding,
} from '../../shared/positions/index.ts';
import { madeBook } from './made-market.ts';
import { measure, number, parts, position, shown } from './told.ts';

const OPENED = '2025-01-01';
const LATER = '2025-06-01';
const window = { after: '2024-12-31', through: LATER };

function liquidity(pool: Pool): TermsDraft {
  return { kind: 'liquidity', title: 'pool', platform: 'made', opened: OPENED, pool };
}

/** Divergence over the value of holding, for a pool entered at one set of prices and looked at at another. */
function loss(
  pool: Pool,
  amounts: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): number {
  const book = madeBook(
    'USD',
    Object.fromEntries(Object.keys(before).map((asset) => [asset, { [OPENED]: before[asset] ?? '', [LATER]: after[asset] ?? '' }])),
  );
  const into = Object.entries(amounts).map(([asset, quantity]) => ({ asset, quantity }));
  const measured = measure(book);
  const result = decompose(position(liquidity(pool), [{ kind: 'open', at: `${OPENED}T12:00:00Z`, into }]), window, measured);
  return number(result.components.get('divergence') ?? 0n) / number(valueOfHolding(result.holdings, LATER, measured.prices));
}

describe('divergence against holding is the impermanent loss of the books', () => {
  test.each([
    ['0.25', -0.2],
    ['0.5', -0.0571909584179366],
    ['0.8', -0.00619201000009347],
    ['1.5', -0.0202041028867288],
    ['2', -0.0571909584179366],
    ['10', -0.425040425423931],
  ])('constant product, price times %s', (ratio, expected) => {
    const pool: Pool = { model: 'constant-product', assets: ['X', 'Y'] };
    expect(loss(pool, { X: '3', Y: '3' }, { X: '1', Y: '1' }, { X: ratio, Y: '1' })).toBeCloseTo(expected, 14);
  });

  test.each([
    ['80/20, twice on the 80', '80', '20', '2', '1', -0.0327215963376398],
    ['80/20, twice on the 20', '80', '20', '1', '2', -0.0427513708358042],
  ])('weighted %s', (_name, heavy, light, up, other, expected) => {
    const pool: Pool = {
      model: 'weighted',
      legs: [
        { asset: 'X', weight: heavy },
        { asset: 'Y', weight: light },
      ],
    };
    expect(loss(pool, { X: '80', Y: '20' }, { X: '1', Y: '1' }, { X: up, Y: other })).toBeCloseTo(expected, 14);
  });

  test('weighted 60/20/20, prices times 3, 1 and 0.7', () => {
    const pool: Pool = {
      model: 'weighted',
      legs: [
        { asset: 'X', weight: '60' },
        { asset: 'Y', weight: '20' },
        { asset: 'Z', weight: '20' },
      ],
    };
    const even = { X: '1', Y: '1', Z: '1' };
    expect(loss(pool, { X: '60', Y: '20', Z: '20' }, even, { X: '3', Y: '1', Z: '0.7' })).toBeCloseTo(-0.158840048130339, 14);
  });

  test.each([
    ['2200', -0.00952522600314365],
    ['1800', -0.0115000762886287],
    ['3000', -0.137942391232304],
    ['1000', -0.303191387971636],
  ])('concentrated 1500–2500, entered at 2000, at %s', (price, expected) => {
    const pool: Pool = { model: 'concentrated', assets: ['X', 'Y'], lower: '1500', upper: '2500' };
    const amounts = { X: '2.20358907467700013', Y: '5592.82185064599973' };
    expect(loss(pool, amounts, { X: '2000', Y: '1' }, { X: price, Y: '1' })).toBeCloseTo(expected, 13);
  });

  test('concentrated, all in the first token: the other side needs no price of the day', () => {
    const pool: Pool = { model: 'concentrated', assets: ['X', 'Y'], lower: '1500', upper: '2500' };
    expect(loss(pool, { X: '7.142857' }, { X: '1400', Y: '1' }, { X: '1600', Y: '1' })).toBeCloseTo(-0.004473433879164, 12);
  });

  test.each([
    ['100', '0.99', -0.001077181255],
    ['100', '0.95', -0.01332113711],
    ['100', '0.5', -0.2894377623],
    ['2000', '0.95', -0.02229025898],
    ['2000', '0.5', -0.3229580862],
  ])('stable swap A = %s, one coin at %s', (amplification, price, expected) => {
    const pool: Pool = { model: 'stable-swap', assets: ['X', 'Y'], amplification };
    expect(loss(pool, { X: '1000000', Y: '1000000' }, { X: '1', Y: '1' }, { X: price, Y: '1' })).toBeCloseTo(expected, 9);
  });
});

test('what liquidity consists of is that much liquidity again, in every model', () => {
  const pools: readonly Pool[] = [
    { model: 'constant-product', assets: ['X', 'Y'] },
    {
      model: 'weighted',
      legs: [
        { asset: 'X', weight: '3' },
        { asset: 'Y', weight: '1' },
      ],
    },
    { model: 'concentrated', assets: ['X', 'Y'], lower: '0.5', upper: '1.9' },
    { model: 'stable-swap', assets: ['X', 'Y'], amplification: '150' },
  ];
  const price = fc.integer({ min: 500_000, max: 2_000_000 }).map((units) => new Decimal(units).dividedBy(1_000_000));
  fc.assert(
    fc.property(fc.constantFrom(...pools), price, fc.integer({ min: 1, max: 1_000_000 }), (pool, relative, size) => {
      const model = poolModel(pool);
      const again = model.liquidityOf(model.amountsAt(new Decimal(size), [relative, new Decimal(1)]));
      expect(again?.dividedBy(size).minus(1).abs().lessThan('1e-45')).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe('leaving a pool', () => {
  const book = madeBook('USD', { X: { [OPENED]: '1', '2025-03-01': '4' }, Y: { [OPENED]: '1' } });
  const pool: Pool = { model: 'constant-product', assets: ['X', 'Y'] };
  const open = {
    kind: 'open' as const,
    at: `${OPENED}T12:00:00Z`,
    into: [
      { asset: 'X', quantity: '100' },
      { asset: 'Y', quantity: '100' },
    ],
  };

  test('with its share alone settles the divergence', () => {
    // at a price of 4 the pool holds 50 X and 200 Y
    const leave = {
      kind: 'close' as const,
      at: '2025-03-01T12:00:00Z',
      outOf: [
        { asset: 'X', quantity: '50' },
        { asset: 'Y', quantity: '200' },
      ],
    };
    const result = decompose(position(liquidity(pool), [open, leave]), window, measure(book));
    expect(parts(result)).toEqual({ price: '300', divergence: '-100' });
    expect(result.holdings.isEmpty()).toBe(true);
  });

  test('with more than its share brings the fees that had stayed in the pool', () => {
    const leave = {
      kind: 'close' as const,
      at: '2025-03-01T12:00:00Z',
      outOf: [
        { asset: 'X', quantity: '55' },
        { asset: 'Y', quantity: '220' },
      ],
    };
    const result = decompose(position(liquidity(pool), [open, leave]), window, measure(book));
    expect(parts(result)).toEqual({ price: '300', divergence: '-100', 'pool-fees': '40' });
    expect(shown(feesOverDivergence(result), 2)).toBe('0.40');
  });

  test('whose deposit nobody recorded makes no return of what comes out', () => {
    const leave = {
      kind: 'withdraw' as const,
      at: '2025-03-01T12:00:00Z',
      outOf: [
        { asset: 'X', quantity: '50' },
        { asset: 'Y', quantity: '200' },
      ],
    };
    const result = decompose(position(liquidity(pool), [leave]), window, measure(book));
    expect(parts(result)).toEqual({});
    expect(result.conclusions.map(({ says, asset }) => [says, asset])).toEqual([
      ['put-in-unrecorded', 'X'],
      ['put-in-unrecorded', 'Y'],
    ]);
  });

  test('in part takes that share of everything', () => {
    const leave = {
      kind: 'withdraw' as const,
      at: '2025-03-01T12:00:00Z',
      outOf: [
        { asset: 'X', quantity: '25' },
        { asset: 'Y', quantity: '100' },
      ],
    };
    const result = decompose(position(liquidity(pool), [open, leave]), window, measure(book));
    expect(parts(result)).toEqual({ price: '300', divergence: '-100' });
    expect(number(result.end)).toBeCloseTo(200, 12);
    expect(shown(breakEvenDays(result), 0)).toBe('never-breaks-even');
  });

  test('fees left in the pool add to its liquidity', () => {
    const fees = {
      kind: 'collect-fees' as const,
      at: '2025-03-01T12:00:00Z',
      rewardTo: 'position' as const,
      into: [
        { asset: 'X', quantity: '5' },
        { asset: 'Y', quantity: '20' },
      ],
    };
    const result = decompose(position(liquidity(pool), [open, fees]), window, measure(book));
    expect(parts(result)).toEqual({ price: '300', divergence: '-100', 'pool-fees': '40' });
    expect(number(result.end)).toBeCloseTo(440, 12);
  });

  test('a single-sided entry counts by its value, and without a price its composition is unknown', () => {
    const zap = { ...open, into: [{ asset: 'X', quantity: '200' }] };
    const known = decompose(position(liquidity(pool), [zap]), { ...window, through: '2025-02-01' }, measure(book));
    expect(number(known.end)).toBeCloseTo(200, 12);
    const blind = decompose(position(liquidity(pool), [zap]), window, measure(madeBook('USD', { X: { [OPENED]: '1' } })));
    expect(parts(blind)).toMatchObject({ divergence: 'price-missing' });
    expect(blind.end).toMatchObject({ reason: 'price-missing' });
  });
});
