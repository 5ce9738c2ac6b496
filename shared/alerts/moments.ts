import type { History } from '../figures/index.ts';

/**
 * What is known of the observations of a window that moves on, in two parts: of the older ones, what they and all that follow them in that part come
 * to, counted backwards once; of the newer ones, what they come to so far. So nothing is ever subtracted and no rounding error is carried along,
 * however long the series, and each observation is taken in twice at most. When the last of the older ones is forgotten, all become older.
 */
abstract class MovingWindow {
  count = 0;
  protected readonly history: History;
  /** The window holds the observations from `oldest` up to but not including `end`; those before `turned` are the older ones. */
  protected oldest: number;
  protected end: number;
  protected turned: number;
  /** The observation that the first entry of what was counted backwards is of. */
  protected base: number;
  protected newCount = 0;
  protected counts = new Int32Array(64);

  constructor(history: History, begin: number) {
    this.history = history;
    this.oldest = begin;
    this.end = begin;
    this.turned = begin;
    this.base = begin;
  }

  /** Takes in the observation that follows; one that is not known only moves the end. */
  push(index: number): void {
    const value = this.history.value[index]!;
    this.end = index + 1;
    if (value === value) {
      this.newCount += 1;
      this.add(value);
    }
  }

  /** Forgets what was observed at `from` or before, and measures what is left. */
  forget(from: number): void {
    const { at } = this.history;
    let { oldest } = this;
    while (oldest < this.end && at[oldest]! <= from) oldest += 1;
    this.oldest = oldest;
    if (oldest >= this.turned) this.#turn();
    this.measure(this.oldest < this.turned ? this.oldest - this.base : -1);
  }

  #turn(): void {
    const size = this.end - this.oldest;
    this.base = this.oldest;
    this.turned = this.end;
    this.newCount = 0;
    if (size > this.counts.length) {
      this.counts = new Int32Array(size * 2);
      this.grow(size * 2);
    }
    this.countBack(size);
  }

  protected abstract add(value: number): void;
  protected abstract grow(size: number): void;
  /** Counts the window backwards, from its last observation to its first. */
  protected abstract countBack(size: number): void;
  /** Joins the older ones, from entry `older` on, with the newer ones; −1 where none is older. */
  protected abstract measure(older: number): void;
}

/** Count and mean of the known observations of a window. */
export class MovingMean extends MovingWindow {
  mean = 0;
  #sums = new Float64Array(64);
  #newSum = 0;

  protected add(value: number): void {
    this.#newSum += value;
  }

  protected grow(size: number): void {
    this.#sums = new Float64Array(size);
  }

  protected countBack(size: number): void {
    const { value } = this.history;
    const [sums, { counts, base }] = [this.#sums, this];
    let [sum, count] = [0, 0];
    for (let entry = size - 1; entry >= 0; entry -= 1) {
      const now = value[base + entry]!;
      if (now === now) {
        sum += now;
        count += 1;
      }
      sums[entry] = sum;
      counts[entry] = count;
    }
    this.#newSum = 0;
  }

  protected measure(older: number): void {
    this.count = older < 0 ? this.newCount : this.counts[older]! + this.newCount;
    this.mean = (older < 0 ? this.#newSum : this.#sums[older]! + this.#newSum) / this.count;
  }
}

/** Count, mean and spread of the known observations of a window (Welford 1962; the two parts are joined after Chan, Golub and LeVeque 1979). */
export class MovingMoments extends MovingWindow {
  mean = 0;
  /** The sum of squared distances from the mean. */
  squares = 0;
  #means = new Float64Array(64);
  #squares = new Float64Array(64);
  #newMean = 0;
  #newSquares = 0;

  protected add(value: number): void {
    const apart = value - this.#newMean;
    this.#newMean += apart / this.newCount;
    this.#newSquares += apart * (value - this.#newMean);
  }

  protected grow(size: number): void {
    this.#means = new Float64Array(size);
    this.#squares = new Float64Array(size);
  }

  protected countBack(size: number): void {
    const { value } = this.history;
    const [means, sums, { counts, base }] = [this.#means, this.#squares, this];
    let [mean, squares, count] = [0, 0, 0];
    for (let entry = size - 1; entry >= 0; entry -= 1) {
      const now = value[base + entry]!;
      if (now === now) {
        count += 1;
        const apart = now - mean;
        mean += apart / count;
        squares += apart * (now - mean);
      }
      means[entry] = mean;
      sums[entry] = squares;
      counts[entry] = count;
    }
    this.#newMean = 0;
    this.#newSquares = 0;
  }

  protected measure(older: number): void {
    const news = this.newCount;
    const olds = older < 0 ? 0 : this.counts[older]!;
    this.count = olds + news;
    this.mean = this.#newMean;
    this.squares = this.#newSquares;
    if (olds === 0) return;
    const mean = this.#means[older]!;
    if (news === 0) {
      this.mean = mean;
      this.squares = this.#squares[older]!;
      return;
    }
    const apart = this.#newMean - mean;
    const share = (apart * news) / this.count;
    this.mean = mean + share;
    this.squares += this.#squares[older]! + apart * share * olds;
  }
}
