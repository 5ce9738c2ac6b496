import type { PoolDetails, PoolPoint } from './points.ts';

/** Every name under which an aggregator's export, and the tools that save it, give a field of a pool. */
export const POOL_FIELD_NAMES = {
  pool: ['pool', 'pool_id_defillama', 'poolId', 'pool_id'],
  project: ['project', 'protocol_slug', 'protocol'],
  chain: ['chain'],
  symbol: ['symbol', 'asset'],
  at: ['timestamp', 'date'],
  tvlUsd: ['tvlUsd', 'tvl_usd', 'tvlUSD'],
  apy: ['apy', 'apy_total'],
  apyBase: ['apyBase', 'apy_base'],
  apyReward: ['apyReward', 'apy_reward'],
  poolMeta: ['poolMeta', 'pool_meta'],
  stablecoin: ['stablecoin', 'is_stablecoin_flag'],
  ilRisk: ['ilRisk', 'il_risk'],
  exposure: ['exposure', 'token_exposure'],
  apyPct1D: ['apyPct1D', 'apy_change_1d'],
  apyPct7D: ['apyPct7D', 'apy_change_7d'],
  apyPct30D: ['apyPct30D', 'apy_change_30d'],
  apyMean30d: ['apyMean30d', 'apy_30d_avg'],
  apyBase7d: ['apyBase7d'],
  apyBaseInception: ['apyBaseInception'],
  apyBaseBorrow: ['apyBaseBorrow'],
  apyRewardBorrow: ['apyRewardBorrow'],
  totalSupplyUsd: ['totalSupplyUsd'],
  totalBorrowUsd: ['totalBorrowUsd'],
  il7d: ['il7d'],
  mu: ['mu'],
  sigma: ['sigma'],
  count: ['count'],
  outlier: ['outlier'],
  volumeUsd1d: ['volumeUsd1d'],
  volumeUsd7d: ['volumeUsd7d'],
  underlyingTokens: ['underlyingTokens', 'underlying_tokens'],
  rewardTokens: ['rewardTokens', 'reward_tokens'],
} as const;
export type PoolField = keyof typeof POOL_FIELD_NAMES;
const FIELDS = Object.keys(POOL_FIELD_NAMES) as readonly PoolField[];

const NUMBERS = [
  'apyPct1D',
  'apyPct7D',
  'apyPct30D',
  'apyMean30d',
  'apyBase7d',
  'apyBaseInception',
  'apyBaseBorrow',
  'apyRewardBorrow',
  'totalSupplyUsd',
  'totalBorrowUsd',
  'il7d',
  'mu',
  'sigma',
  'count',
  'volumeUsd1d',
  'volumeUsd7d',
] as const satisfies readonly (PoolField & keyof PoolDetails)[];
const TEXTS = ['poolMeta', 'ilRisk', 'exposure'] as const;
const FLAGS = ['stablecoin', 'outlier'] as const;
const LISTS = ['underlyingTokens', 'rewardTokens'] as const;

/** Which field of a pool a column or member is; `undefined` for what is of no use here. */
export function poolFieldOf(name: string): PoolField | undefined {
  return FIELDS.find((field) => (POOL_FIELD_NAMES[field] as readonly string[]).includes(name));
}

/** A value that cannot be read as what its field must be. */
export interface PoolFault {
  readonly field: string;
  readonly value: string;
}

/** How to get at a field of one pool: its raw value and the name under which the file has it. */
export type PoolSource = (field: PoolField) => unknown;

/**
 * The point that the fields of one pool make, from JSON values or CSV cells alike. Empty, `null` and NaN are unknown, never zero. `pool` and
 * `at` are what the caller found out, for some files tell them once or not at all.
 */
export function poolPoint(source: PoolSource, pool: string, at: string): PoolPoint | PoolFault {
  const faults: PoolFault[] = [];
  const number = (field: PoolField): number | null => {
    const value = source(field);
    const read = numberOf(value);
    if (read === undefined) faults.push({ field, value: String(value) });
    return read ?? null;
  };
  const rates = { tvlUsd: number('tvlUsd'), apy: number('apy'), apyBase: number('apyBase'), apyReward: number('apyReward') };
  const details = detailsOf(source, number);
  const point: PoolPoint = {
    kind: 'pool',
    pool,
    at,
    project: textOf(source('project')),
    chain: textOf(source('chain')),
    symbol: textOf(source('symbol')),
    ...rates,
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
  return faults[0] ?? point;
}

function detailsOf(source: PoolSource, number: (field: PoolField) => number | null): PoolDetails {
  const details: Record<string, unknown> = {};
  const keep = (field: string, value: unknown) => {
    if (value !== null && value !== undefined) details[field] = value;
  };
  for (const field of NUMBERS) keep(field, number(field));
  for (const field of TEXTS) keep(field, textOf(source(field)));
  for (const field of FLAGS) keep(field, flagOf(source(field)));
  for (const field of LISTS) keep(field, listOf(source(field)));
  return details;
}

/** A number, `null` for what is not known, `undefined` for what cannot be read. */
function numberOf(value: unknown): number | null | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isNaN(value) ? null : Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (/^(?:|nan|null|none)$/i.test(value.trim())) return null;
  // What is too large for a number, such as 1e400, is none: no rate and no deposit is.
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(value.trim()) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : null;
}

/** JSON gives arrays, spreadsheets `a;b`, Python `['a', 'b']`. */
function listOf(value: unknown): readonly string[] | null {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  if (typeof value !== 'string' || value.trim() === '') return null;
  const items = value.replace(/^\[|\]$/g, '').split(/[;,]/);
  return items.map((item) => item.trim().replace(/^['"]|['"]$/g, '')).filter((item) => item !== '');
}
