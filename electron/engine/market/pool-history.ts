import { type Figure, History, known, type RateBasis, unavailable } from '../../../shared/figures/index.ts';
import type { MetricHistory } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import { poolPast, type PoolTableColumn } from './pool-pasts.ts';

/** What is told of a history beside its values. */
interface Told {
  readonly currency?: string;
  readonly basis?: RateBasis;
  /** The basis of an observation, by the parts of its rate in per cent; null where a part is not known. */
  readonly basisOf?: (base: number | null, reward: number | null) => RateBasis;
}

/**
 * A column of every observation of a pool that is in use. `scale` turns the number as quoted into that of the metric; a history may be added to by
 * whoever evaluates it, so that it has columns of its own.
 */
export function poolHistoryOf(
  store: Reader,
  pool: string,
  column: PoolTableColumn,
  scale: (value: number) => number,
  { basisOf, ...told }: Told,
): Figure<MetricHistory> {
  const past = poolPast(store, pool);
  if (!past) return NONE;
  const { at, columns } = past;
  const part = (name: 'apy_base' | 'apy_reward', index: number) => columns[name][index]! || null;
  return known({
    history: new History(at.slice(), columns[column].map(scale), at.length),
    ...told,
    ...(basisOf ? { basisAt: (index: number) => basisOf(part('apy_base', index), part('apy_reward', index)) } : {}),
    originOf: (index) => ({ kind: 'row', ...past.originOf(index) }),
  });
}

/** The same of a member of what snapshots tell beside the rates, over the observations that tell such things. */
export function poolDetailHistory(
  store: Reader,
  pool: string,
  member: string,
  scale: (value: number) => number,
  told: Omit<Told, 'basisOf'>,
): Figure<MetricHistory> {
  const rows = store.all<{ at: string; value: number | null; dataset: string; row: number }>(
    `SELECT point.at, json_extract(point.details, '$.' || ?) AS value, point.dataset, point.row
     FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.pool = ? AND point.details IS NOT NULL AND ${IN_USE} ORDER BY point.at, dataset.seq DESC, point.n`,
    member,
    pool,
  );
  const kept = rows.filter(({ at }, index) => rows[index - 1]?.at !== at);
  if (kept.length === 0) return NONE;
  const history = new History(
    Float64Array.from(kept, ({ at }) => Date.parse(at)),
    Float64Array.from(kept, ({ value }) => (value === null ? Number.NaN : scale(value))),
    kept.length,
  );
  return known({ history, ...told, originOf: (index) => ({ kind: 'row', dataset: kept[index]!.dataset, row: kept[index]!.row }) });
}

const NONE = unavailable('no-history', 'No observation of it is in the workspace. Import the pool’s history or another snapshot.');
