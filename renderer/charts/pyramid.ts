/** Observations at the foot of the pyramid's lowest level. */
const BLOCK = 32;
/** Blocks of one level that make one of the next. */
const STEP = 8;

interface Level {
  readonly size: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Lowest and highest values of any stretch of a long series, found in a few steps however long the stretch is: blocks of 32 observations, blocks of
 * eight of those, and so on. NaN is unknown and counts for nothing. Costs two passes over the series and a fourteenth of its memory.
 */
export class Pyramid {
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly #levels: readonly Level[];

  /** Instants in milliseconds, ascending, with their values. */
  constructor(at: Float64Array, value: Float64Array) {
    this.at = at;
    this.value = value;
    const levels: Level[] = [];
    let [low, high, size]: [Float64Array, Float64Array, number] = [value, value, 1];
    for (let step = BLOCK; low.length > 1; step = STEP) {
      size *= step;
      const count = Math.ceil(low.length / step);
      const [lows, highs] = [new Float64Array(count).fill(Number.NaN), new Float64Array(count).fill(Number.NaN)];
      for (let index = 0; index < low.length; index += 1) {
        const block = (index / step) | 0;
        if (!(lows[block]! <= low[index]!)) lows[block] = Number.isNaN(low[index]!) ? lows[block]! : low[index]!;
        if (!(highs[block]! >= high[index]!)) highs[block] = Number.isNaN(high[index]!) ? highs[block]! : high[index]!;
      }
      levels.push({ size, low: lows, high: highs });
      [low, high] = [lows, highs];
    }
    this.#levels = levels;
  }

  /** Lowest and highest value of the observations from `from` up to, not including, `to`; both NaN where none is known. */
  extremes(from: number, to: number): { readonly low: number; readonly high: number } {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = from; index < to; ) {
      const level = this.#levelAt(index, to);
      if (level) {
        const block = index / level.size;
        if (level.low[block]! < low) low = level.low[block]!;
        if (level.high[block]! > high) high = level.high[block]!;
        index += level.size;
      } else {
        const value = this.value[index]!;
        if (value < low) low = value;
        if (value > high) high = value;
        index += 1;
      }
    }
    return low > high ? { low: Number.NaN, high: Number.NaN } : { low, high };
  }

  /** The first observation that is not before an instant. */
  indexAt(instant: number): number {
    let [low, high] = [0, this.at.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at[middle]! < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The largest block that begins here and ends in time. */
  #levelAt(index: number, to: number): Level | null {
    let found: Level | null = null;
    for (const level of this.#levels) {
      if (index % level.size !== 0 || index + level.size > to) break;
      found = level;
    }
    return found;
  }
}
