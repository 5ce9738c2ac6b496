import { Decimal, ONE } from '../figures/index.ts';
import {
  type Comparison,
  conditionText,
  type Leaf,
  leavesOf,
  lengthOf,
  type Operand,
  operandsOf,
  operandText,
  type Quantity,
  type Subject,
  textTest,
  thresholdOf,
  unitOfSubject,
} from '../watchlists/index.ts';
import { TRUE, UNKNOWN } from './block.ts';
import type { Plan } from './plan.ts';
import type { Series } from './series.ts';
import { lastIndexAt, subjectAt, type SubjectAt, testAt, type WhyUnknown } from './subject-at.ts';

/** One side of a clause as it stood at an instant. */
export interface Side extends SubjectAt {
  /** `value`, `change(tvl, 7d)`; and the key of the plan's input whose history the observations are of. */
  readonly subject: string;
  readonly input: string;
  /** Where its value is a word. */
  readonly word: string | null;
}

/** A part of a rule's condition that has no parts, as it stood at an instant. */
export interface Clause {
  /** As it is written in the grammar. */
  readonly text: string;
  /** Whether it held; null where unknown, for the reason that its sides tell. */
  readonly holds: boolean | null;
  readonly sides: readonly Side[];
  /** The numbers that the first side is compared with, in its own unit (times in milliseconds): one, or the two of `between`; none of words. */
  readonly levels: readonly number[];
}

/** Why a rule fired: its clauses as they stood at that instant, the firing ones first told by `holds`. */
export function explainFiring(plan: Plan, series: readonly Series[], at: number): readonly Clause[] {
  return leavesOf(plan.rule.condition).map((leaf) => clauseAt(leaf, plan, series, at));
}

/** Statistics that are nearer than this, relatively, are taken as equal: below lies the rounding of binary numbers. */
const EQUAL = 1e-12;
/** A crossing is looked for so many observations back, where the ones before are unknown. */
const FARTHEST_BACK = 10_000;

/** A clause at an instant, computed of the histories alone: `series` in the order of the plan's inputs. Decides as the evaluation does. */
export function clauseAt(leaf: Leaf, plan: Plan, series: readonly Series[], at: number): Clause {
  return new ClauseReading(plan, series).clause(leaf, at);
}

class ClauseReading {
  readonly #plan: Plan;
  readonly #series: readonly Series[];

  constructor(plan: Plan, series: readonly Series[]) {
    this.#plan = plan;
    this.#series = series;
  }

  clause(leaf: Leaf, at: number): Clause {
    const text = conditionText(leaf);
    switch (leaf.kind) {
      case 'text': {
        const side = this.#side({ kind: 'name', name: leaf.name }, at);
        return { text, holds: side.word === null ? null : textTest(leaf.relation, leaf.texts)(side.word), sides: [side], levels: [] };
      }
      case 'test': {
        const window = lengthOf(leaf.window);
        const side = this.#side(leaf.test === 'missing' ? { kind: 'age', name: leaf.name } : { kind: 'name', name: leaf.name }, at);
        const truth = testAt(leaf.test, window, this.#seriesOf(leaf.name).history, at, this.#plan.stale);
        return { text, holds: truth === UNKNOWN ? null : truth === TRUE, sides: [side], levels: [window] };
      }
      case 'between': {
        const side = this.#side(leaf.of, at);
        const low = this.#related(leaf.of, side, '>=', leaf.low, at);
        const high = this.#related(leaf.of, side, '<=', leaf.high, at);
        return {
          text,
          holds: low === null || high === null ? null : low && high,
          sides: [side],
          levels: this.#levels(leaf.of, [leaf.low, leaf.high]),
        };
      }
      case 'crosses': {
        const comparison = leaf.direction === 'below' ? '<' : '>';
        const { sides, levels, holds } = this.#compared(leaf.of, comparison, leaf.level, at);
        return { text, holds: this.#crossed(leaf, holds, at), sides, levels };
      }
      case 'compare': {
        const { left, comparison, right } = leaf;
        if (left.kind !== 'quantity') return { text, ...this.#compared(left, comparison, right, at) };
        return { text, ...this.#compared(right as Subject, MIRRORED[comparison], left, at) };
      }
    }
  }

  #compared(of: Subject, comparison: Comparison, level: Operand, at: number): Omit<Clause, 'text'> {
    const side = this.#side(of, at);
    const other = level.kind === 'quantity' ? [] : [this.#side(level, at)];
    return {
      holds: this.#related(of, side, comparison, level, at),
      sides: [side, ...other],
      levels: other.length > 0 ? other.map(({ value }) => value) : this.#levels(of, [level]),
    };
  }

  /** Just come to the other side: beyond now, and not at the last observation before at which that was known. */
  #crossed(leaf: Extract<Leaf, { kind: 'crosses' }>, beyond: boolean | null, at: number): boolean | null {
    if (beyond === null) return null;
    const comparison = leaf.direction === 'below' ? '<' : '>';
    const histories = operandsOf(leaf).flatMap((operand) => (operand.kind === 'quantity' ? [] : [this.#seriesOf(keyOf(operand)).history]));
    let instant = at;
    for (let back = 0; back < FARTHEST_BACK; back += 1) {
      const before = histories.map((history) => history.at[lastIndexAt(history, instant - 1)] ?? Number.NEGATIVE_INFINITY);
      instant = Math.max(...before);
      if (!Number.isFinite(instant)) return null;
      const was = this.#compared(leaf.of, comparison, leaf.level, instant).holds;
      if (was !== null) return beyond && !was;
    }
    return null;
  }

  #related(of: Subject, side: Side, comparison: Comparison, level: Operand, at: number): boolean | null {
    const other = level.kind === 'quantity' ? null : this.#side(level, at);
    if (side.unknown !== null || (other !== null && other.unknown !== null)) return null;
    const [left, right] = [this.#exact(of, side), other === null ? this.#threshold(of, level) : this.#exact(level as Subject, other)];
    if (left !== null && right !== null) return ORDERS[comparison](left.comparedTo(right));
    const [value, against] = [side.value, other === null ? this.#threshold(of, level).toNumber() : other.value];
    const apart = value - against;
    return ORDERS[comparison](Math.abs(apart) <= EQUAL * (Math.abs(value) + Math.abs(against)) ? 0 : apart);
  }

  /** The number as its observations are written; null of statistics, which have none. */
  #exact(subject: Subject, { observations, value }: Side): Decimal | null {
    const { history } = this.#seriesOf(keyOf(subject));
    const [first, last] = [observations[0], observations.at(-1)];
    if (first === undefined || last === undefined) return null;
    if (subject.kind === 'age') return new Decimal(value);
    if (subject.kind !== 'measure') return history.decimalAt(last);
    const [then, now] = [history.decimalAt(first), history.decimalAt(last)];
    switch (subject.measure) {
      case 'change':
        return now.dividedBy(then).minus(1);
      case 'points':
        return now.minus(then);
      case 'drawdown':
        return ONE.minus(now.dividedBy(then));
      case 'min':
      case 'max':
        return then;
      default:
        return null;
    }
  }

  #side(subject: Subject, at: number): Side {
    const input = keyOf(subject);
    const { history, words } = this.#seriesOf(input);
    const found = subjectAt(subject, history, at, this.#plan.stale);
    const word = words === undefined || subject.kind !== 'name' ? null : (words[found.value] ?? null);
    return { subject: operandText(subject), input, word, ...found };
  }

  #levels(of: Subject, operands: readonly Operand[]): readonly number[] {
    return operands.map((operand) => this.#threshold(of, operand).toNumber());
  }

  #threshold(of: Subject, operand: Operand): Decimal {
    return thresholdOf(operand as Quantity, unitOfSubject(of, this.#plan.vocabulary));
  }

  #seriesOf(key: string): Series {
    return this.#series[this.#plan.inputs.findIndex((input) => input.key === key)]!;
  }
}

/** A reason why something is unknown, as a clause of a sentence about `what`. */
export function whyUnknownWords(why: WhyUnknown, what: string): string {
  return WHY[why].replace('#', () => what);
}

const WHY: Readonly<Record<WhyUnknown, string>> = {
  'never-observed': 'nothing was ever observed of #',
  'not-known': 'the last observation of # knows nothing',
  stale: 'the last value of # is too old by the rule’s own word',
  'window-not-seen': '# has not been observed for as long as the rule looks back',
  'no-base': '# was not above zero then, so that there is nothing to take a share of',
  'no-spread': 'the observations of # did not differ, so that nothing can be measured by their spread',
};

const MIRRORED: Readonly<Record<Comparison, Comparison>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' };
const ORDERS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
};

function keyOf(subject: Subject): string {
  return subject.kind === 'rank' ? operandText(subject) : subject.name;
}
