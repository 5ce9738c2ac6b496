import {
  type Day,
  type Figure,
  figureText,
  History,
  historyOf,
  isKnown,
  isSame,
  ONE,
  type Origin,
  type TrailInput,
} from '../../../shared/figures/index.ts';
import { isFiat, type Quote } from '../../../shared/market/index.ts';
import type { MetricHistory } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import { type Before, hangsOn, keptEach, seriesKey, TURNED } from './kept-figures.ts';
import { pricesNow } from './market-book.ts';
import { EVER } from './market-changes.ts';

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
  return quotes(store, `${base}\0${quote}`);
}

const quotes = keptEach<Quotes | null>({
  isSame: isSameQuotes,
  make(store, key, before) {
    const [base = '', quote = ''] = key.split('\0');
    return base === quote ? null : goingOn(before, (from) => pointsFrom(store, base, quote, from));
  },
});

/** A history over points in any order. */
export function quotesOver(points: readonly PricedPoint[]): Quotes | null {
  return goingOn(null, () => points);
}

/** What was made before, up to the day from which it may be another, and from there on the points as they are now, in any order. */
export function goingOn(before: Before<Quotes | null> | null, pointsFrom: (from: Day) => readonly PricedPoint[]): Quotes | null {
  const from = before?.made ? before.from : EVER;
  const made = before?.made ?? NONE;
  // A day is over before the next begins, so that points of different days never share an instant.
  const length = made.points.findLastIndex(({ day }) => day < from) + 1;
  const { history: later, kept: more } = historyOf(pointsFrom(from));
  if (length + more.length === 0) return null;
  const points = length === 0 ? more : [...made.points.slice(0, length), ...more];
  const history = length === 0 ? later : made.history.head(length);
  if (length > 0) for (const point of more) history.append(point);
  return { points, history, originOf: (index) => points[index]!.origin };
}
const NONE = { points: [] as readonly PricedPoint[], history: new History() };

/** Whether two say the same throughout. */
export function isSameQuotes(one: Quotes | null, other: Quotes | null): boolean {
  if (one === null || other === null) return one === other;
  return one.points.length === other.points.length && one.points.every((point, index) => isSamePoint(point, other.points[index]!));
}

function isSamePoint(one: PricedPoint, other: PricedPoint): boolean {
  if (one === other) return true;
  const { at, value, day, derived, origin } = one;
  return at === other.at && value === other.value && day === other.day && derived === other.derived && isSame(origin, other.origin);
}

/** The last point of a day up to and including `day`; `undefined` where the history begins later. */
export function lastOf({ points }: Quotes, day: Day): PricedPoint | undefined {
  return points.findLast((point) => point.day <= day);
}

/** Every observation of a series that is in use, of a day on, at its own instant; what was entered by hand stands alone on its day. */
export function observationsOf(
  store: Reader,
  kind: 'price' | 'rate' | 'supply',
  subject: string,
  unit: string,
  from: Day = EVER,
): readonly PricedPoint[] {
  hangsOn(store, seriesKey({ kind, subject, unit }));
  const rows = store.all<{ day: string; stamp: string; value: string; dataset: string; row: number }>(
    `SELECT point.day, point.stamp, point.value, point.dataset, point.row
     FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.kind = ? AND point.subject = ? AND point.unit = ? AND point.day >= ? AND ${IN_USE} ORDER BY point.stamp, dataset.seq, point.used`,
    kind,
    subject,
    unit,
    from,
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
    'SELECT day, price, event FROM market_hand_price WHERE asset = ? AND currency = ? AND day >= ?',
    subject,
    unit,
    from,
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

function pointsFrom(store: Reader, base: string, quote: string, from: Day): readonly PricedPoint[] {
  const points = [...observationsOf(store, 'price', base, quote, from)];
  const covered = new Set(points.map(({ day }) => day));
  for (const point of observationsOf(store, 'price', quote, base, from)) {
    if (!covered.has(point.day)) points.push({ ...point, value: figureText(ONE.dividedBy(point.value)), derived: true });
  }
  for (const { day } of points) covered.add(day);
  const prices = pricesNow(store);
  for (const { day, stamp } of observedDays(store, base, from)) {
    if (covered.has(day)) continue;
    const crossed = crossedOn(prices.price(base, quote, day), day);
    if (crossed) points.push({ at: instantOf(stamp), value: figureText(crossed.value), day, origin: crossed.origin, derived: true });
  }
  return points;
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

/** Days of one on, on which any price of an asset was observed, each with the latest instant. */
function observedDays(store: Reader, asset: string, from: Day): readonly { readonly day: Day; readonly stamp: string }[] {
  hangsOn(store, `prices of ${asset}`);
  return store.all(OBSERVED_DAYS, asset, from, asset, from, asset, from);
}

const OBSERVED_DAYS = `
  SELECT day, max(stamp) AS stamp FROM (
    SELECT point.day, point.stamp FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
    WHERE point.kind = 'price' AND point.subject = ? AND point.day >= ? AND ${IN_USE}
    UNION ALL SELECT point.day, point.stamp FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
    WHERE point.kind = 'price' AND point.subject IN (${TURNED.map((currency) => `'${currency}'`).join(', ')}) AND point.unit = ? AND point.day >= ? AND ${IN_USE}
    UNION ALL SELECT day, day || 'T23:59:59.999Z' FROM market_hand_price WHERE asset = ? AND day >= ?
  ) GROUP BY day ORDER BY day`;

/** A stamp is an instant, or a day that means its end. */
function instantOf(stamp: string): number {
  return stamp.length === 10 ? Date.parse(`${stamp}T00:00:00.000Z`) + 86_400_000 : Date.parse(stamp);
}
