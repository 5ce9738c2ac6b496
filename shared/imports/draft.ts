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

/** An activity with its members in the order of their names, so that its JSON is the canonical one. */
export function activityOf(kind: ActivityKind, at: string, stream: string, parts: ActivityParts): Activity {
  const [into, outOf, fees] = [present(parts.into), present(parts.outOf), present(parts.fees)];
  const { feesFrom, rewardTo, worth } = parts;
  const [note, sourceId, transaction] = [shortened(parts.note, 2000), shortened(parts.sourceId, 300), shortened(parts.transaction, 300)];
  const members: { -readonly [Name in keyof Activity]?: Activity[Name] } = { at };
  if (fees !== null) members.fees = fees;
  if (feesFrom !== undefined) members.feesFrom = feesFrom;
  if (into !== null) members.into = into;
  members.kind = kind;
  if (note !== '') members.note = note;
  if (outOf !== null) members.outOf = outOf;
  if (rewardTo !== undefined) members.rewardTo = rewardTo;
  if (sourceId !== '') members.sourceId = sourceId;
  members.stream = stream;
  if (transaction !== '') members.transaction = transaction;
  if (worth) members.worth = worth;
  return members as Activity;
}

/** At most so many characters, none of them half of one. */
function shortened(text: string | undefined, length: number): string {
  if (text === undefined || text.length <= length) return text ?? '';
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** An amount, or `null` where there is none of it. */
export function amountOf(asset: string, quantity: string | null): Amount | null {
  return quantity === null || quantity === '0' ? null : { asset, quantity: quantity.charCodeAt(0) === 45 ? quantity.slice(1) : quantity };
}

function present(amounts: readonly (Amount | null)[] | undefined): Amount[] | null {
  if (amounts === undefined) return null;
  let list: Amount[] | null = null;
  for (const amount of amounts) {
    if (amount === null) continue;
    if (list === null) list = [amount];
    else list.push(amount);
  }
  return list;
}
