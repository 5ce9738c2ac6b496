import { Decimal, decimalText, done, type History, isRefused, type Outcome, refuse } from '../figures/index.ts';
import {
  type Condition,
  type Leaf,
  leavesOf,
  type Quantity,
  type QuantityUnit,
  sameSubject,
  type Subject,
  operandText,
  type Vocabulary,
} from '../watchlists/index.ts';
import { ARMED } from './alert-state.ts';
import { BLOCK } from './block.ts';
import { ColumnBuilder } from './column-builder.ts';
import { type Plan, planOf } from './plan.ts';
import { type Firing, firingsOf, rehearse } from './rehearsal.ts';
import type { AlertRule } from './rule.ts';
import { ruleText } from './rule-text.ts';
import { type SeriesByKey, seriesOf } from './series.ts';
import { Stepper } from './stepper.ts';
import { Terms } from './terms.ts';
import { Timeline } from './timeline.ts';

/** A number in a rule that may be tried with other values: the number of its clause (as `leavesOf` counts them), and what it is compared with. */
export interface Threshold {
  readonly clause: number;
  readonly subject: string;
  readonly number: string;
  readonly unit: QuantityUnit;
}

/** What a rule would have done with another threshold. */
export interface SweepPoint {
  /** The number, in the unit of the rule's own. */
  readonly number: string;
  readonly rule: string;
  readonly firings: readonly Firing[];
}

/** More are no slider. */
const MOST = 500;

/** The numbers of a rule's condition that may be moved: those of plain comparisons. */
export function thresholdsOf(rule: AlertRule): readonly Threshold[] {
  return leavesOf(rule.condition).flatMap((leaf, clause) => {
    const found = thresholdIn(leaf);
    return found === null ? [] : [{ clause, subject: operandText(found.subject), number: found.level.number, unit: found.level.unit }];
  });
}

/** A rule with one threshold moved. The level that clears it keeps its distance, so that the hysteresis stays. */
export function withThreshold(rule: AlertRule, clause: number, number: string): AlertRule | null {
  const leaf = leavesOf(rule.condition)[clause];
  const found = leaf === undefined ? null : thresholdIn(leaf);
  if (found === null) return null;
  const apart = new Decimal(number).minus(found.level.number);
  const moved = { ...rule, condition: replaced(rule.condition, clause, moveLeaf(leaf!, number)) };
  const cleared = rule.clear === undefined ? null : thresholdIn(rule.clear);
  if (cleared === null || cleared.level.unit !== found.level.unit || !sameSubject(cleared.subject, found.subject)) return moved;
  return { ...moved, clear: moveLeaf(rule.clear as Leaf, decimalText(new Decimal(cleared.level.number).plus(apart))) };
}

/**
 * What a rule would have done over a past with each of the numbers in place of one of its own. What the thresholds are compared with is computed
 * once for all of them, unless the rule asks for the clock. Refused where the clause has no number (`no-threshold`), or above 500 of them.
 */
export function sweep(
  rule: AlertRule,
  vocabulary: Vocabulary,
  clause: number,
  numbers: readonly string[],
  observed: History | SeriesByKey,
): Outcome<readonly SweepPoint[]> {
  if (numbers.length > MOST) return refuse('too-many', `${numbers.length} thresholds are to be tried; ${MOST} at most can be.`);
  const points: { readonly number: string; readonly rule: AlertRule; readonly plan: Plan }[] = [];
  for (const number of numbers) {
    const moved = withThreshold(rule, clause, number);
    if (moved === null) return refuse('no-threshold', `The ${clause + 1}. clause of the rule has no number that could be moved.`);
    const plan = planOf(moved, vocabulary);
    if (isRefused(plan)) return plan;
    points.push({ number, rule: moved, plan: plan.ok });
  }
  const firings = firingsOfAll(
    points.map(({ plan }) => plan),
    observed,
  );
  return done(points.map(({ number, rule: moved }, at) => ({ number, rule: ruleText(moved), firings: firings[at]! })));
}

function firingsOfAll(plans: readonly Plan[], observed: History | SeriesByKey): readonly (readonly Firing[])[] {
  const [first] = plans;
  if (first === undefined) return [];
  if (first.inputs.some(({ offsets }) => offsets.length > 0)) return plans.map((plan) => rehearse(plan, observed).firings);
  const series = seriesOf(first.inputs, observed);
  const begins = series.map(() => 0);
  const builder = new ColumnBuilder(
    first.vocabulary,
    new Terms(),
    first.inputs.map(({ key }) => key),
    series,
    begins,
  );
  const runs = plans.map((plan) => ({ ...plan.columnsBy(builder), stepper: new Stepper(plan.timing, ARMED) }));
  const timeline = new Timeline(first.inputs, first.stale, series, begins);
  while (timeline.ahead() < Number.POSITIVE_INFINITY) {
    const block = timeline.take(BLOCK);
    for (const { holds, clears, stepper } of runs) {
      holds.fill(block);
      if (clears?.remembers) clears.fill(block);
      stepper.step(block, holds, clears);
    }
  }
  return runs.map(({ stepper }) => firingsOf(stepper.taken()));
}

function thresholdIn(condition: Condition): { readonly subject: Subject; readonly level: Quantity } | null {
  if (condition.kind === 'crosses') return condition.level.kind === 'quantity' ? { subject: condition.of, level: condition.level } : null;
  if (condition.kind !== 'compare') return null;
  const { left, right } = condition;
  if (left.kind === 'quantity') return right.kind === 'quantity' ? null : { subject: right, level: left };
  return right.kind === 'quantity' ? { subject: left, level: right } : null;
}

function moveLeaf(leaf: Leaf, number: string): Condition {
  if (leaf.kind === 'crosses' && leaf.level.kind === 'quantity') return { ...leaf, level: { ...leaf.level, number } };
  if (leaf.kind !== 'compare') return leaf;
  if (leaf.left.kind === 'quantity') return { ...leaf, left: { ...leaf.left, number } };
  return leaf.right.kind === 'quantity' ? { ...leaf, right: { ...leaf.right, number } } : leaf;
}

/** A condition with the leaf of that number, in the order in which they stand, replaced. */
function replaced(condition: Condition, clause: number, by: Condition): Condition {
  let at = 0;
  const walk = (part: Condition): Condition => {
    switch (part.kind) {
      case 'not':
        return { kind: 'not', part: walk(part.part) };
      case 'all':
      case 'any':
        return { kind: part.kind, parts: part.parts.map(walk) };
      default:
        at += 1;
        return at - 1 === clause ? by : part;
    }
  };
  return walk(condition);
}
