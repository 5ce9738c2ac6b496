import { done, type Outcome, refuse } from '../figures/index.ts';
import {
  type Condition,
  type Duration,
  isWords,
  type Leaf,
  leavesOf,
  lengthOf,
  namesOf,
  type Operand,
  operandsOf,
  thresholdOf,
  type Vocabulary,
} from '../watchlists/index.ts';
import type { Timing } from './alert-state.ts';
import type { TruthColumn } from './block.ts';
import { ColumnBuilder } from './column-builder.ts';
import type { AlertRule } from './rule.ts';
import type { Series } from './series.ts';
import { Terms } from './terms.ts';

/** What a rule reads: the values of a name, or its rank among the subjects that the rule is about. */
export interface PlanInput {
  /** `tvl`, or `rank(tvl)`. */
  readonly key: string;
  readonly name: string;
  readonly isRank: boolean;
  /** Whether its values are words: its series is a `WordSeries`. */
  readonly isWords: boolean;
  /** How long after its last known observation truths change by the clock alone, in milliseconds, ascending. */
  readonly offsets: readonly number[];
}

/** A rule ready to be run over the histories of what it reads. */
export interface Plan {
  readonly rule: AlertRule;
  /** The names and units that the rule was read with. */
  readonly vocabulary: Vocabulary;
  readonly timing: Timing;
  readonly inputs: readonly PlanInput[];
  /** Milliseconds; infinite where no value grows stale. */
  readonly stale: number;
  /** How far back must be looked to know what windows hold, in milliseconds; infinite where only the whole past tells. */
  readonly reach: number;
  /** Whether the condition itself asks for the clock, so that also its durations end between observations. */
  readonly isClocked: boolean;
  /** Fresh columns over series in the order of the inputs, of which they see the observations from `begins` on. `clears` is null where it is that the condition does not hold. */
  columns(series: readonly Series[], begins: readonly number[]): PlanColumns;
  /** As {@link columns}, with what plans over the same inputs have in common computed once. */
  columnsBy(builder: ColumnBuilder): PlanColumns;
}

export interface PlanColumns {
  readonly holds: TruthColumn;
  readonly clears: TruthColumn | null;
}

const DAY = 864e5;

/** Makes a plan. Refused (`unknown-name`) where the vocabulary has a name of the rule no longer: then nobody knows in which unit its thresholds are. */
export function planOf(rule: AlertRule, vocabulary: Vocabulary): Outcome<Plan> {
  const conditions = rule.clear === undefined ? [rule.condition] : [rule.condition, rule.clear];
  const gone = conditions.flatMap(namesOf).find((name) => !vocabulary.has(name));
  if (gone !== undefined) {
    return refuse('unknown-name', `Nothing is called “${gone}” any more. Write the rule with what there is now.`, { name: gone });
  }
  const leaves = conditions.flatMap(leavesOf);
  const stale = rule.stale === undefined ? Number.POSITIVE_INFINITY : lengthOf(rule.stale);
  const inputs = inputsOf(leaves, stale, vocabulary);
  const crossing = rule.clear === undefined && leaves.some(({ kind }) => kind === 'crosses');
  const clear = rule.clear ?? (crossing ? ({ kind: 'not', part: levelOf(rule.condition) } as const) : null);
  const terms = new Terms();
  const keys = inputs.map(({ key }) => key);
  return done({
    rule,
    vocabulary,
    timing: timingOf(rule),
    inputs,
    stale,
    reach: reachOf(leaves),
    isClocked: leaves.some((leaf) => clockOffsets(leaf).length > 0),
    columns(series, begins) {
      return this.columnsBy(new ColumnBuilder(vocabulary, terms, keys, series, begins));
    },
    columnsBy(builder) {
      return { holds: builder.truth(rule.condition), clears: clear === null ? null : builder.truth(clear) };
    },
  });
}

/** The keys of a rule's inputs in the order in which they stand; each with what the clock brings. */
function inputsOf(leaves: readonly Leaf[], stale: number, vocabulary: Vocabulary): readonly PlanInput[] {
  const inputs = new Map<string, { name: string; isRank: boolean; offsets: number[] }>();
  const asked = (name: string, isRank: boolean, offsets: readonly number[]): void => {
    const key = isRank ? `rank(${name})` : name;
    const input = inputs.get(key) ?? { name, isRank, offsets: Number.isFinite(stale) ? [stale] : [] };
    input.offsets.push(...offsets);
    inputs.set(key, input);
  };
  for (const leaf of leaves) {
    if (leaf.kind === 'text' || leaf.kind === 'test') asked(leaf.name, false, clockOffsets(leaf));
    for (const operand of operandsOf(leaf)) {
      if (operand.kind !== 'quantity') asked(operand.name, operand.kind === 'rank', operand.kind === 'age' ? clockOffsets(leaf) : []);
    }
  }
  return [...inputs].map(([key, { name, isRank, offsets }]) => {
    return { key, name, isRank, isWords: !isRank && isWords(vocabulary.get(name)), offsets: [...new Set(offsets)].sort((a, b) => a - b) };
  });
}

/** On which side of a level a value was before may lie further back than any window: where it, or the level, was unknown for long. */
function reachOf(leaves: readonly Leaf[]): number {
  if (leaves.some(({ kind }) => kind === 'crosses')) return Number.POSITIVE_INFINITY;
  const windows = leaves.flatMap((leaf) => (leaf.kind === 'test' ? [leaf.window] : operandsOf(leaf).flatMap(windowOf)));
  return Math.max(0, ...windows.map(lengthOf));
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
