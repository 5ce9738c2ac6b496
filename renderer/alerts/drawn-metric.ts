import type { MetricEntry } from '../metrics/index.ts';

/** What of a rule is drawn: the first that it reads of which a past is kept; else the first that is a number. */
export function drawnOf(names: readonly string[], metrics: readonly MetricEntry[]): MetricEntry | undefined {
  const read = names.flatMap((name) => metrics.find(({ word }) => word === name) ?? []);
  const numbers = read.filter(({ unit }) => unit !== 'text' && unit !== 'verdict');
  return numbers.find(({ hasHistory }) => hasHistory) ?? numbers[0] ?? read[0];
}
