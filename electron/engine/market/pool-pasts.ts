import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import { remembered } from './remembered.ts';

/** Columns of a pool's observations that lie in the table. */
export type PoolTableColumn = 'tvl_usd' | 'apy' | 'apy_base' | 'apy_reward';

/** The observations of one pool in order of time, each instant once; NaN is unknown. Views of what is kept: nobody writes to them. */
export interface PoolPast {
  readonly at: Float64Array;
  readonly columns: Readonly<Record<PoolTableColumn, Float64Array>>;
  originOf(index: number): { readonly dataset: string; readonly row: number };
}

/**
 * A pool's observations in use, of several at one instant that of the newest dataset; `null` where there is none. One pool's are read by
 * themselves; once many have been asked for, all are read in one pass, for a grade or a rule over every pool asks for thousands.
 */
export function poolPast(store: Reader, pool: string): PoolPast | null {
  const asked = askedFor(store);
  if (asked.all === null && asked.single.size < MOST_SINGLE) {
    let past = asked.single.get(pool);
    if (past === undefined) asked.single.set(pool, (past = pastsOf(store, pool).get(pool) ?? null));
    return past;
  }
  asked.all ??= pastsOf(store, null);
  return asked.all.get(pool) ?? null;
}

const MOST_SINGLE = 64;
const askedFor = remembered(() => ({
  single: new Map<string, PoolPast | null>(),
  all: null as ReadonlyMap<string, PoolPast> | null,
}));

interface StoredPoint {
  readonly pool: string;
  readonly at: string;
  readonly dataset: string;
  readonly row: number;
  readonly tvl_usd: number | null;
  readonly apy: number | null;
  readonly apy_base: number | null;
  readonly apy_reward: number | null;
}

function pastsOf(store: Reader, pool: string | null): ReadonlyMap<string, PoolPast> {
  const one = pool === null ? '' : 'point.pool = ? AND';
  const sql = `SELECT point.pool, point.at, point.dataset, point.row, tvl_usd, apy, apy_base, apy_reward
    FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)
    WHERE ${one} ${IN_USE} ORDER BY point.pool, point.at, dataset.seq DESC, point.n`;
  const pasts = new Map<string, PoolPast>();
  let rows: StoredPoint[] = [];
  const finish = () => {
    if (rows.length > 0) pasts.set(rows[0]!.pool, pastOver(rows));
    rows = [];
  };
  for (const row of pool === null ? store.each<StoredPoint>(sql) : store.all<StoredPoint>(sql, pool)) {
    const last = rows.at(-1);
    if (last && last.pool !== row.pool) finish();
    else if (last?.at === row.at) continue;
    rows.push(row);
  }
  finish();
  return pasts;
}

function pastOver(rows: readonly StoredPoint[]): PoolPast {
  const numbers = (column: PoolTableColumn) => Float64Array.from(rows, (row) => row[column] ?? Number.NaN);
  const places = rows.map(({ dataset, row }) => ({ dataset, row }));
  return {
    at: Float64Array.from(rows, ({ at }) => Date.parse(at)),
    columns: { tvl_usd: numbers('tvl_usd'), apy: numbers('apy'), apy_base: numbers('apy_base'), apy_reward: numbers('apy_reward') },
    originOf: (index) => places[index]!,
  };
}
