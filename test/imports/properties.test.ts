import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, decimalText } from '../../shared/figures/index.ts';
import type { ExportReading, KnownRows } from '../../shared/imports/index.ts';
import { activitiesOf, readText } from './reading.ts';

/** What a store knows after these readings of files, of which all but ids need the file to be the same. */
function knownAfter(readings: readonly ExportReading[], sameFile: boolean): KnownRows {
  const identities = new Set<string>();
  const ordinals = new Set<number>();
  for (const { rows } of readings)
    rows.forEach((row, index) => {
      if (row.outcome !== 'accepted') return;
      if (row.identity !== null) identities.add(row.identity);
      else if (sameFile) ordinals.add(index + 1);
    });
  return { identities, ordinals };
}

/** Net change of each asset over the wallet and everything beside it: what came in less what went out, fees included. */
function net(readings: readonly ExportReading[]): Record<string, string> {
  const totals = new Map<string, Decimal>();
  const count = (amounts: readonly { asset: string; quantity: string }[] | undefined, sign: 1 | -1) => {
    for (const { asset, quantity } of amounts ?? [])
      totals.set(asset, (totals.get(asset) ?? new Decimal(0)).plus(new Decimal(quantity).times(sign)));
  };
  for (const activity of readings.flatMap(activitiesOf)) {
    if (activity.kind !== 'add' && activity.kind !== 'withdraw') {
      count(activity.into, 1);
      count(activity.outOf, -1);
    }
    count(activity.fees, -1);
  }
  return Object.fromEntries([...totals].map(([asset, total]) => [asset, decimalText(total)]));
}

const KRAKEN = 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance';

interface Happening {
  readonly kind: 'deposit' | 'withdrawal' | 'trade' | 'reward' | 'allocation' | 'nonsense';
  readonly amount: number;
  readonly fee: number;
}

/** A ledger in which every happening has its own day, with one or two rows. */
function krakenRows(happenings: readonly Happening[]): string[] {
  return happenings.flatMap(({ kind, amount, fee }, i) => {
    const time = new Date(Date.UTC(2022, 0, 1 + i, 12)).toISOString().slice(0, 19).replace('T', ' ');
    const quantity = (amount / 1e4).toFixed(4);
    const cost = (fee / 1e4).toFixed(4);
    const row = (id: string, type: string, subtype: string, asset: string, wallet: string, change: string, charged: string) =>
      `L${i}${id},R${i},${time},${type},${subtype},currency,${asset},${wallet},${change},${charged},0`;
    switch (kind) {
      case 'deposit':
        return [row('a', 'deposit', '', 'ZEUR', 'spot / main', quantity, cost)];
      case 'withdrawal':
        return [row('a', 'withdrawal', '', 'XETH', 'spot / main', `-${quantity}`, cost)];
      case 'reward':
        return [row('a', 'earn', 'reward', 'ETH', 'earn / bonded', quantity, cost)];
      case 'trade':
        return [
          row('a', 'trade', '', 'ZEUR', 'spot / main', `-${quantity}`, cost),
          row('b', 'trade', '', 'XETH', 'spot / main', quantity, '0'),
        ];
      case 'allocation':
        return [
          row('a', 'earn', 'allocation', 'ETH', 'spot / main', `-${quantity}`, '0'),
          row('b', 'earn', 'allocation', 'ETH', 'earn / bonded', quantity, '0'),
        ];
      case 'nonsense':
        return [row('a', 'teleport', '', 'ETH', 'spot / main', quantity, '0')];
    }
  });
}

const happening = fc.record({
  kind: fc.constantFrom<Happening['kind']>('deposit', 'withdrawal', 'trade', 'reward', 'allocation', 'nonsense'),
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  fee: fc.integer({ min: 0, max: 5_000 }),
});
const ledger = (rows: readonly string[]) => `${[KRAKEN, ...rows].join('\n')}\n`;

describe('whatever a ledger says', () => {
  it('every row has one outcome, and reading it again adds nothing', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 1, maxLength: 30 }), (happenings) => {
        const rows = krakenRows(happenings);
        const first = readText(ledger(rows));
        expect(first.rows).toHaveLength(rows.length);
        const again = readText(ledger(rows), { known: knownAfter([first], true) });
        expect(activitiesOf(again)).toEqual([]);
        expect(again.rows.map((row) => row.outcome)).toEqual(
          first.rows.map((row) => (row.outcome === 'accepted' ? 'duplicate' : row.outcome)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('two files that overlap add what the whole file adds, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 2, maxLength: 25 }), fc.nat(), fc.nat(), (happenings, a, b) => {
        const rows = krakenRows(happenings);
        const [from, until] = [a % rows.length, b % rows.length].sort((x, y) => x - y) as [number, number];
        const first = readText(ledger(rows.slice(0, until + 1)));
        const second = readText(ledger(rows.slice(from)), { known: knownAfter([first], false) });
        expect(net([first, second])).toEqual(net([readText(ledger(rows))]));
      }),
      { numRuns: 300 },
    );
  });

  it('two equal rewards without ids both live, and the same file again adds nothing', () => {
    const file =
      'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark\n' +
      '1,2020-11-03 00:00:00,Spot,Savings Interest,BUSD,0.00000005,\n'.repeat(5);
    const first = readText(file);
    expect(net([first])).toEqual({ BUSD: '0.00000025' });
    expect(net([readText(file, { known: knownAfter([first], true) })])).toEqual({});
  });

  it('trades of Binance sum to their rows, however many fills share a second', () => {
    const fill = fc.record({
      coin: fc.constantFrom('ETH', 'BTC'),
      got: fc.integer({ min: 1, max: 1e6 }),
      paid: fc.integer({ min: 1, max: 1e6 }),
      fee: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(fill, { minLength: 1, maxLength: 12 }), (fills) => {
        const rows = fills.flatMap(({ coin, got, paid, fee }) => [
          `1,2023-01-01 00:00:00,Spot,Transaction Buy,${coin},0.${String(got).padStart(7, '0')},`,
          `1,2023-01-01 00:00:00,Spot,Transaction Spend,EUR,-${paid},`,
          `1,2023-01-01 00:00:00,Spot,Transaction Fee,BNB,-0.${String(fee).padStart(6, '0')},`,
        ]);
        const reading = readText(`User_ID,UTC_Time,Account,Operation,Coin,Change,Remark\n${rows.join('\n')}\n`);
        const expected = new Map<string, Decimal>();
        const add = (coin: string, amount: Decimal) => expected.set(coin, (expected.get(coin) ?? new Decimal(0)).plus(amount));
        for (const { coin, got, paid, fee } of fills) {
          add(coin, new Decimal(got).div(1e7));
          add('EUR', new Decimal(-paid));
          if (fee > 0) add('BNB', new Decimal(-fee).div(1e6));
        }
        expect(net([reading])).toEqual(Object.fromEntries([...expected].map(([coin, total]) => [coin, decimalText(total)])));
      }),
      { numRuns: 200 },
    );
  });
});
