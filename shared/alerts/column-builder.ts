import { type Comparison, type Condition, type Operand, type Subject, unitOfSubject, type Vocabulary } from '../watchlists/index.ts';
import { Arrays } from './arrays.ts';
import type { NumberColumn, TruthColumn } from './block.ts';
import { BoundNumber, BoundTruth } from './bound.ts';
import { Compared, Crossed } from './comparisons.ts';
import { Joined, Negated } from './connectives.ts';
import { Extreme } from './extremes.ts';
import { Missing, Stuck } from './observation-tests.ts';
import { Says } from './says.ts';
import type { Series } from './series.ts';
import { MeanSample, MedianSample, ScoreSample, Statistic } from './statistics.ts';
import type { Terms } from './terms.ts';
import { Age, Change, Observed } from './values.ts';

/** Makes the columns that a condition is computed with. */
export class ColumnBuilder {
  readonly #vocabulary: Vocabulary;
  readonly #terms: Terms;
  readonly #arrays = new Arrays();
  readonly #keys: readonly string[];
  readonly #series: readonly Series[];
  readonly #begins: readonly number[];
  readonly #columns = new Map<string, NumberColumn>();

  /** `keys` names the series in their order; of each, the columns see the observations from `begins` on. */
  constructor(vocabulary: Vocabulary, terms: Terms, keys: readonly string[], series: readonly Series[], begins: readonly number[]) {
    this.#vocabulary = vocabulary;
    this.#terms = terms;
    this.#keys = keys;
    this.#series = series;
    this.#begins = begins;
  }

  truth(condition: Condition): TruthColumn {
    switch (condition.kind) {
      case 'compare': {
        const { left, comparison, right } = condition;
        if (left.kind !== 'quantity') return this.#compared(left, comparison, right);
        return this.#compared(right as Subject, MIRRORED[comparison], left);
      }
      case 'between': {
        const { of, low, high } = condition;
        return new Joined(this.#arrays, 'all', [this.#compared(of, '>=', low), this.#compared(of, '<=', high)]);
      }
      case 'crosses':
        return new Crossed(this.#arrays, this.#subject(condition.of), condition.direction, this.#number(condition.level, condition.of));
      case 'test':
        return this.#boundTruth(
          new (condition.test === 'stuck' ? Stuck : Missing)(this.#arrays, this.#terms.lengthOf(condition.window)),
          condition.name,
        );
      case 'text': {
        const words = this.#series[this.#inputOf(condition.name)]?.words ?? [];
        return this.#boundTruth(new Says(this.#arrays, condition.relation, condition.texts, words), condition.name);
      }
      case 'not':
        return new Negated(this.#arrays, this.truth(condition.part));
      default: {
        const parts = condition.parts.map((part) => this.truth(part));
        return new Joined(this.#arrays, condition.kind, parts);
      }
    }
  }

  #compared(left: Subject, comparison: Comparison, right: Operand): TruthColumn {
    return new Compared(this.#arrays, this.#subject(left), comparison, this.#number(right, left));
  }

  /** What a subject is compared with: another, or a number in its unit. */
  #number(operand: Operand, of: Subject): NumberColumn {
    return operand.kind === 'quantity' ? this.#terms.constant(operand, unitOfSubject(of, this.#vocabulary)) : this.#subject(operand);
  }

  /** The columns of one subject are the same wherever it stands. */
  #subject(subject: Subject): NumberColumn {
    const text = this.#terms.textOf(subject);
    const column = this.#columns.get(text) ?? this.#bound(subject);
    this.#columns.set(text, column);
    return column;
  }

  #bound(subject: Subject): NumberColumn {
    const input = this.#inputOf(subject.kind === 'rank' ? this.#terms.textOf(subject) : subject.name);
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
    const arrays = this.#arrays;
    if (subject.kind !== 'measure') return subject.kind === 'age' ? new Age(arrays) : new Observed(arrays);
    const { history } = this.#series[input]!;
    const begin = this.#begins[input]!;
    const window = this.#terms.lengthOf(subject.window);
    switch (subject.measure) {
      case 'change':
      case 'points':
        return new Change(arrays, window, subject.measure === 'change', begin);
      case 'mean':
        return new Statistic(arrays, window, new MeanSample(history, begin));
      case 'median':
        return new Statistic(arrays, window, new MedianSample(history, begin));
      case 'zscore':
        return new Statistic(arrays, window, new ScoreSample(history, begin));
      default:
        return new Extreme(arrays, subject.measure, window);
    }
  }
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' };
