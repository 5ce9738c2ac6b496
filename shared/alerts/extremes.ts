import { type Decimal, ONE } from '../figures/index.ts';
import type { Arrays } from './arrays.ts';
import type { Block, NumberColumn } from './block.ts';

/**
 * The lowest or highest observation after the beginning of the window up to now, or the fall from the highest; in constant time by a queue of those
 * that may still become it (ascending minima, Lemire 2006, “Streaming maximum-minimum filter”).
 */
export class Extreme implements NumberColumn {
  readonly out: Float64Array;
  readonly remembers = true;
  readonly near: number;
  readonly scale = 1;
  readonly #kind: 'min' | 'max' | 'drawdown';
  readonly #window: number;
  readonly #which: Int32Array;
  #block: Block | null = null;
  /** Indices of observations in a ring whose length is a power of two: from `head` up to but not including `tail`. */
  #queue = new Int32Array(64);
  #head = 0;
  #tail = 0;

  constructor(arrays: Arrays, kind: 'min' | 'max' | 'drawdown', window: number) {
    this.out = arrays.floats();
    this.#which = arrays.integers();
    this.#kind = kind;
    this.#window = window;
    this.near = kind === 'drawdown' ? 1e-14 : 0;
  }

  fill(block: Block): void {
    const { history, first, count, at, isClock, stale } = block;
    const { at: instants, value } = history;
    if (block === this.#block) return;
    this.#block = block;
    const [out, which, window] = [this.out, this.#which, this.#window];
    const sign = this.#kind === 'min' ? -1 : 1;
    const isFall = this.#kind === 'drawdown';
    let [queue, head, tail] = [this.#queue, this.#head, this.#tail];
    let mask = queue.length - 1;
    for (let row = 0; row < count; row += 1) {
      const now = isClock ? first : first + row;
      const candidate = value[now]! * sign;
      if (!isClock && candidate === candidate) {
        while (tail > head && value[queue[(tail - 1) & mask]!]! * sign <= candidate) tail -= 1;
        if (tail - head === queue.length) {
          queue = grown(queue, head, tail);
          [tail, head, mask] = [tail - head, 0, queue.length - 1];
        }
        queue[tail & mask] = now;
        tail += 1;
      }
      const from = at[row]! - window;
      while (head < tail && instants[queue[head & mask]!]! <= from) head += 1;
      const found = head < tail ? queue[head & mask]! : -1;
      which[row] = found;
      const extreme = found < 0 ? Number.NaN : value[found]!;
      out[row] = !isFall ? extreme : extreme > 0 ? 1 - value[now]! / extreme : Number.NaN;
      if (isFall && isClock && at[row]! - instants[now]! >= stale) out[row] = Number.NaN;
    }
    [this.#queue, this.#head, this.#tail] = [queue, head, tail];
  }

  exactAt(row: number): Decimal {
    const { history, first, isClock } = this.#block!;
    const extreme = history.decimalAt(this.#which[row]!);
    return this.#kind === 'drawdown' ? ONE.minus(history.decimalAt(isClock ? first : first + row).dividedBy(extreme)) : extreme;
  }
}

/** A ring of twice the length, with what it held at its beginning. */
function grown(queue: Int32Array<ArrayBuffer>, head: number, tail: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(queue.length * 2);
  for (let at = head; at < tail; at += 1) larger[at - head] = queue[at & (queue.length - 1)]!;
  return larger;
}
