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
import { versionOf } from '../kept.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';

/** What the workspace knows of the market, for figures: prices, rates, and what makes nominal money real. Series are read once, when asked for. */
export interface MarketBook {
  readonly prices: PriceBook;
  /** Consumer prices of a currency. Without an imported index every answer of it is unavailable and says what is missing. */
  consumerPrices(currency: string): Deflator;
  /** The supply of a network's asset: counted where the workspace has counts, else by its inflation rates. */
  supply(asset: string): Deflator;
}

/** The book over a store as it is now. Kept until something of the market changes, so that asking often costs nothing. */
export function marketBook(store: Reader): MarketBook {
  const version = versionOf(store, 'market');
  const kept = BOOKS.get(store);
  if (kept?.version === version) return kept.book;
  const book = createMarketBook(store);
  BOOKS.set(store, { version, book });
  return book;
}
const BOOKS = new WeakMap<Reader, { readonly version: number; readonly book: MarketBook }>();

function createMarketBook(store: Reader): MarketBook {
  const series = seriesOver(store);
  const tolerances = new Map(
    store.all<{ asset: string; days: number }>('SELECT asset, days FROM market_tolerance').map((row) => [row.asset, row.days]),
  );
  const deflators = new Map<string, Deflator>();
  const deflator = (key: string, make: () => Deflator) => {
    let found = deflators.get(key);
    if (!found) deflators.set(key, (found = make()));
    return found;
  };
  return {
    prices: createPriceBook(series, { tolerances }),
    consumerPrices: (currency) =>
      deflator(`cpi ${currency}`, () => consumerPriceDeflator(currency, loadSeries(store, 'cpi', currency, 'index'))),
    supply: (asset) =>
      deflator(`supply ${asset}`, () => {
        const total = loadSeries(store, 'supply', asset, 'total');
        return total.length > 0 ? supplyDeflator(asset, total) : inflationDeflator(asset, loadSeries(store, 'supply', asset, 'inflation'));
      }),
  };
}

/** The market's series read from a store when they are first asked for, and then kept. */
function seriesOver(store: Reader): MarketSeries {
  const loaded = new Map<string, DailySeries | undefined>();
  const currencies = new Map<string, readonly string[]>();
  const load = (kind: 'price' | 'rate', subject: string, unit: string) => {
    const key = `${kind} ${subject}/${unit}`;
    if (!loaded.has(key)) {
      const series = loadSeries(store, kind, subject, unit);
      loaded.set(key, series.length === 0 ? undefined : series);
    }
    return loaded.get(key);
  };
  return {
    prices: (asset, currency) => load('price', asset, currency),
    rates: (token, unit) => load('rate', token, unit),
    currenciesOf(asset) {
      let found = currencies.get(asset);
      if (!found) currencies.set(asset, (found = currenciesOf(store, asset)));
      return found;
    },
  };
}

function currenciesOf(store: Reader, asset: string): readonly string[] {
  return store
    .all<{ unit: string }>(
      `SELECT DISTINCT unit FROM market_series JOIN market_dataset AS dataset USING (dataset) WHERE kind = 'price' AND subject = ? AND live = 1
       UNION SELECT currency FROM market_hand_price WHERE asset = ? ORDER BY unit`,
      asset,
      asset,
    )
    .map(({ unit }) => unit);
}

/** One series with the observation that counts for each day, from what live datasets hold and what was entered by hand. */
export function loadSeries(store: Reader, kind: 'price' | 'rate' | 'supply' | 'cpi', subject: string, unit: string): DailySeries {
  const rows = store.all<{ day: string; stamp: string; value: string; dataset: string; row: number; seq: number }>(
    // SQLite takes the bare columns from the row that has the maximum: the latest stamp of the day, of the newest dataset, let in before not.
    `SELECT point.day, max(point.stamp || printf('%015d', dataset.seq) || (1 - point.used)) AS latest, point.stamp, point.value, point.dataset, point.row, dataset.seq
     FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.kind = ? AND point.subject = ? AND point.unit = ? AND ${IN_USE} GROUP BY point.day`,
    kind,
    subject,
    unit,
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
      'SELECT day, price, event, seq FROM market_hand_price WHERE asset = ? AND currency = ?',
      subject,
      unit,
    );
    for (const { day, price, event, seq } of entered)
      observations.push({ day, at: `${day}T23:59:59.999Z`, value: price, origin: { kind: 'event', event }, byHand: true, precedence: seq });
  }
  return new DailySeries(observations);
}
