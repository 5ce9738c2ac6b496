import { aprToApy, type Compounding } from '../market/index.ts';
import { compoundReturn, computed, type Decimal, type Figure, logOfOnePlus, ONE, together, unavailable } from '../figures/index.ts';

export interface StakingRate {
  /** Nominal, after commission. */
  readonly apr: Decimal;
  /** Effective, after commission; equal to `apr` where nothing is restaked. */
  readonly apy: Decimal;
}

/**
 * What a delegator keeps of a gross reward rate: commission acts on the rewards of each period, so it comes off first and compounding
 * follows. With `simple` rewards are not restaked, and the rate of a year is the nominal one. Rates are fractions; MEV and tips may bear
 * another commission. Unavailable where the commission is not between 0 and 1, or compounding is undefined.
 */
export function netStaking(gross: Decimal, commission: Decimal, restaking: Compounding | 'simple'): Figure<StakingRate> {
  if (commission.lessThan(0) || commission.greaterThan(1)) {
    return unavailable('commission-outside-range', 'A commission lies between 0 and 1; write 8 % as "0.08".');
  }
  const apr = gross.times(ONE.minus(commission));
  const simple = { figure: 'apy', formula: 'apy = apr, as nothing is restaked', source: 'Definition', unit: 'fraction a year' };
  return together({
    apr: computed(
      {
        figure: 'net apr',
        formula: 'gross · (1 − commission)',
        source: 'Commission on the rewards of each period',
        unit: 'fraction a year',
      },
      { gross, commission },
      apr,
    ),
    apy: restaking === 'simple' ? computed(simple, { apr }, apr) : aprToApy(apr, restaking),
  });
}

/**
 * The effective APY of stake that earns for `holdDays` and then waits `unbondingDays` without reward: (1 + y)^(H/(H + U)) − 1.
 * Unavailable where y ≤ −1, a duration is negative, or both are zero.
 */
export function unbondingApy(apy: Decimal, holdDays: Decimal, unbondingDays: Decimal): Figure<Decimal> {
  if (apy.lessThanOrEqualTo(-1)) return unavailable('rate-loses-everything', 'An APY of −100 % or below leaves nothing to wait for.');
  if (holdDays.lessThan(0) || unbondingDays.lessThan(0))
    return unavailable('negative-days', 'Days held and days of unbonding cannot be negative.');
  const total = holdDays.plus(unbondingDays);
  if (total.isZero()) return unavailable('no-period', 'Nothing is held and nothing unbonds: a rate needs a period longer than zero days.');
  return computed(
    {
      figure: 'effective apy',
      formula: '(1 + apy)^(H/(H + U)) − 1',
      source: 'Definition: reward stops when unbonding starts',
      unit: 'fraction a year',
    },
    { apy, H: holdDays, U: unbondingDays },
    compoundReturn(apy, holdDays.dividedBy(total)),
  );
}

/**
 * How many days stake at `apy` must be held before, with its unbonding, it has earned as much as an alternative at `alternative` that is
 * free at any time: U ln(1 + a)/(ln(1 + y) − ln(1 + a)). Unavailable where it never does.
 */
export function breakEvenHold(apy: Decimal, alternative: Decimal, unbondingDays: Decimal): Figure<Decimal> {
  if (apy.lessThanOrEqualTo(-1) || alternative.lessThanOrEqualTo(-1)) {
    return unavailable('rate-loses-everything', 'An APY of −100 % or below leaves nothing to compare.');
  }
  if (unbondingDays.lessThan(0)) return unavailable('negative-days', 'Days of unbonding cannot be negative.');
  if (!apy.greaterThan(alternative)) {
    return unavailable(
      'never-breaks-even',
      'The alternative earns as much or more, and without the wait: however long it is held, this stake does not catch up.',
    );
  }
  if (alternative.lessThan(0)) {
    return unavailable('never-behind', 'The alternative loses money, so that waiting without reward is better from the first day.');
  }
  const [staked, free] = [logOfOnePlus(apy), logOfOnePlus(alternative)];
  return computed(
    { figure: 'break-even hold', formula: 'U ln(1 + a) / (ln(1 + y) − ln(1 + a))', source: 'Definition', unit: 'days' },
    { y: apy, a: alternative, U: unbondingDays },
    unbondingDays.times(free).dividedBy(staked.minus(free)),
  );
}

/** The expected yield of a year in which, with `probability`, slashing takes the share `loss`: (1 + y)(1 − pL) − 1. */
export function yieldAfterExpectedSlashing(apy: Decimal, probability: Decimal, loss: Decimal): Figure<Decimal> {
  for (const share of [probability, loss]) {
    if (share.lessThan(0) || share.greaterThan(1)) {
      return unavailable('share-outside-range', 'The probability of slashing and the share it takes lie between 0 and 1.');
    }
  }
  return computed(
    {
      figure: 'expected apy',
      formula: '(1 + apy)(1 − probability · loss) − 1',
      source: 'Expectation over a year',
      unit: 'fraction a year',
    },
    { apy, probability, loss },
    ONE.plus(apy)
      .times(ONE.minus(probability.times(loss)))
      .minus(ONE),
  );
}
