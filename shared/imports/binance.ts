import { isTimeZone } from '../tables/index.ts';
import { assetResolver } from './draft.ts';
import { type BinanceRow, flagEchoes, tellMoves, tellSingle, tellTrades } from './binance-activities.ts';
import { meaningOf } from './binance-operations.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { columnPositions, hasColumns, RowCells } from './row-cells.ts';

/**
 * Binance transaction history: the older form with `UTC_Time`, and today's with `Time` in a zone that only the file's name tells. Rows
 * have no ids and truly identical rows are legitimate, so file and row number identify them (yield.md §2.5).
 */
export const binance: ExportFormat = {
  id: 'binance',
  name: 'Binance transaction history',
  platform: 'binance',
  matches: (header) =>
    hasColumns(header, 'Account', 'Operation', 'Coin', 'Change') && (hasColumns(header, 'UTC_Time') || hasColumns(header, 'Time')),
  needs: ['UTC_Time', 'Time', 'Account', 'Operation', 'Coin', 'Change'],
  read,
};

function read(file: OpenExport): void {
  const { table, outcomes } = file;
  const time = columnPositions(table.header).has('utc_time') ? 'UTC_Time' : 'Time';
  const zone = file.options.zone ?? (time === 'UTC_Time' ? 'UTC' : zoneOfName(file.options.fileName ?? ''));
  if (zone === null || !isTimeZone(zone)) return askForZone(file);
  const resolve = assetResolver('binance');
  const cells = new RowCells(table.header, { zone, order: 'ymd' });
  const rows: BinanceRow[] = [];
  table.rows.forEach((raw, index) => {
    const row = index + 1;
    if (!outcomes.isOpen(row)) return;
    cells.open(raw);
    const at = cells.instant(time);
    const operation = cells.required('Operation');
    const account = cells.required('Account');
    const { asset, product } = resolve(cells.name('Coin'));
    const change = cells.number('Change');
    const meaning = meaningOf(operation, account, asset);
    if (cells.fault === null && meaning === undefined)
      cells.reject(
        'Operation',
        `“${operation}” is a kind of operation that is not known. Record it by hand, or import the file with a mapping of your own.`,
      );
    if (cells.fault !== null || meaning === undefined)
      return outcomes.reject(row, cells.fault?.field ?? 'Operation', cells.fault?.reason ?? 'The operation is not known.');
    if (outcomes.isRepeated(row, null)) return;
    if (change === '0') return outcomes.skip(row, 'nothing moved: the change is zero');
    rows.push({ row, at, operation, account, asset, staked: product !== undefined, change, meaning, note: cells.text('Remark') });
  });
  const flags = flagEchoes(rows);
  const trades: BinanceRow[] = [];
  const moves: BinanceRow[] = [];
  for (const row of rows) {
    if (row.meaning.does === 'trade') trades.push(row);
    else if (row.meaning.does === 'move') moves.push(row);
    else tellSingle(row, flags.get(row.row), outcomes);
  }
  tellTrades(trades, outcomes);
  tellMoves(moves, outcomes);
}

/** The zone is in the name that Binance gives the file: `(UTC+2)`, `(UTC--6)`, or made harmless by a download: `_UTC_2_`, `_UTC__6_`. */
export function zoneOfName(name: string): string | null {
  const match = /[(_]UTC(\+|--|-|__|_|)(\d{1,2})?(?:[:_.]([0-5]\d))?[)_]/.exec(name);
  if (match === null) return null;
  const [, sign = '', hours, minutes = '00'] = match;
  if (hours === undefined) return sign === '' || sign === '_' ? 'UTC' : null;
  if (sign === '' || Number(hours) > 14) return null;
  return `${sign.startsWith('-') || sign === '__' ? '-' : '+'}${hours.padStart(2, '0')}:${minutes}`;
}

function askForZone({ table, options, outcomes, questions }: OpenExport): void {
  const because =
    'Binance writes local times and names their zone only in the name of the file, such as “(UTC+2)”; this name does not say it.';
  questions.push({ option: 'zone', because });
  const shown = options.zone === undefined ? because : `“${options.zone}” is no time zone that is known.`;
  table.rows.forEach((_, index) => {
    if (outcomes.isOpen(index + 1)) outcomes.reject(index + 1, 'Time', `${shown} Say in which time zone the file was exported.`);
  });
}
