import type { Day, Origin } from '../figures/index.ts';

/** One observation of a series that counts for a day. */
export interface Observation {
  readonly day: Day;
  /** Instant of the observation, ISO. */
  readonly at: string;
  /** Decimal text. */
  readonly value: string;
  readonly origin: Origin;
  /** Whether a person entered it by hand: that outweighs every dataset. */
  readonly byHand: boolean;
  /** Later imports have the higher precedence. */
  readonly precedence: number;
}

/**
 * A series with at most one observation a day, in order. Of several for one day the one entered by hand counts, else the latest of the day,
 * else — at the same instant — that of the newest dataset, which may be a revision.
 */
export class DailySeries {
  readonly #observations: readonly Observation[];

  constructor(observations: Iterable<Observation>) {
    const best = new Map<Day, Observation>();
    for (const observation of observations) {
      const rival = best.get(observation.day);
      if (!rival || outweighs(observation, rival)) best.set(observation.day, observation);
    }
    this.#observations = [...best.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  get length(): number {
    return this.#observations.length;
  }

  /** The observation of `day`, or the last before it; `undefined` where the series begins later. */
  atOrBefore(day: Day): Observation | undefined {
    return this.#observations[this.#firstAfter(day) - 1];
  }

  /** The first observation after `day`. */
  firstAfter(day: Day): Observation | undefined {
    return this.#observations[this.#firstAfter(day)];
  }

  /** Observations after `after` up to and including `through`, in order. */
  between(after: Day, through: Day): readonly Observation[] {
    return this.#observations.slice(this.#firstAfter(after), this.#firstAfter(through));
  }

  all(): readonly Observation[] {
    return this.#observations;
  }

  #firstAfter(day: Day): number {
    let [low, high] = [0, this.#observations.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#observations[middle]!.day <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function outweighs(one: Observation, other: Observation): boolean {
  if (one.byHand !== other.byHand) return one.byHand;
  // Of two words of the same person on the same day the later holds, whatever instant they name.
  if (!one.byHand && one.at !== other.at) return one.at > other.at;
  return one.precedence > other.precedence;
}
