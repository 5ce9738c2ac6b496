import { computed, Decimal, type Figure, isKnown, known, sum, together, unavailable, ZERO } from '../figures/index.ts';
import type { Side } from './reference.ts';

const HOUR = 3_600_000;

/**
 * How many funding settlements fall into (open, close]: a position opened at the instant of a settlement does not take part in it, one closed at it
 * does. Instants in milliseconds since 1970; settlements are at whole multiples of the interval (UTC).
 * Unavailable: `not-positive`, `closes-before-it-opens`.
 */
export function fundingSettlements(open: number, close: number, intervalHours: Decimal): Figure<Decimal> {
  if (!intervalHours.greaterThan(0))
    return unavailable('not-positive', 'The interval between funding settlements must be above zero hours.');
  if (close < open) return unavailable('closes-before-it-opens', 'The position would be closed before it is opened.');
  const interval = intervalHours.times(HOUR);
  const count = new Decimal(close).dividedBy(interval).floor().minus(new Decimal(open).dividedBy(interval).floor());
  return computed(SETTLEMENTS, { open: new Date(open).toISOString(), close: new Date(close).toISOString(), H: intervalHours }, count);
}

/**
 * What funding costs: s · notional · rate · settlements, positive where it is paid. The notional at each settlement is taken to be the one given,
 * in quote (of an inverse contract in coin); it moves with the price, and so does the rate: an estimate.
 * Unavailable: `not-positive` for a negative notional.
 */
export function fundingCost(side: Side, notional: Decimal, rate: Decimal, settlements: Decimal): Figure<Decimal> {
  if (notional.isNegative()) return unavailable('not-positive', 'The notional must not be negative; the side says which way it goes.');
  const cost = notional
    .times(rate)
    .times(settlements)
    .times(side === 'long' ? 1 : -1);
  return computed(COST, { s: side === 'long' ? '1' : '-1', notional, rate, settlements }, cost);
}

/** The simple annual rate of a funding rate for one interval: rate · 8760 / H. No compounding. */
export function annualFunding(rate: Decimal, intervalHours: Decimal): Figure<Decimal> {
  if (!intervalHours.greaterThan(0))
    return unavailable('not-positive', 'The interval between funding settlements must be above zero hours.');
  return computed(ANNUAL, { rate, H: intervalHours }, rate.times(8760).dividedBy(intervalHours));
}

/** Three rates for one interval, from what would be cheap to hold to what would be dear. */
export interface FundingRates {
  readonly low: Decimal;
  readonly base: Decimal;
  readonly high: Decimal;
}

/** The least number of settled rates from which a range may be read. */
export const LEAST_FUNDING_HISTORY = 10;

/**
 * A range of rates from settled ones: the 10th percentile, the median and the 90th (nearest rank). A range of what was, no forecast.
 * Unavailable: `too-few-observations` below ten; then low, base and high must be said by a person, since one line is no scenario.
 */
export function fundingRange(settled: readonly Decimal[]): Figure<FundingRates> {
  if (settled.length < LEAST_FUNDING_HISTORY) {
    return unavailable(
      'too-few-observations',
      `A range of funding rates needs ${LEAST_FUNDING_HISTORY} settled rates at least; there are ${settled.length}. Import a longer history, or give low, base and high yourself.`,
    );
  }
  const sorted = settled.toSorted((one, other) => one.comparedTo(other));
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? ZERO;
  const mean = sum(settled).dividedBy(settled.length);
  const inputs = { observations: settled.length, mean };
  return together({
    low: computed({ ...RANGE, figure: 'low funding rate', formula: '10th percentile of settled rates' }, inputs, rank(0.1)),
    base: computed({ ...RANGE, figure: 'base funding rate', formula: 'median of settled rates' }, inputs, rank(0.5)),
    high: computed({ ...RANGE, figure: 'high funding rate', formula: '90th percentile of settled rates' }, inputs, rank(0.9)),
  });
}

/**
 * The cost of funding at three rates. `low` is the cheapest for this side and `high` the dearest, whichever rate that is: a short pays where the
 * rate is negative.
 */
export function fundingScenarios(side: Side, notional: Decimal, rates: FundingRates, settlements: Decimal): Figure<FundingRates> {
  const [cheap, dear] = side === 'long' ? [rates.low, rates.high] : [rates.high, rates.low];
  const costs = together({
    low: fundingCost(side, notional, cheap, settlements),
    base: fundingCost(side, notional, rates.base, settlements),
    high: fundingCost(side, notional, dear, settlements),
  });
  if (!isKnown(costs)) return costs;
  if (rates.low.greaterThan(rates.base) || rates.base.greaterThan(rates.high))
    return unavailable('rates-unsorted', 'The low funding rate must not exceed the base rate, nor that the high one.');
  return known(costs.ok, costs.trail);
}

const SOURCE = 'dYdX v4-documentation, funding';
const SETTLEMENTS = {
  figure: 'funding settlements',
  formula: '⌊close / H⌋ − ⌊open / H⌋, hours since 1970 UTC',
  source: SOURCE,
  unit: 'count',
};
const COST = { figure: 'funding cost', formula: 's · notional · rate · settlements', source: SOURCE, unit: 'currency of the notional' };
const ANNUAL = { figure: 'simple annual funding', formula: 'rate · 8760 / H', source: SOURCE, unit: 'fraction a year, simple' };
const RANGE = { source: 'settled funding rates as imported', unit: 'fraction for one interval' };
