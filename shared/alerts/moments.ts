import type { History } from './history.ts';

/** Count, mean and sum of squared distances from the mean. */
interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

const NONE: Moments = { count: 0, mean: 0, squares: 0 };

/**
 * Mean and spread of the known observations of a window that moves on. Two stacks instead of running sums: nothing is ever subtracted,
 * so that no rounding error is carried along however long the series, and each observation is merged three times at most
 * (merging after Chan, Golub and LeVeque 1979).
 */
export class MovingMoments {
  readonly #history: History;
  /** Older observations: entry k speaks of itself and all that are newer in this stack; the oldest is on top. */
  readonly #older: { readonly index: number; readonly moments: Moments }[] = [];
  #newer: number[] = [];
  #newest: Moments = NONE;

  constructor(history: History) {
    this.#history = history;
  }

  push(index: number): void {
    this.#newer.push(index);
    this.#newest = merged(this.#newest, this.#alone(index));
  }

  /** Forgets what was observed at `from` or before. */
  forget(from: number): void {
    const { at } = this.#history;
    for (;;) {
      if (this.#older.length === 0) this.#turn();
      const oldest = this.#older.at(-1);
      if (oldest === undefined || at[oldest.index]! > from) return;
      this.#older.pop();
    }
  }

  get moments(): Moments {
    return merged(this.#older.at(-1)?.moments ?? NONE, this.#newest);
  }

  #turn(): void {
    let moments = NONE;
    for (let k = this.#newer.length - 1; k >= 0; k -= 1) {
      moments = merged(this.#alone(this.#newer[k]!), moments);
      this.#older.push({ index: this.#newer[k]!, moments });
    }
    this.#newer = [];
    this.#newest = NONE;
  }

  #alone(index: number): Moments {
    return { count: 1, mean: this.#history.value[index]!, squares: 0 };
  }
}

function merged(one: Moments, other: Moments): Moments {
  if (one.count === 0) return other;
  if (other.count === 0) return one;
  const count = one.count + other.count;
  const apart = other.mean - one.mean;
  return {
    count,
    mean: one.mean + (apart * other.count) / count,
    squares: one.squares + other.squares + (apart * apart * one.count * other.count) / count,
  };
}
