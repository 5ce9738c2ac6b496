import { type Day, dayOf, isRefused, type Unavailability } from '../figures/index.ts';
import type { Holdings } from './holdings.ts';
import type { Entry } from './postings.ts';
import { compile, isWalletKind } from './legs.ts';
import type { DailyPrices } from './prices.ts';
import type { Tally } from './tally.ts';
import type { Terms } from './terms.ts';

/** A position with everything that ever happened to it, in the order of time. */
export interface Measured {
  readonly terms: Terms;
  readonly entries: readonly Entry[];
}

/** Goes through a position's activities and, between them, the days on which the rates of its staked tokens were observed. */
export class Walk {
  /** Why the position cannot be told at all: an activity whose amounts make no sense. */
  unreadable: Unavailability | null = null;
  readonly #position: Measured;
  readonly #holdings: Holdings;
  readonly #tally: Tally;
  readonly #prices: DailyPrices;
  #next = 0;
  #day: Day | null = null;

  constructor(position: Measured, holdings: Holdings, tally: Tally, prices: DailyPrices) {
    this.#position = position;
    this.#holdings = holdings;
    this.#tally = tally;
    this.#prices = prices;
  }

  /** Up to the end of `day`. */
  through(day: Day): void {
    const { entries } = this.#position;
    for (let entry = entries[this.#next]; entry; entry = entries[this.#next]) {
      const on = dayOf(entry.activity.at);
      if (on > day) break;
      this.#accrueUntil(on);
      this.#apply(entry, on);
      this.#next += 1;
      this.#day = on;
    }
    this.#accrueUntil(day);
    for (const token of this.#holdings.staked) {
      this.#tally.begin(day, null);
      this.#holdings.accrue(token, day);
    }
    this.#day = day;
  }

  #accrueUntil(day: Day): void {
    if (this.#day === null || this.#day >= day) return;
    for (const token of this.#holdings.staked) {
      for (const observed of this.#prices.rateDays(token, this.#day, day)) {
        this.#tally.begin(observed, null);
        this.#holdings.accrue(token, observed);
      }
    }
  }

  #apply(entry: Entry, day: Day): void {
    if (isWalletKind(entry.activity.kind)) return;
    const legs = compile(entry.activity);
    if (isRefused(legs)) {
      this.unreadable ??= { reason: legs.error.code, message: legs.error.message };
      return;
    }
    this.#tally.begin(day, entry);
    this.#holdings.apply(entry, legs.ok, day);
  }
}
