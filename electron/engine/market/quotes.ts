import { type Day, type Figure, figureText, historyOf, isKnown, ONE, type Origin, type TrailInput } from '../../../shared/figures/index.ts';
import { isFiat, type Quote } from '../../../shared/market/index.ts';
import type { MetricHistory } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import { marketBook } from './market-book.ts';
import { remembered } from './remembered.ts';

/** One price as it was observed, or as it follows from what was observed on one day. */
export interface PricedPoint {
  readonly at: number;
  /** Decimal text. */
  readonly value: string;
  readonly day: Day;
  readonly origin: Origin;
  /** Whether it was put together over another currency, or turned round. */
  readonly derived: boolean;
}

/** What was known of a price over time, in order; never empty. */
export interface Quotes extends MetricHistory {
  readonly points: readonly PricedPoint[];
}

/**
 * Every observation of one unit of `base` in `quote`: as a series has it, at its own instants; on days without one, the inverse of the series of
 * `quote` in `base`, else crossed over another currency where both prices were observed that day. (Only rates between two fiat currencies may be
 * some days older: they rest at weekends.) Two prices of different days never make one, for the movement between them would look like a lost
 * peg. `null` where nothing is known.
 */
export function quotesOf(store: Reader, base: string, quote: string): Quotes | null {
  const kept = quotesKept(store);
  const key = `${base}/${quote}`;
  let found = kept.get(key);
  if (found === undefined) kept.set(key, (found = makeQuotes(store, base, quote)));
  return found;
}
const quotesKept = remembered(() => new Map<string, Quotes | null>());

/** A history over points in any order. */
export function quotesOver(points: readonly PricedPoint[]): Quotes | null {
  if (points.length === 0) return null;
  const { history, kept } = historyOf(points);
  return { points: kept, history, originOf: (index) => kept[index]!.origin };
}

/** The last point of a day up to and including `day`; `undefined` where the history begins later. */
export function lastOf({ points }: Quotes, day: Day): PricedPoint | undefined {
  return points.findLast((point) => point.day <= day);
}

/** Every observation of a series that is in use, at its own instant; what was entered by hand stands alone on its day. */
export function observationsOf(store: Reader, kind: 'price' | 'rate' | 'supply', subject: string, unit: string): readonly PricedPoint[] {
  const rows = store.all<{ day: string; stamp: string; value: string; dataset: string; row: number }>(
    `SELECT point.day, point.stamp, point.value, point.dataset, point.row
     FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.kind = ? AND point.subject = ? AND point.unit = ? AND ${IN_USE} ORDER BY point.stamp, dataset.seq, point.used`,
    kind,
    subject,
    unit,
  );
  const observed = rows.map(
    ({ day, stamp, value, dataset, row }): PricedPoint => ({
      at: instantOf(stamp),
      value,
      day,
      origin: { kind: 'row', dataset, row },
      derived: false,
    }),
  );
  if (kind !== 'price') return observed;
  const entered = store.all<{ day: string; price: string; event: string }>(
    'SELECT day, price, event FROM market_hand_price WHERE asset = ? AND currency = ?',
    subject,
    unit,
  );
  const days = new Set(entered.map(({ day }) => day));
  return [
    ...observed.filter(({ day }) => !days.has(day)),
    ...entered.map(({ day, price, event }): PricedPoint => {
      const at = instantOf(`${day}T23:59:59.999Z`);
      return { at, value: price, day, origin: { kind: 'event', event }, derived: false };
    }),
  ];
}

function makeQuotes(store: Reader, base: string, quote: string): Quotes | null {
  if (base === quote) return null;
  const points = [...observationsOf(store, 'price', base, quote)];
  const covered = new Set(points.map(({ day }) => day));
  for (const point of observationsOf(store, 'price', quote, base)) {
    if (!covered.has(point.day)) points.push({ ...point, value: figureText(ONE.dividedBy(point.value)), derived: true });
  }
  for (const { day } of points) covered.add(day);
  const { prices } = marketBook(store);
  for (const { day, stamp } of observedDays(store, base)) {
    if (covered.has(day)) continue;
    const crossed = crossedOn(prices.price(base, quote, day), day);
    if (crossed) points.push({ at: instantOf(stamp), value: figureText(crossed.value), day, origin: crossed.origin, derived: true });
  }
  return quotesOver(points);
}

/** A price of the book as an observation of the day; `null` where it rests on prices of other days. */
function crossedOn(figure: Figure<Quote>, day: Day): { readonly value: Quote['value']; readonly origin: Origin } | null {
  if (!isKnown(figure)) return null;
  const legs = figure.trail.at(-1)?.inputs ?? [];
  const [first] = legs;
  return first && legs.every((leg) => leg.asOf === day || isBetweenFiat(leg)) && first.asOf === day
    ? { value: figure.ok.value, origin: first.origin }
    : null;
}

/** Of an input of a crossed price: its unit is `EUR per USD`. */
function isBetweenFiat({ unit = '' }: TrailInput): boolean {
  return unit.split(' per ').every(isFiat);
}

/** Days on which any price of an asset was observed, each with the latest instant. */
function observedDays(store: Reader, asset: string): readonly { readonly day: Day; readonly stamp: string }[] {
  return store.all(
    `SELECT day, max(stamp) AS stamp FROM (
       SELECT point.day, point.stamp FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
       WHERE point.kind = 'price' AND point.subject = ? AND ${IN_USE}
       UNION ALL SELECT point.day, point.stamp FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
       WHERE point.kind = 'price' AND point.subject IN ('USD', 'EUR') AND point.unit = ? AND ${IN_USE}
       UNION ALL SELECT day, day || 'T23:59:59.999Z' FROM market_hand_price WHERE asset = ?
     ) GROUP BY day ORDER BY day`,
    asset,
    asset,
    asset,
  );
}

/** A stamp is an instant, or a day that means its end. */
function instantOf(stamp: string): number {
  return stamp.length === 10 ? Date.parse(`${stamp}T00:00:00.000Z`) + 86_400_000 : Date.parse(stamp);
}
