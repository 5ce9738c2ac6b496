import { Decimal } from '../figures/index.ts';
import type { KrakenRow } from './kraken-activities.ts';

/**
 * Checks the running balance of every account of a ledger: balance = balance before + amount − fee. It costs nothing and finds rows
 * that are missing, doubled or edited. Ledgers come newest or oldest first; rows of one second may stand in either order, so a step that
 * fails is tried from the row before it as well.
 */
export function balanceNotices(rows: readonly KrakenRow[]): string[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const newestFirst = first.at > last.at;
  const previous = new Map<string, KrakenRow>();
  const broken = new Map<string, number[]>();
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[newestFirst ? rows.length - 1 - index : index];
    if (row === undefined || row.balance === null) continue;
    const before = previous.get(row.account);
    previous.set(row.account, row);
    if (before === undefined || before.balance === null || before.at >= row.at || follows(before.balance, row)) continue;
    const list = broken.get(row.account);
    if (list === undefined) broken.set(row.account, [row.row]);
    else list.push(row.row);
  }
  return [...broken].map(
    ([account, at]) =>
      `The running balance of ${account.trim()} does not follow from the row before at ${at.length === 1 ? `row ${at[0]}` : `${at.length} rows, first row ${Math.min(...at.slice(0, 1000))}`}: rows are missing from the file, or a balance was edited.`,
  );
}

/** In binary first; only what looks wrong is worth the exact sum. */
function follows(before: string, row: KrakenRow): boolean {
  const balance = Number(row.balance);
  const difference = Math.abs(Number(before) + Number(row.amount) - Number(row.fee) - balance);
  if (difference <= 1e-13 * Math.max(Math.abs(balance), Math.abs(Number(before)), Math.abs(Number(row.amount)))) return true;
  const exact = new Decimal(before)
    .plus(row.amount)
    .minus(row.fee)
    .minus(row.balance ?? '0');
  return exact.abs().lte('0.0000000001') || (row.feeAsset !== row.asset && exact.minus(row.fee).abs().lte('0.0000000001'));
}
