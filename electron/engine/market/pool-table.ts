import { Buffer } from 'node:buffer';
import type { PoolDetails } from '../../../shared/market/index.ts';
import type { Listed } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import type { MarketChanges } from './market-changes.ts';
import { type Keeper, keeperOf } from './market-memory.ts';

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

/** The table as it is now: the same object until an event touches a pool, and then with the same list where none came, went or changed its place. */
export function poolTable(store: Reader): PoolTable {
  return seenPools(store).table();
}

/** What the newest observation that tells more than rates has told of a pool, and where it stands. */
export interface ToldDetails {
  readonly at: string;
  readonly dataset: string;
  readonly row: number;
  readonly details: PoolDetails;
}

/** The details of every pool in the order of {@link poolTable}; null where nothing was ever told of one but its rates. */
export function poolDetails(store: Reader): readonly (ToldDetails | null)[] {
  return seenPools(store).details();
}

const seenPools = keeperOf((store) => new SeenPools(store));

/** Pools as they were last seen. Few that were touched are read again by themselves. */
class SeenPools implements Keeper {
  readonly #store: Reader;
  #rows: readonly PoolRow[] | null = null;
  #table: PoolTable | null = null;
  #told: Map<string, ToldDetails> | null = null;
  #details: { readonly of: PoolTable['list']; readonly all: readonly (ToldDetails | null)[] } | null = null;
  /** Touched since the table, and since the details, were read. */
  readonly #spoiltRows = new Set<string>();
  readonly #spoiltDetails = new Set<string>();

  constructor(store: Reader) {
    this.#store = store;
  }

  takeIn({ pools }: MarketChanges): void {
    for (const pool of pools.keys()) {
      if (this.#rows !== null) this.#spoiltRows.add(pool);
      if (this.#told !== null) this.#spoiltDetails.add(pool);
    }
  }

  table(): PoolTable {
    if (this.#table !== null && this.#spoiltRows.size === 0) return this.#table;
    const rows =
      this.#rows === null || isMany(this.#spoiltRows, this.#rows.length) ? this.#store.all<PoolRow>(ALL_ROWS) : this.#renewed(this.#rows);
    this.#spoiltRows.clear();
    this.#rows = rows;
    this.#table = tableOver(rows, this.#table);
    return this.#table;
  }

  details(): readonly (ToldDetails | null)[] {
    const { list } = this.table();
    if (this.#told === null || isMany(this.#spoiltDetails, this.#told.size)) {
      this.#told = new Map();
      for (const row of this.#store.each<DetailsRow>(detailsWhere('1'))) this.#told.set(row.pool, toldBy(row));
      this.#spoiltDetails.clear();
      this.#details = null;
    }
    for (const pool of this.#spoiltDetails) {
      const [row] = this.#store.all<DetailsRow>(detailsWhere('point.pool = ?'), pool);
      if (row) this.#told.set(pool, toldBy(row));
      else this.#told.delete(pool);
      this.#details = null;
    }
    this.#spoiltDetails.clear();
    const told = this.#told;
    if (this.#details?.of !== list) this.#details = { of: list, all: list.map(({ id }) => told.get(id) ?? null) };
    return this.#details.all;
  }

  #renewed(rows: readonly PoolRow[]): readonly PoolRow[] {
    const renewed = [...this.#spoiltRows].flatMap((pool) => this.#store.all<PoolRow>(ONE_ROW, pool));
    const renewedOf = new Map(renewed.map((row) => [row.pool, row]));
    const replaced = rows.flatMap((row) => (this.#spoiltRows.has(row.pool) ? (renewedOf.get(row.pool) ?? []) : row));
    const known = new Set(replaced);
    // Nearly sorted, which is what the sort likes best.
    return [...replaced, ...renewed.filter((row) => !known.has(row))].sort(bySize);
  }
}

/** Whether reading all costs no more than reading so many one by one. */
function isMany({ size }: ReadonlySet<string>, all: number): boolean {
  return size > 16 + all / 16;
}

function tableOver(rows: readonly PoolRow[], before: PoolTable | null): PoolTable {
  const numbers = (of: (row: PoolRow) => number | null) => Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  const list = listOver(rows, before);
  return {
    list,
    places: before?.list === list ? before.places : new Map(rows.map(({ pool }, place) => [pool, place])),
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
}

function listOver(rows: readonly PoolRow[], before: PoolTable | null): readonly Listed[] {
  let isSame = before?.list.length === rows.length;
  const list = rows.map((row, place): Listed => {
    const listed = before?.list[place];
    const title = titleOf(row);
    if (listed?.id === row.pool && listed.title === title) return listed;
    isSame = false;
    return { id: row.pool, title };
  });
  return isSame && before ? before.list : list;
}

function toldBy({ at, dataset, row, details }: DetailsRow): ToldDetails {
  return { at, dataset, row, details: JSON.parse(details) as PoolDetails };
}

interface DetailsRow {
  readonly pool: string;
  readonly at: string;
  readonly dataset: string;
  readonly row: number;
  readonly details: string;
}

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

const ROWS = 'SELECT current.*, point.row FROM pool_current AS current JOIN pool_point AS point USING (dataset, n)';
const ALL_ROWS = `${ROWS} ORDER BY current.tvl_usd IS NULL, current.tvl_usd DESC, current.pool`;
const ONE_ROW = `${ROWS} WHERE current.pool = ?`;

/** As the query of all orders them: the largest first, those of unknown size last, of one size by the bytes of their ids. */
function bySize(one: PoolRow, other: PoolRow): number {
  if (one.tvl_usd === null || other.tvl_usd === null) {
    if (one.tvl_usd !== other.tvl_usd) return one.tvl_usd === null ? 1 : -1;
  } else if (one.tvl_usd !== other.tvl_usd) return other.tvl_usd - one.tvl_usd;
  return Buffer.compare(Buffer.from(one.pool), Buffer.from(other.pool));
}

/** SQLite takes the bare columns from the row that has the maximum: the latest instant, of the newest dataset, the first of its rows. */
function detailsWhere(condition: string): string {
  return `SELECT point.pool, max(point.at || printf('%015d', dataset.seq) || printf('%09d', 999999999 - point.n)) AS latest,
      point.at, point.dataset, point.row, point.details
    FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)
    WHERE ${condition} AND point.details IS NOT NULL AND ${IN_USE} GROUP BY point.pool`;
}

/** What people call a pool: `STETH, lido on Ethereum`. */
function titleOf({ pool, project, chain, symbol }: Pick<PoolRow, 'pool' | 'project' | 'chain' | 'symbol'>): string {
  const where = [project, chain === null ? null : `on ${chain}`].filter((word) => word !== null).join(' ');
  return [symbol ?? pool, where].filter((part) => part !== '').join(', ');
}
