import {
  type Condition,
  lengthOf,
  type Operand,
  operandText,
  type Quantity,
  type Subject,
  thresholdOf,
  unitOfSubject,
  type Vocabulary,
} from '../watchlists/index.ts';
import type { NumberColumn, TruthColumn } from './block.ts';
import { BoundNumber, BoundTruth } from './bound.ts';
import { Compared, Crossed } from './comparisons.ts';
import { Joined, Negated } from './connectives.ts';
import { Extreme } from './extremes.ts';
import { Missing, Stuck } from './observation-tests.ts';
import { Says } from './says.ts';
import type { Series } from './series.ts';
import { MeanSample, MedianSample, ScoreSample, Statistic } from './statistics.ts';
import { Age, Change, Constant, Observed } from './values.ts';

/** Makes the columns that a condition is computed with. */
export class ColumnBuilder {
  readonly #vocabulary: Vocabulary;
  readonly #keys: readonly string[];
  readonly #series: readonly Series[];
  readonly #begins: readonly number[];
  readonly #columns = new Map<string, NumberColumn>();

  /** `keys` names the series in their order; of each, the columns see the observations from `begins` on. */
  constructor(vocabulary: Vocabulary, keys: readonly string[], series: readonly Series[], begins: readonly number[]) {
    this.#vocabulary = vocabulary;
    this.#keys = keys;
    this.#series = series;
    this.#begins = begins;
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
        return this.#boundTruth(new (condition.test === 'stuck' ? Stuck : Missing)(lengthOf(condition.window)), condition.name);
      case 'text': {
        const words = this.#series[this.#inputOf(condition.name)]?.words ?? [];
        return this.#boundTruth(new Says(condition.relation, condition.texts, words), condition.name);
      }
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
    const column = this.#columns.get(text) ?? this.#bound(subject);
    this.#columns.set(text, column);
    return column;
  }

  #bound(subject: Subject): NumberColumn {
    const input = this.#inputOf(subject.kind === 'rank' ? operandText(subject) : subject.name);
    const column = this.#column(subject, input);
    return this.#keys.length === 1 ? column : new BoundNumber(column, input);
  }

  #boundTruth(column: TruthColumn, name: string): TruthColumn {
    return this.#keys.length === 1 ? column : new BoundTruth(column, this.#inputOf(name));
  }

  #inputOf(key: string): number {
    return this.#keys.indexOf(key);
  }

  #column(subject: Subject, input: number): NumberColumn {
    if (subject.kind !== 'measure') return subject.kind === 'age' ? new Age() : new Observed();
    const { history } = this.#series[input]!;
    const begin = this.#begins[input]!;
    const window = lengthOf(subject.window);
    switch (subject.measure) {
      case 'change':
      case 'points':
        return new Change(window, subject.measure === 'change', begin);
      case 'mean':
        return new Statistic(window, new MeanSample(history, begin));
      case 'median':
        return new Statistic(window, new MedianSample(history, begin));
      case 'zscore':
        return new Statistic(window, new ScoreSample(history, begin));
      default:
        return new Extreme(subject.measure, window);
    }
  }

  #unit(operand: Operand): ReturnType<typeof unitOfSubject> {
    return operand.kind === 'quantity' ? null : unitOfSubject(operand, this.#vocabulary);
  }
}
