import { Decimal, decimalText } from '../figures/index.ts';
import { type Amount, streamOf } from '../positions/index.ts';
import { activityOf, amountOf } from './draft.ts';
import type { BinanceMeaning } from './binance-operations.ts';
import type { RowOutcomes } from './reading.ts';
import { isNegative, unsigned } from './row-cells.ts';

/** One row of Binance's history; `change` is signed. */
export interface BinanceRow {
  readonly row: number;
  readonly at: string;
  readonly operation: string;
  readonly account: string;
  readonly asset: string;
  /** Whether the coin itself stands for a product (`LDBTC`, `BETH`). */
  readonly staked: boolean;
  readonly change: string;
  readonly meaning: BinanceMeaning;
  readonly note: string;
}

/** Within this time after its row under Earn, the same reward appears a second time under Spot in files since 2025. */
const ECHO_WITHIN_MILLISECONDS = 2 * 3_600_000;

/** Rewards that probably are the same as one told under Earn shortly before; each of those explains one. */
export function flagEchoes(rows: readonly BinanceRow[]): ReadonlyMap<number, string> {
  const earned = new Map<string, BinanceRow[]>();
  for (const row of rows) {
    if (row.meaning.does !== 'reward' || !/^earn/i.test(row.account)) continue;
    const key = `${row.asset} ${row.change}`;
    const list = earned.get(key);
    if (list === undefined) earned.set(key, [row]);
    else list.push(row);
  }
  const flags = new Map<number, string>();
  for (const row of rows) {
    if (row.meaning.does !== 'reward' || !/^spot/i.test(row.account)) continue;
    const candidates = earned.get(`${row.asset} ${row.change}`) ?? [];
    const found = candidates.findIndex((other) => {
      const later = Date.parse(row.at) - Date.parse(other.at);
      return later >= 0 && later <= ECHO_WITHIN_MILLISECONDS;
    });
    const [other] = found === -1 ? [] : candidates.splice(found, 1);
    if (other !== undefined)
      flags.set(
        row.row,
        `Probably the same reward as row ${other.row}, which Binance tells under Earn and again under Spot. Undo one by hand if so.`,
      );
  }
  return flags;
}

/** Rewards, and what came in or went out. */
export function tellSingle(row: BinanceRow, flag: string | undefined, outcomes: RowOutcomes): void {
  const { meaning } = row;
  if (meaning.does === 'nothing') return outcomes.skip(row.row, meaning.because);
  const amount = amountOf(row.asset, row.change);
  const negative = isNegative(row.change);
  const amounts = negative ? { outOf: [amount] } : { into: [amount] };
  const note = row.note === '' ? row.operation : `${row.operation}: ${row.note}`;
  if (meaning.does === 'reward') {
    const inProduct = row.staked || /^earn/i.test(row.account);
    const stream = streamOf('binance', meaning.product, row.asset);
    const activity = negative
      ? activityOf('slash', row.at, stream, { ...amounts, note: `${row.operation}, taken back` })
      : activityOf('reward', row.at, stream, { ...amounts, rewardTo: inProduct ? 'position' : 'wallet', note });
    return outcomes.accept(row.row, null, [activity], flag);
  }
  if (meaning.does !== 'plain') throw new Error(`row ${row.row} does not stand for itself`);
  const kind = negative ? meaning.outOf : meaning.into;
  outcomes.accept(row.row, null, [activityOf(kind, row.at, streamOf('binance', 'spot', row.asset), { ...amounts, note })]);
}

/**
 * Legs of one second and one account make one trade: fills of one order are summed, what was given in fees is told apart. Where orders of
 * different pairs share a second, the file does not say which leg belongs to which; they stay one trade of several assets, flagged.
 */
export function tellTrades(rows: readonly BinanceRow[], outcomes: RowOutcomes): void {
  for (const group of grouped(rows, (row) => `${row.at} ${row.account} ${row.meaning.does === 'trade' ? row.meaning.with : ''}`)) {
    const fees = summed(group.filter((row) => isFee(row) && isNegative(row.change)));
    const legs = group.filter((row) => !isFee(row) || !isNegative(row.change));
    const into = summed(legs.filter((row) => !isNegative(row.change)));
    const outOf = summed(legs.filter((row) => isNegative(row.change)));
    const lead = legs.find((row) => !isNegative(row.change));
    if (lead === undefined || outOf.length === 0) {
      tellHalves(group, outcomes);
      continue;
    }
    const activity = activityOf('trade', lead.at, streamOf('binance', 'spot', lead.asset), { into, outOf, fees, note: lead.operation });
    const dust = lead.meaning.does === 'trade' && lead.meaning.with === 'dust';
    const flag =
      into.length > 1 || (outOf.length > 1 && !dust)
        ? 'Several trades share this second and Binance does not say which leg belongs to which; they were taken as one trade of several assets.'
        : undefined;
    for (const row of group) {
      if (row === lead) outcomes.accept(row.row, null, [activity], flag);
      else outcomes.join(row.row, null, lead.row);
    }
  }
}

function tellHalves(group: readonly BinanceRow[], outcomes: RowOutcomes): void {
  for (const row of group) {
    const amount = amountOf(row.asset, row.change);
    const kind = isFee(row) ? (isNegative(row.change) ? 'spend' : 'income') : isNegative(row.change) ? 'withdrawal' : 'deposit';
    const activity = activityOf(kind, row.at, streamOf('binance', 'spot', row.asset), {
      ...(isNegative(row.change) ? { outOf: [amount] } : { into: [amount] }),
      note: `${row.operation}, whose other side is not in this file`,
    });
    outcomes.accept(row.row, null, [activity]);
  }
}

/** Both ends of a move between the wallet and a product: one activity for each pair, told by the end in the wallet. */
export function tellMoves(rows: readonly BinanceRow[], outcomes: RowOutcomes): void {
  const ends = (row: BinanceRow) => `${row.at} ${row.operation} ${row.asset} ${unsigned(row.change)}`;
  for (const group of grouped(rows, ends)) {
    const { meaning } = group[0] ?? {};
    if (meaning?.does !== 'move') continue;
    // The launchpool's one name is for both directions; the wallet's end has the sign of what the wallet did.
    const isWallet = (row: BinanceRow) => !row.staked && !/^earn/i.test(row.account);
    const wallet = group.filter(isWallet);
    const product = group.filter((row) => !isWallet(row));
    const paired = wallet.length > 0 && product.length > 0;
    for (const row of paired ? wallet : group) {
      const puts = paired || isWallet(row) ? isNegative(row.change) : !isNegative(row.change);
      const amount = amountOf(row.asset, row.change);
      const stream = streamOf('binance', meaning.product, row.asset);
      const activity = activityOf(puts ? 'add' : 'withdraw', row.at, stream, {
        ...(puts ? { into: [amount] } : { outOf: [amount] }),
        note: row.operation,
      });
      outcomes.accept(row.row, null, [activity]);
    }
    const lead = wallet[0];
    if (paired && lead !== undefined) for (const row of product) outcomes.join(row.row, null, lead.row);
  }
}

function isFee(row: BinanceRow): boolean {
  return row.meaning.does === 'trade' && row.meaning.fee;
}

/** Unsigned sums by asset. */
function summed(rows: readonly BinanceRow[]): Amount[] {
  const sums = new Map<string, Decimal>();
  for (const { asset, change } of rows) sums.set(asset, (sums.get(asset) ?? new Decimal(0)).plus(unsigned(change)));
  return [...sums].map(([asset, sum]) => ({ asset, quantity: decimalText(sum) }));
}

function grouped(rows: readonly BinanceRow[], keyOf: (row: BinanceRow) => string): Iterable<readonly BinanceRow[]> {
  const groups = new Map<string, BinanceRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups.values();
}
