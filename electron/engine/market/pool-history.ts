import { type Figure, History, known, type RateBasis, unavailable } from '../../../shared/figures/index.ts';
import type { MetricHistory } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';

/** A column of a pool's observations: one of the table, or a member of what a snapshot tells beside. */
export type PoolColumn = 'tvl_usd' | 'apy' | 'apy_base' | 'apy_reward' | { readonly detail: string };

/**
 * Every observation of a pool that is in use, in order of time; of several at one instant that of the newest dataset. `scale` turns the number
 * as quoted into that of the metric, NaN where it is unknown.
 */
export function poolHistoryOf(
  store: Reader,
  pool: string,
  column: PoolColumn,
  scale: (value: number) => number,
  told: { readonly currency?: string; readonly basis?: RateBasis },
): Figure<MetricHistory> {
  const [value, only] =
    typeof column === 'string' ? [column, '1'] : [`json_extract(point.details, '$.${column.detail}')`, 'point.details IS NOT NULL'];
  const rows = store.all<{ at: string; value: number | null; dataset: string; row: number }>(
    `SELECT point.at, ${value} AS value, point.dataset, point.row
     FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.pool = ? AND ${only} AND ${IN_USE} ORDER BY point.at, dataset.seq DESC, point.n`,
    pool,
  );
  const kept = rows.filter(({ at }, index) => rows[index - 1]?.at !== at);
  if (kept.length === 0)
    return unavailable('no-history', 'No observation of it is in the workspace. Import the pool’s history or another snapshot.');
  const history = new History(
    Float64Array.from(kept, ({ at }) => Date.parse(at)),
    Float64Array.from(kept, ({ value }) => (value === null ? Number.NaN : scale(value))),
    kept.length,
  );
  return known({
    history,
    ...told,
    originOf: (index) => ({ kind: 'row', dataset: kept[index]!.dataset, row: kept[index]!.row }),
  });
}
