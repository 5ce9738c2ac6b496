import { z } from 'zod';
import { addDays, daysBetween } from '../figures/index.ts';
import { countEntries, ENTRY_OUTCOMES, type Entry, isInUse } from './entries.ts';
import { dayOfStamp, type Point, type PointKind, seriesOf, stampOf, valueOf } from './points.ts';

const count = z.int().min(0);
const countsSchema = z.object(
  Object.fromEntries(ENTRY_OUTCOMES.map((outcome) => [outcome, count])) as Record<(typeof ENTRY_OUTCOMES)[number], typeof count>,
);

/** A stretch of days without a value, first and last missing day. */
const gapSchema = z.object({ from: z.string(), to: z.string(), days: count });
/** A value that did not move for a week or longer. */
const frozenSchema = z.object({ from: z.string(), to: z.string(), value: z.string(), observations: count });

export const seriesReportSchema = z.object({
  series: z.string(),
  kind: z.enum(['price', 'rate', 'supply', 'cpi', 'pool']),
  /** First and last day with a value in use. */
  from: z.string(),
  to: z.string(),
  values: count,
  flagged: count,
  quarantined: count,
  /** Days between `from` and `to` without a value, where the series is usually daily or finer; else missing steps of its usual length. */
  missing: count,
  gaps: z.array(gapSchema),
  frozen: z.array(frozenSchema),
});
export type SeriesReport = z.infer<typeof seriesReportSchema>;

/** What is good and bad about a dataset; part of the event that records its import, hence bounded in size. */
export const qualityReportSchema = z.object({
  counts: countsSchema,
  /** How often each reason occurs, whatever the outcome. */
  reasons: z.record(z.string(), count),
  seriesCount: count,
  withGaps: count,
  missing: count,
  frozen: count,
  /** Up to fifty series, the most troubled first. */
  series: z.array(seriesReportSchema),
});
export type QualityReport = z.infer<typeof qualityReportSchema>;

const MOST_SERIES = 50;
const MOST_SAMPLES = 10;
/** Days that a value must stay the same to be called frozen; staking rates move once an epoch, so a day or two prove nothing. */
const FROZEN_DAYS = 7;

/** Reports on entries as they came out of reading and judging. Counts only what is there; values stay as they are. */
export function qualityOf(entries: readonly Entry[]): QualityReport {
  const reasons: Record<string, number> = {};
  const bySeries = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.reason !== undefined) reasons[entry.reason] = (reasons[entry.reason] ?? 0) + 1;
    if (!entry.point || entry.outcome === 'duplicate') continue;
    const series = seriesOf(entry.point);
    const list = bySeries.get(series);
    if (list) list.push(entry);
    else bySeries.set(series, [entry]);
  }
  const reports = [...bySeries].map(([series, list]) => reportOn(series, list));
  return {
    counts: countEntries(entries),
    reasons,
    seriesCount: reports.length,
    withGaps: reports.filter((report) => report.missing > 0).length,
    missing: reports.reduce((total, report) => total + report.missing, 0),
    frozen: reports.reduce((total, report) => total + report.frozen.length, 0),
    series: mostTroubled(reports),
  };
}

/** The first fifty by trouble; those without any stay in their order. */
function mostTroubled(reports: readonly SeriesReport[]): SeriesReport[] {
  const trouble = ({ quarantined, flagged, missing, frozen }: SeriesReport) => quarantined * 100 + flagged * 10 + missing + frozen.length;
  const troubled = reports.filter((report) => trouble(report) > 0).toSorted((a, b) => trouble(b) - trouble(a));
  if (troubled.length >= MOST_SERIES) return troubled.slice(0, MOST_SERIES);
  return [...troubled, ...reports.filter((report) => trouble(report) === 0).slice(0, MOST_SERIES - troubled.length)];
}

/** The day a point counts for; of a month, its first. */
export function dayOfPoint(point: Point): string {
  return point.kind === 'cpi' ? `${point.month}-01` : point.kind === 'supply' ? point.day : dayOfStamp(point.at);
}

function reportOn(series: string, entries: readonly Entry[]): SeriesReport {
  const kind: PointKind = entries[0]!.point!.kind;
  if (entries.length === 1) return reportOnOne(series, kind, entries[0]!);
  const used = entries
    .filter(isInUse)
    .map((entry) => entry.point!)
    .toSorted((a, b) => (stampOf(a) < stampOf(b) ? -1 : 1));
  const days = [...new Set(used.map(dayOfPoint))];
  const { missing, gaps } = gapsOf(days);
  return {
    series,
    kind,
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    values: used.length,
    flagged: entries.filter((entry) => entry.outcome === 'flagged').length,
    quarantined: entries.filter((entry) => entry.outcome === 'quarantined').length,
    missing,
    gaps: gaps.slice(0, MOST_SAMPLES),
    frozen: frozenOf(used).slice(0, MOST_SAMPLES),
  };
}

/** A series of which the file has one value: there is nothing between its days. */
function reportOnOne(series: string, kind: PointKind, entry: Entry): SeriesReport {
  const used = isInUse(entry);
  const day = used ? dayOfPoint(entry.point!) : '';
  return {
    series,
    kind,
    from: day,
    to: day,
    values: used ? 1 : 0,
    flagged: entry.outcome === 'flagged' ? 1 : 0,
    quarantined: entry.outcome === 'quarantined' ? 1 : 0,
    missing: 0,
    gaps: [],
    frozen: [],
  };
}

/** Stretches without a value between the first and the last of `days` (ascending, each once), longest first. */
export function gapsOf(days: readonly string[]): { readonly missing: number; readonly gaps: readonly z.infer<typeof gapSchema>[] } {
  const steps = days.slice(1).map((day, index) => daysBetween(days[index]!, day));
  const usual = Math.max(1, steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 1);
  const gaps: z.infer<typeof gapSchema>[] = [];
  let missing = 0;
  steps.forEach((step, index) => {
    // Months have 28 to 31 days: a step half again as long as usual is the first that lacks something.
    if (step < usual * 1.5) return;
    missing += Math.round(step / usual) - 1;
    gaps.push({ from: addDays(days[index]!, 1), to: addDays(days[index + 1]!, -1), days: step - 1 });
  });
  return { missing, gaps: gaps.toSorted((a, b) => b.days - a.days) };
}

function frozenOf(points: readonly Point[]): readonly z.infer<typeof frozenSchema>[] {
  const runs: z.infer<typeof frozenSchema>[] = [];
  if (points[0]?.kind === 'cpi' || points[0]?.kind === 'supply') return runs;
  let start = 0;
  for (let index = 1; index <= points.length; index += 1) {
    if (index < points.length && moved(points[start]!) === moved(points[index]!)) continue;
    const [from, to] = [dayOfPoint(points[start]!), dayOfPoint(points[index - 1]!)];
    if (daysBetween(from, to) >= FROZEN_DAYS) runs.push({ from, to, value: moved(points[start]!), observations: index - start });
    start = index;
  }
  return runs;
}

/** What should move in a live series: of a pool its rate, for its deposits may rest. */
function moved(point: Point): string {
  return point.kind === 'pool' ? String(point.apy ?? '') : valueOf(point);
}
