import { type Figure, known, trailStep, unavailable } from '../figures/index.ts';

/**
 * The integer arithmetic of Uniswap v3 (v3-core TickMath.sol and SqrtPriceMath.sol), exact to the last unit: raw token units, Q64.96
 * square roots of prices, ticks.
 */
export const MIN_TICK = -887_272;
export const MAX_TICK = 887_272;

/** Round down for what can be withdrawn, up for what must be paid to mint. */
export type Rounding = 'floor' | 'ceil';

export interface RawAmounts {
  readonly amount0: bigint;
  readonly amount1: bigint;
}

/**
 * The raw amounts of both tokens in `liquidity` between two ticks at a price, rounded as the contract rounds them. Uncollected fees are
 * not included. Unavailable where a tick is outside ±887,272, the ticks are not in order, the liquidity is negative or the price is
 * outside what a pool can hold.
 */
export function amountsBetweenTicks(
  liquidity: bigint,
  tickLower: number,
  tickUpper: number,
  sqrtPriceX96: bigint,
  rounding: Rounding,
): Figure<RawAmounts> {
  for (const tick of [tickLower, tickUpper]) {
    if (!Number.isInteger(tick) || tick < MIN_TICK || tick > MAX_TICK) {
      return unavailable('tick-out-of-range', `Tick ${tick} is not a whole number between −887272 and 887272.`);
    }
  }
  if (tickLower >= tickUpper) return unavailable('empty-range', 'The lower tick must be below the upper tick.');
  if (liquidity < 0n) return unavailable('negative-liquidity', 'Liquidity cannot be negative.');
  if (sqrtPriceX96 < MIN_SQRT_PRICE || sqrtPriceX96 > MAX_SQRT_PRICE) {
    return unavailable(
      'price-out-of-range',
      `The square root price is outside what a pool can hold, ${MIN_SQRT_PRICE} to ${MAX_SQRT_PRICE}.`,
    );
  }
  const [low, high] = [squareRootOfTick(tickLower), squareRootOfTick(tickUpper)];
  const root = sqrtPriceX96 < low ? low : sqrtPriceX96 > high ? high : sqrtPriceX96;
  const divide = rounding === 'ceil' ? divideUp : (value: bigint, by: bigint) => value / by;
  const amounts = {
    amount0: divide(divide((liquidity << RESOLUTION) * (high - root), high), root),
    amount1: divide(liquidity * (root - low), 1n << RESOLUTION),
  };
  const inputs = { liquidity, tickLower, tickUpper, sqrtPriceX96, rounding };
  return known(amounts, [
    trailStep({ ...SOURCE, figure: 'amount0', formula: 'L · 2⁹⁶ (√b − √P)/√b/√P' }, inputs, String(amounts.amount0)),
    trailStep({ ...SOURCE, figure: 'amount1', formula: 'L (√P − √a)/2⁹⁶' }, inputs, String(amounts.amount1)),
  ]);
}

/**
 * √1.0001^tick · 2⁹⁶, as the contract computes it: one factor for each bit of the tick in Q128.128, then rounded up to Q64.96.
 * Needs a whole tick within ±887,272.
 */
export function squareRootOfTick(tick: number): bigint {
  const distance = Math.abs(tick);
  let ratio = 1n << 128n;
  for (const [bit, factor] of BIT_FACTORS.entries()) {
    if (distance & (1 << bit)) ratio = (ratio * factor) >> 128n;
  }
  if (tick > 0) ratio = MAX_UINT256 / ratio;
  return divideUp(ratio, 1n << 32n);
}

const SOURCE = { source: 'Uniswap v3-core, SqrtPriceMath.sol and TickMath.sol', unit: 'raw token units' };
const RESOLUTION = 96n;
const MAX_UINT256 = (1n << 256n) - 1n;

/** 2¹²⁸ / √1.0001^(2^bit), rounded as TickMath.sol has them. */
const BIT_FACTORS = [
  0xfffcb933bd6fad37aa2d162d1a594001n,
  0xfff97272373d413259a46990580e213an,
  0xfff2e50f5f656932ef12357cf3c7fdccn,
  0xffe5caca7e10e4e61c3624eaa0941cd0n,
  0xffcb9843d60f6159c9db58835c926644n,
  0xff973b41fa98c081472e6896dfb254c0n,
  0xff2ea16466c96a3843ec78b326b52861n,
  0xfe5dee046a99a2a811c461f1969c3053n,
  0xfcbe86c7900a88aedcffc83b479aa3a4n,
  0xf987a7253ac413176f2b074cf7815e54n,
  0xf3392b0822b70005940c7a398e4b70f3n,
  0xe7159475a2c29b7443b29c7fa6e889d9n,
  0xd097f3bdfd2022b8845ad8f792aa5825n,
  0xa9f746462d870fdf8a65dc1f90e061e5n,
  0x70d869a156d2a1b890bb3df62baf32f7n,
  0x31be135f97d08fd981231505542fcfa6n,
  0x9aa508b5b7a84e1c677de54f3e99bc9n,
  0x5d6af8dedb81196699c329225ee604n,
  0x2216e584f5fa1ea926041bedfe98n,
  0x48a170391f7dc42444e8fa2n,
] as const;

const MIN_SQRT_PRICE = 4_295_128_739n;
const MAX_SQRT_PRICE = 1_461_446_703_485_210_103_287_273_052_203_988_822_378_723_970_342n;

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
