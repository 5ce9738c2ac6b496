import type { PoolDetails } from '../../../shared/market/index.ts';
import type { Listed } from '../sources.ts';
import { IN_USE } from './folds.ts';
import { remembered } from './remembered.ts';

/** Every pool as it was last seen, column by column in the order of the list; rates are per cent as quoted, NaN is unknown. */
export interface PoolTable {
  readonly list: readonly Listed[];
  /** Places in the list by the pool's id. */
  readonly places: ReadonlyMap<string, number>;
  readonly at: readonly string[];
  readonly dataset: readonly string[];
  readonly row: readonly number[];
  readonly project: readonly (string | null)[];
  readonly chain: readonly (string | null)[];
  readonly symbol: readonly (string | null)[];
  readonly tvlUsd: Float64Array;
  readonly apy: Float64Array;
  readonly apyBase: Float64Array;
  readonly apyReward: Float64Array;
  readonly observations: Float64Array;
}

export const poolTable = remembered((store): PoolTable => {
  const rows = store.all<PoolRow>(
    `SELECT current.*, point.row FROM pool_current AS current JOIN pool_point AS point USING (dataset, n)
     ORDER BY current.tvl_usd IS NULL, current.tvl_usd DESC, current.pool`,
  );
  const numbers = (of: (row: PoolRow) => number | null) => Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  return {
    list: rows.map((row) => ({ id: row.pool, title: titleOf(row) })),
    places: new Map(rows.map(({ pool }, place) => [pool, place])),
    at: rows.map(({ at }) => at),
    dataset: rows.map(({ dataset }) => dataset),
    row: rows.map(({ row }) => row),
    project: rows.map(({ project }) => project),
    chain: rows.map(({ chain }) => chain),
    symbol: rows.map(({ symbol }) => symbol),
    tvlUsd: numbers(({ tvl_usd }) => tvl_usd),
    apy: numbers(({ apy }) => apy),
    apyBase: numbers(({ apy_base }) => apy_base),
    apyReward: numbers(({ apy_reward }) => apy_reward),
    observations: numbers(({ observations }) => observations),
  };
});

/** What the newest observation that tells more than rates has told of a pool, and where it stands. */
export interface ToldDetails {
  readonly at: string;
  readonly dataset: string;
  readonly row: number;
  readonly details: PoolDetails;
}

/** The details of every pool in the order of {@link poolTable}; null where nothing was ever told of one but its rates. */
export const poolDetails = remembered((store): readonly (ToldDetails | null)[] => {
  const told = new Map<string, ToldDetails>();
  const rows = store.each<{ pool: string; at: string; dataset: string; row: number; details: string }>(
    // SQLite takes the bare columns from the row that has the maximum: the latest instant, of the newest dataset.
    `SELECT point.pool, max(point.at || printf('%015d', dataset.seq)) AS latest, point.at, point.dataset, point.row, point.details
     FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset) WHERE point.details IS NOT NULL AND ${IN_USE} GROUP BY point.pool`,
  );
  for (const { pool, at, dataset, row, details } of rows) told.set(pool, { at, dataset, row, details: JSON.parse(details) as PoolDetails });
  return poolTable(store).list.map(({ id }) => told.get(id) ?? null);
});

interface PoolRow {
  readonly pool: string;
  readonly dataset: string;
  readonly row: number;
  readonly at: string;
  readonly project: string | null;
  readonly chain: string | null;
  readonly symbol: string | null;
  readonly tvl_usd: number | null;
  readonly apy: number | null;
  readonly apy_base: number | null;
  readonly apy_reward: number | null;
  readonly observations: number;
}

/** What people call a pool: `STETH, lido on Ethereum`. */
function titleOf({ pool, project, chain, symbol }: Pick<PoolRow, 'pool' | 'project' | 'chain' | 'symbol'>): string {
  const where = [project, chain === null ? null : `on ${chain}`].filter((word) => word !== null).join(' ');
  return [symbol ?? pool, where].filter((part) => part !== '').join(', ');
}
