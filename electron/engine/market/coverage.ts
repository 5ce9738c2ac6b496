import { z } from 'zod';
import { daysBetween, type Day } from '../../../shared/figures/index.ts';
import { type DailySeries, gapsOf, type Observation, toleranceDays } from '../../../shared/market/index.ts';
import type { Reader } from '../store/store.ts';
import { IN_USE } from './folds.ts';
import { loadSeries } from './market-book.ts';

export const seriesKind = z.enum(['price', 'rate', 'supply', 'cpi']);

/** One series as the data screen lists it. */
export const coverageView = z.object({
  kind: seriesKind,
  subject: z.string(),
  unit: z.string(),
  from: z.string(),
  to: z.string(),
  /** Days (of consumer prices: months) with a value. */
  days: z.int(),
  /** Days between `from` and `to` without one. */
  missing: z.int(),
  /** The stretches that are missing, first and last day, the longest first, {@link MOST_GAPS} at most. */
  gaps: z.array(z.object({ from: z.string(), to: z.string(), days: z.int() })),
  /** Days since `to`. */
  age: z.int(),
  /** Whether the last value is older than its asset's tolerance, so that figures of today cannot use it. */
  stale: z.boolean(),
  tolerance: z.int(),
  quarantined: z.int(),
  byHand: z.int(),
  sources: z.array(z.string()),
});
export type CoverageView = z.infer<typeof coverageView>;

/** Every series of prices, rates, supply and consumer prices with what is known of it on `today`. */
export function coverageOf(store: Reader, today: Day): CoverageView[] {
  const tolerances = new Map(
    store.all<{ asset: string; days: number }>('SELECT asset, days FROM market_tolerance').map(({ asset, days }) => [asset, days]),
  );
  return store.all<SeriesRow>(SERIES).flatMap((row) => {
    const days = store.all<{ day: string }>(DAYS, row.kind, row.subject, row.unit, row.kind, row.subject, row.unit).map(({ day }) => day);
    if (days.length === 0) return [];
    const to = days.at(-1)!;
    const tolerance = row.kind === 'cpi' ? 75 : row.kind === 'supply' ? 45 : toleranceDays(row.subject, tolerances);
    const age = Math.max(0, daysBetween(to, today));
    const { missing, gaps } = gapsOf(days);
    return [
      {
        kind: row.kind,
        subject: row.subject,
        unit: row.unit,
        from: days[0]!,
        to,
        days: days.length,
        missing,
        gaps: gaps.slice(0, MOST_GAPS),
        age,
        stale: age > tolerance,
        tolerance,
        quarantined: store.get<{ n: number }>(QUARANTINED, row.kind, row.subject, row.unit)!.n,
        byHand: row.kind === 'price' ? store.get<{ n: number }>(BY_HAND, row.subject, row.unit)!.n : 0,
        sources: row.sources === null ? [] : row.sources.split('\n').sort(),
      },
    ];
  });
}

/** Gaps of one series that the list tells; a line of some hundred pixels shows no more. */
const MOST_GAPS = 100;

interface SeriesRow {
  readonly kind: CoverageView['kind'];
  readonly subject: string;
  readonly unit: string;
  readonly sources: string | null;
}

const SERIES = `
  SELECT kind, subject, unit, group_concat(source, char(10)) AS sources FROM (
    SELECT DISTINCT kind, subject, unit, source FROM market_series JOIN market_dataset USING (dataset) WHERE live = 1
    UNION SELECT DISTINCT 'price', asset, currency, 'By hand' FROM market_hand_price
  ) GROUP BY kind, subject, unit ORDER BY kind, subject, unit`;
const DAYS = `
  SELECT point.day FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
  WHERE point.kind = ? AND point.subject = ? AND point.unit = ? AND ${IN_USE}
  UNION SELECT day FROM market_hand_price WHERE 'price' = ? AND asset = ? AND currency = ? ORDER BY day`;
const QUARANTINED = `
  SELECT count(*) AS n FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
  JOIN market_remark AS remark USING (dataset, n)
  WHERE point.kind = ? AND point.subject = ? AND point.unit = ? AND dataset.live = 1 AND remark.outcome = 'quarantined'
    AND NOT EXISTS (SELECT 1 FROM market_verdict AS verdict WHERE verdict.dataset = point.dataset AND verdict.n = point.n)`;
const BY_HAND = 'SELECT count(*) AS n FROM market_hand_price WHERE asset = ? AND currency = ?';

export const sampleView = z.object({
  day: z.string(),
  at: z.string(),
  value: z.string(),
  /** Where it came from: a row of a dataset, or the event of a price entered by hand. */
  dataset: z.string().optional(),
  row: z.int().optional(),
  event: z.string().optional(),
});
export type SampleView = z.infer<typeof sampleView>;

/**
 * A series thinned to about `points` for a chart: of each stretch its first, lowest, highest and last value, so that no peak is lost. A series
 * that is short enough comes whole.
 */
export function sampleSeries(
  store: Reader,
  series: { readonly kind: CoverageView['kind']; readonly subject: string; readonly unit: string },
  range: { readonly from?: Day | undefined; readonly to?: Day | undefined },
  points: number,
): SampleView[] {
  const loaded: DailySeries = loadSeries(store, series.kind, series.subject, series.unit);
  const inRange = loaded
    .all()
    .filter(({ day }) => (range.from === undefined || day >= range.from) && (range.to === undefined || day <= range.to));
  return thinned(inRange, points).map(viewOf);
}

function viewOf({ day, at, value, origin }: Observation): SampleView {
  const sample = { day, at, value };
  if (origin.kind === 'row') return { ...sample, dataset: origin.dataset, row: origin.row };
  return origin.kind === 'event' ? { ...sample, event: origin.event } : sample;
}

function thinned(observations: readonly Observation[], points: number): readonly Observation[] {
  if (observations.length <= points) return observations;
  const stretch = Math.ceil(observations.length / Math.max(1, Math.floor(points / 4)));
  const kept: Observation[] = [];
  for (let start = 0; start < observations.length; start += stretch) {
    const part = observations.slice(start, start + stretch);
    const lowest = part.reduce((one, other) => (Number(other.value) < Number(one.value) ? other : one));
    const highest = part.reduce((one, other) => (Number(other.value) > Number(one.value) ? other : one));
    kept.push(...new Set([part[0]!, ...[lowest, highest].toSorted((a, b) => (a.day < b.day ? -1 : 1)), part.at(-1)!]));
  }
  return kept;
}
