import { z } from 'zod';
import { identifier } from '../../../shared/figures/index.ts';
import { ASSETS, DEFAULT_TOLERANCE_DAYS, qualityReportSchema, type QualityReport } from '../../../shared/market/index.ts';
import type { Reader } from '../store/store.ts';

const counts = qualityReportSchema.shape.counts;

export const datasetView = z.object({
  dataset: identifier,
  at: z.string(),
  file: z.string(),
  format: z.string(),
  source: z.string(),
  sha256: z.string(),
  /** Root of the tree over its values, in base64, as its event names it. */
  root: z.string(),
  values: z.int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  counts,
  live: z.boolean(),
});
export type DatasetView = z.infer<typeof datasetView>;

/** Every dataset that was ever imported, newest first; withdrawn ones say so. */
export function datasets(store: Reader): DatasetView[] {
  return store.all<DatasetRow>('SELECT * FROM market_dataset ORDER BY seq DESC').map(viewOf);
}

/** One dataset with its quality report; `null` where there is none of that id. */
export function dataset(store: Reader, id: string): { dataset: DatasetView; quality: QualityReport } | null {
  const row = store.get<DatasetRow>('SELECT * FROM market_dataset WHERE dataset = ?', id);
  return row ? { dataset: viewOf(row), quality: JSON.parse(row.quality) as QualityReport } : null;
}

export const sourceView = z.object({
  source: z.string(),
  datasets: z.int(),
  values: z.int(),
  used: z.int(),
  flagged: z.int(),
  rejected: z.int(),
  quarantined: z.int(),
  /** Quarantined values that a person let in after all: the detectors were wrong, not the source. */
  released: z.int(),
  /** Quarantined values that a person looked at and kept out: the source was wrong. */
  kept: z.int(),
  /** Days on which a price entered by hand stands against a value of the source. */
  overridden: z.int(),
  revised: z.int(),
  missing: z.int(),
  lastAt: z.string(),
});
export type SourceView = z.infer<typeof sourceView>;

/** What can be said of each source from what happened to its values here. Counts, not a score. */
export function sources(store: Reader): SourceView[] {
  const bySource = new Map<string, SourceView>();
  for (const row of store.all<DatasetRow>('SELECT * FROM market_dataset WHERE live = 1 ORDER BY seq')) {
    const quality = JSON.parse(row.quality) as QualityReport;
    const view = bySource.get(row.source) ?? emptySource(row.source);
    bySource.set(row.source, {
      ...view,
      datasets: view.datasets + 1,
      values: view.values + row.rows,
      used: view.used + quality.counts.accepted + quality.counts.flagged,
      flagged: view.flagged + quality.counts.flagged,
      rejected: view.rejected + quality.counts.rejected,
      quarantined: view.quarantined + quality.counts.quarantined,
      revised: view.revised + (quality.reasons['revised'] ?? 0),
      missing: view.missing + quality.missing,
      lastAt: row.at,
    });
  }
  const verdicts = store.all<{ source: string; released: number; kept: number }>(
    `SELECT source, sum(released = 1) AS released, sum(released = 0) AS kept FROM market_verdict JOIN market_dataset USING (dataset)
     WHERE live = 1 GROUP BY source`,
  );
  for (const { source, released, kept } of verdicts) update(bySource, source, { released, kept });
  const overridden = store.all<{ source: string; n: number }>(
    `SELECT dataset.source, count(DISTINCT point.subject || '/' || point.unit || ' ' || point.day) AS n
     FROM market_hand_price AS hand JOIN market_point AS point
       ON point.kind = 'price' AND point.subject = hand.asset AND point.unit = hand.currency AND point.day = hand.day
     JOIN market_dataset AS dataset USING (dataset) WHERE dataset.live = 1 GROUP BY dataset.source`,
  );
  for (const { source, n } of overridden) update(bySource, source, { overridden: n });
  return [...bySource.values()];
}

function update(views: Map<string, SourceView>, source: string, change: Partial<SourceView>): void {
  const view = views.get(source);
  if (view) views.set(source, { ...view, ...change });
}

function emptySource(source: string): SourceView {
  const none = {
    datasets: 0,
    values: 0,
    used: 0,
    flagged: 0,
    rejected: 0,
    quarantined: 0,
    released: 0,
    kept: 0,
    overridden: 0,
    revised: 0,
    missing: 0,
  };
  return { source, ...none, lastAt: '' };
}

export const assetView = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  decimals: z.int().nullable(),
  /** Days that a price may be old, and whether the owner has said so. */
  tolerance: z.int(),
  ownTolerance: z.boolean(),
  underlying: z.object({ asset: z.string(), relation: z.string() }).nullable(),
  network: z.string().nullable(),
});
export type AssetView = z.infer<typeof assetView>;

/** Assets of the catalogue and those that only the workspace's data know, by code, name or both. */
export function assets(store: Reader, search: string): AssetView[] {
  const own = new Map(
    store.all<{ asset: string; days: number }>('SELECT asset, days FROM market_tolerance').map((row) => [row.asset, row.days]),
  );
  const listed: AssetView[] = ASSETS.map(({ code, name, kind, decimals, toleranceDays, underlying, network }) => ({
    code,
    name,
    kind,
    decimals,
    tolerance: own.get(code) ?? toleranceDays,
    ownTolerance: own.has(code),
    underlying: underlying ?? null,
    network: network ?? null,
  }));
  const known = new Set(listed.map(({ code }) => code));
  const met = store.all<{ subject: string }>(
    "SELECT DISTINCT subject FROM market_series WHERE kind IN ('price', 'rate', 'supply') UNION SELECT asset FROM market_hand_price ORDER BY subject",
  );
  for (const { subject } of met) {
    if (known.has(subject)) continue;
    listed.push({
      code: subject,
      name: subject,
      kind: 'unknown',
      decimals: null,
      tolerance: own.get(subject) ?? DEFAULT_TOLERANCE_DAYS,
      ownTolerance: own.has(subject),
      underlying: null,
      network: null,
    });
  }
  const wanted = search.trim().toLowerCase();
  return listed.filter(({ code, name }) => code.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted));
}

interface DatasetRow {
  readonly dataset: string;
  readonly at: string;
  readonly file: string;
  readonly format: string;
  readonly source: string;
  readonly sha256: string;
  readonly root: string;
  readonly rows: number;
  readonly from_day: string | null;
  readonly to_day: string | null;
  readonly counts: string;
  readonly quality: string;
  readonly live: number;
}

function viewOf(row: DatasetRow): DatasetView {
  const { dataset, at, file, format, source, sha256, root } = row;
  return {
    dataset,
    at,
    file,
    format,
    source,
    sha256,
    root,
    values: row.rows,
    from: row.from_day,
    to: row.to_day,
    counts: JSON.parse(row.counts) as DatasetView['counts'],
    live: row.live === 1,
  };
}
