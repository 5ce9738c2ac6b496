import type { Day, Unavailability } from '../figures/index.ts';
import type { Component } from './components.ts';
import type { Money, Quantity } from './fixed-point.ts';
import { type Holdings, pricesOfAll } from './holdings.ts';
import type { Bucket } from './postings.ts';
import { poolHoldings } from './pools.ts';
import { type DailyPrices, PRICE_UNIT } from './prices.ts';
import type { StakedToken } from './terms.ts';

/** Money, or why it is not known. */
export type Worth = Money | Unavailability;

export function isMoney(worth: Worth): worth is Money {
  return typeof worth === 'bigint';
}

export function plus(a: Worth, b: Worth): Worth {
  return isMoney(a) ? (isMoney(b) ? a + b : b) : a;
}

export function minus(a: Worth, b: Worth): Worth {
  return isMoney(a) ? (isMoney(b) ? a - b : b) : a;
}

/** A quantity at the price of a day. Nothing is worth nothing, whatever its price. */
export function worthOf(quantity: bigint, asset: string, day: Day, prices: DailyPrices): Worth {
  if (quantity === 0n) return 0n;
  const price = prices.price(asset, day);
  return price === null ? prices.whyNoPrice(asset, day) : quantity * price;
}

/** Units of the underlying are valued at its price: a staked token's buckets, that is. */
export function bucketWorth(bucket: Bucket, day: Day, prices: DailyPrices): Worth {
  return worthOf(bucket.quantity, bucket.asset, day, prices);
}

/** The component in which the price of a bucket shows. */
export function driftOf(bucket: Bucket): Component {
  switch (bucket.of) {
    case 'principal':
      return 'price';
    case 'incentive':
      return 'incentive-drift';
    default:
      return 'reward-drift';
  }
}

/** What a pool holds beyond (or short of) what was put in and kept, at one price: the divergence so far. Zero outside pools. */
export function divergenceOf(holdings: Holdings, day: Day, prices: DailyPrices): Worth {
  const { pool } = holdings;
  return pool
    ? minus(
        poolWorth(holdings, day, prices),
        heldWorth(holdings, day, prices, (bucket) => isPooled(holdings, bucket)),
      )
    : 0n;
}

/** What a pool holds for the position on a day, derived from its liquidity and the prices; empty outside pools and where a price is missing. */
export function pooledQuantities(
  holdings: Holdings,
  day: Day,
  prices: DailyPrices,
): readonly { readonly asset: string; readonly quantity: Quantity }[] {
  const { pool } = holdings;
  if (!pool || holdings.poolUnknown || holdings.liquidity.isZero()) return [];
  const quantities = poolHoldings(pool, holdings.liquidity, () => pricesOfAll(prices, pool.assets, day));
  return quantities ? pool.assets.map((asset, place) => ({ asset, quantity: quantities[place] ?? 0n })) : [];
}

/** One thing that a position holds on a day, or owes (negative), with what one unit fetches. */
export interface HeldThing {
  readonly name: string;
  readonly asset: string;
  readonly quantity: Quantity;
  readonly price: Worth;
}

/** Everything that {@link valueOf} adds up: a pool's assets as they are now, staked tokens as themselves, the rest by its buckets. */
export function heldAt(holdings: Holdings, day: Day, prices: DailyPrices): readonly HeldThing[] {
  const priced = (asset: string) => prices.price(asset, day) ?? prices.whyNoPrice(asset, day);
  const things: HeldThing[] = pooledQuantities(holdings, day, prices).map(({ asset, quantity }) => {
    return { name: 'held in the pool', asset, quantity, price: priced(asset) };
  });
  for (const token of holdings.staked) {
    things.push({ name: 'held', asset: token.token, quantity: holdings.tokensOf(token), price: tokenPrice(token, day, prices) });
  }
  for (const bucket of holdings.buckets) {
    if (bucket.token || isPooled(holdings, bucket)) continue;
    const { place, of, asset, quantity } = bucket;
    const name = place === 'debt' ? 'owed' : place === 'claimable' ? 'claimable' : of === 'principal' ? 'principal' : `kept of ${of}s`;
    things.push({ name, asset, quantity, price: priced(asset) });
  }
  return things.filter(({ quantity }) => quantity !== 0n);
}

/** What staked tokens fetch beyond (or short of) what they stand for. Zero where there are none. */
export function pegOf(holdings: Holdings, day: Day, prices: DailyPrices): Worth {
  let gap: Worth = 0n;
  for (const token of holdings.staked) {
    const units = heldWorth(holdings, day, prices, (bucket) => bucket.token === token);
    gap = plus(gap, minus(tokenWorth(holdings, token, day, prices), units));
  }
  return gap;
}

/** The position's value at the end of a day, debt taken off, by what it really holds and what that fetches. */
export function valueOf(holdings: Holdings, day: Day, prices: DailyPrices): Worth {
  let value = heldWorth(holdings, day, prices, (bucket) => bucket.token === null && !isPooled(holdings, bucket));
  if (holdings.pool) value = plus(value, poolWorth(holdings, day, prices));
  for (const token of holdings.staked) value = plus(value, tokenWorth(holdings, token, day, prices));
  return value;
}

/**
 * The value of what was put in and kept had it only been held: for a pool, its assets as they were deposited (fees and incentives
 * included); for anything else the principal alone, so that the distance to the value is what it has earned.
 */
export function valueOfHolding(holdings: Holdings, day: Day, prices: DailyPrices): Worth {
  return heldWorth(holdings, day, prices, (bucket) => holdings.pool !== null || bucket.of === 'principal');
}

/** Money for one token on a day: what it fetches, or its rate times its underlying where its terms say so. */
export function tokenPrice(token: StakedToken, day: Day, prices: DailyPrices): Worth {
  if (token.valuedBy === 'market') return prices.price(token.token, day) ?? prices.whyNoPrice(token.token, day);
  const rate = prices.rate(token, day);
  if (rate === null) return prices.whyNoRate(token, day);
  const price = prices.price(token.underlying, day);
  return price === null ? prices.whyNoPrice(token.underlying, day) : (rate * price) / PRICE_UNIT;
}

function tokenWorth(holdings: Holdings, token: StakedToken, day: Day, prices: DailyPrices): Worth {
  const quantity = holdings.tokensOf(token);
  if (quantity === 0n) return 0n;
  const price = tokenPrice(token, day, prices);
  return isMoney(price) ? quantity * price : price;
}

function poolWorth(holdings: Holdings, day: Day, prices: DailyPrices): Worth {
  const { pool } = holdings;
  if (holdings.poolUnknown) return holdings.poolUnknown;
  if (!pool || holdings.liquidity.isZero()) return 0n;
  const known = pricesOfAll(prices, pool.assets, day);
  const quantities = poolHoldings(pool, holdings.liquidity, () => known);
  if (!known || !quantities) return whyNoPoolPrice(pool.assets, day, prices);
  return quantities.reduce((worth, quantity, place) => worth + quantity * (known[place] ?? 0n), 0n);
}

function whyNoPoolPrice(assets: readonly string[], day: Day, prices: DailyPrices): Unavailability {
  const missing = assets.find((asset) => prices.price(asset, day) === null);
  if (missing !== undefined) return prices.whyNoPrice(missing, day);
  return {
    reason: 'price-not-positive',
    message: `A price of ${assets.join(' or ')} on ${day} is zero, so the pool's holdings cannot be derived.`,
  };
}

function heldWorth(holdings: Holdings, day: Day, prices: DailyPrices, counts: (bucket: Bucket) => boolean): Worth {
  let total: Worth = 0n;
  for (const bucket of holdings.buckets) if (counts(bucket)) total = plus(total, bucketWorth(bucket, day, prices));
  return total;
}

function isPooled(holdings: Holdings, bucket: Bucket): boolean {
  return holdings.pool !== null && bucket.place === 'holding' && holdings.pool.assets.includes(bucket.asset);
}
