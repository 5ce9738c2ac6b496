import { type Compounding, aprToApy, horizonReturn } from '../market/index.ts';
import { computed, Decimal, type Figure, isKnown, ONE, together, unavailable } from '../figures/index.ts';

/** What kind of rate accrues: a nominal one without compounding, an effective one, or a nominal one compounded so many times a year. */
export type AccrualBasis = 'apr-simple' | 'apy' | { readonly perYear: Compounding };

export interface Accrual {
  readonly interest: Decimal;
  readonly balance: Decimal;
}

/** Seconds of the year that every annual rate of the house is counted on: 365 days. */
export const SECONDS_PER_YEAR = 31_536_000;

/**
 * The interest that `principal` earns in `days` at an annual `rate`, and the balance with it. Actual/365 fixed: a leap year has 366/365
 * years. Unavailable where the principal is not above zero (give a debt as the positive amount owed), where the days are negative, or
 * where a compounding rate loses everything.
 */
export function accrue(principal: Decimal, rate: Decimal, basis: AccrualBasis, days: Decimal): Figure<Accrual> {
  if (!principal.greaterThan(0)) {
    const reason = principal.isZero() ? 'zero-principal' : 'negative-principal';
    return unavailable(reason, 'Interest accrues on a principal above zero; give a debt as the positive amount that is owed.');
  }
  if (days.lessThan(0)) return unavailable('negative-days', 'The number of days is negative; interest accrues forward in time.');
  const growth = returnOver(rate, basis, days);
  if (!isKnown(growth)) return growth;
  const interest = principal.times(growth.ok);
  const accrual = together({
    interest: computed({ ...INTEREST, formula: 'principal · return over the days' }, { principal, growth: growth.ok }, interest),
    balance: computed({ ...BALANCE, formula: 'principal + interest' }, { principal, interest }, principal.plus(interest)),
  });
  return isKnown(accrual) ? { ok: accrual.ok, trail: [...growth.trail, ...accrual.trail] } : accrual;
}

/**
 * The growth factor of an Aave supply balance since its last update: LINEAR, 1 + rate · seconds/31,536,000.
 * `rate` is the current liquidity rate, a nominal annual fraction.
 */
export function aaveSupplyGrowth(rate: Decimal, seconds: Decimal): Figure<Decimal> {
  if (seconds.lessThan(0)) return backwards();
  return computed(
    {
      figure: 'growth of the supply',
      formula: '1 + rate · seconds/31,536,000',
      source: `${AAVE}, calculateLinearInterest`,
      unit: 'factor',
    },
    { rate, seconds },
    ONE.plus(rate.times(seconds).dividedBy(SECONDS_PER_YEAR)),
  );
}

/**
 * The growth factor of an Aave variable debt since its last update: compounded every second, by the contract's own approximation with the
 * first three binomial terms of (1 + r)ⁿ, r being the rate a second and n the seconds. It lies below the exact power. `seconds` is a whole
 * number.
 */
export function aaveDebtGrowth(rate: Decimal, seconds: Decimal): Figure<Decimal> {
  if (seconds.lessThan(0)) return backwards();
  const r = rate.dividedBy(SECONDS_PER_YEAR);
  const first = r.times(seconds);
  const second = first.times(r).times(seconds.minus(1)).dividedBy(2);
  const third = second
    .times(r)
    .times(Decimal.max(seconds.minus(2), 0))
    .dividedBy(3);
  return computed(
    {
      figure: 'growth of the debt',
      formula: '1 + n r + n(n − 1)/2 r² + n(n − 1)(n − 2)/6 r³, r = rate/31,536,000',
      source: `${AAVE}, calculateCompoundedInterest`,
      unit: 'factor',
    },
    { rate, n: seconds },
    ONE.plus(first).plus(second).plus(third),
  );
}

/** How many epochs of so many seconds a year of 365 days has: 82,125 for Ethereum's 384 s. */
export function epochsPerYear(secondsPerEpoch: Decimal): Figure<Decimal> {
  if (!secondsPerEpoch.greaterThan(0)) return unavailable('no-epoch', 'An epoch lasts longer than zero seconds.');
  return computed(
    { figure: 'epochs a year', formula: '31,536,000 / seconds per epoch', source: 'Definition', unit: 'epochs' },
    { secondsPerEpoch },
    ONE.times(SECONDS_PER_YEAR).dividedBy(secondsPerEpoch),
  );
}

const AAVE = 'Aave v3, MathUtils.sol';
const INTEREST = { figure: 'interest', source: 'Actual/365 fixed' };
const BALANCE = { figure: 'balance', source: 'Actual/365 fixed' };

function returnOver(rate: Decimal, basis: AccrualBasis, days: Decimal): Figure<Decimal> {
  if (basis === 'apy') return horizonReturn(rate, days);
  if (basis === 'apr-simple') {
    return computed(
      { figure: 'return over the days', formula: 'apr · days/365', source: 'Actual/365 fixed', unit: 'fraction' },
      { apr: rate, days },
      rate.times(days).dividedBy(365),
    );
  }
  const apy = aprToApy(rate, basis.perYear);
  if (!isKnown(apy)) return apy;
  const horizon = horizonReturn(apy.ok, days);
  return isKnown(horizon) ? { ok: horizon.ok, trail: [...apy.trail, ...horizon.trail] } : horizon;
}

function backwards(): Figure<Decimal> {
  return unavailable('negative-time', 'The number of seconds is negative; interest accrues forward in time.');
}
