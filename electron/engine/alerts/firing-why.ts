import { type Clause, explainFiring, lastIndexAt, type Plan, type Reading, type Side, type Why } from '../../../shared/alerts/index.ts';
import { Decimal, type Unavailability } from '../../../shared/figures/index.ts';
import { leavesOf, lengthOf, operandsOf } from '../../../shared/watchlists/index.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { type InputSeries, textAt } from './input-series.ts';

/** Why a watch fires at an instant: what it read then, and the rows that came from. */
export function whyAt(compiled: CompiledRule, inputs: readonly InputSeries[], at: number, because: Unavailability | null): Why {
  return {
    rule: compiled.text,
    says: compiled.says,
    readings: inputs.map((input, n) => readingAt(compiled.plan, n, input, at)),
    clauses: explainFiring(compiled.plan, inputs, at).map((clause) => clauseOf(clause, compiled.plan, inputs)),
    because: because === null ? null : { reason: because.reason, message: because.message },
  };
}

/** So many rows are told of each end of a window. */
const TOLD = 4;

function clauseOf({ text, holds, levels, sides }: Clause, plan: Plan, inputs: readonly InputSeries[]): Why['clauses'][number] {
  const told = sides.map((side) => sideOf(side, inputs[plan.inputs.findIndex(({ key }) => key === side.input)]!));
  return { text, holds, levels: levels.map(decimalOf), sides: told };
}

function sideOf(side: Side, input: InputSeries): Why['clauses'][number]['sides'][number] {
  const { subject, word, unknown, from, to, observations } = side;
  const rows = observations.length <= 2 * TOLD ? observations : [...observations.slice(0, TOLD), ...observations.slice(-TOLD)];
  return {
    subject,
    input: side.input,
    value: word === null ? decimalOf(side.value) : null,
    word,
    unknown,
    from: isoOf(from),
    to: isoOf(to),
    observations: observations.length,
    rows: rows.map((index) => observationAt(input, index)),
  };
}

function decimalOf(value: number): string | null {
  return Number.isFinite(value) ? new Decimal(value).toFixed() : null;
}

function readingAt(plan: Plan, n: number, input: InputSeries, at: number): Reading {
  const { key, name } = plan.inputs[n]!;
  const last = lastIndexAt(input.history, at);
  const told = input.toldOf(Math.max(0, last));
  const window = longestWindow(plan, name);
  return {
    name: key,
    metric: input.metric.id,
    unit: input.metric.unit,
    ...(told.currency === undefined ? {} : { currency: told.currency }),
    ...(told.basis === undefined ? {} : { basis: { ...told.basis } }),
    last: last < 0 ? null : observationAt(input, last),
    ...(input.sampled === null ? {} : { from: told.from }),
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
