import type {
  AliasSet,
  DatasetImported,
  DatasetTurned,
  MappingSaved,
  PriceEntered,
  PriceWithdrawn,
  QuarantineJudged,
  ToleranceSet,
} from '../../../shared/market/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';

/** How the market's tables follow from its events. */
export const marketFolds: Readonly<Record<string, Fold>> = {
  'market.dataset-imported': fold<DatasetImported>((store, { seq, at, subject, payload }) => {
    store.run(
      `INSERT OR REPLACE INTO market_dataset (dataset, seq, at, file, sha256, format, source, rows, from_day, to_day, counts, quality, answers, root, live)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      subject,
      seq,
      at,
      payload.file,
      payload.sha256,
      payload.format,
      payload.source,
      payload.rows,
      payload.from ?? null,
      payload.to ?? null,
      JSON.stringify(payload.quality.counts),
      JSON.stringify(payload.quality),
      JSON.stringify(payload.answers),
      payload.items.root,
    );
    store.run(
      'INSERT OR IGNORE INTO market_series (kind, subject, unit, dataset) SELECT DISTINCT kind, subject, unit, dataset FROM market_point WHERE dataset = ?',
      subject,
    );
    refreshPools(store, subject);
  }),
  'market.dataset-withdrawn': fold<DatasetTurned>((store, { subject }) => turn(store, subject, 0)),
  'market.dataset-restored': fold<DatasetTurned>((store, { subject }) => turn(store, subject, 1)),
  'market.price-entered': fold<PriceEntered>((store, { seq, id, payload }) => {
    store.run(
      'INSERT OR REPLACE INTO market_hand_price (asset, currency, day, price, note, event, seq) VALUES (?, ?, ?, ?, ?, ?, ?)',
      payload.asset,
      payload.currency,
      payload.day,
      payload.price,
      payload.note ?? null,
      id,
      seq,
    );
  }),
  'market.price-withdrawn': fold<PriceWithdrawn>((store, { payload: { asset, currency, day } }) => {
    store.run('DELETE FROM market_hand_price WHERE asset = ? AND currency = ? AND day = ?', asset, currency, day);
  }),
  'market.quarantine-judged': fold<QuarantineJudged>((store, { subject, payload }) => {
    for (const { n, verdict } of payload.values) {
      if (verdict === null) store.run('DELETE FROM market_verdict WHERE dataset = ? AND n = ?', subject, n);
      else
        store.run(
          'INSERT OR REPLACE INTO market_verdict (dataset, n, released) VALUES (?, ?, ?)',
          subject,
          n,
          verdict === 'released' ? 1 : 0,
        );
    }
    refreshPools(store, subject);
  }),
  'market.alias-set': fold<AliasSet>((store, { payload: { platform, ticker, asset } }) => {
    if (asset === null) store.run('DELETE FROM market_alias WHERE platform = ? AND ticker = ?', platform, ticker);
    else store.run('INSERT OR REPLACE INTO market_alias (platform, ticker, asset) VALUES (?, ?, ?)', platform, ticker, asset);
  }),
  'market.mapping-saved': fold<MappingSaved>((store, { payload: { name, saved } }) => {
    if (saved === null) store.run('DELETE FROM market_mapping WHERE name = ?', name);
    else {
      const [header, mapping] = [JSON.stringify(saved.header), JSON.stringify(saved.mapping)];
      store.run('INSERT OR REPLACE INTO market_mapping (name, header, mapping) VALUES (?, ?, ?)', name, header, mapping);
    }
  }),
  'market.tolerance-set': fold<ToleranceSet>((store, { payload: { asset, days } }) => {
    if (days === null) store.run('DELETE FROM market_tolerance WHERE asset = ?', asset);
    else store.run('INSERT OR REPLACE INTO market_tolerance (asset, days) VALUES (?, ?)', asset, days);
  }),
};

/** Tables that a rebuild empties. */
export const marketProjections: readonly string[] = [
  'market_dataset',
  'market_series',
  'market_verdict',
  'market_hand_price',
  'pool_current',
  'market_alias',
  'market_mapping',
  'market_tolerance',
];

/** Whether figures may use a point: it is of a live dataset and either was used from the start or has been let in. */
export const IN_USE = `dataset.live = 1 AND (point.used = 1 OR EXISTS (
  SELECT 1 FROM market_verdict AS verdict WHERE verdict.dataset = point.dataset AND verdict.n = point.n AND verdict.released = 1))`;

function turn(store: Writer, dataset: string, live: 0 | 1): void {
  store.run('UPDATE market_dataset SET live = ? WHERE dataset = ?', live, dataset);
  refreshPools(store, dataset);
}

/**
 * Finds the newest observation of every pool that the dataset speaks of. A chart does not say of which project and chain its pool is; those come
 * from the newest observation that does.
 */
function refreshPools(store: Writer, dataset: string): void {
  if (!store.get('SELECT 1 FROM pool_point WHERE dataset = ? LIMIT 1', dataset)) return;
  store.run('DELETE FROM pool_current WHERE pool IN (SELECT pool FROM pool_point WHERE dataset = ?)', dataset);
  store.run(
    // SQLite takes the bare columns from the row that has the maximum: the latest instant, of the newest dataset, the first of its rows.
    `INSERT INTO pool_current (pool, dataset, n, at, project, chain, symbol, tvl_usd, apy, apy_base, apy_reward, observations)
     SELECT pool, dataset, n, at, coalesce(project, ${lastNamed('project')}), coalesce(chain, ${lastNamed('chain')}), coalesce(symbol, ${lastNamed('symbol')}),
            tvl_usd, apy, apy_base, apy_reward, observations
     FROM (
       SELECT point.*, count(*) AS observations, max(point.at || printf('%015d', dataset.seq) || printf('%09d', 999999999 - point.n)) AS latest
       FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)
       WHERE point.pool IN (SELECT pool FROM pool_point WHERE dataset = ?) AND ${IN_USE} GROUP BY point.pool
     ) AS newest`,
    dataset,
  );
}

/** A name of a pool from the newest observation that tells its project; or else from the newest. */
function lastNamed(column: 'project' | 'chain' | 'symbol'): string {
  return `(SELECT point.${column} FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset) WHERE point.pool = newest.pool AND ${IN_USE}
           ORDER BY point.project IS NULL, point.at DESC, dataset.seq DESC, point.n LIMIT 1)`;
}
