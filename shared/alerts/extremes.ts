import { type Decimal, ONE } from '../figures/index.ts';
import { type Block, BLOCK, type NumberColumn } from './block.ts';

/** Left of a queue that is given back at once. */
const SPENT = 4_096;

/**
 * The lowest or highest observation after the beginning of the window up to now, or the fall from the highest; in constant time by a queue of those
 * that may still become it (ascending minima, Lemire 2006, “Streaming maximum-minimum filter”).
 */
export class Extreme implements NumberColumn {
  readonly out: Float64Array = new Float64Array(BLOCK);
  readonly remembers = true;
  readonly near: number;
  readonly scale = 1;
  readonly #kind: 'min' | 'max' | 'drawdown';
  readonly #window: number;
  readonly #which = new Int32Array(BLOCK);
  #block: Block | null = null;
  #queue: number[] = [];
  #head = 0;

  constructor(kind: 'min' | 'max' | 'drawdown', window: number) {
    this.#kind = kind;
    this.#window = window;
    this.near = kind === 'drawdown' ? 1e-14 : 0;
  }

  fill(block: Block): void {
    const { history, first, count, at, isClock, stale } = block;
    const { at: instants, value } = history;
    if (block === this.#block) return;
    this.#block = block;
    const sign = this.#kind === 'min' ? -1 : 1;
    for (let row = 0; row < count; row += 1) {
      const now = isClock ? first : first + row;
      if (!isClock && value[now] === value[now]) this.#push(value, now, sign);
      const from = at[row]! - this.#window;
      while (this.#head < this.#queue.length && instants[this.#queue[this.#head]!]! <= from) this.#head += 1;
      const found = this.#queue[this.#head] ?? -1;
      this.#which[row] = found;
      this.out[row] = found < 0 ? Number.NaN : this.#kind === 'drawdown' ? value[now]! / value[found]! : value[found]!;
      if (this.#kind !== 'drawdown') continue;
      const isUnknown = found < 0 || !(value[found]! > 0) || (isClock && at[row]! - instants[now]! >= stale);
      this.out[row] = isUnknown ? Number.NaN : 1 - this.out[row]!;
    }
  }

  exactAt(row: number): Decimal {
    const { history, first, isClock } = this.#block!;
    const extreme = history.decimalAt(this.#which[row]!);
    return this.#kind === 'drawdown' ? ONE.minus(history.decimalAt(isClock ? first : first + row).dividedBy(extreme)) : extreme;
  }

  #push(value: Float64Array, now: number, sign: number): void {
    const candidate = value[now]! * sign;
    while (this.#queue.length > this.#head && value[this.#queue.at(-1)!]! * sign <= candidate) this.#queue.pop();
    if (this.#head > SPENT && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    this.#queue.push(now);
  }
}
