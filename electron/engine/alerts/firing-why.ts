import type { Plan, Reading, Why } from '../../../shared/alerts/index.ts';
import type { Unavailability } from '../../../shared/figures/index.ts';
import { leavesOf, lengthOf, operandsOf } from '../../../shared/watchlists/index.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { type InputSeries, textAt } from './input-series.ts';
import { lastIndexAt } from './watch-evaluation.ts';

/** Why a watch fires at an instant: what it read then, and the rows that came from. */
export function whyAt(compiled: CompiledRule, inputs: readonly InputSeries[], at: number, because: Unavailability | null): Why {
  return {
    rule: compiled.text,
    says: compiled.says,
    readings: inputs.map((input, n) => readingAt(compiled.plan, n, input, at)),
    because: because === null ? null : { reason: because.reason, message: because.message },
  };
}

function readingAt(plan: Plan, n: number, input: InputSeries, at: number): Reading {
  const { key, name } = plan.inputs[n]!;
  const last = lastIndexAt(input.history, at);
  const window = longestWindow(plan, name);
  return {
    name: key,
    metric: input.metric.id,
    unit: input.metric.unit,
    ...(input.currency === undefined ? {} : { currency: input.currency }),
    ...(input.basis === undefined ? {} : { basis: { ...input.basis } }),
    last: last < 0 ? null : observationAt(input, last),
    window: window === 0 ? null : windowBefore(input, at, at - window),
  };
}

function windowBefore(input: InputSeries, at: number, from: number): NonNullable<Reading['window']> {
  const { history } = input;
  const last = lastIndexAt(history, at);
  const first = lastIndexAt(history, from) + 1;
  // What a change is measured from stands at or before the window's beginning.
  const told = new Set<number>(first > 0 && first - 1 <= last ? [first - 1] : []);
  if (first <= last) {
    told.add(first).add(last);
    let [lowest, highest] = [-1, -1];
    for (let index = first; index <= last; index += 1) {
      const value = history.value[index]!;
      if (Number.isNaN(value)) continue;
      if (lowest < 0 || value < history.value[lowest]!) lowest = index;
      if (highest < 0 || value > history.value[highest]!) highest = index;
    }
    if (lowest >= 0) told.add(lowest).add(highest);
  }
  const rows = [...told].sort((a, b) => a - b).map((index) => observationAt(input, index));
  return { from: isoOf(from), observations: Math.max(0, last - first + 1), rows };
}

function observationAt(input: InputSeries, index: number): NonNullable<Reading['last']> {
  return { observed: isoOf(input.history.at[index]!), value: textAt(input, index), origin: input.originOf(index) };
}

function longestWindow({ rule }: Plan, name: string): number {
  const conditions = rule.clear === undefined ? [rule.condition] : [rule.condition, rule.clear];
  const windows = conditions.flatMap(leavesOf).flatMap((leaf) => {
    if (leaf.kind === 'test') return leaf.name === name ? [lengthOf(leaf.window)] : [];
    return operandsOf(leaf).flatMap((operand) => (operand.kind === 'measure' && operand.name === name ? [lengthOf(operand.window)] : []));
  });
  return Math.max(0, ...windows);
}

export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
