import type { History } from '../figures/index.ts';
import { type Comparison, type Condition, type Leaf, lengthOf } from '../watchlists/index.ts';
import type { AlertState } from './alert-state.ts';
import { type Clause, clauseAt } from './clause.ts';
import type { Plan } from './plan.ts';
import type { Series } from './series.ts';
import { lastIndexAt } from './subject-at.ts';

/** How far a clause is from what the rule waits for. */
export interface ClauseDistance extends Clause {
  /** Whether the rule fires with this clause being so, or (under `not`) not being so. */
  readonly wanted: boolean;
  /**
   * How far its first side must move, in that side's own unit (times in milliseconds), up if positive; zero where it is as wanted, or where any
   * move would do. Null where that is unknown, or words are compared, between which there is no distance.
   */
  readonly gap: number | null;
  /** The gap as a share of the level; null where that is zero or unknown. */
  readonly ofLevel: number | null;
  /** The gap as a share of what the value moved within over the last 30 days of its history; null of statistics, and where it did not move. */
  readonly ofRange: number | null;
}

/** How far a rule is from firing. */
export interface Distance {
  readonly clauses: readonly ClauseDistance[];
  /** Whether the condition holds now; null where unknown. */
  readonly holds: boolean | null;
  /**
   * The share of the level that is still to be gone, for ordering rules by how near they are: zero where the condition holds; with `and` the farthest
   * clause counts, with `or` the nearest; a word that is another counts as one whole. Null where a clause that decides is unknown.
   */
  readonly share: number | null;
  /** Of a condition that must hold for a time: how long it has, and must, in milliseconds. Null where it is not counting. */
  readonly held: { readonly so: number; readonly of: number } | null;
}

const RECENT = 30 * 864e5;

/** How far a rule is from firing at an instant, from the state of its watch and the series in the order of the plan's inputs. */
export function distanceAt(plan: Plan, series: readonly Series[], state: AlertState, at: number): Distance {
  const clauses: ClauseDistance[] = [];
  const measured = measure(plan.rule.condition, true, (leaf, wanted) => {
    const clause = clauseDistance(leaf, wanted, plan, series, at);
    clauses.push(clause);
    return { share: shareOf(clause), holds: clause.holds };
  });
  const { holdsSince } = state;
  const held = holdsSince === null || plan.timing.holdFor === 0 ? null : { so: at - holdsSince, of: plan.timing.holdFor };
  return { clauses, ...measured, held };
}

interface Measured {
  readonly share: number | null;
  readonly holds: boolean | null;
}

function measure(condition: Condition, wanted: boolean, ofLeaf: (leaf: Leaf, wanted: boolean) => Measured): Measured {
  switch (condition.kind) {
    case 'not': {
      const { share, holds } = measure(condition.part, !wanted, ofLeaf);
      return { share, holds: holds === null ? null : !holds };
    }
    case 'all':
    case 'any': {
      const parts = condition.parts.map((part) => measure(part, wanted, ofLeaf));
      // Whether every part must come to be as wanted, or one is enough.
      return { share: sharesTogether(parts, (condition.kind === 'all') === wanted), holds: joined(parts, condition.kind === 'any') };
    }
    default:
      return ofLeaf(condition, wanted);
  }
}

function sharesTogether(parts: readonly Measured[], isEvery: boolean): number | null {
  const shares = parts.flatMap(({ share }) => (share === null ? [] : [share]));
  if (isEvery) return shares.length < parts.length ? null : Math.max(...shares);
  return shares.length === 0 ? null : Math.min(...shares);
}

/** Kleene's `or` where true decides, `and` where false does. */
function joined(parts: readonly Measured[], decisive: boolean): boolean | null {
  if (parts.some(({ holds }) => holds === decisive)) return decisive;
  return parts.some(({ holds }) => holds === null) ? null : !decisive;
}

function shareOf({ gap, ofLevel, ofRange, holds, wanted }: ClauseDistance): number | null {
  if (holds === null) return null;
  if (holds === wanted || gap === 0) return 0;
  return gap === null ? 1 : (ofLevel ?? ofRange ?? 1);
}

function clauseDistance(leaf: Leaf, wanted: boolean, plan: Plan, series: readonly Series[], at: number): ClauseDistance {
  const clause = clauseAt(leaf, plan, series, at);
  const gap = gapOf(leaf, clause, wanted, plan, series, at);
  const level = nearestLevel(clause);
  const ofLevel = gap === null || !Number.isFinite(level) || level === 0 ? null : Math.abs(gap / level);
  const isPlain =
    clause.sides[0]?.observations.length === 1 && leaf.kind !== 'test' && leaf.kind !== 'text' && !clause.sides[0].subject.includes('(');
  const [input] = clause.sides.map((side) => plan.inputs.findIndex(({ key }) => key === side.input));
  const range = isPlain && input !== undefined ? rangeOf(series[input]!.history, at) : 0;
  return { ...clause, wanted, gap, ofLevel, ofRange: gap === null || range === 0 ? null : Math.abs(gap) / range };
}

function gapOf(leaf: Leaf, clause: Clause, wanted: boolean, plan: Plan, series: readonly Series[], at: number): number | null {
  if (clause.holds === null) return null;
  if (clause.holds === wanted) return 0;
  const [side] = clause.sides;
  if (side === undefined || leaf.kind === 'text') return null;
  if (leaf.kind === 'test') return timeGap(leaf, wanted, plan, series, at);
  const to = nearestLevel(clause) - side.value;
  if (leaf.kind === 'compare' && isEquality(leaf.comparison) && (leaf.comparison === '=') !== wanted) return 0;
  return to;
}

/** Time that must still pass without news; how soon news come nobody can say. */
function timeGap(leaf: Extract<Leaf, { kind: 'test' }>, wanted: boolean, plan: Plan, series: readonly Series[], at: number): number | null {
  if (!wanted) return null;
  const { history } = series[plan.inputs.findIndex(({ key }) => key === leaf.name)]!;
  const last = lastIndexAt(history, at);
  let since = last;
  if (leaf.test === 'stuck') while (since > 0 && (Number.isNaN(history.value[since - 1]!) || history.isSame(since - 1, last))) since -= 1;
  else while (since > 0 && Number.isNaN(history.value[since]!)) since -= 1;
  while (since < last && Number.isNaN(history.value[since]!)) since += 1;
  const passed = (leaf.test === 'stuck' ? history.at[last]! : at) - history.at[since]!;
  return Math.max(0, lengthOf(leaf.window) - passed);
}

/** Of the levels the one that the value is nearest to. */
function nearestLevel({ sides, levels }: Clause): number {
  const value = sides[0]?.value ?? Number.NaN;
  return levels.reduce((best, level) => (Math.abs(level - value) < Math.abs(best - value) ? level : best), levels[0] ?? Number.NaN);
}

function isEquality(comparison: Comparison): boolean {
  return comparison === '=' || comparison === '!=';
}

function rangeOf(history: History, at: number): number {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const last = lastIndexAt(history, at);
  for (let index = lastIndexAt(history, at - RECENT) + 1; index <= last; index += 1) {
    const value = history.value[index]!;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return highest > lowest ? highest - lowest : 0;
}
