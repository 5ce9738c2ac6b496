import { daysBetween, Decimal, type Figure, known, unavailable } from '../../shared/figures/index.ts';
import type { PriceBook, Quote } from '../../shared/market/index.ts';

/** Prices by asset and day, in one currency; a day between two observations has the earlier one's. */
export type Series = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Point {
  readonly day: string;
  readonly value: string;
  readonly row: number;
}

/** A price book made of literal series: rows are numbered as they stand. `rates` are keyed by token; a price may be `tolerance` days old. */
export function madeBook(currency: string, prices: Series, rates: Series = {}, tolerance = 10_000): PriceBook {
  const priced = pointsOf(prices);
  const rated = pointsOf(rates);
  return {
    price(asset, in_, day) {
      if (asset === in_) return known({ value: new Decimal(1), observed: day, origin: { kind: 'assumed', because: 'one is one' } });
      if (in_ !== currency) return unavailable('price-missing', `No price of ${asset} in ${in_}.`);
      return quote(priced.get(asset), `prices-${asset}`, day, `No price of ${asset} in ${currency} on ${day}.`, tolerance);
    },
    rate: (token, underlying, day) => quote(rated.get(token), `rates-${token}`, day, `No rate of ${token} in ${underlying} on ${day}.`),
    rateDays: (token, _underlying, after, through) =>
      (rated.get(token) ?? []).map((point) => point.day).filter((day) => day > after && day <= through),
  };
}

function pointsOf(series: Series): ReadonlyMap<string, readonly Point[]> {
  return new Map(
    Object.entries(series).map(([asset, days]) => [
      asset,
      Object.entries(days)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, value], index) => ({ day, value, row: index + 1 })),
    ]),
  );
}

function quote(points: readonly Point[] | undefined, dataset: string, day: string, message: string, tolerance = 10_000): Figure<Quote> {
  const point = points?.findLast((each) => each.day <= day);
  if (!point || daysBetween(point.day, day) > tolerance) return unavailable('price-missing', message);
  return known({ value: new Decimal(point.value), observed: point.day, origin: { kind: 'row', dataset, row: point.row } });
}
