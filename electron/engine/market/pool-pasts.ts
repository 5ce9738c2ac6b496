import type { Day, Figure } from '../../../shared/figures/index.ts';
import type { MetricHistory } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import { EVER, type MarketChanges } from './market-changes.ts';
import { type Keeper, keeperOf } from './market-memory.ts';

/** Columns of a pool's observations that lie in the table. */
export type PoolTableColumn = 'tvl_usd' | 'apy' | 'apy_base' | 'apy_reward';

/** The observations of one pool in order of time, each instant once; NaN is unknown. Nobody writes to them. */
export interface PoolPast {
  readonly at: Float64Array;
  readonly columns: Readonly<Record<PoolTableColumn, Float64Array>>;
  /** Where each observation stands. */
  readonly places: readonly PlaceOfRow[];
}

interface PlaceOfRow {
  readonly dataset: string;
  readonly row: number;
}

/**
 * A pool's observations in use, of several at one instant that of the newest dataset; `null` where there is none. The same object until an event
 * touches the pool; then only what lies at or after the earliest day that it speaks of is read again. One pool's are read by themselves; once
 * many have been asked for, all are read in one pass, for a grade or a rule over every pool asks for thousands.
 */
export function poolPast(store: Reader, pool: string): PoolPast | null {
  return poolPasts(store).past(pool);
}

/** What a metric tells of a pool's past, kept as long as the past is. `metric` names it among those of pools. */
export function poolTold(store: Reader, pool: string, metric: string, make: () => Figure<MetricHistory>): Figure<MetricHistory> {
  const told = poolPasts(store).told(pool);
  let found = told.get(metric);
  if (!found) told.set(metric, (found = make()));
  return found;
}

const MOST_SINGLE = 64;
const poolPasts = keeperOf((store) => new PoolPasts(store));

interface KeptPast {
  past: PoolPast | null;
  /** The day from whose first instant on it may be another; null while it stands. */
  spoiltFrom: Day | null;
  readonly told: Map<string, Figure<MetricHistory>>;
}

class PoolPasts implements Keeper {
  readonly #store: Reader;
  readonly #kept = new Map<string, KeptPast>();
  /** Whether all were read, so that one that is not kept has no observation. */
  #hasAll = false;

  constructor(store: Reader) {
    this.#store = store;
  }

  past(pool: string): PoolPast | null {
    return this.#standing(pool).past;
  }

  told(pool: string): Map<string, Figure<MetricHistory>> {
    return this.#standing(pool).told;
  }

  takeIn({ pools }: MarketChanges): void {
    for (const [pool, from] of pools) {
      const kept = this.#kept.get(pool);
      // One that was read with all others and had no observation is read when it is asked for.
      if (kept === undefined && this.#hasAll) this.#kept.set(pool, { past: null, spoiltFrom: EVER, told: new Map() });
      else if (kept && (kept.spoiltFrom === null || from < kept.spoiltFrom)) kept.spoiltFrom = from;
    }
  }

  #standing(pool: string): KeptPast {
    let kept = this.#kept.get(pool);
    if (!kept) {
      if (!this.#hasAll && this.#kept.size >= MOST_SINGLE) this.#readAll();
      kept = this.#kept.get(pool) ?? { past: null, spoiltFrom: this.#hasAll ? null : EVER, told: new Map() };
      // A pool that nobody knows is not remembered: anything may be asked for.
      if (!this.#hasAll) this.#kept.set(pool, kept);
    }
    if (kept.spoiltFrom !== null) this.#renew(pool, kept, kept.spoiltFrom);
    return kept;
  }

  #renew(pool: string, kept: KeptPast, from: Day): void {
    const rows = this.#store.all<StoredPoint>(ROWS_OF_ONE, pool, from);
    const later = rows.filter(({ at }, index) => rows[index - 1]?.at !== at);
    kept.past = goingOn(kept.past, Date.parse(from), later);
    kept.spoiltFrom = null;
    kept.told.clear();
  }

  #readAll(): void {
    let rows: StoredPoint[] = [];
    const finish = () => {
      const pool = rows[0]?.pool;
      if (pool !== undefined && this.#kept.get(pool)?.spoiltFrom !== null) {
        this.#kept.set(pool, { past: pastOver(rows), spoiltFrom: null, told: new Map() });
      }
      rows = [];
    };
    for (const row of this.#store.each<StoredPoint>(ROWS_OF_ALL)) {
      const last = rows.at(-1);
      if (last && last.pool !== row.pool) finish();
      else if (last?.at === row.at) continue;
      rows.push(row);
    }
    finish();
    this.#hasAll = true;
  }
}

interface StoredPoint extends PlaceOfRow {
  readonly pool: string;
  readonly at: string;
  readonly tvl_usd: number | null;
  readonly apy: number | null;
  readonly apy_base: number | null;
  readonly apy_reward: number | null;
}

const SELECTED = `SELECT point.pool, point.at, point.dataset, point.row, tvl_usd, apy, apy_base, apy_reward
  FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)`;
const ROWS_OF_ONE = `${SELECTED} WHERE point.pool = ? AND point.at >= ? AND ${IN_USE} ORDER BY point.at, dataset.seq DESC, point.n`;
const ROWS_OF_ALL = `${SELECTED} WHERE ${IN_USE} ORDER BY point.pool, point.at, dataset.seq DESC, point.n`;

function pastOver(rows: readonly StoredPoint[]): PoolPast {
  const numbers = (column: PoolTableColumn) => Float64Array.from(rows, (row) => row[column] ?? Number.NaN);
  return {
    at: Float64Array.from(rows, ({ at }) => Date.parse(at)),
    columns: { tvl_usd: numbers('tvl_usd'), apy: numbers('apy'), apy_base: numbers('apy_base'), apy_reward: numbers('apy_reward') },
    places: rows.map(({ dataset, row }) => ({ dataset, row })),
  };
}

/** What was before an instant, and from there on the rows as they are now. */
function goingOn(before: PoolPast | null, from: number, rows: readonly StoredPoint[]): PoolPast | null {
  const length = before === null || Number.isNaN(from) ? 0 : before.at.findLastIndex((at) => at < from) + 1;
  if (length + rows.length === 0) return null;
  const later = pastOver(rows);
  if (before === null || length === 0) return later;
  const joined = (one: Float64Array, other: Float64Array) => {
    const both = new Float64Array(length + other.length);
    both.set(one.subarray(0, length));
    both.set(other, length);
    return both;
  };
  const column = (name: PoolTableColumn) => joined(before.columns[name], later.columns[name]);
  return {
    at: joined(before.at, later.at),
    columns: { tvl_usd: column('tvl_usd'), apy: column('apy'), apy_base: column('apy_base'), apy_reward: column('apy_reward') },
    places: [...before.places.slice(0, length), ...later.places],
  };
}
