import { computed, type Decimal, type Figure, ONE, together, unavailable, ZERO } from '../figures/index.ts';

/** One token of a weighted pool: its weight, and its price now over its price at entry. */
export interface WeightedLeg {
  readonly weight: Decimal;
  readonly priceRatio: Decimal;
}

/**
 * What a constant-mean pool (Balancer; with two equal weights Uniswap v2) is worth against holding what was put in: Πkᵢ^wᵢ / Σwᵢkᵢ − 1,
 * zero or below, fees left out. Only RELATIVE prices matter: multiplying every ratio by the same number changes nothing.
 *
 * Weights are divided by their sum, so that thirds and percentages can be given. Unavailable where a weight is not above zero, a price
 * ratio is negative or all are zero, or there are fewer than two legs.
 */
export function weightedImpermanentLoss(legs: readonly WeightedLeg[]): Figure<{ readonly loss: Decimal }> {
  if (legs.length < 2) return unavailable('one-leg', 'A pool has two tokens at least; with one there is nothing to diverge from.');
  if (legs.some(({ weight }) => !weight.greaterThan(0))) return unavailable('weight-not-positive', 'Every weight must be above zero.');
  if (legs.some(({ priceRatio }) => priceRatio.lessThan(0))) return unavailable('negative-price', 'A price ratio cannot be negative.');
  const weights = legs.reduce((total, { weight }) => total.plus(weight), ZERO);
  const held = legs.reduce((total, { weight, priceRatio }) => total.plus(weight.times(priceRatio)), ZERO).dividedBy(weights);
  if (held.isZero()) return unavailable('worthless', 'Every token is worth nothing, in the pool or held: there is nothing to compare.');
  const pool = legs.some(({ priceRatio }) => priceRatio.isZero())
    ? ZERO
    : legs
        .reduce((total, { weight, priceRatio }) => total.plus(weight.times(priceRatio.ln())), ZERO)
        .dividedBy(weights)
        .exp();
  const inputs = Object.fromEntries(
    legs.flatMap(({ weight, priceRatio }, index) => [
      [`w${index + 1}`, weight],
      [`k${index + 1}`, priceRatio],
    ]),
  );
  return together({ loss: computed(WEIGHTED, inputs, pool.dividedBy(held).minus(ONE).toDecimalPlaces(PLACES)) });
}

/** The closed form for two equal weights, 2√k/(1 + k) − 1, k being the ratio of the two tokens' price ratios. Same answer for k and 1/k. */
export function constantProductLoss(relativePrice: Decimal): Figure<Decimal> {
  if (relativePrice.lessThan(0)) return unavailable('negative-price', 'A price ratio cannot be negative.');
  return computed(
    { figure: 'impermanent loss', formula: '2√k/(1 + k) − 1', source: 'Uniswap v2 constant product', unit: 'fraction of holding' },
    { k: relativePrice },
    relativePrice.sqrt().times(2).dividedBy(ONE.plus(relativePrice)).minus(ONE),
  );
}

/** Logarithms are rounded at 60 digits; what is left of that below these decimal places must not pose as a loss. */
const PLACES = 55;

const WEIGHTED = {
  figure: 'impermanent loss',
  formula: 'Π kᵢ^wᵢ / Σ wᵢ kᵢ − 1, weights divided by their sum',
  source: 'F. Martinelli, N. Mushegian, Balancer whitepaper, 2019',
  unit: 'fraction of holding',
};
