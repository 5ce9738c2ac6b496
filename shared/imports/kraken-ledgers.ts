import { instantFault, isFormula, isMangledIdentifier, numberFault, readInstant, readNumber } from '../tables/index.ts';
import { assetResolver } from './draft.ts';
import { type KrakenRow, tellGroups, tellSingle } from './kraken-activities.ts';
import { balanceNotices } from './kraken-balances.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { columnPositions, formulaFault, hasColumns, isNegative, mangledFault, minus } from './row-cells.ts';

/**
 * Kraken `ledgers.csv` in its five generations (10, 11, 12, 13 and 16 columns) and with columns left out by its owner. Times are UTC,
 * fees come on top: balance = balance before + amount − fee. Source of the rules: yield.md §2.3.
 */
export const krakenLedgers: ExportFormat = {
  id: 'kraken-ledgers',
  name: 'Kraken ledgers',
  platform: 'kraken',
  matches: (header) =>
    hasColumns(header, 'time', 'type', 'asset', 'amount') &&
    (hasColumns(header, 'refid') || hasColumns(header, 'txid')) &&
    ['aclass', 'fee', 'balance', 'wallet', 'subtype'].some((name) => hasColumns(header, name)),
  needs: ['time', 'type', 'asset', 'amount'],
  read,
};

function read(file: OpenExport): void {
  const rows = readRows(file);
  for (const row of rows) row.repeated = file.outcomes.isRepeated(row.row, row.txid === '' ? null : row.txid);
  file.notices.push(...balanceNotices(rows));
  const groups = new Map<string, KrakenRow[]>();
  for (const row of rows) {
    if (!isGrouped(row)) {
      if (!row.repeated) tellSingle(row, file.outcomes);
      continue;
    }
    const key = row.refid === '' ? `${row.time} ${LEGS.has(row.type) ? 'trade' : row.type}` : row.refid;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  tellGroups(groups.values(), file.outcomes);
}

/** Rows of a trade; where the owner left out `refid`, those of one second belong together. */
const LEGS = new Set(['trade', 'spend', 'receive', 'conversion', 'settled', 'sale']);

/** Kinds whose rows belong together by `refid`: what was given and what was received for it, or both ends of a move. */
function isGrouped(row: KrakenRow): boolean {
  if (row.type === 'earn') return !row.subtype.includes('reward');
  return row.type === 'transfer' || LEGS.has(row.type);
}

function readRows({ table, outcomes }: OpenExport): KrakenRow[] {
  const positions = columnPositions(table.header);
  const position = (name: string) => positions.get(name) ?? -1;
  const [TXID, REFID, TIME, TYPE, SUBTYPE] = [position('txid'), position('refid'), position('time'), position('type'), position('subtype')];
  const [ASSET, WALLET, AMOUNT, FEE, BALANCE] = [
    position('asset'),
    position('wallet'),
    position('amount'),
    position('fee'),
    position('balance'),
  ];
  const [USD, FEE_ASSET] = [position('amountusd'), position('feecurrency')];
  const resolve = assetResolver('kraken');
  const rows: KrakenRow[] = [];
  const source = table.rows;
  for (let index = 0; index < source.length; index += 1) {
    const cells = source[index];
    const row = index + 1;
    if (cells === undefined || !outcomes.isOpen(row)) continue;
    const txid = TXID === -1 ? '' : (cells[TXID] ?? '');
    const balance = BALANCE === -1 ? '' : (cells[BALANCE] ?? '');
    if (TXID === -1 ? BALANCE !== -1 && balance === '' : txid === '') {
      outcomes.skip(row, 'a request for a deposit or withdrawal, without a ledger id; its booked row is a row of its own');
      continue;
    }
    if (isMangledIdentifier(txid)) {
      outcomes.reject(row, 'txid', mangledFault(txid));
      continue;
    }
    const time = cells[TIME] ?? '';
    const at = readInstant(time);
    if (at === null) {
      outcomes.reject(row, 'time', instantFault(time));
      continue;
    }
    const ticker = cells[ASSET] ?? '';
    if (ticker === '' || isFormula(ticker)) {
      outcomes.reject(
        row,
        'asset',
        ticker === '' ? 'The cell is empty, where a ticker must be. Export the ledgers again.' : formulaFault(ticker),
      );
      continue;
    }
    const amount = readNumber(cells[AMOUNT] ?? '');
    if (amount === null) {
      outcomes.reject(row, 'amount', numberFault(cells[AMOUNT] ?? ''));
      continue;
    }
    const feeText = FEE === -1 ? '' : (cells[FEE] ?? '');
    const fee = feeText === '' ? '0' : readNumber(feeText);
    if (fee === null) {
      outcomes.reject(row, 'fee', numberFault(feeText));
      continue;
    }
    const { asset, product } = resolve(ticker);
    const feeTicker = FEE_ASSET === -1 ? '' : (cells[FEE_ASSET] ?? '');
    const feeAsset = feeTicker === '' ? asset : resolve(feeTicker).asset;
    // A negative fee is one that came back; it is part of what arrived.
    const refund = isNegative(fee) && feeAsset === asset;
    const wallet = WALLET === -1 ? '' : (cells[WALLET] ?? '');
    const usd = USD === -1 ? null : readNumber(cells[USD] ?? '');
    rows.push({
      row,
      txid,
      refid: REFID === -1 ? '' : (cells[REFID] ?? ''),
      time,
      at,
      type: (cells[TYPE] ?? '').trim().toLowerCase(),
      subtype: SUBTYPE === -1 ? '' : (cells[SUBTYPE] ?? '').trim().toLowerCase(),
      account: `${ticker} ${wallet}`,
      asset,
      earns: wallet.startsWith('earn') || (product !== undefined && product !== 'hold'),
      amount: refund ? minus(amount, fee) : amount,
      fee: refund ? '0' : fee,
      feeAsset,
      usd,
      balance: readNumber(balance),
      repeated: false,
    });
  }
  return rows;
}
