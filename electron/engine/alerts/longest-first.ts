import type { Engine } from '../engine.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { isSampled } from './input-series.ts';
import type { PassSeries } from './samples.ts';
import type { Watched } from './subjects.ts';
import { turns } from './turns.ts';

/**
 * Subjects with those first of which the most is known: the most observations of what a rule reads, of several names those of the one with the fewest.
 * Subjects of which as much is known stay in their order.
 */
export async function longestFirst(
  engine: Engine,
  series: PassSeries,
  { plan, metrics }: CompiledRule,
  subjects: readonly Watched[],
): Promise<readonly Watched[]> {
  const rule = { rule: 'rehearsal', subjects };
  const counts = plan.inputs.map((input, n): ((subject: string) => number) => {
    const metric = metrics[n]!;
    if (!isSampled(input, metric)) return (subject) => series.recorded(input, metric, rule, subject).history.length;
    const kept = input.isRank ? new Map<string, number>() : keptSamples(engine, metric.id);
    return (subject) => kept.get(subject) ?? 0;
  });
  const counted: { readonly subject: Watched; readonly observations: number }[] = [];
  for await (const subject of turns(subjects)) {
    counted.push({ subject, observations: Math.min(...counts.map((count) => count(subject.id))) });
  }
  return counted.sort((one, other) => other.observations - one.observations).map(({ subject }) => subject);
}

/** How many samples of a metric were kept, by subject. */
function keptSamples({ store }: Engine, metric: string): ReadonlyMap<string, number> {
  const rows = store.all<{ subject: string; n: number }>(
    'SELECT subject, count(*) AS n FROM alert_sample WHERE metric = ? GROUP BY subject',
    metric,
  );
  return new Map(rows.map(({ subject, n }) => [subject, n]));
}
