import { History } from '../figures/index.ts';
import { ranksOf } from '../watchlists/index.ts';

/**
 * The places of subjects among each other over time, the highest first; equal ones share the better place. Each subject's places are a history of
 * its own, for rules that ask for a `rank`: it has an observation wherever the subject itself was observed, and wherever its place became another.
 *
 * A subject counts with its last value: from its first observation on, not while that is unknown, and not once it is older than `stale` milliseconds
 * at an instant at which any of them was observed. Costs a sort of the subjects for each such instant.
 */
export class Ranking {
  /** In the order of the subjects. They grow with {@link advance}. */
  readonly ranks: readonly History[];
  readonly #histories: readonly History[];
  readonly #stale: number;
  readonly #seen: number[];
  readonly #values: Float64Array;
  readonly #observed: Float64Array;
  #now = Number.NEGATIVE_INFINITY;

  constructor(histories: readonly History[], stale = Number.POSITIVE_INFINITY) {
    this.#histories = histories;
    this.#stale = stale;
    this.ranks = histories.map(() => new History());
    this.#seen = histories.map(() => 0);
    this.#values = new Float64Array(histories.length).fill(Number.NaN);
    this.#observed = new Float64Array(histories.length).fill(Number.NEGATIVE_INFINITY);
  }

  /** Whether an observation has come that is not later than the last that was ranked: then all is to be ranked anew. */
  get isOvertaken(): boolean {
    return this.#histories.some((history, subject) => {
      const seen = this.#seen[subject]!;
      return seen < history.length && history.at[seen]! <= this.#now;
    });
  }

  /** Takes in what the histories have gained. */
  advance(): void {
    const news = this.#news();
    for (const instant of [...news.keys()].sort((a, b) => a - b)) this.#rank(instant, news.get(instant)!);
  }

  /** Which subjects were observed at which new instants. */
  #news(): Map<number, number[]> {
    const news = new Map<number, number[]>();
    this.#histories.forEach(({ at, length }, subject) => {
      for (let index = this.#seen[subject]!; index < length; index += 1) {
        const instant = at[index]!;
        const known = news.get(instant);
        if (known === undefined) news.set(instant, [subject]);
        else known.push(subject);
      }
    });
    return news;
  }

  #rank(instant: number, subjects: readonly number[]): void {
    for (const subject of subjects) {
      this.#values[subject] = this.#histories[subject]!.value[this.#seen[subject]!]!;
      this.#observed[subject] = instant;
      this.#seen[subject]! += 1;
    }
    this.#now = instant;
    const counted = this.#values.map((value, subject) => (instant - this.#observed[subject]! >= this.#stale ? Number.NaN : value));
    const ranks = ranksOf(counted);
    this.ranks.forEach((history, subject) => {
      const rank = ranks[subject]!;
      const last = history.length === 0 ? Number.NaN : history.value[history.length - 1]!;
      if (this.#observed[subject] === instant || !Object.is(rank, last)) history.append({ at: instant, value: rank });
    });
  }
}
