import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, Decimal, ZERO } from '../../shared/figures/index.ts';
import { decompose, type Decomposition, quickMoneyWeightedReturn, type TermsDraft } from '../../shared/positions/index.ts';
import { madeBook } from './made-market.ts';
import { measure, number, parts, position, text } from './told.ts';

const OPENED = '2026-01-01';
const ABOUT = { title: 'staked', platform: 'Lido', opened: OPENED, kind: 'liquid-staking', underlying: 'ETH' } as const;
const REBASING: TermsDraft = { ...ABOUT, asset: 'stETH', mode: 'rebasing' };
const BEARING: TermsDraft = { ...ABOUT, asset: 'wstETH', mode: 'reward-bearing' };

/** A rate that grows a little each day, a price that swings, and a token that trades a little below what it stands for. */
const days = Array.from({ length: 91 }, (_, place) => addDays(OPENED, place));
const rate = (place: number) => (1.15 * 1.0001 ** place).toFixed(12);
const ether = (place: number) => (3000 + 400 * Math.sin(place / 9)).toFixed(4);
const discount = (place: number) => 1 - 0.004 * Math.abs(Math.sin(place / 20));
const series = (value: (place: number) => string) => Object.fromEntries(days.map((day, place) => [day, value(place)]));
const book = madeBook(
  'USD',
  {
    ETH: series(ether),
    stETH: series((place) => (Number(ether(place)) * discount(place)).toFixed(12)),
    wstETH: series((place) => (Number(rate(place)) * Number(ether(place)) * discount(place)).toFixed(12)),
  },
  { wstETH: series(rate) },
);
const window = { after: '2025-12-31', through: days[90] ?? '' };

/** Ten wrapped tokens, and the same stake as a balance that grows each day by what the rate says. */
function twins(): readonly [Decomposition, Decomposition] {
  const bearing = position(BEARING, [{ kind: 'open', at: `${OPENED}T12:00:00Z`, into: [{ asset: 'wstETH', quantity: '10' }] }]);
  const grown = days.slice(1).map((day, index) => ({
    kind: 'rebase' as const,
    at: `${day}T12:00:00Z`,
    into: [{ asset: 'stETH', quantity: (10 * (Number(rate(index + 1)) - Number(rate(index)))).toFixed(12) }],
  }));
  const rebasing = position(REBASING, [
    { kind: 'open', at: `${OPENED}T12:00:00Z`, into: [{ asset: 'stETH', quantity: '11.5' }] },
    ...grown,
  ]);
  return [decompose(bearing, window, measure(book)), decompose(rebasing, window, measure(book))];
}

describe('a rebasing and a reward-bearing token', () => {
  test('have the same return, component by component', () => {
    const [bearing, rebasing] = twins();
    expect([...bearing.components.keys()]).toEqual(['price', 'rewards', 'reward-drift', 'peg']);
    expect(parts(bearing, 6)).toEqual(parts(rebasing, 6));
    expect(text(bearing.real, 6)).toBe(text(rebasing.real, 6));
    const [one, other] = [quickMoneyWeightedReturn(bearing), quickMoneyWeightedReturn(rebasing)];
    if (!('ok' in one && 'ok' in other)) throw new Error('no rate');
    expect(one.ok.rate).toBeCloseTo(other.ok.rate, 9);
  });

  test('are taxed differently: growth of a rate is received by nobody', () => {
    const rules = { incomeRate: new Decimal('0.26'), gainsRate: ZERO, longTerm: null, method: 'fifo' as const };
    const open = position(BEARING, [{ kind: 'open', at: `${OPENED}T12:00:00Z`, into: [{ asset: 'wstETH', quantity: '10' }] }]);
    expect(decompose(open, window, measure(book, { tax: rules })).components.get('tax')).toBeUndefined();
    const balance = position(REBASING, [
      { kind: 'open', at: `${OPENED}T12:00:00Z`, into: [{ asset: 'stETH', quantity: '11.5' }] },
      { kind: 'rebase', at: `${days[10] ?? ''}T12:00:00Z`, into: [{ asset: 'stETH', quantity: '0.01' }] },
    ]);
    const taxed = decompose(balance, window, measure(book, { tax: rules }));
    expect(number(taxed.components.get('tax'))).toBeCloseTo(-0.26 * 0.01 * Number(ether(10)), 8);
  });
});

describe('a reward-bearing token', () => {
  const open = { kind: 'open' as const, at: `${OPENED}T12:00:00Z`, into: [{ asset: 'wstETH', quantity: '10' }] };

  test('is valued by the market, with its distance from what it stands for apart', () => {
    const { end, components } = decompose(position(BEARING, [open]), window, measure(book));
    const last = 90;
    expect(number(end)).toBeCloseTo(10 * Number(rate(last)) * Number(ether(last)) * discount(last), 6);
    // units · underlying price · how far its discount moved since the flow
    const gapAt = (place: number) => 10 * Number(rate(place)) * Number(ether(place)) * (discount(place) - 1);
    expect(number(components.get('peg'))).toBeCloseTo(gapAt(last) - gapAt(0), 6);
  });

  test('has no peg where its owner values it by what it stands for', () => {
    const { components } = decompose(position({ ...BEARING, valuedBy: 'underlying' }, [open]), window, measure(book));
    expect(components.has('peg')).toBe(false);
  });

  test('without a rate keeps its value and return; only their parts are unknown', () => {
    const blind = madeBook('USD', { ETH: series(ether), wstETH: series((place) => ether(place)) });
    const result = decompose(position(BEARING, [open]), window, measure(blind));
    expect(text(result.end)).toBe(
      text(decompose(position({ ...ABOUT, kind: 'earn-flexible', asset: 'wstETH' } as never, [open]), window, measure(blind)).end),
    );
    expect(typeof result.nominal).toBe('bigint');
    expect(parts(result)).toMatchObject({ price: 'price-missing', rewards: 'price-missing', peg: 'price-missing' });
  });

  test('a rate that falls is a slashing', () => {
    const slashed = madeBook(
      'USD',
      { ETH: series(() => '1000'), wstETH: series(() => '1100') },
      { wstETH: { [OPENED]: '1.2', [days[30] ?? '']: '1.1' } },
    );
    const result = decompose(position(BEARING, [open]), window, measure(slashed));
    expect(parts(result)).toEqual({ price: '0', slashing: '-1000', peg: '1000' });
  });

  test('that leaves entirely leaves nothing behind', () => {
    const gone = position(BEARING, [
      open,
      { kind: 'withdraw', at: `${days[60] ?? ''}T12:00:00Z`, outOf: [{ asset: 'wstETH', quantity: '10' }] },
    ]);
    const result = decompose(gone, window, measure(book));
    expect(result.holdings.isEmpty()).toBe(true);
    expect(result.end).toBe(0n);
  });
});

const REAL = '../shared/data/yield/staking/lst_eth_rates/osETH_compoundv3_feed.csv';

describe.skipIf(!existsSync(REAL))('the real rates of osETH', () => {
  test('give a wrapped token the return that the same growth gives a rebasing one', () => {
    const rates: Record<string, string> = {};
    for (const line of readFileSync(REAL, 'utf8').trim().split('\n').slice(1)) {
      const [, seconds = '', value = ''] = line.split(',');
      if (value !== '') rates[dayOf(Number(seconds) * 1000)] = value;
    }
    const all = Object.keys(rates).sort();
    const [first, last] = [all[0] ?? '', all.at(-1) ?? ''];
    const prices = { ETH: { [first]: '3000', [last]: '3300' }, stETH: { [first]: '3000', [last]: '3300' }, osETH: {} };
    const real = madeBook('USD', prices, { osETH: rates });
    const held = new Decimal(100);
    const bearing = position({ ...BEARING, asset: 'osETH', opened: first, valuedBy: 'underlying' }, [
      { kind: 'open', at: `${first}T23:00:00Z`, into: [{ asset: 'osETH', quantity: held.toFixed() }] },
    ]);
    const grown = all.slice(1).flatMap((day, place) => {
      const growth = held.times(new Decimal(rates[day] ?? '').minus(rates[all[place] ?? ''] ?? ''));
      return growth.greaterThan(0)
        ? [{ kind: 'rebase' as const, at: `${day}T23:00:00Z`, into: [{ asset: 'stETH', quantity: growth.toFixed() }] }]
        : [];
    });
    const rebasing = position({ ...REBASING, opened: first }, [
      { kind: 'open', at: `${first}T23:00:00Z`, into: [{ asset: 'stETH', quantity: held.times(rates[first] ?? '').toFixed() }] },
      ...grown,
    ]);
    const whole = { after: addDays(first, -1), through: last };
    const [one, other] = [decompose(bearing, whole, measure(real)), decompose(rebasing, whole, measure(real))];
    expect(grown.length).toBeGreaterThan(100);
    expect(parts(one, 8)).toEqual(parts(other, 8));
    expect(number(one.components.get('rewards'))).toBeGreaterThan(0);
  });
});
