import { Decimal, ONE } from './decimal.ts';

/**
 * (1 + rate)^periods − 1, for any number of periods, whole or not. Needs rate > −1.
 *
 * Taking the power and then one away would lose the digits of a small result, so small rates and exponents go through ln(1 + x) and
 * e^x − 1 by their series; the result keeps 30 significant digits at least, however small it is.
 */
export function compoundReturn(rate: Decimal, periods: Decimal): Decimal {
  if (periods.isInteger() && rate.abs().greaterThan(SMALL)) return ONE.plus(rate).pow(periods).minus(ONE);
  return expLessOne(periods.times(logOfOnePlus(rate)));
}

/** e^x − 1 without losing the digits of a small x. */
export function expLessOne(x: Decimal): Decimal {
  if (x.abs().greaterThan(SMALL)) return x.exp().minus(ONE);
  return x.times(ONE.plus(x.dividedBy(2).times(ONE.plus(x.dividedBy(3)))));
}

/** ln(1 + x) without losing the digits of a small x. Needs x > −1. */
export function logOfOnePlus(x: Decimal): Decimal {
  if (x.abs().greaterThan(SMALL)) return ONE.plus(x).ln();
  return x.times(ONE.minus(x.dividedBy(2).minus(x.times(x).dividedBy(3))));
}

/** Below this size three terms of a series are exact to 60 digits, and above it 1 + x still holds 30 digits of x. */
const SMALL = new Decimal('1e-30');
