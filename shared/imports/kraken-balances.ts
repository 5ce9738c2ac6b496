import { Decimal } from '../figures/index.ts';
import type { KrakenAccount, KrakenRow } from './kraken-activities.ts';

/**
 * Follows the running balance of every account of a ledger: balance = balance before + amount − fee. It costs nothing and finds rows that
 * are missing, doubled or edited. Ledgers come newest or oldest first; rows of one second may stand in either order, and say nothing.
 */
export class RunningBalances {
  readonly #broken = new Map<KrakenAccount, number[]>();

  follow(row: KrakenRow): void {
    const { account } = row;
    const before = account.last;
    account.last = row;
    if (before === undefined || before.balance === '' || row.balance === '' || before.at === row.at) return;
    if (before.at < row.at ? follows(before.balance, row) : follows(row.balance, before)) return;
    const rows = this.#broken.get(account);
    if (rows === undefined) this.#broken.set(account, [row.row]);
    else rows.push(row.row);
  }

  notices(): string[] {
    return [...this.#broken].map(
      ([{ name }, rows]) =>
        `The running balance of ${name} does not follow from the row before at ${rows.length === 1 ? `row ${rows[0]}` : `${rows.length} rows, first row ${rows[0]}`}: rows are missing from the file, or a balance was edited.`,
    );
  }
}

/** In binary first; only what is neither equal nor plainly different is worth the exact sum. A fee in another currency is taken elsewhere. */
function follows(before: string, row: KrakenRow): boolean {
  const fee = row.feeAsset === row.account.asset ? row.fee : '0';
  const [start, amount, balance] = [Number(before), Number(row.amount), Number(row.balance)];
  const difference = Math.abs(start + amount - Number(fee) - balance);
  const scale = Math.max(Math.abs(balance), Math.abs(start), Math.abs(amount));
  if (difference <= 1e-14 * scale) return true;
  if (!(difference <= 1e-9 * scale)) return false;
  return new Decimal(before).plus(row.amount).minus(fee).minus(row.balance).abs().lte('0.0000000001');
}
