import { addDays, computed, Decimal, type Figure, unavailable } from '../figures/index.ts';
import type { Decomposition } from './decomposition.ts';
import { priceDecimal } from './fixed-point.ts';
import { pricesOfAll } from './holdings.ts';
import type { DailyPrices } from './prices.ts';
import type { Terms } from './terms.ts';

/**
 * The share of a window's days on which the price at the end of the day lay within a concentrated position's range, of the days whose
 * price is known. At the upper price it is outside. Unavailable for other kinds and where no price is known.
 */
export function inRangeShare(terms: Terms, result: Decomposition, prices: DailyPrices): Figure<Decimal> {
  if (terms.kind !== 'liquidity' || terms.pool.model !== 'concentrated') {
    return unavailable('no-range', 'Only concentrated liquidity has a range.');
  }
  const { assets, lower, upper } = terms.pool;
  const [low, high] = [new Decimal(lower), new Decimal(upper)];
  let [priced, inside] = [0, 0];
  for (let day = result.base; day <= result.window.through; day = addDays(day, 1)) {
    const [first, second] = pricesOfAll(prices, assets, day) ?? [];
    if (first === undefined || second === undefined || second === 0n) continue;
    const price = priceDecimal(first).dividedBy(priceDecimal(second));
    priced += 1;
    if (price.greaterThanOrEqualTo(low) && price.lessThan(high)) inside += 1;
  }
  if (priced === 0) return unavailable('no-price', `No price of ${assets.join(' in ')} is known in this window.`);
  return computed(
    { figure: 'share of days in range', formula: 'days inside / days with a price', unit: 'fraction' },
    { 'days inside': inside, 'days with a price': priced, lower: low, upper: high },
    new Decimal(inside).dividedBy(priced),
  );
}
