import type { Day } from '../figures/index.ts';
import { Holdings } from './holdings.ts';
import type { DailyPrices } from './prices.ts';
import { Tally } from './tally.ts';
import { stakedTokens } from './terms.ts';
import { valueOf, valueOfHolding, type Worth } from './valuation.ts';
import { type Measured, Walk } from './walk.ts';

/** What a position was worth at the end of a day, and what its deposits would have been worth had they only been held. */
export interface DayValue {
  readonly day: Day;
  readonly value: Worth;
  readonly holding: Worth;
}

/** Values a position on several days, given in order, in one pass over its activities. */
export function revalue(position: Measured, days: readonly Day[], prices: DailyPrices): readonly DayValue[] {
  const tally = new Tally(prices, stakedTokens(position.terms));
  const holdings = new Holdings(position.terms, prices, tally);
  const walk = new Walk(position, holdings, tally, prices);
  return days.map((day) => {
    walk.through(day);
    return walk.unreadable
      ? { day, value: walk.unreadable, holding: walk.unreadable }
      : { day, value: valueOf(holdings, day, prices), holding: valueOfHolding(holdings, day, prices) };
  });
}
