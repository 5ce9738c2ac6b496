import { z } from 'zod';
import { rateBasisOf, type PoolDetails } from '../../../shared/market/index.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { IN_USE } from './folds.ts';

const rate = z.number().nullable();
const basisView = z.object({
  kind: z.enum(['APR', 'APY', 'period', 'ratio']),
  compounding: z.string().optional(),
  windowDays: z.number().optional(),
  says: z.string(),
});

/** A pool as it was last seen. Rates are per cent a year as quoted; `null` is unknown, not zero. */
export const poolView = z.object({
  pool: z.string(),
  at: z.string(),
  project: z.string().nullable(),
  chain: z.string().nullable(),
  symbol: z.string().nullable(),
  tvlUsd: rate,
  apy: rate,
  apyBase: rate,
  apyReward: rate,
  observations: z.int(),
  dataset: z.string(),
  /** What kind of rate base and reward are; the two are never one figure of one kind. */
  baseBasis: basisView,
  rewardBasis: basisView,
});
export type PoolView = z.infer<typeof poolView>;

export const poolQuery = z.object({
  /** Words that project, chain or symbol must contain, each somewhere. */
  search: z.string().max(200).optional(),
  project: z.string().max(100).optional(),
  chain: z.string().max(100).optional(),
  leastTvlUsd: z.number().min(0).optional(),
  sort: z.enum(['tvl', 'apy', 'symbol', 'seen']).optional(),
  from: z.int().min(0).optional(),
  limit: z.int().min(1).max(1000).optional(),
});

const ORDER = { tvl: 'tvl_usd DESC', apy: 'apy DESC', symbol: 'symbol COLLATE NOCASE', seen: 'at DESC' } as const;

/** Pools by what they are called and how large they are, each with its newest observation. */
export function searchPools(store: Reader, query: z.infer<typeof poolQuery>): { total: number; pools: PoolView[] } {
  const conditions: string[] = ['1'];
  const params: SqlValue[] = [];
  const where = (condition: string, value: SqlValue) => {
    conditions.push(condition);
    params.push(value);
  };
  for (const word of (query.search ?? '').split(/\s+/)) {
    if (word !== '')
      where(
        "instr(lower(coalesce(project, '') || ' ' || coalesce(chain, '') || ' ' || coalesce(symbol, '') || ' ' || pool), ?) > 0",
        word.toLowerCase(),
      );
  }
  if (query.project !== undefined) where('project = ?', query.project);
  if (query.chain !== undefined) where('chain = ?', query.chain);
  if (query.leastTvlUsd !== undefined) where('tvl_usd >= ?', query.leastTvlUsd);
  const scope = `FROM pool_current WHERE ${conditions.join(' AND ')}`;
  const rows = store.all<PoolRow>(
    `SELECT * ${scope} ORDER BY ${ORDER[query.sort ?? 'tvl']}, pool LIMIT ? OFFSET ?`,
    ...params,
    query.limit ?? 100,
    query.from ?? 0,
  );
  return { total: store.get<{ n: number }>(`SELECT count(*) AS n ${scope}`, ...params)!.n, pools: rows.map(viewOf) };
}

export const poolHistoryView = z.object({
  pool: poolView.nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
  history: z.array(
    z.object({ at: z.string(), tvlUsd: rate, apy: rate, apyBase: rate, apyReward: rate, dataset: z.string(), row: z.int() }),
  ),
});

/** One pool: as it was last seen, what the newest snapshot told of it beside its rates, and its history, one observation a day. */
export function poolHistory(store: Reader, pool: string): z.infer<typeof poolHistoryView> {
  const current = store.get<PoolRow>('SELECT * FROM pool_current WHERE pool = ?', pool);
  const details = store.get<{ details: string }>(
    `SELECT point.details FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.pool = ? AND point.details IS NOT NULL AND ${IN_USE} ORDER BY point.at DESC, dataset.seq DESC LIMIT 1`,
    pool,
  )?.details;
  const history = store.all<HistoryRow>(
    `SELECT max(point.at || printf('%015d', dataset.seq)) AS latest, point.at, tvl_usd, apy, apy_base, apy_reward, point.dataset, point.row
     FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset) WHERE point.pool = ? AND ${IN_USE} GROUP BY point.day ORDER BY point.day`,
    pool,
  );
  return {
    pool: current ? viewOf(current) : null,
    details: details === undefined ? null : (JSON.parse(details) as PoolDetails & Record<string, unknown>),
    history: history.map(({ at, tvl_usd, apy, apy_base, apy_reward, dataset, row }) => ({
      at,
      tvlUsd: tvl_usd,
      apy,
      apyBase: apy_base,
      apyReward: apy_reward,
      dataset,
      row,
    })),
  };
}

interface Rates {
  readonly at: string;
  readonly tvl_usd: number | null;
  readonly apy: number | null;
  readonly apy_base: number | null;
  readonly apy_reward: number | null;
  readonly dataset: string;
}

interface HistoryRow extends Rates {
  readonly row: number;
}

interface PoolRow extends Rates {
  readonly pool: string;
  readonly project: string | null;
  readonly chain: string | null;
  readonly symbol: string | null;
  readonly observations: number;
}

function viewOf(row: PoolRow): PoolView {
  const { pool, at, project, chain, symbol, tvl_usd, apy, apy_base, apy_reward, observations, dataset } = row;
  return {
    pool,
    at,
    project,
    chain,
    symbol,
    tvlUsd: tvl_usd,
    apy,
    apyBase: apy_base,
    apyReward: apy_reward,
    observations,
    dataset,
    baseBasis: basisOf(project, 'base'),
    rewardBasis: basisOf(project, 'reward'),
  };
}

function basisOf(project: string | null, part: 'base' | 'reward'): z.infer<typeof basisView> {
  const { kind, compounding, windowDays, says } = rateBasisOf(project, part);
  return { kind, says, ...(compounding === undefined ? {} : { compounding }), ...(windowDays === undefined ? {} : { windowDays }) };
}
