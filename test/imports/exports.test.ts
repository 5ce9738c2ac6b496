import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRefused } from '../../shared/figures/index.ts';
import { type ExportReading, readExport, readExportTable, recognise } from '../../shared/imports/index.ts';
import { activitySchema, compile, proposePositions } from '../../shared/positions/index.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/exports');
const REAL = join(import.meta.dirname, '../../../shared/data/yield/exchange_csv');

function read(path: string): ExportReading {
  const table = readExportTable(readFileSync(path));
  if (isRefused(table)) throw new Error(table.error.message);
  const [format] = recognise(table.ok.header);
  if (format === undefined) throw new Error(`${path} is not recognised`);
  return readExport(format, table.ok, { fileName: basename(path) });
}

/** File, format, and how many rows are accepted, duplicates, skipped and rejected; counted by hand in the file. */
type Expected = readonly [file: string, format: string, accepted: number, duplicates: number, skipped: number, rejected: number];

const MADE: readonly Expected[] = [
  ['kraken-10.csv', 'kraken-ledgers', 13, 0, 2, 0],
  ['kraken-11.csv', 'kraken-ledgers', 10, 0, 0, 1],
  ['kraken-12.csv', 'kraken-ledgers', 2, 0, 0, 1],
  ['kraken-13.csv', 'kraken-ledgers', 1, 0, 0, 0],
  ['kraken-16.csv', 'kraken-ledgers', 2, 0, 0, 0],
  ['kraken-chosen-columns.csv', 'kraken-ledgers', 3, 0, 0, 0],
  ['coinbase-2019.csv', 'coinbase', 2, 0, 0, 0],
  ['coinbase-2021-windows-1252.csv', 'coinbase', 2, 0, 0, 0],
  ['coinbase-2022.csv', 'coinbase', 3, 0, 0, 0],
  ['coinbase-2023.csv', 'coinbase', 1, 0, 0, 0],
  ['coinbase-2024.csv', 'coinbase', 5, 1, 1, 1],
  ['binance-old.csv', 'binance', 9, 0, 0, 0],
  ['Binance-Transaction-History-202401010000(UTC--6)_made.csv', 'binance', 14, 0, 1, 2],
  ['koinly-universal.csv', 'koinly', 5, 0, 1, 0],
  ['koinly-tax-report.csv', 'koinly', 2, 0, 0, 0],
  ['koinly-bulk-edit.csv', 'koinly', 1, 1, 0, 0],
  ['cointracking.csv', 'cointracking', 4, 0, 1, 1],
  ['cointracking-values.csv', 'cointracking', 1, 0, 0, 0],
  ['rotki-events.csv', 'rotki-events', 3, 0, 0, 1],
  ['rotki-trades.csv', 'rotki-trades', 1, 0, 0, 1],
  ['rotki-trades-old.csv', 'rotki-trades', 2, 0, 0, 0],
  ['crypto-com.csv', 'crypto-com', 7, 0, 1, 1],
  ['nexo.csv', 'nexo', 5, 1, 2, 0],
  ['bitvavo.csv', 'bitvavo', 5, 0, 1, 2],
  ['beaconchain.json', 'beaconchain', 4, 0, 1, 1],
  ['beaconchain-page-33710.csv', 'beaconchain-page', 2, 0, 1, 0],
];

const sidekick = (name: string, format: string, ...counts: readonly [number, number, number, number]): Expected => [
  `ghostfolio_sidekick_coinbase/${name}.csv`,
  format,
  ...counts,
];

const REAL_FILES: readonly Expected[] = [
  ['kraken_transcribed/ledgers_10col_double_rows.csv', 'kraken-ledgers', 8, 0, 4, 0],
  ['kraken_transcribed/ledgers_11col_earn_transfer.csv', 'kraken-ledgers', 9, 0, 0, 0],
  ['export_to_ghostfolio/bitvavo-export.csv', 'bitvavo', 34, 0, 0, 0],
  ['export_to_ghostfolio/coinbase-export.csv', 'coinbase', 7, 0, 1, 0],
  ['export_to_ghostfolio/cointracking-export.csv', 'cointracking', 6, 0, 0, 0],
  ['export_to_ghostfolio/cryptocom-export.csv', 'crypto-com', 65, 0, 0, 0],
  ['rotki/TEMPLATE_rotki_generic_events.csv', 'rotki-events', 6, 0, 0, 1],
  ['rotki/TEMPLATE_rotki_generic_trades.csv', 'rotki-trades', 4, 0, 0, 1],
  ['rotki/rotki_generic_events.csv', 'rotki-events', 6, 0, 0, 1],
  ['rotki/rotki_generic_trades.csv', 'rotki-trades', 5, 0, 0, 1],
  ['rotki/cointracking_custom_dates.csv', 'cointracking', 0, 0, 0, 2],
  ['rotki/cointracking_trades_list.csv', 'cointracking', 12, 0, 0, 0],
  ['rotki/cryptocom_trades_list.csv', 'crypto-com', 42, 0, 6, 0],
  ['rotki/nexo.csv', 'nexo', 32, 1, 6, 0],
  ['../staking/beaconchain_validator_daily_stats_999.json', 'beaconchain', 2, 0, 0, 0],
  sidekick('Bitvavo__BuyOrders__single_buy', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__CashTransactions__single_deposit', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__CashTransactions__single_withdrawal', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__Invalid__invalid_type', 'bitvavo', 0, 0, 0, 1),
  sidekick('Bitvavo__Invalid__single_buy_pending', 'bitvavo', 0, 0, 1, 0),
  sidekick('Bitvavo__Receive__single_receive', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__SellOrders__single_sell', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__Send__single_send', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__Specials__single_affiliate', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__Specials__single_campaign', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__Specials__single_fixedstakingreward', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__Specials__single_rebate', 'bitvavo', 1, 0, 0, 0),
  sidekick('Bitvavo__Specials__single_stakingreward', 'bitvavo', 1, 0, 0, 0),
  sidekick('Coinbase__BuyOrders__single_advance_trade_buy', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__BuyOrders__single_buy', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__BuyOrders__single_buy_alt', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__BuyOrders__single_convert', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__CashTransactions__single_deposit', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__CashTransactions__single_withdrawal', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__Invalid__invalid_type', 'coinbase', 0, 0, 0, 1),
  sidekick('Coinbase__Receive__single_receive', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__SellOrders__single_sell', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__Send__single_send', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__Specials__single_buyfiatfromfiat_bugCoinbase', 'coinbase', 0, 0, 1, 0),
  sidekick('Coinbase__Specials__single_learningreward', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__Specials__single_stakereward', 'coinbase', 1, 0, 0, 0),
  sidekick('Coinbase__Specials__single_stakereward_alt', 'coinbase', 1, 0, 0, 0),
  sidekick('Nexo__BuyOrders__single_buy', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__BuyOrders__single_convert', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__CashTransactions__single_deposit', 'nexo', 1, 0, 1, 0),
  sidekick('Nexo__CashTransactions__single_interest', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__CashTransactions__single_interest_fixed_term', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__CashTransactions__single_withdrawal', 'nexo', 1, 0, 1, 0),
  sidekick('Nexo__Interest__single_interest_crypto', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Invalid__fiat_to_fiat', 'nexo', 0, 0, 0, 1),
  sidekick('Nexo__Invalid__invalid_action', 'nexo', 0, 0, 0, 1),
  sidekick('Nexo__ReceiveSend__single_receive', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__ReceiveSend__single_withdrawal', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__SellOrders__single_sell', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Specials__single_cashback_crypto', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Specials__single_cashback_fiat', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Specials__single_dual_invest', 'nexo', 3, 0, 0, 0),
  sidekick('Nexo__Specials__single_dual_investment_exchange', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Specials__single_exchange', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Specials__single_interest_crypto', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Specials__single_lock_fix_term', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Specials__single_referralbonus_approved', 'nexo', 1, 0, 0, 0),
  sidekick('Nexo__Specials__single_referralbonus_pending', 'nexo', 0, 0, 1, 0),
  sidekick('Nexo__Specials__single_unlock_fix_term', 'nexo', 1, 0, 0, 0),
];

/** A reading's line of the tables above. */
function counted(file: string, { format, rows }: ExportReading): Expected {
  const having = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return [file, format, having('accepted'), having('duplicate'), having('skipped'), having('rejected')];
}

/** Files of sources that are not read; each must get a sentence that names its columns. */
const UNSUPPORTED = [
  'dali/EUR_USD.csv',
  'dali/test_binance_autoinvest.csv',
  'dali/test_binance_betheth.csv',
  'dali/test_bitbank_deposits.csv',
  'dali/test_coincheck_buys.csv',
  'dali/test_manual_in.csv',
  'dali/test_pionex_trades.csv',
  'dali/test_trezor_alice_btc.csv',
  'export_to_ghostfolio/delta-export.csv',
  'export_to_ghostfolio/parqet-export.csv',
  'export_to_ghostfolio/relai-export.csv',
  'export_to_ghostfolio/revolut-crypto-export.csv',
  'ghostfolio/ok__sample.csv',
  'rotki/bisq_trades.csv',
  'rotki/bitmex_wallet_history.csv',
  'rotki/bitstamp.csv',
  'rotki/bittrex_order_history.csv',
  'rotki/blockfi-transactions.csv',
  'rotki/coinbasepro.csv',
  'rotki/coinledger_export.csv',
  'rotki/kucoin_order_history.csv',
  'rotki/shapeshift-trade-history.csv',
  'rotki/uphold-transaction-history.csv',
];

/** What is wrong with a reading, whatever the file: activities that break their schema or have no legs, reasons that are no sentences. */
function faults({ rows }: ExportReading): string[] {
  return rows.flatMap((row, index) => {
    const at = `row ${index + 1}`;
    switch (row.outcome) {
      case 'accepted': {
        const joined = row.activities.length > 0 || rows[(row.joins ?? 0) - 1]?.outcome === 'accepted';
        const unsound = row.activities.filter((activity) => !activitySchema.safeParse(activity).success || 'error' in compile(activity));
        return [...(joined ? [] : [`${at} belongs to nothing`]), ...unsound.map(({ kind }) => `${at}: ${kind} is unsound`)];
      }
      case 'rejected':
        return /^.{20,}\.$/.test(row.reason) ? [] : [`${at}: ${row.reason}`];
      case 'skipped':
        return row.reason.length > 10 ? [] : [`${at}: ${row.reason}`];
      case 'duplicate':
        return [];
    }
  });
}

describe('exports made for these tests', () => {
  it.each(MADE)('%s is %s', (...expected) => {
    const reading = read(join(FIXTURES, expected[0]));
    expect(counted(expected[0], reading)).toEqual(expected);
    expect(faults(reading)).toEqual([]);
  });
});

describe.skipIf(!existsSync(REAL))('exports that people really had', () => {
  it.each(REAL_FILES)('%s is %s', (...expected) => {
    const reading = read(join(REAL, expected[0]));
    expect(counted(expected[0], reading)).toEqual(expected);
    expect(faults(reading)).toEqual([]);
  });

  it.each(UNSUPPORTED)('%s is not taken for another', (name) => {
    const table = readExportTable(readFileSync(join(REAL, name)));
    expect(isRefused(table) ? [] : recognise(table.ok.header)).toEqual([]);
  });
});

it('names streams so that what earns is proposed as a position, and nothing else', () => {
  const readings = MADE.map(([name]) => read(join(FIXTURES, name)));
  const streams = new Set(
    readings.flatMap(({ rows }) => rows.flatMap((row) => (row.outcome === 'accepted' ? row.activities.map((one) => one.stream) : []))),
  );
  const digests = [...streams].map((stream) => ({
    stream,
    activities: 1,
    first: '2024-01-01T00:00:00.000Z',
    last: '2024-01-02T00:00:00.000Z',
  }));
  const proposed = new Set(proposePositions(digests).flatMap((proposal) => proposal.streams));
  const others = [...streams].filter((stream) => !proposed.has(stream) && !stream.includes(':spot:'));
  expect(others).toEqual(['koinly:liquidity:ETH']);
  expect([...proposed]).toEqual(
    expect.arrayContaining(['kraken:earn:DOT', 'nexo:fixed:BTC', 'beaconchain:validator:33710', 'binance:staking:ETH']),
  );
});

it('recognises no header as two formats', () => {
  for (const [name] of MADE) {
    const table = readExportTable(readFileSync(join(FIXTURES, name)));
    expect('ok' in table && recognise(table.ok.header)).toHaveLength(1);
  }
});

it('reads the same file twice in the same way', () => {
  for (const [name] of MADE) {
    const digest = () =>
      createHash('sha256')
        .update(JSON.stringify(read(join(FIXTURES, name))))
        .digest('hex');
    expect(digest()).toBe(digest());
  }
});
