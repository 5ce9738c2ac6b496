import { instantFault, isFormula, isMangledIdentifier, numberFault, readInstant, readNumber } from '../tables/index.ts';
import { streamOf } from '../positions/index.ts';
import { assetResolver } from './draft.ts';
import { type KrakenAccount, type KrakenRow, tellGroups, tellSingle } from './kraken-activities.ts';
import { RunningBalances } from './kraken-balances.ts';
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
  const { outcomes } = file;
  const balances = new RunningBalances();
  const groups = new Map<string, KrakenRow[]>();
  let [lastKey, lastGroup]: [string, KrakenRow[]] = ['', []];
  eachRow(file, (row) => {
    row.repeated = outcomes.isRepeated(row.row, row.txid === '' ? null : row.txid);
    balances.follow(row);
    if (!isGrouped(row)) {
      if (!row.repeated) tellSingle(row, outcomes);
      return;
    }
    const key = row.refid === '' ? `${row.time} ${LEGS.has(row.type) ? 'trade' : row.type}` : row.refid;
    // Legs mostly stand side by side.
    if (key !== lastKey) {
      lastKey = key;
      lastGroup = groups.get(key) ?? [];
      if (lastGroup.length === 0) groups.set(key, lastGroup);
    }
    lastGroup.push(row);
  });
  file.notices.push(...balances.notices());
  tellGroups(groups.values(), outcomes);
}

/** Rows of a trade; where the owner left out `refid`, those of one second belong together. */
const LEGS = new Set(['trade', 'spend', 'receive', 'conversion', 'settled', 'sale']);

/** Kinds whose rows belong together by `refid`: what was given and what was received for it, or both ends of a move. */
function isGrouped(row: KrakenRow): boolean {
  if (row.type === 'earn') return !row.subtype.includes('reward');
  return row.type === 'transfer' || LEGS.has(row.type);
}

/** Judges what cannot be read and gives each other row to `each`, in the order of the file. */
function eachRow({ table, outcomes }: OpenExport, each: (row: KrakenRow) => void): void {
  const positions = columnPositions(table.header);
  const position = (name: string) => positions.get(name) ?? -1;
  const [TXID, REFID, TIME, TYPE, SUBTYPE] = [position('txid'), position('refid'), position('time'), position('type'), position('subtype')];
  const [ASSET, WALLET, AMOUNT, FEE] = [position('asset'), position('wallet'), position('amount'), position('fee')];
  const [BALANCE, USD, FEE_ASSET] = [position('balance'), position('amountusd'), position('feecurrency')];
  const accounts = new KrakenAccounts();
  const word = lowerCase();
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
    if (txid.charCodeAt(0) < 58 && isMangledIdentifier(txid)) {
      outcomes.reject(row, 'txid', mangledFault(txid));
      continue;
    }
    const time = cells[TIME] ?? '';
    const at = readInstant(time);
    if (at === null) {
      outcomes.reject(row, 'time', instantFault(time));
      continue;
    }
    const account = accounts.of(cells[ASSET] ?? '', WALLET === -1 ? '' : (cells[WALLET] ?? ''));
    if (account.fault !== null) {
      outcomes.reject(row, 'asset', account.fault);
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
    const feeTicker = FEE_ASSET === -1 ? '' : (cells[FEE_ASSET] ?? '');
    const feeAsset = feeTicker === '' ? account.asset : accounts.of(feeTicker, '').asset;
    // A negative fee is one that came back; it is part of what arrived.
    const refund = isNegative(fee) && feeAsset === account.asset;
    each({
      row,
      txid,
      refid: REFID === -1 ? '' : (cells[REFID] ?? ''),
      time,
      at,
      type: word(cells[TYPE] ?? ''),
      subtype: SUBTYPE === -1 ? '' : word(cells[SUBTYPE] ?? ''),
      account,
      amount: refund ? minus(amount, fee) : amount,
      fee: refund ? '0' : fee,
      feeAsset,
      usd: USD === -1 ? null : readNumber(cells[USD] ?? ''),
      balance,
      repeated: false,
    });
  }
}

/** Tickers and wallets, each resolved once. */
class KrakenAccounts {
  readonly #byTicker = new Map<string, Map<string, KrakenAccount>>();
  readonly #resolve = assetResolver('kraken');

  of(ticker: string, wallet: string): KrakenAccount {
    let wallets = this.#byTicker.get(ticker);
    if (wallets === undefined) {
      wallets = new Map();
      this.#byTicker.set(ticker, wallets);
    }
    let account = wallets.get(wallet);
    if (account === undefined) {
      account = this.#open(ticker, wallet);
      wallets.set(wallet, account);
    }
    return account;
  }

  #open(ticker: string, wallet: string): KrakenAccount {
    const { asset, product } = this.#resolve(ticker);
    const empty = 'The cell is empty, where a ticker must be. Export the ledgers again.';
    return {
      name: `${ticker} ${wallet}`.trim(),
      asset,
      earns: wallet.startsWith('earn') || (product !== undefined && product !== 'hold'),
      spot: streamOf('kraken', 'spot', asset),
      earn: streamOf('kraken', 'earn', asset),
      fault: ticker.trim() === '' ? empty : isFormula(ticker) ? formulaFault(ticker) : null,
      last: undefined,
    };
  }
}

/** The few words of a column in lower case, each lowered once. */
function lowerCase(): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    let lower = known.get(word);
    if (lower === undefined) {
      lower = word.trim().toLowerCase();
      known.set(word, lower);
    }
    return lower;
  };
}
