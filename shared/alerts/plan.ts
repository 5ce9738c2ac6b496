import { done, type Outcome, refuse } from '../figures/index.ts';
import {
  type Condition,
  type Duration,
  leavesOf,
  lengthOf,
  namesOf,
  type Operand,
  operandText,
  type Quantity,
  type Subject,
  thresholdOf,
  unitOfSubject,
  type Vocabulary,
} from '../watchlists/index.ts';
import type { Timing } from './alert-state.ts';
import type { NumberColumn, TruthColumn } from './block.ts';
import { Compared, Crossed } from './comparisons.ts';
import { Joined, Negated } from './connectives.ts';
import { Extreme } from './extremes.ts';
import type { History } from '../figures/index.ts';
import { Missing, Stuck } from './observation-tests.ts';
import type { AlertRule } from './rule.ts';
import { MeanSample, MedianSample, ScoreSample, Statistic } from './statistics.ts';
import { Age, Change, Constant, Observed } from './values.ts';

/** A rule ready to be run over histories. */
export interface Plan {
  readonly timing: Timing;
  /** Milliseconds; infinite where no value grows stale. */
  readonly stale: number;
  /** How far back the longest window reaches, in milliseconds. */
  readonly reach: number;
  /** How long after the last known observation truths change by the clock alone, in milliseconds, ascending. */
  readonly offsets: readonly number[];
  /** Whether the condition itself asks for the clock, so that also its durations end between observations. */
  readonly isClocked: boolean;
  /** Fresh columns over a history, the first of whose observations they see is `begin`. `clears` is null where it is that the condition does not hold. */
  columns(history: History, begin: number): { readonly holds: TruthColumn; readonly clears: TruthColumn | null };
}

const DAY = 864e5;

/** Makes a plan. Refused where the rule asks for several names (`several-series`) or for a rank among subjects (`needs-subjects`). */
export function planOf(rule: AlertRule, vocabulary: Vocabulary): Outcome<Plan> {
  const conditions = rule.clear === undefined ? [rule.condition] : [rule.condition, rule.clear];
  const names = [...new Set(conditions.flatMap(namesOf))];
  if (names.length > 1) {
    return refuse('several-series', `The rule asks for ${names.join(' and ')}, but one series is at hand. Write one rule for each.`, {
      names,
    });
  }
  const operands = conditions.flatMap(leavesOf).flatMap(operandsOf);
  if (operands.some(({ kind }) => kind === 'rank')) {
    return refuse('needs-subjects', 'A rank is known only among several subjects, and here is one series. Compare the value itself.');
  }
  const offsets = conditions.flatMap(leavesOf).flatMap(clockOffsets);
  const stale = rule.stale === undefined ? Number.POSITIVE_INFINITY : lengthOf(rule.stale);
  const crossing = rule.clear === undefined && leavesOf(rule.condition).some(({ kind }) => kind === 'crosses');
  const clear = rule.clear ?? (crossing ? ({ kind: 'not', part: levelOf(rule.condition) } as const) : null);
  const windows = conditions
    .flatMap(leavesOf)
    .flatMap((leaf) => (leaf.kind === 'test' ? [leaf.window] : operandsOf(leaf).flatMap(windowOf)));
  return done({
    timing: timingOf(rule),
    stale,
    reach: Math.max(0, ...windows.map(lengthOf)),
    offsets: [...new Set(Number.isFinite(stale) ? [...offsets, stale] : offsets)].sort((a, b) => a - b),
    isClocked: offsets.length > 0,
    columns(history, begin) {
      const build = new Building(vocabulary, history, begin);
      return { holds: build.truth(rule.condition), clears: clear === null ? null : build.truth(clear) };
    },
  });
}

class Building {
  readonly #vocabulary: Vocabulary;
  readonly #history: History;
  readonly #begin: number;
  readonly #columns = new Map<string, NumberColumn>();

  constructor(vocabulary: Vocabulary, history: History, begin: number) {
    this.#vocabulary = vocabulary;
    this.#history = history;
    this.#begin = begin;
  }

  truth(condition: Condition): TruthColumn {
    switch (condition.kind) {
      case 'compare': {
        const { left, comparison, right } = condition;
        const unit = this.#unit(left.kind === 'quantity' ? right : left);
        return new Compared(this.#number(left, unit), comparison, this.#number(right, unit));
      }
      case 'between': {
        const { of, low, high } = condition;
        const bound = (quantity: Quantity) => this.#number(quantity, this.#unit(of));
        return new Joined('all', [new Compared(this.#subject(of), '>=', bound(low)), new Compared(this.#subject(of), '<=', bound(high))]);
      }
      case 'crosses':
        return new Crossed(this.#subject(condition.of), condition.direction, this.#number(condition.level, this.#unit(condition.of)));
      case 'test':
        return new (condition.test === 'stuck' ? Stuck : Missing)(lengthOf(condition.window));
      case 'not':
        return new Negated(this.truth(condition.part));
      default: {
        const parts = condition.parts.map((part) => this.truth(part));
        return new Joined(condition.kind, parts);
      }
    }
  }

  #number(operand: Operand, unit: ReturnType<typeof unitOfSubject>): NumberColumn {
    return operand.kind === 'quantity' ? new Constant(thresholdOf(operand, unit)) : this.#subject(operand);
  }

  /** The columns of one subject are the same wherever it stands. */
  #subject(subject: Subject): NumberColumn {
    const text = operandText(subject);
    const column = this.#columns.get(text) ?? this.#column(subject);
    this.#columns.set(text, column);
    return column;
  }

  #column(subject: Subject): NumberColumn {
    if (subject.kind === 'name') return new Observed();
    if (subject.kind !== 'measure') return new Age();
    const window = lengthOf(subject.window);
    switch (subject.measure) {
      case 'change':
      case 'points':
        return new Change(window, subject.measure === 'change', this.#begin);
      case 'mean':
        return new Statistic(window, new MeanSample(this.#history));
      case 'median':
        return new Statistic(window, new MedianSample(this.#history, this.#begin));
      case 'zscore':
        return new Statistic(window, new ScoreSample(this.#history));
      default:
        return new Extreme(subject.measure, window);
    }
  }

  #unit(operand: Operand): ReturnType<typeof unitOfSubject> {
    return operand.kind === 'quantity' ? null : unitOfSubject(operand, this.#vocabulary);
  }
}

function timingOf(rule: AlertRule): Timing {
  const length = (duration: Duration | undefined): number => (duration === undefined ? 0 : lengthOf(duration));
  return {
    holdFor: length(rule.holdFor),
    clearFor: length(rule.clearFor),
    cooldown: length(rule.cooldown),
    once: rule.once ?? false,
    ends: rule.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(rule.until) + DAY,
  };
}

/** A crossing is over as soon as the value is back; so its clearing is asked of the level and not of the instant of crossing. */
function levelOf(condition: Condition): Condition {
  switch (condition.kind) {
    case 'crosses':
      return { kind: 'compare', left: condition.of, comparison: condition.direction === 'below' ? '<' : '>', right: condition.level };
    case 'not':
      return { kind: 'not', part: levelOf(condition.part) };
    case 'all':
    case 'any':
      return { kind: condition.kind, parts: condition.parts.map(levelOf) };
    default:
      return condition;
  }
}

type Leaf = ReturnType<typeof leavesOf>[number];

function operandsOf(leaf: Leaf): readonly Operand[] {
  if (leaf.kind === 'compare') return [leaf.left, leaf.right];
  if (leaf.kind === 'crosses') return [leaf.of, leaf.level];
  return leaf.kind === 'between' ? [leaf.of, leaf.low, leaf.high] : [];
}

function windowOf(operand: Operand): readonly Duration[] {
  return operand.kind === 'measure' ? [operand.window] : [];
}

/** When, after the last known observation, a leaf may change without a new one: at an age, and, where the age itself is not enough, just after it. */
function clockOffsets(leaf: Leaf): readonly number[] {
  if (leaf.kind === 'test') return leaf.test === 'missing' ? [lengthOf(leaf.window)] : [];
  const operands = operandsOf(leaf);
  if (!operands.some(({ kind }) => kind === 'age')) return [];
  return operands.flatMap((operand) => {
    if (operand.kind !== 'quantity') return [];
    const offset = thresholdOf(operand, 'milliseconds').toNumber();
    return offset >= 0 ? [Math.ceil(offset), Math.floor(offset) + 1] : [];
  });
}
