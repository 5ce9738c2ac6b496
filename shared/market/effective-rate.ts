import {
  compoundReturn,
  computed,
  type Decimal,
  expLessOne,
  type Figure,
  type Formula,
  logOfOnePlus,
  ONE,
  unavailable,
} from '../figures/index.ts';

/** How often a nominal rate compounds within a year: a whole number of times, or continuously. */
export type Compounding = number | 'continuous';

const REGULATION_DD = 'CFPB Regulation DD, 12 CFR 1030 appendix A';

/**
 * The effective annual rate (APY) of a nominal annual rate (APR) that compounds `perYear` times: (1 + r/n)^n − 1, or e^r − 1.
 *
 * Rates are fractions. A negative rate is fine as long as one period cannot lose everything: unavailable where r/n ≤ −1.
 * The APY of a reward that is not reinvested by itself assumes that its owner reinvests it at today's price and rate.
 */
export function aprToApy(apr: Decimal, perYear: Compounding): Figure<Decimal> {
  const inputs = { apr, perYear };
  if (perYear === 'continuous') {
    return computed({ ...APY, formula: 'apy = e^apr − 1' }, inputs, expLessOne(apr));
  }
  if (!isCompounding(perYear)) return notACompounding(perYear);
  const perPeriod = apr.dividedBy(perYear);
  if (perPeriod.lessThanOrEqualTo(-1)) {
    return unavailable(
      'period-loses-everything',
      `At ${perYear} periods a year the rate loses everything within one period; compounding is undefined.`,
    );
  }
  return computed({ ...APY, formula: 'apy = (1 + apr/n)^n − 1' }, inputs, compoundReturn(perPeriod, ONE.times(perYear)));
}

/**
 * The nominal annual rate (APR) which, compounded `perYear` times, gives the effective annual rate `apy`: n((1 + y)^(1/n) − 1), or ln(1 +
 * y). Rates are fractions; unavailable where y ≤ −1.
 */
export function apyToApr(apy: Decimal, perYear: Compounding): Figure<Decimal> {
  const inputs = { apy, perYear };
  if (apy.lessThanOrEqualTo(-1)) return totalLossAYear();
  if (perYear === 'continuous') return computed({ ...APR, formula: 'apr = ln(1 + apy)' }, inputs, logOfOnePlus(apy));
  if (!isCompounding(perYear)) return notACompounding(perYear);
  const perPeriod = compoundReturn(apy, ONE.dividedBy(perYear));
  return computed({ ...APR, formula: 'apr = n((1 + apy)^(1/n) − 1)' }, inputs, perPeriod.times(perYear));
}

/**
 * The return over `days` of an effective annual rate: (1 + y)^(d/365) − 1, actual/365.
 * Unavailable where y ≤ −1 or the days are negative.
 */
export function horizonReturn(apy: Decimal, days: Decimal): Figure<Decimal> {
  if (apy.lessThanOrEqualTo(-1)) return totalLossAYear();
  if (days.lessThan(0)) return unavailable('negative-days', 'The number of days is negative; a horizon lies ahead.');
  return computed(
    { figure: 'return over the horizon', formula: '(1 + apy)^(days/365) − 1', source: REGULATION_DD, unit: 'fraction' },
    { apy, days },
    compoundReturn(apy, days.dividedBy(365)),
  );
}

/**
 * The APY of a rate per block as the Compound v2 documentation annualises it: (rate · blocksPerDay + 1)^365 − 1.
 * How many blocks a day has is an assumption, not a fact of the chain; the trail shows it.
 */
export function blockRateToApy(ratePerBlock: Decimal, blocksPerDay: Decimal): Figure<Decimal> {
  const daily = ratePerBlock.times(blocksPerDay);
  if (daily.lessThanOrEqualTo(-1)) return totalLossAYear();
  return computed(
    { ...APY, formula: '(rate per block · blocks per day + 1)^365 − 1', source: 'Compound v2 documentation, "Calculating the APY"' },
    { ratePerBlock, blocksPerDay },
    compoundReturn(daily, ONE.times(365)),
  );
}

/**
 * What a year of harvesting by hand adds: V(1 + r/n)^n − V − n·g for a position of `value` at `apr`, harvested and reinvested
 * `harvests` times at a `cost` of gas each. All amounts in one currency. Unavailable as `aprToApy` is.
 */
export function yearOfHarvests(value: Decimal, apr: Decimal, cost: Decimal, harvests: number): Figure<Decimal> {
  const apy = aprToApy(apr, harvests);
  if ('unavailable' in apy) return apy;
  return computed(
    { figure: 'gain of a year net of harvest cost', formula: 'V(1 + apr/n)^n − V − n·cost', source: 'Definition' },
    { V: value, apr, cost, n: harvests },
    value.times(apy.ok).minus(cost.times(harvests)),
  );
}

/**
 * How many harvests a year leave most after their cost, between 1 and 8,760. The gain of a year rises and then falls with the number of
 * harvests, so the best is found by narrowing in on the top.
 */
export function bestHarvests(value: Decimal, apr: Decimal, cost: Decimal): number {
  const gain = (harvests: number) =>
    value.times(ONE.plus(compoundReturn(apr.dividedBy(harvests), ONE.times(harvests)))).minus(cost.times(harvests));
  let [low, high] = [1, 8760];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (gain(middle + 1).greaterThan(gain(middle))) low = middle + 1;
    else high = middle;
  }
  return low;
}

const APY: Formula = { figure: 'apy', formula: '', source: REGULATION_DD, unit: 'fraction a year, compounded' };
const APR: Formula = { figure: 'apr', formula: '', source: REGULATION_DD, unit: 'fraction a year, nominal' };

function isCompounding(perYear: number): boolean {
  return Number.isSafeInteger(perYear) && perYear >= 1;
}

function notACompounding(perYear: number): Figure<Decimal> {
  return unavailable(
    'compounding-below-once-a-year',
    `A rate compounds a whole number of times a year, once at least; ${perYear} is not one.`,
  );
}

function totalLossAYear(): Figure<Decimal> {
  return unavailable('rate-loses-everything', 'A rate of −100 % a year or below leaves nothing to compound.');
}
