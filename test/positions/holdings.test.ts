import { describe, expect, test } from 'vitest';
import { decimalText } from '../../shared/figures/index.ts';
import { type Activity, decompose, quantityDecimal, type TermsDraft } from '../../shared/positions/index.ts';
import { madeBook } from './made-market.ts';
import { measure, parts, position, text } from './told.ts';

const TERMS: TermsDraft = { kind: 'earn-flexible', title: 'A', platform: 'made', opened: '2026-01-01', asset: 'A' };
const book = madeBook('USD', { A: { '2026-01-01': '10', '2026-02-01': '20' }, B: { '2026-01-01': '1' } });
const window = { after: '2025-12-31', through: '2026-03-01' };
const amount = (quantity: string, asset = 'A') => [{ asset, quantity }];
const on = (day: string) => `${day}T09:00:00Z`;

function folded(...activities: readonly Omit<Activity, 'stream'>[]) {
  const result = decompose(position(TERMS, activities), window, measure(book));
  const held = result.holdings.buckets.map(
    ({ place, of, asset, quantity }) => `${place}/${of} ${decimalText(quantityDecimal(quantity))} ${asset}`,
  );
  return { result, held };
}

const open = { kind: 'open', at: on('2026-01-01'), into: amount('30') } as const;
const reward = { kind: 'reward', at: on('2026-01-02'), into: amount('10') } as const;

describe('what leaves', () => {
  test('takes from principal and kept rewards pro rata', () => {
    const { held, result } = folded(open, reward, { kind: 'withdraw', at: on('2026-02-01'), outOf: amount('20') });
    expect(held).toEqual(['holding/principal 15 A', 'holding/reward 5 A']);
    // 30·10 gained on principal, 10·10 on rewards; what left had gained as well
    expect(parts(result)).toEqual({ price: '300', rewards: '100', 'reward-drift': '100' });
  });

  test('in thirds that do not divide leaves not a unit behind', () => {
    const thirds = ['2026-02-01', '2026-02-02', '2026-02-03'].map((day, place) => ({
      kind: 'withdraw' as const,
      at: on(day),
      outOf: amount(place === 2 ? '13.333333333333333334' : '13.333333333333333333'),
    }));
    const { result } = folded(open, reward, ...thirds);
    expect(result.holdings.isEmpty()).toBe(true);
    expect(result.end).toBe(0n);
  });

  test('beyond what was recorded was earned, on that day, and is said', () => {
    const { held, result } = folded(open, { kind: 'withdraw', at: on('2026-02-01'), outOf: amount('31') });
    expect(held).toEqual(['holding/principal 0 A', 'holding/reward 0 A']);
    expect(parts(result)).toEqual({ price: '300', rewards: '20' });
    expect(result.conclusions).toMatchObject([{ says: 'earned-unrecorded', entry: 'e1', day: '2026-02-01', asset: 'A' }]);
  });
});

describe('what leaves far beyond the record', () => {
  test('had come in unrecorded: no return is made of it', () => {
    const { result } = folded(open, { kind: 'withdraw', at: on('2026-02-01'), outOf: amount('50') });
    expect(parts(result)).toEqual({ price: '300' });
    expect(text(result.netFlow)).toBe('-300');
    expect(result.conclusions).toMatchObject([{ says: 'put-in-unrecorded', entry: 'e1', asset: 'A' }]);
  });

  test('of an import that begins too late is no income', () => {
    const { result } = folded(reward, { kind: 'withdraw', at: on('2026-02-01'), outOf: amount('500') });
    expect(parts(result)).toEqual({ price: '0', rewards: '100', 'reward-drift': '100' });
  });
});

describe('a claim', () => {
  test('moves what waited and earns nothing twice', () => {
    const { held, result } = folded(
      open,
      { kind: 'reward', at: on('2026-01-02'), into: amount('5', 'B'), rewardTo: 'claimable' },
      { kind: 'claim', at: on('2026-02-01'), into: amount('5', 'B') },
    );
    expect(held).toEqual(['holding/principal 30 A', 'claimable/incentive 0 B']);
    expect(parts(result)).toEqual({ price: '300', incentives: '5' });
  });

  test('of what nobody recorded earns it when it is claimed', () => {
    const { result } = folded(open, { kind: 'claim', at: on('2026-02-01'), into: amount('5', 'B') });
    expect(parts(result)).toEqual({ price: '300', incentives: '5' });
  });
});

describe('closing', () => {
  test('with less than was held by the record costs the rest', () => {
    const { result } = folded(open, { kind: 'close', at: on('2026-02-01'), outOf: amount('29') });
    expect(parts(result)).toEqual({ price: '300', fees: '-20' });
    expect(result.conclusions).toMatchObject([{ says: 'lost-at-close' }]);
    expect(text(result.end)).toBe('0');
  });

  test('without an amount leaves the balance and says so', () => {
    const { result } = folded(open, { kind: 'close', at: on('2026-02-01') });
    expect(text(result.end)).toBe('600');
    expect(result.conclusions).toMatchObject([{ says: 'closed-with-balance' }]);
  });
});

describe('flows', () => {
  test('a reward that is swept out is one, a reward left in place is none', () => {
    const { result } = folded(open, reward, { kind: 'reward', at: on('2026-02-01'), into: amount('1'), rewardTo: 'wallet' });
    expect(result.flows.map(({ day, amount: money }) => [day, text(money)])).toEqual([
      ['2026-01-01', '300'],
      ['2026-02-01', '-20'],
    ]);
  });

  test('gas from outside is a flow in and a cost', () => {
    const { result } = folded(open, { kind: 'gas', at: on('2026-01-02'), fees: amount('3', 'B') });
    expect(parts(result)).toEqual({ price: '300', gas: '-3' });
    expect(text(result.netFlow)).toBe('303');
    expect(text(result.nominal)).toBe('297');
  });

  test('from another position are told apart', () => {
    const { result } = folded(open, { kind: 'transfer', at: on('2026-01-02'), into: amount('1') });
    expect(result.transfers.map(({ day }) => day)).toEqual(['2026-01-02']);
  });
});
