import { resolveAsset, type ResolvedAsset } from '../market/index.ts';
import type { Activity, ActivityKind, Amount } from '../positions/index.ts';
import type { OpenExport } from './reading.ts';
import { RowCells, type CellOptions } from './row-cells.ts';

/** What a format says of one row that stands for itself. */
export type RowDraft =
  | { readonly skip: string }
  | { readonly activities: readonly Activity[]; readonly identity?: string | null; readonly flag?: string };

/** Resolves a platform's tickers, each once. */
export function assetResolver(platform: string): (ticker: string) => ResolvedAsset {
  const known = new Map<string, ResolvedAsset>();
  return (ticker) => {
    let asset = known.get(ticker);
    if (asset === undefined) {
      asset = resolveAsset(platform, ticker);
      known.set(ticker, asset);
    }
    return asset;
  };
}

/** Reads every open row by itself, in the order of the file. */
export function readRowByRow(file: OpenExport, options: CellOptions, read: (cells: RowCells, row: number) => RowDraft): void {
  const { table, outcomes } = file;
  const cells = new RowCells(table.header, options);
  table.rows.forEach((raw, index) => {
    const row = index + 1;
    if (!outcomes.isOpen(row)) return;
    const draft = read(cells.open(raw), row);
    if (cells.fault !== null) return outcomes.reject(row, cells.fault.field, cells.fault.reason);
    if ('skip' in draft) return outcomes.skip(row, draft.skip);
    const identity = draft.identity ?? null;
    if (!outcomes.isRepeated(row, identity)) outcomes.accept(row, identity, draft.activities, draft.flag);
  });
}

/** What an activity may have besides kind, time and stream; what is `undefined` or empty is left out. */
export interface ActivityParts {
  readonly into?: readonly (Amount | null)[];
  readonly outOf?: readonly (Amount | null)[];
  readonly fees?: readonly (Amount | null)[];
  readonly feesFrom?: Activity['feesFrom'] | undefined;
  readonly rewardTo?: Activity['rewardTo'] | undefined;
  readonly worth?: Activity['worth'] | null | undefined;
  readonly sourceId?: string | undefined;
  readonly transaction?: string | undefined;
  readonly note?: string | undefined;
}

export function activityOf(kind: ActivityKind, at: string, stream: string, parts: ActivityParts): Activity {
  const activity: Activity = { kind, at, stream };
  const [into, outOf, fees] = [present(parts.into), present(parts.outOf), present(parts.fees)];
  if (into.length > 0) activity.into = into;
  if (outOf.length > 0) activity.outOf = outOf;
  if (fees.length > 0) activity.fees = fees;
  if (parts.feesFrom !== undefined) activity.feesFrom = parts.feesFrom;
  if (parts.rewardTo !== undefined) activity.rewardTo = parts.rewardTo;
  if (parts.worth) activity.worth = parts.worth;
  if (parts.sourceId) activity.sourceId = parts.sourceId.slice(0, 300);
  if (parts.transaction) activity.transaction = parts.transaction.slice(0, 300);
  if (parts.note) activity.note = parts.note.slice(0, 2000);
  return activity;
}

/** An amount, or `null` where there is none of it. */
export function amountOf(asset: string, quantity: string | null): Amount | null {
  return quantity === null || quantity === '0' ? null : { asset, quantity: quantity.charCodeAt(0) === 45 ? quantity.slice(1) : quantity };
}

function present(amounts: readonly (Amount | null)[] | undefined): Amount[] {
  return amounts === undefined ? [] : amounts.filter((amount) => amount !== null);
}
