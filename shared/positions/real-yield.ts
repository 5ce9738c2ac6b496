import { assumed, computed, type Decimal, type Figure, ONE, together, unavailable, ZERO } from '../figures/index.ts';

/**
 * Against what a yield is made real: the growth of the token's own supply (what share of the network one holds), or consumer prices in the
 * currency one lives in (what one can buy), where the token's price change counts too.
 */
export type Deflator =
  | { readonly kind: 'dilution'; readonly inflation: Decimal }
  | { readonly kind: 'fiat'; readonly inflation: Decimal; readonly priceChange?: Decimal };

/**
 * The real yield of a nominal one: (1 + n)/(1 + i) − 1 against dilution, (1 + n)(1 + ΔP)/(1 + i) − 1 against consumer prices; never n − i.
 *
 * All are fractions over the same period, annualised the same way. `inflation` of a network is the growth of its TOTAL supply net of burn;
 * for a liquid-staking or lending token it is that of the underlying. `tax` is taken from the nominal reward first, and only from a gain.
 * Unavailable where i ≤ −1, n < −1, ΔP < −1 or the tax is not between 0 and 1.
 */
export function realYield(nominal: Decimal, deflator: Deflator, tax?: Decimal): Figure<{ readonly real: Decimal }> {
  const { inflation } = deflator;
  const change = deflator.kind === 'fiat' ? deflator.priceChange : undefined;
  if (inflation.lessThanOrEqualTo(-1))
    return unavailable('inflation-leaves-nothing', 'Inflation of −100 % or below leaves nothing to measure by.');
  if (nominal.lessThan(-1)) return unavailable('loss-above-everything', 'A nominal yield below −100 % loses more than there was.');
  if (change?.lessThan(-1)) return unavailable('price-below-zero', 'A price change below −100 % would make the price negative.');
  if (tax && !isShare(tax)) return unavailable('tax-outside-range', 'A tax rate lies between 0 and 1; write 30 % as "0.3".');
  const kept = tax && nominal.greaterThan(0) ? nominal.times(ONE.minus(tax)) : nominal;
  const grown = ONE.plus(kept).times(ONE.plus(change ?? ZERO));
  const inputs = {
    nominal,
    tax: tax ?? assumed('tax', '0', 'no tax was given'),
    inflation,
    ...(deflator.kind === 'fiat' && { priceChange: change ?? assumed('priceChange', '0', 'no price change was given') }),
  };
  return together({ real: computed(FORMULAS[deflator.kind], inputs, grown.dividedBy(ONE.plus(inflation)).minus(ONE)) });
}

/** What holding without staking loses to dilution: 1/(1 + i) − 1. Unavailable where i ≤ −1. */
export function dilutionOfHolding(inflation: Decimal): Figure<{ readonly real: Decimal }> {
  return realYield(ZERO, { kind: 'dilution', inflation });
}

/**
 * The reward rate of a network whose rewards are its issuance alone: n = i/s · (1 − c), with supply growth i, staked share s of the supply
 * and the validator's commission c. Unavailable where s is not in (0, 1] or c not in [0, 1].
 */
export function issuanceRewardRate(inflation: Decimal, stakedShare: Decimal, commission: Decimal): Figure<Decimal> {
  if (!stakedShare.greaterThan(0) || stakedShare.greaterThan(1)) {
    return unavailable(
      'staked-share-outside-range',
      'The staked share of the supply lies above 0 and is 1 at most; write 66.7 % as "0.667".',
    );
  }
  if (!isShare(commission)) return unavailable('commission-outside-range', 'A commission lies between 0 and 1; write 8 % as "0.08".');
  return computed(
    { figure: 'reward rate', formula: 'inflation / staked share · (1 − commission)', source: 'Definition', unit: 'fraction a year' },
    { inflation, stakedShare, commission },
    inflation.dividedBy(stakedShare).times(ONE.minus(commission)),
  );
}

const FORMULAS = {
  dilution: {
    figure: 'real yield',
    formula: '(1 + nominal(1 − tax)) / (1 + inflation) − 1',
    source: 'Staking Rewards documentation, "Real Reward Rate"; I. Fisher, The Theory of Interest, 1930',
    unit: 'fraction, in coin',
  },
  fiat: {
    figure: 'real yield',
    formula: '(1 + nominal(1 − tax))(1 + price change) / (1 + inflation) − 1',
    source: 'I. Fisher, The Theory of Interest, 1930',
    unit: 'fraction, in purchasing power',
  },
} as const;

function isShare(value: Decimal): boolean {
  return !value.lessThan(0) && !value.greaterThan(1);
}
