import { describe, expect, test } from 'vitest';
import { addDays, isKnown } from '../../shared/figures/index.ts';
import {
  annualReturn,
  breakEvenDays,
  decompose,
  earnedPerDay,
  inRangeShare,
  moneyWeightedReturn,
  periodReturn,
  portfolioReturn,
  quickMoneyWeightedReturn,
  type TermsDraft,
  termsSchema,
  timeWeighted,
  unlockOf,
} from '../../shared/positions/index.ts';
import { madeBook } from './made-market.ts';
import { measure, position, shown, text } from './told.ts';

const ABOUT = { title: 'A', platform: 'made', opened: '2024-01-01' } as const;
const TERMS: TermsDraft = { kind: 'earn-flexible', ...ABOUT, asset: 'A' };
const amount = (quantity: string) => [{ asset: 'A', quantity }];

/** One coin is one dollar, so that quantities are money. */
const even = madeBook('USD', { A: { '2023-12-31': '1' } });

describe('the money-weighted return', () => {
  // yield.md §1.8, “staking”: flows of a year, final value dated on its last day
  const year = position(TERMS, [
    { kind: 'open', at: '2024-01-01T00:00:00Z', into: amount('5000') },
    { kind: 'add', at: '2024-04-01T00:00:00Z', into: amount('2500') },
    { kind: 'withdraw', at: '2024-07-15T00:00:00Z', outOf: amount('180.55') },
    { kind: 'add', at: '2024-10-01T00:00:00Z', into: amount('1000') },
    { kind: 'reward', at: '2024-12-31T00:00:00Z', into: amount('703.72') },
  ]);
  const result = decompose(year, { after: '2023-12-31', through: '2024-12-31' }, measure(even));

  test('is that of the books for the same flows', () => {
    expect(text(result.end)).toBe('9023.17');
    const exact = moneyWeightedReturn(result);
    if (!isKnown(exact)) throw new Error(exact.unavailable.message);
    expect(exact.ok.rate.toNumber()).toBeCloseTo(0.1003428942612765, 14);
    expect(exact.ok.roots).toHaveLength(1);
    const quick = quickMoneyWeightedReturn(result);
    if (!isKnown(quick)) throw new Error(quick.unavailable.message);
    expect(quick.ok.rate).toBeCloseTo(0.1003428942612765, 12);
  });

  test('of a position that ended does not wait for today', () => {
    const ended = position(TERMS, [
      { kind: 'open', at: '2024-01-01T00:00:00Z', into: amount('100') },
      { kind: 'withdraw', at: '2025-01-01T00:00:00Z', outOf: amount('110') },
    ]);
    const result = decompose(ended, { after: '2023-12-31', through: '2026-06-01' }, measure(even));
    expect([result.base, result.until, result.days]).toEqual(['2024-01-01', '2025-01-01', 366]);
    const period = periodReturn(result.nominal, result, false);
    expect(isKnown(period) && period.ok.rate.toFixed()).toBe('0.1');
    const rate = moneyWeightedReturn(result);
    if (!isKnown(rate)) throw new Error(rate.unavailable.message);
    expect(rate.ok.rate.toNumber()).toBeCloseTo(0.0997135859341412, 14);
  });

  test('of a total loss is −1', () => {
    const lost = position(TERMS, [
      { kind: 'open', at: '2024-01-01T00:00:00Z', into: amount('100') },
      { kind: 'slash', at: '2024-03-01T00:00:00Z', outOf: amount('100') },
    ]);
    expect(shown(rateOf(lost), 2)).toBe('-1.00');
  });

  function rateOf(of: ReturnType<typeof position>) {
    const rate = moneyWeightedReturn(decompose(of, { after: '2023-12-31', through: '2025-01-01' }, measure(even)));
    return isKnown(rate) ? { ok: rate.ok.rate, trail: [] } : rate;
  }
});

describe('positions together', () => {
  const first = position(TERMS, [
    { kind: 'open', at: '2024-01-01T00:00:00Z', into: amount('100') },
    { kind: 'transfer', at: '2024-07-01T00:00:00Z', outOf: amount('100') },
  ]);
  const second = position(TERMS, [
    { kind: 'transfer', at: '2024-07-01T00:00:00Z', into: amount('100') },
    { kind: 'reward', at: '2024-12-31T00:00:00Z', into: amount('10') },
  ]);
  const results = [first, second].map((each) => decompose(each, { after: '2023-12-31', through: '2024-12-31' }, measure(even)));

  test('have the return of what went in and what is there; what moved between them is no flow', () => {
    const rate = portfolioReturn(results);
    expect(rate.counted).toBe(2);
    expect(isKnown(rate) && rate.ok.rate).toBeCloseTo(0.1, 12);
  });

  test('are measured without those whose flows are unknown', () => {
    const blind = decompose(first, { after: '2023-12-31', through: '2024-12-31' }, measure(madeBook('USD', {})));
    expect(portfolioReturn([...results, blind]).counted).toBe(2);
  });
});

describe('a return in per cent', () => {
  const short = position(TERMS, [
    { kind: 'open', at: '2024-01-01T00:00:00Z', into: amount('100') },
    { kind: 'reward', at: '2024-02-01T00:00:00Z', into: amount('2') },
  ]);

  test('within a year is one of its period, and a year only if it persisted', () => {
    const result = decompose(short, { after: '2023-12-31', through: '2024-03-31' }, measure(even));
    const period = periodReturn(result.real, result, true);
    expect(isKnown(period) && [period.ok.rate.toFixed(), period.ok.basis]).toEqual([
      '0.02',
      { kind: 'period', standing: 'realised', net: 'net', real: true, windowDays: 90, asOf: '2024-03-31' },
    ]);
    const annual = annualReturn(result);
    expect(isKnown(annual) && [annual.ok.ifPersisted, annual.ok.basis.standing]).toEqual([true, 'modelled']);
  });

  test('of a year and more is annualised', () => {
    const result = decompose(short, { after: '2023-12-31', through: '2025-12-31' }, measure(even));
    const annual = annualReturn(result);
    if (!isKnown(annual)) throw new Error(annual.unavailable.message);
    expect(annual.ok.ifPersisted).toBe(false);
    expect(annual.ok.rate.toNumber()).toBeCloseTo(1.02 ** (365 / 730) - 1, 14);
  });

  test('needs money at work', () => {
    const borrowed = position(
      { kind: 'lending-borrow', ...ABOUT, collateral: [{ asset: 'A', liquidationThreshold: '0.8' }], debt: ['A'] },
      [{ kind: 'borrow', at: '2024-01-01T00:00:00Z', outOf: amount('100') }],
    );
    const result = decompose(borrowed, { after: '2023-12-31', through: '2024-03-31' }, measure(even));
    expect(periodReturn(result.real, result, true)).toMatchObject({ unavailable: { reason: 'no-capital' } });
  });
});

test('the time-weighted return does not care when money came', () => {
  const prices = madeBook('USD', { A: { '2024-01-01': '100', '2024-04-01': '105', '2024-07-01': '101.85', '2024-12-31': '109.998' } });
  const moved = position(TERMS, [
    { kind: 'open', at: '2024-01-01T00:00:00Z', into: amount('10') },
    { kind: 'add', at: '2024-04-01T00:00:00Z', into: amount('90') },
    { kind: 'withdraw', at: '2024-07-01T00:00:00Z', outOf: amount('50') },
  ]);
  const measured = measure(prices);
  const result = decompose(moved, { after: '2023-12-31', through: '2024-12-31' }, measured);
  const twr = timeWeighted(moved, result, measured.prices);
  // yield.md §1.9: +5 %, −3 %, +8 %
  expect(isKnown(twr) && twr.ok.return.toNumber()).toBeCloseTo(0.09998, 12);
  expect(isKnown(twr) && twr.ok.annualised?.toNumber()).toBeCloseTo(0.09998, 12);
});

test('plain money and break-even are told by the day', () => {
  const paid = position(TERMS, [
    { kind: 'open', at: '2024-01-01T00:00:00Z', into: amount('100') },
    { kind: 'gas', at: '2024-01-01T00:00:00Z', fees: amount('3') },
    { kind: 'reward', at: '2024-01-11T00:00:00Z', into: amount('1') },
  ]);
  const result = decompose(paid, { after: '2023-12-31', through: '2024-01-11' }, measure(even));
  expect(shown(earnedPerDay(result), 2)).toBe('0.10');
  expect(shown(breakEvenDays(result), 0)).toBe('30');
});

test('the share in range counts days with a price only, the upper end outside', () => {
  const terms = termsSchema.parse({
    kind: 'liquidity',
    ...ABOUT,
    pool: { model: 'concentrated', assets: ['A', 'B'], lower: '1', upper: '2' },
  });
  const prices = ['0.9', '1', '1.5', '2', '2.1'];
  const book = madeBook('USD', {
    A: Object.fromEntries(prices.map((price, place) => [addDays('2024-01-01', place), price])),
    B: { '2023-01-01': '1' },
  });
  const opened = {
    terms,
    entries: position(TERMS, [{ kind: 'open', at: '2024-01-01T00:00:00Z', into: [...amount('1'), { asset: 'B', quantity: '1' }] }]).entries,
  };
  const measured = measure(book);
  const result = decompose(opened, { after: '2023-12-31', through: '2024-01-05' }, measured);
  expect(shown(inRangeShare(terms, result, measured.prices), 1)).toBe('0.4');
});

describe('money is back', () => {
  const staking = (more: object) => termsSchema.parse({ kind: 'native-staking', ...ABOUT, asset: 'A', ...more });
  test.each([
    ['at once where nothing binds it', staking({}), { days: 0, day: '2024-03-01', because: 'free' }],
    ['after unbonding', staking({ unbondingDays: 28 }), { days: 28, day: '2024-03-29', because: 'unbonds' }],
    ['after the lock-up', staking({ lockedUntil: '2024-03-11' }), { days: 10, day: '2024-03-11', because: 'locked' }],
    [
      'after both',
      staking({ lockedUntil: '2024-03-11', unbondingDays: 3 }),
      { days: 13, day: '2024-03-14', because: 'locked-then-unbonds' },
    ],
    [
      'at maturity',
      termsSchema.parse({ kind: 'earn-fixed', ...ABOUT, asset: 'A', matures: '2024-06-01' }),
      { days: 92, day: '2024-06-01', because: 'matures' },
    ],
  ])('%s', (_says, terms, unlock) => {
    expect(unlockOf(terms, '2024-03-01')).toEqual(unlock);
  });
});
