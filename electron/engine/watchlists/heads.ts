import { wordOf } from '../../../shared/figures/index.ts';
import type { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { metricHead } from './answers.ts';

export type MetricHead = z.infer<typeof metricHead>;

/** What is to be printed above a metric's column. One that the registry does not know any more keeps its id for a name, and says so. */
export function headOf(engine: Engine, id: string): MetricHead {
  const metric = engine.sources.metrics.get(id);
  if (!metric) return { metric: id, name: id, word: id, subject: null, unit: null, basis: null, hasHistory: false, gone: true };
  const { name, subject, unit, basis, history } = metric;
  return { metric: id, name, word: wordOf(metric), subject, unit, basis: basis ?? null, hasHistory: history !== undefined, gone: false };
}

/** The sentence for a metric that the registry does not know any more. */
export function goneMetric(id: string) {
  return { unknown: `There is no metric ${id} any more. Choose another column.`, reason: 'metric-gone' };
}
