import { type Day, Decimal, type Figure, figureText, isKnown, known, ONE, unavailable } from '../../../shared/figures/index.ts';
import { findAsset } from '../../../shared/market/index.ts';
import type { Reader } from '../store/store.ts';
import { marketBook } from './market-book.ts';
import { type Quotes, quotesOf, quotesOver } from './quotes.ts';
import { remembered } from './remembered.ts';

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
export function promisedOn(store: Reader, asset: string, unit: string, day: Day): Figure<Decimal> {
  if (asset === unit) return known(ONE);
  const entry = findAsset(asset);
  if (entry?.peg === unit) return known(ONE);
  const underlying = entry?.underlying;
  if (underlying === undefined)
    return unavailable('not-applicable', `${asset} promises no worth in ${unit}; only pegged, wrapped and liquid-staking assets do.`);
  if (underlying.relation !== 'reward-bearing') return promisedOn(store, underlying.asset, unit, day);
  const rate = marketBook(store).prices.rate(asset, underlying.asset, day);
  if (!isKnown(rate)) return rate;
  const rest = promisedOn(store, underlying.asset, unit, day);
  return isKnown(rest) ? known(rate.ok.value.times(rest.ok), [...rate.trail, ...rest.trail]) : rest;
}

/** The price of an asset over what it promises, at every instant at which both were known; `null` where that is never. */
export function pegQuotes(store: Reader, asset: string, unit: string): Quotes | null {
  const kept = pegsKept(store);
  const key = `${asset}/${unit}`;
  let found = kept.get(key);
  if (found === undefined) kept.set(key, (found = makePeg(store, asset, unit)));
  return found;
}
const pegsKept = remembered(() => new Map<string, Quotes | null>());

function makePeg(store: Reader, asset: string, unit: string): Quotes | null {
  const promised = new Map<Day, Decimal | null>();
  const points = (quotesOf(store, asset, unit)?.points ?? []).flatMap((point) => {
    let worth = promised.get(point.day);
    if (worth === undefined) {
      const figure = promisedOn(store, asset, unit, point.day);
      promised.set(point.day, (worth = isKnown(figure) ? figure.ok : null));
    }
    if (worth === null) return [];
    return [worth.equals(ONE) ? point : { ...point, value: figureText(new Decimal(point.value).dividedBy(worth)), derived: true }];
  });
  return quotesOver(points);
}
