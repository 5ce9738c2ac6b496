import { History } from '../figures/index.ts';
import { Evaluation, type Left } from './evaluation.ts';
import type { Happening } from './stepper.ts';
import { peekAt, type Peeked, type SampledValues } from './peek.ts';
import type { Plan } from './plan.ts';
import { type Series, WordSeries } from './series.ts';

export interface Judged extends Peeked {
  /**
   * Why the sample is to be kept: it is the first, it changes the phase (or whether the condition is known), or the last one kept is an hour old and
   * the value is another. Null where it may go without a trace.
   */
  readonly keep: 'first' | 'phase' | 'hour' | null;
}

const HOUR = 36e5;

/**
 * One rule over values that have no history of their own but are read now and then. Its state hangs on the samples that were kept and on nothing
 * else, however many were looked at in between: the same kept samples give the same state and the same happenings.
 */
export class SampledWatch {
  readonly plan: Plan;
  readonly #series: ReadonlyMap<string, Series>;
  readonly #evaluation: Evaluation;
  #last: number | null = null;

  /** `kept`: all samples that were kept, in order of time. `left`: where the evaluation stood after them; then they are not evaluated again. */
  constructor(plan: Plan, kept: readonly SampledValues[] = [], left?: Left) {
    this.plan = plan;
    this.#series = new Map(plan.inputs.map(({ key, isWords }) => [key, isWords ? new WordSeries() : { history: new History() }]));
    if (left !== undefined) for (const sample of kept) this.#append(sample);
    this.#evaluation = new Evaluation(plan, this.#series, left);
    if (left === undefined) for (const sample of kept) this.keep(sample);
  }

  get evaluation(): Evaluation {
    return this.#evaluation;
  }

  /** Looks at what a sample would bring, and leaves no trace. One that is not later than the last one kept brings nothing. */
  peek(sample: SampledValues): Judged {
    const now = this.#evaluation;
    if (this.#last !== null && sample.at <= this.#last)
      return { state: now.state, holds: now.holds, happenings: [], changes: false, keep: null };
    const peeked = peekAt(now, sample);
    const { changes } = peeked;
    const isOld = this.#last !== null && sample.at - this.#last >= HOUR && this.#differs(sample);
    return { ...peeked, keep: this.#last === null ? 'first' : changes ? 'phase' : isOld ? 'hour' : null };
  }

  /** Takes a sample in for good, and tells what happened up to it. One that is not later than the last is refused with an empty list. */
  keep(sample: SampledValues): readonly Happening[] {
    return this.#append(sample) ? this.#evaluation.advance() : [];
  }

  /** Lets the clock come to `now`: what was kept may have grown stale. */
  clock(now: number): readonly Happening[] {
    return this.#evaluation.clock(now);
  }

  #append({ at, values }: SampledValues): boolean {
    if (this.#last !== null && at <= this.#last) return false;
    this.#last = at;
    for (const [key, series] of this.#series) {
      const value = values[key];
      if (value === undefined) continue;
      if (series instanceof WordSeries) series.append(at, value === null ? null : String(value));
      else series.history.append({ at, value });
    }
    return true;
  }

  /** Whether a value is another than the last one kept. */
  #differs({ values }: SampledValues): boolean {
    return [...this.#series].some(([key, { history, words }]) => {
      const value = values[key];
      if (value === undefined) return false;
      const last = history.value[history.length - 1] ?? Number.NaN;
      if (value === null) return !Number.isNaN(last);
      return words === undefined ? Number(value) !== last : words[last] !== String(value);
    });
  }
}
