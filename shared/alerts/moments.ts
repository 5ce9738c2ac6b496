import type { History } from '../figures/index.ts';

/**
 * Count, mean and spread of the known observations of a window that moves on. Two stacks instead of running sums: nothing is ever subtracted,
 * so that no rounding error is carried along however long the series, and each observation is taken in twice at most (Welford 1962; the two
 * stacks are merged after Chan, Golub and LeVeque 1979).
 */
export class MovingMoments {
  count = 0;
  mean = 0;
  /** The sum of squared distances from the mean. */
  squares = 0;
  readonly #history: History;
  /** Older observations, the oldest on top: entry k tells mean and squares of itself and the k that are newer in this stack. */
  readonly #older: number[] = [];
  readonly #means: number[] = [];
  readonly #squares: number[] = [];
  readonly #newer: number[] = [];
  #newMean = 0;
  #newSquares = 0;

  constructor(history: History) {
    this.#history = history;
  }

  push(index: number): void {
    const value = this.#history.value[index]!;
    this.#newer.push(index);
    const apart = value - this.#newMean;
    this.#newMean += apart / this.#newer.length;
    this.#newSquares += apart * (value - this.#newMean);
  }

  /** Forgets what was observed at `from` or before, and measures what is left. */
  forget(from: number): void {
    const { at } = this.#history;
    for (;;) {
      if (this.#older.length === 0) this.#turn();
      const oldest = this.#older.at(-1);
      if (oldest === undefined || at[oldest]! > from) break;
      this.#older.pop();
      this.#means.pop();
      this.#squares.pop();
    }
    this.#measure();
  }

  #turn(): void {
    let mean = 0;
    let squares = 0;
    for (let k = this.#newer.length - 1; k >= 0; k -= 1) {
      const index = this.#newer[k]!;
      const value = this.#history.value[index]!;
      this.#older.push(index);
      const apart = value - mean;
      mean += apart / this.#older.length;
      squares += apart * (value - mean);
      this.#means.push(mean);
      this.#squares.push(squares);
    }
    this.#newer.length = 0;
    this.#newMean = 0;
    this.#newSquares = 0;
  }

  #measure(): void {
    const olds = this.#older.length;
    const news = this.#newer.length;
    this.count = olds + news;
    this.mean = this.#newMean;
    this.squares = this.#newSquares;
    if (olds === 0) return;
    const apart = this.#newMean - this.#means[olds - 1]!;
    this.mean = this.#means[olds - 1]! + (apart * news) / this.count;
    this.squares += this.#squares[olds - 1]! + (apart * apart * olds * news) / this.count;
  }
}
