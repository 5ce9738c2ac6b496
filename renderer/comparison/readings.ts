import type { DashboardPanel } from '../../shared/comparison/index.ts';
import type { AnySubject, SubjectKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading } from '../engine/reading.ts';

export type DashboardEntry = Awaited<ReturnType<typeof api.comparison.dashboards.query>>[number];
export type DashboardAnswer = NonNullable<Awaited<ReturnType<typeof api.comparison.dashboard.query>>>;
export type CompareAnswer = Awaited<ReturnType<typeof api.comparison.compare.query>>;
export type SeriesAnswer = Awaited<ReturnType<typeof api.comparison.series.query>>;
export type CorrelationAnswer = Awaited<ReturnType<typeof api.comparison.correlation.query>>;
export type DistributionAnswer = Awaited<ReturnType<typeof api.comparison.distribution.query>>;
export type SeriesForm = Parameters<typeof api.comparison.series.query>[0]['form'];

export function dashboardsReading(removed: boolean): Reading<readonly DashboardEntry[]> {
  return {
    columns: EVERY_COLUMN,
    key: ['comparison', 'dashboards', removed],
    ask: (signal) => api.comparison.dashboards.query({ removed }, { signal }),
  };
}

export function dashboardReading(dashboard: string): Reading<DashboardAnswer | null> {
  return {
    columns: EVERY_COLUMN,
    key: ['comparison', 'dashboard', dashboard],
    ask: (signal) => api.comparison.dashboard.query({ dashboard }, { signal }),
  };
}

export function compareReading(subjects: readonly AnySubject[]): Reading<CompareAnswer> {
  return {
    columns: EVERY_COLUMN,
    key: ['comparison', 'compare', subjects],
    ask: (signal) => api.comparison.compare.query({ subjects: [...subjects] }, { signal }),
  };
}

/** What a panel about one metric asks for. */
export interface MetricQuestion {
  readonly subjects: readonly AnySubject[];
  readonly metric: string;
  readonly panel: Pick<DashboardPanel, 'windowDays' | 'options'>;
}

/** More points than this no screen shows side by side; four observations are sent a pixel. */
const PIXELS = 1200;

export function seriesReading(
  { subjects, metric, panel: { windowDays, options } }: MetricQuestion,
  form: SeriesForm,
  stretch?: { readonly from: number; readonly to: number },
): Reading<SeriesAnswer> {
  const { tolerance, unlike } = options;
  const asked = { subjects: [...subjects], metric, windowDays, form, tolerance, unlike, pixels: PIXELS, ...(stretch ? { stretch } : {}) };
  return { columns: EVERY_COLUMN, key: ['comparison', 'series', asked], ask: (signal) => api.comparison.series.query(asked, { signal }) };
}

export function correlationReading({ subjects, metric, panel: { windowDays, options } }: MetricQuestion): Reading<CorrelationAnswer> {
  const { of, method, rolling, tolerance } = options;
  const asked = { subjects: [...subjects], metric, windowDays, of, method, rolling, tolerance };
  return {
    columns: EVERY_COLUMN,
    key: ['comparison', 'correlation', asked],
    ask: (signal) => api.comparison.correlation.query(asked, { signal }),
  };
}

export function distributionReading({ subjects, metric, panel: { windowDays, options } }: MetricQuestion): Reading<DistributionAnswer> {
  const { of, tolerance } = options;
  const asked = { subjects: [...subjects], metric, windowDays, of, tolerance };
  return {
    columns: EVERY_COLUMN,
    key: ['comparison', 'distribution', asked],
    ask: (signal) => api.comparison.distribution.query(asked, { signal }),
  };
}

/** Which file and source each dataset came from. */
export const datasetsReading: Reading<Awaited<ReturnType<typeof api.market.datasets.query>>> = {
  columns: ['market'],
  key: ['market.datasets'],
  ask: (signal) => api.market.datasets.query({}, { signal }),
};

/** Subjects to begin an example with. */
export function suggested(kind: SubjectKind, metric: string, count: number): Promise<readonly { id: string; title: string }[]> {
  return api.comparison.suggest.query({ kind, metric, count });
}
