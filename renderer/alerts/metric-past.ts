import type { inferRouterOutputs } from '@trpc/server';
import { useMemo } from 'react';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { History, type Origin, type RateBasis } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading, useReading } from '../engine/reading.ts';
import { counted } from '../figures/number-text.ts';
import type { MetricEntry } from '../metrics/index.ts';
import type { Observations } from './series-path.ts';
import { instantText } from './words.ts';

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
  /** Of a metric without a stored past: how often it was read and the reading kept, since when. Its values hold until the next. */
  readonly kept: { readonly times: number; readonly since: number } | null;
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

type Kept = inferRouterOutputs<AppRouter>['alerts']['samples'];

function keptReading(metric: string, subject: string): Reading<Kept> {
  return {
    columns: ['alerts'],
    key: ['alerts', 'samples', metric, subject],
    ask: (signal) => api.alerts.samples.query({ metric, subject, limit: MOST_POINTS }, { signal }),
  };
}

/** The past of a metric: as the workspace has it or, where it keeps none, what rules have read and kept of it. Nothing is read while either is null. */
export function useMetricPast(metric: MetricEntry | null, subject: string | null): PastReading {
  const stored = useStoredPast(metric?.hasHistory === true ? metric.id : null, subject);
  const kept = useKeptPast(metric?.hasHistory === false ? metric : null, subject);
  return metric?.hasHistory === false ? kept : stored;
}

function useKeptPast(metric: MetricEntry | null, subject: string | null): PastReading {
  const { data, isPlaceholderData, error } = useReading(keptReading(metric?.id ?? '', subject ?? ''), {
    enabled: metric !== null && subject !== null,
  });
  const past = useMemo(() => (data === undefined ? null : keptPastOf(data)), [data]);
  if (error) return { state: 'unavailable', message: `What was kept of it could not be read: ${error.message}` };
  if (metric === null || data === undefined || isPlaceholderData) return { state: 'reading' };
  const unknown = data.samples.findLast(({ value }) => value === null)?.message;
  if (past !== null && past.drawn.value.slice(0, past.drawn.length).every(Number.isNaN)) {
    return {
      state: 'unavailable',
      message: `The workspace keeps no past of “${metric.name}”, and it was not known when it was read: ${unknown ?? ''}`,
    };
  }
  if (past !== null) return { state: 'known', past };
  return {
    state: 'unavailable',
    message: `The workspace keeps no past of “${metric.name}”; it is only known now. It is read from when a rule over it is armed, and no reading has been kept yet.`,
  };
}

function keptPastOf({ samples, total, since, currency }: Kept): MetricPast | null {
  if (since === null) return null;
  const history = new History();
  for (const { at, value } of samples) history.append({ at, value: value === null || Number.isNaN(Number(value)) ? null : value });
  return {
    history,
    drawn: history,
    origins: samples.map(() => ({ kind: 'step', figure: 'sample' })),
    currency,
    basis: null,
    says:
      total === 1
        ? `read once, ${instantText(Date.parse(since))}`
        : `read at ${counted(total, 'time')} since ${instantText(Date.parse(since))}`,
    kept: { times: total, since: Date.parse(since) },
    isWhole: samples.length >= total,
  };
}

function useStoredPast(metric: string | null, subject: string | null): PastReading {
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
    kept: null,
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
