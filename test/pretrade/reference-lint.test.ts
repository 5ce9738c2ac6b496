import { describe, expect, it } from 'vitest';
import { type FeeTier, lintReference, type MarginTier, type ReferenceData } from '../../shared/pretrade/index.ts';
import { fixture, NOW, read, rules, SAVED } from './reading.ts';

const EMPTY: ReferenceData = { instruments: [], margins: [], fees: [], depths: [], fundings: [] };
const about = { venue: 'made', asOf: SAVED, source: 'made' };
const lint = (data: Partial<ReferenceData>, now = NOW) => lintReference({ ...EMPTY, ...data }, { now, instruments: [] });
const broken = (data: Partial<ReferenceData>, now = NOW) => rules({ findings: [...lint(data, now)] });

const perpetual = (tiers: FeeTier[]) => ({
  fees: [{ ...about, product: 'perpetual', currency: 'USD', conditions: 'all' as const, tiers }],
});
const fee = (volume: string, maker: string, taker: string): FeeTier => ({ name: volume, minimums: { volume }, maker, taker });
const table = (tiers: MarginTier[]) => ({
  margins: [
    {
      ...about,
      shape: 'tiers' as const,
      instrument: 'BTCUSDT',
      settlement: 'linear' as const,
      unit: 'quote' as const,
      amounts: 'given' as const,
      tiers,
    },
  ],
});
const tier = (floor: string, cap: string | null, rate: string, amount: string, maxLeverage?: string): MarginTier => ({
  floor,
  cap,
  rate,
  amount,
  ...(maxLeverage !== undefined && { maxLeverage }),
});
const GOOD = [
  tier('0', '50000', '0.004', '0', '125'),
  tier('50000', '250000', '0.005', '50', '100'),
  tier('250000', '1000000', '0.01', '1300', '50'),
];
const depth = (bids: [string, string][], asks: [string, string][]) => ({
  depths: [{ ...about, symbol: 'BTCUSDT', unit: 'base' as const, bids, asks }],
});

describe('the two errors of ccxt’s bundled fee tables', () => {
  it('krakenfutures: 15 basis points for 1.5 rise, and stand above the taker rate', () => {
    const { findings } = read('ccxt-fees-kraken-error', {
      takenAt: SAVED,
      answers: { venue: 'kraken-futures', 'volume-currency': 'USD' },
    });
    expect(findings.map(({ rule, where }) => [rule, where.row, where.field])).toEqual([
      ['maker-above-taker', 2, 'maker'],
      ['rate-rises', 2, 'maker'],
      ['digit-slipped', 3, 'maker'],
    ]);
    expect(findings[0]?.says).toContain('0.15 %');
  });

  it('binance inverse: 0.000003 for 0.00003 is a slipped digit', () => {
    const { findings } = read('ccxt-fees-binance-error', {
      takenAt: SAVED,
      answers: { venue: 'binance-futures', 'volume-currency': 'BTC' },
    });
    expect(findings.map(({ rule, where }) => [rule, where.row, where.field])).toEqual([['digit-slipped', 4, 'maker']]);
  });

  it('with the printed rates both are in order', () => {
    const kraken = fixture('ccxt-fees-kraken-error').replace('0.0015', '0.00015');
    const binance = fixture('ccxt-fees-binance-error').replace('3e-06', '0.00003');
    const answers = { venue: 'made', 'volume-currency': 'USD' };
    expect(read('ccxt-fees-kraken-error', { text: kraken, takenAt: SAVED, answers }).findings).toEqual([]);
    expect(read('ccxt-fees-binance-error', { text: binance, takenAt: SAVED, answers }).findings).toEqual([]);
  });
});

describe('fee schedules', () => {
  it.each([
    ['maker-above-taker', perpetual([fee('0', '0.0006', '0.0005')])],
    ['rate-too-large', perpetual([fee('0', '0.0002', '0.05')])],
    ['rate-too-large', perpetual([fee('0', '-0.005', '0.0005')])],
    ['rate-rises', perpetual([fee('0', '0.0002', '0.0004'), fee('10', '0.0002', '0.0005')])],
    ['digit-slipped', perpetual([fee('0', '0.0002', '0.0005'), fee('10', '0.000015', '0.0004')])],
    ['minimums-descend', perpetual([fee('100', '0.0002', '0.0005'), fee('10', '0.0001', '0.0004')])],
    ['minimum-negative', perpetual([fee('-1', '0.0002', '0.0005')])],
  ])('%s', (rule, data) => {
    expect(broken(data)).toEqual([rule]);
  });

  it('a good one breaks no rule, rebates and a fall to nothing included', () => {
    expect(broken(perpetual([fee('0', '0.0001', '0.0005'), fee('10', '0', '0.00035'), fee('20', '-0.00005', '0.00025')]))).toEqual([]);
  });
});

describe('margin tables', () => {
  it.each([
    ['bounds-not-contiguous', [GOOD[0]!, { ...GOOD[1]!, floor: '60000' }], false],
    ['bounds-not-contiguous', [GOOD[0]!, { ...GOOD[1]!, floor: '40000' }], false],
    ['maintenance-falls', [GOOD[0]!, tier('50000', '250000', '0.003', '-50', '100')], false],
    ['maintenance-above-initial', [tier('0', '50000', '0.01', '0', '125')], true],
    ['maintenance-above-initial', [{ ...tier('0', '50000', '0.02', '0'), initialRate: '0.01' }], true],
    ['amount-off-recursion', [GOOD[0]!, GOOD[1]!, { ...GOOD[2]!, amount: '1301' }], true],
    ['rate-outside-range', [tier('0', '50000', '0.5', '0'), tier('50000', null, '5', '225000')], false],
    ['rate-outside-range', [tier('0', '50000', '0', '0')], false],
    ['size-not-positive', [tier('0', '0', '0.004', '0')], false],
    ['table-begins-late', [GOOD[1]!], true],
    ['contracts-as-notional', [tier('0', '500', '0.004', '0')], true],
  ])('%s', (rule, tiers, acceptable) => {
    const found = lint(table(tiers)).find((finding) => finding.rule === rule);
    expect(found).toMatchObject({ rule, acceptable });
    expect(found?.where.row).toBeGreaterThan(0);
  });

  it('amounts may be rounded by a ten-thousandth', () => {
    expect(broken(table([GOOD[0]!, GOOD[1]!, { ...GOOD[2]!, amount: '1300.13' }]))).toEqual([]);
    expect(broken(table([GOOD[0]!, GOOD[1]!, { ...GOOD[2]!, amount: '1300.14' }]))).toEqual(['amount-off-recursion']);
  });

  it('a table turned round is told of at every bound', () => {
    expect(lint(table(GOOD.toReversed())).filter(({ rule }) => rule === 'bounds-not-contiguous')).toHaveLength(2);
  });

  it('a first row below the smallest order is contracts, whatever the currency’s size', () => {
    const { instruments } = read('okx-books', { text: fixture('okx-instruments'), takenAt: SAVED }).data;
    const swap = { ...instruments[0]!, symbol: 'BTCUSDT', venue: 'made', markPrice: '50000', minSize: '10' };
    const data = { ...EMPTY, ...table([tier('0', '2000', '0.004', '0')]) };
    expect(rules({ findings: [...lintReference(data, { now: NOW, instruments: [swap] })] })).toEqual(['contracts-as-notional']);
  });
});

describe('order books', () => {
  it.each([
    ['book-crossed', depth([['50000', '1']], [['50000', '1']])],
    [
      'book-unsorted',
      depth(
        [
          ['49990', '1'],
          ['49995', '1'],
        ],
        [['50000', '1']],
      ),
    ],
    [
      'book-unsorted',
      depth(
        [['49995', '1']],
        [
          ['50005', '1'],
          ['50000', '1'],
        ],
      ),
    ],
    [
      'level-twice',
      depth(
        [
          ['49995', '1'],
          ['49995.0', '2'],
        ],
        [['50000', '1']],
      ),
    ],
    ['size-not-positive', depth([['49995', '0']], [['50000', '1']])],
    ['size-not-positive', depth([['49995', '-1']], [['50000', '1']])],
    ['price-not-positive', depth([['0', '1']], [['50000', '1']])],
    ['side-empty', depth([], [['50000', '1']])],
  ])('%s', (rule, data) => {
    expect(broken(data)).toEqual([rule]);
  });

  it('a rule speaks once a side, not once a level', () => {
    const zero = Array.from({ length: 100 }, (_, place): [string, string] => [`${50_000 + place}`, '0']);
    expect(lint(depth([['49995', '1']], zero))).toHaveLength(1);
  });

  it('age: five minutes pass, six are old, and the future is told', () => {
    const book = depth([['49995', '1']], [['50000', '1']]);
    expect(broken(book, '2025-09-17T08:05:00.000Z')).toEqual([]);
    expect(lint(book, '2025-09-17T08:06:00.000Z')).toMatchObject([
      { rule: 'stale', acceptable: true, says: expect.stringContaining('6 minutes ago') },
    ]);
    expect(broken(book, '2025-09-17T07:00:00.000Z')).toEqual(['from-the-future']);
  });
});

describe('instruments, funding and age', () => {
  it('old tables are told once a file', () => {
    const now = '2026-01-17T08:00:00.000Z';
    expect(read('kraken-instruments', { now }).findings.map(({ rule, says }) => [rule, /\d+ days ago/.test(says)])).toEqual([
      ['stale', true],
      ['stale', true],
    ]);
  });

  it('sizes of zero, bounds that are swapped, an expiry that has passed', () => {
    const [swap, dated] = read('binance-exchange-info').data.instruments;
    expect(broken({ instruments: [{ ...swap!, contractSize: '0' }] })).toEqual(['size-not-positive']);
    expect(broken({ instruments: [{ ...swap!, minSize: '5', maxSize: '1' }] })).toEqual(['bounds-swapped']);
    expect(broken({ instruments: [{ ...dated!, expiry: '2025-09-01T08:00:00.000Z' }] })).toEqual(['expired']);
  });

  it('funding: absurd rates, rates told twice, and intervals that nobody told', () => {
    const row = { ...about, symbol: 'BTCUSDT', at: SAVED, rate: '0.0001', standing: 'settled' as const, intervalHours: '8' };
    expect(broken({ fundings: [{ ...row, rate: '0.01' }] })).toEqual(['funding-too-large']);
    expect(broken({ fundings: [row, row] })).toEqual(['settlement-twice']);
    expect(read('binance-premium-index').findings).toMatchObject([{ rule: 'interval-unknown', severity: 'notice' }]);
  });
});
