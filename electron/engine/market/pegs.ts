import { type Day, Decimal, type Figure, figureText, isKnown, known, ONE, unavailable } from '../../../shared/figures/index.ts';
import { findAsset, type PriceBook } from '../../../shared/market/index.ts';
import type { Reader } from '../store/store.ts';
import { keptEach } from './kept-figures.ts';
import { pricesNow } from './market-book.ts';
import { goingOn, isSameQuotes, type PricedPoint, type Quotes, quotesOf } from './quotes.ts';

/** What an asset promises to be worth, as the catalogue knows it: a currency, or what it can be redeemed for; `null` where it promises nothing. */
export function pegOf(asset: string): string | null {
  const entry = findAsset(asset);
  if (entry?.peg !== undefined) return entry.peg;
  let under = entry?.underlying?.asset;
  for (let next = under; next !== undefined; next = findAsset(next)?.underlying?.asset) under = next;
  return under ?? null;
}

/**
 * How many units of `unit` one of `asset` should be worth on a day: one where it is pegged, rebases or is wrapped, the redemption rate where it
 * bears its rewards. Unavailable where the catalogue knows of no such promise, or the rate is missing or too old.
 */
export function promisedOn(prices: PriceBook, asset: string, unit: string, day: Day): Figure<Decimal> {
  if (asset === unit) return known(ONE);
  const entry = findAsset(asset);
  if (entry?.peg === unit) return known(ONE);
  const underlying = entry?.underlying;
  if (underlying === undefined)
    return unavailable('not-applicable', `${asset} promises no worth in ${unit}; only pegged, wrapped and liquid-staking assets do.`);
  if (underlying.relation !== 'reward-bearing') return promisedOn(prices, underlying.asset, unit, day);
  const rate = prices.rate(asset, underlying.asset, day);
  if (!isKnown(rate)) return rate;
  const rest = promisedOn(prices, underlying.asset, unit, day);
  return isKnown(rest) ? known(rate.ok.value.times(rest.ok), [...rate.trail, ...rest.trail]) : rest;
}

/** The price of an asset over what it promises, at every instant at which both were known; `null` where that is never. */
export function pegQuotes(store: Reader, asset: string, unit: string): Quotes | null {
  return pegs(store, `${asset}\0${unit}`);
}

const pegs = keptEach<Quotes | null>({
  isSame: isSameQuotes,
  make(store, key, before) {
    const [asset = '', unit = ''] = key.split('\0');
    const points = quotesOf(store, asset, unit)?.points ?? [];
    return goingOn(before, (from) => promisesOf(store, asset, unit, points.slice(points.findLastIndex(({ day }) => day < from) + 1)));
  },
});

function promisesOf(store: Reader, asset: string, unit: string, points: readonly PricedPoint[]): readonly PricedPoint[] {
  const prices = pricesNow(store);
  const promised = new Map<Day, Decimal | null>();
  return points.flatMap((point) => {
    let worth = promised.get(point.day);
    if (worth === undefined) {
      const figure = promisedOn(prices, asset, unit, point.day);
      promised.set(point.day, (worth = isKnown(figure) ? figure.ok : null));
    }
    if (worth === null) return [];
    return [worth.equals(ONE) ? point : { ...point, value: figureText(new Decimal(point.value).dividedBy(worth)), derived: true }];
  });
}
