import { Decimal } from './decimal.ts';

/** An observation: milliseconds since 1970, and a decimal text, a number, or null where it is known only that nothing is known. */
export interface Point {
  readonly at: number;
  readonly value: string | number | null;
}

/**
 * The observations of one series, in order of time, each instant once. Columns of binary numbers are what is computed with; the texts decide where
 * binary numbers cannot tell. It only grows at its end, and many rules may read one history.
 */
export class History {
  #at: Float64Array;
  #value: Float64Array;
  #length: number;
  readonly #texts: (string | undefined)[] = [];

  /** Over columns that exist already, in order of time; NaN is unknown. They are not copied until something is added. */
  constructor(at: Float64Array = new Float64Array(64), value: Float64Array = new Float64Array(64), length = 0) {
    this.#at = at;
    this.#value = value;
    this.#length = length;
  }

  get length(): number {
    return this.#length;
  }

  /** Instants; only the first `length` count. */
  get at(): Float64Array {
    return this.#at;
  }

  /** Values, NaN where unknown; only the first `length` count. */
  get value(): Float64Array {
    return this.#value;
  }

  /**
   * Adds an observation at the end. Answers false, and adds nothing, where it is not later than the last one: then the past has changed, and what
   * was computed of it is to be computed anew from {@link historyOf}.
   */
  append({ at, value }: Point): boolean {
    if (!(at > (this.#length === 0 ? Number.NEGATIVE_INFINITY : this.#at[this.#length - 1]!))) return false;
    if (this.#length === this.#at.length) this.#grow();
    this.#at[this.#length] = at;
    this.#value[this.#length] = value === null ? Number.NaN : Number(value);
    if (typeof value === 'string') this.#texts[this.#length] = value;
    this.#length += 1;
    return true;
  }

  /** The value as it was written; of binary columns, the shortest decimal that reads back the same. */
  decimalAt(index: number): Decimal {
    return new Decimal(this.#texts[index] ?? this.#value[index]!);
  }

  /** Whether two values are the same number as written. */
  isSame(one: number, other: number): boolean {
    if (this.#value[one] !== this.#value[other]) return false;
    const [first, second] = [this.#texts[one], this.#texts[other]];
    return first === second || this.decimalAt(one).equals(this.decimalAt(other));
  }

  /** A copy of the observations from `begin` on, to be continued without this one being touched. */
  tail(begin: number): History {
    return this.#copy(begin, this.#length);
  }

  /** A copy of the first observations, to be continued otherwise than this one was. */
  head(length: number): History {
    return this.#copy(0, Math.min(length, this.#length));
  }

  #copy(begin: number, end: number): History {
    const copy = new History(this.#at.slice(begin, end), this.#value.slice(begin, end), end - begin);
    for (let index = begin; index < end; index += 1) {
      const text = this.#texts[index];
      if (text !== undefined) copy.#texts[index - begin] = text;
    }
    return copy;
  }

  #grow(): void {
    const [at, value] = [new Float64Array(this.#at.length * 2 + 64), new Float64Array(this.#at.length * 2 + 64)];
    at.set(this.#at);
    value.set(this.#value);
    [this.#at, this.#value] = [at, value];
  }
}

/** How a list of points became a history. */
export interface Ordered<P> {
  readonly history: History;
  /** The points of the history, by index. */
  readonly kept: readonly P[];
  /** How many points stood after a later one. */
  readonly late: number;
  /** How many points were left out because a later one in the list has the same instant and counts as its correction. */
  readonly duplicates: number;
}

/** A history of points in any order. */
export function historyOf<P extends Point>(points: readonly P[]): Ordered<P> {
  let [late, newest] = [0, Number.NEGATIVE_INFINITY];
  for (const { at } of points) {
    if (at < newest) late += 1;
    else newest = at;
  }
  const sorted = late === 0 ? points : points.toSorted((a, b) => a.at - b.at);
  const kept = sorted.filter(({ at }, index) => sorted[index + 1]?.at !== at);
  const history = new History();
  for (const point of kept) history.append(point);
  return { history, kept, late, duplicates: points.length - kept.length };
}
