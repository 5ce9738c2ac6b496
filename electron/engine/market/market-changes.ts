import type { Day } from '../../../shared/figures/index.ts';
import type { PriceWithdrawn, QuarantineJudged } from '../../../shared/market/index.ts';
import type { Reader } from '../store/store.ts';
import type { SeriesName } from './staging.ts';

/** A series of which an event may have changed something, from a day on: what it says of the days before is as it was. */
export interface SeriesChange extends SeriesName {
  readonly from: Day;
  /** Whether it may be a series no more. */
  readonly mayCease: boolean;
}

/** What events of the market may have changed. Aliases and mappings change nothing that is in the workspace already. */
export interface MarketChanges {
  readonly series: readonly SeriesChange[];
  /** Pools, each with the day from whose first instant on something else may be said now. */
  readonly pools: ReadonlyMap<string, Day>;
  readonly tolerances: boolean;
}

/** Before every day: what changed from here on may have changed as a whole. */
export const EVER = '';

/**
 * What the events after one place in the journal, up to and including another, may have changed; null where they are so many that it is better to
 * read all anew. What an event speaks of is found in the record of its dataset, whose rows never change.
 */
export function changesBetween(store: Reader, after: number, through: number): MarketChanges | null {
  const events = store.all<EventRow>(EVENTS, after, through, MOST_EVENTS + 1);
  if (events.length > MOST_EVENTS) return null;
  const series: SeriesChange[] = [];
  const pools = new Map<string, Day>();
  let tolerances = false;
  const addPool = (pool: string, from: Day) => {
    const known = pools.get(pool);
    if (known === undefined || from < known) pools.set(pool, from);
  };
  const addSeries = (rows: readonly SeriesRow[], mayCease: boolean) => {
    for (const { kind, subject, unit, from } of rows) series.push({ kind, subject, unit, from, mayCease });
  };
  for (const { type, subject, body } of events) {
    switch (type) {
      case 'market.dataset-imported':
      case 'market.dataset-withdrawn':
      case 'market.dataset-restored':
        if (isHuge(store, subject)) return null;
        addSeries(store.all<SeriesRow>(SERIES_OF, subject), type === 'market.dataset-withdrawn');
        for (const { pool, from } of store.all<PoolRow>(POOLS_OF, subject)) addPool(pool, from);
        break;
      case 'market.quarantine-judged':
        for (const { n } of (JSON.parse(body) as QuarantineJudged).values) {
          addSeries(store.all<SeriesRow>(SERIES_AT, subject, n), false);
          for (const { pool, from } of store.all<PoolRow>(POOL_AT, subject, n)) addPool(pool, from);
        }
        break;
      case 'market.price-entered':
      case 'market.price-withdrawn': {
        const { asset, currency, day } = JSON.parse(body) as PriceWithdrawn;
        series.push({ kind: 'price', subject: asset, unit: currency, from: day, mayCease: type === 'market.price-withdrawn' });
        break;
      }
      case 'market.tolerance-set':
        tolerances = true;
        break;
    }
  }
  return { series, pools, tolerances };
}

/** So many that reading what they speak of costs as much as reading all anew. */
const MOST_EVENTS = 200;
const MOST_ROWS = 200_000;

function isHuge(store: Reader, dataset: string): boolean {
  return (store.get<{ rows: number }>('SELECT rows FROM market_dataset WHERE dataset = ?', dataset)?.rows ?? 0) > MOST_ROWS;
}

interface EventRow {
  readonly type: string;
  readonly subject: string;
  readonly body: string;
}

type SeriesRow = SeriesName & { readonly from: Day };

interface PoolRow {
  readonly pool: string;
  readonly from: Day;
}

const EVENTS =
  "SELECT type, subject, body FROM journal_body WHERE seq > ? AND seq <= ? AND +type >= 'market.' AND +type < 'market/' ORDER BY seq LIMIT ?";
const SERIES_OF = 'SELECT kind, subject, unit, min(day) AS "from" FROM market_point WHERE dataset = ? GROUP BY kind, subject, unit';
const POOLS_OF = 'SELECT pool, substr(min(at), 1, 10) AS "from" FROM pool_point WHERE dataset = ? GROUP BY pool';
const SERIES_AT = 'SELECT kind, subject, unit, day AS "from" FROM market_point WHERE dataset = ? AND n = ?';
const POOL_AT = 'SELECT pool, substr(at, 1, 10) AS "from" FROM pool_point WHERE dataset = ? AND n = ?';
