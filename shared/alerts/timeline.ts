import { History } from '../figures/index.ts';
import { type Block, BLOCK } from './block.ts';
import type { PlanInput } from './plan.ts';
import type { Series } from './series.ts';

/**
 * The observations of all that a rule reads, in order of time. Those of the same instant are one. It grows as its histories do.
 */
export class Timeline {
  /** How many observations of each were taken in. */
  readonly seen: number[];
  /** The instants of the last known observation of each. */
  readonly #known: number[];
  readonly #histories: readonly History[];
  readonly #inputs: readonly PlanInput[];
  readonly #stale: number;
  readonly #soonest: readonly number[];
  readonly #isClocked: boolean;

  constructor(inputs: readonly PlanInput[], stale: number, series: readonly Series[], begins: readonly number[]) {
    this.#inputs = inputs;
    this.#stale = stale;
    this.#histories = series.map(({ history }) => history);
    this.seen = [...begins];
    this.#known = inputs.map(() => Number.NEGATIVE_INFINITY);
    this.#soonest = inputs.map(({ offsets }) => offsets[0] ?? Number.POSITIVE_INFINITY);
    this.#isClocked = inputs.some(({ offsets }) => offsets.length > 0);
  }

  /** The instant of the next observation that was not taken in; infinite where there is none. `ends`: how many there are to take in, if not all. */
  ahead(ends?: readonly number[]): number {
    let next = Number.POSITIVE_INFINITY;
    this.#histories.forEach((history, input) => {
      const seen = this.seen[input]!;
      if (seen < (ends?.[input] ?? history.length) && history.at[seen]! < next) next = history.at[seen]!;
    });
    return next;
  }

  /** The next instant after `now` at which the clock alone changes something; infinite where there is none. */
  due(now: number): number {
    let due = Number.POSITIVE_INFINITY;
    this.#inputs.forEach(({ offsets }, input) => {
      for (const offset of offsets) {
        const instant = this.#known[input]! + offset;
        if (instant > now && instant < due) due = instant;
      }
    });
    return due;
  }

  /** Takes in the next observations: `most` instants at most, and none past the first at which the clock would bring something before. */
  take(most: number, ends?: readonly number[]): Block {
    return this.#histories.length === 1 ? this.#takeOne(most, ends?.[0]) : this.#takeSeveral(most, ends);
  }

  /** An instant of the clock. */
  pass(instant: number): Block {
    const at = new Float64Array([instant]);
    const blocks = this.#histories.map((_, input) => this.#block(input, this.seen[input]! - 1, 1, at, true));
    return { ...blocks[0]!, of: blocks };
  }

  #takeOne(most: number, end = this.#histories[0]!.length): Block {
    const history = this.#histories[0]!;
    const first = this.seen[0]!;
    const count = this.#isClocked ? this.#quietRun(first, Math.min(most, end - first)) : Math.min(most, BLOCK, end - first);
    this.seen[0] = first + count;
    return this.#block(0, first, count, history.at.subarray(first, first + count), false);
  }

  /** How many observations of the one history follow each other with nothing in between for the clock to bring. */
  #quietRun(first: number, available: number): number {
    const { at, value } = this.#histories[0]!;
    const most = Math.min(BLOCK, available);
    const soonest = this.#soonest[0]!;
    let known = this.#known[0]!;
    let count = 0;
    for (; count < most; count += 1) {
      const index = first + count;
      if (count > 0 && at[index]! > known + soonest) break;
      if (value[index] === value[index]) known = at[index]!;
    }
    this.#known[0] = known;
    return count;
  }

  /** Instants at which the same ones of the histories were observed. */
  #takeSeveral(most: number, ends: readonly number[] | undefined): Block {
    const instant = this.ahead(ends);
    const isNew = this.#histories.map((history, input) => {
      const seen = this.seen[input]!;
      return seen < (ends?.[input] ?? history.length) && history.at[seen] === instant;
    });
    const leader = isNew.indexOf(true);
    const { at } = this.#histories[leader]!;
    const begin = this.seen[leader]!;
    let count = 0;
    while (count < Math.min(most, BLOCK) && this.#goesOn(isNew, at[begin + count]!, count, ends)) count += 1;
    const instants = at.subarray(begin, begin + count);
    const blocks = this.#histories.map((_, input) => {
      const first = this.seen[input]!;
      if (!isNew[input]) return this.#block(input, first - 1, count, instants, true);
      this.seen[input] = first + count;
      return this.#block(input, first, count, instants, false);
    });
    return { ...blocks[leader]!, of: blocks };
  }

  /** Whether the instant so many places on is one at which those and no others were observed, with nothing in between for the clock to bring. */
  #goesOn(isNew: readonly boolean[], instant: number, count: number, ends: readonly number[] | undefined): boolean {
    for (let input = 0; input < isNew.length; input += 1) {
      const history = this.#histories[input]!;
      const index = this.seen[input]! + (isNew[input] ? count : 0);
      const end = ends?.[input] ?? history.length;
      if (isNew[input] ? index >= end || history.at[index] !== instant : index < end && history.at[index]! <= instant) return false;
      if (count > 0 && instant > this.#known[input]! + this.#soonest[input]!) return false;
    }
    if (this.#isClocked) this.#know(isNew, instant, count);
    return true;
  }

  #know(isNew: readonly boolean[], instant: number, count: number): void {
    for (let input = 0; input < isNew.length; input += 1) {
      const value = this.#histories[input]!.value[this.seen[input]! + count]!;
      if (isNew[input] && !Number.isNaN(value)) this.#known[input] = instant;
    }
  }

  #block(input: number, first: number, count: number, at: Float64Array, isClock: boolean): Block {
    return { history: this.#histories[input]!, first, count, at, isClock, stale: this.#stale };
  }
}
