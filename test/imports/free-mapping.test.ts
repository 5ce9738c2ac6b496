import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRefused } from '../../shared/figures/index.ts';
import { freeMapping, type Mapping, mappingSchema, readExport, readExportTable } from '../../shared/imports/index.ts';
import { compile } from '../../shared/positions/index.ts';
import { activitiesOf, outcomes, said } from './reading.ts';

const REAL = join(import.meta.dirname, '../../../shared/data/yield/exchange_csv');

function read(path: string, mapping: Mapping) {
  const table = readExportTable(readFileSync(path), { mapping: mappingSchema.parse(mapping) });
  if (isRefused(table)) throw new Error(table.error.message);
  const reading = readExport(freeMapping, table.ok, { mapping });
  for (const activity of activitiesOf(reading)) expect(compile(activity)).toHaveProperty('ok');
  return reading;
}

const GERMAN: Mapping = {
  platform: 'pool',
  columns: { at: 'Wann', kind: 'Was', amount: 'Menge', asset: 'Münze', feeAmount: 'Gebühr', sourceId: 'Beleg' },
  kinds: { belohnung: 'reward', Einzahlung: 'deposit', Auszahlung: 'withdrawal', Notiz: 'skip' },
  zone: 'Europe/Berlin',
};

describe('a mapping of one’s own', () => {
  const path = join(import.meta.dirname, '../fixtures/exports/pool-ledger.csv');

  it('reads decimal commas, local times and kinds in any language', () => {
    const reading = read(path, GERMAN);
    expect(outcomes(reading)).toEqual(['accepted', 'accepted', 'accepted', 'skipped', 'rejected', 'duplicate']);
    expect(activitiesOf(reading)).toEqual([
      {
        kind: 'reward',
        at: '2024-02-05T10:03:12.000Z',
        stream: 'pool:earn:ETH',
        into: [{ asset: 'ETH', quantity: '0.0204' }],
        sourceId: 'A-1',
      },
      {
        kind: 'deposit',
        at: '2024-02-06T10:03:12.000Z',
        stream: 'pool:spot:USDC',
        into: [{ asset: 'USDC', quantity: '1250.5' }],
        sourceId: 'A-2',
      },
      {
        kind: 'withdrawal',
        at: '2024-02-07T10:03:12.000Z',
        stream: 'pool:spot:USDC',
        outOf: [{ asset: 'USDC', quantity: '12.5' }],
        fees: [{ asset: 'USDC', quantity: '0.1' }],
        sourceId: 'A-3',
      },
    ]);
    expect(said(reading.rows[4])).toMatch(/^Was: The mapping does not say what “Unbekannt” means/);
  });

  it('says which of its columns a file lacks', () => {
    const reading = read(path, { ...GERMAN, columns: { ...GERMAN.columns, note: 'Bemerkung' } });
    expect(new Set(outcomes(reading))).toEqual(new Set(['rejected']));
    expect(said(reading.rows[0])).toMatch(/no column “Bemerkung”/);
    expect(reading.questions).toMatchObject([{ option: 'mapping' }]);
  });
});

/** Files of sources without a reader of their own, with the mapping by which a person can read them all the same. */
const MAPPINGS: readonly (readonly [file: string, counts: Record<string, number>, mapping: Mapping])[] = [
  [
    'rotki/blockfi-transactions.csv',
    { accepted: 9 },
    {
      platform: 'blockfi',
      columns: { at: 'Confirmed At', kind: 'Transaction Type', amount: 'Amount', asset: 'Cryptocurrency' },
      kinds: {
        'Interest Payment': 'reward',
        'Referral Bonus': 'income',
        'Bonus Payment': 'income',
        Deposit: 'deposit',
        Withdrawal: 'withdrawal',
        Trade: 'transfer',
        'Crypto Transfer': 'transfer',
      },
    },
  ],
  [
    'export_to_ghostfolio/revolut-crypto-export.csv',
    { accepted: 7, skipped: 6 },
    {
      platform: 'revolut',
      columns: { at: 'Date', kind: 'Type', amount: 'Quantity', asset: 'Symbol', worthAmount: 'Value' },
      kinds: { 'Staking reward': 'reward', Stake: 'add', Receive: 'deposit', Send: 'withdrawal', Sell: 'withdrawal', Buy: 'skip' },
    },
  ],
  [
    'dali/test_pionex_trades.csv',
    { accepted: 2 },
    {
      platform: 'pionex',
      columns: {
        at: 'Date',
        intoAmount: 'Received Quantity',
        intoAsset: 'Received Currency',
        outOfAmount: 'Sent Quantity',
        outOfAsset: 'Sent Currency',
        feeAmount: 'Fee Amount',
        feeAsset: 'Fee Currency',
      },
    },
  ],
  [
    'rotki/bitstamp.csv',
    { accepted: 3 },
    {
      platform: 'bitstamp',
      columns: { at: 'Datetime', kind: 'Type', amount: 'Amount', feeAmount: 'Fee', worthAmount: 'Value' },
      kinds: { Deposit: 'deposit', Withdrawal: 'withdrawal', Market: 'transfer' },
    },
  ],
];

describe.skipIf(!existsSync(REAL))('real files of sources without a reader', () => {
  it.each(MAPPINGS)('%s', (file, counts, mapping) => {
    const reading = read(join(REAL, file), mapping);
    const counted: Record<string, number> = {};
    for (const outcome of outcomes(reading)) counted[outcome] = (counted[outcome] ?? 0) + 1;
    expect(counted).toEqual(counts);
  });
});
