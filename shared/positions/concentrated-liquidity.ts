import { Decimal, type Figure, figureText, known, ONE, trailStep, unavailable } from '../figures/index.ts';

/** A range of prices of token0 in token1 within which a Uniswap v3 position provides liquidity. */
export interface PriceRange {
  readonly lower: Decimal;
  readonly upper: Decimal;
}

/** How much of each token a position holds, in whole tokens. */
export interface PoolAmounts {
  readonly amount0: Decimal;
  readonly amount1: Decimal;
}

/** A position entered at one price and looked at at another; values in token1 per unit of value at entry, fees left out. */
export interface RangeOutcome {
  readonly loss: Decimal;
  readonly lpValue: Decimal;
  readonly holdValue: Decimal;
}

/**
 * What `liquidity` in a range consists of at a price: x = L(1/√P − 1/√b), y = L(√P − √a) inside, all token0 at or below the range, all
 * token1 at or above it. Uncollected fees are not part of it. Needs prices above zero and lower < upper.
 */
export function amountsOfLiquidity(liquidity: Decimal, { lower, upper }: PriceRange, price: Decimal): PoolAmounts {
  const [low, high] = [lower.sqrt(), upper.sqrt()];
  const root = Decimal.min(Decimal.max(price.sqrt(), low), high);
  return {
    amount0: liquidity.times(high.minus(root)).dividedBy(root.times(high)),
    amount1: liquidity.times(root.minus(low)),
  };
}

/** The liquidity that `value` (in token1) buys in a range at a price. Needs prices above zero and lower < upper. */
export function liquidityOfValue(value: Decimal, range: PriceRange, price: Decimal): Decimal {
  return value.dividedBy(valueAt(amountsOfLiquidity(ONE, range, price), price));
}

/** Amounts of both tokens in terms of token1. */
export function valueAt({ amount0, amount1 }: PoolAmounts, price: Decimal): Decimal {
  return amount0.times(price).plus(amount1);
}

/**
 * Impermanent loss of a range entered at `entry` and valued at `exit`: value of the position over value of the tokens that were put in, −
 * 1. Prices are of token0 in token1. Single-sided entries hold just the one token. Unavailable where a price is not above zero or the
 * range is empty.
 */
export function rangeOutcome(range: PriceRange, entry: Decimal, exit: Decimal): Figure<RangeOutcome> {
  if ([range.lower, range.upper, entry, exit].some((price) => !price.greaterThan(0))) {
    return unavailable(
      'price-not-positive',
      'Prices of a range, of entry and of exit must be above zero; use a very small lower price for a full range.',
    );
  }
  if (!range.lower.lessThan(range.upper)) return unavailable('empty-range', 'The lower price of the range must be below the upper price.');
  const liquidity = liquidityOfValue(ONE, range, entry);
  const lpValue = valueAt(amountsOfLiquidity(liquidity, range, exit), exit);
  const holdValue = valueAt(amountsOfLiquidity(liquidity, range, entry), exit);
  const loss = lpValue.dividedBy(holdValue).minus(ONE).toDecimalPlaces(PLACES);
  const inputs = { ...range, entry, exit };
  return known({ loss, lpValue, holdValue }, [
    trailStep(
      { ...WHITEPAPER, figure: 'value of the position', formula: 'x P + y, x = L(1/√P − 1/√b), y = L(√P − √a)' },
      inputs,
      figureText(lpValue),
    ),
    trailStep({ ...WHITEPAPER, figure: 'value of holding', formula: 'x₀ P + y₀' }, inputs, figureText(holdValue)),
    trailStep({ ...WHITEPAPER, figure: 'impermanent loss', formula: 'position / holding − 1' }, { lpValue, holdValue }, figureText(loss)),
  ]);
}

/**
 * How many times more liquidity a range gives than the full range for the same capital, at a price inside it: 1/(1 − (√(a/P) + √(P/b))/2).
 * Impermanent loss near that price is larger by the same factor. Unavailable outside the range, where no capital earns.
 */
export function capitalEfficiency({ lower, upper }: PriceRange, price: Decimal): Figure<Decimal> {
  if (!lower.greaterThan(0) || !lower.lessThan(upper))
    return unavailable('empty-range', 'A range lies above zero, its lower price below the upper.');
  if (price.lessThan(lower) || price.greaterThanOrEqualTo(upper))
    return unavailable('out-of-range', 'At this price the position is out of its range and earns nothing.');
  const efficiency = ONE.dividedBy(ONE.minus(lower.dividedBy(price).sqrt().plus(price.dividedBy(upper).sqrt()).dividedBy(2)));
  const formula = { ...WHITEPAPER, figure: 'capital efficiency', formula: '1 / (1 − (√(a/P) + √(P/b))/2)', unit: 'times the full range' };
  return known(efficiency, [trailStep(formula, { a: lower, b: upper, P: price }, figureText(efficiency))]);
}

/** The price of token0 in token1, in whole tokens, at a tick: 1.0001^tick · 10^(decimals0 − decimals1). */
export function priceOfTick(tick: number, decimals0: number, decimals1: number): Decimal {
  return TICK_BASE.pow(tick).times(new Decimal(10).pow(decimals0 - decimals1));
}

/** The price of token0 in token1, in whole tokens, that a Q64.96 square root stands for. */
export function priceOfSquareRoot(sqrtPriceX96: bigint, decimals0: number, decimals1: number): Decimal {
  const root = new Decimal(sqrtPriceX96.toString()).dividedBy(Q96);
  return root.times(root).times(new Decimal(10).pow(decimals0 - decimals1));
}

/** Square roots are rounded at 60 digits; what is left of that below these decimal places must not pose as a loss. */
const PLACES = 55;
const TICK_BASE = new Decimal('1.0001');
const Q96 = new Decimal(2).pow(96);
const WHITEPAPER = { source: 'H. Adams et al., Uniswap v3 Core, 2021, section 6.2', unit: 'token1 per unit of value at entry' };
