import { type Day, isKnown, type Unavailability } from '../figures/index.ts';
import type { Deflator } from '../market/index.ts';
import { type Money, type Price, priceFrom } from './fixed-point.ts';

/** A deflator whose index is asked for once a day. */
export class DailyDeflator {
  readonly deflator: Deflator;
  readonly #days = new Map<Day, Price | Unavailability>();

  constructor(deflator: Deflator) {
    this.deflator = deflator;
  }

  index(day: Day): Price | Unavailability {
    let entry = this.#days.get(day);
    if (entry === undefined) {
      const figure = this.deflator.index(day);
      entry = isKnown(figure) ? priceFrom(figure.ok.value) : figure.unavailable;
      this.#days.set(day, entry);
    }
    return entry;
  }
}

/** An amount of money and the day on which it moved or stood. */
export interface DatedMoney {
  readonly day: Day;
  readonly amount: Money;
}

/**
 * What inflation took (negative) or deflation gave, in money of the base day: Σ amount·(1/D − 1), where D is the index of the amount's
 * day over that of the base. Amounts are signed as the gain counts them: the end value positive, the begin value and flows in negative.
 */
export function inflationEffect(deflator: DailyDeflator, base: Day, amounts: readonly DatedMoney[]): Money | Unavailability {
  const ground = deflator.index(base);
  if (typeof ground !== 'bigint') return ground;
  let effect = 0n;
  for (const { day, amount } of amounts) {
    if (amount === 0n) continue;
    const index = deflator.index(day);
    if (typeof index !== 'bigint') return index;
    effect += (amount * (ground - index)) / index;
  }
  return effect;
}
