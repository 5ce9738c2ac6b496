import { addDays, type Day, dayOf } from '../figures/index.ts';

/** What one unit of `asset` cost in `currency` at an instant; decimal text, positive. Exchange rates of fiat are prices of one currency in another. */
export interface PricePoint {
  readonly kind: 'price';
  readonly asset: string;
  readonly currency: string;
  /** ISO instant in UTC. The close of day D is stamped at its end, 00:00 of the day after; see {@link dayOfStamp}. */
  readonly at: string;
  readonly price: string;
}

/** What one unit of a reward-bearing token redeems for in its underlying, by its own protocol; decimal text, positive. */
export interface RatePoint {
  readonly kind: 'rate';
  readonly asset: string;
  readonly unit: string;
  readonly at: string;
  readonly rate: string;
}

export const SUPPLY_MEASURES = ['total', 'circulating', 'inflation'] as const;
/** `total` and `circulating` count coins; `inflation` is the growth of the total supply in a year, a fraction. */
export type SupplyMeasure = (typeof SUPPLY_MEASURES)[number];

/** The supply of a network's native asset, or its growth, at the end of a day. */
export interface SupplyPoint {
  readonly kind: 'supply';
  readonly asset: string;
  readonly measure: SupplyMeasure;
  readonly day: Day;
  readonly value: string;
}

/** Consumer prices of a currency's area: the index of a month, on whatever base year. */
export interface CpiPoint {
  readonly kind: 'cpi';
  readonly currency: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly index: string;
}

/**
 * A pool or vault as an aggregator saw it at an instant. Rates are per cent a year exactly as quoted; what kind of rate they are, says
 * {@link rateBasisOf}. `null` is unknown, which is not zero.
 */
export interface PoolPoint {
  readonly kind: 'pool';
  /** The aggregator's id of the pool. */
  readonly pool: string;
  readonly at: string;
  readonly project: string | null;
  readonly chain: string | null;
  readonly symbol: string | null;
  readonly tvlUsd: number | null;
  readonly apy: number | null;
  readonly apyBase: number | null;
  readonly apyReward: number | null;
  readonly details?: PoolDetails;
}

/** What a snapshot tells of a pool beside its rates; per cent, points and dollars as quoted. */
export interface PoolDetails {
  readonly poolMeta?: string | null;
  readonly stablecoin?: boolean;
  readonly ilRisk?: string | null;
  readonly exposure?: string | null;
  readonly apyPct1D?: number | null;
  readonly apyPct7D?: number | null;
  readonly apyPct30D?: number | null;
  readonly apyMean30d?: number | null;
  readonly apyBase7d?: number | null;
  readonly apyBaseInception?: number | null;
  readonly apyBaseBorrow?: number | null;
  readonly apyRewardBorrow?: number | null;
  readonly totalSupplyUsd?: number | null;
  readonly totalBorrowUsd?: number | null;
  readonly il7d?: number | null;
  readonly mu?: number | null;
  readonly sigma?: number | null;
  readonly count?: number | null;
  readonly outlier?: boolean;
  readonly volumeUsd1d?: number | null;
  readonly volumeUsd7d?: number | null;
  readonly predictedClass?: string | null;
  readonly predictedProbability?: number | null;
  readonly binnedConfidence?: number | null;
  readonly underlyingTokens?: readonly string[] | null;
  readonly rewardTokens?: readonly string[] | null;
}

export type Point = PricePoint | RatePoint | SupplyPoint | CpiPoint | PoolPoint;
export type PointKind = Point['kind'];

/** The series that a point belongs to, such as `price BTC/USD`. Points of one series differ in their stamps. */
export function seriesOf(point: Point): string {
  switch (point.kind) {
    case 'price':
      return `price ${point.asset}/${point.currency}`;
    case 'rate':
      return `rate ${point.asset}/${point.unit}`;
    case 'supply':
      return `supply ${point.asset} ${point.measure}`;
    case 'cpi':
      return `cpi ${point.currency}`;
    case 'pool':
      return `pool ${point.pool}`;
  }
}

/** When the point speaks: an instant, a day or a month; texts of one kind compare in time. */
export function stampOf(point: Point): string {
  switch (point.kind) {
    case 'supply':
      return point.day;
    case 'cpi':
      return point.month;
    default:
      return point.at;
  }
}

/** What the point says, as one text: two points with the same series, stamp and value say the same. */
export function valueOf(point: Point): string {
  switch (point.kind) {
    case 'price':
      return point.price;
    case 'rate':
      return point.rate;
    case 'supply':
      return point.value;
    case 'cpi':
      return point.index;
    case 'pool':
      return `${point.tvlUsd ?? ''} ${point.apy ?? ''} ${point.apyBase ?? ''} ${point.apyReward ?? ''}`;
  }
}

/** {@link valueOf} of a point of that kind as a sentence says it. */
export function valueWords({ kind }: Point, value: string): string {
  if (kind !== 'pool') return value;
  const [tvl, whole, base, reward] = value.split(' ').map((part) => (part === '' ? 'unknown' : part));
  return `deposits ${tvl}, rate ${whole}, base ${base}, reward ${reward}`;
}

/** The instant at which day D closes: 00:00 UTC of the day after. */
export function closeOf(day: Day): string {
  return `${addDays(day, 1)}T00:00:00.000Z`;
}

/**
 * The day that an observation belongs to. Days run from just after 00:00 UTC to 00:00 UTC of the day after, inclusive, so that a price stamped
 * at midnight is the close of the day that ends there. CoinGecko's daily series are stamped so: their value of 2024-03-02T00:00 is the close
 * of 1 March.
 */
export function dayOfStamp(at: string): Day {
  if (!at.endsWith('T00:00:00.000Z')) return dayOf(at);
  let day = DAYS_BEFORE.get(at);
  if (day === undefined) {
    if (DAYS_BEFORE.size >= MOST_DAYS) DAYS_BEFORE.clear();
    DAYS_BEFORE.set(at, (day = addDays(at.slice(0, 10), -1)));
  }
  return day;
}

/** A file asks for the same few days thousands of times. */
const DAYS_BEFORE = new Map<string, Day>();
const MOST_DAYS = 10_000;
