import { api } from '../engine/api.ts';
import { type Reading, useReading } from '../engine/reading.ts';

/** The name of a metric as people say it; its id where nobody offers it. */
export type MetricNames = (metric: string) => string;

const metricsReading: Reading<Awaited<ReturnType<typeof askMetrics>>> = { columns: [], key: ['checklists', 'metrics'], ask: askMetrics };

/** Every metric that an item may read. */
export function useMetrics() {
  const { data = [] } = useReading(metricsReading);
  return data;
}

/** What columns call the metrics that items read. */
export function useMetricNames(): MetricNames {
  const metrics = useMetrics();
  return (metric) => metrics.find(({ id }) => id === metric)?.name ?? metric;
}

function askMetrics(signal: AbortSignal) {
  return api.checklists.metrics.query({}, { signal });
}
