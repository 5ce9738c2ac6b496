import { Decimal } from '../../figures/index.ts';
import type { FundingObservation } from '../reference.ts';
import type { Draft } from './draft.ts';
import { optional } from './fields.ts';

/** One settled funding rate as histories tell it. */
export type SettledRate = Pick<FundingObservation, 'symbol' | 'at' | 'rate' | 'markPrice' | 'indexPrice'>;

/** Keeps a history of settled rates; the interval of each symbol is read off the distances of its settlements, or is `otherwise`. */
export function keepSettled(found: readonly SettledRate[], draft: Draft, otherwise?: string): void {
  const instants = Map.groupBy(found, ({ symbol }) => symbol);
  const intervals = new Map([...instants].map(([symbol, rows]) => [symbol, intervalOf(rows.map(({ at }) => at)) ?? otherwise]));
  for (const row of found) {
    const interval = optional('intervalHours', intervals.get(row.symbol));
    draft.data.fundings.push({ ...draft.dated(row.at), ...row, standing: 'settled', ...interval });
  }
}

/** The commonest distance of instants in hours, seconds of delay left out; `undefined` for fewer than two. */
export function intervalOf(instants: readonly string[]): string | undefined {
  const minutes = [...new Set(instants.map((instant) => Math.round(Date.parse(instant) / 60_000)))].toSorted((one, other) => one - other);
  const counts = new Map<number, number>();
  for (const [place, minute] of minutes.entries()) {
    const before = minutes[place - 1];
    if (before !== undefined) counts.set(minute - before, (counts.get(minute - before) ?? 0) + 1);
  }
  const [commonest] = [...counts].toSorted((one, other) => other[1] - one[1]);
  return commonest && new Decimal(commonest[0]).dividedBy(60).toFixed();
}
