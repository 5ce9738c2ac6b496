import type { inferRouterOutputs } from '@trpc/server';
import { useMemo } from 'react';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { History, type Origin, type RateBasis } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading, useReading } from '../engine/reading.ts';
import type { Observations } from './series-path.ts';

type Answer = inferRouterOutputs<AppRouter>['metrics']['history'];

/** What was observed of a metric of one subject, ready to be drawn and to be rehearsed on. */
export interface MetricPast {
  readonly history: History;
  /** The same with a gap wherever nothing was observed for unusually long. */
  readonly drawn: Observations;
  readonly origins: readonly Origin[];
  readonly currency: string | null;
  readonly basis: RateBasis | null;
  /** How values came about that were not simply observed. */
  readonly says: string | null;
  /** False where there are more observations than came: then it can be drawn, but only the engine can rehearse on it. */
  readonly isWhole: boolean;
}

export type PastReading =
  | { readonly state: 'reading' }
  | { readonly state: 'known'; readonly past: MetricPast }
  | { readonly state: 'unavailable'; readonly message: string };

/** The engine thins what is longer. */
const MOST_POINTS = 20_000;

function historyReading(metric: string, subject: string): Reading<Answer> {
  return {
    columns: EVERY_COLUMN,
    key: ['metrics.history', metric, subject],
    ask: (signal) => api.metrics.history.query({ metric, subject, points: MOST_POINTS }, { signal }),
  };
}

/** The past of a metric; nothing is read while either is null. */
export function useMetricPast(metric: string | null, subject: string | null): PastReading {
  const { data, isPlaceholderData, error } = useReading(historyReading(metric ?? '', subject ?? ''), {
    enabled: metric !== null && subject !== null,
  });
  const past = useMemo(() => (data === undefined || 'unavailable' in data ? null : pastOf(data)), [data]);
  if (error) return { state: 'unavailable', message: `Its past could not be read: ${error.message}` };
  if (metric === null || subject === null || data === undefined || isPlaceholderData) return { state: 'reading' };
  if ('unavailable' in data) return { state: 'unavailable', message: data.unavailable.message };
  return past === null ? { state: 'reading' } : { state: 'known', past };
}

function pastOf({ points, gaps, total, currency, basis, says }: Exclude<Answer, { unavailable: unknown }>): MetricPast {
  const history = new History();
  for (const { at, value } of points) history.append({ at, value });
  return {
    history,
    drawn: withGaps(
      history,
      gaps.map(({ from }) => from),
    ),
    origins: points.map(({ origin }) => origin),
    currency,
    basis,
    says,
    isWhole: points.length >= total,
  };
}

/** Unknown just after each of these instants, so that no line is drawn on from there. */
function withGaps({ at, value, length }: History, from: readonly number[]): Observations {
  const begins = new Set(from);
  const [instants, values] = [new Float64Array(length + begins.size), new Float64Array(length + begins.size)];
  let next = 0;
  for (let index = 0; index < length; index += 1) {
    instants[next] = at[index]!;
    values[next] = value[index]!;
    next += 1;
    if (begins.has(at[index]!)) {
      instants[next] = at[index]! + 1;
      values[next] = Number.NaN;
      next += 1;
    }
  }
  return { at: instants, value: values, length: next };
}
