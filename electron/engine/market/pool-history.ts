import { type Figure, History, known, type RateBasis, unavailable } from '../../../shared/figures/index.ts';
import type { MetricHistory } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import { poolPast, poolTold, type PoolTableColumn } from './pool-pasts.ts';

/** What is told of a history beside its values. */
interface Told {
  readonly currency?: string;
  readonly basis?: RateBasis;
  /** The basis of an observation, by the parts of its rate in per cent; null where a part is not known. */
  readonly basisOf?: (base: number | null, reward: number | null) => RateBasis;
}

/**
 * A column of every observation of a pool that is in use, kept until an event touches the pool. `scale` turns the number as quoted into that of the
 * metric.
 */
export function poolHistoryOf(
  store: Reader,
  pool: string,
  column: PoolTableColumn,
  scale: (value: number) => number,
  tell: () => Told,
): Figure<MetricHistory> {
  return poolTold(store, pool, column, () => {
    const past = poolPast(store, pool);
    if (!past) return NONE;
    const { at, columns, places } = past;
    const { basisOf, ...told } = tell();
    const part = (name: 'apy_base' | 'apy_reward', index: number) => columns[name][index]! || null;
    return known({
      history: new History(at, columns[column].map(scale), at.length),
      ...told,
      ...(basisOf ? { basisAt: (index: number) => basisOf(part('apy_base', index), part('apy_reward', index)) } : {}),
      originOf: (index: number) => ({ kind: 'row' as const, ...places[index]! }),
    });
  });
}

/** The same of a member of what snapshots tell beside the rates, over the observations that tell such things. */
export function poolDetailHistory(
  store: Reader,
  pool: string,
  member: string,
  scale: (value: number) => number,
  tell: () => Omit<Told, 'basisOf'>,
): Figure<MetricHistory> {
  return poolTold(store, pool, member, () => {
    const rows = store.all<{ at: string; value: number | null; dataset: string; row: number }>(DETAILS, member, pool);
    const kept = rows.filter(({ at }, index) => rows[index - 1]?.at !== at);
    if (kept.length === 0) return NONE;
    const history = new History(
      Float64Array.from(kept, ({ at }) => Date.parse(at)),
      Float64Array.from(kept, ({ value }) => (value === null ? Number.NaN : scale(value))),
      kept.length,
    );
    return known({
      history,
      ...tell(),
      originOf: (index: number) => ({ kind: 'row' as const, dataset: kept[index]!.dataset, row: kept[index]!.row }),
    });
  });
}

const DETAILS = `SELECT point.at, json_extract(point.details, '$.' || ?) AS value, point.dataset, point.row
  FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)
  WHERE point.pool = ? AND point.details IS NOT NULL AND ${IN_USE} ORDER BY point.at, dataset.seq DESC, point.n`;
const NONE = unavailable('no-history', 'No observation of it is in the workspace. Import the pool’s history or another snapshot.');
