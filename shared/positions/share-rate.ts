import { compoundReturn, computed, Decimal, type Figure, together, unavailable } from '../figures/index.ts';
import { SECONDS_PER_YEAR } from './accrual.ts';

/** Lido expresses the worth of a share with 27 decimals, in integers. */
const RAY = 10n ** 27n;

/** The rate of a pool of shares as its contract computes it: ether · 10²⁷ / shares, rounded down; both in wei. */
export function shareRate(ether: bigint, shares: bigint): bigint {
  return (ether * RAY) / shares;
}

/**
 * The APR of one rebase: 31,536,000 · (after − before)/before/seconds, net of the protocol's fee because the shares minted for the fee are
 * already among the shares after. Negative after a slashing. Unavailable without a rate before or a time between.
 */
export function rebaseApr(before: Decimal, after: Decimal, seconds: Decimal): Figure<Decimal> {
  if (!before.greaterThan(0)) return unavailable('no-rate', 'The rate before the rebase is not above zero.');
  if (!seconds.greaterThan(0)) return unavailable('no-period', 'No time passed between the two rates.');
  return computed(
    {
      figure: 'apr of the rebase',
      formula: '31,536,000 · (after − before) / before / seconds',
      source: 'docs.lido.fi/integrations/api',
      unit: 'fraction a year',
    },
    { before, after, seconds },
    after.minus(before).times(SECONDS_PER_YEAR).dividedBy(before).dividedBy(seconds),
  );
}

/**
 * The rate at which a reward-bearing token (wstETH, rETH) grew from one rate to another within `days`: simple and compounded, both annual.
 * Market price is another matter: value with the market, yield with the rate. Unavailable where a rate is not above zero or no day passed.
 */
export function rateGrowth(before: Decimal, after: Decimal, days: Decimal): Figure<{ readonly apr: Decimal; readonly apy: Decimal }> {
  if (!before.greaterThan(0) || !after.greaterThan(0)) return unavailable('no-rate', 'Both rates must be above zero.');
  if (!days.greaterThan(0)) return unavailable('no-period', 'No day passed between the two rates.');
  const growth = after.dividedBy(before).minus(1);
  const inputs = { before, after, days };
  return together({
    apr: computed({ ...GROWTH, figure: 'apr', formula: '(after/before − 1) · 365/days' }, inputs, growth.times(365).dividedBy(days)),
    apy: computed(
      { ...GROWTH, figure: 'apy', formula: '(after/before)^(365/days) − 1' },
      inputs,
      compoundReturn(growth, new Decimal(365).dividedBy(days)),
    ),
  });
}

const GROWTH = { source: 'Growth of the exchange rate of the token, actual/365', unit: 'fraction a year' };
