import type { Day } from '../../../shared/figures/index.ts';
import {
  consumerPriceDeflator,
  createPriceBook,
  DailySeries,
  type Deflator,
  inflationDeflator,
  type MarketSeries,
  type Observation,
  type PriceBook,
  supplyDeflator,
} from '../../../shared/market/index.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import { hangsOn, keptEach, remembered, seriesKey, seriesNamed } from './kept-figures.ts';
import { EVER } from './market-changes.ts';
import type { SeriesName } from './staging.ts';

/** What the workspace knows of the market, for figures: prices, rates, and what makes nominal money real. Series are read once, when asked for. */
export interface MarketBook {
  readonly prices: PriceBook;
  /** Consumer prices of a currency. Without an imported index every answer of it is unavailable and says what is missing. */
  consumerPrices(currency: string): Deflator;
  /** The supply of a network's asset: counted where the workspace has counts, else by its inflation rates. */
  supply(asset: string): Deflator;
}

/** The book over a store as it is now. It is another one once a series or a tolerance changes; series that did not are not read again. */
export function marketBook(store: Reader): MarketBook {
  return book(store);
}

const book = remembered(
  ['series', 'tolerances'],
  (store): MarketBook => ({
    prices: pricesNow(store),
    consumerPrices: (currency) => consumerPrices(store, currency),
    supply: (asset) => supply(store, asset),
  }),
);

/** The tolerances that the owner has set, in days by asset. */
export const tolerances = remembered(
  ['tolerances'],
  (store): ReadonlyMap<string, number> =>
    new Map(store.all<{ asset: string; days: number }>('SELECT asset, days FROM market_tolerance').map((row) => [row.asset, row.days])),
);

/** Prices and rates as they are now, with each series looked up once. A figure that is made with them has its own, so that it hangs on what it asked for. */
export function pricesNow(store: Reader): PriceBook {
  return createPriceBook(seriesOver(store), { tolerances: tolerances(store) });
}

const consumerPrices = keptEach({
  make(store, currency): Deflator {
    hangsOn(store, seriesKey({ kind: 'cpi', subject: currency, unit: 'index' }));
    return consumerPriceDeflator(currency, loadSeries(store, 'cpi', currency, 'index'));
  },
});

const supply = keptEach({
  make(store, asset): Deflator {
    for (const unit of ['total', 'inflation']) hangsOn(store, seriesKey({ kind: 'supply', subject: asset, unit }));
    const total = loadSeries(store, 'supply', asset, 'total');
    return total.length > 0 ? supplyDeflator(asset, total) : inflationDeflator(asset, loadSeries(store, 'supply', asset, 'inflation'));
  },
});

/** The market's series, looked up when they are first asked for. */
function seriesOver(store: Reader): MarketSeries {
  const found = {
    price: new Map<string, Map<string, DailySeries | undefined>>(),
    rate: new Map<string, Map<string, DailySeries | undefined>>(),
  };
  const units = new Map<string, readonly string[]>();
  const find = (kind: 'price' | 'rate', subject: string, unit: string) => {
    let of = found[kind].get(subject);
    if (!of) found[kind].set(subject, (of = new Map()));
    if (of.has(unit)) return of.get(unit);
    const key = seriesKey({ kind, subject, unit });
    const series = exists(store, key) ? daily(store, key) : undefined;
    of.set(unit, series);
    return series;
  };
  return {
    prices: (asset, currency) => find('price', asset, currency),
    rates: (token, unit) => find('rate', token, unit),
    currenciesOf(asset) {
      let known = units.get(asset);
      if (!known) units.set(asset, (known = currencies(store, asset)));
      return known;
    },
  };
}

const daily = keptEach<DailySeries>({
  make(store, key, before) {
    const series = seriesNamed(key);
    const { kind, subject, unit } = series;
    hangsOn(store, seriesKey(series));
    if (before === null) return loadSeries(store, kind, subject, unit);
    const earlier = before.made.all().filter(({ day }) => day < before.from);
    return new DailySeries([...earlier, ...loadSeries(store, kind, subject, unit, before.from).all()]);
  },
});

/** Whether anything of a series is in use: a price may be asked the other way round only where there is none in this one. */
const exists = keptEach<boolean>({
  isSwitch: true,
  make(store, key) {
    const series = seriesNamed(key);
    const { kind, subject, unit } = series;
    hangsOn(store, seriesKey(series));
    if (kind === 'price' && store.get('SELECT 1 FROM market_hand_price WHERE asset = ? AND currency = ? LIMIT 1', subject, unit))
      return true;
    return store.get(ANY, kind, subject, unit) !== undefined;
  },
});
const ANY = `SELECT 1 FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
  WHERE point.kind = ? AND point.subject = ? AND point.unit = ? AND ${IN_USE} LIMIT 1`;

const currencies = keptEach<readonly string[]>({
  isSwitch: true,
  isSame: (one, other) => one.join(' ') === other.join(' '),
  make(store, asset) {
    hangsOn(store, `prices of ${asset}`);
    return store
      .all<{ unit: string }>(
        `SELECT DISTINCT unit FROM market_series JOIN market_dataset AS dataset USING (dataset) WHERE kind = 'price' AND subject = ? AND live = 1
         UNION SELECT currency FROM market_hand_price WHERE asset = ? ORDER BY unit`,
        asset,
        asset,
      )
      .map(({ unit }) => unit);
  },
});

/** One series with the observation that counts for each day, from what live datasets hold and what was entered by hand; from a day on, where one is given. */
export function loadSeries(store: Reader, kind: SeriesName['kind'], subject: string, unit: string, from: Day = EVER): DailySeries {
  const rows = store.all<{ day: string; stamp: string; value: string; dataset: string; row: number; seq: number }>(
    // SQLite takes the bare columns from the row that has the maximum: the latest stamp of the day, of the newest dataset, let in before not.
    `SELECT point.day, max(point.stamp || printf('%015d', dataset.seq) || (1 - point.used)) AS latest, point.stamp, point.value, point.dataset, point.row, dataset.seq
     FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.kind = ? AND point.subject = ? AND point.unit = ? AND point.day >= ? AND ${IN_USE} GROUP BY point.day`,
    kind,
    subject,
    unit,
    from,
  );
  const observations: Observation[] = rows.map(({ day, stamp, value, dataset, row, seq }) => ({
    day,
    at: stamp,
    value,
    origin: { kind: 'row', dataset, row },
    byHand: false,
    precedence: seq,
  }));
  if (kind === 'price') {
    const entered = store.all<{ day: string; price: string; event: string; seq: number }>(
      'SELECT day, price, event, seq FROM market_hand_price WHERE asset = ? AND currency = ? AND day >= ?',
      subject,
      unit,
      from,
    );
    for (const { day, price, event, seq } of entered)
      observations.push({ day, at: `${day}T23:59:59.999Z`, value: price, origin: { kind: 'event', event }, byHand: true, precedence: seq });
  }
  return new DailySeries(observations);
}
