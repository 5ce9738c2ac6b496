import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { api } from '../engine/api.ts';
import type { Reading } from '../engine/reading.ts';
import type { ExplainedStep } from '../figures/explain.ts';

type Answers = inferRouterOutputs<AppRouter>['positions'];
export type PositionList = Answers['list'];
export type PositionSummary = PositionList['positions'][number];
export type PositionTotal = PositionList['totals'][number];
export type PositionDetail = NonNullable<Answers['one']>;
export type RecordedActivity = Answers['activities'][number];
export type Proposal = Answers['proposals'][number];

/** Prices, settings and imports change figures just as activities do. */
const COLUMNS = ['positions', 'imports', 'market', 'workspace'];

/** How the figures are asked for: since which day and in which currency; absent is since the opening, in the reporting currency. */
export interface Measure {
  readonly after?: string;
  readonly currency?: string;
}

export function listReading(measure: Measure, status?: 'open' | 'closed'): Reading<PositionList> {
  const question = { ...measure, ...(status === undefined ? {} : { status }) };
  return { columns: COLUMNS, key: ['positions', 'list', question], ask: (signal) => api.positions.list.query(question, { signal }) };
}

export function detailReading(position: string, measure: Measure): Reading<Answers['one']> {
  return {
    columns: COLUMNS,
    key: ['positions', 'one', position, measure],
    ask: (signal) => api.positions.one.query({ position, ...measure }, { signal }),
  };
}

export function seriesReading(position: string, measure: Measure): Reading<Answers['series']> {
  return {
    columns: COLUMNS,
    key: ['positions', 'series', position, measure],
    ask: (signal) => api.positions.series.query({ position, ...measure }, { signal }),
  };
}

/** The newest activities, `limit` of them. */
export function activitiesReading(position: string, limit: number): Reading<readonly RecordedActivity[]> {
  return {
    columns: COLUMNS,
    key: ['positions', 'activities', position, limit],
    ask: (signal) => api.positions.activities.query({ position, limit }, { signal }),
  };
}

/** The figures of a position that the engine explains. */
export type ExplainedFigure = Parameters<typeof api.positions.explain.query>[0]['figure'];

/** A way to the trail of a figure, taken only when somebody asks. */
export function trailOf(
  position: string,
  figure: ExplainedFigure,
  measure: Measure,
): (signal: AbortSignal) => Promise<readonly ExplainedStep[]> {
  return async (signal) => (await api.positions.explain.query({ position, figure, ...measure }, { signal }))?.steps ?? [];
}

export const proposalsReading: Reading<readonly Proposal[]> = {
  columns: COLUMNS,
  key: ['positions', 'proposals'],
  ask: (signal) => api.positions.proposals.query({}, { signal }),
};
