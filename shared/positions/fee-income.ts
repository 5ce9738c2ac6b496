import { computed, type Decimal, expLessOne, type Figure, unavailable } from '../figures/index.ts';

/**
 * The fee APR that a pool's trading volume over `days` pays its liquidity: volume · fee · 365/days / liquidity. Volume and liquidity in
 * one currency; `fee` is the share that goes to liquidity providers, the protocol's part taken off. One day's volume is noisy: show 7 and
 * 30 days beside it. Unavailable where liquidity or days are not above zero, or volume or fee are negative.
 */
export function feeApr(volume: Decimal, fee: Decimal, liquidity: Decimal, days: Decimal): Figure<Decimal> {
  if (!liquidity.greaterThan(0)) return unavailable('no-liquidity', 'The pool holds nothing that fees could be paid on.');
  if (!days.greaterThan(0)) return unavailable('no-period', 'Volume is traded over a period longer than zero days.');
  if (volume.lessThan(0) || fee.lessThan(0)) return unavailable('negative-amount', 'Volume and fee cannot be negative.');
  return computed(
    { figure: 'fee apr', formula: 'volume · fee · 365/days / liquidity', source: 'Definition', unit: 'fraction a year, nominal' },
    { volume, fee, liquidity, days },
    volume.times(fee).times(365).dividedBy(days).dividedBy(liquidity),
  );
}

/** The share of a concentrated pool's fees that a position in range earns: its liquidity over all that is active, its own included. */
export function feeShare(liquidity: Decimal, activeLiquidity: Decimal): Figure<Decimal> {
  if (liquidity.lessThan(0) || !activeLiquidity.greaterThan(0)) return unavailable('no-liquidity', 'No liquidity is active at this price.');
  if (liquidity.greaterThan(activeLiquidity)) {
    return unavailable('more-than-all', "The position's liquidity is larger than all active liquidity, which must include it.");
  }
  return computed(
    { figure: 'share of fees', formula: 'L / L active', source: 'H. Adams et al., Uniswap v3 Core, 2021', unit: 'fraction' },
    { L: liquidity, 'L active': activeLiquidity },
    liquidity.dividedBy(activeLiquidity),
  );
}

/**
 * How many days of fees make good a divergence loss: loss / fees a day, both as positive amounts of one currency.
 * Unavailable where the loss is negative, and where no fees come in (`never-breaks-even`) while there is a loss.
 */
export function feeBreakEvenDays(loss: Decimal, feesPerDay: Decimal): Figure<Decimal> {
  if (loss.lessThan(0)) return unavailable('negative-amount', 'Give the loss as the positive amount that fees must make good.');
  if (!feesPerDay.greaterThan(0)) return unavailable('never-breaks-even', 'No fees come in, so they never make good the loss.');
  return computed(
    { figure: 'days to break even', formula: 'loss / fees a day', source: 'Definition', unit: 'days' },
    { loss, feesPerDay },
    loss.dividedBy(feesPerDay),
  );
}

/**
 * What arbitrage takes from a constant-product pool in a year, as a fraction of its value: σ²/8 with σ the annual volatility of the
 * relative price (LVR). A fee APR below it is a structurally losing pool. Unavailable where σ < 0.
 */
export function lossVersusRebalancing(volatility: Decimal): Figure<Decimal> {
  if (volatility.lessThan(0)) return negativeVolatility();
  return computed(
    {
      figure: 'loss versus rebalancing',
      formula: 'σ²/8',
      source: 'J. Milionis, C. Moallemi, T. Roughgarden, A. Zhang, arXiv 2208.06046',
      unit: 'fraction a year',
    },
    { volatility },
    volatility.pow(2).dividedBy(8),
  );
}

/** The expected impermanent loss of a constant-product pool after `years` of driftless geometric Brownian motion: e^(−σ²t/8) − 1. */
export function expectedImpermanentLoss(volatility: Decimal, years: Decimal): Figure<Decimal> {
  if (volatility.lessThan(0)) return negativeVolatility();
  if (years.lessThan(0)) return unavailable('negative-days', 'The time must not be negative.');
  return computed(
    {
      figure: 'expected impermanent loss',
      formula: 'e^(−σ² t/8) − 1',
      source: 'Expectation of √k for driftless geometric Brownian motion',
      unit: 'fraction',
    },
    { volatility, t: years },
    expLessOne(volatility.pow(2).times(years).dividedBy(-8)),
  );
}

function negativeVolatility(): Figure<Decimal> {
  return unavailable('negative-volatility', 'A volatility cannot be negative; write 80 % a year as "0.8".');
}
